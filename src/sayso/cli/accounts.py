"""`sayso account`: who may come in where a case is served."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import typer

from sayso.cli.desk import Desk
from sayso.errors import AccountInvalid
from sayso.record.accounts import Account, Accounts, Role
from sayso.record.place import locate
from sayso.show.words import flat

# What is asked for: the deed, whose account, and the role.
Told = tuple[str, str | None, str | None]


def place_of(location: str, told: Path | None) -> Path:
    """Where the accounts of a case lie: beside it, and never in it, since a case is handed on."""
    if told is not None:
        return told
    case = locate(location)
    if case.path is None:
        raise AccountInvalid(
            f"{case.shown} is no file that accounts could lie beside. Name one: --accounts FILE"
        )
    return case.path.with_name(case.name + "-accounts")


def manage(location: str, told: Path | None, asked: Told, desk: Desk, *, stdin: bool) -> None:
    """Do to an account what was asked."""
    deed, name, role = asked
    if deed != "list" and name is None:
        raise typer.BadParameter(f"Whose account? sayso account {deed} NAME")
    if deed in ("add", "role") and role is None:
        raise typer.BadParameter("As what? Give --role reader, analyst or owner.")
    place = place_of(location, told)
    if deed == "list" and not place.exists():
        desk.note("There is no account yet. Add one: sayso account add NAME --role owner")
        return
    with Accounts.open(place, create=deed == "add") as accounts:
        if deed == "list":
            print_accounts(accounts.all())
            return
        assert name is not None
        said = change(accounts, deed, name, Role[(role or "reader").upper()], stdin=stdin)
    if said and not desk.quiet:
        sys.stdout.write(said + "\n")


def change(accounts: Accounts, deed: str, name: str, role: Role, *, stdin: bool) -> str:
    """Change one account; what to say of it."""
    match deed:
        case "add":
            made = accounts.add(name, role, password(stdin=stdin))
            return f"added: {flat(made.name)}, {role.name.lower()}"
        case "password":
            shown = accounts.named(name).name
            accounts.set_password(name, password(stdin=stdin))
            return f"new password: {flat(shown)}"
        case "role":
            accounts.set_role(name, role)
            return f"{role.name.lower()}: {flat(accounts.named(name).name)}"
        case "key":
            sys.stdout.write(accounts.new_key(name) + "\n")
            return ""
        case _:
            shown = accounts.named(name).name
            accounts.remove(name)
            return f"removed: {flat(shown)}"


def password(*, stdin: bool) -> str:
    """A password: typed twice without being shown, or the first line of standard input."""
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise AccountInvalid("Nobody is here to type a password. To read one, give --stdin.")
    told = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != told:
        raise AccountInvalid("These were two different passwords. Nothing is changed.")
    return told


def print_accounts(found: tuple[Account, ...]) -> None:
    """One line for each account."""
    for each in found:
        key = "has a key" if each.has_key else ""
        told = (flat(each.name), each.role.name.lower(), each.made[:10], key)
        sys.stdout.write("  ".join(part for part in told if part) + "\n")
