"""A cluster of two processes, shared by a module, and folders of reports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import dask
import distributed
import pytest
from scale_stubs import FOUND, folder_of, quick

from sayso.cli import archive
from sayso.scale.parcel import Job


@pytest.fixture(scope="session", autouse=True)
def importable() -> Iterator[None]:
    """Let other processes import the stubs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", FOUND, prepend=os.pathsep)
        yield


@pytest.fixture(scope="module")
def cluster(importable):
    """Two workers, each a process that is started anew when it is killed."""
    # A batch that one worker was lost with is taken apart.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            silence_logs=60,
        ) as made,
    ):
        yield made


@pytest.fixture
def stubbed(monkeypatch) -> None:
    """`sayso add --engine dask` makes analyses that take no time."""
    monkeypatch.setattr(archive, "Job", partial(Job, analyse=quick))


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_CASE", raising=False)
    return tmp_path


@pytest.fixture
def many(here) -> Path:
    """A folder of sixty short reports, no two alike."""
    return folder_of("many", range(60))
