"""How well a reader finds what was annotated: types, and types with both roles."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from training.attribution.device import device
from training.claims.batches import collate, places_of
from training.claims.examples import Example
from training.claims.learning import read_words, role_scores
from training.claims.network import Reader
from training.learner import piled

ROOM = 6000


@dataclass(slots=True)
class Score:
    """How many claims were found, how many are told, and how many of these are right."""

    found: int = 0
    told: int = 0
    typed: int = 0
    full: int = 0

    def f1(self, right: int) -> float:
        """F1 in per cent."""
        return 200 * right / max(1, self.found + self.told)

    def __str__(self) -> str:
        """F1 of types at their words, and of those with both roles right."""
        return f"types {self.f1(self.typed):.1f}, full {self.f1(self.full):.1f}"


def measure(reader: Reader, held: Sequence[Example], least: float = 0.5) -> Score:
    """The score of what a reader finds with a probability of at least `least`.

    Strict: the word that tells it, the type and the heads of both fillers are those annotated.
    """
    score = Score()
    for example, found in read(reader, held, least):
        score.told += len(example.golds)
        score.found += len(found)
        for (kind, word), fillers in found:
            gold = example.golds.get((kind, word))
            if gold is not None:
                score.typed += 1
                score.full += all(f in g for f, g in zip(fillers, gold, strict=True))
    return score


Found = tuple[tuple[int, int], tuple[int | None, ...]]


@torch.no_grad()
def read(
    reader: Reader, every: Sequence[Example], least: float
) -> Iterator[tuple[Example, list[Found]]]:
    """What a reader finds in each paragraph: type and word, and who fills the roles."""
    reader.to(device()).eval()
    for some in piled(every, ROOM, random.Random(0)):
        batch = collate(some)
        vectors, scores = read_words(reader, batch)
        likely = (scores.softmax(-1)[..., 1:] >= least) & batch.known[..., None]
        wanted = [(text, kind, word) for text, word, kind in likely.nonzero().tolist()]
        found: list[list[Found]] = [[] for _ in some]
        if wanted:
            told = role_scores(reader, vectors, batch, places_of(some, wanted)).argmax(1)
            for (text, kind, word), best in zip(wanted, told.tolist(), strict=True):
                fillers = tuple(None if at == 0 else at - 1 for at in best)
                found[text].append(((kind, word), fillers))
        yield from zip(some, found, strict=True)
