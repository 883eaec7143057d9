"""A whole case as entries, out of one ledger and into another: nothing added, nothing lost.

    with Case.open("new.sayso", create=True, blank=True) as new:
        take_over(new.store, entries(old.store))

Entries hold what was put in and what people decided. What the ledger makes of these (index rows,
search, findings) is made anew. They come in the order of the ledger, so that an entry never speaks
of one that comes later.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select
from sqlalchemy.exc import StatementError

from sayso.contract import from_json
from sayso.errors import EntryInvalid
from sayso.record import intake, proposals, rows, tables
from sayso.record.judgement import Decision
from sayso.record.promises import broken
from sayso.record.store import Store

# The kind of an entry and its fields, as JSON can hold them but for the bytes of an original.
Entry = tuple[str, rows.Row]

# So many rows at a time: an original may be 64 MB, and only one of them is held at once.
_MANY = 500


def entries(store: Store) -> Iterator[Entry]:
    """Everything that the case holds, as it is at this moment."""
    judged, back, audit = tables.judgement, tables.retraction, tables.audit
    with store.reading() as connection:
        yield from _originals(connection)
        yield from _rows(connection, "report", tables.report, tables.report.c.id)
        yield from _analyses(connection)
        yield from _rows(connection, "asking", tables.asking, tables.asking.c.number)
        yield from _rows(connection, "proposal", tables.proposal, tables.proposal.c.number)
        yield from _rows(connection, "judgement", judged, judged.c.number)
        # A retraction has no number: by time, then by what it takes back.
        yield from _rows(connection, "retraction", back, back.c.at, back.c.judgement)
        yield from _rows(connection, "audit", audit, audit.c.number)


def _rows(
    connection: Connection, kind: str, table: Table, *order: ColumnElement[Any]
) -> Iterator[Entry]:
    """The rows of a table; their order stands for the number that each has here."""
    asked = select(*(column for column in table.c if column.name != "number")).order_by(*order)
    for row in connection.execute(asked).yield_per(_MANY):
        yield kind, dict(row._mapping)


def _originals(connection: Connection) -> Iterator[Entry]:
    held = tables.original
    names = select(held.c.sha256).order_by(held.c.sha256)
    for name in connection.execute(names).scalars().all():
        row = connection.execute(select(held).where(held.c.sha256 == name)).one()
        yield "original", dict(row._mapping)


def _analyses(connection: Connection) -> Iterator[Entry]:
    """All analyses, older ones too: the last one of a report is the one that counts."""
    row = tables.analysis.c
    asked = select(row.made, row.body).order_by(row.id)
    for told in connection.execute(asked).yield_per(_MANY):
        analysis = json.loads(zlib.decompress(told.body).decode("utf-8", "surrogatepass"))
        yield "analysis", {"made": told.made, "analysis": analysis}


def take_over(store: Store, told: Iterable[Entry]) -> int:
    """Fill a blank case with the entries of another, in one transaction; how many there were.

    Raises EntryInvalid for an entry that is none, or that breaks what a case must hold.
    """
    count = judged = 0
    with store.writing() as connection:
        for kind, fields in told:
            count += 1
            judged += kind == "judgement"
            try:
                _keep(connection, kind, fields, judged)
            except (KeyError, TypeError, ValueError, StatementError) as error:
                reason = error.orig if isinstance(error, StatementError) else error
                raise EntryInvalid(f"entry {count} ({kind}) cannot be kept: {reason}") from error
    return count


def _keep(connection: Connection, kind: str, fields: rows.Row, judged: int) -> None:
    match kind:
        case "original":
            if hashlib.sha256(fields["data"]).hexdigest() != fields["sha256"]:
                raise ValueError(f"these bytes do not have the sha256 {fields['sha256']}")
            connection.execute(insert(tables.original).values(**fields))
        case "report":
            connection.execute(insert(tables.report).values(**fields))
        case "analysis":
            analysis = from_json(fields["analysis"])
            for _, sentence in broken(analysis):
                raise ValueError(f"the analysis of {analysis.report.id} is not sound: {sentence}")
            row = rows.analysis_row(analysis, rows.pack(analysis), fields["made"])
            intake.record(connection, row, analysis)
        case "asking":
            proposals.take_asking(connection, fields)
        case "proposal":
            proposals.take_proposal(connection, fields)
        case "judgement":
            Decision(fields["decision"])
            connection.execute(insert(tables.judgement).values(number=judged, **fields))
        case "retraction":
            connection.execute(insert(tables.retraction).values(**fields))
        case "audit":
            connection.execute(insert(tables.audit).values(**fields))
        case _:
            raise ValueError("no such kind")
