"""Work in a process of its own, beside the server: pages answer meanwhile."""

from __future__ import annotations

import signal
from collections.abc import Callable
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from sayso import passphrases


def begin(told: dict[str, str], work: Callable[..., None], *args: object) -> None:
    """What the new process does: its work, with the passphrases that this one knows."""
    passphrases.share(told)
    work(*args)


def aside(work: Callable[..., None], *args: object) -> tuple[SpawnProcess, Connection]:
    """Start `work(connection, *args)` in a new process; what it tells comes out of the connection.

    Ctrl-C reaches every process of a terminal: there it is held back, since the server ends them.
    """
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    told = (passphrases.known(), work, there, *args)
    process = context.Process(target=begin, args=told, daemon=True)
    # What Python starts beside the first such process would let Ctrl-C through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        there.close()
    return process, here
