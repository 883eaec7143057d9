"""A server of the protocol on this machine that answers as a test says: well, badly, or never."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Request:
    """What the server was sent."""

    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.raw)

    @property
    def report(self) -> str:
        """The text between the two marks."""
        asked = self.body["messages"][1]["content"]
        return asked.partition("\n")[2].rpartition("\n")[0]


Behaviour = Callable[[Request, BaseHTTPRequestHandler], None]


@dataclass
class Model:
    """A server that runs, where it is, and what it was sent."""

    port: int
    requests: list[Request] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"


@contextmanager
def served(behaviour: Behaviour) -> Iterator[Model]:
    """A server that answers every request by `behaviour`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            request = Request(self.path, dict(self.headers), self.rfile.read(length))
            model.requests.append(request)
            with suppress(OSError):
                behaviour(request, self)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    model = Model(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, data: bytes, code: int = 200, **headers: str) -> None:
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def envelope(content: object, **more: Any) -> bytes:
    """An answer of the protocol that says `content`."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}}
    choice["finish_reason"] = more.pop("finish", "stop")
    return json.dumps({"id": "x", "choices": [choice], **more}).encode()


def saying(*proposals: Any, **more: Any) -> Behaviour:
    """Answers every question with these proposals."""
    content = json.dumps({"proposals": list(proposals)})
    return lambda _, handler: send(handler, envelope(content, **more))


def raw(data: bytes, code: int = 200, **headers: str) -> Behaviour:
    """Answers every question with these bytes."""
    return lambda _, handler: send(handler, data, code, **headers)


def free_port() -> int:
    """A port at which nobody answers."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
