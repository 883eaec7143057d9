"""`sayso verify`: whether the case still holds what was put in."""

from __future__ import annotations

import sys

import typer

from sayso.cli.boundary import FAILED
from sayso.cli.desk import Desk
from sayso.pipeline import version
from sayso.read import reread
from sayso.record import Case, verify
from sayso.show.words import flat


def print_faults(location: str, desk: Desk) -> None:
    """Print each fault in one line as it is found; exit code 1 where there is one."""
    number = 0
    with Case.open(location) as case:
        for fault in verify(case, reread, version()):
            number += 1
            about = f"{fault.path} ({fault.report})" if fault.report else case.store.place.shown
            sys.stdout.write(f"{flat(about)}: {flat(fault.sentence)}\n")
        held = len(case.reports()) if not number else 0
    if number:
        raise typer.Exit(FAILED)
    if not desk.quiet:
        sys.stdout.write(f"{case.store.place.shown}: all {held} reports hold\n")
