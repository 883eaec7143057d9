"""The mentions of one name decide together what it names, and where else it stands."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from sayso.annotate.cuts import NOMINAL_TAGS, Piece
from sayso.annotate.kinds import (
    LABELS,
    PERSON,
    STRONG,
    Points,
    kind_by_cue,
    weigh_label,
    weigh_place,
    weigh_words,
)
from sayso.annotate.lexicon import lexicon
from sayso.annotate.runs import PARTICLES, SKIPPED, bracketed, spell
from sayso.annotate.words import Words
from sayso.model import EntityKind

Form = tuple[str, ...]
Found = list[tuple[Piece, EntityKind]]

# Below this many points nothing but a capital speaks for a name.
LEAST_POINTS = 1.5
# Neighbours of all mentions together weigh no more than a cue word in the name itself.
MOST_NEIGHBOURS = 8.0
# A mention's own neighbours count once more for it where they say more than a preposition does:
# "General Washington" among many Washingtons.
OWN = 1.0
STRONG_NEIGHBOUR = 4.0
SHORTEST_SURNAME = 3


def settle(words: Words, pieces: list[Piece]) -> Found:
    """The pieces that are names, each with its kind."""
    loud = loud_words(words)
    pieces = trim_to_known(words, pieces)
    quiet = [piece for piece in pieces if piece.start not in loud]
    # A report of headlines alone has no quiet line to learn from.
    totals = count_votes(words, quiet or pieces)
    found: Found = []
    for piece in pieces:
        form = words.name(piece.start, piece.end)
        if form not in totals and not stands_alone(words, piece):
            continue
        points = totals.get(form) or weigh_words(words, piece)
        kind = decide(points, weigh_place(words, piece))
        if kind is not None:
            found.append((piece, kind))
    return found


def trim_to_known(words: Words, pieces: list[Piece]) -> list[Piece]:
    """Cut "Rival Mara Olt" to "Mara Olt" where that name stands by itself in the report."""
    forms = {words.name(p.start, p.end) for p in pieces}
    return [trim_piece(words, piece, forms) for piece in pieces]


def trim_piece(words: Words, piece: Piece, forms: set[Form]) -> Piece:
    """The piece without the words before a full name that stands elsewhere by itself."""
    lists = lexicon()
    if lists.kind_of(words.name(piece.start, piece.end)) or kind_by_cue(words, lists, piece):
        return piece
    for start in range(piece.start + 1, piece.end - 1):
        personal = words.lower[start] in lists.given or label_of(words, start) == "PERSON"
        if personal and words.name(start, piece.end) in forms:
            return Piece(start, piece.end, PERSON)
    return piece


def label_of(words: Words, i: int) -> str:
    """The recogniser's label of word i, or an empty string."""
    return words.doc[words.token(i)].ent_type_


def stands_alone(words: Words, piece: Piece) -> bool:
    """Whether a name in a headline needs no other mention to be believed."""
    lists = lexicon()
    if lists.kind_of(words.name(piece.start, piece.end)):
        return True
    labelled = all(words.doc[words.token(k)].ent_type_ for k in range(piece.start, piece.end))
    return labelled and kind_by_cue(words, lists, piece) is not None


def decide(totals: Points, own: Points) -> EntityKind | None:
    """The kind with most points; a mention's own strong neighbours count again. None: too few."""
    best, most = None, 0.0
    spoken = 0.0
    for kind in EntityKind:
        again = own.get(kind, 0.0)
        points = totals.get(kind, 0.0) + (OWN * again if again >= STRONG_NEIGHBOUR else 0.0)
        spoken += max(points, 0.0)
        if points > most:
            best, most = kind, points
    return best if spoken >= LEAST_POINTS else None


def count_votes(words: Words, pieces: list[Piece]) -> dict[Form, Points]:
    """The points of each form over all of its mentions."""
    mentions: dict[Form, list[Piece]] = defaultdict(list)
    for piece in pieces:
        mentions[words.name(piece.start, piece.end)].append(piece)
    totals = {form: count_form(words, alike) for form, alike in mentions.items()}
    lend_to_neighbours(words, pieces, totals)
    lend_to_peoples(totals)
    lend_to_full_names(totals)
    lend_to_surnames(totals)
    lend_to_acronyms(words, totals)
    return totals


def count_form(words: Words, pieces: list[Piece]) -> Points:
    """The points of one form: its words once, labels on average, neighbours up to a bound."""
    totals: Points = defaultdict(float, weigh_words(words, pieces[0]))
    around: Points = defaultdict(float)
    for piece in pieces:
        for kind, points in weigh_label(words, piece).items():
            totals[kind] += points / len(pieces)
        for kind, points in weigh_place(words, piece).items():
            around[kind] += points
    for kind, points in around.items():
        totals[kind] += max(-MOST_NEIGHBOURS, min(MOST_NEIGHBOURS, points))
    return totals


def lend_to_neighbours(words: Words, pieces: list[Piece], totals: dict[Form, Points]) -> None:
    """Give a name in a list the kind of the name beside it: "in Kessen, Velm and Ostria"."""
    sure = {form: decide(points, {}) for form, points in totals.items()}
    for form, points in totals.items():
        if max(points.values(), default=0.0) < STRONG - 1.0:
            sure[form] = None
    for one, other in pairwise(pieces):
        gap = words.text[words.ends[one.end - 1] : words.starts[other.start]]
        if gap not in LISTING:
            continue
        left, right = words.name(one.start, one.end), words.name(other.start, other.end)
        for form, kind in ((left, sure[right]), (right, sure[left])):
            if kind is not None and sure[form] is None:
                totals[form][kind] += LENT


# What stands between two names of a list; the points that one of them lends to the other.
LISTING = frozenset([", ", " and ", ", and ", " or "])
LENT = 1.5


def lend_to_peoples(totals: dict[Form, Points]) -> None:
    """Take "Velmian" for a people where the report has a place "Velm" or "Velmia"."""
    for form, points in totals.items():
        word = form[-1].removesuffix("s")
        stems = {word.removesuffix(e) for e in ("n", "an", "ian", "ese", "ish", "i")} - {word}
        for stem in stems:
            place = (*form[:-1], stem)
            if len(stem) > 2 and place in totals and decide(totals[place], {}) is EntityKind.PLACE:
                points[EntityKind.NATIONALITY] += STRONG


def lend_to_full_names(totals: dict[Form, Points]) -> None:
    """Take a name whose last word goes on alone for a person's: "Ada Brenn ... Brenn said"."""
    lists = lexicon()
    for form, points in totals.items():
        if not 2 <= len(form) <= LONGEST_PERSON or max(points.values(), default=0.0) >= STRONG:
            continue
        alone = form[-1:] in totals and form[:1] not in totals
        if alone and form[-1].istitle() and lists.kind_of(form[-1:]) is None:
            points[PERSON] += STRONG / 2


LONGEST_PERSON = 3


def lend_to_surnames(totals: dict[Form, Points]) -> None:
    """Give the surname of each full name of a person a person's points."""
    for form in list(totals):
        if len(form) > 1 and decide(totals[form], {}) is PERSON:
            surname = surname_of(form)
            shouted = tuple(word.upper() for word in surname)
            for known in {surname, shouted} & totals.keys():
                totals[known][PERSON] += STRONG if known == shouted else STRONG / 2


def surname_of(form: Form) -> Form:
    """The last word of a person's name with the particles before it: ("al", "Rashan")."""
    at = len(form) - 1
    while at > 1 and form[at - 1].lower() in PARTICLES:
        at -= 1
    return form[at:]


# A name of fewer words has initials that many names share.
SHORTEST_SPELLED = 3


def lend_to_acronyms(words: Words, totals: dict[Form, Points]) -> None:
    """Give an acronym the kind of its long form: in brackets beside it, or by its initials."""
    pairs = []
    for acronym, end in bracketed(words):
        start = spell(words, acronym, end)
        if start is not None:
            pairs.append((words.name(start, end), acronym))
    for form in totals:
        if len(form) >= SHORTEST_SPELLED:
            letters = (w[0].upper() for w in form if w.lower() not in SKIPPED)
            pairs.append((form, "".join(letters)))
    for form, acronym in pairs:
        kind = decide(totals[form], {}) if form in totals else None
        if kind is not None and kind is not PERSON and (acronym,) in totals:
            totals[(acronym,)][kind] += STRONG


def spread(words: Words, found: Found) -> Found:
    """Further mentions of the names found: the same words with the same capitals elsewhere."""
    covered = {k for piece, _ in found for k in range(piece.start, piece.end)}
    kinds: dict[Form, EntityKind] = {}
    for piece, kind in found:
        form = words.name(piece.start, piece.end)
        kinds.setdefault(form, kind)
        if kind is PERSON and len(form) > 1:
            surname = surname_of(form)
            if len(surname[-1]) >= SHORTEST_SURNAME and is_rare(surname[-1]):
                kinds.setdefault(surname, PERSON)
    by_first: dict[str, list[Form]] = defaultdict(list)
    for form in sorted(kinds, key=len, reverse=True):
        by_first[form[0]].append(form)
    more: Found = []
    for i in range(len(words)):
        forms = by_first.get(words.forms[i].replace("’", "'"))
        if not forms or i in covered:
            continue
        for form in forms:
            end = i + len(form)
            free = covered.isdisjoint(range(i, end))
            if free and words.name(i, end) == form and stands_there(words, i, end):
                more.append((Piece(i, end), kinds[form]))
                covered.update(range(i, end))
                break
    return more


def peoples_in(words: Words, found: Found) -> Found:
    """The peoples of two words that nothing was found at: "the North Korean leader".

    The finder takes such words for a name where a name follows, and for none before a title.
    """
    covered = {k for piece, _ in found for k in range(piece.start, piece.end)}
    pairs = (i for i in range(len(words) - 1) if words.caps[i] and words.caps[i + 1])
    peoples = lexicon().peoples
    return [
        (Piece(i, i + 2), EntityKind.NATIONALITY)
        for i in pairs
        if f"{words.lower[i]} {words.lower[i + 1]}" in peoples
        and words.joints[i + 1] == "space"
        and covered.isdisjoint({i, i + 1})
    ]


def is_rare(word: str) -> bool:
    """Whether a surname is no everyday word, cue or title, so that its capital tells it apart."""
    lists = lexicon()
    lower = word.lower()
    return not (lower in lists.never or lower in lists.heads or lower in lists.titles)


def stands_there(words: Words, i: int, end: int) -> bool:
    """Whether the words from i to end are a name there, and not the opening of a sentence."""
    if any(not words.joints[k] for k in range(i + 1, end)):
        return False
    if end - i > 1 or words.is_acronym(i) or not words.is_initial(i):
        return True
    token = words.doc[words.token(i)]
    return token.tag_ in NOMINAL_TAGS or token.ent_type_ in LABELS


# A line with at least this many words, nearly all capitalised, is a headline in title case.
SHORTEST_HEADLINE = 4
LONGEST_HEADLINE = 30
# Words of up to three letters stay small in such headlines.
SMALL_WORD = 3


def loud_words(words: Words) -> frozenset[int]:
    """The words of lines in title case or capitals, where a capital tells nothing."""
    loud: set[int] = set()
    line: list[int] = []
    for i in range(len(words) + 1):
        if i == len(words) or (line and opens_line(words, i)):
            if is_loud(words, line):
                loud.update(line)
            line = []
        line.append(i)
    return frozenset(loud)


def opens_line(words: Words, i: int) -> bool:
    """Whether word i stands on another line than the word before."""
    return "\n" in words.text[words.ends[i - 1] : words.starts[i]]


def is_loud(words: Words, line: list[int]) -> bool:
    """Whether capitals tell nothing in a line: title case with verbs in it, or capitals alone."""
    if len(line) > 1 and all(words.forms[i].isupper() for i in line):
        return True
    if not SHORTEST_HEADLINE <= len(line) <= LONGEST_HEADLINE:
        return False
    long = [i for i in line if len(words.forms[i]) > SMALL_WORD and words.forms[i].isalpha()]
    if len(long) < SHORTEST_HEADLINE - 1:
        return False
    common = lexicon().function_words
    small = sum(not words.caps[i] and words.lower[i] not in common for i in long)
    shouted = sum(words.forms[i].isupper() for i in long)
    return small == 0 or shouted * 2 > len(long)
