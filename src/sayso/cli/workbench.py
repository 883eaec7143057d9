"""`sayso open` and `sayso serve`: the workbench on a port of this machine, until Ctrl-C."""

from __future__ import annotations

import errno
import ipaddress
import secrets
import signal
import socket
import ssl
import sys
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from sayso.cli.accounts import place_of
from sayso.cli.desk import Desk
from sayso.cli.workbench_protocol import PatientProtocol
from sayso.errors import ServingRefused
from sayso.record.accounts import Accounts
from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role, Sessions, Visitor
from sayso.show.workbench.limits import Flow

HERE = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")
PORT = 8765
MONTH = 30 * 24 * 3600
# Seconds that requests under way get to end.
GRACE = 3
# Requests and idle connections at a time.
MOST_CONNECTIONS = 1_000


@dataclass(frozen=True, slots=True)
class Wish:
    """How a team wants to be served."""

    host: str = HERE
    port: int | None = None
    accounts: Path | None = None
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    proxy: str | None = None

    @property
    def secure(self) -> bool:
        """Whether browsers speak HTTPS with it."""
        return self.certificate is not None or self.proxy is not None


class Server(uvicorn.Server):
    """A server that tells when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and tell so."""
        await super().startup(sockets)
        self.ready()


def open_workbench(
    location: str, port: int | None, desk: Desk, *, browser: bool, token_only: bool
) -> None:
    """Serve the case at a place to whoever runs this, on this machine alone."""
    end_on_signals()
    with bound(HERE, port) as taken, Bench.at(location) as bench:
        number = taken.getsockname()[1]
        token = secrets.token_urlsafe(32)
        guard = Guard(
            token=token,
            visitor=Visitor(bench.case.store.who, Role.OWNER),
            sessions=Sessions(idle=MONTH, longest=MONTH),
            cookie=f"sayso_{number}",
        )
        address = f"http://{HERE}:{number}/enter?token="

        def ready() -> None:
            sys.stdout.write((token if token_only else address + token) + "\n")
            sys.stdout.flush()
            welcome(bench, desk)
            if browser and not token_only:
                # The arguments of a browser can be seen by other users: it gets a token for once.
                show = threading.Thread(
                    target=webbrowser.open, args=(address + guard.ticket(),), daemon=True
                )
                show.start()

        run(uvicorn.Config(application(bench, guard), **CALM), taken, ready)


def serve_workbench(location: str, wish: Wish, desk: Desk) -> None:
    """Serve the case at a place to whoever has an account."""
    end_on_signals()
    place = place_of(location, wish.accounts)
    here = is_loopback(wish.host)
    if not here and not place.exists():
        raise ServingRefused(NOBODY.format(host=wish.host))
    if (wish.certificate is None) != (wish.key is None):
        raise ServingRefused("HTTPS needs both: --certificate FILE and --key FILE.")
    with Accounts.open(place, create=True) as accounts:
        if not accounts.all():
            if not here:
                raise ServingRefused(NOBODY.format(host=wish.host))
            desk.note("There is no account yet. Add one: sayso account add NAME --role owner")
        ways = CALM | told_by_proxy(wish) | encrypted(wish)
        with bound(wish.host, wish.port) as taken, Bench.at(location) as bench:
            number = taken.getsockname()[1]
            guard = guard_for(wish, accounts, number)
            config = uvicorn.Config(application(bench, guard), **ways)
            run(config, taken, lambda: announce(bench, wish, number, desk))


NOBODY = (
    "There is no account yet, so nobody could come in: {host} is not served. "
    "Add one first: sayso account add NAME --role owner"
)
CALM: dict[str, Any] = {
    "http": PatientProtocol,
    "log_config": None,
    "log_level": "error",
    "access_log": False,
    "server_header": False,
    "proxy_headers": False,
    "lifespan": "off",
    "ws": "none",
    "timeout_graceful_shutdown": GRACE,
    "limit_concurrency": MOST_CONNECTIONS,
}


def guard_for(wish: Wish, accounts: Accounts, port: int) -> Guard:
    """Who may come in, and by which names the server goes."""
    bare = f"[{wish.host}]" if ":" in wish.host else wish.host
    everywhere = wish.host in EVERYWHERE
    names = {HERE, "localhost", "[::1]", bare, *wish.names}
    if everywhere:
        names.add(socket.gethostname())
    cookie = f"sayso_{port}"
    return Guard(
        hosts=frozenset(name.lower() for name in names),
        numbers=everywhere,
        # A name that only a page under HTTPS of just this host can set.
        cookie=f"__Host-{cookie}" if wish.secure else cookie,
        secure=wish.secure,
        accounts=accounts,
        flow=Flow(),
    )


def told_by_proxy(wish: Wish) -> dict[str, Any]:
    """What a proxy in front is believed: whom it speaks for, and that they speak HTTPS."""
    if wish.proxy is None:
        return {}
    return {"proxy_headers": True, "forwarded_allow_ips": wish.proxy}


def encrypted(wish: Wish) -> dict[str, Any]:
    """What the server needs to speak HTTPS. Raises ServingRefused where the files do not serve."""
    if wish.certificate is None or wish.key is None:
        return {}
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
            wish.certificate, wish.key, password=""
        )
    except (OSError, ssl.SSLError) as error:
        words = error.strerror or error
        raise ServingRefused(
            f"{wish.certificate} and {wish.key} cannot be used for HTTPS: {words}."
        ) from error
    return {"ssl_certfile": wish.certificate, "ssl_keyfile": wish.key}


def announce(bench: Bench, wish: Wish, port: int, desk: Desk) -> None:
    """Tell where the server answers, and what it cannot keep from others."""
    host = wish.names[0] if wish.names and wish.host in EVERYWHERE else wish.host
    host = f"[{host}]" if ":" in host else host
    scheme = "https" if wish.certificate else "http"
    sys.stdout.write(f"{scheme}://{host}:{port}/\n")
    sys.stdout.flush()
    if not wish.secure and not is_loopback(wish.host):
        desk.note(
            "This is plain HTTP: whoever shares the network can read along, passwords too. "
            "Give --certificate and --key, or put a proxy that speaks HTTPS in front (--proxy)."
        )
    welcome(bench, desk)


def welcome(bench: Bench, desk: Desk) -> None:
    """A word on what is open, and how to end it."""
    if not bench.writable:
        copied = "" if bench.copied_to is None else " A copy of it is weighed and shown."
        desk.note(f"{bench.name} may only be read: nothing can be judged or added.{copied}")
    desk.note(f"The workbench of {bench.name} is open. Ctrl-C ends it.")


def run(config: uvicorn.Config, taken: socket.socket, ready: Callable[[], None]) -> None:
    """Answer until somebody ends it."""
    try:
        Server(config, ready).run(sockets=[taken])
    except KeyboardInterrupt:
        raise KeyboardInterrupt("the case is closed, and what was decided is kept") from None


def bound(host: str, port: int | None) -> socket.socket:
    """The port, taken: the one that is named, else 8765 or a free one.

    Raises ServingRefused where it cannot be had.
    """
    try:
        family, *_, found = socket.getaddrinfo(host, port or PORT, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise ServingRefused(f"{host} is no address of this machine.") from error
    for number in (port,) if port else (PORT, 0):
        taken = socket.socket(family)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((found[0], number))
        except OSError as error:
            taken.close()
            if error.errno != errno.EADDRINUSE or number != PORT or port:
                raise ServingRefused(why_not(error, host, number)) from error
        else:
            return taken
    raise AssertionError("a free port is always found, or told why not")


def why_not(error: OSError, host: str, port: int) -> str:
    """Why a port cannot be had."""
    match error.errno:
        case errno.EADDRINUSE:
            return f"Port {port} is taken by another program. Name another one: --port {port + 1}"
        case errno.EACCES:
            return f"You may not use port {port}. Name one from 1024 on: --port {PORT}"
        case errno.EADDRNOTAVAIL:
            return f"{host} is no address of this machine."
        case _:
            return f"Port {port} of {host} cannot be used: {error.strerror}."


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def end_on_signals() -> None:
    """Let a request to end, or a terminal that closes, end as Ctrl-C does: everything is closed."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)
