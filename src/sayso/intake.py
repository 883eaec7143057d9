"""From files to reports, analyses, and what a case makes of them; each report stands for itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sayso.errors import AnalysisError, ReadError, SaysoError
from sayso.model import Analysis, Original, Report
from sayso.pipeline import analyse, version
from sayso.read import Hints, Reading, Source, read
from sayso.record import Case, Outcome

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


def reports_in(source: Source, hints: Hints) -> Iterator[Reading | Failure]:
    """The reports of one source."""
    try:
        with boundary_of_one(source.path):
            yield from read(source, hints)
    except AnalysisError as error:
        yield error


def analysed(report: Report) -> Analysis:
    """The analysis of `report`. Raises AnalysisError, whatever went wrong inside."""
    with boundary_of_one(report.path):
        return analyse(report)


def put(report: Report, original: Original, case: Case, hints: Hints) -> Outcome:
    """Put one report in, unless this version has read it already, with the same facts told."""
    if case.analysed_by(report.id) == version():
        known = case.analysis(report.id).report if hints != Hints() else None
        if known is None or replace(known, path=report.path) == report:
            return Outcome.UNCHANGED
    return case.put(original, analysed(report))
