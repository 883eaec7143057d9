"""A register's file, opened and read line by line, with a bar that shows how far."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import IO, TextIO, cast

from rich.progress import Progress

from sayso.cli.desk import Desk
from sayso.errors import RegisterInvalid
from sayso.resolve.register import Entry, recognise

# By so many lines at its head it is told which register a file is of.
HEAD = 50
KNOWN = (
    "a table of GeoNames, JSON lines of OpenSanctions (entities.ftm.json, targets.nested.json), "
    "or lines of a JSON dump of Wikidata"
)


@contextmanager
def entries_of(path: Path, desk: Desk) -> Iterator[Iterator[Entry]]:
    """The entries of a register's file. Raises RegisterInvalid where it is none.

    At the end a note tells how many there were, and a complaint how many lines were broken.
    """
    with open_lines(path, desk) as lines:
        try:
            head = list(islice(lines, HEAD))
            register = recognise(head)
            if register is None:
                raise RegisterInvalid(f"{path}: no register that sayso knows; it reads {KNOWN}.")
            yield register.entries(chain(head, lines))
        except (UnicodeDecodeError, EOFError, OSError, zlib.error) as error:
            raise RegisterInvalid(f"{path}: cannot be read to its end: {error}") from error
    desk.note(f"{path.name}: {register.read:,} entries of {register.name}")
    if register.skipped:
        lines_ = "1 line" if register.skipped == 1 else f"{register.skipped:,} lines"
        reason = f"{path}: {lines_} could not be read, so that nothing in it is sure."
        desk.complain(RegisterInvalid(reason))


@contextmanager
def open_lines(path: Path, desk: Desk) -> Iterator[TextIO]:
    """The lines of a file, unpacked where its name says so."""
    try:
        size, raw = path.stat().st_size, path.open("rb")
    except OSError as error:
        raise RegisterInvalid(f"{path}: {error.strerror or error}") from error
    with (
        raw,
        Progress(
            console=desk.console, transient=True, disable=desk.quiet or not sys.stderr.isatty()
        ) as bar,
    ):
        watched = bar.wrap_file(raw, size, description="reading")
        plain = unpacked(watched, path.suffix.lower())
        yield io.TextIOWrapper(plain, encoding="utf-8")


def unpacked(file: IO[bytes], suffix: str) -> IO[bytes]:
    """The bytes of a packed file, unpacked as they are read."""
    if suffix == ".gz":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=file))
    return cast("IO[bytes]", bz2.BZ2File(file)) if suffix == ".bz2" else file


def digest(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
