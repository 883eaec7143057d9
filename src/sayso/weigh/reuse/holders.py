"""Which reports have which fingerprints, kept so that one more report can be asked for at once.

What it answers is what `alike` finds for all reports together: the pairs of a text with the first
that has a fingerprint and with the last one before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.weigh.reuse.alike import FEWEST
from sayso.weigh.reuse.wording import Numbers

Moment = tuple[str, str, str]


class Holders:
    """Fingerprints in rising order, each with the number of the report that has it."""

    def __init__(self, moments: Sequence[Moment], fingerprints: Sequence[Numbers]) -> None:
        self.moments = list(moments)
        sizes = [len(each) for each in fingerprints]
        numbers = np.concatenate(fingerprints) if sizes else np.empty(0, np.uint64)
        owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        order = np.argsort(numbers, kind="stable")
        self.numbers: Numbers = numbers[order]
        self.owners: NDArray[np.int32] = owners[order]

    def add(self, moment: Moment, fingerprints: Numbers) -> set[int]:
        """Take one more report in; the later reports that share something with it."""
        mine = len(self.moments)
        self.moments.append(moment)
        later = {
            owner
            for held in self.held(fingerprints)
            for owner in held
            if self.moments[owner] > moment
        }
        at = self.numbers.searchsorted(fingerprints, side="right")
        self.numbers = np.insert(self.numbers, at, fingerprints)
        self.owners = np.insert(self.owners, at, np.int32(mine))
        return later

    def held(self, fingerprints: Numbers) -> list[list[int]]:
        """Who has each of some fingerprints."""
        first = self.numbers.searchsorted(fingerprints, side="left")
        last = self.numbers.searchsorted(fingerprints, side="right")
        return [
            self.owners[begin:end].tolist() if end > begin else []
            for begin, end in zip(first.tolist(), last.tolist(), strict=True)
        ]

    def givers(self, number: int, fingerprints: Numbers, most: int) -> tuple[list[int], int]:
        """The earlier reports that one may have taken from, those that share most first.

        Beside them how many of its fingerprints any earlier report has.
        """
        shared: Counter[int] = Counter()
        met = 0
        mine = self.moments[number]
        for held in self.held(fingerprints):
            earlier = [owner for owner in held if self.moments[owner] < mine]
            if not earlier:
                continue
            met += 1
            shared.update(
                {
                    min(earlier, key=self.moments.__getitem__),
                    max(earlier, key=self.moments.__getitem__),
                }
            )
        kept = [owner for owner in shared if shared[owner] >= FEWEST]
        kept.sort(key=lambda owner: (-shared[owner], self.moments[owner]))
        return kept[:most], met
