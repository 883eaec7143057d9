"""Passphrases of encrypted cases, for as long as the program runs.

    learn(path, "four words and a comma")     # a new file at `path` will be encrypted

They are kept in memory and nowhere else. Where none is known for an encrypted file, it is read from
the file that SAYSO_PASSPHRASE_FILE names, or whoever sits at the terminal is asked.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sayso.errors import CaseLocked

VARIABLE = "SAYSO_PASSPHRASE_FILE"

# What asks for the passphrase of a file; None stands for no answer.
Ask = Callable[[Path], str | None]


class _Keyring:
    """What is known in this process."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.ask: Ask = lambda _: None


_keyring = _Keyring()


def learn(path: Path, passphrase: str) -> None:
    """Know the passphrase of a file; a new file at this place will be encrypted with it."""
    _keyring.known[_name(path)] = passphrase


def is_known(path: Path) -> bool:
    """Whether the passphrase of a file is known."""
    return _name(path) in _keyring.known


def forget() -> None:
    """Know no passphrase."""
    _keyring.known.clear()


def ask_by(ask: Ask) -> None:
    """Ask for passphrases that are not known by this."""
    _keyring.ask = ask


def known() -> dict[str, str]:
    """The passphrases that are known, for another process of the same person."""
    return dict(_keyring.known)


def share(told: dict[str, str]) -> None:
    """Know the passphrases that another process of the same person knows."""
    _keyring.known.update(told)


def of(path: Path) -> str:
    """The passphrase of a file. Raises CaseLocked where none is known or told."""
    name = _name(path)
    if name not in _keyring.known:
        told = _from_file() or _keyring.ask(path)
        if not told:
            raise CaseLocked(
                f"{path} is encrypted, or is no case. Run this at a terminal, which asks for the "
                f"passphrase, or write it into a file that only you may read: {VARIABLE}=FILE"
            )
        _keyring.known[name] = told
    return _keyring.known[name]


def _name(path: Path) -> str:
    return str(path.absolute())


def _from_file() -> str | None:
    """The first line of the file that the environment names."""
    place = os.environ.get(VARIABLE)
    if not place:
        return None
    try:
        return Path(place).read_text(encoding="utf-8").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise CaseLocked(f"{VARIABLE}: {place} holds no passphrase that can be read.") from error
