"""How a report gets into the tables, within a transaction that the case has opened."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, delete, insert, select, update

from sayso.model import Analysis, Original, Report
from sayso.record import rows, tables
from sayso.record.store import speaker


def keep(connection: Connection, original: Original, report: Report, added: str) -> None:
    """Insert the report, and its bytes unless another report came in the same ones."""
    held = tables.original.c.sha256
    if not connection.execute(select(held).where(held == original.sha256)).all():
        if hashlib.sha256(original.data).hexdigest() != original.sha256:
            raise ValueError(f"{report.path}: the bytes do not have the sha256 that names them")
        connection.execute(
            insert(tables.original).values(
                sha256=original.sha256,
                media=original.media,
                size=len(original.data),
                data=original.data,
            )
        )
    connection.execute(
        insert(tables.report).values(
            id=report.id, sha256=report.sha256, part=rows.plain(report.part), added=added
        )
    )


def record(connection: Connection, row: rows.Row, analysis: Analysis) -> None:
    """Insert an analysis with its index rows, and make it the current one."""
    entry = insert(tables.analysis).values(**row).returning(tables.analysis.c.id)
    number = connection.execute(entry).scalar_one()
    for table, entries in zip(tables.INDEX, rows.index_rows(number, analysis), strict=True):
        if entries:
            connection.execute(insert(table), entries)
    current, passage = tables.current, tables.passage
    mine = current.c.report == analysis.report.id
    before = connection.execute(select(current.c.analysis).where(mine)).scalar()
    if before is None:
        connection.execute(insert(current).values(report=analysis.report.id, analysis=number))
    else:
        speaker(connection).forget(connection, before)
        connection.execute(delete(passage).where(passage.c.analysis == before))
        connection.execute(update(current).where(mine).values(analysis=number))
    connection.execute(insert(passage), list(rows.passages(number, analysis)))
    speaker(connection).index(connection, number)
