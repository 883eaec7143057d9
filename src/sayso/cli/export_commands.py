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
    app.command("import", epilog="Example: sayso import folder --case new.sayso")(import_)
    app.command(epilog="Example: sayso copy case.sayso copy.sayso")(copy)


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="stix, ftm, prov, graphml, gexf, csv, parquet, jsonld, or case for all of it.",
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


def import_(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What sayso export case wrote.")],
    *,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Make a new case of a folder that `export case` wrote: nothing added, nothing lost."""
    from sayso.cli.desk import Desk
    from sayso.cli.export import import_case

    import_case(folder, case, Desk(quiet=quiet))


def copy(
    source: Annotated[str, typer.Argument(metavar="CASE", help="The case to copy.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Where no case is yet.")],
    *,
    quiet: Quiet = False,
) -> None:
    """Copy a whole case to another place, with its judgements and its log."""
    from sayso.cli.desk import Desk
    from sayso.cli.export import copy_case

    copy_case(source, target, Desk(quiet=quiet))
