"""A passphrase, asked for at the terminal and never shown."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import typer

from sayso import passphrases
from sayso.errors import ExportRefused

# As for accounts: four words of a dictionary have more.
SHORTEST = 12


def asked(path: Path) -> str | None:
    """The passphrase of a file, from whoever sits at the terminal; None where nobody does."""
    if not sys.stdin.isatty():
        return None
    return getpass.getpass(f"Passphrase of {path.name}: ")


def choose(path: Path, told: Path | None) -> None:
    """Let a new file be encrypted: with what stands in a file, or what is typed twice.

    Raises ExportRefused for a passphrase that is too short.
    """
    if told is not None:
        chosen = told.read_text(encoding="utf-8").splitlines()[0]
    elif sys.stdin.isatty():
        chosen = getpass.getpass(f"New passphrase for {path.name}: ")
        if getpass.getpass("Once more: ") != chosen:
            raise typer.BadParameter("the two are not the same")
    else:
        raise typer.BadParameter("Nobody is there to ask: give --passphrase-file FILE")
    if len(chosen) < SHORTEST:
        raise ExportRefused(
            f"A passphrase needs {SHORTEST} characters or more: whoever has the file can try as "
            "many as he likes. Four words that nobody would guess are good."
        )
    passphrases.learn(path, chosen)
