"""The public data that quality is measured on; no part of the project: gates skip without it."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from kept import Kept
from sayso.model import Analysis, Report, identify
from sayso.read import Source, find_sources, read

DEMO = Path(__file__).resolve().parents[2] / "demo" / "reports"
BESIDE = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    for place in (os.environ.get("SAYSO_SHARED"), str(BESIDE)):
        if place and (Path(place) / "data").is_dir():
            return Path(place)
    pytest.skip("no data folder: name one in SAYSO_SHARED to run this gate")


def plain(path: str, text: str) -> Report:
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Report(identify("r", digest), path, digest, "text/plain", text)


@pytest.fixture(scope="session")
def polnear(shared: Path, kept: Kept) -> list[Analysis]:
    """Every report of PolNeAR's development half, analysed."""
    files = sorted((shared / "data" / "polnear" / "dev" / "text").glob("*.txt"))
    return [kept.analyse(plain(str(f), f.read_bytes().decode("utf-8"))) for f in files]


@pytest.fixture(scope="session")
def re3d(shared: Path, kept: Kept) -> list[Analysis]:
    """Every document of re3d, analysed."""
    documents = []
    for file in sorted((shared / "data" / "re3d").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            documents.append(kept.analyse(plain(f"{record['id']}.txt", record["text"])))
    return documents


@pytest.fixture(scope="session")
def events(shared: Path, kept: Kept) -> list[Analysis]:
    """Every sentence of PLOVER's gold, odd half, analysed."""
    lines = (shared / "data" / "events" / "plover_gsr_odd.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in lines.splitlines()]
    return [kept.analyse(plain(f"{row['id']}.txt", row["text"] + "\n")) for row in rows]


@pytest.fixture(scope="session")
def demo(kept: Kept) -> list[Analysis]:
    """Every report of the demo, analysed."""
    found = []
    for source in find_sources([str(DEMO)]):
        assert isinstance(source, Source)
        for reading in read(source):
            assert isinstance(reading, tuple)
            found.append(kept.analyse(reading[0]))
    return found
