"""Who may do what: sessions, roles, and what every answer carries against misuse.

A server on one's own machine is reached by every page that the browser has open. So a request needs
a session, each change the session's token too, and the host that is asked for must be ours.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sayso.record.accounts import Account, Accounts, Role, folded
from sayso.show.workbench.limits import Flow, Patience

__all__ = ["COOKIE", "HEADERS", "Guard", "Role", "Session", "Sessions", "Visitor", "hashed"]

# A session ends after so many seconds without a request, and after so many in any case.
IDLE = 12 * 3600
LONGEST = 7 * 24 * 3600
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
    # Other sites are told nothing; with "no-referrer" browsers would hide even from us that a form
    # is ours.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `mark` is that of the account, as it was when they came in."""

    name: str
    role: Role
    mark: str | None = None

    @classmethod
    def of(cls, account: Account) -> Visitor:
        """Who comes in with an account."""
        return cls(account.name, account.role, account.mark)


@dataclass
class Session:
    """A visitor who came in, and the token that each change must carry."""

    visitor: Visitor
    csrf: str
    seen: float
    begun: float = 0.0


@dataclass
class Sessions:
    """The sessions of a running server, by the hash of what the cookie holds."""

    idle: float = IDLE
    longest: float = LONGEST
    clock: Callable[[], float] = time.monotonic
    open: dict[str, Session] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def begin(self, visitor: Visitor) -> str:
        """A new session; what its cookie is to hold. It is never one that came from outside."""
        secret = secrets.token_urlsafe(32)
        with self._lock:
            now = self.clock()
            self.open = {k: s for k, s in self.open.items() if self._lasts(s, now)}
            while len(self.open) >= MOST_SESSIONS:
                del self.open[min(self.open, key=lambda k: self.open[k].seen)]
            self.open[hashed(secret)] = Session(visitor, secrets.token_urlsafe(32), now, now)
        return secret

    def _lasts(self, session: Session, now: float) -> bool:
        return now - session.seen <= self.idle and now - session.begun <= self.longest

    def find(self, secret: str | None) -> Session | None:
        """The session of a cookie, if it is still open."""
        if not secret:
            return None
        with self._lock:
            session = self.open.get(hashed(secret))
            now = self.clock()
            if session is None or not self._lasts(session, now):
                return None
            session.seen = now
            return session

    def end(self, secret: str | None) -> None:
        """Close a session."""
        with self._lock:
            self.open.pop(hashed(secret or ""), None)

    def of(self, name: str) -> int:
        """How many sessions of a visitor are open."""
        with self._lock:
            now = self.clock()
            return sum(s.visitor.name == name and self._lasts(s, now) for s in self.open.values())

    def end_all(self, name: str) -> None:
        """Close all sessions of a visitor: the password or the role has changed."""
        with self._lock:
            self.open = {k: s for k, s in self.open.items() if s.visitor.name != name}


@dataclass
class Guard:
    """How a server lets people in: by the one token of `sayso open`, or by accounts.

    `hosts` are the names by which the server may be asked for, without the port; none: any.
    With `numbers` any number will do besides: a page elsewhere can only pose as us by a name.
    `cookie` differs where one browser has several servers of one machine open: browsers do not tell
    ports apart. `flow` limits how many requests one visitor may make; None: any number.
    """

    token: str | None = None
    visitor: Visitor | None = None
    hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost", "[::1]"})
    numbers: bool = False
    secure: bool = False
    sessions: Sessions = field(default_factory=Sessions)
    accounts: Accounts | None = None
    cookie: str = COOKIE
    flow: Flow | None = None
    by_name: Patience = field(default_factory=lambda: Patience(longest=60.0))
    by_address: Patience = field(default_factory=lambda: Patience(free=20))
    _ticket: str | None = field(default=None, repr=False)

    def welcomes(self, host: str | None) -> bool:
        """Whether the host that a request names is ours: a page elsewhere cannot pose as us."""
        name = (host or "").lower()
        bare = name if name.endswith("]") else name.rpartition(":")[0] or name
        return not self.hosts or bare in self.hosts or (self.numbers and is_number(bare))

    def admits(self, token: str | None) -> Visitor | None:
        """The visitor whom a token lets in, or the key of an account."""
        if not token:
            return None
        if self.accounts is not None:
            found = self.accounts.with_key(token)
            return Visitor.of(found) if found is not None else None
        if self.token is None or self.visitor is None:
            return None
        return self.visitor if same(token, self.token) else None

    def ticket(self) -> str:
        """A token that lets in once: what a browser is started with can be seen by others."""
        self._ticket = secrets.token_urlsafe(32)
        return self._ticket

    def redeems(self, token: str | None) -> Visitor | None:
        """The visitor whom a ticket lets in; it is used up."""
        if not token or self._ticket is None or not same(token, self._ticket):
            return None
        self._ticket = None
        return self.visitor

    def enters(self, name: str, password: str, address: str) -> Visitor | float | None:
        """Who comes in with a password; None: it does not fit; a number: so many seconds to wait.

        A wait is the same for names that there are and names that there are not.
        """
        assert self.accounts is not None
        tried = ((self.by_address, address), (self.by_name, folded(name)))
        for patience, key in tried:
            if (left := patience.attempt(hashed(key))) > 0:
                return left
        found = self.accounts.enter(name, password)
        if found is None:
            known = self.accounts.find(name)
            # A password is easily typed where the name belongs: what is no name is not kept.
            self.accounts.note(known.name if known else "an unknown name", "refused", address)
            return None
        for patience, key in tried:
            patience.forgive(hashed(key))
        self.accounts.note(found.name, "came in", address)
        return Visitor.of(found)

    def session(self, cookies: Mapping[str, str]) -> Session | None:
        """The session of a request; none where the account is no longer what it was."""
        found = self.sessions.find(cookies.get(self.cookie))
        if found is None or self.accounts is None:
            return found
        if self.accounts.mark(found.visitor.name) != found.visitor.mark:
            self.sessions.end_all(found.visitor.name)
            return None
        return found


def is_number(host: str) -> bool:
    """Whether a host is told by its number."""
    try:
        ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def same(one: str, other: str) -> bool:
    """Whether two secrets are one, in a time that tells nothing."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
