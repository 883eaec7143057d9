"""The file of a case: found, checked, opened, and closed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import NoResultFound

from sayso.errors import CaseCorrupt, CaseMissing, CaseReadOnly
from sayso.record import schema, sqlite
from sayso.record.rows import plain
from sayso.record.sqlite import Way
from sayso.record.tables import audit

_URL = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Store:
    """An open case file. Every failure in `reading` and `writing` comes out as a CaseError.

    Rows are to be made into values within `reading`, so that damaged ones are told as such.
    """

    path: Path
    engine: Engine
    writable: bool
    who: str
    clock: Callable[[], datetime]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the case as it is at its start."""
        with sqlite.told(str(self.path)), self.engine.connect() as connection:
            try:
                yield connection
            except (TypeError, ValueError, NoResultFound) as error:
                # A value that its column cannot hold, text that is not JSON, a row that an index
                # names and the table lacks: what flipped bits look like from here.
                raise sqlite.damaged(str(self.path), error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that nobody else writes beside; all of it is kept, or nothing."""
        engine = self.engine.execution_options(**sqlite.WRITES)
        with sqlite.told(str(self.path)), engine.begin() as connection:
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
            found = schema.revision(connection, str(self.path))
        if found is None and not create:
            raise CaseCorrupt(
                f"{self.path} is empty: it holds no case. If reports were in it, go on with a copy "
                "from a backup; if not, add some with: sayso add FILE"
            )
        with sqlite.told(str(self.path)):
            if found != schema.LATEST:
                note = _nothing if blank else self.note
                schema.bring_forward(self.engine, self.path, note, writable=self.writable)
            if self.writable:
                sqlite.write_ahead(self.engine)


def _nothing(connection: Connection, action: str, subject: str, detail: str) -> None:
    """Note nothing."""


def locate(location: str) -> Path:
    """The file that a path or an `sqlite:///` URL names."""
    if location.startswith(_URL):
        location = location.removeprefix(_URL)
    elif "://" in location:
        raise CaseMissing(
            f"{location}: sayso keeps a case in an SQLite file. Name a path, or {_URL}PATH."
        )
    if not location or "\0" in location:
        raise CaseMissing("No case is named. Name the path of its file, such as case.sayso.")
    return Path(location)


def exists(location: str) -> bool:
    """Whether something is at the place of a case already."""
    return locate(location).exists()


def discard(location: str) -> None:
    """Remove a case that was begun and not filled."""
    path = locate(location)
    for part in ("", "-wal", "-shm"):
        path.with_name(path.name + part).unlink(missing_ok=True)


def way_to(path: Path, *, create: bool) -> Way:
    """How to open the case at `path`.

    Raises CaseMissing, CaseCorrupt or CaseReadOnly where it cannot be opened in any way.
    """
    try:
        if path.is_dir():
            raise CaseCorrupt(f"{path} is a folder, not a case. Name the file in it.")
        if path.exists():
            if not path.is_file():
                raise CaseCorrupt(f"{path} is not a regular file. Name the file of a case.")
            return sqlite.way_to(path)
        folder = path.absolute().parent
        if not folder.is_dir():
            raise CaseMissing(
                f"There is no folder {folder} for the case {path.name}. Make the folder first, "
                "or name another."
            )
    except OSError as error:
        raise CaseReadOnly(
            f"{path} may not be looked at ({error.strerror}). Allow reading its folder."
        ) from error
    if not create:
        raise CaseMissing(
            f"There is no case at {path}. Make one by adding reports: sayso add FILE --case {path}"
        )
    return Way.CREATE
