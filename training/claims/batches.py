"""Batches of paragraphs, as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from sayso.extract.reader.hints import MARKS
from sayso.extract.reader.labels import TYPES
from training.attribution.device import device
from training.claims.examples import Example
from training.claims.network import Pairs


@dataclass(frozen=True, slots=True)
class Batch:
    """Paragraphs side by side: (texts, pieces, ...) and (texts, words, ...); `network` tells what.

    `known` is True where a word is, `targets` (texts, words, 1 + types) zero elsewhere.
    """

    lower: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    grammar: Tensor
    heads: Tensor
    marks: Tensor
    known: Tensor
    targets: Tensor

    def unmarked(self, kept: Tensor) -> Batch:
        """The batch with the marks of some words alone."""
        return replace(self, marks=self.marks * kept[..., None])


@dataclass(frozen=True, slots=True)
class Places:
    """Where roles are looked for: text, type and word (3, places); and what is told of pairs."""

    at: Tensor
    pairs: Pairs


def collate(some: Sequence[Example]) -> Batch:
    """Paragraphs as one batch."""
    n, p, w = len(some), max(map(len, some)), max(e.words for e in some)
    lower = np.zeros((n, p, some[0].lower.shape[1]), dtype=np.float32)
    features = np.zeros((len(some[0].features), n, p), dtype=np.int64)
    mask = np.zeros((n, p), dtype=np.float32)
    first, heads = (np.zeros((n, w), dtype=np.int64) for _ in range(2))
    grammar, marks = np.zeros((n, w, 3), dtype=np.int64), np.zeros((n, w, MARKS), dtype=np.int64)
    known = np.zeros((n, w), dtype=bool)
    targets = np.zeros((n, w, 1 + len(TYPES)), dtype=np.float32)
    for i, e in enumerate(some):
        k, m = len(e), e.words
        lower[i, :k], features[:, i, :k], mask[i, :k] = e.lower, e.features, 1.0
        first[i, :m], heads[i, :m] = e.first, e.hints.heads
        grammar[i, :m], marks[i, :m] = e.hints.grammar, e.hints.marks
        known[i, :m], targets[i, :m] = True, e.targets()
    arrays = (lower, features, mask, first, grammar, heads, marks, known, targets)
    return Batch(*(torch.from_numpy(x).to(device()) for x in arrays))


def places_of(some: Sequence[Example], wanted: Sequence[tuple[int, int, int]]) -> Places:
    """Places of a batch, each a text, a type and a word."""
    w = max(e.words for e in some)
    relation, distance = (np.zeros((len(wanted), w), dtype=np.int64) for _ in range(2))
    filled = np.zeros((len(wanted), w, 2), dtype=np.float32)
    for row, (text, kind, word) in enumerate(wanted):
        m = some[text].words
        relation[row, :m], distance[row, :m], filled[row, :m] = some[text].pair((kind, word))
    one, other, third = (torch.from_numpy(x).to(device()) for x in (relation, distance, filled))
    return Places(torch.tensor(wanted, device=device()).T, (one, other, third))
