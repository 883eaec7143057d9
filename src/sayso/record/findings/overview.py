"""A case at one look: how much is in it, what is new, what needs a judgement."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, func, select

from sayso.record import tables as ledger
from sayso.record.case import Case
from sayso.record.findings import tables


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is. `alone` counts the propositions that rest on one origin."""

    reports: int
    outlets: int
    statements: int
    claims: int
    propositions: int
    alone: int
    independent: int
    contested: int
    voices: int
    unnamed: int
    entities: int
    doubts: int
    copies: int
    untyped: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report as a list shows it, with the time at which it came into the case."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    path: str
    flags: tuple[str, ...]
    claims: int
    added: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that could not be read, and why."""

    path: str
    reason: str
    at: str


# A case that was never weighed.
NOTHING: dict[str, Any] = {
    field.name: None if field.name in ("first", "last") else 0 for field in fields(Counts)
}


def counts(case: Case) -> Counts:
    """How much there is in a case as it was last weighed; its reports as they are now."""
    with case.store.reading() as connection:
        told = connection.execute(select(tables.weighing.c.counts)).scalar() or {}
        asked = select(func.count()).select_from(ledger.current)
        reports = connection.execute(asked).scalar_one()
    return Counts(**{**NOTHING, **told, "reports": reports})


def counted(connection: Connection, untyped: int) -> dict[str, object]:
    """The numbers of a case, once it is weighed; the tables of what that came to are filled."""
    row, analysis, teller = tables.proposition.c, ledger.analysis.c, tables.teller.c
    now = ledger.analysis.join(ledger.current, ledger.current.c.analysis == analysis.id)
    read = select(
        func.count(analysis.outlet.distinct()).label("outlets"),
        (func.coalesce(func.sum(analysis.statements), 0) - func.count()).label("statements"),
        func.coalesce(func.sum(analysis.claims), 0).label("claims"),
        func.min(analysis.published).label("first"),
        func.max(analysis.published).label("last"),
    ).select_from(now)
    stands = select(
        func.count().label("propositions"),
        func.count().filter(row.origins == 1).label("alone"),
        func.count().filter(row.independent > 1).label("independent"),
        func.count().filter(row.contradictions + row.against > 0).label("contested"),
    )
    spoke = select(
        func.count().filter(~teller.unnamed).label("voices"),
        func.count().filter(teller.unnamed).label("unnamed"),
    )
    found: dict[str, object] = {"untyped": untyped}
    for asked in (read, stands, spoke):
        found |= dict(connection.execute(asked).mappings().one())
    kept = {"entities": tables.identity, "doubts": tables.doubt, "copies": tables.borrowing}
    for name, table in kept.items():
        found[name] = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return found


def newest(case: Case, page: int = 1, size: int = 20) -> tuple[NewReport, ...]:
    """The reports that came in last, the last first."""
    row, report, current = ledger.analysis.c, ledger.report, ledger.current
    asked = (
        select(
            *(row.report.label("id"), row.outlet, row.title, row.published, row.path, row.flags),
            *(row.claims, report.c.added),
        )
        .join(current, current.c.analysis == row.id)
        .join(report, report.c.id == row.report)
        .order_by(report.c.added.desc(), report.c.id.desc())
        .limit(size)
        .offset((page - 1) * size)
    )
    with case.store.reading() as connection:
        found = connection.execute(asked).mappings()
        return tuple(NewReport(**{**told, "flags": tuple(told["flags"])}) for told in found)


def failures(case: Case, limit: int = 20) -> tuple[Failed, ...]:
    """What could not be read, the last first; what was read since then is left out."""
    row, analysis = ledger.audit.c, ledger.analysis.c
    later = select(analysis.id).where(analysis.path == row.subject, analysis.made >= row.at)
    asked = (
        select(row.subject, row.detail, row.at)
        .where(row.action == "failed", ~later.exists())
        .order_by(row.number.desc())
        .limit(limit)
    )
    with case.store.reading() as connection:
        return tuple(Failed(*told) for told in connection.execute(asked))
