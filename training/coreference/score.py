"""How well predicted chains agree with marked ones: MUC, B-cubed, CEAF-e, and their mean.

CoNLL-2012 takes the mean of the three F1 as its figure (Pradhan et al. 2012). A chain is a set of
mentions, each its place in its text; chains of one mention count in B-cubed and CEAF-e.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

Chain = frozenset[Hashable]


@dataclass(slots=True)
class Share:
    """Sums over texts from which precision and recall come."""

    right: float = 0.0
    found: float = 0.0
    again: float = 0.0
    marked: float = 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        p = self.right / self.found if self.found else 0.0
        r = self.again / self.marked if self.marked else 0.0
        return 200 * p * r / (p + r) if p + r else 0.0

    def add(self, precision: tuple[float, float], recall: tuple[float, float]) -> None:
        """Count one text's (right, of how many) for precision and for recall."""
        self.right += precision[0]
        self.found += precision[1]
        self.again += recall[0]
        self.marked += recall[1]


def places(chains: Collection[Chain]) -> dict[Hashable, Chain]:
    """The chain of each mention."""
    return {mention: chain for chain in chains for mention in chain}


def links(chains: Sequence[Chain], other: Sequence[Chain]) -> tuple[float, float]:
    """MUC: the links of `chains` that `other` has, and all (Vilain et al. 1995)."""
    at = places(other)
    right = total = 0
    for chain in chains:
        parts = {id(at[m]) if m in at else m for m in chain}
        right += len(chain) - len(parts)
        total += len(chain) - 1
    return right, total


def overlaps(chains: Sequence[Chain], other: Sequence[Chain]) -> tuple[float, float]:
    """B-cubed: for each mention of `chains` the share of its chain that `other` has beside it."""
    at = places(other)
    right = sum(len(chain & at[m]) / len(chain) for chain in chains for m in chain if m in at)
    return right, sum(map(len, chains))


def alignment(found: Sequence[Chain], marked: Sequence[Chain]) -> float:
    """CEAF-e: the best one-to-one alignment's sum of likenesses (Luo 2005)."""
    at = {m: i for i, chain in enumerate(marked) for m in chain}
    likeness = np.zeros((len(found), len(marked)))
    for i, chain in enumerate(found):
        for j in {at[m] for m in chain if m in at}:
            likeness[i, j] = 2 * len(chain & marked[j]) / (len(chain) + len(marked[j]))
    rows, columns = linear_sum_assignment(-likeness)
    return float(likeness[rows, columns].sum())


@dataclass(slots=True)
class Score:
    """The three figures over many texts."""

    muc: Share
    b_cubed: Share
    ceaf: Share
    mentions: Share

    @classmethod
    def zero(cls) -> Score:
        """A score of no text."""
        return cls(Share(), Share(), Share(), Share())

    def add(self, found: Sequence[Chain], marked: Sequence[Chain]) -> None:
        """Count one text."""
        self.muc.add(links(found, marked), links(marked, found))
        self.b_cubed.add(overlaps(found, marked), overlaps(marked, found))
        aligned = alignment(found, marked)
        self.ceaf.add((aligned, len(found)), (aligned, len(marked)))
        one, other = places(found), places(marked)
        both = len(one.keys() & other.keys())
        self.mentions.add((both, len(one)), (both, len(other)))

    @property
    def conll(self) -> float:
        """The mean of the three F1, in per cent."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3

    def __str__(self) -> str:
        shares = {"MUC": self.muc, "B-cubed": self.b_cubed, "CEAF-e": self.ceaf}
        told = ", ".join(f"{name} {share.f1:.1f}" for name, share in shares.items())
        return f"CoNLL F1 {self.conll:.1f} ({told}; mentions found: F1 {self.mentions.f1:.1f})"
