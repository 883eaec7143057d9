"""Which of many texts share words: pairs worth aligning, found without comparing all with all.

A fingerprint that stands in many texts makes a pair of each with the first that has it and with
the last one before: what is taken over was taken from somebody earlier, and the line back to the
first holder is kept. So ten thousand copies of one text make twenty thousand pairs, not fifty
million.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.weigh.reuse.wording import Numbers

# Fingerprints that two texts share before they are aligned. One or two are a stock phrase, a
# title or a name with its description; two sentences of a wire story share about fifteen.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """Pairs of texts by their place: `later` shares `shared` fingerprints with `earlier`.

    `met` counts for each text the fingerprints that any earlier one has.
    """

    later: NDArray[np.int64]
    earlier: NDArray[np.int64]
    shared: NDArray[np.int64]
    met: NDArray[np.int64]


def alike(fingerprints: Sequence[Numbers], fewest: int = FEWEST) -> Alike:
    """The pairs that share enough, of texts in the order of time."""
    sizes = np.fromiter(map(len, fingerprints), np.int64, len(fingerprints))
    if not sizes.sum():
        none = np.empty(0, np.int64)
        return Alike(none, none, none, np.zeros(len(sizes), np.int64))
    numbers = np.concatenate(fingerprints)
    owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    order = np.argsort(numbers, kind="stable")
    numbers, owners = numbers[order], owners[order]
    del order
    begins = np.empty(len(numbers), bool)
    begins[0], begins[1:] = True, numbers[1:] != numbers[:-1]
    del numbers
    first = np.repeat(owners[begins], np.diff(np.append(np.flatnonzero(begins), len(begins))))
    again = np.flatnonzero(~begins)
    later, before = owners[again].astype(np.int64), owners[again - 1]
    first = first[again]
    count = len(sizes)
    keys = later * count + first
    other = before != first
    keys = np.concatenate([keys, later[other] * count + before[other]])
    pairs, shared = np.unique(keys, return_counts=True)
    kept = shared >= fewest
    met = np.bincount(later, minlength=count)
    return Alike(pairs[kept] // count, pairs[kept] % count, shared[kept].astype(np.int64), met)
