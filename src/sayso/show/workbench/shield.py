"""What stands before every request: is the host ours, who asks, may they, is it no forgery.

What a body may hold is limited here too, and how long it may take: a request that sends nothing for
a while is not waited for.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from http import HTTPStatus
from math import ceil
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request, cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.show.workbench.guard import HEADERS, Guard, Role, Session, hashed

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What anybody may ask for: how to come in, and what the pages look like.
OPEN = frozenset({"/enter", "/login"})
LOOKS = "/static/"
# What only an owner may do.
OWNERS = ("/accounts", "/audit", "/api/accounts", "/api/audit")
# What a reader may send: nothing changes by it but the reader's own session.
READERS = frozenset({"/logout"})
TOKEN_HEADER = "x-csrf-token"
UPLOADS = frozenset({"/api/reports"})
# Bytes of a body: a judgement with its reason, and files that come in together.
LARGEST_BODY = 1 << 20
LARGEST_UPLOAD = 2 << 30
# Seconds that a body may pause.
SLOWEST = 30.0


class Shield:
    """ASGI middleware. What passes has `session` in its state (None at the open addresses).

    `broken` makes the answer where something of ours broke.
    """

    def __init__(self, app: ASGIApp, guard: Guard, broken: Callable[[Request], Response]) -> None:
        self.app, self.guard, self.broken = app, guard, broken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer here, or let the request through; each answer carries the guarding headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers, started = Headers(scope=scope), False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out.setdefault(name, value)
                if not scope["path"].startswith(LOOKS):
                    out.setdefault("Cache-Control", "no-store")
            await send(message)

        scope.setdefault("state", {})["session"] = None
        try:
            refusal = self.refuse(scope, headers)
            await (refusal or self.app)(scope, Body(scope, headers, receive).receive, guarded)
        except Exception:
            if not started:
                await self.broken(Request(scope))(scope, receive, guarded)
            raise

    def refuse(self, scope: Scope, headers: Headers) -> Response | None:
        """Why a request goes no further; None where it may."""
        path, changes = scope["path"], scope["method"] not in SAFE
        if not self.guard.welcomes(headers.get("host")):
            words = "This server does not go by that name. Whoever runs it can allow it: --name."
            return plain(HTTPStatus.MISDIRECTED_REQUEST, words)
        session, bearer = self.who(headers)
        scope["state"]["session"] = session
        if (left := self.flows(scope, headers, session)) > 0:
            words = f"Too many requests. Go on in {ceil(left)} s."
            return told(path, HTTPStatus.TOO_MANY_REQUESTS, words, {"Retry-After": str(ceil(left))})
        if changes and not bearer and not own_origin(headers):
            return told(path, HTTPStatus.FORBIDDEN, "This request comes from another site.")
        if size(headers) > limit(path):
            return told(path, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, too_much(limit(path)))
        if path in OPEN or path.startswith(LOOKS):
            return None
        if session is None:
            return stranger(scope, headers)
        if changes and not bearer and not carries(headers, session):
            return told(path, HTTPStatus.FORBIDDEN, "This page is out of date. Load it again.")
        return lacking(path, session, changes=changes)

    def who(self, headers: Headers) -> tuple[Session | None, bool]:
        """Who asks: by a cookie, or by a token that was sent along."""
        kind, _, token = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and (visitor := self.guard.admits(token.strip())):
            return Session(visitor, "", 0.0), True
        return self.guard.session(cookie_parser(headers.get("cookie", ""))), False

    def flows(self, scope: Scope, headers: Headers, session: Session | None) -> float:
        """How long this visitor has to wait before the next request."""
        if self.guard.flow is None or scope["path"].startswith(LOOKS):
            return 0.0
        secret = cookie_parser(headers.get("cookie", "")).get(self.guard.cookie, "")
        told_by = secret or headers.get("authorization", "")
        return self.guard.flow.wait(hashed(told_by) if session else address(scope))


class Body:
    """The body of a request, as it comes in: never more, and never slower, than is allowed."""

    def __init__(self, scope: Scope, headers: Headers, receive: Receive) -> None:
        self.given, self.left = receive, limit(scope["path"])
        self.whole = self.left
        self.pending = scope["method"] not in SAFE and (
            "transfer-encoding" in headers or size(headers) > 0
        )

    async def receive(self) -> Message:
        """The next part. Raises HTTPException where it is too much, or does not come."""
        if not self.pending:
            return await self.given()
        try:
            message = await asyncio.wait_for(self.given(), SLOWEST)
        except TimeoutError:
            words = "Nothing more came in for a while. Send it again."
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, words) from None
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, too_much(self.whole))
        self.pending = message["type"] == "http.request" and message.get("more_body", False)
        return message


def limit(path: str) -> int:
    """How many bytes a body at this address may have."""
    return LARGEST_UPLOAD if path in UPLOADS else LARGEST_BODY


def size(headers: Headers) -> int:
    """How many bytes a request says that it brings."""
    said = headers.get("content-length", "0")
    return int(said) if said.isascii() and said.isdigit() else 0


def too_much(most: int) -> str:
    """What to say to a body that is too large."""
    return f"This is too much at a time: {most >> 20} MB are taken. Send it in parts."


def address(scope: Scope) -> str:
    """Where a request comes from."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def own_origin(headers: Headers) -> bool:
    """Whether a change comes from a page of ours, as far as the browser tells."""
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    except ValueError:
        return False


def carries(headers: Headers, session: Session) -> bool:
    """Whether a change carries the token of its session."""
    sent = headers.get(TOKEN_HEADER, "")
    return hmac.compare_digest(sent.encode(), session.csrf.encode())


def lacking(path: str, session: Session, *, changes: bool) -> Response | None:
    """The refusal for somebody whose role does not allow it; None where it does."""
    needed = Role.ANALYST if changes and path not in READERS else Role.READER
    needed = Role.OWNER if path.startswith(OWNERS) else needed
    if session.visitor.role >= needed:
        return None
    return told(path, HTTPStatus.FORBIDDEN, f"Only an {needed.name.lower()} may do this.")


def stranger(scope: Scope, headers: Headers) -> Response:
    """Where to send somebody who has not come in, and where to go on from there."""
    path = scope["path"]
    if path.startswith("/api/") or "hx-request" in headers or scope["method"] not in SAFE:
        words = "You are not in, or no longer. Load the page anew, and come in."
        return told(path, HTTPStatus.UNAUTHORIZED, words)
    asked = path + ("?" + scope["query_string"].decode("latin-1") if scope["query_string"] else "")
    there = "/login" if asked == "/" else f"/login?next={quote(asked, safe='/')}"
    return RedirectResponse(there, HTTPStatus.SEE_OTHER)


def told(
    path: str, status: HTTPStatus, sentence: str, headers: dict[str, str] | None = None
) -> Response:
    """A refusal in one sentence, as the asked address speaks."""
    if path.startswith("/api/"):
        return JSONResponse({"detail": sentence}, status, headers)
    return plain(status, sentence, headers)


def plain(status: HTTPStatus, sentence: str, headers: dict[str, str] | None = None) -> Response:
    """A refusal in one sentence."""
    return PlainTextResponse(sentence + "\n", status, headers)
