"""Mentions joined to chains: what a report means by the same thing.

    for chain in refer(annotation, attribution, entities): ...

A small network scores each mention beside the earlier ones that it may take up, and beside none.
Each is joined with the likeliest, unless that would make two named entities one: on names the rules
(`clusters`) are surer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.annotate.annotation import Annotation
from sayso.annotate.encoder import Reals, graph
from sayso.annotate.encoder.wording import Ints
from sayso.attribute import Attribution
from sayso.model import Entity
from sayso.resolve.coreference.mention import Form, Mention, Nature, describe
from sayso.resolve.coreference.pairs import Pairs, pair_up
from sayso.resolve.coreference.phrases import find_phrases, token_vectors

__all__ = ["Chain", "coreference_version", "join", "refer"]

# How sure a join must be before a role or a reference is given to a name by it.
SURE = 0.9
# Pairs scored at once: 20 MB of features between the layers.
MOST = 4096


@dataclass(frozen=True, slots=True)
class Chain:
    """Mentions that mean the same, in the order of the text.

    `entity` is the place of the named entity that they mean, -1 where none of them has a name.
    """

    mentions: tuple[Mention, ...]
    entity: int


def coreference_version() -> str:
    """The weights that find phrases and join them, for the record."""
    names = ("coreference/phrases", "coreference/pairs")
    return f"coreference {' '.join(graph(name).version for name in names)}"


def refer(
    annotation: Annotation,
    attribution: Attribution,
    entities: Sequence[Entity],
    least: float = SURE,
) -> list[Chain]:
    """The chains of a report, those of one mention included, in the order of the text.

    Mentions are joined where that is likelier than not, and its probability at least `least`.
    """
    mentions = describe(annotation, attribution, entities, find_phrases(annotation))
    if not mentions:
        return []
    pairs = pair_up(mentions)
    scores, alone = rank(token_vectors(annotation), mentions, pairs)
    return join(mentions, pairs, scores, alone, least)


def rank(vectors: Reals, mentions: Sequence[Mention], pairs: Pairs) -> tuple[Reals, Reals]:
    """The score of each pair, and of each mention that it takes up none."""
    given = {
        "vectors": vectors,
        "heads": np.array([m.phrase.head for m in mentions], dtype=np.int64),
        "alone": pairs.alone,
    }
    places = pairs.places()
    found = []
    none: Reals = np.zeros(0, dtype=np.float32)
    for at in range(0, max(len(pairs.later), 1), MOST):
        part = slice(at, at + MOST)
        scores, none = graph("coreference/pairs").session.run(
            ["scores", "none"],
            {
                **given,
                "places": places[part],
                "kinds": pairs.kinds[part],
                "flags": pairs.flags[part],
            },
        )
        found.append(scores)
    return np.concatenate(found), none


NOTHING: frozenset[Nature] = frozenset()
MEN = frozenset([Nature.WOMAN, Nature.BODY, Nature.PLACE, Nature.THING])
WOMEN = frozenset([Nature.MAN, Nature.BODY, Nature.PLACE, Nature.THING])
# What can never be meant together, whatever the score says.
CLASHES = {
    Nature.MAN: MEN,
    Nature.WOMAN: WOMEN,
    Nature.PERSON: frozenset([Nature.BODY, Nature.PLACE, Nature.THING]),
    Nature.BODY: frozenset([Nature.MAN, Nature.WOMAN, Nature.PERSON]),
    Nature.PLACE: frozenset([Nature.MAN, Nature.WOMAN, Nature.PERSON]),
    Nature.THING: frozenset([Nature.MAN, Nature.WOMAN, Nature.PERSON]),
}
# In words quoted as his own, nobody says these of himself.
OF_OTHERS = frozenset([Form.HE, Form.SHE, Form.THEY, Form.YOU])


class Joined:
    """Mentions on their way to chains: a forest, with what each tree is told to be.

    Of each tree: the entity that it has a name of, what it can be by its words, which voices it
    is, and in whose own words others than the speaker are told of by it.
    """

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.parent = list(range(len(mentions)))
        self.entity = [m.entity for m in mentions]
        self.natures = [{m.nature} for m in mentions]
        self.voices = [{m.voice} - {-1} for m in mentions]
        self.others = [{m.speaker} - {-1} if m.form in OF_OTHERS else set() for m in mentions]

    def root(self, i: int) -> int:
        """The mention that stands for all that were joined with this one."""
        while self.parent[i] != i:
            i = self.parent[i]
        return i

    def may_join(self, i: int, j: int) -> bool:
        """Whether two mentions can mean the same at all.

        Two named entities never do, nor a man and a woman, nor a speaker and "he" in his words.
        """
        a, b = self.root(i), self.root(j)
        one, other = self.entity[a], self.entity[b]
        if one != other and min(one, other) >= 0:
            return False
        if any(CLASHES.get(nature, NOTHING) & self.natures[b] for nature in self.natures[a]):
            return False
        return not (self.voices[a] & self.others[b] or self.others[a] & self.voices[b])

    def join(self, i: int, j: int) -> None:
        """Make the chains of two mentions one."""
        one, other = self.root(i), self.root(j)
        if one != other:
            self.parent[one] = other
            self.entity[other] = max(self.entity[one], self.entity[other])
            self.natures[other] |= self.natures[one]
            self.voices[other] |= self.voices[one]
            self.others[other] |= self.others[one]


def join(
    mentions: Sequence[Mention], pairs: Pairs, scores: Reals, none: Reals, least: float = 0.0
) -> list[Chain]:
    """The chains that the scores of pairs, and of taking up none, make of mentions.

    A mention joins the likeliest of the earlier chains, where that is likelier than none, and its
    probability at least `least`.
    """
    joined = Joined(mentions)
    edges = np.searchsorted(pairs.later, np.arange(len(mentions) + 1))
    for i in range(len(mentions)):
        part = slice(edges[i], edges[i + 1])
        place = taken_up(joined, i, pairs.earlier[part], scores[part], float(none[i]), least)
        if place is not None:
            joined.join(i, place)
    trees: dict[int, list[Mention]] = defaultdict(list)
    for i, m in enumerate(mentions):
        trees[joined.root(i)].append(m)
    return [Chain(tuple(tree), joined.entity[root]) for root, tree in trees.items()]


def taken_up(
    joined: Joined, i: int, earlier: Ints, scores: Reals, none: float, least: float
) -> int | None:
    """An earlier mention of the chain that a mention takes up, None where it takes up none."""
    top = max(none, float(scores.max(initial=none)))
    weights = np.exp(scores - top)
    chances: dict[int, float] = defaultdict(float)
    for j, weight in zip(earlier.tolist(), weights.tolist(), strict=True):
        chances[joined.root(j)] += weight
    for j in sorted(chances, key=chances.__getitem__, reverse=True):
        if joined.may_join(i, j):
            total = sum(chances.values()) + np.exp(none - top)
            likely = chances[j] > np.exp(none - top) and chances[j] >= least * total
            return j if likely else None
    return None
