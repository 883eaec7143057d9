"""Windows: stretches of words that the encoder reads at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sayso.annotate.encoder.wording import Ints, Wording

# [CLS] and [SEP] of the base model's vocabulary, at the ends of each window.
BEGIN, END = 101, 102


@dataclass(frozen=True, slots=True)
class Window:
    """Words from `low` to `high` are read, and cues from `first` to `last` are this window's own.

    All ends are excluded.
    """

    low: int
    high: int
    first: int
    last: int


def lengths(wording: Wording, low: int = 0, high: int | None = None) -> Ints:
    """The number of pieces of each word from `low` to `high`."""
    return np.array([len(p) for p in wording.pieces[low:high]], dtype=np.int64)


def sentence_heads(wording: Wording) -> list[int]:
    """The first word of each sentence, and the number of words at the end."""
    if not len(wording):
        return [0]
    change = np.flatnonzero(np.diff(wording.sentence)) + 1
    return [0, *map(int, change), len(wording)]


def windows(wording: Wording, most: int, around: int) -> Iterator[Window]:
    """Cut a text into windows of whole sentences, of at most `most` pieces.

    Up to `around` pieces of context are read again before and behind the sentences whose cues are
    the window's own. A longer sentence is cut where it must be.
    """
    heads = sentence_heads(wording)
    total = np.concatenate(([0], np.cumsum(lengths(wording))))
    own = most - 2 * around
    at = 0
    while at < len(wording):
        last = furthest(heads, total, at, own)
        if total[-1] - total[at] <= own + around:
            last = len(wording)  # what is left fits whole, with no context behind it
        low = nearest(heads, total, at, around)
        high = furthest(heads, total, last, around, cut=False)
        yield Window(low, high, at, last)
        at = last


def furthest(heads: list[int], total: Ints, start: int, room: int, cut: bool = True) -> int:
    """The end of the last sentence such that at most `room` pieces lie between it and `start`.

    Where the first is too long: cut where the room ends, or nothing where `cut` is False.
    """
    fitting = [h for h in heads if h > start and total[h] - total[start] <= room]
    if fitting:
        return fitting[-1]
    if not cut:
        return start
    return max(start + 1, int(np.searchsorted(total, total[start] + room, side="right")) - 1)


def nearest(heads: list[int], total: Ints, end: int, room: int) -> int:
    """The head of the first sentence such that at most `room` pieces lie between it and `end`."""
    fitting = [h for h in heads if h <= end and total[end] - total[h] <= room]
    return fitting[0] if fitting else end
