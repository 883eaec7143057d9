"""Web archives: each HTML response is a report; records are read one by one, never all at once.

An original that sayso itself packed is a report of any kind that sayso reads.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataException
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from sayso.errors import Broken, Empty, ReadError, TooLarge
from sayso.read.draft import Draft, Facts, told
from sayso.read.kind import Kind, kind_of_media
from sayso.read.page import MAX_PAGE_BYTES, SERVED_CHARSET
from sayso.read.vouched import MAX_NOTES, NAMELESS, Notes, read_notes

# A record of the library, which carries no types.
Raw = Any

_HTML = ("text/html", "application/xhtml+xml")
# What the library raises for damaged archives, beyond its own types.
_FAILURES = (
    ArchiveLoadFailed, StatusAndHeadersParserException, ChunkedDataException, EOFError, zlib.error,
    ValueError, TypeError, AttributeError, LookupError,
)  # fmt: skip


class Readable(Protocol):
    """What the library needs of a stream."""

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes."""


@dataclass(frozen=True, slots=True)
class Record:
    """One HTML response: its payload as the browser got it, and how it was named.

    Or an original that sayso packed, of any kind, with what is noted of it.
    """

    identity: str
    address: str
    payload: bytes
    media: str
    kind: Kind = Kind.PAGE
    notes: Notes = field(default_factory=lambda: Notes("", {}))

    @property
    def name(self) -> str:
        """How a person would call it."""
        return self.address or self.identity

    def path(self, archive: str, draft: Draft) -> str:
        """Where the report is: in the archive, under the name of its file where that is known."""
        file = self.notes.on(draft.part).file
        return f"{archive}/{file}" if file else archive

    def complete(self, draft: Draft) -> Draft:
        """The draft with what the record tells of it."""
        facts = self.notes.on(draft.part).facts.otherwise(draft.facts)
        if not self.address.startswith(NAMELESS):
            facts = facts.otherwise(Facts(url=told(self.address, "WARC-Target-URI")))
        return replace(draft, facts=facts, part=draft.part or self.identity)


def open_records(stream: Readable, path: str, most: int) -> Iterator[Record | ReadError]:
    """The HTML responses in a WARC, plain or gzipped; damage ends the archive with one error.

    Originals that sayso packed are read whatever their kind; `most` is how large they may be.
    """
    any_page = False
    notes: Notes | None = None
    try:
        for record in ArchiveIterator(stream):
            # Notes come right before the original that they are on.
            notes = _read_notes(record) or notes
            page = _read_original(record, path, notes, most)
            if page is None and _is_page(record):
                page = _read_record(record, path)
            if not _is_whole(record):
                raise EOFError(f"record {record.rec_headers.get_header('WARC-Record-ID')}")
            if page is not None:
                any_page = True
                yield page
    except _FAILURES as error:
        yield Broken(path, f"the archive is damaged or cut off: {_brief(error)}")
        return
    if not any_page:
        yield Empty(path, "the archive holds no HTML page")


def _is_whole(record: Raw) -> bool:
    """Whether all the bytes that the record announced are there; reads on to its end."""
    while record.raw_stream.read(1 << 16):
        pass
    return int(getattr(record.raw_stream, "limit", 0)) <= 0


def _is_page(record: Raw) -> bool:
    headers = record.http_headers
    if record.rec_type == "response" and headers is not None:
        media = (headers.get_header("Content-Type") or "").lower()
        return headers.get_statuscode() == "200" and media.startswith(_HTML)
    if record.rec_type == "resource":
        return (record.rec_headers.get_header("Content-Type") or "").lower().startswith(_HTML)
    return False


def _read_notes(record: Raw) -> Notes | None:
    headers = record.rec_headers
    if record.rec_type != "metadata" or headers.get_header("Content-Type") != "application/json":
        return None
    data = record.content_stream().read(MAX_NOTES)
    return read_notes(headers.get_header("WARC-Refers-To") or "", data)


def _read_original(
    record: Raw, path: str, notes: Notes | None, most: int
) -> Record | ReadError | None:
    """An original that sayso packed; None where no notes before it say that it is one."""
    headers = record.rec_headers
    identity = headers.get_header("WARC-Record-ID") or ""
    kind = kind_of_media(headers.get_header("Content-Type") or "")
    if record.rec_type != "resource" or notes is None or notes.original != identity or not kind:
        return None
    if kind is Kind.PAGE:
        found = _read_record(record, path)
        return found if isinstance(found, ReadError) else replace(found, notes=notes)
    address = headers.get_header("WARC-Target-URI") or ""
    payload = record.content_stream().read(most + 1)
    if len(payload) > most:
        return TooLarge(path, f"{address or identity}: it is larger than {most // 2**20} MiB")
    media = headers.get_header("Content-Type")
    return Record(identity, address, payload, media, kind, notes)


def _read_record(record: Raw, path: str) -> Record | ReadError:
    identity = record.rec_headers.get_header("WARC-Record-ID") or ""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    payload = record.content_stream().read(MAX_PAGE_BYTES + 1)
    if len(payload) > MAX_PAGE_BYTES:
        limit = MAX_PAGE_BYTES // 2**20
        return TooLarge(path, f"{address or identity}: the page is larger than {limit} MiB")
    if not payload.strip():
        return Empty(path, f"{address or identity}: the page is empty")
    headers = record.http_headers or record.rec_headers
    served = headers.get_header("Content-Type") or ""
    charset = SERVED_CHARSET.search(served)
    # The charset stays with the payload: without it the same bytes could read as another text.
    media = f"text/html; charset={charset[1].lower()}" if charset else "text/html"
    return Record(identity, address, payload, media)


def _brief(error: BaseException) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:100]
