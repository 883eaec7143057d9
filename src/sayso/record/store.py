"""A case where it lies: found, checked, opened, and closed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import NoResultFound

from sayso.errors import CaseCorrupt
from sayso.record import postgres, schema, sqlite
from sayso.record.database import WRITES, Database
from sayso.record.place import Place, check
from sayso.record.rows import plain
from sayso.record.sqlite import Way
from sayso.record.tables import audit


@dataclass(frozen=True, slots=True)
class Store:
    """An open case. Every failure in `reading` and `writing` comes out as a CaseError.

    Rows are to be made into values within `reading`, so that damaged ones are told as such.
    """

    place: Place
    database: Database
    engine: Engine
    writable: bool
    who: str
    clock: Callable[[], datetime]

    @property
    def path(self) -> Path:
        """The file that the case lies in. Raises ValueError for one in a database."""
        if self.place.path is None:
            raise ValueError(f"{self.place.shown} is no file")
        return self.place.path

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the case as it is at its start."""
        with self.database.told(self.place.shown), self.engine.connect() as connection:
            try:
                yield connection
            except (TypeError, ValueError, NoResultFound) as error:
                # A value that its column cannot hold, text that is not JSON, a row that an index
                # names and the table lacks: what flipped bits look like from here.
                raise self.database.damaged(self.place.shown, error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that nobody else writes beside; all of it is kept, or nothing."""
        engine = self.engine.execution_options(**WRITES)
        with self.database.told(self.place.shown), engine.begin() as connection:
            yield connection

    def now(self) -> str:
        """The time in UTC, ISO 8601, to the second."""
        return self.clock().strftime("%Y-%m-%dT%H:%M:%SZ")

    def note(
        self, connection: Connection, action: str, subject: str, detail: str, who: str | None = None
    ) -> None:
        """Add a row to the audit trail, within a transaction that writes."""
        row = {"action": action, "subject": plain(subject), "detail": plain(detail)}
        name = self.who if who is None else plain(who)
        connection.execute(insert(audit).values(at=self.now(), who=name, **row))

    def close(self) -> None:
        """Close the file. It can be closed twice."""
        self.engine.dispose()

    def prepare(self, *, create: bool, blank: bool = False) -> None:
        """Make sure that the file holds a case of the newest revision.

        A `blank` one is to be filled with the entries of another, whose audit trail comes with
        them: that it was made is not noted. Raises CaseCorrupt where it holds something else, or
        nothing and `create` is not set.
        """
        with self.reading() as connection:
            found = schema.revision(connection, self.place.shown, self.database)
        if found is None and not create:
            raise CaseCorrupt(
                f"{self.place.shown} is empty: it holds no case. If reports were in it, go on with "
                "a copy from a backup; if not, add some with: sayso add FILE"
            )
        with self.database.told(self.place.shown):
            if found != schema.LATEST:
                schema.allow(found, self.place.shown, writable=self.writable)
                note = _nothing if blank else self.note
                schema.bring_forward(self.engine, self.place, self.database, note)
            if self.writable:
                self.database.settle(self.engine)


def _nothing(connection: Connection, action: str, subject: str, detail: str) -> None:
    """Note nothing."""


def speaker(connection: Connection) -> Database:
    """The module that speaks the dialect of a connection."""
    return postgres if connection.dialect.name == "postgresql" else sqlite


def open_store(
    place: Place, who: str, clock: Callable[[], datetime], wait: float, *, create: bool
) -> Store:
    """The store at a place, not yet prepared; `wait` in seconds is how long to wait for others."""
    if place.url is not None:
        engine = postgres.connect(place.url, wait)
        with postgres.told(place.shown):
            writable = postgres.is_writable(engine)
        return Store(place, postgres, engine, writable, who, clock)
    path = cast("Path", place.path)
    check(path, create=create)
    way = sqlite.way_to(path) if path.exists() else Way.CREATE
    writable = way in (Way.WRITE, Way.CREATE)
    return Store(place, sqlite, sqlite.connect(path, way, wait), writable, who, clock)


def discard(place: Place) -> None:
    """Remove what was begun at a place where nothing was before."""
    if place.path is not None:
        for part in ("", "-wal", "-shm"):
            place.path.with_name(place.path.name + part).unlink(missing_ok=True)
