"""Trained weights that ship with sayso, ready to run on whatever processor this is.

    graph("attribution/encoder").session.run(...)

Weights are signed bytes, whose products a processor with VNNI sums in half the time. One without
it overflows: vectors were 0.24 off (of 0.45 on average), and statements came and went with the
machine. There the runtime takes them for unsigned bytes, which is slower and exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

import numpy as np
import onnxruntime as ort

# What asks the runtime for exact sums. It would do so with VNNI, too, at no gain.
EXACT = ("session.x64quantprecision", "1")
# The largest bytes there are, and so many that a sum of them in 16 bits overflows.
LARGEST, LARGEST_WEIGHT, COUNT = 255, 127, 64


@dataclass(frozen=True, slots=True)
class Graph:
    """Trained weights, and what they are called for the record."""

    session: ort.InferenceSession
    version: str


@cache
def graph(name: str) -> Graph:
    """The weights `name` that ship with sayso ("attribution/encoder"), loaded once."""
    return loaded(shipped(name))


def shipped(name: str) -> bytes:
    """The file of the weights `name`."""
    return files("sayso.models").joinpath(f"{name}.onnx").read_bytes()


def loaded(weights: bytes) -> Graph:
    """The graph of an ONNX file's bytes, and their version."""
    options = ort.SessionOptions()
    # One thread, so that results do not depend on the machine's cores.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # windows differ in length: the arena only grows
    if overflows():
        options.add_session_config_entry(*EXACT)
    return Graph(started(weights, options), sha256(weights).hexdigest()[:12])


@cache
def overflows() -> bool:
    """Whether this processor's sums of signed bytes overflow, found out by one that would."""
    (sums,) = started(shipped("sums"), ort.SessionOptions()).run(
        ["sums"], {"bytes": np.full((8, COUNT), LARGEST, np.uint8)}
    )
    return bool((sums != LARGEST * LARGEST_WEIGHT * COUNT).any())


def started(weights: bytes, options: ort.SessionOptions) -> ort.InferenceSession:
    """A session that runs on the processor."""
    return ort.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
