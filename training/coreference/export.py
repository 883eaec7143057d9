"""Write the two trained networks as int8 ONNX graphs, after checking them."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import torch
from torch import Tensor

from sayso.annotate.naming import WIDTH
from sayso.resolve.coreference.pairs import ALONE_SIZES, FLAGS, PAIR_SIZES
from sayso.resolve.coreference.phrases import PLACES, SIZES
from training.attribution.export import graph
from training.coreference.network import PhraseFinder, Ranker

FINDER = {
    "vectors": {0: "tokens"},
    "places": {0: "candidates"},
    "features": {0: "candidates"},
}
RANKER = {
    "vectors": {0: "tokens"},
    "heads": {0: "mentions"},
    "alone": {0: "mentions"},
    **{name: {0: "pairs"} for name in ("places", "kinds", "flags")},
}


def rows(sizes: tuple[int, ...], count: int, draw: torch.Generator) -> Tensor:
    """Features drawn at random (count, features)."""
    return torch.stack([torch.randint(0, n, (count,), generator=draw) for n in sizes], 1)


def finder_sample(tokens: int, count: int) -> dict[str, Tensor]:
    """Inputs of the finder's graph, drawn at random."""
    draw = torch.Generator().manual_seed(0)
    return {
        "vectors": torch.randn(tokens, WIDTH, generator=draw),
        "places": torch.randint(0, tokens, (count, PLACES), generator=draw),
        "features": rows(SIZES, count, draw),
    }


def ranker_sample(tokens: int, mentions: int, pairs: int) -> dict[str, Tensor]:
    """Inputs of the ranker's graph, drawn at random."""
    draw = torch.Generator().manual_seed(0)
    return {
        "vectors": torch.randn(tokens, WIDTH, generator=draw),
        "heads": torch.randint(0, tokens, (mentions,), generator=draw),
        "alone": rows(ALONE_SIZES, mentions, draw),
        "places": torch.randint(0, mentions, (pairs, 2), generator=draw),
        "kinds": rows(PAIR_SIZES, pairs, draw),
        "flags": torch.randint(0, 2, (pairs, FLAGS), generator=draw).float(),
    }


def write(finder: PhraseFinder, ranker: Ranker, folder: Path) -> None:
    """Write both graphs. Raises ExportError where one computes something else."""
    graph(
        deepcopy(finder).eval(),
        (finder_sample(50, 40), finder_sample(37, 61)),
        FINDER,
        {"scores": {0: "candidates"}},
        folder / "phrases.onnx",
    )
    graph(
        deepcopy(ranker).eval(),
        (ranker_sample(50, 20, 90), ranker_sample(41, 12, 33)),
        RANKER,
        {"scores": {0: "pairs"}, "none": {0: "mentions"}},
        folder / "pairs.onnx",
    )
