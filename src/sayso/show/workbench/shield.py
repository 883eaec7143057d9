"""What stands before every request: is the host ours, who asks, may they, is it no forgery."""

from __future__ import annotations

import hmac
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.show.workbench.guard import HEADERS, Guard, Role, Session

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What anybody may ask for: how to come in, and what the pages look like.
OPEN = ("/enter", "/login", "/static/")
# What only an owner may do.
OWNERS = ("/accounts", "/audit", "/api/accounts", "/api/audit")
TOKEN_HEADER = "x-csrf-token"


class Shield:
    """ASGI middleware. What passes has `session` in its state (None at the open addresses)."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self.app, self.guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer here, or let the request through; each answer carries the guarding headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        session, bearer = self.who(headers)
        scope.setdefault("state", {})["session"] = session

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    out.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self.refuse(scope, headers, session, bearer=bearer)
        await (refusal or self.app)(scope, receive, guarded)

    def who(self, headers: Headers) -> tuple[Session | None, bool]:
        """Who asks: by a cookie, or by a token that was sent along."""
        kind, _, token = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and (visitor := self.guard.admits(token.strip())):
            return Session(visitor, "", 0.0), True
        return self.guard.session(cookie_parser(headers.get("cookie", ""))), False

    def refuse(
        self, scope: Scope, headers: Headers, session: Session | None, *, bearer: bool
    ) -> Response | None:
        """Why a request goes no further; None where it may."""
        path, changes = scope["path"], scope["method"] not in SAFE
        if not self.guard.welcomes(headers.get("host")):
            return plain(HTTPStatus.MISDIRECTED_REQUEST, "This server has another name.")
        if changes and not bearer and not own_origin(headers):
            return plain(HTTPStatus.FORBIDDEN, "This request comes from another site.")
        if path.startswith(OPEN):
            return None
        if session is None:
            return stranger(path, headers)
        if changes and not bearer and not carries(headers, session):
            return plain(HTTPStatus.FORBIDDEN, "This page is out of date. Load it again.")
        needed = Role.ANALYST if changes and path != "/logout" else Role.READER
        needed = Role.OWNER if path.startswith(OWNERS) else needed
        if session.visitor.role < needed:
            role = needed.name.lower()
            return plain(HTTPStatus.FORBIDDEN, f"Only an {role} may do this.")
        return None


def own_origin(headers: Headers) -> bool:
    """Whether a change comes from a page of ours, as far as the browser tells."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def carries(headers: Headers, session: Session) -> bool:
    """Whether a change carries the token of its session."""
    told = headers.get(TOKEN_HEADER, "")
    return hmac.compare_digest(told.encode(), session.csrf.encode())


def stranger(path: str, headers: Headers) -> Response:
    """Where to send somebody who has not come in."""
    if path.startswith("/api") or "hx-request" in headers:
        return plain(HTTPStatus.UNAUTHORIZED, "Come in first.")
    return RedirectResponse("/login", HTTPStatus.SEE_OTHER)


def plain(status: HTTPStatus, sentence: str) -> Response:
    """A refusal in one sentence."""
    return PlainTextResponse(sentence + "\n", status)
