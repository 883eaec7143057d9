"""`sayso claims`: who said what in some reports; nothing is stored."""

from __future__ import annotations

from pathlib import Path

from sayso.cli.desk import Desk
from sayso.cli.intake import analyses
from sayso.cli.options import Format
from sayso.cli.output import opened, write
from sayso.read import Hints


def print_claims(
    inputs: list[str], hints: Hints, how: Format, out: Path | None, desk: Desk
) -> None:
    """Read what `inputs` lead to, and print the statements and claims of each report."""
    with opened(out) as file:
        write(analyses(inputs, hints, desk, printing=out is None), file, how)
    desk.close()
