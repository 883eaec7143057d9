"""The networks on marked texts: the chains that they make, and how well these agree."""

from __future__ import annotations

from collections.abc import Iterable

import torch

from sayso.resolve.coreference.chains import join
from sayso.resolve.coreference.mention import describe
from sayso.resolve.coreference.pairs import pair_up
from sayso.resolve.coreference.phrases import LEAST, Phrase, chosen
from training.coreference.examples import Example, ranker_inputs
from training.coreference.network import PhraseFinder, Ranker
from training.coreference.score import Chain, Score


@torch.no_grad()
def phrases(finder: PhraseFinder, example: Example, least: float = LEAST) -> list[Phrase]:
    """The phrases that the finder finds in a text."""
    chances = torch.sigmoid(finder(*example.finder_inputs()))
    return chosen(example.every, chances.numpy(), least)


@torch.no_grad()
def chains(finder: PhraseFinder, ranker: Ranker, example: Example) -> list[Chain]:
    """The chains that both networks make of a text, as spans."""
    found = phrases(finder, example)
    mentions = describe(example.annotation, example.attribution, example.entities, found)
    pairs = pair_up(mentions)
    scores, none = ranker(*ranker_inputs(example.vectors, mentions, pairs))
    return [
        frozenset((m.span.start, m.span.end) for m in chain.mentions)
        for chain in join(mentions, pairs, scores.numpy(), none.numpy())
    ]


def measure(finder: PhraseFinder, ranker: Ranker, every: Iterable[Example]) -> Score:
    """How well the chains of some texts agree with the marked ones."""
    score = Score.zero()
    for example in every:
        score.add(chains(finder, ranker, example), example.text.chains())
    return score
