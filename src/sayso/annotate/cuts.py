"""Runs of capitalised words cut to names: titles, roles, articles and sentence openings go.

"Former Foreign Minister Mara Olt" gives "Mara Olt"; "Harbour Ministry Secretary Ilan Voss" gives
"Harbour Ministry" and "Ilan Voss"; "Foreign Secretary" alone gives nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.annotate.lexicon import Lexicon, lexicon, word_set
from sayso.annotate.runs import LINKS, Run
from sayso.annotate.words import Words
from sayso.model import EntityKind

NOMINAL_TAGS = frozenset(["NNP", "NNPS"])
# Tags of words that open a sentence and are no part of the name after them.
OPENING_TAGS = word_set("opening tags")


DETERMINERS = word_set("determiners")


@dataclass(frozen=True, slots=True)
class Piece:
    """The words from `start` to `end` may be a name; `hint` is the kind that its title tells."""

    start: int
    end: int
    hint: EntityKind | None = None


def cut(words: Words, run: Run) -> list[Piece]:
    """The pieces of a run that may be names, in the order of the text."""
    lists = lexicon()
    start, end = strip_opening(words, lists, *run)
    if start >= end:
        return []
    start, portfolio = strip_portfolio(words, lists, start, end)
    while end > start and words.lower[end - 1] in lists.calendar:
        end -= 1
    if start >= end:
        return []
    hint = EntityKind.PERSON if portfolio else None
    if any(words.lower[k] in LINKS for k in range(start, end)):
        return cut_linked(words, lists, start, end)
    return cut_title(words, lists, start, end, hint)


def strip_opening(words: Words, lists: Lexicon, start: int, end: int) -> Run:
    """The run without an article, or the words that only open the sentence."""
    while start < end and (opens_only(words, lists, start, end) or is_date(words, lists, start)):
        start += 1
    return start, end


def is_date(words: Words, lists: Lexicon, i: int) -> bool:
    """Whether word i is a weekday or a month and not somebody called April."""
    label = words.doc[words.token(i)].ent_type_
    return words.lower[i] in lists.calendar and (label == "DATE" or words.lower[i].endswith("day"))


def opens_only(words: Words, lists: Lexicon, i: int, end: int) -> bool:
    """Whether word i has its capital from its place in the sentence, or is an article."""
    lower = words.lower[i]
    if lists.kind_of(words.name(i, end)) or words.is_acronym(i):
        return lower in ("the", "a") and not lists.kind_of(words.name(i, end))
    if lower in DETERMINERS:
        return joint_after(words, i) != "hyphen"
    if not words.is_initial(i) or known_prefix(words, lists, i, end):
        return False
    if lower in lists.function_words:
        return joint_after(words, i) != "hyphen"
    tag = words.tag(i)
    if end - i == 1:
        named = words.doc[words.token(i)].ent_type_ not in ("", "DATE", "CARDINAL", "ORDINAL")
        return tag not in NOMINAL_TAGS and not (named and tag in ("NN", "NNS", "JJ"))
    if tag in OPENING_TAGS:
        return joint_after(words, i) != "hyphen"
    if tag in NOMINAL_TAGS or lower in lists.titles or lower in lists.modifiers:
        return False
    return not words.doc[words.token(i)].ent_type_


def joint_after(words: Words, i: int) -> str:
    """How the word after word i hangs on it."""
    return words.joints[i + 1] if i + 1 < len(words) else ""


def known_prefix(words: Words, lists: Lexicon, start: int, end: int) -> int:
    """The end of the longest known name at the start of the words, or 0."""
    for stop in range(min(end, start + 4), start, -1):
        if lists.kind_of(words.name(start, stop)):
            return stop
    return 0


def strip_portfolio(words: Words, lists: Lexicon, start: int, end: int) -> tuple[int, bool]:
    """The start after the portfolio in "Minister of Trade and Industry Ilan Voss"."""
    at = start - 1
    if at > 0 and words.lower[at] == "the" and words.joints[start] == "space":
        at -= 1
    titled = (
        at > 0
        and words.lower[at] in ("of", "for")
        and words.joints[at] == "space"
        and (words.lower[at - 1] in lists.titles)
    )
    cued = words.lower[end - 1] in lists.heads or not LINKS.isdisjoint(words.lower[start:end])
    if not titled or cued:
        return start, False
    inside = start
    while inside < end and (
        words.lower[inside] in lists.portfolios or words.lower[inside] == "and"
    ):
        inside += 1
    if inside > start:
        return inside, True
    known = known_prefix(words, lists, start, end)
    return start, 0 < known < end


def cut_linked(words: Words, lists: Lexicon, start: int, end: int) -> list[Piece]:
    """A name with a link inside, without a country and a title before it."""
    prefix = known_prefix(words, lists, start, end)
    if 0 < prefix < end and words.lower[prefix] in lists.titles:
        return [Piece(start, prefix)]
    return [Piece(start, end)]


def cut_title(
    words: Words, lists: Lexicon, start: int, end: int, hint: EntityKind | None
) -> list[Piece]:
    """Cut a run without links at its titles."""
    if lists.kind_of(words.name(start, end)):
        return [Piece(start, end, hint if end - start == 1 else None)]
    titles = [k for k in range(start, end) if is_title(words, lists, k)]
    if titles and titles[-1] == end - 1:
        if not ends_with_surname(words, lists, start, end, titles):
            return before_title(words, lists, start, end - 1)
        titles.pop()
    if not titles:
        return split_known(words, lists, start, end, hint)
    last = titles[-1]
    tail = words.lower[end - 1]
    if tail in lists.heads:
        return split_known(words, lists, start, end, hint)
    person = last + 1
    while person < end - 1 and words.lower[person] in lists.modifiers:
        person += 1
    return [*before_title(words, lists, start, last), Piece(person, end, EntityKind.PERSON)]


def is_title(words: Words, lists: Lexicon, i: int) -> bool:
    """Whether word i is a title in its place."""
    if words.lower[i] not in lists.titles:
        return False
    if i + 1 < len(words) and words.joints[i + 1] == "genitive":
        return False  # "Lord's Army"
    # "St" opens places as often as persons; long words in capitals are rather acronyms.
    return words.lower[i] != "st" and not (words.is_acronym(i) and len(words.forms[i]) > 4)


def ends_with_surname(
    words: Words, lists: Lexicon, start: int, end: int, titles: list[int]
) -> bool:
    """Whether the title at the end of the words is somebody's surname ("Minister Ada Bishop")."""
    first = titles[-2] + 1 if len(titles) > 1 else start
    inner = range(first, end - 1)
    if not inner or any(is_rank(words, lists, first, k) for k in inner):
        return False
    if words.lower[first] in lists.given:
        return True
    if lists.kind_of(words.name(first, first + 1)) or words.lower[end - 2] in lists.heads:
        return False
    return all(words.doc[words.token(k)].ent_type_ == "PERSON" for k in range(first, end))


def before_title(words: Words, lists: Lexicon, start: int, title: int) -> list[Piece]:
    """What stands before a title and is a name by itself: a country, a body, a person."""
    end = title
    while end > start and is_rank(words, lists, start, end - 1):
        end -= 1
    if end == start:
        return []
    if lists.kind_of(words.name(start, end)):
        return [Piece(start, end)]
    if end - start == 1 and looks_national(words.lower[start]):
        return [Piece(start, end, EntityKind.NATIONALITY)]
    if end < title and end - start == 1 and not words.is_acronym(start):
        # What is left of "Homeland Security Secretary" is no name, unless it is a place.
        label = words.doc[words.token(start)].ent_type_
        return [Piece(start, end)] if label in ("GPE", "NORP", "LOC") else []
    return split_known(words, lists, start, end, None)


def is_rank(words: Words, lists: Lexicon, start: int, i: int) -> bool:
    """Whether word i is part of a title rather than of a name before it."""
    lower = words.lower[i]
    if lower in lists.heads and i > start and lower not in lists.titles:
        return False
    return lower in lists.titles or lower in lists.modifiers or lower in lists.portfolios


NATIONAL_ENDINGS = ("ian", "ean", "ese", "ish", "ani", "aqi", "eni", "ari", "ali")


def looks_national(lower: str) -> bool:
    """Whether a word before a title looks like the name of a people ("Velmian")."""
    return len(lower) > 4 and lower.endswith(NATIONAL_ENDINGS)


def split_known(
    words: Words, lists: Lexicon, start: int, end: int, hint: EntityKind | None
) -> list[Piece]:
    """Cut a known name off the front where a person's name follows it."""
    prefix = known_prefix(words, lists, start, end)
    if not 0 < prefix < end or words.joints[prefix] == "hyphen":
        return [Piece(start, end, hint)]
    rest = [words.doc[words.token(k)].ent_type_ for k in range(prefix, end)]
    person = rest.count("PERSON") * 2 > len(rest) or hint is EntityKind.PERSON
    cued = words.lower[end - 1] in lists.heads
    first = [words.doc[words.token(k)].ent_type_ for k in range(start, prefix)]
    if person and not cued and (len(rest) > 1 or hint) and "PERSON" not in first:
        return [Piece(start, prefix), Piece(prefix, end, EntityKind.PERSON)]
    kind = lists.kind_of(words.name(start, prefix))
    if kind is EntityKind.NATIONALITY and lists.kind_of(words.name(prefix, end)):
        return [Piece(start, prefix), Piece(prefix, end)]
    return [Piece(start, end, hint)]
