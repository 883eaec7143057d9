"""The trained reader of claims: which words tell a claim of which type, and who fills its roles.

    reading = read_claims(annotation, assertions)

It reads what the encoder's branch for claims made of each word, what the parse says, and what the
frames found: so it knows where frames can be trusted, and finds what they have no words for. How
the weights came to be: `training/claims`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from sayso.annotate.annotation import Annotation
from sayso.annotate.encoder import Reals, graph
from sayso.attribute.reader.decode import softmax
from sayso.extract.assertion import Assertion
from sayso.extract.reader.hints import Hints, hints
from sayso.extract.reader.labels import TYPES
from sayso.extract.reader.relation import distances, relations
from sayso.ontology import claim_types

__all__ = ["LEAST", "Candidate", "claims_version", "read_claims"]

# A word that the frames do not know is looked at from this probability of a type on; see the
# arbiter for what comes of it.
LEAST = 0.3

Place = tuple[int, int]


def claims_version() -> str:
    """The weights that read claims, for the record."""
    versions = [graph(f"claims/{name}").version for name in ("senses", "types", "roles")]
    return f"claims {sha256(''.join(versions).encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell a claim of a type, both as numbers.

    `roles` (1 + words, 2) are the probabilities that nobody, or the word at `low` and each after
    it, fills the first and the second role. Where a type is `even`, as kin, either of two may be
    named first: then the probabilities of a word are those of both roles together.
    """

    kind: int
    word: int
    chance: float
    low: int
    roles: Reals
    even: bool = False

    def best(self, role: int) -> tuple[int | None, float]:
        """The likeliest filler of a role, None for nobody, and its probability."""
        at = self.pair()[role] if self.even else int(self.roles[:, role].argmax())
        return (None if at == 0 else self.low + at - 1), self.at(role, at)

    def pair(self) -> tuple[int, int]:
        """The two likeliest fillers of a type that is even, in their likelier order."""
        one, other = map(int, self.roles.sum(1).argsort()[-2:])
        ahead = self.roles[one, 0] * self.roles[other, 1]
        behind = self.roles[other, 0] * self.roles[one, 1]
        return (one, other) if ahead >= behind else (other, one)

    def at(self, role: int, row: int) -> float:
        """The probability of a row of `roles`."""
        return min(1.0, float(self.roles[row].sum() if self.even else self.roles[row, role]))

    def of(self, role: int, word: int | None) -> float:
        """The probability that a word, or nobody, fills a role."""
        at = 0 if word is None else word - self.low + 1
        return self.at(role, at) if 0 <= at < len(self.roles) else 0.0


def read_claims(annotation: Annotation, found: Sequence[Assertion]) -> Mapping[Place, Candidate]:
    """The candidates by type and word: all that the frames found, and what else is likely."""
    if not len(annotation.wording):
        return {}
    told = hints(annotation, found)
    vectors, chances = types_of(annotation, told)
    likely = {(int(k), int(i)) for i, k in np.argwhere(chances[:, 1:] >= LEAST)}
    places: dict[int, list[Place]] = defaultdict(list)
    for kind, word in sorted(likely | set(told.places)):
        places[int(annotation.wording.paragraph[word])].append((kind, word))
    read: dict[Place, Candidate] = {}
    for paragraph, wanted in places.items():
        low, high = np.searchsorted(annotation.wording.paragraph, [paragraph, paragraph + 1])
        window = Window(int(low), int(high), wanted)
        roles = roles_of(annotation, told, vectors, window)
        for (kind, word), scores in zip(wanted, roles, strict=True):
            chance = float(chances[word, 1 + kind])
            even = claim_types()[TYPES[kind]].symmetric
            read[kind, word] = Candidate(kind, word, chance, window.low, scores, even)
    return read


@dataclass(frozen=True, slots=True)
class Window:
    """The words of a paragraph, from `low` to `high` (excluded), and the places looked from."""

    low: int
    high: int
    wanted: Sequence[Place]


def types_of(annotation: Annotation, told: Hints) -> tuple[Reals, Reals]:
    """The words' vectors, and the probabilities of no type and each type (words, 1 + types)."""
    vectors, scores = graph("claims/types").session.run(
        ["vectors", "scores"],
        {
            "senses": annotation.senses,
            "grammar": told.grammar,
            "heads": told.heads,
            "marks": told.marks,
        },
    )
    return vectors, softmax(scores)


def roles_of(annotation: Annotation, told: Hints, vectors: Reals, window: Window) -> Reals:
    """The probabilities (places, 1 + words, 2) of the fillers of both main roles."""
    wording = annotation.wording
    tokens = wording.token[window.low : window.high]
    own = [word - window.low for _, word in window.wanted]
    scores = graph("claims/roles").session.run(
        ["scores"],
        {
            "vectors": vectors[window.low : window.high],
            "triggers": np.array(own, dtype=np.int64),
            "kinds": np.array([kind for kind, _ in window.wanted], dtype=np.int64),
            "relation": np.stack(
                [relations(annotation.doc, int(tokens[at]), tokens) for at in own]
            ),
            "distance": np.stack([distances(at, len(tokens)) for at in own]),
            "filled": np.stack([filled_in(told, place, window) for place in window.wanted]),
        },
    )[0]
    return softmax(scores, axis=1)


def filled_in(told: Hints, place: Place, window: Window) -> Reals:
    """Which words (words, 2) the frames fill the roles with; 1.0 where they do."""
    found = np.zeros((window.high - window.low, 2), dtype=np.float32)
    for role, word in told.fillers.get(place, ()):
        if window.low <= word < window.high:
            found[word - window.low, role] = 1.0
    return found
