"""All that SQLite alone knows: files, pragmas, full text search, error codes.

A case lies in one file in write-ahead mode (WAL): readers and one writer do not wait for each
other, and what was committed survives a kill. Another database would get a module beside this one
with the same functions.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    event,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from sayso.errors import (
    CaseBusy,
    CaseCorrupt,
    CaseError,
    CaseFull,
    CaseLocked,
    CaseMissing,
    CaseReadOnly,
)
from sayso.model import Span
from sayso.record import cipher
from sayso.record.database import Found, Holding, query

# "SAYS" in the header of the file (PRAGMA application_id) tells a case from other databases.
APPLICATION_ID = 0x53415953

# Where a match starts and ends: noncharacters, of which Unicode says that no text has them.
MARKS = ("\ufdd0", "\ufdd1")

# Words in a snippet: two lines of a terminal.
_SNIPPET_WORDS = 24

# What the first revision adds to the tables on SQLite. Frozen, as every migration: a change goes
# into a new revision. `search` keeps no words of its own (content='passage'). Porter's stems let
# "detained" find "detaining", and names are cut alike in the text and in the question.
FIRST_REVISION = (
    """CREATE VIRTUAL TABLE search USING fts5(
        title, words, names, content='passage', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2')""",
    *(
        f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN
        SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"""
        for table in ("original", "analysis", "judgement", "retraction", "audit")
        for verb in ("UPDATE", "DELETE")
    ),
    f"PRAGMA application_id = {APPLICATION_ID}",
)


def guards(table: str) -> tuple[str, ...]:
    """What makes the database refuse to change or delete rows of a table, as steps of SQL."""
    return tuple(
        f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN
        SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"""
        for verb in ("UPDATE", "DELETE")
    )


# FTS5 forgets a row when it is told once more which words the row had.
_INDEX = """INSERT INTO search(rowid, title, words, names)
    SELECT id, title, words, names FROM passage WHERE analysis = ?"""
_FORGET = """INSERT INTO search(search, rowid, title, words, names)
    SELECT 'delete', id, title, words, names FROM passage WHERE analysis = ?"""

_FIND = f"""
    WITH best AS (
        SELECT rowid AS number, rank AS score FROM search
        WHERE search MATCH :query ORDER BY rank, rowid LIMIT :limit)
    SELECT analysis.report, passage.kind, passage.subject, passage.start, passage."end",
        snippet(search, 1, '', '', '…', {_SNIPPET_WORDS}),
        CASE passage.kind WHEN 'report' THEN highlight(search, 1, :open, :close) END
    FROM best CROSS JOIN search ON search.rowid = best.number
    JOIN passage ON passage.id = best.number JOIN analysis ON analysis.id = passage.analysis
    WHERE search MATCH :query ORDER BY best.score, best.number"""


class Way(StrEnum):
    """How a file can be opened, as SQLite's URI parameters."""

    CREATE = "mode=rwc"
    WRITE = "mode=rw"
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"


def way_to(path: Path) -> Way:
    """The best way to open an existing file.

    Write-ahead mode needs a log beside the file. Where the folder takes none, and none is there,
    nobody writes to the case, and it can be read as it lies (on read-only media, for instance).
    """
    # The log lies beside the file itself, not beside a link to it.
    file = path.resolve()
    if os.access(file, os.W_OK) and os.access(file.parent, os.W_OK):
        return Way.WRITE
    log = file.with_name(file.name + "-wal")
    return Way.READ if log.exists() and log.stat().st_size else Way.FROZEN


def connect(path: Path, way: Way, wait: float) -> Engine:
    """An engine for the file; `wait` in seconds is how long one process waits for another."""
    uri = f"{path.absolute().as_uri()}?{way.value}"

    driver = cipher.driver_of(path)

    def open_file() -> Any:  # noqa: ANN401 - a connection of either module
        connection = driver.connect(
            uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
        )
        if driver is not sqlite3:
            cipher.unlock(connection, path)
        # A case may come from a stranger: its schema must not call what is not harmless.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    # Parameters stay hidden: what a report says has no place in a traceback.
    engine = create_engine(
        "sqlite://", module=driver, creator=open_file, poolclass=QueuePool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once: one that starts by reading could not wait for it.
        writes = connection.get_execution_options().get("sayso_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def holding(connection: Connection, application: int = APPLICATION_ID) -> Holding:
    """Whether the file holds a case, nothing yet, or another program's tables.

    With `application` the same of a file of another kind, which has that in its header.
    """
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() == application:
        return Holding.CASE
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    return Holding.OTHER if tables else Holding.NOTHING


def mark_as(connection: Connection, application: int) -> None:
    """Write into the header of the file what kind it is of."""
    connection.exec_driver_sql(f"PRAGMA application_id = {application:d}")


def settle(engine: Engine) -> None:
    """Turn write-ahead mode on for a case that may be written to; it stays on in the file.

    Where another process holds the file at this moment the case works all the same, only with
    more waiting, and the next opening turns it on.
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            cursor.execute("PRAGMA journal_mode = WAL").fetchone()
        cursor.close()
    except cipher.errors() as error:
        if _base_code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
    finally:
        connection.close()


def lay_aside(engine: Engine, path: Path | None, found: str) -> str:
    """Lay a copy of the case beside it before it is brought forward; what to say of it."""
    if path is None:
        return "no copy was made"
    backup = path.with_name(f"{path.name}.revision-{found}.bak")
    back_up(engine, backup)
    return f"the case as it was: {backup.name}"


def back_up(engine: Engine, target: Path) -> None:
    """Copy the case as it was last committed to `target`, whole or not at all."""
    unfinished = target.with_name(target.name + ".part")
    source = engine.raw_connection()
    held: Any = source.driver_connection
    # The copy of an encrypted case is encrypted with the same passphrase.
    path = Path(held.execute("PRAGMA database_list").fetchone()[2])
    driver = sqlite3 if isinstance(held, sqlite3.Connection) else cipher.driver_of(path)
    copy = driver.connect(unfinished)
    try:
        if driver is not sqlite3:
            cipher.unlock(copy, path)
        held.backup(copy)
        copy.close()
        unfinished.replace(target)
    finally:
        copy.close()
        source.close()
        unfinished.unlink(missing_ok=True)


def index(connection: Connection, analysis: int) -> None:
    """Let search find the passages of this analysis, which are in the table already."""
    connection.exec_driver_sql(_INDEX, (analysis,))


def forget(connection: Connection, analysis: int) -> None:
    """Let search no longer find the passages of this analysis, which are still in the table."""
    connection.exec_driver_sql(_FORGET, (analysis,))


def match_of(words: str) -> str:
    """What a person typed, as a query of FTS5 that cannot go wrong: every phrase is a string."""
    return " ".join(f'"{phrase}"' for phrase in query(words))


def find(connection: Connection, words: str, limit: int) -> Iterator[Found]:
    """Report, kind, subject, span and snippet of what matches all the words; best first."""
    asked = match_of(words)
    if not asked:
        return
    values = {"query": asked, "limit": limit, "open": MARKS[0], "close": MARKS[1]}
    for row in connection.exec_driver_sql(_FIND, values):
        report, kind, subject, start, end, snippet, marked = row
        span = Span(start, end) if marked is None else _first_match(marked)
        yield report, kind, subject, span, " ".join(snippet.split())


def _first_match(marked: str) -> Span | None:
    start, end = (marked.find(mark) for mark in MARKS)
    return None if start < 0 else Span(start, end - 1)


def damage(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with the file."""
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the database is damaged: {line}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row} of table {table} points at a row of {parent} that is not there"


def search_in_step(connection: Connection, *, writable: bool) -> bool:
    """Whether the search index holds what the passages hold.

    FTS5 compares word for word, and needs permission to write for it although it changes nothing.
    Without it, only the number of entries is compared.
    """
    if not writable:
        indexed = connection.exec_driver_sql("SELECT count(*) FROM search_docsize").scalar_one()
        kept = connection.exec_driver_sql("SELECT count(*) FROM passage").scalar_one()
        return bool(indexed == kept)
    try:
        connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")
    except DBAPIError as error:
        if (
            isinstance(error.orig, cipher.errors())
            and _base_code(error.orig) == sqlite3.SQLITE_CORRUPT
        ):
            return False
        raise
    return True


@contextmanager
def told(place: str) -> Iterator[None]:
    """Let a failure of SQLite come out as a CaseError with a sentence about `place`."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, cipher.errors()) and (told := explain(error.orig, place)):
            raise told from error
        raise
    except cipher.errors() as error:
        if told := explain(error, place):
            raise told from error
        raise
    except MemoryError as error:
        # How SQLCipher tells of a page that was changed; SQLite itself asks for little.
        if not cipher.is_in_use():
            raise
        raise damaged(place, RuntimeError("a page of it cannot be decrypted")) from error
    except UnicodeDecodeError as error:
        # Python could not read the words in which SQLite told of a damaged schema.
        raise damaged(place, error) from error


def _base_code(error: Exception) -> int:
    """The first byte of an extended error code; 0 where the error carries none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def explain(error: Exception, place: str) -> CaseError | None:
    """What a failure of SQLite means to a person; None where it is our own mistake."""
    extended = getattr(error, "sqlite_errorcode", 0)
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        return CaseMissing(f"{place} was moved or deleted while it was open. Open it anew.")
    # A write that fails for another reason than ENOSPC: a quota, or a limit on the file's size.
    if extended in (
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
    ):
        return _full(place)
    match _base_code(error):
        case sqlite3.SQLITE_FULL:
            return _full(place)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return CaseBusy(
                f"Another process is writing to {place} and did not finish in time. "
                "Wait for it to end, then run the same command again."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return CaseReadOnly(
                f"{place} may not be written to. Allow writing to the file and its folder, "
                "or copy it to where you may write."
            )
        case sqlite3.SQLITE_NOTADB:
            if not isinstance(error, sqlite3.Error):
                return CaseLocked(
                    f"{place} does not open with this passphrase. Try again; or it is no case."
                )
            return CaseCorrupt(f"{place} is not a sayso case. Name the file of a case.")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_TOOBIG:
            return damaged(place, error)
        case sqlite3.SQLITE_ERROR:
            # Our questions are fixed: where a table or a column is missing, the file has lost it.
            return damaged(place, error)
        case sqlite3.SQLITE_CANTOPEN:
            return CaseReadOnly(
                f"{place} could not be opened. Allow reading the file and writing to its folder, "
                "or copy it, with its -wal file if there is one, to where you may write."
            )
    if "decode to UTF-8" in str(error):
        return damaged(place, error)
    return None


def damaged(place: str, error: Exception) -> CaseCorrupt:
    """What to say of a file whose content is not what a case holds."""
    return CaseCorrupt(
        f"{place} is damaged ({error}). Keep it, and go on with a copy from a backup."
    )


def _full(place: str) -> CaseFull:
    return CaseFull(
        f"There is no room left to write to {place}. What was accepted before is kept: "
        "make room, then run the same command again."
    )


def matching(connection: Connection, words: str, kind: str, limit: int) -> list[str]:
    """The subjects of the passages of one kind that match all the words; the best first."""
    asked = match_of(words)
    if not asked:
        return []
    told = """SELECT passage.subject FROM search JOIN passage ON passage.id = search.rowid
        WHERE search MATCH ? AND passage.kind = ? ORDER BY search.rank, passage.id LIMIT ?"""
    return list(connection.exec_driver_sql(told, (asked, kind, limit)).scalars())
