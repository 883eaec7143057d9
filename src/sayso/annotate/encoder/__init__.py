"""The one pass of the encoder over a text: what other stages find things in.

    for passage in read(wording): ...

A window is run by itself, so that what is found in a text never depends on what was read beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from sayso.annotate.encoder.window import BEGIN, END, Window, lengths, windows
from sayso.annotate.encoder.wording import Ints, Wording

__all__ = ["MOST", "Graph", "Passage", "graph", "over_pieces", "read"]

Reals = NDArray[np.float32]

# Pieces read at once, and pieces of context read again on each side. Full F1 on PolNeAR's
# development half, and speed against spaCy: 380, 70: 74.7 and 1.00; 380, 40: 75.1 and 1.16;
# 320, 30: 74.8 and 1.25; 256, 30: 74.6 and 1.31; 200, 24: 74.3 and 1.40.
MOST, AROUND = 380, 40


# Weights are signed bytes. By these, processors without VNNI would sum up too much for their
# registers (vectors were 0.24 off, of 0.45 on average, and statements came and went with the
# machine): there the runtime is to take them for unsigned ones, which is slower and exact.
EXACT = ("session.x64quantprecision", "1")


@dataclass(frozen=True, slots=True)
class Graph:
    """Trained weights, ready to run, and what they are called for the record."""

    session: ort.InferenceSession
    version: str


@cache
def graph(name: str) -> Graph:
    """The weights `name` that ship with sayso ("attribution/encoder"), loaded once."""
    return loaded(files("sayso.models").joinpath(f"{name}.onnx").read_bytes())


def loaded(weights: bytes) -> Graph:
    """The graph of an ONNX file's bytes, and their version."""
    options = ort.SessionOptions()
    # One thread, so that results do not depend on the machine's cores.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # windows differ in length: the arena only grows
    options.add_session_config_entry(*EXACT)
    session = ort.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    return Graph(session, sha256(weights).hexdigest()[:12])


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
