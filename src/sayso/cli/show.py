"""`sayso show`: what a case holds, report by report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.cli.options import Format
from sayso.cli.output import console_for, opened, write
from sayso.errors import NotInCase
from sayso.model import Analysis
from sayso.record import Case
from sayso.record.judgement import verdicts as judged
from sayso.show.terminal import listing


def list_reports(location: str, out: Path | None) -> None:
    """Print one line for each report of the case."""
    with Case.open(location) as case, opened(out) as file:
        console_for(file).print(listing(case.reports()))


def show_reports(location: str, report: str | None, how: Format, out: Path | None) -> None:
    """Print the report that `report` names, or all."""
    with Case.open(location) as case:
        found = case.analyses() if report is None else named(case, report)
        with opened(out) as file:
            write(found, file, how, verdicts(case))


def named(case: Case, name: str) -> Iterator[Analysis]:
    """The reports that were read from the file `name`, or the one whose id starts so."""
    place = Path(name).absolute()
    from_file = [row.id for row in case.reports() if Path(row.path).absolute() == place]
    if not from_file and not name.isalnum():
        raise NotInCase(f"No report in {case.store.place.shown} was added from the file {name}.")
    return iter([case.analysis(report_id) for report_id in from_file or [name]])


def verdicts(case: Case) -> dict[str, str]:
    """What people decided about claims: the last word on each that was not taken back."""
    return {claim: said.value for claim, said in judged(case.judgements()).items()}
