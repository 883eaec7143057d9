"""What each word of a text means for what is claimed: a branch on the encoder's lower layers.

It reads a paragraph at a time, as it was taught: F1 of whole claims, on paragraphs that it was
not taught by, was 44.7 so, and 42.1 where it read whole windows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sayso.annotate.encoder import MOST, Passage, Reals, graph, over_pieces
from sayso.annotate.encoder.window import furthest, lengths, sentence_heads
from sayso.annotate.encoder.wording import Ints, Wording

# How many numbers the branch makes of a word.
WIDTH = 256


def sense(wording: Wording, features: Ints, passages: Sequence[Passage]) -> Reals:
    """The words' vectors (words, WIDTH), from features (kinds, words) of each word."""
    own = [sense_in(wording, features, passages, *stretch) for stretch in stretches(wording)]
    return np.concatenate([np.zeros((0, WIDTH), np.float32), *own])


def stretches(wording: Wording) -> Iterator[tuple[int, int]]:
    """The first word and the end of each paragraph; one longer than a window is cut."""
    heads, total = sentence_heads(wording), np.concatenate(([0], np.cumsum(lengths(wording))))
    ends = [*np.flatnonzero(np.diff(wording.paragraph)) + 1, len(wording)] if len(wording) else []
    low = 0
    for end in map(int, ends):
        while low < end:
            high = min(end, furthest(heads, total, low, MOST))
            yield low, high
            low = high


def sense_in(
    wording: Wording, features: Ints, passages: Sequence[Passage], low: int, high: int
) -> Reals:
    """The vectors of the words from `low` to `high`."""
    sizes = lengths(wording, low, high)
    (vectors,) = graph("claims/senses").session.run(
        ["senses"],
        {
            "lower": lower_of(wording, passages, low, high)[None],
            "features": over_pieces(features[:, low:high], sizes),
            "first": (1 + np.cumsum(sizes) - sizes)[None],
        },
    )
    own: Reals = vectors[0]
    return own


def lower_of(wording: Wording, passages: Sequence[Passage], low: int, high: int) -> Reals:
    """The pieces' vectors (2 + pieces, width) of words, each from the window whose own it is.

    At the ends stand those of the ends of their windows.
    """
    own = [p for p in passages if p.window.first < high and low < p.window.last]
    parts = []
    for passage in own:
        window = passage.window
        starts = np.concatenate(([0], np.cumsum(lengths(wording, window.low, window.high)))) + 1
        first, last = max(low, window.first), min(high, window.last)
        parts.append(passage.lower[0, starts[first - window.low] : starts[last - window.low]])
    found: Reals = np.concatenate([own[0].lower[0, :1], *parts, own[-1].lower[0, -1:]])
    return found
