"""Marked texts as the two networks' inputs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sayso.annotate.annotation import Annotation, annotate
from sayso.annotate.encoder import Reals
from sayso.annotate.encoder.wording import Ints
from sayso.attribute import Attribution, attribute
from sayso.model import Entity, Report, identify
from sayso.resolve.coreference.mention import Mention, describe
from sayso.resolve.coreference.pairs import Pairs, pair_up
from sayso.resolve.coreference.phrases import (
    Candidate,
    Phrase,
    candidates,
    features_of,
    names_of,
    places_of,
    token_vectors,
    wholes,
)
from sayso.resolve.resolution import named
from training.coreference.corpora import Chained

# Likelihood from which a phrase is learned from as a mention that takes up none, where none is
# marked: the ranker must see such slips, as it will in use.
LIKELY = 0.4


@dataclass(slots=True)
class Example:
    """A marked text, read. `marked` gives what the tokens of a marked phrase mean."""

    text: Chained
    annotation: Annotation
    attribution: Attribution
    entities: tuple[Entity, ...]
    every: list[Candidate]
    vectors: Reals
    places: Ints
    features: Ints
    marked: dict[tuple[int, int], int]

    def finder_inputs(self) -> tuple[Tensor, ...]:
        """What the finder of phrases is given."""
        return tuple(map(torch.from_numpy, (self.vectors, self.places, self.features)))

    def is_marked(self) -> Tensor:
        """Which candidates are marked phrases (candidates)."""
        spans = [(c.phrase.first, c.phrase.last) for c in self.every]
        return torch.tensor([float(span in self.marked) for span in spans])


def read(text: Chained) -> Example:
    """A marked text with all that the networks are told of it."""
    report = Report(identify("r", text.name), text.name, "0" * 64, "text/plain", text.text)
    annotation = annotate(report)
    doc, names = annotation.doc, names_of(annotation)
    every = candidates(doc, wholes(annotation))
    starts = {t.idx: t.i for t in doc}
    ends = {t.idx + len(t): t.i + 1 for t in doc}
    return Example(
        text,
        annotation,
        attribute(annotation),
        named(annotation),
        every,
        token_vectors(annotation),
        places_of(every, len(doc)),
        features_of(doc, every, names),
        {
            (starts[a], ends[b]): number
            for (a, b), number in text.marks.items()
            if a in starts and b in ends
        },
    )


def examples(texts: Iterable[Chained]) -> list[Example]:
    """The marked texts, read."""
    return [read(text) for text in texts]


@dataclass(slots=True)
class Lesson:
    """The pairs of a text and which of them mean the same (pairs)."""

    mentions: list[Mention]
    pairs: Pairs
    inputs: tuple[Tensor, ...]
    same: Tensor


def ranker_inputs(vectors: Reals, mentions: Sequence[Mention], pairs: Pairs) -> tuple[Tensor, ...]:
    """What the ranker is given."""
    heads = np.array([m.phrase.head for m in mentions], dtype=np.int64)
    given = (vectors, heads, pairs.alone, pairs.places(), pairs.kinds, pairs.flags)
    return tuple(map(torch.from_numpy, given))


def lesson(example: Example, found: Iterable[Phrase]) -> Lesson:
    """The pairs of a text's marked phrases and of the other ones that were found."""
    doc = example.annotation.doc
    spans = {(p.first, p.last): p for p in found}
    for first, last in example.marked:
        spans.setdefault((first, last), Phrase(first, last, doc[first:last].root.i))
    mentions = describe(
        example.annotation, example.attribution, example.entities, sorted(spans.values())
    )
    pairs = pair_up(mentions)
    # What is not marked means something that no other phrase means.
    meant = np.array(
        [
            example.marked.get((m.phrase.first, m.phrase.last), -1 - i)
            for i, m in enumerate(mentions)
        ]
    )
    same = torch.from_numpy(meant[pairs.later] == meant[pairs.earlier])
    return Lesson(mentions, pairs, ranker_inputs(example.vectors, mentions, pairs), same)
