"""How well a branch finds the names of marked texts, by itself: no rules, no agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from training.names.batches import Example
from training.names.labels import DESCRIBED, NAMED, NUMBER
from training.names.learning import read
from training.names.network import Branch


def f1(branch: Branch, held: Sequence[Example]) -> float:
    """Strict F1 in per cent over names that stand in no other: the words and the kind.

    A gold name with several possible kinds is met by each of them; what a corpus leaves open counts
    neither way.
    """
    right = found = gold = 0
    for example, spans in read(branch, held):
        marked = {(a, a + d): label for a, d, label in example.golds if is_told(label)}
        said = {(s.first, s.last): s.label for s in spans}
        said = {at: kind for at, kind in said.items() if not within(at, said)}
        marked = {at: label for at, label in marked.items() if not within(at, marked)}
        counted = {
            at: kind
            for at, kind in said.items()
            if at in marked or not example.other >> NUMBER[kind] & 1
        }
        right += sum(marked.get(at, 0) >> NUMBER[kind] & 1 for at, kind in counted.items())
        found += len(counted)
        gold += len(marked)
    return 200 * right / max(1, found + gold)


def is_told(label: int) -> bool:
    """Whether a mark says that a span is a name."""
    return bool(label & NAMED) and not label & DESCRIBED and not label & 1


def within(at: tuple[int, int], spans: Mapping[tuple[int, int], object]) -> bool:
    """Whether another span holds the one at `at`."""
    return any(a <= at[0] and at[1] <= b and (a, b) != at for a, b in spans)
