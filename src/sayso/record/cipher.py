"""Encrypted cases: SQLCipher in SQLite's place.

SQLCipher 4 (BSD) encrypts each page with AES-256 in CBC mode, authenticates it with HMAC-SHA512,
and makes the key of the passphrase with 256,000 rounds of PBKDF2-HMAC-SHA512.
"""

from __future__ import annotations

import sqlite3
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso import passphrases
from sayso.errors import ExtraMissing

MAGIC = b"SQLite format 3\0"
# Every page is of this size in SQLCipher 4, so that the file is a multiple of it.
PAGE = 4096


def is_encrypted(path: Path) -> bool:
    """Whether a file looks encrypted: of whole pages, and none of SQLite's; or is to be so.

    The bytes of an encrypted file look like chance from the first on: nothing else tells it.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError:
        size, head = 0, b""
    if not size:
        return passphrases.is_known(path)
    return size % PAGE == 0 and head != MAGIC


def driver_of(path: Path) -> ModuleType:
    """The module that opens a file: sqlite3, or SQLCipher's, which has the same functions.

    Raises ExtraMissing where the file is encrypted and SQLCipher is not installed.
    """
    if not is_encrypted(path):
        return sqlite3
    if find_spec("sqlcipher3") is None:
        what = f"{path} may be an encrypted case. To open one" if path.exists() else "Encryption"
        raise ExtraMissing(what, "encrypted")
    return import_module("sqlcipher3.dbapi2")


def unlock(connection: Any, path: Path) -> None:  # noqa: ANN401 - a connection of either module
    """Give an encrypted file its passphrase, before anything is read from it."""
    quoted = passphrases.of(path).replace("'", "''")
    # It would tell a wrong passphrase on standard error, in words that are no help.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = '{quoted}'")
    connection.execute("PRAGMA cipher_memory_security = ON")
    # What is sorted must not lie on the disk in plain words.
    connection.execute("PRAGMA temp_store = MEMORY")


def is_in_use() -> bool:
    """Whether an encrypted case was opened in this process."""
    return "sqlcipher3.dbapi2" in sys.modules


def errors() -> tuple[type[Exception], ...]:
    """The errors of the modules that are in use."""
    loaded = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error, loaded.Error) if loaded else (sqlite3.Error,)
