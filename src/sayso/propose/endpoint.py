"""The one address at which a model is asked, and nobody else: the user's, to the letter.

    endpoint = Endpoint.of("http://localhost:11434/v1")
    data = ask(endpoint, body, key, Patience(60.0))

Only the standard library's plain client is used, since it does no more than it is told: it goes
through no proxy, follows no redirect and stores no cookie. Certificates are checked as always.
Whatever the server does, `ask` ends in time, reads an answer that has bounds, and raises only
errors of ours.
"""

from __future__ import annotations

import io
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, Self
from urllib.parse import urlsplit

from sayso.errors import AnswerUnusable, EndpointRefused

# What every server of this protocol answers at.
PATH = "/chat/completions"
# An answer takes some 20 kB (prompt.LONGEST_ANSWER); what a model thinks aloud, a few times that.
MOST = 1 << 20
# A server that is busy or broken is asked so many times in all, after 1, 2 and 4 seconds, or when
# it says itself, up to the longest.
TRIES = 4
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
BUSY = 429
BROKEN = 500
# What a server says of one question, and not of all: too long, or not to its liking.
OF_ONE = (400, 408, 409, 413, 422)
# So much of what a server says of an error is handed on.
LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address of the protocol, taken apart."""

    secure: bool
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, told: str) -> Self:
        """The endpoint at an address: that of the API (".../v1"), or with its path in full.

        Raises EndpointRefused where it is none.
        """
        refused = EndpointRefused(
            f"{clean(told.rpartition('@')[2])} is no address of a model. Give one like "
            "http://localhost:11434/v1, without a name or password in it."
        )
        try:
            parts = urlsplit(told)
            port = parts.port
        except ValueError as error:
            raise refused from error
        strange = re.search(r"[\s\x00-\x20\x7f\\]", told) or not told.isascii()
        if parts.scheme not in ("http", "https") or not parts.hostname or strange:
            raise refused
        if "@" in parts.netloc or parts.fragment:
            raise refused
        path = parts.path.rstrip("/") or "/v1"
        path = path if path.endswith(PATH) else path + PATH
        secure = parts.scheme == "https"
        port = (443 if secure else 80) if port is None else port
        return cls(secure, parts.hostname, port, f"{path}?{parts.query}" if parts.query else path)

    @property
    def name(self) -> str:
        """Host and port, as a case keeps them."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def shown(self) -> str:
        """The whole address; a query may hold a key and is left out."""
        return f"http{'s' if self.secure else ''}://{self.name}{self.path.partition('?')[0]}"

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine."""
        return self.host == "localhost" or is_loopback(self.host)

    def connection(self, seconds: float) -> HTTPConnection:
        """A connection to it, not yet open."""
        if not self.secure:
            return HTTPConnection(self.host, self.port, timeout=seconds)
        context = ssl.create_default_context()
        return HTTPSConnection(self.host, self.port, timeout=seconds, context=context)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one question may take in all, in seconds, and how to wait between two tries."""

    seconds: float
    pause: Callable[[float], None] = time.sleep


class Later(Exception):
    """The server is busy or broken for now; `seconds` as it asks for. Does not leave the module."""

    def __init__(self, words: str, seconds: float | None) -> None:
        super().__init__(words)
        self.seconds = seconds


class Timed(io.RawIOBase):
    """What comes over a line, up to a point in time: a trickle does not buy more of it."""

    def __init__(self, line: socket.socket, until: float) -> None:
        super().__init__()
        self.line = line
        self.until = until

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - of the base class
        """Read what is there. Raises TimeoutError when the time is over."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self.line.settimeout(left)
        return self.line.recv_into(buffer)


class Line:
    """An open line as `http.client` uses one, on which an answer has to come in time."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self.line = line
        self.until = until

    def sendall(self, data: bytes) -> None:
        """Send all of it."""
        self.line.settimeout(max(0.001, self.until - time.monotonic()))
        self.line.sendall(data)

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        """The answer as it comes."""
        return io.BufferedReader(Timed(self.line, self.until))

    def close(self) -> None:
        """Nothing: `http.client` calls this when it has the head of an answer."""

    def hang_up(self) -> None:
        """Close the line."""
        self.line.close()


def ask(endpoint: Endpoint, body: bytes, key: str | None, patience: Patience) -> bytes:
    """The body of the answer to a question.

    Raises EndpointRefused where it makes no sense to ask there again, AnswerUnusable where this
    question alone was not answered.
    """
    pause = FIRST_PAUSE
    for left in reversed(range(TRIES)):
        try:
            return ask_once(endpoint, body, key, patience.seconds)
        except Later as later:
            if not left:
                raise AnswerUnusable(f"{later}, {TRIES} times") from None
            patience.pause(min(LONGEST_PAUSE, later.seconds or pause))
            pause *= 2
    raise AssertionError  # the last try returns or raises


def ask_once(endpoint: Endpoint, body: bytes, key: str | None, seconds: float) -> bytes:
    """The body of the answer. Raises as `ask` does, and Later."""
    until = time.monotonic() + seconds
    connection = endpoint.connection(seconds)
    try:
        line = opened(connection, endpoint, until)
        try:
            connection.request("POST", endpoint.path, body, headers(key))
            with connection.getresponse() as response:
                return read(response)
        except TimeoutError as error:
            raise AnswerUnusable(f"no answer within {seconds:g} seconds") from error
        except (OSError, HTTPException, ValueError) as error:
            # ValueError: a line of the answer is not what HTTP has there.
            said = clean(str(error)) or type(error).__name__
            raise AnswerUnusable(f"the connection broke off ({said})") from error
        finally:
            line.hang_up()
    finally:
        connection.close()


def opened(connection: HTTPConnection, endpoint: Endpoint, until: float) -> Line:
    """An open line to the endpoint. Raises EndpointRefused."""
    try:
        connection.connect()
    except (OSError, HTTPException, ValueError) as error:
        raise EndpointRefused(f"{endpoint.shown} does not answer: {clean(str(error))}.") from error
    line = Line(connection.sock, until)
    # A name of this machine may have been pointed elsewhere.
    if endpoint.is_here and not is_loopback(connection.sock.getpeername()[0]):
        line.hang_up()
        raise EndpointRefused(f"{endpoint.host} is not this machine. Nothing was sent.")
    connection.sock = line
    return line


def headers(key: str | None) -> dict[str, str]:
    """What is told beside the question; no version of anything, and nothing of who asks."""
    told = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Connection": "close",
        "User-Agent": "sayso",
    }
    return told | ({"Authorization": f"Bearer {key}"} if key else {})


def read(response: HTTPResponse) -> bytes:
    """The body of a response. Raises as `ask_once` does."""
    code = response.status
    if code == BUSY or code >= BROKEN:
        raise Later(f"the server answers {code}", wished(response.getheader("Retry-After")))
    if 300 <= code < 400:
        raise EndpointRefused(
            f"The server answers {code} and points elsewhere. sayso asks nobody but the address "
            "that you give: give the right one."
        )
    data = response.read(MOST + 1)
    if code != 200:
        words = clean(data.decode("utf-8", "replace"))
        sentence = f"the server answers {code}: {words}" if words else f"the server answers {code}"
        if code in OF_ONE:
            raise AnswerUnusable(sentence)
        raise EndpointRefused(f"T{sentence[1:]}")
    if len(data) > MOST:
        raise AnswerUnusable(f"the answer is longer than {MOST // 1024:,} kB")
    return data


def wished(told: str | None) -> float | None:
    """How many seconds to wait, where a server says so in seconds."""
    return float(told) if told and re.fullmatch(r"\d{1,4}", told, re.ASCII) else None


def clean(words: str) -> str:
    """Words of a stranger on one line, without anything that steers a terminal, and short."""
    plain = "".join(sign if sign.isprintable() else " " for sign in words[: 4 * LONGEST_WORDS])
    line = " ".join(plain.split())
    return line if len(line) <= LONGEST_WORDS else line[: LONGEST_WORDS - 1] + "…"


def is_loopback(host: str) -> bool:
    """Whether an address is one of this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
