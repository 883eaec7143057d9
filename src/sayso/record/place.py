"""Where a case lies: in a file, or in a PostgreSQL database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from sayso.errors import CaseCorrupt, CaseMissing, CaseReadOnly

_FILE = "sqlite:///"
_SERVERS = ("postgresql://", "postgres://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case lies. `location` opens it again; `shown` tells people, without a password.

    `path` is that of a file, `url` that of a database; one of them is None.
    """

    location: str
    shown: str
    name: str
    path: Path | None = None
    url: URL | None = None

    @property
    def is_there(self) -> bool:
        """Whether something lies in the file already; of a database only opening it can tell."""
        return self.path is not None and self.path.exists()


def locate(location: str) -> Place:
    """The place that a path, an `sqlite:///` URL or a `postgresql://` URL names.

    Raises CaseMissing for anything else.
    """
    if location.startswith(_SERVERS):
        return _in_database(location)
    name = location.removeprefix(_FILE)
    if "://" in name:
        scheme = name.partition("://")[0]
        raise CaseMissing(
            f"{scheme}://: sayso keeps a case in an SQLite file or in PostgreSQL. Name a path, "
            f"{_FILE}PATH or postgresql://USER@HOST/DATABASE."
        )
    if not name or "\0" in name:
        raise CaseMissing("No case is named. Name the path of its file, such as case.sayso.")
    return Place(name, name, Path(name).name, Path(name))


def _in_database(location: str) -> Place:
    """The place that the URL of a database names; psycopg speaks to it."""
    try:
        url = make_url(location).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise CaseMissing(
            "This is not the URL of a database. Write postgresql://USER@HOST/DATABASE."
        ) from error
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    shown = plain.render_as_string()
    if not url.database:
        raise CaseMissing(f"{shown} names no database. Write postgresql://USER@HOST/DATABASE.")
    return Place(location, shown, url.database, url=url)


def check(path: Path, *, create: bool) -> None:
    """Make sure that a file can be opened as a case, or made into one.

    Raises CaseMissing, CaseCorrupt or CaseReadOnly, each with what to do.
    """
    try:
        if path.is_dir():
            raise CaseCorrupt(f"{path} is a folder, not a case. Name the file in it.")
        if path.exists():
            if not path.is_file():
                raise CaseCorrupt(f"{path} is not a regular file. Name the file of a case.")
            return
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
