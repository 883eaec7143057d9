"""The one pass of the encoder over a text: what other stages find things in.

    for passage in read(wording): ...

A window is run by itself, so that what is found in a text never depends on what was read beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.encoder.weights import Graph, graph
from sayso.annotate.encoder.window import BEGIN, END, Window, lengths, windows
from sayso.annotate.encoder.wording import Ints, Wording

__all__ = ["MOST", "Graph", "Passage", "graph", "over_pieces", "read"]

Reals = NDArray[np.float32]

# Pieces read at once, and pieces of context read again on each side. Full F1 on PolNeAR's
# development half, and speed against spaCy: 380, 70: 74.7 and 1.00; 380, 40: 75.1 and 1.16;
# 320, 30: 74.8 and 1.25; 256, 30: 74.6 and 1.31; 200, 24: 74.3 and 1.40.
MOST, AROUND = 380, 40


@dataclass(frozen=True, slots=True)
class Passage:
    """What the encoder made of a window.

    `hidden` (1, words, width) are the words' vectors, `cues` (words, tags) the cue scores; `lower`
    (1, pieces, width) the pieces' vectors behind the layers that names and claims share.
    """

    window: Window
    hidden: Reals
    cues: Reals
    lower: Reals

    def bare(self) -> Passage:
        """The passage without what is needed for names and claims alone, the largest part of it."""
        return replace(self, lower=np.empty((1, 0, self.lower.shape[2]), self.lower.dtype))


def read(wording: Wording) -> Iterator[Passage]:
    """A text's windows, read, in its order."""
    features = np.stack(wording.features())
    for window in windows(wording, MOST, AROUND):
        sizes = lengths(wording, window.low, window.high)
        words = wording.pieces[window.low : window.high]
        pieces = [BEGIN, *(piece for word in words for piece in word), END]
        given = {
            "pieces": np.array([pieces], dtype=np.int64),
            "features": over_pieces(features[:, window.low : window.high], sizes),
            "first": (1 + np.cumsum(sizes) - sizes)[None],
        }
        encoder = graph("attribution/encoder").session
        hidden, cues, lower = encoder.run(["hidden", "cues", "lower"], given)
        yield Passage(window, hidden, cues[0], lower)


def over_pieces(values: Ints, sizes: Ints) -> Ints:
    """Values of words (kinds, words) as those of their pieces (kinds, 1, pieces), 0 at the ends."""
    return np.pad(np.repeat(values, sizes, axis=1), ((0, 0), (1, 1)))[:, None]
