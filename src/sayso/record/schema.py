"""The shape of the tables, and how an older case gets the newest one.

A case carries the revision of its tables. Newer than this sayso knows: refused. Older: brought
forward by Alembic in one transaction, after a copy of the case was laid beside it
(`case.sayso.revision-0001.bak`). The copy is always made, since a migration is the one thing that
rewrites what people decided; where there is no room for it, nothing is migrated. It is never
deleted by sayso.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from sayso.errors import CaseCorrupt, CaseNewer, CaseReadOnly
from sayso.record.database import WRITES, Database, Holding
from sayso.record.place import Place

# The newest revision that this sayso knows; revisions are numbers that only grow.
LATEST = "0004"

# Adds a row to the audit trail: action, subject, detail.
Note = Callable[[Connection, str, str, str], None]

MIGRATIONS = Path(__file__).parent / "migrations"


def revision(connection: Connection, place: str, database: Database) -> str | None:
    """The revision of the case, None where there is nothing yet.

    Raises CaseCorrupt where it is not a case, or does not say its revision.
    """
    match database.holding(connection):
        case Holding.NOTHING:
            return None
        case Holding.OTHER:
            raise CaseCorrupt(
                f"{place} is not a sayso case but another program's database. Name a case."
            )
    try:
        told = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    except DatabaseError as error:
        if "no such table" not in str(error):
            raise
        told = []
    if len(told) != 1 or not str(told[0]).isdecimal():
        raise CaseCorrupt(
            f"{place} is damaged: it does not say which version of sayso wrote it. "
            "Keep it, and go on with a copy from a backup."
        )
    return str(told[0])


def bring_forward(engine: Engine, place: Place, database: Database, note: Note) -> None:
    """Give the case the newest tables, in one transaction, and `note` it in the audit trail.

    Two processes may do this at once: the second finds the work done.
    """
    # Alembic takes longer to import than most commands take to run, and is needed here alone.
    runner = importlib.import_module("sayso.record.migrations")
    with engine.execution_options(**WRITES).begin() as connection:
        found = revision(connection, place.shown, database)
        if found == LATEST:
            return
        allow(found, place.shown, writable=True)
        aside = None if found is None else database.lay_aside(engine, place.path, found)
        runner.upgrade(connection, MIGRATIONS, LATEST)
        if found is None:
            note(connection, "created", place.name, f"revision {LATEST}")
        else:
            detail = f"revision {found} to {LATEST}, {aside}"
            note(connection, "migrated", place.name, detail)


def allow(found: str | None, place: str, *, writable: bool) -> None:
    """Make sure that a case of this revision can be brought forward.

    Raises CaseNewer for a case of a newer sayso, CaseReadOnly where nothing may be written.
    """
    if found is not None and int(found) > int(LATEST):
        raise CaseNewer(
            f"{place} was written by a newer sayso (its tables are at revision {found}, this "
            f"sayso knows up to {LATEST}). Update sayso, then open it again."
        )
    if not writable:
        raise CaseReadOnly(
            f"{place} has to be brought up to date for this version of sayso, but it may not be "
            "written to. Copy it to where you may write, and open the copy."
        )
