"""What two texts share, passage by passage, and whether it is enough to call one a copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sayso.weigh.reuse.wording import RUN, Flags, Places, Wording

# A passage goes on over so many words that were changed or put in, and over a jump of as many
# more or fewer words in the other text: the longest clause that desks cut out of a sentence.
GAP, JUMP = 15, 25
# Fewer words than these are a stock phrase or somebody's title, and no passage to show.
SHORTEST = 10
# So many words of narration, outside quotation marks, in both texts: one was copied, or both from
# a third. Found on the development half of 400 pairs of FNC-1 bodies that people labelled: F1 94.1
# there, 90.9 on the other half (`benchmarks/copies.py`). Of what is quoted, two who listened
# to the same speaker have the same words.
COPIED = 30


@dataclass(frozen=True, slots=True)
class Passage:
    """Words `first` to `last` (exclusive) of one text stand at `from_` to `to` of the other.

    `same` counts those that are word for word the same.
    """

    first: int
    last: int
    from_: int
    to: int
    same: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """The passages of one text that stand in another, in order.

    `narrated` counts the words that are word for word the same and in neither text quoted.
    """

    passages: tuple[Passage, ...]
    narrated: int

    @property
    def is_copy(self) -> bool:
        """Whether so much is no chance."""
        return self.narrated >= COPIED


def overlap(one: Wording, other: Wording) -> Overlap:
    """What of `one` stands in `other`, too."""
    here, there = matches(one, other)
    if not len(here):
        return Overlap((), 0)
    narrated = min(told(one, here), told(other, there))
    return Overlap(tuple(join(here, there)), narrated)


def told(text: Wording, begins: Places) -> int:
    """How many of the words in the runs at `begins` are the report's own, not quoted."""
    held = covered(begins, len(text.words))
    if text.quoted is not None:
        held &= ~text.quoted
    return int(np.count_nonzero(held))


def covered(begins: Places, count: int) -> Flags:
    """Which of `count` words stand in one of the runs."""
    held = np.zeros(count, bool)
    for place in range(RUN):
        held[begins + place] = True
    return held


def join(here: Places, there: Places) -> Iterator[Passage]:
    """Matching runs joined to passages; what is too short to show is left out."""
    gap, jump = here[1:] - here[:-1], there[1:] - there[:-1]
    broken = (gap > RUN + GAP) | (np.abs(jump - gap) > JUMP)
    begins = np.concatenate(([0], np.flatnonzero(broken) + 1))
    ends = np.append(begins[1:], len(here)) - 1
    # Words that are the same: of each run what the one before has not covered, and the last whole.
    fresh = np.concatenate(([0], np.minimum(gap, RUN))).cumsum()
    same = fresh[ends] - fresh[begins] + RUN
    lowest, highest = np.minimum.reduceat(there, begins), np.maximum.reduceat(there, begins)
    for k in np.flatnonzero(same >= SHORTEST).tolist():
        first, last = int(here[begins[k]]), int(here[ends[k]]) + RUN
        yield Passage(first, last, int(lowest[k]), int(highest[k]) + RUN, int(same[k]))


def matches(one: Wording, other: Wording) -> tuple[Places, Places]:
    """Where runs of `one` stand that `other` has, too, and where it has them.

    Of several places in `other` the one nearest to where the last match goes on is taken.
    """
    known = other.sorted_runs
    at = known.searchsorted(one.runs)
    at[at == len(known)] = 0
    here = np.flatnonzero(known[at] == one.runs) if len(known) else np.empty(0, np.intp)
    first = at[here]
    there = other.order[first]
    if other.repeats:
        last = known.searchsorted(one.runs[here], side="right")
        for place in np.flatnonzero(last - first > 1).tolist():
            choices = other.order[first[place] : last[place]]
            wanted = there[place - 1] + here[place] - here[place - 1] if place else here[place]
            there[place] = choices[np.abs(choices - wanted).argmin()]
    return here, there
