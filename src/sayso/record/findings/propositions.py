"""Propositions as lists show them, and all that is known of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from sayso.errors import NotInCase
from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.findings.claims import Filling, in_order
from sayso.record.findings.rows import unpacked


@dataclass(frozen=True, slots=True)
class PropositionRow:
    """A proposition in a list: who plays which part, on whose word, from how many origins."""

    id: str
    type: str
    polarity: str
    modality: str
    roles: tuple[Filling, ...]
    told_by: str
    credibility: int
    belief: float | None
    disbelief: float | None
    uncertainty: float | None
    probability: float | None
    origins: int
    independent: int
    reports: int
    against: int
    contradictions: int
    first: str | None
    last: str | None
    happened_from: str | None
    happened_to: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which propositions to list.

    `entity` and `voice` are ids; `contested` asks for those against which something stands,
    `alone` for those from one origin.
    """

    type: str | None = None
    entity: str | None = None
    voice: str | None = None
    least_origins: int = 1
    contested: bool = False
    alone: bool = False


# What a list can be ordered by; ties go by the number of reports and then by id.
ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "origins": (tables.proposition.c.origins.desc(), tables.proposition.c.reports.desc()),
    "first": (tables.proposition.c.first.is_(None), tables.proposition.c.first),
    "last": (tables.proposition.c.last.desc(),),
    "support": (tables.proposition.c.probability.desc(), tables.proposition.c.belief.desc()),
}
_COLUMNS = [c for c in tables.proposition.c if c.name != "body"]


def propositions(
    case: Case, wanted: Wanted, order: str = "origins", page: int = 1, size: int = 50
) -> tuple[tuple[PropositionRow, ...], int]:
    """One page of the propositions that are wanted, and how many there are in all."""
    row = tables.proposition.c
    where = _where(wanted)
    asked = select(*_COLUMNS).where(*where).order_by(*ORDERS[order], row.id.desc())
    some = asked.limit(size).offset((page - 1) * size)
    with case.store.reading() as connection:
        count = select(func.count()).select_from(tables.proposition).where(*where)
        total = connection.execute(count).scalar_one()
    return listed(case, some), total


def named(case: Case, names: Sequence[str]) -> tuple[PropositionRow, ...]:
    """The propositions with these ids, in their order; those that are gone are left out."""
    found = {
        p.id: p for p in listed(case, select(*_COLUMNS).where(tables.proposition.c.id.in_(names)))
    }
    return tuple(found[name] for name in names if name in found)


def listed(case: Case, asked: Select[Any]) -> tuple[PropositionRow, ...]:
    """The propositions that a statement asks for."""
    party = tables.party.c
    with case.store.reading() as connection:
        found = [dict(row) for row in connection.execute(asked).mappings()]
        names = [row["id"] for row in found]
        told = (
            select(party.proposition, party.role, party.identity, party.name)
            .where(party.proposition.in_(names))
            .order_by(party.proposition, party.place)
        )
        roles: dict[str, list[Filling]] = defaultdict(list)
        for name, *filling in connection.execute(told):
            roles[name].append(Filling(*filling))
    return tuple(
        PropositionRow(**row, roles=in_order(row["type"], roles[row["id"]])) for row in found
    )


def _where(wanted: Wanted) -> list[ColumnElement[bool]]:
    row, party = tables.proposition.c, tables.party.c
    said, one = tables.voicing.c, tables.assertion.c
    where: list[ColumnElement[bool]] = [row.origins >= wanted.least_origins]
    if wanted.type:
        where.append(row.type == wanted.type)
    if wanted.entity:
        of = select(party.proposition).where(party.identity == wanted.entity)
        where.append(row.id.in_(of))
    if wanted.voice:
        spoke = select(one.proposition).join(tables.voicing, said.claim == one.claim)
        where.append(row.id.in_(spoke.where(said.teller == wanted.voice)))
    if wanted.contested:
        where.append(or_(row.contradictions > 0, row.against > 0))
    if wanted.alone:
        where.append(row.origins == 1)
    return where


def body(case: Case, name: str) -> dict[str, Any]:
    """All that is known of a proposition: the promised JSON, with each telling and each step.

    `name` is the id of the proposition, or of a claim in it. Raises NotInCase.
    """
    row, one = tables.proposition.c, tables.assertion.c
    with case.store.reading() as connection:
        home = connection.execute(select(one.proposition).where(one.claim == name)).scalar()
        found = connection.execute(select(row.body).where(row.id == (home or name))).scalar()
    if found is None:
        raise NotInCase(f"No proposition has the id {name!r}.")
    return dict(unpacked(found))


def types_told(case: Case) -> tuple[tuple[str, int], ...]:
    """The types of which something is said, with how many propositions, the commonest first."""
    row = tables.proposition.c
    count = func.count()
    asked = select(row.type, count).group_by(row.type).order_by(count.desc(), row.type)
    with case.store.reading() as connection:
        return tuple((told[0], told[1]) for told in connection.execute(asked))


def voice_named(case: Case, key: str) -> str | None:
    """The name of a voice; None where the case has no such voice."""
    teller = tables.teller.c
    with case.store.reading() as connection:
        found: str | None = connection.execute(
            select(teller.name).where(teller.key == key)
        ).scalar()
        return found
