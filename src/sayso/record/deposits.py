"""When each report came into the case."""

from __future__ import annotations

from sqlalchemy import select

from sayso.record import tables
from sayso.record.store import Store


def deposits(store: Store) -> dict[str, str]:
    """By report, when it was added (UTC, ISO 8601)."""
    row = tables.report.c
    with store.reading() as connection:
        return {found[0]: found[1] for found in connection.execute(select(row.id, row.added))}
