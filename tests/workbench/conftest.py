from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from team import NAMES, PASSWORD, Team, hash_quickly

from sayso.record.accounts import Accounts
from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role, Visitor

TOKEN = "key-of-the-test"


@pytest.fixture
def bench(demo_case: Path) -> Iterator[Bench]:
    """The demo on the bench."""
    with Bench.at(str(demo_case), who="Ada") as opened:
        yield opened


@pytest.fixture
def guard() -> Guard:
    """One owner, who comes in by a token."""
    hosts = frozenset({"testserver"})
    return Guard(token=TOKEN, visitor=Visitor("Ada", Role.OWNER), hosts=hosts)


@pytest.fixture
def stranger(bench: Bench, guard: Guard) -> Iterator[TestClient]:
    """A browser without a session."""
    with TestClient(application(bench, guard), follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(stranger: TestClient, guard: Guard) -> TestClient:
    """A browser that came in, and sends the token of its session along."""
    assert stranger.get("/enter", params={"token": TOKEN}).status_code == 303
    session = next(iter(guard.sessions.open.values()))
    stranger.headers["X-CSRF-Token"] = session.csrf
    return stranger


@pytest.fixture
def program(bench: Bench, guard: Guard) -> Iterator[TestClient]:
    """Another program, which sends the token along."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with TestClient(application(bench, guard), headers=headers) as client:
        yield client


@pytest.fixture
def team(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    """A reader, an analyst and an owner, who come in by a password."""
    hash_quickly(monkeypatch)
    with Accounts.open(tmp_path / "demo.sayso-accounts", create=True) as accounts:
        for role, name in NAMES.items():
            accounts.add(name, role, PASSWORD)
        yield Team(bench, accounts)
