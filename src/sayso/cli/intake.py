"""From arguments to reports and analyses; what fails is told at the desk, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sayso.cli.desk import Desk
from sayso.errors import AnalysisError, ReadError, SaysoError
from sayso.model import Analysis, Report
from sayso.pipeline import analyse
from sayso.read import Hints, Reading, Source, find_sources, read

Failure = ReadError | AnalysisError
FAILURES = (ReadError, AnalysisError)


@contextmanager
def boundary_of_one(path: str) -> Iterator[None]:
    """Whatever goes wrong inside comes out as an error that names the report.

    A mistake of ours, or of a library, that one report brings to light must not cost the user the
    others: it is told with its kind, counted as a failure, and noted in the case.
    """
    try:
        yield
    except SaysoError:
        raise
    except Exception as error:
        raise AnalysisError(path, f"{type(error).__name__}: {error}") from error


def reports(
    arguments: list[str], hints: Hints, desk: Desk, *, printing: bool = False
) -> Iterator[Reading | Failure]:
    """Each report that the arguments lead to, or why there is none."""
    sources = list(find_sources(arguments))
    for source in desk.track(sources, printing=printing):
        if isinstance(source, ReadError):
            yield source
        else:
            yield from reports_in(source, hints)


def reports_in(source: Source, hints: Hints) -> Iterator[Reading | Failure]:
    """The reports of one source."""
    try:
        with boundary_of_one(source.path):
            yield from read(source, hints)
    except AnalysisError as error:
        yield error


def analyses(
    arguments: list[str], hints: Hints, desk: Desk, *, printing: bool = False
) -> Iterator[Analysis]:
    """The analysis of each report that could be read; complaints go to the desk."""
    for found in reports(arguments, hints, desk, printing=printing):
        try:
            if isinstance(found, FAILURES):
                raise found
            analysis = analysed(found[0])
        except FAILURES as error:
            desk.complain(error)
        else:
            tell_flags(analysis.report, desk)
            yield analysis


def analysed(report: Report) -> Analysis:
    """The analysis of `report`. Raises AnalysisError, whatever went wrong inside."""
    with boundary_of_one(report.path):
        return analyse(report)


def tell_flags(report: Report, desk: Desk) -> None:
    """Say what a person should know about a report that was kept."""
    for flag in report.flags:
        desk.note(f"{report.path}: {flag}")
