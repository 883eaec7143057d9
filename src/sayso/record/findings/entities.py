"""Entities over all reports as lists show them, and all that is known of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from sayso.errors import NotInCase
from sayso.model import identify
from sayso.record import tables as ledger
from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.findings.claims import ClaimRow, claims
from sayso.record.findings.copies import ReportName, reports_named
from sayso.record.findings.people import IdentityRow, NameRow, meant
from sayso.record.findings.spellings import called

# Claims of one entity that are counted and ordered; the most told of has 2,000 of 100,000.
MOST = 20_000
# What the ids of identities and of reports look like.
IDENTITY, REPORT = re.compile("i[0-9a-f]{12}"), re.compile("r[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class EntityRow:
    """Somebody or something in a list; `also` are other ways of writing the name."""

    id: str
    name: str
    kind: str
    reports: int
    claims: int
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What is one entity in one report, under the name that the report has for it."""

    entity: str
    name: str
    kind: str
    report: ReportName


_row = tables.identity.c
ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "reports": (_row.reports.desc(), _row.claims.desc()),
    "claims": (_row.claims.desc(), _row.reports.desc()),
    "name": (),
}
FEW = 3


def entities(
    case: Case, words: str, kind: str | None, order: str = "reports", page: int = 1, size: int = 50
) -> tuple[tuple[EntityRow, ...], int]:
    """One page of the entities that are called so and are of the kind, and how many in all."""
    where = _where(words, kind)
    asked = _asked(where, order).limit(size).offset((page - 1) * size)
    with case.store.reading() as connection:
        count = select(func.count()).select_from(tables.identity).where(*where)
        total = connection.execute(count).scalar_one()
        found = tuple(entity_row(row) for row in connection.execute(asked))
    return found, total


def every(case: Case, words: str, kind: str | None) -> Iterator[EntityRow]:
    """All entities that are called so and are of the kind."""
    with case.store.reading() as connection:
        found = connection.execute(_asked(_where(words, kind), "reports")).all()
    yield from map(entity_row, found)


def kinds(case: Case, words: str) -> tuple[tuple[str, int], ...]:
    """The kinds of the entities that are called so, the commonest first."""
    count = func.count()
    asked = select(_row.kind, count).where(*_where(words, None)).group_by(_row.kind)
    with case.store.reading() as connection:
        found = connection.execute(asked.order_by(count.desc(), _row.kind))
        return tuple((row[0], row[1]) for row in found)


def entity_row(row: Any) -> EntityRow:  # noqa: ANN401 - a row of the database
    """A row of the table as a value."""
    others = tuple(use["text"] for use in row.names if use["text"] != row.name)
    return EntityRow(row.id, row.name, row.kind, row.reports, row.claims, others)


def _asked(where: list[ColumnElement[bool]], order: str) -> Select[Any]:
    columns = (_row.id, _row.name, _row.kind, _row.reports, _row.claims, _row.names)
    ordered = (*ORDERS[order], func.lower(_row.name), _row.id)
    return select(*columns).where(*where).order_by(*ordered)


def _where(words: str, kind: str | None) -> list[ColumnElement[bool]]:
    where = called(words)
    if kind:
        where.append(_row.kind == kind)
    return where


def found(case: Case, name: str) -> tuple[IdentityRow, str]:
    """The identity that an id means, and the entity of a report that is meant in it.

    The id of an identity that has been merged with another since means the whole. Raises NotInCase.
    """
    try:
        return meant(case, name)
    except NotInCase:
        former = _former(case, name)
        if former is None:
            raise
        return meant(case, former)


def sourced(case: Case, identity: IdentityRow) -> IdentityRow:
    """The identity with its sources as people know them: a report of no outlet by its title."""
    sources = {source for use in identity.names for source, _ in use.sources}
    known = reports_named(case, [name for name in sources if REPORT.fullmatch(name)])
    called = {name: f"“{each.title or each.path}”" for name, each in known.items()}
    names = tuple(
        NameRow(use.text, tuple((called.get(s, s), n) for s, n in use.sources))
        for use in identity.names
    )
    return replace(identity, names=names)


def _former(case: Case, name: str) -> str | None:
    """The entity after which an identity was called that is none any more."""
    if not IDENTITY.fullmatch(name):
        return None
    with case.store.reading() as connection:
        rows = connection.execute(select(tables.member.c.entity)).scalars()
        return next((entity for entity in rows if identify("i", entity) == name), None)


def parts(case: Case, identity: str, page: int, size: int) -> tuple[Part, ...]:
    """The entities of reports that an identity is made of, the earliest report first."""
    return _parts(case, tables.member.c.identity == identity, page, size)


def part(case: Case, entity: str) -> Part:
    """What somebody is in one report. Raises NotInCase."""
    known = _parts(case, tables.member.c.entity == entity, 1, 1)
    if not known:
        raise NotInCase(f"No entity has the id {entity!r}.")
    return known[0]


def _parts(case: Case, where: ColumnElement[bool], page: int, size: int) -> tuple[Part, ...]:
    member, current, told = tables.member.c, ledger.current.c, ledger.analysis.c
    some = (
        select(member.entity, member.report, current.analysis, told.published)
        .join(ledger.current, current.report == member.report)
        .join(ledger.analysis, told.id == current.analysis)
        .where(where)
        .order_by(told.published.is_(None), told.published, member.report, member.entity)
        .limit(size)
        .offset((page - 1) * size)
        .subquery()
    )
    one, place = ledger.entity.c, some.c
    asked = (
        select(place.entity, place.report, one.name, one.kind)
        .join(ledger.entity, (one.analysis == place.analysis) & (one.id == place.entity))
        .order_by(place.published.is_(None), place.published, place.report, place.entity)
    )
    with case.store.reading() as connection:
        rows = connection.execute(asked).all()
    known = reports_named(case, [row.report for row in rows])
    return tuple(Part(r.entity, r.name, r.kind, known[r.report]) for r in rows if r.report in known)


def roles(case: Case, identity: str) -> tuple[tuple[str, str, int], ...]:
    """In which types of claim and in which roles it takes part, and how often."""
    filled, one = tables.filling.c, tables.assertion.c
    count = func.count()
    asked = (
        select(one.type, filled.role, count)
        .join(tables.assertion, one.claim == filled.claim)
        .where(filled.identity == identity)
        .group_by(one.type, filled.role)
        .order_by(count.desc(), one.type, filled.role)
    )
    with case.store.reading() as connection:
        return tuple((row[0], row[1], row[2]) for row in connection.execute(asked))


def claims_about(
    case: Case, identity: str, part: tuple[str, str], page: int, size: int
) -> tuple[tuple[ClaimRow, ...], int]:
    """The claims in which it takes a part (type and role; empty: any), the latest first."""
    filled, one = tables.filling.c, tables.assertion.c
    wanted = select(filled.claim).where(filled.identity == identity)
    type_, role = part
    if role:
        wanted = wanted.where(filled.role == role)
    chosen = select(one.claim).where(one.claim.in_(wanted.limit(MOST)))
    if type_:
        chosen = chosen.where(one.type == type_)
    ordered = chosen.order_by(one.told.desc(), one.claim).limit(size).offset((page - 1) * size)
    with case.store.reading() as connection:
        count = select(func.count()).select_from(chosen.subquery())
        total = connection.execute(count).scalar_one()
        names = list(connection.execute(ordered).scalars())
    return claims(case, names), total
