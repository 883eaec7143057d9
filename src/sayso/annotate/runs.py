"""Where a name begins and ends: runs of capitalised words and the small words that join them.

"Ministry of the Interior", "Ana de la Cruz", "Lord's Host of Kessen" and 'Ilan "Fox" Voss' are one
run each. Whether a run is a name at all is for others to say.
"""

from __future__ import annotations

import re

from sayso.annotate.lexicon import Lexicon, lexicon, word_set
from sayso.annotate.words import Words
from sayso.model import EntityKind

Run = tuple[int, int]
BODIES = (EntityKind.GROUP, EntityKind.ORGANIZATION)

# Small words inside names of people and places, joined by a space or a hyphen.
PARTICLES = word_set("particles")
# Small words inside a name only where a hyphen follows: alone they are everyday English.
HYPHENATED = PARTICLES | word_set("hyphenated")
LINKS = frozenset(["of", "for", "on", "against"])
SUBJECT_HEADS = word_set("subject heads")
FLEETING = word_set("fleeting")
OF_PLACES = word_set("of places")
OWNERS = word_set("owners")
LONGEST_RUN = 14  # words; the longest name of a body in CrossNER's politics part has 12


def find_runs(words: Words) -> list[Run]:
    """The runs of `words` as pairs of word indices, the end exclusive, in the order of the text."""
    lists = lexicon()
    runs: list[Run] = []
    i, n = 0, len(words)
    long_forms = find_long_forms(words)
    while i < n:
        if not (words.caps[i] or opens_with_particle(words, i)):
            i += 1
            continue
        end = extend(words, lists, i)
        # The initials know better where a long form ends than its small words do.
        end = max([end, *(long_forms[k] for k in range(i, end) if k in long_forms)])
        runs.append((i, end))
        i = end
    return runs


def opens_with_particle(words: Words, i: int) -> bool:
    """Whether word i is a small word that opens a name, as in "al-Hilla" or "de Lacroix"."""
    if i + 1 >= len(words) or not words.caps[i + 1]:
        return False
    if words.joints[i + 1] == "hyphen":
        return words.lower[i] in HYPHENATED
    return words.lower[i] in (
        "al",
        "bin",
        "ibn",
        "van",
        "von",
        "de",
        "del",
        "della",
        "da",
        "di",
    ) and (words.joints[i + 1] == "space")


def extend(words: Words, lists: Lexicon, i: int) -> int:
    """The end of the run that begins at word i."""
    end = i + 1
    while end < len(words) and end - i < LONGEST_RUN:
        longer = step(words, lists, i, end)
        if longer == end:
            break
        end = longer
    return end


def step(words: Words, lists: Lexicon, i: int, j: int) -> int:
    """The end of the run from i after one more word or link at j, or j where it stops."""
    joint = words.joints[j]
    if joint == "space":
        return step_over_space(words, lists, i, j)
    if joint == "hyphen":
        return step_over_hyphen(words, lists, i, j)
    if joint == "amp" and words.caps[j]:
        return j + 1
    if joint == "genitive" and words.caps[j] and owns(words, lists, j):
        return j + 1
    if words.lower[j] in ("jr", "sr") and words.text[words.ends[j - 1] : words.starts[j]] == ", ":
        return j + 1
    if joint == "quote":
        return step_over_nickname(words, lists, i, j)
    return j


def owns(words: Words, lists: Lexicon, j: int) -> bool:
    """Whether the possessive before j is inside a name: "People's Front", "Dockers' Union"."""
    if words.lower[j - 1] in OWNERS:
        return True
    plural = words.text[words.ends[j - 1]] in "'’" and words.text[words.ends[j - 1] + 1].isspace()
    return plural and words.lower[j - 1].endswith("s") and lists.heads.get(words.lower[j]) in BODIES


def step_over_space(words: Words, lists: Lexicon, i: int, j: int) -> int:
    """One more word after a space: a capital, or a particle or link with what follows it."""
    lower = words.lower[j]
    if words.caps[j] and lower not in lists.calendar:
        return j if lower == "i" else j + 1
    if lower.isdigit() and len(lower) <= 4:
        return j + 1 if takes_number(words, lists, j) else j
    after = j + 1
    if lower in PARTICLES or (lower in HYPHENATED and joint_is(words, after, "hyphen")):
        while joint_is(words, after, "space", "hyphen") and words.lower[after] in PARTICLES:
            after += 1
        if joint_is(words, after, "space", "hyphen") and words.caps[after]:
            return after + 1
    if lower in LINKS and takes_link(words, lists, i, j):
        return step_over_article(words, lists, j)
    if lower == "in" and is_movement_in(words, lists, i, j):
        return step_over_article(words, lists, j)
    if lower == "and" and joins_by_and(words, lists, i, j):
        return step_over_article(words, lists, j)
    return j


def joint_is(words: Words, i: int, *kinds: str) -> bool:
    """Whether word i exists and hangs on the word before it in one of these ways."""
    return i < len(words) and words.joints[i] in kinds


def step_over_article(words: Words, lists: Lexicon, j: int) -> int:
    """The end after link j, an article if any, and a capitalised word; j where none follows."""
    at = j + 1
    if joint_is(words, at, "space") and words.lower[at] in ("the", "all"):
        at += 1
    if joint_is(words, at, "space") and (words.caps[at] or opens_with_particle(words, at)):
        opened = at if words.caps[at] else at + 1
        return j if words.lower[at] in lists.calendar else opened + 1
    return j


def takes_number(words: Words, lists: Lexicon, j: int) -> bool:
    """Whether the number at j belongs to the name before it, as in "Unit 12" or "Article 5"."""
    before = words.lower[j - 1]
    if before in lists.heads or before in lists.firsts:
        return len(words.lower[j]) < 4 or before in ("resolution", "flight")
    return words.is_acronym(j - 1) and len(words.lower[j]) <= 3


def takes_link(words: Words, lists: Lexicon, i: int, j: int) -> bool:
    """Whether the name from i goes on over the link at j: its last word must be such a head."""
    head = words.lower[j - 1]
    kind = lists.heads.get(head)
    first = next((k for k in range(i + 1, j) if words.lower[k] in LINKS), 0)
    if first and words.lower[j] in ("of", "for"):
        # "Movement for the Freedom of Velm": the head stands before the first link.
        return lists.heads.get(words.lower[first - 1]) in BODIES and words.lower[j - 1] != "the"
    if words.lower[j] == "on":
        return head in SUBJECT_HEADS
    if head == "state":
        return j - i > 1 and words.lower[i] not in lists.titles
    if kind in BODIES:
        return head not in FLEETING
    if words.lower[j] != "of":
        return False
    if kind is EntityKind.PLACE:
        return head in OF_PLACES
    return kind is not None and head not in FLEETING


def is_movement_in(words: Words, lists: Lexicon, i: int, j: int) -> bool:
    """Whether "in" at j goes on a group's name of the form "Movement of the X in the Y"."""
    if not joint_is(words, j + 1, "space") or words.lower[j + 1] != "the":
        return False
    link = next((k for k in range(i, j) if words.lower[k] in LINKS), 0)
    return link > i and lists.heads.get(words.lower[link - 1]) is EntityKind.GROUP


def joins_by_and(words: Words, lists: Lexicon, i: int, j: int) -> bool:
    """Whether "and" at j joins two halves of one name, not two names."""
    right = j + 1
    if joint_is(words, right, "space") and words.lower[right] == "the":
        right += 1
    if not joint_is(words, right, "space") or not words.caps[right]:
        return False
    inner = words.lower[i:j]
    if any(link in inner for link in LINKS):
        # "Ministry of Trade and Industry"; "State of Ostria and the Coast"
        if words.lower[j - 1] in lists.portfolios and words.lower[right] in lists.portfolios:
            return True
        both = (words.forms[j - 1],), (words.forms[right],)
        return "state" in inner and all(lists.kind_of(n) is EntityKind.PLACE for n in both)
    if j - i > 2 or lists.kind_of(words.name(i, j)) or words.is_acronym(j - 1):
        return False
    if any(w in lists.heads or w in lists.titles for w in inner):
        return False
    # "Truth and Justice Party", "Food and Agriculture Organization"
    end = right
    while joint_is(words, end + 1, "space") and words.caps[end + 1]:
        end += 1
    kind = lists.heads.get(words.lower[end])
    named = i > 0 and words.lower[i - 1] == "the"
    return end > right and named and kind in BODIES and lists.kind_of((words.forms[right],)) is None


def step_over_hyphen(words: Words, lists: Lexicon, i: int, j: int) -> int:
    """One more word after a hyphen; "Ostria-Velm talks" are two names, "Ostria-led" is one."""
    if words.caps[j]:
        parts = (words.forms[j - 1],), (words.forms[j],)
        return j if j - i == 1 and all(lists.kind_of(p) for p in parts) else j + 1
    if words.lower[j].isdigit():
        return j + 1
    if words.lower[j] in HYPHENATED and joint_is(words, j + 1, "space", "hyphen"):
        return j + 2 if words.caps[j + 1] else j
    if words.lower[j - 1] in ("al", "el") and j - i == 1:
        return j + 1
    # The second half of a given name may be small ("Wei-ming"): the recogniser must hold it.
    return j + 1 if words.doc[words.token(j)].ent_type_ == "PERSON" else j


def step_over_nickname(words: Words, lists: Lexicon, i: int, j: int) -> int:
    """The end of a name with a nickname in quotation marks inside, as in 'Ilan "Fox" Voss'."""
    before = words.lower[j - 1]
    if j - i > 2 or before in lists.heads or (words.is_initial(i) and j - i == 1):
        known_first = words.doc[words.token(j - 1)].ent_type_ == "PERSON"
        if not known_first:
            return j
    end = j
    while end < len(words) and end - j < 3 and words.caps[end] and words.joints[end + 1 : end + 2]:
        end += 1
        if words.joints[end] == "quote":
            return end + 1 if words.caps[end] else j
        if words.joints[end] != "space":
            return j
    return j


BRACKETED = re.compile(r"\(\s*[\"“]?([A-Z][A-Za-z]*[A-Z]|[A-Z]{2,})[\"”]?\s*\)")


def find_long_forms(words: Words) -> dict[int, int]:
    """Long forms that an acronym in brackets follows: first word to end.

    The initials must spell the acronym, small words may be left out of it (after Schwartz and
    Hearst, 2003, held to initials).
    """
    found: dict[int, int] = {}
    for acronym, end in bracketed(words):
        start = spell(words, acronym, end)
        if start is not None and words.caps[start]:
            found[start] = end
    return found


def bracketed(words: Words) -> list[tuple[str, int]]:
    """The acronyms in brackets, each with the index of the word that opens the bracket."""
    found = []
    at = 0
    for match in BRACKETED.finditer(words.text):
        while at < len(words) and words.starts[at] < match.start(1):
            at += 1
        if at:
            found.append((match.group(1), at))
    return found


def spell(words: Words, acronym: str, end: int) -> int | None:
    """The first word of the shortest stretch before `end` whose initials spell `acronym`."""
    letters = [c.lower() for c in acronym if c.isupper()]
    at = end - 1
    left = len(letters) - 1
    while at >= 0 and end - at <= LONGEST_RUN:
        if at < end - 1 and words.joints[at + 1] not in ("space", "hyphen", "amp", "genitive"):
            return None
        if words.lower[at][0] == letters[left]:
            left -= 1
            if left < 0:
                return at
        elif words.lower[at] not in SKIPPED:
            return None
        at -= 1
    return None


SKIPPED = LINKS | PARTICLES | frozenset(["the", "in", "and", "to", "with", "s"])
