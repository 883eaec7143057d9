"""What kind of file some bytes are: the bytes speak first, the ending of the name second."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sayso.errors import NotText
from sayso.read.tables import rows

# Enough for a byte order mark, an XML declaration with comments, or the first mail headers.
HEAD = 4096


class Kind(StrEnum):
    """The kinds of file that sayso reads."""

    TEXT = "text"
    PAGE = "page"
    PDF = "pdf"
    FEED = "feed"
    WARC = "warc"
    MAIL = "mail"
    TABLE = "table"
    ARTICLE = "article"


MEDIA = {
    Kind.TEXT: "text/plain",
    Kind.PAGE: "text/html",
    Kind.PDF: "application/pdf",
    Kind.FEED: "application/rss+xml",
    Kind.MAIL: "message/rfc822",
    # A row of a table of articles, as `article` keeps it. No file is named or looks so.
    Kind.ARTICLE: "application/vnd.sayso.article+json",
}
_ATOM = "application/atom+xml"
READ_KINDS = "plain text, HTML, PDF, RSS and Atom feeds, WARC, Parquet and mail (.eml)"
# How a Parquet file starts, by its format.
PARQUET = b"PAR1"


def media_of(kind: Kind, head: bytes) -> str:
    """The MIME type of a file of this kind that starts with `head`."""
    if kind is Kind.FEED and re.search(rb"<(?:\w+:)?feed\b", head):
        return _ATOM
    return MEDIA[kind]


def kind_of_media(media: str) -> Kind | None:
    """The kind that has this MIME type; parameters such as a charset do not matter."""
    bare = media.partition(";")[0].strip()
    if bare == _ATOM:
        return Kind.FEED
    return next((kind for kind, known in MEDIA.items() if known == bare), None)


@dataclass(frozen=True, slots=True)
class Ending:
    """What the ending of a name promises; `kind` is None for kinds that sayso does not read."""

    kind: Kind | None
    name: str


def ending_of(path: str) -> Ending | None:
    """What the ending of `path` promises, or None for an ending that says nothing."""
    parts = path.lower().rsplit("/", 1)[-1].split(".")
    table = _endings()
    return (len(parts) > 2 and table.get(".".join(parts[-2:]))) or (
        table.get(parts[-1]) if len(parts) > 1 else None
    )


def tell_kind(head: bytes, path: str) -> Kind:
    """The kind of a file that starts with `head`. Raises NotText for kinds not read."""
    if kind := sniff(head, path):
        return kind
    ending = ending_of(path)
    if ending is None:
        return Kind.TEXT
    if ending.kind is None:
        raise NotText(path, f"this is {ending.name}. sayso reads {READ_KINDS}")
    if ending.kind in {Kind.WARC, Kind.PDF, Kind.TABLE}:
        raise NotText(path, f"it is named as {ending.name}, but its bytes are something else")
    return ending.kind


def sniff(head: bytes, path: str) -> Kind | None:
    """The kind that the bytes alone show, or None. Raises NotText for known other kinds."""
    if b"%PDF-" in head[:1024]:  # ISO 32000, annex H: readers accept it anywhere in there
        return Kind.PDF
    if is_warc(head):
        return Kind.WARC
    if head.startswith(PARQUET):
        return Kind.TABLE
    if head.startswith(b"\x1f\x8b"):
        raise NotText(path, "a gzip archive that holds no WARC; unpack it first")
    for signature, name in _signatures():
        if head.startswith(signature):
            raise NotText(path, f"this is {name}. sayso reads {READ_KINDS}")
    return _sniff_text(_as_text(head), path)


def is_warc(head: bytes) -> bool:
    """Whether a file that starts with `head` is a WARC, plain or compressed."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def _as_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


_XML_START = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?>)*<", re.DOTALL)
_ROOT = re.compile(r"(?:\w+:)?(\w+)")
_PAGE_TAG = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE
)
_HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):", re.MULTILINE)
# Headers that programs write; "From:", "Date:" and "Subject:" alone may head a plain text.
_TRANSPORT = {"received", "message-id", "mime-version", "return-path", "delivered-to"}


def _sniff_text(head: str, path: str) -> Kind | None:
    if _PAGE_TAG.match(head):
        return Kind.PAGE
    ending = ending_of(path)
    if ending is not None and ending.kind is Kind.PAGE:
        return Kind.PAGE
    if start := _XML_START.match(head):
        root = _ROOT.match(head, start.end())
        name = root[1].lower() if root else ""
        if name in {"rss", "feed", "rdf"}:
            return Kind.FEED
        if name == "html":
            return Kind.PAGE
        if head.lstrip().startswith("<?xml") and name and not (ending and ending.kind):
            raise NotText(path, f"XML of another kind (<{name}>), neither a feed nor a page")
    return Kind.MAIL if _is_mail(head) else None


def _is_mail(head: str) -> bool:
    first = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    lines = first.splitlines()
    if not lines or not (_HEADER.match(lines[0]) or lines[0].startswith("From ")):
        return False
    names = {name.lower() for name in _HEADER.findall(first)}
    return bool(names & _TRANSPORT) and bool(names & {"from", "subject", "date"})


@cache
def _endings() -> dict[str, Ending]:
    return {
        row["ending"]: Ending(Kind(row["kind"]) if row["kind"] else None, row["name"])
        for row in rows("kinds")
    }


@cache
def _signatures() -> tuple[tuple[bytes, str], ...]:
    """First bytes of well-known files, as their formats define them."""
    return tuple((bytes.fromhex(row["hex"]), row["name"]) for row in rows("signatures"))
