"""Work in a process of its own, beside the server: pages answer meanwhile."""

from __future__ import annotations

import signal
from collections.abc import Callable
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess


def aside(work: Callable[..., None], *args: object) -> tuple[SpawnProcess, Connection]:
    """Start `work(connection, *args)` in a new process; what it tells comes out of the connection.

    Ctrl-C reaches every process of a terminal: there it is held back, since the server ends them.
    """
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(there, *args), daemon=True)
    # What Python starts beside the first such process would let Ctrl-C through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        there.close()
    return process, here
