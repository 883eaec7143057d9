"""Write the trained branch as an int8 ONNX graph, after checking it against the network."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import torch
from torch import Tensor, nn

from training.attribution.export import graph
from training.names.network import Branch


class NameWindow(nn.Module):
    """The branch without padding."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(
        self, lower: Tensor, features: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores (texts, words, lengths, labels) of windows of one length, and words' vectors."""
        scores, words = self.branch(lower, features, None, first, last)
        return scores, words


def sample(branch: Branch, pieces: int, words: int) -> dict[str, Tensor]:
    """Inputs of the graph, drawn at random."""
    draw = torch.Generator().manual_seed(0)
    width = branch.norm.weight.shape[0]
    places = torch.sort(torch.randint(0, pieces, (1, words), generator=draw)).values
    return {
        "lower": torch.randn(1, pieces, width, generator=draw),
        "features": torch.randint(0, 3, (len(branch.features), 1, pieces), generator=draw),
        "first": places,
        "last": places,
    }


def write(branch: Branch, path: Path) -> None:
    """Write the graph. Raises ExportError where it computes something else."""
    branch = deepcopy(branch).eval()
    draws = (sample(branch, 60, 40), sample(branch, 83, 31))
    inputs = {
        "lower": {1: "pieces"},
        "features": {2: "pieces"},
        "first": {1: "words"},
        "last": {1: "words"},
    }
    graph(
        NameWindow(branch).eval(),
        draws,
        inputs,
        {"scores": {1: "words"}, "words": {1: "words"}},
        path,
    )
