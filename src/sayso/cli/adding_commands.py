"""`sayso add`: its options, those for archives among them."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs
# ruff: noqa: PLR0913 - an option is a parameter

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import (
    DEFAULT_CASE,
    Case,
    Inputs,
    Outlet,
    OwnTypes,
    Published,
    Quiet,
    Title,
)


class Reader(StrEnum):
    """What reads the reports."""

    HERE = "here"
    DASK = "dask"


def register(app: typer.Typer) -> None:
    """Give the command to the program."""
    app.command(epilog="Example: sayso add demo/reports/tellimar")(add)


def add(
    inputs: Inputs,
    *,
    published: Published = None,
    outlet: Outlet = None,
    title: Title = None,
    types: OwnTypes = None,
    engine: Annotated[
        Reader, typer.Option(help="What reads: this process, or a cluster of them.")
    ] = Reader.HERE,
    workers: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Processes of this machine; by default its cores."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A cluster elsewhere: where its scheduler listens."),
    ] = None,
    results: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Into Parquet files here, and into no case."),
    ] = None,
    limit: Annotated[
        float | None,
        typer.Option(min=0.1, metavar="SECONDS", help="How long one report may take (300)."),
    ] = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Read reports into a case.

    What the case holds already, read by the same version, is not read again; so after an
    interruption the same command goes on where it stopped. With `--engine dask` many processes
    read, of this machine or of others: see docs/archives.md.
    """
    from sayso.cli.add import add_reports
    from sayso.cli.desk import Desk
    from sayso.cli.ontology import start_using
    from sayso.read import Hints

    chosen = None
    if engine is Reader.DASK:
        if scheduler is not None and workers is not None:
            raise typer.BadParameter("A scheduler has workers of its own: leave out --workers.")
        from sayso.cli.archive import Engine
        from sayso.scale.parcel import LIMIT

        chosen = Engine(scheduler, workers, results, LIMIT if limit is None else limit)
    elif any(each is not None for each in (workers, scheduler, results, limit)):
        raise typer.BadParameter(
            "--workers, --scheduler, --results and --limit are for --engine dask."
        )
    start_using(types)
    add_reports(inputs, Hints(published, outlet, title), case, Desk(quiet=quiet), chosen)
