"""What goes over the wire: the job, a piece of an archive, and what came of each report in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sayso.contract import report_to_json, to_json
from sayso.errors import AnalysisError
from sayso.intake import FAILURES, Failure, analysed, boundary_of_one
from sayso.model import Analysis, Report
from sayso.own_types import OwnType
from sayso.read import Hints, Piece, Reading, read_piece

NO_HINTS = Hints()
# How long one report may take, in seconds. The longest text that sayso reads takes 50 s on an idle
# core (0.05 ms a character, a million of them), and machines are shared.
LIMIT = 300.0
# How often a report is tried that its process died of. A machine that is short of memory kills one
# by chance; three times in a row it was the report.
TRIES = 3


@dataclass(frozen=True, slots=True)
class Job:
    """What all reports of a run are read with.

    Workers that would make analyses of another `version` refuse it. `analyse` goes by name, so that
    a worker must be able to import it.
    """

    version: str
    types: tuple[OwnType, ...] = ()
    hints: Hints = NO_HINTS
    limit: float = LIMIT
    tries: int = TRIES
    analyse: Callable[[Report], Analysis] = analysed


@dataclass(frozen=True, slots=True)
class Parcel:
    """A piece of an archive, and the reports that need no second analysis.

    `known` maps their ids to the mark that each had, or to None where the id is enough.
    """

    piece: Piece
    known: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The file that it lay in."""
        return self.piece.path


@dataclass(frozen=True, slots=True)
class Read:
    """A report was read. `body` is the JSON of its analysis, in ASCII, the keys in their order."""

    id: str
    sha256: str
    media: str
    body: bytes
    outlet: str | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """A report needed no second analysis."""

    id: str


Answer = Read | Same | Failure


def answers_to(parcel: Parcel, job: Job) -> Iterator[Answer]:
    """What comes of each report in a parcel; nothing is raised for a bad one."""
    for found in _readings(parcel, job.hints):
        if isinstance(found, FAILURES):
            yield found
            continue
        report, original = found
        if report.id in parcel.known and parcel.known[report.id] in {None, mark(report)}:
            yield Same(report.id)
            continue
        try:
            with boundary_of_one(report.path):
                body = written(job.analyse(report))
        except AnalysisError as error:
            yield named(error, parcel.piece)
        else:
            outlet = report.outlet.value if report.outlet is not None else None
            yield Read(report.id, original.sha256, original.media, body, outlet, report.flags)


def _readings(parcel: Parcel, hints: Hints) -> Iterator[Reading | Failure]:
    try:
        with boundary_of_one(parcel.path):
            yield from read_piece(parcel.piece, hints)
    except AnalysisError as error:
        yield named(error, parcel.piece)


def named(error: AnalysisError, piece: Piece) -> AnalysisError:
    """The error with the name of the record or row, where the file holds many."""
    return AnalysisError(error.path, f"{piece.name}: {error.reason}") if piece.name else error


def written(analysis: Analysis) -> bytes:
    """The analysis as JSON. ASCII alone: half a surrogate pair, which a text can hold, stays."""
    return json.dumps(to_json(analysis), separators=(",", ":"), allow_nan=False).encode("ascii")


def mark(report: Report) -> str:
    """What tells a report from the same bytes with other facts told about them; not by its path."""
    told = json.dumps(report_to_json(replace(report, path="")))
    return hashlib.sha256(told.encode("ascii")).hexdigest()
