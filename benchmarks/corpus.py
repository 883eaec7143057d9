"""The texts that the benchmarks read, and where they lie.

The data is no part of the project. `--shared DIR` or the variable SAYSO_SHARED names its folder;
without it the benchmarks that need it are left out, and the others read the demo's reports.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from sayso.model import Report
from sayso.read import Hints, Source, find_sources, read

ROOT = Path(__file__).resolve().parent.parent


def find_shared(told: str | None = None) -> Path | None:
    """The folder of the data, where there is one: told, in SAYSO_SHARED, or beside the project."""
    for place in (told, os.environ.get("SAYSO_SHARED"), str(ROOT.parent / "shared")):
        if place and (Path(place) / "data").is_dir():
            return Path(place)
    return None


def reports_at(*places: str) -> Iterator[Report]:
    """The reports that can be read at the places."""
    for source in find_sources(list(places)):
        if isinstance(source, Source):
            for reading in read(source, Hints()):
                if isinstance(reading, tuple):
                    yield reading[0]


def write_texts(lines: Path, folder: Path) -> list[Path]:
    """One text file for each JSON line with `id` and `text`, in the order of the lines."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for line in lines.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        path = folder / f"{record['id']}.txt"
        path.write_bytes(record["text"].encode("utf-8"))
        written.append(path)
    return written
