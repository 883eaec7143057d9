"""The loops that train the finder of phrases and the ranker, one text at a time."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from training.coreference.examples import Example, Lesson
from training.coreference.network import PhraseFinder, Ranker
from training.learner import Learner

N = TypeVar("N", PhraseFinder, Ranker)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    epochs: int
    rate: float = 1.5e-3
    seed: int = 1
    warm_up: float = 0.05
    average: float = 0.995


def begin(make: type[N], plan: Plan) -> Learner[N]:
    """A new network and all that it needs to learn."""
    torch.manual_seed(plan.seed)
    network = make().train()
    optimizer = torch.optim.AdamW(
        [{"params": list(network.parameters()), "peak": plan.rate}], weight_decay=0.05
    )
    return Learner(plan, network, deepcopy(network), optimizer, random.Random(plan.seed))


def learn(
    learner: Learner[N], every: Sequence[T], loss_of: Callable[[nn.Module, T], Tensor], out: Path
) -> N:
    """Learn an epoch at a time, from the checkpoint where there is one; the averaged weights."""
    plan = learner.plan
    learner.total = len(every) * plan.epochs
    if out.exists():
        learner.load(out)
    for epoch in range(learner.done, plan.epochs):
        start = time.time()
        losses = []
        for each in learner.chance.sample(every, len(every)):
            learner.advance()
            losses.append(learner.descend(loss_of(learner.network, each)))
        learner.done = epoch + 1
        learner.save(out)
        seconds = time.time() - start
        print(f"epoch {epoch + 1}, loss {np.mean(losses):.4f}, {seconds:.0f} s", flush=True)
    return learner.mean.eval()


def loss_of_phrases(finder: nn.Module, example: Example) -> Tensor:
    """The mean binary cross entropy of the candidates of a text."""
    scores: Tensor = finder(*example.finder_inputs())
    return F.binary_cross_entropy_with_logits(scores, example.is_marked())


def loss_of_pairs(ranker: nn.Module, lesson: Lesson) -> Tensor:
    """The mean over mentions of minus the log probability of taking up what they should.

    That is any earlier mention of the same (Lee et al. 2017), or none where there is none.
    """
    scores, none = ranker(*lesson.inputs)
    later = lesson.inputs[3][:, 0]
    top = none.detach().scatter_reduce(0, later, scores.detach(), "amax")
    each, alone = torch.exp(scores - top[later]), torch.exp(none - top)
    every = alone.index_add(0, later, each)
    right = torch.zeros_like(alone).index_add(0, later, each * lesson.same)
    has = torch.zeros_like(alone).index_add(0, later, lesson.same.float()) > 0
    good = torch.where(has, right, alone)
    return (torch.log(every) - torch.log(good.clamp(min=1e-9))).mean()
