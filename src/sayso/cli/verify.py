"""`sayso verify`: whether a case still holds what was put in, or a pack what was packed."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from sayso.cli.boundary import FAILED
from sayso.cli.desk import Desk
from sayso.export.pack.check import Trust, check, verdict
from sayso.export.pack.container import opened
from sayso.export.pack.signature import read_public
from sayso.export.pack.timestamp import read_certificates
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


def print_pack_faults(place: Path, signer: Path | None, authority: Path | None, desk: Desk) -> None:
    """Print each fault of a pack in one line, a word on its seals, and what follows from them.

    The exit code is 1 for a fault.
    """
    trust = Trust(
        read_public(signer) if signer else None,
        tuple(read_certificates(authority)) if authority else None,
    )
    words = []
    with opened(place) as pack:
        for word in check(pack, trust):
            words.append(word)
            if word.is_fault or not desk.quiet:
                sys.stdout.write(f"{flat(str(place))}: {flat(word.sentence)}\n")
        held = len(pack.names)
    end = verdict(words)
    if not desk.quiet:
        told = end or f"all {held} files are as they were packed"
        sys.stdout.write(f"{flat(str(place))}: {told}\n")
    if end is not None:
        raise typer.Exit(FAILED)
