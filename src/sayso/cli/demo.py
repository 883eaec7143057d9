"""`sayso demo`: the invented reports that come with sayso, unpacked and read into a case."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs, as in app.py

from __future__ import annotations

import shutil
import sys
from contextlib import chdir
from pathlib import Path
from typing import Annotated

import typer

import sayso
from sayso.cli.options import DEFAULT_CASE, Quiet

# What is unpacked, and into which folder: the one that the tour and the examples of `--help` name.
NAME = "demo"
PARTS = ("reports", "registers", "hide.txt", "types.toml")
# What the command leaves in its folder: with nothing else there, it may go on where it was stopped.
CASE_FILES = ("case.sayso", "case.sayso-wal", "case.sayso-shm")
# A confession in custody, told three deep.
SHOWN = "demo/reports/hastrel-courier/2019-09-14-sent-by-colonel.html"
OwnCase = Annotated[
    str,
    typer.Option(
        "--case", metavar="PATH_OR_URL", help="Not looked at: the demo has a case of its own."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: sayso demo")(demo)


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to; new or empty.")
    ] = Path("sayso-demo"),
    *,
    quiet: Quiet = False,
    case: OwnCase = DEFAULT_CASE,
) -> None:
    """Unpack the invented reports that come with sayso, and read them into a case.

    In that folder every example of the tour in the README works as it is printed.
    """
    from sayso.cli.add import add_reports
    from sayso.cli.desk import Desk
    from sayso.read import Hints

    unpack(shipped(), folder)
    with chdir(folder):
        add_reports([f"{NAME}/reports"], Hints(), DEFAULT_CASE, Desk(quiet=quiet))
    if not quiet:
        sys.stdout.write(next_steps(folder))


def shipped() -> Path:
    """Where the demo lies: in the installed package, or beside `src` in a checkout."""
    package = Path(sayso.__file__).parent
    inside = package / NAME
    return inside if inside.is_dir() else package.parents[1] / NAME


def unpack(source: Path, folder: Path) -> None:
    """Copy the demo into a folder that holds nothing else.

    Raises BadParameter where it holds something of the user's own, or cannot be written.
    """
    try:
        there = {path.name for path in folder.iterdir()} if folder.exists() else set()
        if not there <= {NAME, *CASE_FILES} or (there and NAME not in there):
            raise typer.BadParameter(
                f"{folder} holds something else. Name a folder that is new or empty."
            )
        for part in PARTS:
            target = folder / NAME / part
            if (source / part).is_dir():
                shutil.copytree(source / part, target, dirs_exist_ok=True)
            else:
                shutil.copyfile(source / part, target)
    except OSError as error:
        raise typer.BadParameter(f"{folder} cannot be used: {error.strerror}") from error


def next_steps(folder: Path) -> str:
    """What to type now."""
    return f"""
Three affairs in invented countries, told by fifteen outlets. Now:

    cd {folder}
    sayso show {SHOWN}
    sayso weigh
    sayso open

and every other example of the ten-minute tour, which works in that folder as it is printed.
"""
