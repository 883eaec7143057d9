"""A network on its way: its rate, its averaged weights, and a checkpoint to go on from."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence, Sized
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
import torch
from torch import nn

from training.attribution.device import device

N = TypeVar("N", bound=nn.Module)
E = TypeVar("E", bound=Sized)


def piled(every: Sequence[E], room: int, chance: random.Random) -> list[list[E]]:
    """Batches of examples of about the same length, in random order; `room` is what one holds."""
    batches: list[list[E]] = [[]]
    for e in sorted(every, key=lambda e: len(e) + chance.random() * 20):
        if batches[-1] and (len(batches[-1]) + 1) * len(e) > room:
            batches.append([])
        batches[-1].append(e)
    chance.shuffle(batches)
    return batches


@dataclass(slots=True)
class Learner(Generic[N]):
    """A network on its way: what a checkpoint holds.

    `plan` is a frozen dataclass with `warm_up`, the share of all steps in which the rate rises, and
    `average`, how much of the moving average a step keeps, among what else its network needs.
    """

    plan: Any
    network: N
    mean: N
    optimizer: torch.optim.Optimizer
    chance: random.Random
    done: int = 0
    step: int = 0
    total: int = 0

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "plan": asdict(self.plan),
            "network": self.network.state_dict(),
            "mean": self.mean.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "chance": self.chance.getstate(),
            "torch": torch.get_rng_state(),
            "at": (self.done, self.step, self.total),
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint. Raises ValueError where it is of another plan."""
        state = torch.load(path, map_location=device(), weights_only=False)
        if state["plan"] != asdict(self.plan):
            raise ValueError(f"{path} was made by another plan; remove it to begin anew")
        self.network.load_state_dict(state["network"])
        self.mean.load_state_dict(state["mean"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.chance.setstate(state["chance"])
        torch.set_rng_state(state["torch"].cpu())
        self.done, self.step, self.total = state["at"]

    def descend(self, loss: torch.Tensor) -> float:
        """Learn from the loss of the batch that `advance` began, and return it."""
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.blend()
        return float(loss.detach())

    def advance(self) -> None:
        """Begin the next step, at its learning rate."""
        self.step += 1
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * self.rate()

    def rate(self) -> float:
        """The learning rate's share of its peak: up in a line, then down to a fiftieth."""
        at, up = self.step / self.total, self.plan.warm_up
        return at / up if at < up else max(0.02, (1 - at) / (1 - up))

    @torch.no_grad()
    def blend(self) -> None:
        """Move the averaged weights towards the learned ones, faster at the beginning."""
        keep = min(self.plan.average, (1 + self.step) / (10 + self.step))
        pairs = zip(self.mean.parameters(), self.network.parameters(), strict=True)
        for mean, learned in pairs:
            if learned.requires_grad:
                mean.lerp_(learned, 1 - keep)

    def learn(
        self, every: Sequence[E], step: Callable[[Learner[N], list[E]], float], out: Path
    ) -> N:
        """Learn an epoch at a time, from where a checkpoint left off; returns averaged weights.

        `plan` tells `epochs` and `room`; `step` learns from a batch and returns its loss.
        """
        self.total = len(piled(every, self.plan.room, random.Random(0))) * self.plan.epochs
        checkpoint = out / "checkpoint.pt"
        if checkpoint.exists():
            self.load(checkpoint)
        for epoch in range(self.done, self.plan.epochs):
            start = time.time()
            losses = [step(self, batch) for batch in piled(every, self.plan.room, self.chance)]
            self.done = epoch + 1
            self.save(checkpoint)
            seconds = time.time() - start
            print(f"epoch {epoch + 1}, loss {np.mean(losses):.4f}, {seconds:.0f} s", flush=True)
        return self.mean
