"""The commands of the second reader: a language model, where the user names one."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs, as in app.py
# ruff: noqa: PLR0913 - an option is a parameter

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import DEFAULT_CASE, Case, Format, How, Name, Out, Quiet, Why

Reports = Annotated[
    list[str] | None,
    typer.Argument(metavar="REPORT", help="Ids of reports, or files as added; else all."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(
        epilog="Example: sayso propose --endpoint http://localhost/v1 --model NAME --dry-run"
    )(propose)
    app.command(epilog="Example: sayso proposals")(proposals)


def propose(
    reports: Reports = None,
    *,
    endpoint: Annotated[str, typer.Option(metavar="URL", help="Where the model answers.")],
    model: Annotated[str, typer.Option(metavar="NAME", help="The model, as the server calls it.")],
    key_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Holds the server's key; else SAYSO_MODEL_KEY does."),
    ] = None,
    budget: Annotated[
        int | None, typer.Option(metavar="TOKENS", min=1, help="Stop before more are spent.")
    ] = None,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=1, max=3600, help="At most so long an answer.")
    ] = 120.0,
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Let texts leave this machine.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be sent, and send nothing.")
    ] = False,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Ask a language model of yours what sayso did not read.

    Only the texts of the reports are sent, one by one, and only there. What comes back and does not
    quote the report exactly is dropped; the rest is kept apart, as proposals. None of them counts
    until a person accepts it. After an interruption the same command goes on where it stopped.
    """
    from sayso.cli import propose as second
    from sayso.cli.desk import Desk

    wish = second.Wish(endpoint, model, key_file, budget, timeout, allow_remote, dry_run)
    second.propose(case, reports or [], wish, Desk(quiet=quiet))


def proposals(
    reports: Reports = None,
    *,
    accept: Annotated[
        str | None,
        typer.Option("--accept", metavar="ID", help="The report says so: add it as a claim."),
    ] = None,
    dismiss: Annotated[
        str | None,
        typer.Option("--dismiss", metavar="ID", help="Put it aside: it is listed no more."),
    ] = None,
    dismissed: Annotated[
        bool, typer.Option("--dismissed", help="List those that were dismissed, too.")
    ] = False,
    why: Why = "",
    who: Name = None,
    how: How = Format.TEXT,
    out: Out = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """List what a model proposed; accept one of it as your own reading, or dismiss it.

    A claim that you accept is added by you, and names the proposal. Both are judgements as any
    other: `sayso undo` takes them back.
    """
    from sayso.cli import proposals as proposed
    from sayso.cli.desk import Desk

    if accept is not None and dismiss is not None:
        raise typer.BadParameter("accept one, or dismiss one: not both at once")
    if accept is not None:
        proposed.accept(case, who, (accept, why), Desk(quiet=quiet))
    elif dismiss is not None:
        proposed.dismiss(case, who, (dismiss, why), Desk(quiet=quiet))
    else:
        proposed.list_proposals(case, proposed.Chosen(reports or [], dismissed), how, out)
