"""A copy of a case to work on, where the case itself may only be read."""

from __future__ import annotations

from pathlib import Path

from sayso.record import sqlite
from sayso.record.case import BUSY_WAIT
from sayso.record.store import locate, way_to


def duplicate(location: str, folder: Path) -> Path:
    """Copy the case at a place, as it was last committed, into a folder; where the copy lies.

    Raises CaseMissing, CaseCorrupt, CaseReadOnly or CaseFull.
    """
    path = locate(location)
    target = folder / path.name
    engine = sqlite.connect(path, way_to(path, create=False), BUSY_WAIT)
    try:
        with sqlite.told(str(path)):
            sqlite.back_up(engine, target)
    finally:
        engine.dispose()
    return target
