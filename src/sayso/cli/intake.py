"""From arguments to reports and analyses; what fails is told at the desk, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.cli.desk import Desk
from sayso.errors import ReadError
from sayso.intake import FAILURES, Failure, analysed, reports_in
from sayso.model import Analysis, Report
from sayso.read import Hints, Reading, find_sources


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


def tell_flags(report: Report, desk: Desk) -> None:
    """Say what a person should know about a report that was kept."""
    for flag in report.flags:
        desk.note(f"{report.path}: {flag}")
