"""The audit trail of a case, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from sayso.record import tables
from sayso.record.case import Case
from sayso.record.entries import AuditRow

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Trace:
    """Which entries are asked for: of whom, of what kind, about what; None: any."""

    who: str | None = None
    action: str | None = None
    subject: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a row of the trail has to fulfil."""
        row = tables.audit.c
        told = ((row.who, self.who), (row.action, self.action), (row.subject, self.subject))
        return [column == value for column, value in told if value is not None]


@dataclass(frozen=True, slots=True)
class Trail:
    """Some entries, the latest first, and how many there are."""

    total: int
    entries: tuple[AuditRow, ...]


def trail(case: Case, trace: Trace, page: int, size: int) -> Trail:
    """One page of the entries that are asked for."""
    found = trace.conditions()
    row = tables.audit.c
    some = select(tables.audit).where(*found).order_by(row.number.desc())
    with case.store.reading() as connection:
        total = connection.execute(
            select(func.count()).select_from(tables.audit).where(*found)
        ).scalar_one()
        rows = connection.execute(some.limit(size).offset((page - 1) * size))
        return Trail(total, tuple(AuditRow(*each) for each in rows))


def whole_trail(case: Case, trace: Trace) -> Iterator[AuditRow]:
    """Every entry that is asked for, the oldest first, without holding all of them."""
    last = 0
    row = tables.audit.c
    while True:
        asked = select(tables.audit).where(*trace.conditions(), row.number > last)
        with case.store.reading() as connection:
            some = connection.execute(asked.order_by(row.number).limit(BATCH)).all()
        yield from (AuditRow(*each) for each in some)
        if len(some) < BATCH:
            return
        last = some[-1].number


def traced(case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who did anything, and which kinds of things were done."""
    row = tables.audit.c
    with case.store.reading() as connection:
        who, actions = (
            tuple(connection.execute(select(column).distinct().order_by(column)).scalars())
            for column in (row.who, row.action)
        )
    return who, actions
