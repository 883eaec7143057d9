"""A team at one case: a browser for each role, and what a request looks like below a client."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from sayso.record import password
from sayso.record.accounts import Accounts
from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role

PASSWORD = "four words and a comma"
NAMES = {Role.READER: "Rea", Role.ANALYST: "Ana", Role.OWNER: "Olga"}
HOST = "testserver"


def hash_quickly(monkeypatch) -> None:
    """Hash with little memory and time: what is tested is not how slow guessing is."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(password, "hasher", lambda: quick)
    password.nobodys.cache_clear()


@dataclass
class Team:
    """A case, its accounts, and how each of the team comes in."""

    bench: Bench
    accounts: Accounts
    guard: Guard = field(init=False)
    app: FastAPI = field(init=False)

    def __post_init__(self) -> None:
        self.guard = Guard(hosts=frozenset({HOST}), accounts=self.accounts)
        self.app = application(self.bench, self.guard)

    def stranger(self) -> TestClient:
        """A browser that did not come in."""
        return TestClient(self.app, follow_redirects=False)

    def browser(self, role: Role) -> TestClient:
        """A browser that came in as somebody of this role, and sends its token along."""
        client = self.stranger()
        told = {"name": NAMES[role], "password": PASSWORD}
        assert client.post("/login", data=told).status_code == 303
        session = self.guard.sessions.find(client.cookies.get(self.guard.cookie))
        assert session is not None
        client.headers["X-CSRF-Token"] = session.csrf
        return client


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """Every method and path that the application answers, none left out."""
    return [
        (method, context.path)
        for context in iter_route_contexts(app.routes)
        for method in sorted(context.methods or ())
        if method != "HEAD"
    ]


@dataclass
class Answer:
    """What came back of a raw request."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def ask(app: FastAPI, raw: dict[str, Any], parts: list[dict[str, Any]] | None = None) -> Answer:
    """Send a request as it is: no client mends its path, and its body comes in such parts.

    A part may be `{"pause": seconds}`.
    """
    answer = Answer()
    waiting = list(parts or [{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict[str, Any]:
        if not waiting:
            return {"type": "http.disconnect"}
        part = waiting.pop(0)
        if "pause" in part:
            await asyncio.sleep(part["pause"])
            return await receive()
        return part

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "query_string": b"",
        "root_path": "",
        "client": ("198.51.100.7", 4711),
        "server": (HOST, 80),
        **raw,
    }
    scope.setdefault("raw_path", str(scope["path"]).encode())
    scope["headers"] = [(b"host", HOST.encode()), *raw.get("headers", [])]
    asyncio.run(app(scope, receive, send))
    return answer
