"""The commands around the workbench: open it, serve it to a team, say who may come in."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs, as in app.py
# ruff: noqa: PLR0913 - an option is a parameter

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import DEFAULT_CASE, Case, Quiet


class Part(StrEnum):
    """What somebody may do, as an account tells it."""

    READER = "reader"
    ANALYST = "analyst"
    OWNER = "owner"


class Deed(StrEnum):
    """What is done to an account."""

    ADD = "add"
    LIST = "list"
    REMOVE = "remove"
    PASSWORD = "password"
    ROLE = "role"
    KEY = "key"


Port = Annotated[
    int | None,
    typer.Option(
        min=1, max=65535, metavar="NUMBER", help="The port; by default 8765, or a free one."
    ),
]
AccountsFile = Annotated[
    Path | None,
    typer.Option("--accounts", metavar="FILE", help="The accounts; by default CASE-accounts."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog="Example: sayso open")(open)
    app.command(epilog="Example: sayso serve")(serve)
    app.command(epilog="Example: sayso account list")(account)


def open(  # noqa: A001 - the name of the command
    *,
    port: Port = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Show it in the browser.")
    ] = True,
    token: Annotated[
        bool, typer.Option("--token", help="Print the token alone, for other programs.")
    ] = False,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Open the workbench in the browser, for yourself alone, until Ctrl-C.

    It answers on this machine only, and only whoever has the address that it prints. A case that
    may only be read can be looked at; one that is not there yet is made.
    """
    from sayso.cli.desk import Desk
    from sayso.cli.workbench import open_workbench

    open_workbench(case, port, Desk(quiet=quiet), browser=browser, token_only=token)


def serve(
    *,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; 0.0.0.0 for everywhere.")
    ] = "127.0.0.1",
    port: Port = None,
    accounts: AccountsFile = None,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A name by which people ask for it; repeatable."),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Speak HTTPS, with this chain (PEM).")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The key of the certificate (PEM).")
    ] = None,
    proxy: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A proxy here speaks HTTPS in front of it."),
    ] = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Serve the workbench to a team with accounts, until Ctrl-C.

    It listens on this machine alone unless you tell where, and elsewhere only once there is an
    account. Add the first one with: sayso account add NAME --role owner
    """
    from sayso.cli.desk import Desk
    from sayso.cli.workbench import Wish, serve_workbench

    wish = Wish(host, port, accounts, tuple(name or ()), certificate, key, proxy)
    serve_workbench(case, wish, Desk(quiet=quiet))


def account(
    deed: Annotated[Deed, typer.Argument(metavar="DEED", help="add, list, remove and so on.")],
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Whose account.")] = None,
    *,
    role: Annotated[
        Part | None, typer.Option(help="A reader looks, an analyst judges, an owner sees all.")
    ] = None,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read the password from standard input.")
    ] = False,
    accounts: AccountsFile = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Say who may come in where a case is served, and as what.

    DEED is add, list, remove, password (a new one), role (another one), or key (a new one for
    programs, printed once). Passwords are asked for, twice. Who is in has to come in anew.
    """
    from sayso.cli.accounts import manage
    from sayso.cli.desk import Desk

    manage(case, accounts, (deed.value, name, role and role.value), Desk(quiet=quiet), stdin=stdin)
