"""Where answers go: the ledger of a case, or a folder of results. One process writes to it."""

from __future__ import annotations

import errno
import fcntl
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Protocol

import numpy as np

from sayso.contract import from_json
from sayso.errors import ResultsFailed
from sayso.intake import Failure
from sayso.model import Original
from sayso.read import Hints
from sayso.record import Case, Outcome
from sayso.scale.parcel import Read, mark
from sayso.scale.results import Row, arrow, kept_ids, row_of, write_part

# A part is written when it has so many rows, so many bytes before they are packed, or its first row
# has waited so many seconds: that is what a client that is killed has to read once more.
ROWS = 1000
BYTES = 64 * 2**20
SECONDS = 60.0


class Shelf(Protocol):
    """What keeps the analyses of a run."""

    @property
    def shown(self) -> str:
        """What a person calls it."""

    def known(self, ids: Sequence[str]) -> Mapping[str, str | None]:
        """Which of these reports need no second analysis; see `Parcel.known`."""

    def keep(self, read: Read, original: Original) -> Outcome:
        """Keep an analysis, whole or not at all. Raises AnalysisError for one that is not sound."""

    def fail(self, failure: Failure) -> None:
        """Note that a report could not be read."""

    def close(self) -> None:
        """See that all that was kept is on the disk."""


class Ledger:
    """A case. Each report is a transaction of its own."""

    def __init__(self, case: Case, version: str, hints: Hints) -> None:
        self._case = case
        self._version = version
        self._hints = hints

    @property
    def shown(self) -> str:
        """See `Shelf`."""
        return self._case.store.place.shown

    def known(self, ids: Sequence[str]) -> Mapping[str, str | None]:
        """See `Shelf`. Where the user told facts, those that the case has decide."""
        mine = [name for name in ids if self._case.analysed_by(name) == self._version]
        if self._hints == Hints():
            return dict.fromkeys(mine)
        return {name: mark(self._case.analysis(name).report) for name in mine}

    def keep(self, read: Read, original: Original) -> Outcome:
        """See `Shelf`. Raises CaseError, too, where the file fails."""
        return self._case.put(original, from_json(json.loads(read.body)))

    def fail(self, failure: Failure) -> None:
        """See `Shelf`."""
        self._case.fail(failure.path, failure.reason)

    def close(self) -> None:
        """See `Shelf`: every transaction is on the disk already."""


class Folder:
    """A folder of results. Rows wait until there are enough of them for a part.

    Raises ResultsFailed where the folder cannot be written to, or another process writes to it, and
    Broken where a part that it holds is damaged.
    """

    def __init__(
        self,
        place: Path,
        version: str,
        hints: Hints,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        arrow()
        self._place = place
        self._hints = json.dumps(asdict(hints))
        self._clock = clock
        self._rows: list[Row] = []
        self._size = 0
        self._since = 0.0
        self._lock = self._alone()
        self._kept = _Ids(kept_ids(place, version, self._hints))

    @property
    def shown(self) -> str:
        """See `Shelf`."""
        return str(self._place)

    def known(self, ids: Sequence[str]) -> Mapping[str, str | None]:
        """See `Shelf`: what the same version read with the same facts told."""
        return {name: None for name in ids if name in self._kept}

    def keep(self, read: Read, original: Original) -> Outcome:
        """See `Shelf`. Raises ResultsFailed."""
        if read.id in self._kept:
            return Outcome.UNCHANGED
        if not self._rows:
            self._since = self._clock()
        self._rows.append(row_of(read.body, original, self._hints))
        self._size += len(read.body) + len(original.data)
        self._kept.add(read.id)
        waited = self._clock() - self._since
        if len(self._rows) >= ROWS or self._size >= BYTES or waited >= SECONDS:
            self._write()
        return Outcome.ADDED

    def fail(self, failure: Failure) -> None:
        """See `Shelf`: a folder of results has no place for what is none."""

    def close(self) -> None:
        """See `Shelf`. Raises ResultsFailed."""
        try:
            self._write()
        finally:
            self._lock.close()

    def _write(self) -> None:
        rows, self._rows, self._size = self._rows, [], 0
        if rows:
            try:
                write_part(self._place, rows)
            except OSError as error:
                raise self._failed(error) from error

    def _alone(self) -> IO[bytes]:
        """A lock that other processes see, and that ends with this one however it ends."""
        try:
            self._place.mkdir(parents=True, exist_ok=True)
            lock = (self._place / ".lock").open("ab")
        except OSError as error:
            raise self._failed(error) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.close()
            raise ResultsFailed(
                f"{self._place}: another process writes its results here; wait for it, or name "
                "another folder"
            ) from error
        for unfinished in self._place.glob(".*.unfinished"):
            unfinished.unlink()  # of a process that was killed while it wrote
        return lock

    def _failed(self, error: OSError) -> ResultsFailed:
        if error.errno in {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}:
            return ResultsFailed(
                f"There is no room left to write to {self._place}. The parts that it holds stay; "
                "make room, and run the same command again."
            )
        return ResultsFailed(f"{self._place} cannot be written to: {error.strerror or error}")


class _Ids:
    """Many ids in little memory: eight bytes each for those that were there, more for new ones."""

    # When so many new ones have come they join the others.
    _MANY = 100_000

    def __init__(self, ids: Iterable[str]) -> None:
        self._old = np.unique(np.fromiter((_number(name) for name in ids), dtype=np.uint64))
        self._new: set[int] = set()

    def __contains__(self, name: str) -> bool:
        number = _number(name)
        at = int(np.searchsorted(self._old, np.uint64(number)))
        return number in self._new or (at < len(self._old) and int(self._old[at]) == number)

    def add(self, name: str) -> None:
        self._new.add(_number(name))
        if len(self._new) >= self._MANY:
            self._old = np.union1d(self._old, np.fromiter(self._new, dtype=np.uint64))
            self._new = set()


def _number(name: str) -> int:
    """An id, "r" and twelve hexadecimal digits, as a number."""
    return int(name[1:], 16)
