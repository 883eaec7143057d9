"""A copy of a case to work on, where the case itself may only be read."""

from __future__ import annotations

from pathlib import Path

from sayso.record import sqlite
from sayso.record.case import BUSY_WAIT, Case
from sayso.record.place import check, locate
from sayso.record.transfer import entries, take_over


def duplicate(location: str, folder: Path) -> Path:
    """Copy the case at a place, as it was last committed, into a folder; where the copy lies.

    A case in a database is copied into a file. Raises CaseMissing, CaseCorrupt, CaseReadOnly or
    CaseFull.
    """
    place = locate(location)
    if place.path is None:
        target = folder / f"{place.name}.sayso"
        with (
            Case.open(location) as case,
            Case.open(str(target), create=True, blank=True) as copy,
        ):
            take_over(copy.store, entries(case.store))
        return target
    path = place.path
    target = folder / path.name
    check(path, create=False)
    engine = sqlite.connect(path, sqlite.way_to(path), BUSY_WAIT)
    try:
        with sqlite.told(str(path)):
            sqlite.back_up(engine, target)
    finally:
        engine.dispose()
    return target
