"""A case at one look: how much is in it, what is new, what needs a judgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from sayso.record import tables as ledger
from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.judgement import Decision


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is. `alone` counts the propositions that rest on one origin.

    `untyped` counts the statements that were not read as a typed claim, `wordless` the reports of
    which no typed claim was read at all.
    """

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
    wordless: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report as a list shows it, with the time at which it came into the case.

    `untyped` counts its statements that were not read as a typed claim.
    """

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    path: str
    flags: tuple[str, ...]
    claims: int
    untyped: int
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
    # A day that has not come cannot be when a report was published.
    come = analysis.published <= date.today().isoformat()
    read = select(
        func.count(analysis.outlet.distinct()).label("outlets"),
        (func.coalesce(func.sum(analysis.statements), 0) - func.count()).label("statements"),
        func.coalesce(func.sum(analysis.claims), 0).label("claims"),
        func.min(analysis.published).filter(come).label("first"),
        func.max(analysis.published).filter(come).label("last"),
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
    typed = select(tables.assertion.c.report)
    current = ledger.current.c.report
    wordless = select(func.count().label("wordless")).where(current.not_in(typed))
    found: dict[str, object] = {"untyped": untyped}
    for asked in (read, stands, spoke, wordless):
        found |= dict(connection.execute(asked).mappings().one())
    kept = {"entities": tables.identity, "doubts": tables.doubt, "copies": tables.borrowing}
    for name, table in kept.items():
        found[name] = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return found


def newest(case: Case, page: int = 1, size: int = 20) -> tuple[NewReport, ...]:
    """The reports that came in last, the last first."""
    row, report, current = ledger.analysis.c, ledger.report, ledger.current
    # The page first, by the index alone: analyses are long rows, and all of them would be read.
    shown = (
        select(report.c.id, report.c.added)
        .where(report.c.id.in_(select(current.c.report)))
        .order_by(report.c.added.desc(), report.c.id.desc())
        .limit(size)
        .offset((page - 1) * size)
        .subquery()
    )
    some = (
        select(
            *(row.report.label("id"), row.outlet, row.title, row.published, row.path, row.flags),
            *(row.claims, shown.c.added),
        )
        .join(current, current.c.analysis == row.id)
        .join(shown, shown.c.id == row.report)
        .order_by(shown.c.added.desc(), shown.c.id.desc())
    )
    with case.store.reading() as connection:
        found = connection.execute(some).mappings().all()
        names = [told["id"] for told in found]
        by_hand, left = by_report(connection, names)
    return tuple(
        NewReport(
            **{
                **told,
                "flags": tuple(told["flags"]),
                "claims": told["claims"] + by_hand.get(told["id"], 0),
                "untyped": left.get(told["id"], 0),
            }
        )
        for told in found
    )


def by_report(
    connection: Connection, names: Sequence[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """Of some reports, the claims that people added, and the statements without a typed claim."""
    one, said = tables.assertion.c, tables.saying.c
    added = select(one.report, func.count()).where(
        one.report.in_(names), one.reading == Decision.ADDED.value
    )
    left = select(said.report, func.count()).where(said.report.in_(names))
    return (
        {r[0]: r[1] for r in connection.execute(added.group_by(one.report))},
        {r[0]: r[1] for r in connection.execute(left.group_by(said.report))},
    )


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
