"""What the ledger is asked again and again: the current analysis of a report, and of all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from sayso.record import tables


def current_of(column: ColumnElement[Any], report_id: str) -> Select[Any]:
    """One column of the current analysis of a report."""
    return (
        select(column)
        .join(tables.current, tables.current.c.analysis == tables.analysis.c.id)
        .where(tables.current.c.report == report_id)
    )


def in_order(*columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of all current analyses, in an order that content alone decides."""
    row = tables.analysis.c
    return (
        select(*columns)
        .join(tables.current, tables.current.c.analysis == row.id)
        .order_by(row.published.is_(None), row.published, row.report)
    )


def decided(connection: Connection, subject: str) -> int:
    """How many judgements on a subject there are, and how many were taken back."""
    judged, taken = tables.judgement.c, tables.retraction.c
    made = select(func.count()).where(judged.subject == subject)
    back = select(func.count()).where(judged.subject == subject, taken.judgement == judged.id)
    return sum(connection.execute(asked).scalar_one() for asked in (made, back))
