"""A cluster to hand work to: the cores of this machine, or a scheduler and workers elsewhere."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import CrewFailed, ExtraMissing
from sayso.scale.foreman import dismiss, engage

# How long to look for a scheduler, in seconds.
PATIENCE = 30
# Any free port, for this machine alone.
HERE = "127.0.0.1:0"
# A client of Dask, which carries no types.
Client = Any


def library() -> Any:  # noqa: ANN401
    """Dask's library for clusters. Raises ExtraMissing where it is not installed."""
    try:
        import distributed  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
    except ImportError as error:
        raise ExtraMissing("Work on a cluster", "archive") from error
    # What happens to a worker is told by what comes of its reports.
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    return distributed


@contextmanager
def crew(scheduler: str | None, workers: int) -> Iterator[Client]:
    """A cluster while the context lasts: that of `scheduler`, or so many processes of this machine.

    On this machine Dask runs within this process and opens no port but that of its dashboard, which
    only this machine can reach; each of its threads keeps a process that reads and analyses.
    Raises ExtraMissing, and CrewFailed where no scheduler answers.
    """
    distributed = library()
    if scheduler is not None:
        with _client(distributed, scheduler) as client:
            yield client
        return
    cluster = distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=workers,
        processes=False,
        # Else other machines could reach what they tell about themselves.
        dashboard_address=HERE,
        worker_dashboard_address=HERE,
        # What takes memory is in processes of its own, and in flight is never much.
        memory_limit=0,
        silence_logs=logging.CRITICAL,
    )
    engage()
    with cluster:
        try:
            with _client(distributed, cluster) as client:
                yield client
        finally:
            # Threads that wait for a bench come to an end with it, and then the cluster can.
            dismiss()


def _client(distributed: Any, place: Any) -> Client:  # noqa: ANN401
    try:
        return distributed.Client(place, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise CrewFailed(f"No scheduler answers at {place}: {reason}") from error


def page_of(client: Client, scheduler: str | None) -> str | None:
    """The address of the page on which Dask shows what it does; None where it has none.

    Whether a scheduler elsewhere has the library that draws the page is not known from here.
    """
    link = client.dashboard_link
    if scheduler is not None or not link:
        return link or None
    if importlib.util.find_spec("bokeh") is None:
        return None
    return f"http://127.0.0.1:{urlsplit(link).port}/status"


def threads(client: Client) -> int:
    """How many reports the cluster can read at once; workers come and go. Raises CrewFailed."""
    try:
        return int(sum(client.nthreads().values()))
    except OSError as error:
        raise gone() from error


def gone() -> CrewFailed:
    """What to tell where a cluster no longer answers."""
    return CrewFailed(
        "The cluster is gone. What had come back is kept, and the same command goes on from there."
    )
