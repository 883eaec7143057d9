"""An empty folder to work in, and a few reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from kept import Kept
from sayso import intake

REPORTS = {
    "papers.txt": (
        "PORT VESSA, March 12 2016 (Courier) - Court papers say that a former clerk admitted under "
        "questioning that the Vessan Guard had sent four officers to spy on the ministry.\n\n"
        '"They never got past the gate," a senior official told the Courier.\n'
    ),
    "shelling.txt": (
        "The Vessan Guard shelled the town of Norrby on Tuesday, killing two farmers, the Relief "
        "Union said. Commander Ilve Sandor denied that the Guard had shelled Norrby.\n"
    ),
    "arrests.txt": (
        "Police detained three members of the Norrby League on Friday, according to two officials "
        "who spoke on condition of anonymity. The League called a strike.\n"
    ),
}


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    """An empty folder to work in, with the plainest of environments."""
    monkeypatch.chdir(tmp_path)
    for name in ("SAYSO_CASE", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture(autouse=True)
def read_once(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one command has read in this process, no other reads again."""
    monkeypatch.setattr(intake, "analyse", kept.analyse)


@pytest.fixture
def folder(here) -> Path:
    """A folder `news` with three short reports."""
    place = here / "news"
    place.mkdir()
    for name, text in REPORTS.items():
        (place / name).write_text(text, "utf-8")
    return place
