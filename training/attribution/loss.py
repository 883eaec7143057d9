"""What the network is to get right: cue tags, rough spans, and what each cue finds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from sayso.attribute.reader.decode import candidates
from training.attribution.batches import Batch, Look, look
from training.attribution.network import CUE_TAGS, Network

# How much the rough spans and the levels count beside cue tags and the cues' own tags.
ROUGH_WEIGHT, LEVEL_WEIGHT = 0.3, 0.1
# The share of wrong candidates that is looked from: enough to learn to reject them.
MINED_SHARE = 0.7
# How much what teachers see counts where gold is told, too.
TAUGHT_SHARE = 0.5
NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Sight:
    """What a network sees in a batch: scores of the words, and from each cue."""

    cues: Tensor
    rough: Tensor
    tags: Tensor
    levels: Tensor


def loss_of(
    network: Network, batch: Batch, chance: random.Random, teachers: Sequence[Network] = ()
) -> Tensor:
    """The loss of one batch: against gold where it is told, and against the mean of teachers."""
    hidden, cues, rough = network.encoder(batch.pieces, batch.features, batch.mask, batch.first)
    taught = [read_by(teacher, batch) for teacher in teachers]
    seen = mean_of([scores for _, scores in taught]) if taught else cues.detach().float()
    looks = [*batch.looks, *mined(batch, seen, chance)]
    tags, levels = look_from(network, hidden.float(), looks)
    sight = Sight(cues.float(), rough.float(), tags.float(), levels.float())
    loss = told_loss(sight, batch, looks)
    if not taught:
        return loss
    with torch.no_grad():
        views = [look_from(t, h, looks) for t, (h, _) in zip(teachers, taught, strict=True)]
    shown = [mean_of([view[k] for view in views]) for k in (0, 1)]
    soft = taught_loss(sight, batch, looks, (seen, shown[0], shown[1]))
    return (1 - TAUGHT_SHARE) * loss + TAUGHT_SHARE * soft


@torch.no_grad()
def read_by(teacher: Network, batch: Batch) -> tuple[Tensor, Tensor]:
    """A teacher's hidden vectors and cue scores."""
    hidden, cues, _ = teacher.encoder(batch.pieces, batch.features, batch.mask, batch.first)
    return hidden.float(), cues.float()


def mean_of(scores: Sequence[Tensor]) -> Tensor:
    """The log of the mean of the probabilities that some scores give."""
    chances = torch.stack([each.float().softmax(-1) for each in scores]).mean(0)
    return torch.log(chances + 1e-9)


def told_loss(sight: Sight, batch: Batch, looks: list[Look]) -> Tensor:
    """Against gold: each part per word, but the levels, which count per candidate."""
    told, words = batch.told, batch.told.sum().clamp(min=1.0)
    loss = -(allowed_chance(sight.cues, batch.allowed) * told).sum() / words
    spans = F.binary_cross_entropy_with_logits(sight.rough, batch.rough, reduction="none").mean(-1)
    loss = loss + ROUGH_WEIGHT * (spans * told).sum() / words
    gold = torch.from_numpy(np.stack([each.tags for each in looks])).to(told.device)
    known = batch.words[[each.text for each in looks]].bool() & (gold >= 0)
    loss = loss + F.cross_entropy(sight.tags[known], gold[known], reduction="sum") / words
    levels = torch.tensor([each.level for each in looks], device=told.device)
    if (levels >= 0).any():
        loss = loss + LEVEL_WEIGHT * F.cross_entropy(sight.levels, levels, ignore_index=-1)
    return loss


def taught_loss(
    sight: Sight, batch: Batch, looks: list[Look], seen: tuple[Tensor, Tensor, Tensor]
) -> Tensor:
    """Against what the teachers see: cue scores, tags and levels."""
    cues, tags, levels = seen
    words = batch.words.sum()
    loss = (apart(sight.cues, cues) * batch.words).sum() / words
    around = batch.words[[each.text for each in looks]]
    loss = loss + (apart(sight.tags, tags) * around).sum() / words
    return loss + LEVEL_WEIGHT * apart(sight.levels, levels).mean()


def apart(scores: Tensor, seen: Tensor) -> Tensor:
    """The cross-entropy of scores against seen log probabilities, over the last axis."""
    return -(seen.exp() * scores.log_softmax(-1)).sum(-1)


def allowed_chance(scores: Tensor, allowed: Tensor) -> Tensor:
    """The log probability that each word has one of the cue tags that it may have.

    Where PolNeAR leaves nested statements unmarked, a word may be a nested cue or none.
    """
    bits = (allowed[..., None] >> torch.arange(CUE_TAGS, device=allowed.device)) & 1
    return torch.logsumexp(scores.masked_fill(bits == 0, NEVER), -1) - torch.logsumexp(scores, -1)


def mined(batch: Batch, cues: Tensor, chance: random.Random) -> list[Look]:
    """Candidates that the cue scores show and that no statement has.

    Where gold is told they are to be rejected; elsewhere teachers say what they are.
    """
    found: list[Look] = []
    width = batch.words.shape[1]
    for i, (example, w) in enumerate(batch.windows):
        taken = {k for t in example.tellings for k in range(t.first, t.last + 1)}
        scores = cues[i, : w.high - w.low].cpu().numpy()
        telling = example.telling[w.low : w.high]
        for a, b in candidates(scores, w.first - w.low, w.last - w.low, telling):
            places = range(a + w.low, b + w.low + 1)
            open_ = any(example.unknown[k] for k in places)
            if any(k in taken for k in places) or chance.random() > MINED_SHARE:
                continue
            each = look(example, w, i, (a + w.low, b + w.low), width)
            found.append(replace(each, level=-1) if open_ else each)
    return found


def look_from(network: Network, hidden: Tensor, looks: list[Look]) -> tuple[Tensor, Tensor]:
    """What the network sees from each of the cues."""
    cue = torch.tensor([[each.text, each.first, each.last] for each in looks]).T.to(hidden.device)
    classes = [
        torch.from_numpy(np.stack(values)).to(hidden.device)
        for values in (
            [each.distance for each in looks],
            [each.step for each in looks],
            [each.relation for each in looks],
        )
    ]
    tags, level = network.look(hidden, cue, *classes)
    return tags, level
