"""Write the trained reader of claims as three int8 ONNX graphs, checked against the network."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import torch
from torch import Tensor, nn

from sayso.annotate.senses import WIDTH
from sayso.extract.reader.hints import DEPS, KINDS_OF_MARKS, MARKS, NAMES, TAGS
from sayso.extract.reader.labels import TYPES
from sayso.extract.reader.relation import DISTANCES, RELATIONS
from training.attribution.export import graph
from training.claims.network import Branch, Reader, Roles


class SenseWindow(nn.Module):
    """The branch without padding."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, lower: Tensor, features: Tensor, first: Tensor) -> Tensor:
        """What the words of a window mean."""
        senses: Tensor = self.branch(lower, features, None, first)
        return senses


class RolesWithin(nn.Module):
    """The head for roles, from some places of one paragraph."""

    def __init__(self, roles: Roles) -> None:
        super().__init__()
        self.roles = roles

    def forward(
        self,
        vectors: Tensor,
        triggers: Tensor,
        kinds: Tensor,
        relation: Tensor,
        distance: Tensor,
        filled: Tensor,
    ) -> Tensor:
        """Scores (places, 1 + words, 2), from the vectors (words, WIDTH) of the paragraph."""
        pairs = relation, distance, filled
        scores: Tensor = self.roles(vectors[triggers], vectors[None], kinds, pairs)
        return scores


def sample(reader: Reader, pieces: int, words: int, places: int) -> dict[str, Tensor]:
    """Inputs of the graphs, drawn at random."""
    draw = torch.Generator().manual_seed(0)

    def ints(high: int, *shape: int) -> Tensor:
        return torch.randint(0, high, shape, generator=draw)

    width = reader.branch.norm.weight.shape[0]
    sizes = (TAGS, DEPS, NAMES)
    return {
        "lower": torch.randn(1, pieces, width, generator=draw),
        "features": ints(3, len(reader.branch.features), 1, pieces),
        "first": torch.sort(ints(pieces, 1, words)).values,
        "senses": torch.randn(words, WIDTH, generator=draw),
        "grammar": torch.stack([ints(n, words) for n in sizes], -1),
        "heads": ints(words, words),
        "marks": ints(KINDS_OF_MARKS, words, MARKS),
        "vectors": torch.randn(words, WIDTH, generator=draw),
        "triggers": ints(words, places),
        "kinds": ints(len(TYPES), places),
        "relation": ints(RELATIONS, places, words),
        "distance": ints(DISTANCES, places, words),
        "filled": ints(2, places, words, 2).float(),
    }


def write(reader: Reader, out: Path) -> None:
    """Write the graphs. Raises ExportError where one computes something else."""
    reader = deepcopy(reader).eval()
    draws = (sample(reader, 60, 40, 3), sample(reader, 83, 31, 7))
    out.mkdir(parents=True, exist_ok=True)
    lower = {"lower": {1: "pieces"}, "features": {2: "pieces"}, "first": {1: "words"}}
    senses = {"senses": {1: "words"}}
    graph(SenseWindow(reader.branch).eval(), draws, lower, senses, out / "senses.onnx")
    words = {name: {0: "words"} for name in ("senses", "grammar", "heads", "marks")}
    found = {name: {0: "words"} for name in ("vectors", "scores")}
    graph(reader.types, draws, words, found, out / "types.onnx")
    pairs = {name: {0: "places", 1: "words"} for name in ("relation", "distance", "filled")}
    given = {"vectors": {0: "words"}, "triggers": {0: "places"}, "kinds": {0: "places"}, **pairs}
    scores = {"scores": {0: "places", 1: "words"}}
    graph(RolesWithin(reader.roles).eval(), draws, given, scores, out / "roles.onnx")
