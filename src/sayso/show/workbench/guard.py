"""Who may do what: sessions, roles, and what every answer carries against misuse.

A server on one's own machine is reached by every page that the browser has open. So a request needs
a session, each change the session's token too, and the host that is asked for must be ours.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

# A session ends after so many seconds without a request.
IDLE = 12 * 3600
MOST_SESSIONS = 1_000
COOKIE = "sayso_session"
# Only this server's own scripts, styles and pictures; nothing that a report brings can run.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Role(IntEnum):
    """What somebody may do: read; judge and add; manage accounts and see the audit."""

    READER = 1
    ANALYST = 2
    OWNER = 3


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks."""

    name: str
    role: Role


@dataclass
class Session:
    """A visitor who came in, and the token that each change must carry."""

    visitor: Visitor
    csrf: str
    seen: float


@dataclass
class Sessions:
    """The sessions of a running server, by the hash of what the cookie holds."""

    open: dict[str, Session] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def begin(self, visitor: Visitor) -> str:
        """A new session; what its cookie is to hold. It is never one that came from outside."""
        secret = secrets.token_urlsafe(32)
        with self._lock:
            now = time.monotonic()
            self.open = {k: s for k, s in self.open.items() if now - s.seen < IDLE}
            while len(self.open) >= MOST_SESSIONS:
                del self.open[min(self.open, key=lambda k: self.open[k].seen)]
            self.open[hashed(secret)] = Session(visitor, secrets.token_urlsafe(32), now)
        return secret

    def find(self, secret: str | None) -> Session | None:
        """The session of a cookie, if it is still open."""
        if not secret:
            return None
        with self._lock:
            session = self.open.get(hashed(secret))
            now = time.monotonic()
            if session is None or now - session.seen > IDLE:
                return None
            session.seen = now
            return session

    def end(self, secret: str | None) -> None:
        """Close a session."""
        with self._lock:
            self.open.pop(hashed(secret or ""), None)

    def end_all(self, name: str) -> None:
        """Close all sessions of a visitor: the password or the role has changed."""
        with self._lock:
            self.open = {k: s for k, s in self.open.items() if s.visitor.name != name}


@dataclass
class Guard:
    """How a server lets people in: by the one token of `sayso open`, or by accounts.

    `hosts` are the names by which the server may be asked for, without the port; none: any.
    """

    token: str | None = None
    visitor: Visitor | None = None
    hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost", "[::1]"})
    secure: bool = False
    sessions: Sessions = field(default_factory=Sessions)

    def welcomes(self, host: str | None) -> bool:
        """Whether the host that a request names is ours: a page elsewhere cannot pose as us."""
        name = (host or "").lower()
        bare = name if name.endswith("]") else name.rpartition(":")[0] or name
        return not self.hosts or bare in self.hosts

    def admits(self, token: str | None) -> Visitor | None:
        """The visitor whom a token lets in."""
        if self.token is None or self.visitor is None or token is None:
            return None
        same = hmac.compare_digest(token.encode(), self.token.encode())
        return self.visitor if same else None

    def session(self, cookies: Mapping[str, str]) -> Session | None:
        """The session of a request."""
        return self.sessions.find(cookies.get(COOKIE))


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
