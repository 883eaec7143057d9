"""The network: entities, and what is said between them, on whose word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field

from sayso.record.findings import graph
from sayso.record.findings.graph import Edge, Network, Part, said_of
from sayso.record.findings.people import IdentityRow, meant
from sayso.record.findings.propositions import PropositionRow
from sayso.show.workbench.pages.asking import OpenCase
from sayso.show.workbench.pages.proposition import PropositionPage
from sayso.show.workbench.pages.proposition import proposition as proposition_page
from sayso.show.workbench.sentence import in_words

# So much of what is said of an entity is listed beside the network.
SIZE = 30


class Where(BaseModel):
    """Which part of the network to draw, as the address tells it."""

    around: Annotated[str, Field(max_length=300)] = ""
    depth: Annotated[int, Field(ge=1, le=2)] = 1
    between: bool = False

    def part(self) -> Part:
        """The question as the case takes it."""
        return Part(self.around or None, self.depth, self.between)


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The picture, how deep it goes where it is one of a neighbourhood, and the types in it.

    `between` tells whether what is said between two who are only described is drawn, too.
    """

    picture: Network
    depth: int
    between: bool
    types: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class EdgePanel:
    """A proposition beside the network, and its first telling in words, with the chain."""

    page: PropositionPage
    words: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity as the network tells of it, and what is said of it, the most of it first."""

    who: IdentityRow
    said: tuple[PropositionRow, ...]
    more: bool


def network(case: OpenCase, where: Annotated[Where, Query()]) -> NetworkPage:
    """The entities of which most is said, and the propositions between them."""
    picture = graph.network(case, where.part())
    types = Counter(edge.type for edge in picture.edges)
    ordered = sorted(types.items(), key=lambda each: (-each[1], each[0]))
    return NetworkPage(picture, where.depth, where.between, tuple(ordered))


def edge(case: OpenCase, proposition: str) -> EdgePanel:
    """A proposition as the network tells of it, with its sentences."""
    page = proposition_page(case, proposition)
    own = [t for origin in page.origins if not origin.denies for t in origin.tellings if t.chain]
    first = next((t for t in own if t.counted), own[0] if own else None)
    return EdgePanel(page, in_words(first.chain, page.row) if first else "")


def neighbour(case: OpenCase, entity: str) -> Neighbour:
    """An entity as the network tells of it."""
    who, _ = meant(case, entity)
    said = said_of(case, who.id, size=SIZE + 1)
    return Neighbour(who, said[:SIZE], len(said) > SIZE)


COLUMNS = (
    *("id", "type", "source", "target", "polarity", "modality", "told_by", "alleged", "origins"),
    *("independent", "reports", "first", "belief", "uncertainty", "probability", "against"),
    "contradictions",
)


def rows(case: OpenCase, where: Annotated[Where, Query()]) -> list[dict[str, object]]:
    """Every edge of the picture with those on whose word it stands, as rows of a table."""
    picture = graph.network(case, where.part())
    names = {node.id: node.name for node in picture.nodes}
    return [as_row(edge, names) for edge in picture.edges]


def as_row(edge: Edge, names: dict[str, str]) -> dict[str, object]:
    """An edge as a row of a table."""
    told: dict[str, object] = {name: getattr(edge, name, None) for name in COLUMNS}
    return told | {
        "source": names[edge.source],
        "target": names[edge.target],
        "told_by": "; ".join(origin.source for origin in edge.origins),
        "alleged": "yes" if edge.alleged else "no",
        "origins": len(edge.origins),
        "independent": sum(origin.independent for origin in edge.origins),
        "first": min((o.first for o in edge.origins if o.first), default=None),
    }
