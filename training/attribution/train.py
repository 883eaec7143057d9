"""Train the reader of statements.

    python training/attribution/train.py --shared DIR --out DIR [--epochs N] [--small]

Seeded; a run that was stopped goes on from its last epoch. On a CPU that has bfloat16 arithmetic, or
on a GPU, an epoch of PolNeAR's training half takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from base import base_weights
from batches import Batch, Look, collate, cut_at_random, look, piled
from corpus import Example, joined, read_polnear, read_told, ready
from measure import count, summary
from network import Network
from torch import Tensor
from torch.nn import functional as F  # noqa: N812
from wrap import nested_copy

from sayso.attribute.reader.decode import Found, arguments, candidates, choose, softmax
from sayso.attribute.reader.window import Window, windows

HERE = Path(__file__).resolve().parent
MOST = 380
AROUND = 70


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn."""

    epochs: int = 8
    room: int = 3000
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.06
    wrapped_share: float = 0.35
    average: float = 0.998
    seed: int = 1


def loss_of(network: Network, batch: Batch, chance: random.Random) -> Tensor:
    """The loss of one batch: cue tags, rough spans, and what each cue finds."""
    hidden, cues, rough = network.encoder(batch.pieces, batch.features, batch.mask, batch.first)
    cues, rough, hidden = cues.float(), rough.float(), hidden.float()
    bits = (batch.allowed[..., None] >> torch.arange(5)) & 1
    told = torch.logsumexp(cues.masked_fill(bits == 0, -1e4), -1) - torch.logsumexp(cues, -1)
    words = batch.words.sum()
    loss = -(told * batch.words).sum() / words
    around = F.binary_cross_entropy_with_logits(rough, batch.rough, reduction="none").mean(-1)
    loss = loss + 0.3 * (around * batch.words).sum() / words
    looks = [*batch.looks, *mined(batch, cues.detach(), chance)]
    if not looks:
        return loss
    tags, level = look_from(network, batch, hidden, looks)
    gold = torch.from_numpy(np.stack([each.tags for each in looks]))
    own = batch.words[[each.text for each in looks]].bool() & (gold >= 0)
    known = F.cross_entropy(tags.float()[own], gold[own], reduction="sum") / words
    levels = torch.tensor([each.level for each in looks])
    sure = F.cross_entropy(level.float(), levels, reduction="mean")
    return loss + known + 0.1 * sure


def mined(batch: Batch, cues: Tensor, chance: random.Random) -> list[Look]:
    """Candidates that the cue head finds and that no statement has, to learn to reject."""
    found: list[Look] = []
    width = batch.words.shape[1]
    for i, (example, w) in enumerate(batch.windows):
        taken = {k for t in example.tellings for k in range(t.first, t.last + 1)}
        scores = cues[i, : w.high - w.low].numpy()
        for a, b in candidates(scores, w.first - w.low, w.last - w.low):
            places = range(a + w.low, b + w.low + 1)
            if any(k in taken or example.unknown[k] for k in places) or chance.random() > 0.7:
                continue
            found.append(look(example, w, i, a + w.low, b + w.low, width))
    return found


def look_from(network: Network, batch: Batch, hidden: Tensor, looks: list[Look]) -> tuple[Tensor, Tensor]:
    """What the network sees from each of the cues."""
    cue = torch.tensor([[each.text, each.first, each.last] for each in looks]).T
    stacked = [
        torch.from_numpy(np.stack(values))
        for values in (
            [each.distance for each in looks],
            [each.step for each in looks],
            [each.relation for each in looks],
        )
    ]
    return network.look(hidden, cue, *stacked)


@torch.no_grad()
def found_by(network: Network, examples: list[Example], most: int = MOST, around: int = AROUND) -> list[list[Found]]:
    """All candidates of each example with their arguments and probabilities, unfiltered."""
    network.eval()
    every = [(e, w) for e in examples for w in windows(e.wording, most, around)]
    index = {id(e): i for i, e in enumerate(examples)}
    out: list[list[Found]] = [[] for _ in examples]
    for pile in piled(every, 6000, random.Random(0)):
        batch = collate(pile)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden, cues, _ = network.encoder(batch.pieces, batch.features, batch.mask, batch.first)
        hidden = hidden.float()
        looks, places = [], []
        for i, (e, w) in enumerate(pile):
            scores = cues[i, : w.high - w.low].float().numpy()
            for a, b in candidates(scores, w.first - w.low, w.last - w.low):
                looks.append(look(e, w, i, a + w.low, b + w.low, batch.words.shape[1]))
                places.append((e, w))
        if not looks:
            continue
        with torch.autocast("cpu", dtype=torch.bfloat16):
            tags, level = look_from(network, batch, hidden, looks)
        for (e, w), each, t, p in zip(places, looks, tags.float().numpy(), softmax(level.float().numpy()), strict=True):
            out[index[id(e)]].append(settle(e, w, each, t[: w.high - w.low], p))
    return out


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


def evaluate(network: Network, examples: list[Example]) -> dict[str, object]:
    """Scores on held-out examples at the best of a few thresholds."""
    every = found_by(network, examples)
    best: dict[str, object] = {}
    for least in (0.3, 0.4, 0.5, 0.6):
        totals: Counter[str] = Counter()
        for found, e in zip(every, examples, strict=True):
            count(choose(found, least, 0.5), e, totals)
        result = summary(totals)
        if not best or result["full"] > best["full"]:  # type: ignore[operator]
            best = {"least": least, **result}
    return best


def train(plan: Plan, plain: list[Example], nested: list[Example], held: list[Example], out: Path) -> Network:
    """Learn, an epoch at a time; keep what is needed to go on, and a moving average of the weights."""
    torch.manual_seed(plan.seed)
    network = Network()
    network.take_base(base_weights())
    mean = deepcopy(network)
    heads = [p for n, p in network.named_parameters() if p.requires_grad and is_head(n)]
    body = [p for n, p in network.named_parameters() if p.requires_grad and not is_head(n)]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}],
        weight_decay=plan.decay,
        betas=(0.9, 0.98),
    )
    peaks = [plan.encoder_rate, plan.head_rate]
    chance = random.Random(plan.seed)
    done, step, total = 0, 0, 0
    kept = out / "checkpoint.pt"
    if kept.exists():
        state = torch.load(kept, weights_only=False)
        network.load_state_dict(state["network"])
        mean.load_state_dict(state["mean"])
        optimizer.load_state_dict(state["optimizer"])
        done, step, total = state["done"], state["step"], state["total"]
        chance.setstate(state["chance"])
        torch.set_rng_state(state["rng"])
    for epoch in range(done, plan.epochs):
        start = time.time()
        batches = draw(plan, plain, nested, chance)
        total = total or len(batches) * plan.epochs
        network.train()
        losses = []
        for pile in batches:
            step += 1
            at = step / total
            rate = at / plan.warm_up if at < plan.warm_up else max(0.02, (1 - at) / (1 - plan.warm_up))
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * rate
            batch = collate(pile)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(network, batch, chance)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            blend(mean, network, min(plan.average, (1 + step) / (10 + step)))
            losses.append(float(loss.detach()))
            if step % 50 == 0:
                print(f"  step {step}/{total} loss {np.mean(losses[-50:]):.4f} {time.time() - start:.0f}s", flush=True)
        line = {"epoch": epoch + 1, "loss": round(float(np.mean(losses)), 4), "seconds": round(time.time() - start)}
        line |= evaluate(mean, held)
        print(json.dumps(line), flush=True)
        torch.save(
            {"network": network.state_dict(), "mean": mean.state_dict(), "optimizer": optimizer.state_dict(),
             "done": epoch + 1, "step": step, "total": total, "chance": chance.getstate(), "rng": torch.get_rng_state()},
            kept.with_suffix(".new"),
        )
        kept.with_suffix(".new").replace(kept)
    torch.save(mean.state_dict(), out / "reader.pt")
    return mean


def is_head(name: str) -> bool:
    """Whether a parameter is not of the base model."""
    return not name.startswith(("encoder.layers", "encoder.words", "encoder.positions", "encoder.norm"))


def draw(plan: Plan, plain: list[Example], nested: list[Example], chance: random.Random) -> list[list[tuple[Example, Window]]]:
    """An epoch's batches: each text once, some of them in their wrapped form."""
    by_name: dict[str, list[Example]] = {}
    for e in nested:
        by_name.setdefault(e.name.split("+")[0], []).append(e)
    chosen = []
    for e in plain:
        copies = by_name.get(e.name, [])
        chosen.append(chance.choice(copies) if copies and chance.random() < plan.wrapped_share else e)
    every = [(e, w) for e in chosen for w in cut_at_random(e, MOST, chance)]
    return list(piled(every, plan.room, chance))


@torch.no_grad()
def blend(mean: Network, network: Network, keep: float) -> None:
    """Move the averaged weights towards the learned ones."""
    for a, b in zip(mean.parameters(), network.parameters(), strict=True):
        if b.requires_grad:
            a.lerp_(b, 1 - keep)


def main() -> None:
    """Read the data, learn, and write `reader.pt` and a checkpoint into the folder `--out`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--told", type=Path, default=HERE / "told")
    parser.add_argument("--kept", type=Path, default=HERE / ".kept")
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    plan = Plan(epochs=told.epochs, seed=told.seed)
    kept = told.kept
    texts = list(read_polnear(told.shared / "data" / "polnear" / "train"))[: told.limit or None]
    held = ready(list(read_polnear(told.shared / "data" / "polnear" / "dev")), kept)
    chance = random.Random(0)
    plain = ready(texts, kept)
    nested = ready([nested_copy(t, chance) for t in texts], kept)
    told_texts = list(read_told(told.told))
    chance.shuffle(told_texts)
    short = [t for t in told_texts if len(t.text) < 700]
    long = [t for t in told_texts if len(t.text) >= 700]
    own = ready([*long, *joined(short, 6)], kept)
    print(f"{len(plain)} texts, {len(nested)} wrapped copies, {len(told_texts)} marked texts", flush=True)
    train(plan, [*plain, *own], nested, held, told.out)


if __name__ == "__main__":
    main()
