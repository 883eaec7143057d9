"""From the network's probabilities to cues, sources and contents, in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.attribute.reader.wording import Wording

Reals = NDArray[np.float32]
Run = tuple[int, int]

# A word begins a candidate where the cue head gives "begins a cue" at least this probability.
LEAST_BEGIN = 0.10
# What it costs to go from inside a content to outside or back, in log probability.
SWITCH = 1.0
# Signs over which two runs of one content are one.
JOINTS = frozenset("\"“”„«»'’‘`,;:–—-()[]")


@dataclass(frozen=True, slots=True)
class Found:
    """One statement as the network sees it; runs are first and last word, both included.

    `outer` and `inner` are the probabilities that it is an outermost or a nested statement.
    """

    cue: Run
    source: Run | None
    content: tuple[Run, ...]
    outer: float
    inner: float


def softmax(scores: Reals) -> Reals:
    """Probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    whole: Reals = shifted / shifted.sum(-1, keepdims=True)
    return whole


def candidates(cues: Reals, first: int, last: int) -> list[Run]:
    """The runs of words from `first` to `last` (excluded) that may be cues.

    `cues` are the scores (words, 5): outside, begins and goes on, outermost and nested.
    """
    p = softmax(cues)
    begins, goes = p[:, 1] + p[:, 3], p[:, 2] + p[:, 4]
    found: list[Run] = []
    at = first
    while at < last:
        if begins[at] >= LEAST_BEGIN and begins[at] >= goes[at]:
            end = at
            while end + 1 < len(p) and goes[end + 1] > max(p[end + 1, 0], begins[end + 1]):
                end += 1
            found.append((at, end))
            at = end
        at += 1
    return found


def arguments(tags: Reals, cue: Run, wording: Wording, low: int) -> tuple[Run | None, tuple[Run, ...]]:
    """The source and the content of one cue, in words of the window that begins at word `low`."""
    p = softmax(tags)
    p[cue[0] : cue[1] + 1, 1:] = 0.0
    source = best_source(p)
    return source, contents(p, source, cue, wording, low)


def best_source(p: Reals) -> Run | None:
    """The run of words that is most surely the source."""
    inside = p[:, 1] + p[:, 2] > 0.5
    best, weight = None, 0.0
    at = 0
    while at < len(p):
        if inside[at]:
            end = at
            while end + 1 < len(p) and inside[end + 1] and p[end + 1, 1] < 0.5:
                end += 1
            mass = float((p[at : end + 1, 1] + p[at : end + 1, 2]).sum())
            if mass > weight:
                best, weight = (at, end), mass
            at = end
        at += 1
    return best


def contents(p: Reals, source: Run | None, cue: Run, wording: Wording, low: int) -> tuple[Run, ...]:
    """The content's runs: the likeliest path between inside and outside, joined over signs."""
    inside = viterbi(p[:, 3] + p[:, 4])
    for run in (source, cue):
        if run is not None:
            inside[run[0] : run[1] + 1] = False
    text, starts, ends = wording.doc.text, wording.starts, wording.ends
    runs: list[Run] = []
    at = 0
    while at < len(inside):
        if not inside[at]:
            at += 1
            continue
        end = at
        while end + 1 < len(inside) and inside[end + 1]:
            end += 1
        if runs and all(
            text[starts[low + k] : ends[low + k]] in JOINTS for k in range(runs[-1][1] + 1, at)
        ):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((at, end))
        at = end + 1
    return tuple(runs)


def viterbi(p: Reals) -> NDArray[np.bool_]:
    """The likeliest path between outside and inside, each change costing SWITCH."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    scores = np.stack([np.log(1 - p), np.log(p)], 1)
    best = scores[0].copy() if len(p) else np.zeros(2)
    back = np.zeros((len(p), 2), dtype=np.int8)
    for i in range(1, len(p)):
        stay, change = best, best[::-1] - SWITCH
        back[i] = np.where(stay >= change, [0, 1], [1, 0])
        best = np.maximum(stay, change) + scores[i]
    path = np.zeros(len(p), dtype=bool)
    state = int(np.argmax(best)) if len(p) else 0
    for i in range(len(p) - 1, -1, -1):
        path[i] = bool(state)
        state = int(back[i, state])
    return path


def choose(found: list[Found], least: float, least_inner: float) -> list[Found]:
    """The statements to keep: sure outermost ones, then sure nested ones inside those kept."""
    kept = [f for f in found if f.content and f.outer >= least]
    inside = np.zeros(0, dtype=bool)
    if found:
        size = 1 + max(max(f.cue[1], *(end for _, end in f.content), 0) for f in found if f.content or True)
        inside = np.zeros(size, dtype=bool)
    for f in kept:
        for a, b in f.content:
            inside[a : b + 1] = True
    rest = sorted((f for f in found if f not in kept and f.content), key=lambda f: -f.outer - f.inner)
    changed = True
    while changed:
        changed = False
        for f in rest:
            if f in kept or f.outer + f.inner < least_inner:
                continue
            if inside[f.cue[0] : f.cue[1] + 1].all():
                kept.append(f)
                changed = True
                for a, b in f.content:
                    inside[a : b + 1] = True
    return sorted(kept, key=lambda f: f.cue)
