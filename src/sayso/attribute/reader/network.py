"""The trained weights, and how they are run: two ONNX graphs on one thread.

A window is run by itself, so that what is found in a text never depends on what was read beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

import numpy as np
import onnxruntime as ort

from sayso.attribute.reader.decode import Found, Reals, Run, arguments, candidates, softmax
from sayso.attribute.reader.relation import distances, head_of_words, relations, steps
from sayso.attribute.reader.window import BEGIN, END, Window, windows
from sayso.attribute.reader.wording import Ints, Wording

# Pieces read at once, and pieces of context read again on each side. Full F1 on PolNeAR's
# development half, and speed against spaCy: 380, 70: 74.7 and 1.00; 380, 40: 75.1 and 1.16;
# 320, 30: 74.8 and 1.25; 256, 30: 74.6 and 1.31; 200, 24: 74.3 and 1.40.
MOST, AROUND = 380, 40


@dataclass(frozen=True, slots=True)
class Network:
    """The two graphs: `encoder` reads a window, `look` looks from each of its cues."""

    encoder: ort.InferenceSession
    look: ort.InferenceSession
    version: str


@cache
def trained() -> Network:
    """The weights that ship with sayso, loaded once."""
    folder = files("sayso.models").joinpath("attribution")
    encoder, look = (folder.joinpath(f"{name}.onnx").read_bytes() for name in ("encoder", "look"))
    return Network(session(encoder), session(look), sha256(encoder + look).hexdigest()[:12])


def session(weights: bytes) -> ort.InferenceSession:
    """A graph to run on one thread, so that results do not depend on the machine's cores."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # windows differ in length: the arena only grows
    return ort.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def look_for(wording: Wording) -> list[Found]:
    """Every candidate of a text, with its arguments and probabilities, in the order of the text."""
    return [found for w in windows(wording, MOST, AROUND) for found in look_in(wording, w)]


def look_in(wording: Wording, window: Window) -> list[Found]:
    """The candidates whose cues are the window's own."""
    hidden, cues = encode(wording, window)
    low = window.low
    telling = wording.telling[low : window.high]
    runs = candidates(cues, window.first - low, window.last - low, telling)
    if not runs:
        return []
    tags, levels = look_from(wording, window, hidden, runs)
    chances = softmax(levels)
    return [
        placed(arguments(t, run, wording, low), run, low, p)
        for t, run, p in zip(tags, runs, chances, strict=True)
    ]


def placed(told: tuple[Run | None, tuple[Run, ...]], cue: Run, low: int, chance: Reals) -> Found:
    """A candidate in words of its text."""
    source, content = told
    return Found(
        (cue[0] + low, cue[1] + low),
        (source[0] + low, source[1] + low) if source else None,
        tuple((a + low, b + low) for a, b in content),
        float(chance[1]),
        float(chance[2]),
    )


def encode(wording: Wording, window: Window) -> tuple[Reals, Reals]:
    """The hidden vectors (1, words, width) and the cue scores (words, tags) of a window."""
    words = wording.pieces[window.low : window.high]
    pieces = [BEGIN, *(piece for word in words for piece in word), END]
    sizes = np.array([len(word) for word in words], dtype=np.int64)
    features = np.zeros((5, 1, len(pieces)), dtype=np.int64)
    for row, values in zip(features, wording.features(), strict=True):
        row[0, 1:-1] = np.repeat(values[window.low : window.high], sizes)
    hidden, cues = trained().encoder.run(
        ["hidden", "cues"],
        {
            "pieces": np.array([pieces], dtype=np.int64),
            "features": features,
            "first": (1 + np.cumsum(sizes) - sizes)[None],
        },
    )
    return hidden, cues[0]


def look_from(
    wording: Wording, window: Window, hidden: Reals, runs: list[Run]
) -> tuple[Reals, Reals]:
    """Tag scores (cues, words, tags) and level scores (cues, levels)."""
    low, high = window.low, window.high
    cue = np.array([[0, a, b] for a, b in runs], dtype=np.int64).T
    placed_runs = [(a + low, b + low) for a, b in runs]

    def stacked(rows: list[Ints]) -> Ints:
        return np.stack(rows)

    tags, levels = trained().look.run(
        ["tags", "levels"],
        {
            "hidden": hidden,
            "cue": cue,
            "distance": stacked([distances(a, b, low, high) for a, b in placed_runs]),
            "step": stacked([steps(wording, a, low, high) for a, _ in placed_runs]),
            "relation": stacked(
                [
                    relations(wording, head_of_words(wording, a, b), low, high)
                    for a, b in placed_runs
                ]
            ),
        },
    )
    return tags, levels
