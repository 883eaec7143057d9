"""The loop: batches and steps, an epoch at a time."""

from __future__ import annotations

import json
import random
import time
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from sayso.annotate.encoder.window import Window
from training.attribution.base import base_weights
from training.attribution.batches import collate, cut_at_random, piled
from training.attribution.corpus import Example
from training.attribution.device import device, halved
from training.attribution.loss import loss_of
from training.attribution.network import Network, Size
from training.attribution.reading import evaluate
from training.learner import Learner


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn.

    `room` is how many pieces a batch holds, `most` how many a window; `wrapped` the share of texts
    that are read in their wrapped form; `average` how much of the moving average a step keeps.
    """

    epochs: int = 8
    room: int = 3000
    most: int = 380
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.06
    wrapped: float = 0.35
    average: float = 0.998
    layers: int = 6
    seed: int = 1


def begin(plan: Plan, start: Network | None = None) -> Learner[Network]:
    """A network with the base weights, or one to go on from, and all that it needs to learn."""
    torch.manual_seed(plan.seed)
    network = deepcopy(start) if start is not None else Network(Size(layers=plan.layers))
    if start is None:
        network.take_base(base_weights())
    network.encoder.words.weight.requires_grad_(False)
    network.to(device())
    named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for n, p in named if not is_new(n)], "peak": plan.encoder_rate},
            {"params": [p for n, p in named if is_new(n)], "peak": plan.head_rate},
        ],
        weight_decay=plan.decay,
        betas=(0.9, 0.98),
    )
    return Learner(plan, network, deepcopy(network), optimizer, random.Random(plan.seed))


def is_new(name: str) -> bool:
    """Whether a parameter is not one of the base model's."""
    base = ("encoder.layers", "encoder.words", "encoder.positions", "encoder.norm")
    return not name.startswith(base)


@dataclass(frozen=True, slots=True)
class Learned:
    """The averaged network, and its scores on what was held out after the last epoch."""

    network: Network
    scores: dict[str, float]


@dataclass(frozen=True, slots=True)
class Lessons:
    """What to learn from, what to be measured on, and who teaches.

    `plain` is read each epoch, some of it in its wrapped form (`nested`); of `untold`, which only
    teachers can tell about, a third.
    """

    plain: list[Example]
    held: list[Example]
    nested: list[Example] = field(default_factory=list)
    untold: list[Example] = field(default_factory=list)
    teachers: list[Network] = field(default_factory=list)


def learn(learner: Learner[Network], lessons: Lessons, out: Path) -> Learned:
    """Learn what the plan says, an epoch at a time."""
    scores: dict[str, float] = {}
    for teacher in lessons.teachers:
        teacher.to(device()).eval()
    kept = out / "checkpoint.pt"
    if kept.exists():
        learner.load(kept)
    for epoch in range(learner.done, learner.plan.epochs):
        start = time.time()
        batches = draw(learner, lessons)
        learner.total = learner.total or len(batches) * learner.plan.epochs
        losses = [one_step(learner, pile, lessons.teachers) for pile in tqdm(batches, disable=None)]
        learner.done = epoch + 1
        learner.save(kept)
        scores = evaluate(learner.mean, lessons.held)
        told = {"epoch": epoch + 1, "loss": float(np.mean(losses)), "seconds": time.time() - start}
        rounded = {name: round(value, 3) for name, value in {**told, **scores}.items()}
        print(json.dumps(rounded), flush=True)
    return Learned(learner.mean, scores or evaluate(learner.mean, lessons.held))


def one_step(
    learner: Learner[Network], pile: list[tuple[Example, Window]], teachers: list[Network]
) -> float:
    """Learn from one batch, and return its loss."""
    learner.advance()
    learner.network.train()
    with halved():
        loss = loss_of(learner.network, collate(pile).on(device()), learner.chance, teachers)
    return learner.descend(loss)


def draw(learner: Learner[Network], lessons: Lessons) -> list[list[tuple[Example, Window]]]:
    """An epoch's batches: each text once, some of them in their wrapped form."""
    plan, chance = learner.plan, learner.chance
    copies = {e.name.split("+")[0]: e for e in lessons.nested}
    chosen = [
        copies[e.name] if e.name in copies and chance.random() < plan.wrapped else e
        for e in lessons.plain
    ]
    chosen += chance.sample(lessons.untold, len(lessons.untold) // 3)
    every = [(e, w) for e in chosen for w in cut_at_random(e, plan.most, chance)]
    return list(piled(every, plan.room, chance))
