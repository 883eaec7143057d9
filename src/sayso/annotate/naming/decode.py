"""From the probabilities of spans to the names that stand: none of them crosses another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.naming.labels import LABELS, NAMES

# A span stands where it is likelier a name than not; one that the rules find, too, from far less on
# (chosen by eye).
LEAST = 0.5
LEAST_RULED = 0.1
NAME_LABELS = [LABELS.index(label) for label in NAMES]


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A span of words, first and last included, its label, and the probability of each label."""

    first: int
    last: int
    label: str
    chances: tuple[float, ...]


def decode(
    p: NDArray[np.float32], low: int = 0, ruled: Collection[tuple[int, int]] = ()
) -> list[Found]:
    """The likeliest names in `p` (words, lengths, labels), in the order of the text.

    A span stands where it is likelier a name than not and crosses no likelier one. `low` is the
    place in the text of the first word; `ruled` are spans, first and last word, that the rules for
    names find, for which less is enough.
    """
    named = p[..., NAME_LABELS].sum(-1)
    places = [
        (int(a), int(d))
        for a, d in np.argwhere(named >= LEAST_RULED)
        if named[a, d] >= LEAST or (a + low, a + d + low) in ruled
    ]
    found: list[Found] = []
    for a, d in sorted(places, key=lambda at: -named[at]):
        first, last = a + low, a + d + low
        if not any(crosses(x, first, last) for x in found):
            label = NAMES[int(p[a, d, NAME_LABELS].argmax())]
            found.append(Found(first, last, label, tuple(float(chance) for chance in p[a, d])))
    return sorted(found)


def crosses(found: Found, first: int, last: int) -> bool:
    """Whether a span is one that was found, or overlaps it and neither holds the other."""
    if (found.first, found.last) == (first, last):
        return True
    return found.first < first <= found.last < last or first < found.first <= last < found.last
