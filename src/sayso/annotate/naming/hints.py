"""What the finder of names is told of each word beside what the encoder made of it.

What the parser's recogniser calls it, what the rules for names call it, and how a list of known
names does (and whether it begins there); what the word lists say of it; how it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.lexicon import Lexicon, lexicon
from sayso.annotate.naming.labels import NAMES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Ints = NDArray[np.int64]
Place = tuple[int, int, str]

# The recogniser's labels that tell something here; every other one is OTHER.
RECOGNISED = (
    "PERSON",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "NORP",
    "EVENT",
    "LAW",
    "PRODUCT",
    "WORK_OF_ART",
)
OTHER = len(RECOGNISED)
LISTED = ("title", "modifier", "portfolio", "given", "people", "never", "function")
TAGS = 1 + 2 * (len(NAMES) + 1)
SIZES = (1 + 2 * (OTHER + 1), TAGS, TAGS, 1 + len(NAMES) + len(LISTED), 6)
# Words that a known name has at most.
LONGEST_KNOWN = 5


def hints(doc: Doc, token: Ints, words: list[str], ruled: list[Place]) -> Ints:
    """The hints (5, words): `token` is each word's token in `doc`.

    `ruled` are the names that the rules find: first word, last word, kind.
    """
    lists = lexicon()
    called = np.array([recognised(t) for t in doc], dtype=np.int64)[token]
    members = sets(lists)
    listed = np.array([listed_as(lists, members, word) for word in words], dtype=np.int64)
    written = np.array([written_as(word) for word in words], dtype=np.int64)
    known = tagged(known_names(lists, words), len(words))
    return np.stack([called, tagged(ruled, len(words)), known, listed, written])


def tagged(places: list[Place], count: int) -> Ints:
    """Names as a tag a word: 0 outside, else begins or goes on, by kind."""
    tags = np.zeros(count, dtype=np.int64)
    for first, last, kind in places:
        at = 1 + 2 * (NAMES.index(kind) if kind in NAMES else len(NAMES))
        tags[first : last + 1] = at + 1
        tags[first] = at
    return tags


def known_names(lists: Lexicon, words: list[str]) -> list[Place]:
    """The longest names of the list of known ones, from left to right."""
    found: list[Place] = []
    i = 0
    while i < len(words):
        for n in range(min(LONGEST_KNOWN, len(words) - i), 0, -1):
            kind = lists.known.get(tuple(words[i : i + n]))
            if kind is not None:
                found.append((i, i + n - 1, kind.value))
                i += n - 1
                break
        i += 1
    return found


def recognised(token: Token) -> int:
    """What the recogniser calls a token: 0 nothing, else begins or goes on, by label."""
    if token.ent_iob_ not in ("B", "I"):
        return 0
    known = token.ent_type_ in RECOGNISED
    label = RECOGNISED.index(token.ent_type_) if known else OTHER
    return 1 + 2 * label + (token.ent_iob_ == "I")


def listed_as(lists: Lexicon, sets: Sequence[frozenset[str]], word: str) -> int:
    """What the word lists say of a word: 0 nothing, a kind that it tells or is, or a set."""
    lower = word.lower()
    kind = lists.heads.get(lower) or lists.known.get((word,))
    if kind is not None and kind.value in NAMES:
        return 1 + NAMES.index(kind.value)
    for i, members in enumerate(sets):
        if lower in members:
            return 1 + len(NAMES) + i
    return 0


def sets(lists: Lexicon) -> tuple[frozenset[str], ...]:
    """The sets of words in the order of LISTED."""
    return (
        lists.titles,
        lists.modifiers,
        lists.portfolios,
        lists.given,
        frozenset(lists.peoples),
        lists.never,
        lists.function_words,
    )


@cache
def written_as(word: str) -> int:
    """How a word is written: lower, capital, capitals, mixed, with figures, or a sign."""
    if not word[0].isalnum():
        return 5
    if any(c.isdigit() for c in word):
        return 4
    if word.islower() or not word[:1].isupper():
        return 0 if word.lower() == word else 3
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[1:].islower() else 3
