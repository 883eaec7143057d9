"""Whether a case still holds what was put in.

for fault in verify(case): print(fault.sentence)

Reads everything: what SQLite finds, the sha256 of all bytes and texts, spans against the words
stored beside them, the promises of each analysis, and whether search is in step.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy import Row as Stored

from sayso.errors import CaseCorrupt, NotInCase, ReadError
from sayso.model import Analysis, Original, Report
from sayso.record import rows, tables
from sayso.record.case import Case
from sayso.record.promises import broken
from sayso.record.proposals import unfounded
from sayso.record.store import Store

# Reads a report anew from its bytes, its path, and its part of them.
Reread = Callable[[Original, str, str], tuple[Report, Original] | ReadError]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is off. `report` and `path` are None where it concerns the whole file.

    Kinds: "file", "bytes", "text", "analysis", "index", "search", "proposal", and those of
    `promises.broken` ("id", "span", "tree", "reference", "chain").
    """

    report: str | None
    path: str | None
    kind: str
    sentence: str


def verify(case: Case, reread: Reread | None = None, version: str | None = None) -> Iterator[Fault]:
    """Everything that is off with the case, as it is found; nothing where all is well.

    With `reread`, the text read anew from the kept bytes is compared with the stored one, for the
    analyses that `version` made (for all without it: another version may read otherwise).
    """
    store = case.store
    checks = (
        _file(store),
        _originals(store),
        _reports(store),
        _analyses(store),
        _search(store),
        _proposals(case),
        _read_anew(case, reread, version) if reread else iter(()),
    )
    for check in checks:
        yield from _guarded(check, None, None)


def _guarded(check: Iterator[Fault], report: str | None, path: str | None) -> Iterator[Fault]:
    """A check that cannot go on is a fault too, and must not hide what else is off."""
    try:
        yield from check
    except CaseCorrupt as error:
        yield Fault(report, path, "file", str(error))


def _file(store: Store) -> Iterator[Fault]:
    with store.reading() as connection:
        found = list(store.database.damage(connection))
    yield from (Fault(None, None, "file", sentence) for sentence in found)


def _originals(store: Store) -> Iterator[Fault]:
    held = tables.original.c.sha256
    with store.reading() as connection:
        names = connection.execute(select(held).order_by(held)).scalars().all()
    for name in names:
        with store.reading() as connection:
            owners = _reports_in(connection, name) or [(None, None)]
        for report, path in owners:
            yield from _guarded(_bytes(store, name, report, path), report, path)


def _bytes(store: Store, name: str, report: str | None, path: str | None) -> Iterator[Fault]:
    row = tables.original.c
    with store.reading() as connection:
        told = connection.execute(select(row.size, row.data).where(row.sha256 == name)).one()
    # SQLite keeps what it is given, whatever the type of the column.
    data = told.data if isinstance(told.data, bytes) else b""
    if hashlib.sha256(data).hexdigest() != name or len(data) != told.size:
        sentence = f"its original bytes have changed: they no longer have the sha256 {name}"
        yield Fault(report, path, "bytes", sentence)


def _reports_in(connection: Connection, sha256: str) -> list[tuple[str | None, str | None]]:
    """The reports that came in these bytes, with the path of their last analysis."""
    report, analysis = tables.report.c, tables.analysis.c
    asked = (
        select(report.id, analysis.path)
        .outerjoin(tables.analysis, analysis.report == report.id)
        .where(report.sha256 == sha256)
        .order_by(report.id, analysis.id)
    )
    return list({row.id: row.path for row in connection.execute(asked)}.items())


def _reports(store: Store) -> Iterator[Fault]:
    """Every report has its original and a current analysis, which is one of its own."""
    report, current, analysis = tables.report, tables.current, tables.analysis
    held = tables.original.c.sha256
    asked = (
        select(report.c.id, held, analysis.c.path, analysis.c.report)
        .outerjoin(tables.original, held == report.c.sha256)
        .outerjoin(current, current.c.report == report.c.id)
        .outerjoin(analysis, analysis.c.id == current.c.analysis)
        .order_by(report.c.id)
    )
    with store.reading() as connection:
        found = connection.execute(asked).all()
    for name, sha256, path, owner in found:
        if sha256 is None:
            yield Fault(name, path, "bytes", "its original bytes are gone")
        if owner != name:
            yield Fault(name, path, "analysis", "it has no current analysis of its own")


def _analyses(store: Store) -> Iterator[Fault]:
    """Every analysis, current or not: its body, its promises, and the rows made from it."""
    row = tables.analysis.c
    with store.reading() as connection:
        asked = select(row.id, row.report, row.path).order_by(row.report, row.id)
        found = connection.execute(asked).all()
    for number, report, path in found:
        yield from _guarded(_analysis(store, number), report, path)


def _analysis(store: Store, number: int) -> Iterator[Fault]:
    row = tables.analysis.c
    asked = (
        select(tables.analysis, tables.report.c.sha256, tables.current.c.analysis)
        .outerjoin(tables.report, tables.report.c.id == row.report)
        .outerjoin(tables.current, tables.current.c.analysis == row.id)
        .where(row.id == number)
    )
    with store.reading() as connection:
        told = connection.execute(asked).one()
        faults = list(_one(connection, told))
    yield from (Fault(told.report, told.path, *fault) for fault in faults)


def _one(connection: Connection, told: Stored[Any]) -> Iterator[tuple[str, str]]:
    packed = rows.unpack(told.body)
    if packed is None or packed.fingerprint != told.fingerprint:
        yield "analysis", "its stored analysis has changed or can no longer be read"
    try:
        analysis = rows.restore(told.body)
    except ValueError:
        return
    report = analysis.report
    if rows.digest(report.text) != told.text_sha256:
        yield "text", f"its text no longer has the sha256 {told.text_sha256}"
    if (report.id, report.sha256) != (told.report, told.sha256):
        yield "analysis", f"its analysis speaks of another report or original: {report.id}"
    promises = list(broken(analysis))
    yield from promises
    if promises:
        # The rows of a broken tree would only repeat what is broken.
        return
    yield from _index(connection, told, analysis)
    if told.analysis is not None:
        yield from _passages(connection, told.id, analysis)


def _index(
    connection: Connection, told: Stored[Any], analysis: Analysis
) -> Iterator[tuple[str, str]]:
    """Whether the narrow rows, quoted words included, are those that the analysis makes."""
    wanted = rows.analysis_row(analysis, rows.Packed(told.body, told.fingerprint), told.made)
    for name, value in wanted.items():
        # The text has a fault of its own kind.
        if name != "text_sha256" and told._mapping[name] != value:
            yield "index", f"its {name} is listed as {told._mapping[name]!r}, and is {value!r}"
    for table, entries in zip(tables.INDEX, rows.index_rows(told.id, analysis), strict=True):
        yield from _differences(table, _kept(connection, table, told.id, "id"), entries, "id")


def _passages(connection: Connection, number: int, analysis: Analysis) -> Iterator[tuple[str, str]]:
    kept = _kept(connection, tables.passage, number, "subject")
    for row in kept:
        del row["id"]
    wanted = list(rows.passages(number, analysis))
    yield from _differences(tables.passage, kept, wanted, "subject")


def _kept(connection: Connection, table: Table, number: int, key: str) -> list[rows.Row]:
    asked = select(table).where(table.c.analysis == number).order_by(table.c[key])
    return [dict(row._mapping) for row in connection.execute(asked)]


def _differences(
    table: Table, kept: list[rows.Row], wanted: list[rows.Row], key: str
) -> Iterator[tuple[str, str]]:
    """One fault for each row that is missing, too many, or not as the analysis has it."""
    have = {row[key]: row for row in kept}
    want = {row[key]: row for row in wanted}
    for name in sorted(have.keys() | want.keys(), key=str):
        if name not in have:
            yield "index", f"{table.name} {name} is missing from the index"
        elif name not in want:
            yield "index", f"{table.name} {name} is in the index, but not in the analysis"
        elif have[name] != want[name]:
            columns = [column for column in want[name] if have[name][column] != want[name][column]]
            yield (
                "index",
                (
                    f"{table.name} {name}: {columns[0]} is stored as {have[name][columns[0]]!r}, "
                    f"the analysis has {want[name][columns[0]]!r}"
                ),
            )


def _search(store: Store) -> Iterator[Fault]:
    transaction = store.writing if store.writable else store.reading
    with transaction() as connection:
        in_step = store.database.search_in_step(connection, writable=store.writable)
    if not in_step:
        sentence = "the search index does not hold the words that the case holds"
        yield Fault(None, None, "search", sentence)


def _proposals(case: Case) -> Iterator[Fault]:
    for report, (kind, sentence) in unfounded(case):
        yield Fault(report, None, kind, sentence)


def _read_anew(case: Case, reread: Reread, version: str | None) -> Iterator[Fault]:
    row, current = tables.analysis.c, tables.current
    asked = (
        select(row.id, row.report, row.path)
        .join(current, current.c.analysis == row.id)
        .order_by(row.report)
    )
    if version is not None:
        asked = asked.where(row.version == version)
    with case.store.reading() as connection:
        found = connection.execute(asked).all()
    for number, report, path in found:
        yield from _guarded(_text_anew(case, reread, number), report, path)


def _text_anew(case: Case, reread: Reread, number: int) -> Iterator[Fault]:
    row = tables.analysis.c
    with case.store.reading() as connection:
        body = connection.execute(select(row.body).where(row.id == number)).scalar_one()
    try:
        report = rows.restore(body).report
        original = case.original(report.sha256)
    except (ValueError, NotInCase):  # told by `_analyses` and `_reports`
        return
    again = reread(original, report.path, report.part)
    if isinstance(again, ReadError):
        sentence = f"its kept bytes can no longer be read: {again.reason}"
        yield Fault(report.id, report.path, "text", sentence)
    elif again[0].text != report.text:
        sentence = "its text is not the one that its kept bytes give when read anew"
        yield Fault(report.id, report.path, "text", sentence)
