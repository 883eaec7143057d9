"""HTTP for a team's server: a request whose head does not come is not waited for.

uvicorn waits for the head of a request as long as the connection stays open, so that a thousand
connections which send a byte now and then would keep everybody else out.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# Seconds from the beginning of a connection, or of a further request on it, to the end of the head:
# a browser that opens a connection ahead of need holds it idle for longer, and opens another.
SLOWEST_HEAD = 20.0


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, which closes a connection whose next head takes too long."""

    waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self.wait()

    def data_received(self, data: bytes) -> None:
        """Wait on where the head of a request has begun; no longer where it is whole."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self.wait()
        else:
            self.wait_no_more()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is left to wait for."""
        self.wait_no_more()
        super().connection_lost(exc)

    def wait(self) -> None:
        """Wait for a head, if that has not begun: more bytes of the same one win no time."""
        if self.waiting is None:
            self.waiting = self.loop.call_later(SLOWEST_HEAD, self.give_up)

    def wait_no_more(self) -> None:
        """The head is there."""
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None

    def give_up(self) -> None:
        """Close the connection; what was sent of the head is no request yet."""
        self.waiting = None
        if not self.transport.is_closing():
            self.transport.abort()
