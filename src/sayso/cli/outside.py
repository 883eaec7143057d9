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
from sayso.errors import NotText, RegisterInvalid
from sayso.resolve.register import Entry, recognise

# By so many lines at its head it is told which register a file is of.
HEAD = 50
KNOWN = (
    "a table of GeoNames, JSON lines of OpenSanctions (entities.ftm.json, targets.nested.json), "
    "lines of a JSON dump of Wikidata, entities of FollowTheMoney as JSON lines, its statements as "
    "CSV, a bundle of STIX 2, or a table with a column of names"
)
TABLES = (".csv", ".tsv", ".tab")
# A table up to this size, in bytes, may be in any encoding: it is looked at as a whole. Lists that
# people keep are smaller by far.
WHOLE = 1 << 24


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
                first = f" Line 1 is: {head[0].strip()[:80]}" if head else ""
                known = f"no register that sayso knows; it reads {KNOWN}."
                raise RegisterInvalid(f"{path}: {known}{first}")
            yield register.entries(chain(head, lines))
        except (UnicodeDecodeError, EOFError, OSError, zlib.error) as error:
            raise RegisterInvalid(f"{path}: cannot be read to its end: {error}") from error
    desk.note(f"{path.name}: {register.read:,} entries of {register.name}")
    if register.skipped:
        lines_ = "1 line" if register.skipped == 1 else f"{register.skipped:,} lines"
        first = f"{'the first is ' if register.skipped > 1 else ''}{register.broken}"
        reason = f"{path}: {lines_} could not be read, so that nothing in it is sure ({first})."
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
        endings = [suffix.lower() for suffix in path.suffixes]
        yield rows(plain, path, desk) if set(endings) & set(TABLES) else encoded(plain)


def encoded(plain: IO[bytes]) -> TextIO:
    """The lines of a file in UTF-8, as registers publish it."""
    return io.TextIOWrapper(plain, encoding="utf-8-sig")


def rows(plain: IO[bytes], path: Path, desk: Desk) -> TextIO:
    """The lines of a table, which spreadsheets write in any encoding; a long one in UTF-8."""
    # What reads reports knows encodings, and is long to import.
    from sayso.read.encoding import decode  # noqa: PLC0415

    head = plain.read(WHOLE)
    if len(head) == WHOLE:
        plain.seek(0)
        return encoded(plain)
    try:
        found = decode(head, str(path))
    except NotText as error:
        raise RegisterInvalid(str(error)) from error
    if found.flag:
        desk.note(f"{path.name}: {found.flag}")
    return io.StringIO(found.text, newline=None)


def unpacked(file: IO[bytes], suffix: str) -> IO[bytes]:
    """The bytes of a packed file, unpacked as they are read."""
    if suffix == ".gz":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=file))
    return cast("IO[bytes]", bz2.BZ2File(file)) if suffix == ".bz2" else file


def digest(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
