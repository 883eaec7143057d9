"""The loop that trains the finder of names: its loss, and steps an epoch at a time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from sayso.annotate.naming.decode import Found, decode
from sayso.annotate.naming.labels import LABELS
from training.attribution.device import device
from training.learner import Learner, piled
from training.names.batches import Example, collate
from training.names.network import Branch

NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn; `room` is how many pieces a batch holds."""

    epochs: int
    layer_rate: float = 2e-4
    head_rate: float = 1e-3
    seed: int = 1
    room: int = 1200
    warm_up: float = 0.06
    average: float = 0.99


def loss_of(scores: Tensor, allowed: Tensor) -> Tensor:
    """The negative log of the probability of what is not ruled out, summed over spans."""
    told = allowed > 0
    scores, allowed = scores[told], allowed[told]
    places = torch.arange(len(LABELS), device=scores.device)
    open_ = (allowed[:, None] >> places) & 1
    good = torch.logsumexp(scores.masked_fill(open_ == 0, NEVER), -1)
    return (torch.logsumexp(scores, -1) - good).sum()


def begin(branch: Branch, plan: Plan) -> Learner[Branch]:
    """A branch and all that it needs to learn."""
    torch.manual_seed(plan.seed)
    branch.to(device()).train()
    old = [p for n, p in branch.named_parameters() if n.startswith("layers")]
    new = [p for n, p in branch.named_parameters() if not n.startswith("layers")]
    optimizer = torch.optim.AdamW(
        [{"params": old, "peak": plan.layer_rate}, {"params": new, "peak": plan.head_rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    return Learner(plan, branch, deepcopy(branch), optimizer, random.Random(plan.seed))


def learn(branch: Branch, every: Sequence[Example], plan: Plan, out: Path) -> Branch:
    """Learn an epoch at a time, and return the averaged weights."""
    return begin(branch, plan).learn(every, one_step, out)


def one_step(learner: Learner[Branch], batch: list[Example]) -> float:
    """Learn from one batch, and return its loss."""
    learner.advance()
    *inputs, allowed = collate(batch)
    words = sum(len(e.first) for e in batch)
    return learner.descend(loss_of(learner.network(*inputs)[0], allowed) / words * 3)


@torch.no_grad()
def read(branch: Branch, every: Sequence[Example]) -> list[tuple[Example, list[Found]]]:
    """The spans that the branch finds in each window."""
    branch.to(device()).eval()
    found = []
    for batch in piled(every, 4000, random.Random(0)):
        *inputs, allowed = collate(batch)
        p = branch(*inputs)[0].softmax(-1)
        p[allowed == 0] = 0
        for i, e in enumerate(batch):
            found.append((e, decode(p[i, : len(e.first)].cpu().numpy())))
    return found
