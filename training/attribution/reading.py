"""What a network being trained finds in held-out texts, and how good that is."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import torch
from torch import Tensor

from sayso.annotate.encoder import AROUND, MOST
from sayso.annotate.encoder.window import Window, windows
from sayso.attribute.reader.decode import Found, arguments, candidates, choose, softmax
from training.attribution.batches import Look, collate, look, piled
from training.attribution.corpus import Example
from training.attribution.device import device, halved
from training.attribution.loss import look_from
from training.attribution.measure import count, summary
from training.attribution.network import Network

# Pieces read at once: twice what is trained on, since nothing is kept for the way back.
ROOM = 6000
# Thresholds for outermost statements that are tried.
LEASTS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55)


@torch.no_grad()
def found_by(network: Network, examples: list[Example]) -> list[list[Found]]:
    """All candidates of each example with their arguments and probabilities."""
    network.eval()
    every = [(e, w) for e in examples for w in windows(e.wording, MOST, AROUND)]
    index = {id(e): i for i, e in enumerate(examples)}
    out: list[list[Found]] = [[] for _ in examples]
    for pile in piled(every, ROOM, random.Random(0)):
        for e, found in read_pile(network, pile):
            out[index[id(e)]].append(found)
    return out


def read_pile(network: Network, pile: list[tuple[Example, Window]]) -> list[tuple[Example, Found]]:
    """The candidates of some windows, read at once."""
    batch = collate(pile).on(device())
    with halved():
        hidden, cues, _ = network.encoder(batch.pieces, batch.features, batch.mask, batch.first)
    looks: list[Look] = []
    places: list[tuple[Example, Window]] = []
    for i, (e, w) in enumerate(pile):
        scores = cues[i, : w.high - w.low].float().cpu().numpy()
        telling = e.telling[w.low : w.high]
        for a, b in candidates(scores, w.first - w.low, w.last - w.low, telling):
            looks.append(look(e, w, i, (a + w.low, b + w.low), batch.words.shape[1]))
            places.append((e, w))
    if not looks:
        return []
    with halved():
        tags, level = look_from(network, hidden.float(), looks)
    return settled(places, looks, tags, level)


def settled(
    places: list[tuple[Example, Window]], looks: list[Look], tags: Tensor, level: Tensor
) -> list[tuple[Example, Found]]:
    """The candidates in words of their texts."""
    chances = softmax(level.float().cpu().numpy())
    rows = zip(places, looks, tags.float().cpu().numpy(), chances, strict=True)
    return [(e, settle(e, w, each, t[: w.high - w.low], p)) for (e, w), each, t, p in rows]


def settle(e: Example, w: Window, each: Look, tags: np.ndarray, level: np.ndarray) -> Found:
    """One candidate in words of its text."""
    source, content = arguments(tags, (each.first, each.last), e.wording, w.low)
    by = w.low
    return Found(
        (each.first + by, each.last + by),
        (source[0] + by, source[1] + by) if source else None,
        tuple((a + by, b + by) for a, b in content),
        float(level[1]),
        float(level[2]),
    )


def evaluate(network: Network, examples: list[Example]) -> dict[str, float]:
    """Scores of outermost statements on held-out examples, at the best of a few thresholds."""
    every = found_by(network, examples)
    results = []
    for least in LEASTS:
        totals: Counter[str] = Counter()
        for found, e in zip(every, examples, strict=True):
            count(choose(found, least, 0.5), e, totals)
        results.append({"least": least, **summary(totals)})
    return max(results, key=lambda r: r["full"])
