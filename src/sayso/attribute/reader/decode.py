"""From the network's probabilities to cues, sources and contents, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.encoder.wording import Wording

Reals = NDArray[np.float32]
Run = tuple[int, int]

# A word begins a candidate where the cue head gives "begins a cue" at least this probability.
LEAST_BEGIN = 0.10
# A verb that tells begins one, too, where the head says that it goes on in a cue that broke off:
# "claimed to *have been told*". On 105 texts with many such, nested F1 was 76.4 without, and with
# 0.2, 0.3 and 0.45: 80.0, 79.5 and 77.9; on the development half 86.3, and 85.7, 86.1 and 85.6.
LEAST_RESUMED = 0.30
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


def softmax(scores: Reals, axis: int = -1) -> Reals:
    """Probabilities over an axis."""
    shifted = np.exp(scores - scores.max(axis, keepdims=True))
    whole: Reals = shifted / shifted.sum(axis, keepdims=True)
    return whole


def candidates(cues: Reals, first: int, last: int, telling: NDArray[np.bool_]) -> list[Run]:
    """The runs of words from `first` to `last` (excluded) that may be cues.

    `cues` are the scores (words, 5): outside, begins and goes on, outermost and nested; `telling`
    is True at verbs that tell.
    """
    p = softmax(cues)
    begins, goes = p[:, 1] + p[:, 3], p[:, 2] + p[:, 4]
    heads = (begins >= LEAST_BEGIN) & (begins >= goes) | (goes >= LEAST_RESUMED) & telling
    goes_on = goes > np.maximum(p[:, 0], begins)
    found: list[Run] = []
    for head in map(int, first + np.flatnonzero(heads[first:last])):
        end = head
        while end + 1 < len(p) and goes_on[end + 1]:
            end += 1
        if not found or head > found[-1][1]:
            found.append((head, end))
    return found


def arguments(
    tags: Reals, cue: Run, wording: Wording, low: int
) -> tuple[Run | None, tuple[Run, ...]]:
    """The source and the content of one cue, in words of the window that begins at word `low`."""
    p = softmax(tags)
    p[cue[0] : cue[1] + 1, 1:] = 0.0
    source = best_source(p)
    return source, contents(p, source, cue, wording, low)


def best_source(p: Reals) -> Run | None:
    """The run of words that is most surely the source."""
    weight = p[:, 1] + p[:, 2]
    begins = p[:, 1] >= 0.5
    found: list[Run] = []
    for first, last in runs_of(weight > 0.5):
        heads = [first, *(first + 1 + np.flatnonzero(begins[first + 1 : last + 1])), last + 1]
        found += [(int(a), int(b) - 1) for a, b in pairwise(heads)]
    return max(found, key=lambda run: weight[run[0] : run[1] + 1].sum(), default=None)


def runs_of(inside: NDArray[np.bool_]) -> list[Run]:
    """The runs of True, first and last place of each."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False]))))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def contents(p: Reals, source: Run | None, cue: Run, wording: Wording, low: int) -> tuple[Run, ...]:
    """The content's runs: the likeliest path between inside and outside, joined over signs."""
    inside = likeliest(p[:, 3] + p[:, 4])
    for run in (source, cue):
        if run is not None:
            inside[run[0] : run[1] + 1] = False
    text, starts, ends = wording.text, wording.starts, wording.ends
    found: list[Run] = []
    for first, last in runs_of(inside):
        between = range(found[-1][1] + 1, first) if found else ()
        signs = (text[starts[low + k] : ends[low + k]] for k in between)
        if found and JOINTS.issuperset(signs):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return tuple(found)


def likeliest(p: Reals) -> NDArray[np.bool_]:
    """The likeliest path between outside and inside, each change costing SWITCH.

    Viterbi's algorithm for two states: `lead` is by how much the best path that is inside at a
    word is ahead of the best one that is outside. Plain floats: arrays of two cost ten times more.
    """
    chance = np.clip(p, 1e-6, 1 - 1e-6)
    ahead = 0.0
    leads: list[float] = []
    for gain in np.log(chance / (1 - chance)).tolist():
        ahead = gain + min(max(ahead, -SWITCH), SWITCH)
        leads.append(ahead)
    path = np.zeros(len(leads), dtype=bool)
    within = ahead > 0
    for i in range(len(leads) - 1, -1, -1):
        # A path that was this far ahead in the other state came from there.
        if i < len(leads) - 1:
            within = leads[i] > -SWITCH if within else leads[i] > SWITCH
        path[i] = within
    return path


def choose(found: list[Found], least: float, least_inner: float) -> list[Found]:
    """The statements to keep: sure outermost ones, then sure nested ones inside those kept."""
    told = [f for f in found if f.content]
    kept = [f for f in told if f.outer >= least]
    inside = {i for f in kept for i in words_in(f)}
    rest = [f for f in told if f.outer < least and f.outer + f.inner >= least_inner]
    while nested := [f for f in rest if inside.issuperset(range(f.cue[0], f.cue[1] + 1))]:
        kept.extend(nested)
        inside.update(i for f in nested for i in words_in(f))
        rest = [f for f in rest if f not in nested]
    return sorted(kept, key=lambda f: f.cue)


def words_in(found: Found) -> Iterator[int]:
    """The words of a statement's content."""
    return (i for a, b in found.content for i in range(a, b + 1))
