"""One source to its reports: the kind is told, the format read, every failure made one error.

Formats are loaded when the first file of their kind comes, so that plain text starts quickly.
"""

# ruff: noqa: PLC0415 - a format and its libraries are loaded with its first file

from __future__ import annotations

import io
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import Broken, Empty, ReadError, TooLarge, Unreadable
from sayso.model import Original, Report
from sayso.read.draft import Draft, Hints, finish, keep, refuse_long
from sayso.read.kind import (
    HEAD,
    MEDIA,
    PARQUET,
    Kind,
    is_warc,
    kind_of_media,
    media_of,
    tell_kind,
)
from sayso.read.source import Source, explain

if TYPE_CHECKING:
    from sayso.read.warc import Record

# Libraries that warn about single inputs on standard error; what they mean is told as an error.
for _name in ("trafilatura", "warcio", "charset_normalizer", "pypdfium2"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)

Reading = tuple[Report, Original]

NO_HINTS = Hints()
# A file is held in memory whole. PDFs with pictures reach tens of megabytes; texts never do.
MAX_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes that hold one report, or the many of a feed, as they lay in a source; not yet read.

    `name` tells the record or the row of an archive, and is empty for a whole file. `media` is told
    by the archive, and None where the bytes have to tell. `record` knows more about the report.
    """

    path: str
    data: bytes
    name: str = ""
    media: str | None = None
    record: Record | None = None

    def original(self) -> tuple[Kind, Original]:
        """What kind of report the bytes hold, and the bytes as they are kept. Raises ReadError."""
        kind = kind_of_media(self.media) if self.media is not None else None
        if self.media is not None and kind is not None:
            return kind, keep(self.data, self.media)
        if not self.data.strip():
            raise Empty(self.path, "there is no text in it" if self.data else "the file is empty")
        kind = tell_kind(self.data[:HEAD], self.path)
        return kind, keep(self.data, media_of(kind, self.data[:HEAD]))


def read(source: Source, hints: Hints = NO_HINTS) -> Iterator[Reading | ReadError]:
    """The reports in one source, or the errors in their place; nothing is raised for bad input.

    A file gives one report, a feed one for each entry, a WARC one for each HTML response, a
    Parquet file one for each row.
    """
    try:
        for piece in pieces(source):
            if isinstance(piece, ReadError):
                yield piece
            else:
                yield from read_piece(piece, hints)
    except OSError as error:
        yield Unreadable(source.path, explain(error))


def pieces(source: Source) -> Iterator[Piece | ReadError]:
    """What lies in one source, one piece at a time, or the errors in their place."""
    try:
        with source.open() as stream:
            yield from _cut(stream, source.path)
    except OSError as error:
        yield Unreadable(source.path, explain(error))


def read_piece(piece: Piece, hints: Hints = NO_HINTS) -> Iterator[Reading | ReadError]:
    """The report in one piece, those of a feed, or the errors in their place."""
    try:
        kind, original = piece.original()
    except ReadError as error:
        yield error
        return
    for found in _drafts(kind, original, piece.path):
        if not isinstance(found, ReadError):
            record = piece.record
            draft = record.complete(found) if record is not None else found
            path = record.path(piece.path, found) if record is not None else piece.path
            yield finish(draft, path, original, hints), original
        elif piece.name:
            yield type(found)(piece.path, f"{piece.name}: {found.reason}")
        else:
            yield found


def reread(original: Original, report_path: str, part: str) -> Reading | ReadError:
    """The report that was made of these kept bytes, made anew without what the user told.

    `part` is the report's; only feeds hold more than one report in their bytes.
    """
    kind = kind_of_media(original.media)
    if kind is None:
        return Unreadable(report_path, f"sayso makes no report of {original.media}")
    last: ReadError = Broken(report_path, f"the kept bytes no longer hold the part {part!r}")
    for found in _drafts(kind, original, report_path, part):
        if isinstance(found, ReadError):
            last = found
        elif kind is not Kind.FEED or found.part == part:
            return finish(replace(found, part=part), report_path, original, NO_HINTS), original
    return last


def _cut(stream: BinaryIO, path: str) -> Iterator[Piece | ReadError]:
    head = stream.read(HEAD)
    if is_warc(head):
        yield from _cut_warc(_Resumed(head, stream), path)
        return
    if head.startswith(PARQUET):
        yield from _cut_table(stream, path)
        return
    if (size := _size(stream)) is not None and size > MAX_BYTES:
        yield _too_many_bytes(path)
        return
    data = head + stream.read(MAX_BYTES + 1 - len(head))
    yield _too_many_bytes(path) if len(data) > MAX_BYTES else Piece(path, data)


def _cut_warc(stream: _Resumed, path: str) -> Iterator[Piece | ReadError]:
    from sayso.read.warc import open_records

    for record in open_records(stream, path, MAX_BYTES):
        if isinstance(record, ReadError):
            yield record
        else:
            yield Piece(path, record.payload, record.name, record.media, record)


def _cut_table(stream: BinaryIO, path: str) -> Iterator[Piece | ReadError]:
    from sayso.read.parquet import open_rows

    for row in open_rows(stream, path, MAX_BYTES):
        if isinstance(row, ReadError):
            yield row
        else:
            yield Piece(path, row[1], row[0], MEDIA[Kind.ARTICLE])


def _drafts(
    kind: Kind, original: Original, path: str, part: str | None = None
) -> Iterator[Draft | ReadError]:
    """What the format finds, each with text of a length that can be read."""
    try:
        for found in _format(kind, original, path, part):
            yield found if isinstance(found, ReadError) else _accept(found, path)
    except ReadError as error:
        yield error


def _accept(draft: Draft, path: str) -> Draft | ReadError:
    if not draft.text.strip():
        return Empty(path, "there is no text in it")
    try:
        refuse_long(len(draft.text), path)
    except TooLarge as error:
        return error
    return draft


def _format(
    kind: Kind, original: Original, path: str, part: str | None
) -> Iterator[Draft | ReadError]:
    data = original.data
    match kind:
        case Kind.TEXT:
            from sayso.read.text import draft_text

            yield draft_text(data, path)
        case Kind.PAGE:
            from sayso.read.page import draft_page

            yield draft_page(data, path, original.media)
        case Kind.PDF:
            from sayso.read.pdf import draft_pdf

            yield draft_pdf(data, path)
        case Kind.MAIL:
            from sayso.read.mail import draft_mail

            yield draft_mail(data, path)
        case Kind.FEED:
            from sayso.read.feed import draft_entries

            yield from draft_entries(data, path, part)
        case Kind.ARTICLE:
            from sayso.read.article import read_article

            article = read_article(data, path)
            inside = keep(article.data, article.media)
            for found in _format(article.kind, inside, path, part):
                yield found if isinstance(found, ReadError) else article.complete(found)


def _too_many_bytes(path: str) -> TooLarge:
    limit = MAX_BYTES // 2**20
    return TooLarge(path, f"the file is larger than {limit} MiB, the most that sayso reads")


def _size(stream: BinaryIO) -> int | None:
    """The size of a file in bytes; 0 for a pipe, None for a stream without a file."""
    try:
        return os.fstat(stream.fileno()).st_size
    except io.UnsupportedOperation:
        return None


class _Resumed:
    """A stream whose first bytes were read already, for readers that only call `read`."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all of them for a negative size."""
        if not self._head:
            return self._stream.read(size)
        cut = len(self._head) if size < 0 else size
        first, self._head = self._head[:cut], self._head[cut:]
        return first if size >= 0 else first + self._stream.read()
