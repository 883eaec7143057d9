"""The list of what is said in a case: propositions, by how they are supported; and the types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from sayso.ontology import claim_types
from sayso.record.findings.people import identities
from sayso.record.findings.propositions import (
    PropositionRow,
    Wanted,
    propositions,
    types_told,
    voice_named,
)
from sayso.show.workbench.pages.asking import OpenCase, PageNumber

SIZE = 40
Order = Literal["origins", "first", "last", "support"]


class Which(BaseModel):
    """Which propositions to list, as the address tells it; what is empty does not matter."""

    type: Annotated[str, Field(max_length=100)] = ""
    entity: Annotated[str, Field(max_length=300)] = ""
    voice: Annotated[str, Field(max_length=300)] = ""
    least_origins: Annotated[int, Field(ge=0, le=10_000)] = 0
    contested: bool = False
    alone: bool = False
    order: Order = "origins"

    def wanted(self) -> Wanted:
        """The question as the case takes it."""
        return Wanted(
            self.type or None,
            self.entity or None,
            self.voice or None,
            max(1, self.least_origins),
            self.contested,
            self.alone,
        )


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """One page of propositions. `entity` and `voice` are the names of what was asked for."""

    found: tuple[PropositionRow, ...]
    total: int
    page: int
    pages: int
    order: str
    types: tuple[tuple[str, int], ...]
    entity: str | None
    voice: str | None


def claims(case: OpenCase, which: Annotated[Which, Query()], page: PageNumber = 1) -> ClaimsPage:
    """What is said, with how it is supported."""
    found, total = propositions(case, which.wanted(), which.order, page, SIZE)
    who = identities(case, [which.entity]) if which.entity else {}
    return ClaimsPage(
        found,
        total,
        page,
        max(1, -(-total // SIZE)),
        which.order,
        types_told(case),
        who[which.entity].name if which.entity in who else None,
        voice_named(case, which.voice) if which.voice else None,
    )


COLUMNS = (
    *("id", "type", "polarity", "modality", "roles", "told_by", "origins", "independent"),
    *("reports", "against", "contradictions", "credibility", "belief", "disbelief"),
    *("uncertainty", "probability", "first", "last", "happened_from", "happened_to", "place"),
)


def rows(case: OpenCase, which: Annotated[Which, Query()]) -> list[dict[str, object]]:
    """Every proposition that is wanted, as rows of a table."""
    found, _ = propositions(case, which.wanted(), which.order, 1, 100_000)
    return [as_row(each) for each in found]


def as_row(row: PropositionRow) -> dict[str, object]:
    """A proposition as a row of a table."""
    told: dict[str, object] = {name: getattr(row, name) for name in COLUMNS}
    told["roles"] = "; ".join(f"{each.role}: {each.name}" for each in row.roles)
    return told


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type of claim: its roles, the two main ones first."""

    name: str
    group: str
    definition: str
    roles: tuple[str, ...]


def types() -> tuple[TypeName, ...]:
    """The types that a claim can have."""
    return tuple(
        TypeName(t.name, t.group, t.definition, tuple(r for r in t.roles if r))
        for t in claim_types().values()
    )
