"""A connection that does not send the head of a request is closed; any other goes on."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from sayso.cli import workbench_protocol
from sayso.cli.workbench import CALM
from sayso.cli.workbench_protocol import PatientProtocol

HEAD = b"GET / HTTP/1.1\r\nHost: here\r\n"


async def hello(scope, receive, send) -> None:
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]}
    )
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server that waits half a second for a head."""
    monkeypatch.setattr(workbench_protocol, "SLOWEST_HEAD", 0.5)
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(hello, **CALM))
    thread = threading.Thread(target=server.run, args=([taken],), daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield taken.getsockname()[1]
    server.should_exit = True
    thread.join(5)
    taken.close()


def test_the_server_of_a_team_uses_it() -> None:
    assert CALM["http"] is PatientProtocol


@pytest.mark.parametrize("sent", [b"", HEAD])
def test_a_head_that_does_not_come_is_not_waited_for(port: int, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as asking:
        asking.sendall(sent)
        began = time.monotonic()
        ended = b""
        try:
            # A byte now and then wins no time.
            while time.monotonic() - began < 4:
                asking.sendall(b"X: y\r\n" if sent else b"")
                asking.settimeout(0.1)
                try:
                    ended = asking.recv(100)
                    break
                except TimeoutError:
                    continue
        except OSError:
            pass
        assert ended == b""
        assert time.monotonic() - began < 3


def test_further_requests_are_answered_on_the_same_connection(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as asking:
        for _ in range(2):
            asking.sendall(HEAD)
            time.sleep(0.3)
            asking.sendall(b"\r\n")
            answer = b""
            while not answer.endswith(b"ok"):
                answer += asking.recv(1000)
            assert answer.startswith(b"HTTP/1.1 200")
            time.sleep(0.3)
        # Between two requests it waits as uvicorn does.
        time.sleep(0.7)
        asking.sendall(HEAD + b"\r\n")
        assert asking.recv(1000).startswith(b"HTTP/1.1 200")
