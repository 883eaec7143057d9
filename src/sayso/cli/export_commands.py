"""The commands by which a case leaves sayso."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs, as in app.py
# ruff: noqa: PLR0913 - an option is a parameter

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import DEFAULT_CASE, AsOf, Case, Families, Quiet, ToldBy


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog="Example: sayso export stix case.stix.json")(export)


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="stix, ftm, prov, graphml, gexf, csv, parquet or jsonld.",
        ),
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file or folder to write.")],
    *,
    as_of: AsOf = None,
    told_by: ToldBy = None,
    families: Families = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Write the case in a format that other programs read.

    No claim leaves without its whole chain of voices. The same case gives the same bytes.
    """
    from sayso.cli.desk import Desk
    from sayso.cli.export import export_case
    from sayso.cli.weigh import Asked

    asked = Asked(as_of, tuple(told_by or ()), families)
    export_case(case, form, out, asked, Desk(quiet=quiet))
