"""Claims in paragraphs that a reader was not taught by, each with whether it was annotated there.

    rows = held_rows(shared, Path("training/claims/.runs/latest/without-0"), 0)

What a reader holds for probable in its own lessons is no measure of how far it can be trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from unittest.mock import patch

from sayso.annotate import senses
from sayso.annotate.annotation import annotate
from sayso.annotate.encoder import weights
from sayso.attribute import attribute
from sayso.extract import extract_all, reader
from sayso.extract.confidence import SIGNS, signs
from sayso.model import Claim, Span
from sayso.ontology import claim_types
from training.claims.annotated import Told, annotated, told_in


def held_rows(shared: Path, graphs: Path, fold: int) -> Iterator[tuple[list[float], bool]]:
    """The signs of each claim in a held-out fifth, read with these graphs, and if it was told."""
    with ExitStack() as stack:
        for module in (senses, reader):
            stack.enter_context(patch.object(module, "graph", graphs_of(graphs)))
        for _, report, rows in annotated(shared, fold):
            annotation = annotate(report)
            every = extract_all(annotation, attribute(annotation))
            for row in rows:
                place, told = Span(row["start"], row["end"]), told_in(row)
                for claim, chances in every:
                    if place.holds(claim.trigger):
                        values = signs(claim, annotation, chances)
                        yield [values[s] for s in SIGNS], is_told(claim, told)


def graphs_of(folder: Path) -> Callable[[str], weights.Graph]:
    """What stands in for `encoder.graph`: the reader's graphs of a folder, the rest as shipped."""

    @cache
    def graph(name: str) -> weights.Graph:
        group, _, which = name.partition("/")
        if group != "claims":
            return weights.graph(name)
        return weights.loaded((folder / f"{which}.onnx").read_bytes())

    return graph


def is_told(claim: Claim, told: Sequence[Told]) -> bool:
    """Whether a claim was annotated: its type, near its words, and all who were said to play."""
    kind = claim_types()[claim.type]
    first, second = (
        None if filler is None else filler.span
        for filler in (claim.role(kind.first.name), claim.role(kind.second.name))
    )
    ways = [(first, second), *([(second, first)] if kind.symmetric else [])]
    return any(
        each.kind == claim.type and is_same(claim.trigger, way, each)
        for each in told
        for way in ways
    )


def is_same(trigger: Span, fillers: tuple[Span | None, Span | None], told: Told) -> bool:
    """Whether the fillers are those that were told, and something of the claim is at its place."""
    met = [
        one is not None and other is not None and one.meets(other)
        for one, other in zip(fillers, told.fillers, strict=True)
    ]
    complete = all(m or t is None for m, t in zip(met, told.fillers, strict=True))
    return complete and (any(met) or trigger.meets(told.trigger))
