"""A text as numbers: its words, its runs of five words, and the few of them that are looked up.

Runs of five words are what copied news shares and independent news mostly does not; news is edited
more closely than what longer runs are used for. Which of them are looked up is decided by winnowing
(Schleimer, Wilkerson and Aiken, SIGMOD 2003): of every four neighbours the least. So any eight
words in a row that two texts share are found, at 0.4 of the work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from sayso.annotate.layout import lay_out
from sayso.model import Span

Numbers = NDArray[np.uint64]
Places = NDArray[np.intp]
Flags = NDArray[np.bool_]

# Words in a run, and how many neighbouring runs one is chosen from.
RUN, NEIGHBOURS = 5, 4
WORD = re.compile(r"\w+")
# Odd, so that multiplying loses nothing; the second spreads what the first left in the low bits.
FACTOR, SPREAD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
SHIFT = np.uint64(29)


class Vocabulary(dict[str, int]):
    """Words and their numbers; a word that is new gets its own, the same in every process."""

    def __missing__(self, word: str) -> int:
        digest = blake2b(word.casefold().encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self[word] = number = int.from_bytes(digest, "big")
        return number


@dataclass(frozen=True)
class Wording:
    """A text's words as numbers, in order; `text` is kept to find where they stand."""

    text: str
    words: Numbers

    @cached_property
    def runs(self) -> Numbers:
        """The number of each run of five words, by its first word; none in a shorter text."""
        count = len(self.words) - RUN + 1
        if count <= 0:
            return np.empty(0, np.uint64)
        mixed = np.zeros(count, np.uint64)
        for place in range(RUN):
            mixed = mixed * FACTOR + self.words[place : place + count]
        mixed ^= mixed >> SHIFT
        return mixed * SPREAD

    @cached_property
    def fingerprints(self) -> Numbers:
        """The numbers that the text is looked up by, each once, in rising order."""
        if len(self.runs) <= NEIGHBOURS:
            return np.unique(self.runs)
        return np.unique(sliding_window_view(self.runs, NEIGHBOURS).min(axis=1))

    @cached_property
    def order(self) -> Places:
        """Where the runs stand, in the order of their numbers."""
        return np.argsort(self.runs, kind="stable")

    @cached_property
    def sorted_runs(self) -> Numbers:
        """The runs in the order of their numbers."""
        ordered: Numbers = self.runs[self.order]
        return ordered

    @cached_property
    def edges(self) -> NDArray[np.int64]:
        """Where each word begins and ends in the text: one row a word."""
        found = [match.span() for match in WORD.finditer(self.text)]
        return np.array(found, np.int64).reshape(-1, 2)

    @cached_property
    def quoted(self) -> Flags:
        """Which words stand between quotation marks: they are a speaker's and not the report's."""
        held = np.zeros(len(self.words), bool)
        begins = self.edges[:, 0]
        for quote in lay_out(self.text).quotes:
            first, last = np.searchsorted(begins, (quote.span.start, quote.span.end))
            held[first:last] = True
        return held

    def span(self, first: int, last: int) -> Span:
        """The characters from word `first` up to, not with, word `last`."""
        return Span(int(self.edges[first, 0]), int(self.edges[last - 1, 1]))


def wording(text: str, vocabulary: Vocabulary) -> Wording:
    """The text's words as numbers; `vocabulary` is filled on the way, and may serve many texts."""
    found = WORD.findall(text)
    numbers = np.fromiter(map(vocabulary.__getitem__, found), np.uint64, len(found))
    return Wording(text, numbers)
