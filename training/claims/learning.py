"""The loop that trains the reader of claims: its loss, and steps an epoch at a time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from training.attribution.device import device
from training.claims.batches import Batch, Places, collate, places_of
from training.claims.examples import Example
from training.claims.network import Reader
from training.learner import Learner

NEVER = -1e4
# Words of which one tells something: the loss over all words is counted so many times.
OF_WORDS = 20.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn; `room` is how many pieces a batch holds.

    `unmarked` is the share of words whose marks of the frames are left out, so that the reader
    learns to go without them.
    """

    epochs: int
    layer_rate: float = 2e-4
    head_rate: float = 1e-3
    seed: int = 1
    room: int = 3000
    warm_up: float = 0.06
    average: float = 0.995
    unmarked: float = 0.1


def begin(reader: Reader, plan: Plan) -> Learner[Reader]:
    """A reader and all that it needs to learn."""
    torch.manual_seed(plan.seed)
    reader.to(device()).train()
    layers = set(reader.branch.layers.parameters())
    new = [p for p in reader.parameters() if p not in layers]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(layers), "peak": plan.layer_rate},
            {"params": new, "peak": plan.head_rate},
        ],
        weight_decay=0.02,
    )
    return Learner(plan, reader, deepcopy(reader), optimizer, random.Random(plan.seed))


def learn(reader: Reader, every: Sequence[Example], plan: Plan, out: Path) -> Reader:
    """Learn an epoch at a time, and return the averaged weights."""
    return begin(reader, plan).learn(every, one_step, out)


def one_step(learner: Learner[Reader], some: list[Example]) -> float:
    """Learn from one batch, and return its loss."""
    learner.advance()
    batch = collate(some)
    if learner.plan.unmarked:
        kept = torch.rand(batch.marks.shape[:2], device=device()) > learner.plan.unmarked
        batch = batch.unmarked(kept)
    vectors, scores = read_words(learner.network, batch)
    wanted = [(a, kind, word) for a, e in enumerate(some) for kind, word in e.golds]
    loss = type_loss(scores, batch)
    if wanted:
        loss = loss + role_loss(learner.network, vectors, batch, places_of(some, wanted), some)
    return learner.descend(loss)


def read_words(reader: Reader, batch: Batch) -> tuple[Tensor, Tensor]:
    """Vectors (texts, words, width) and scores (texts, words, 1 + types) of a batch's words."""
    senses = reader.branch(batch.lower, batch.features, batch.mask, batch.first)
    vectors, scores = reader.types(senses, batch.grammar, batch.heads, batch.marks)
    return vectors, scores


def type_loss(scores: Tensor, batch: Batch) -> Tensor:
    """The cross entropy of the types that words tell."""
    told = batch.targets * scores.log_softmax(-1)
    return -told.sum() / batch.known.sum() * OF_WORDS


def role_scores(reader: Reader, vectors: Tensor, batch: Batch, places: Places) -> Tensor:
    """Scores (places, 1 + words, 2) of who fills the roles at some places."""
    text, kind, word = places.at
    scores: Tensor = reader.roles(vectors[text, word], vectors[text], kind, places.pairs)
    lost = ~batch.known[text]
    scores[:, 1:] = scores[:, 1:].masked_fill(lost[..., None], NEVER)
    return scores


def role_loss(
    reader: Reader, vectors: Tensor, batch: Batch, places: Places, some: Sequence[Example]
) -> Tensor:
    """The negative log of the probability of those who fill the roles, any of several."""
    scores = role_scores(reader, vectors, batch, places).log_softmax(1)
    right = torch.zeros(scores.shape, dtype=torch.bool)
    for row, (text, kind, word) in enumerate(places.at.T.tolist()):
        for role, fillers in enumerate(some[text].golds[kind, word]):
            for filler in fillers:
                right[row, 0 if filler is None else 1 + filler, role] = True
    return -torch.logsumexp(scores.masked_fill(~right.to(device()), NEVER), 1).mean()
