"""What kind of thing a name names: evidence from its words, its neighbours and the recogniser.

Each piece of evidence is a number of points for a kind. The points were set on half of the
documents of two publishers of re3d and checked on the other half and on other publishers.
"""

from __future__ import annotations

import re
from collections import defaultdict

from sayso.annotate.cuts import Piece, looks_national
from sayso.annotate.lexicon import Lexicon, lexicon, word_set
from sayso.annotate.runs import LINKS
from sayso.annotate.words import Words
from sayso.model import EntityKind

Points = dict[EntityKind, float]
Evidence = tuple[EntityKind, float]

PERSON = EntityKind.PERSON
PLACE = EntityKind.PLACE
GROUP = EntityKind.GROUP
ORGANIZATION = EntityKind.ORGANIZATION

LABELS = {
    "PERSON": PERSON,
    "ORG": ORGANIZATION,
    "GPE": PLACE,
    "LOC": PLACE,
    "FAC": EntityKind.FACILITY,
    "NORP": EntityKind.NATIONALITY,
    "EVENT": EntityKind.EVENT,
    "LAW": EntityKind.DOCUMENT,
    "WORK_OF_ART": EntityKind.DOCUMENT,
    "PRODUCT": EntityKind.OTHER,
}
# Labels that the recogniser gives wrongly to names of several words: works of art to outlets,
# peoples and places to persons whose names it never met.
LABEL_POINTS = {EntityKind.DOCUMENT: 1.5, EntityKind.NATIONALITY: 1.0, PLACE: 1.3}
PLACE_PREPOSITIONS = {
    "in": 3.0, "near": 3.5, "outside": 3.0, "around": 1.5, "into": 2.0, "toward": 1.5,
    "towards": 1.5, "at": 1.5, "from": 0.5, "across": 2.0, "throughout": 2.0, "to": 0.5,
    "inside": 2.0, "reach": 1.0, "surrounding": 2.0,
}  # fmt: skip
FIGHTERS = word_set("fighters")
PLACED_OF = word_set("placed of")
RULING = frozenset(["government", "parliament", "army", "president", "republic"])
MEMBERS = word_set("members")
STATE_FORCES = frozenset(["army", "forces", "force", "guard", "guards", "command", "legion"])
STATE_ADJECTIVES = word_set("state adjectives")
# Kinds whose common noun may stand right before a name: "the militia X", "the frigate X".
APPOSED_KINDS = (GROUP, ORGANIZATION, EntityKind.VEHICLE)
# What follows the name of a ruler more often than anything else: "the X regime".
HELD = frozenset(["held", "controlled", "linked", "affiliated", "inspired"])
COMMON_NOUNS = frozenset(["NN", "NNS"])
OCCUPATIONS = word_set("occupations")
REPORTS = word_set("reports")
SPEAKS = word_set("speaks")
RULES = word_set("rules")
DATELINE = re.compile(
    r"(?:, [A-Z][\w. ]{1,20})?"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})?)?"
    r"(?:(?: ?\([^()\n]{2,30}\))? ?(?:—|–|--|-) ?| ?\([^()\n]{2,30}\): )(?=[A-Z\"“])"
)
LONGEST_DATELINE = 70  # characters after the place: a region, a date, an agency and a dash
STRONG = 8.0


def weigh_words(words: Words, piece: Piece) -> Points:
    """The points that the words of a name give by themselves, wherever it stands."""
    lists = lexicon()
    points: Points = defaultdict(float)
    name = words.name(piece.start, piece.end)
    known = kind_as_known(lists, name)
    if known is not None:
        points[known] += STRONG
    kind = kind_by_cue(words, lists, piece)
    if kind is not None and known is None:
        points[kind] += STRONG
    numbered = len(name) == 2 and name[1].isdigit()
    if lists.function_words.issuperset(word.lower() for word in name):
        # "MIGHT" may be emphasis: only what stands around it makes it a name.
        return points
    if words.is_acronym(piece.start) and (len(name) == 1 or numbered):
        points[ORGANIZATION] += 2.0
        points[PERSON] -= 3.0
        points[PLACE] -= 1.0
    if kind is None and known is None and is_personal(words, piece):
        points[PERSON] += UNTOLD
        if words.lower[piece.start] in lists.given:
            points[PERSON] += 3.0
        if any(len(word) == 1 for word in name[1:-1]):
            points[PERSON] += 2.0
    return points


def kind_as_known(lists: Lexicon, name: tuple[str, ...]) -> EntityKind | None:
    """The kind of a known name, also where a dateline shouts it ("CAIRO")."""
    known = lists.kind_of(name)
    if known is None and name[0].isupper() and all(len(word) > 3 for word in name):
        return lists.kind_of(tuple(word.title() for word in name))
    return known


def kind_by_cue(words: Words, lists: Lexicon, piece: Piece) -> EntityKind | None:
    """The kind that a cue word in the name tells: its head, or its first word."""
    lower = words.lower[piece.start : piece.end]
    link = next((k for k, word in enumerate(lower) if k and word in LINKS), len(lower))
    head = lower[link - 1]
    if head.isdigit() and link > 1:
        head = lower[link - 2]
    first = lists.firsts.get(lower[0]) if len(lower) > 1 else None
    if first is GROUP or first is EntityKind.VEHICLE or first is EntityKind.EVENT:
        return first
    kind = lists.heads.get(head)
    if kind is GROUP and head in STATE_FORCES:
        return ORGANIZATION if is_of_state(words, lists, piece, lower) else GROUP
    if head == "state":
        return GROUP if lower[0] == "islamic" else None
    if head == "forces" and "democratic" in lower:
        return GROUP
    if first is PLACE and kind is None:
        # "Northern Velm" is a place, "Northern Velmian" is not.
        last = lists.kind_of(words.name(piece.end - 1, piece.end))
        return EntityKind.NATIONALITY if last is EntityKind.NATIONALITY else PLACE
    if kind is None and link < len(lower) and lower[0] == "city":
        return PLACE
    return kind or first


def is_of_state(words: Words, lists: Lexicon, piece: Piece, lower: list[str]) -> bool:
    """Whether an army is a state's: named for a country, or by a state's adjective, or alone."""
    if len(lower) == 1:
        return True
    opening = lists.kind_of(words.name(piece.start, piece.start + 1))
    nation = opening in (EntityKind.NATIONALITY, PLACE) and lower[0] != "islamic"
    return (nation and len(lower) == 2) or bool(STATE_ADJECTIVES.intersection(lower))


SHORTEST_SHOUTED = 5
# Just too little to make a name without any other evidence.
UNTOLD = 1.4


def is_personal(words: Words, piece: Piece) -> bool:
    """Whether the form is that of a person's name: two to four words, none an acronym."""
    size = piece.end - piece.start
    if not 2 <= size <= 4 or words.is_acronym(piece.start):
        return False
    if "space" not in words.joints[piece.start + 1 : piece.end]:
        return False
    # Courts and wire copy write surnames in capitals; a short one is rather an acronym.
    for k in range(piece.start + 1, piece.end):
        if words.is_acronym(k) and len(words.forms[k]) < SHORTEST_SHOUTED:
            return False
    return piece.start == 0 or words.lower[piece.start - 1] not in ("the", "a", "an")


def weigh_label(words: Words, piece: Piece) -> Points:
    """The points that the parser's recogniser gives, as shares of the words that it labelled."""
    points: Points = defaultdict(float)
    size = piece.end - piece.start
    if size == 1 and words.lower[piece.start] in lexicon().function_words:
        return points
    for k in range(piece.start, piece.end):
        kind = LABELS.get(words.doc[words.token(k)].ent_type_)
        if kind is not None:
            points[kind] += (LABEL_POINTS.get(kind, 3.0) if size > 1 else 2.0) / size
    return points


def weigh_place(words: Words, piece: Piece) -> Points:
    """The points that the neighbours of one mention give."""
    lists = lexicon()
    points: Points = defaultdict(float)
    if piece.hint is not None:
        points[piece.hint] += 6.0
    if any(
        mark in words.text[words.starts[piece.start] : words.ends[piece.end - 1]] for mark in '"“'
    ):
        # Only a nickname puts quotation marks inside a name.
        points[PERSON] += 6.0
    if is_dateline(words, piece):
        points[PLACE] += 6.0
    weigh_before(words, lists, piece.start, points)
    after = told_after(words, lists, piece)
    if after is not None:
        points[after[0]] += after[1]
    return points


def is_dateline(words: Words, piece: Piece) -> bool:
    """Whether a name opens its paragraph as a dateline does: "KESSEN, March 3 (Agency) - "."""
    start, end = words.starts[piece.start], words.ends[piece.end - 1]
    if piece.start and "\n" not in words.text[words.ends[piece.start - 1] : start]:
        return False
    dated = DATELINE.match(words.text, end)
    return dated is not None and dated.end() - end <= LONGEST_DATELINE


def weigh_before(words: Words, lists: Lexicon, start: int, points: Points) -> None:
    """Add what the words before a mention say: "the militant group X", "city of X", "near X"."""
    if start == 0 or words.joints[start] not in ("space", "quote"):
        return
    before = words.lower[start - 1]
    further = words.lower[start - 2] if start > 1 and words.joints[start - 1] == "space" else ""
    if before == "the":
        points[PERSON] -= 3.0
        points[PLACE] -= 1.0
        before, further = further, ""
    if before in PLACE_PREPOSITIONS:
        points[PLACE] += PLACE_PREPOSITIONS[before]
    if not before.islower():
        return
    if before == "of" and further:
        if further in PLACED_OF:
            points[PLACE] += 5.0
        elif further in RULING:
            points[PLACE] += 3.0
        elif further in MEMBERS:
            points[GROUP] += 1.5
    elif before in OCCUPATIONS or (before in lists.titles and before not in ("head", "official")):
        points[PERSON] += 4.0
    elif before == "group":
        points[GROUP] += 5.0
    elif lists.heads.get(before) in APPOSED_KINDS and further:
        points[lists.heads[before]] += 4.0


def told_after(words: Words, lists: Lexicon, piece: Piece) -> Evidence | None:
    """What the words after a mention say: "X fighters", "X province", "X, a militia"."""
    end = piece.end
    if end >= len(words):
        return None
    if words.joints[end] == "hyphen":
        return told_by_compound(words.lower[end])
    if words.joints[end] == "space" and not words.caps[end]:
        return told_by_next(words, lists, piece)
    if words.text[words.ends[end - 1] : words.starts[end]] == ", ":
        return told_by_apposition(words, lists, end)
    return None


def told_by_compound(after: str) -> Evidence | None:
    """What the second half of a compound says: "Kessen-based", "MDV-held"."""
    if after == "based":
        return PLACE, 4.0
    return (GROUP, 1.5) if after in HELD else None


def told_by_next(words: Words, lists: Lexicon, piece: Piece) -> Evidence | None:
    """What the next word says, which has no capital."""
    start, end = piece.start, piece.end
    after = words.lower[end]
    kind = lists.heads.get(after)
    if after in FIGHTERS:
        return GROUP, 4.0
    if kind is PLACE:
        return PLACE, 4.0
    if kind is EntityKind.FACILITY:
        return (kind if end - start > 1 else PLACE), 3.0
    if after in RULES:
        return PERSON, 4.0
    if after == "who":
        return PERSON, 2.0
    articled = start > 0 and words.lower[start - 1] == "the"
    if after in REPORTS and articled:
        return ORGANIZATION, 3.0
    if after in SPEAKS and not articled:
        return PERSON, 1.5
    if end - start == 1 and looks_national(words.lower[start]) and words.tag(end) in COMMON_NOUNS:
        return EntityKind.NATIONALITY, 4.0
    return None


def told_by_apposition(words: Words, lists: Lexicon, start: int) -> Evidence | None:
    """What a phrase after a comma says: "X, 43," or "X, a small armed group"."""
    first = words.lower[start]
    if first.isdigit() and len(first) == 2:
        return PERSON, 4.0
    if first == "who":
        return PERSON, 3.0
    if lists.kind_of((words.forms[start],)) is PLACE:
        return PLACE, 2.5
    if first in lists.titles and words.text.startswith(",", words.ends[start]):
        return PERSON, 3.0
    if first not in ("a", "an", "the"):
        return None
    head = head_of_phrase(words, start + 1)
    if head is None:
        return None
    word = words.lower[head]
    if word in lists.titles or word in OCCUPATIONS:
        return PERSON, 4.0
    if word == "capital":
        return PLACE, 4.0
    kind = lists.heads.get(word)
    return (kind, 4.0) if kind is not None else None


def head_of_phrase(words: Words, start: int) -> int | None:
    """The last of up to four small words from `start`, before a mark or a word like "of"."""
    for k in range(start, min(start + LONGEST_DESCRIPTION, len(words))):
        if words.joints[k] != "space" or words.caps[k]:
            return None
        goes_on = k + 1 < len(words) and words.joints[k + 1] == "space"
        if not goes_on or words.lower[k + 1] in AFTER_HEAD:
            return k
    return None


LONGEST_DESCRIPTION = 4
AFTER_HEAD = frozenset(["of", "in", "that", "who", "on", "for", "with", "from"])
