"""A text as numbers: its words, its runs of five words, and the few of them that are looked up.

Runs of five words are what copied news shares and independent news mostly does not; news is edited
more closely than what longer runs are used for. Which of them are looked up is decided by winnowing
(Schleimer, Wilkerson and Aiken, SIGMOD 2003): of every four neighbours the least. So any eight
words in a row that two texts share are found, at 0.4 of the work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.layout import lay_out
from sayso.model import Span

Numbers = NDArray[np.uint64]
Places = NDArray[np.intp]
Flags = NDArray[np.bool_]

# Words in a run, and how many neighbouring runs one is chosen from.
RUN, NEIGHBOURS = 5, 4
WORD = re.compile(r"\w")
MARKS = "“„«\"‘'`»”"
# Odd, so that multiplying loses nothing and can be taken back; the last spreads what is left in
# the low bits.
BASE, FACTOR = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15)
UNBASE, SPREAD = np.uint64(pow(0x100000001B3, -1, 2**64)), np.uint64(0xBF58476D1CE4E5B9)
SHIFT = np.uint64(29)
# Characters up to the first limit are in nearly every text; a table of all takes half a second.
LIMITS = (0x3000, 0x110000)


@cache
def characters(limit: int) -> tuple[Flags, Numbers]:
    """Which characters below a limit are part of words, and the number of each without its case."""
    every = [chr(code) for code in range(limit)]
    inside = np.array([WORD.match(each) is not None for each in every])
    folded = (each.casefold() for each in every)
    plain = [ord(one if len(one) == 1 else each) for one, each in zip(folded, every, strict=True)]
    return inside, np.array(plain, np.uint64) + np.uint64(1)


@cache
def powers(base: int, count: int) -> Numbers:
    """The powers of a base from the zeroth on, without what is above 64 bits."""
    made = np.full(count, base, np.uint64)
    made[0] = 1
    return np.multiply.accumulate(made)


def room(length: int) -> int:
    """The next power of two, so that few tables of powers are made."""
    return 1 << max(10, length.bit_length())


@dataclass(frozen=True)
class Wording:
    """A text's words as numbers, in order, and where each begins and ends: one row a word."""

    text: str
    words: Numbers
    edges: NDArray[np.int64]

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
        least = self.runs
        # The least of two, then of four: twice as fast as a window that slides.
        for step in (1, 2) if len(least) > NEIGHBOURS else ():
            least = np.minimum(least[:-step], least[step:])
        found = np.sort(least)
        kept = np.ones(len(found), bool)
        kept[1:] = found[1:] != found[:-1]
        return found[kept]

    def known(self, fingerprints: Numbers) -> Flags:
        """Which of some fingerprints, in rising order, this text has, too."""
        mine = self.fingerprints
        if not len(mine):
            return np.zeros(len(fingerprints), bool)
        at = mine.searchsorted(fingerprints)
        at[at == len(mine)] = 0
        same: Flags = mine[at] == fingerprints
        return same

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
    def repeats(self) -> bool:
        """Whether a run stands in the text more than once."""
        known = self.sorted_runs
        return bool((known[1:] == known[:-1]).any())

    @cached_property
    def quoted(self) -> Flags | None:
        """Which words stand between quotation marks: they are a speaker's and not the report's.

        None where there are no such marks.
        """
        if not any(mark in self.text for mark in MARKS):
            return None
        held = np.zeros(len(self.words), bool)
        begins = self.edges[:, 0]
        for quote in lay_out(self.text).quotes:
            first, last = np.searchsorted(begins, (quote.span.start, quote.span.end))
            held[first:last] = True
        return held

    def span(self, first: int, last: int) -> Span:
        """The characters from word `first` up to, not with, word `last`."""
        return Span(int(self.edges[first, 0]), int(self.edges[last - 1, 1]))


def wording(text: str) -> Wording:
    """The text's words as numbers, the same for the same word in whatever case.

    All words at once: a word is a polynomial of its characters, taken from sums over the text.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    limit = LIMITS[0] if not len(codes) or int(codes.max()) < LIMITS[0] else LIMITS[1]
    inside, plain = characters(limit)
    flags = np.zeros(len(codes) + 2, bool)
    flags[1:-1] = inside[codes]
    edges = np.flatnonzero(flags[1:] != flags[:-1]).reshape(-1, 2)
    size = room(len(codes) + 1)
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(plain[codes] * powers(int(BASE), size)[: len(codes)], out=sums[1:])
    words = (sums[edges[:, 1]] - sums[edges[:, 0]]) * powers(int(UNBASE), size)[edges[:, 0]]
    words ^= words >> SHIFT
    return Wording(text, words * FACTOR, edges)
