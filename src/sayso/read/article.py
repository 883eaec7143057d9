"""An article from a table: its text or page in one cell, what is told about it in others.

A row has no bytes of its own. What is kept of it is a JSON object of the cells that sayso reads, in
one order and one form, so that the same row gives the same bytes, and these give the same report
again.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sayso.errors import Broken, Empty, NotText
from sayso.read.draft import Draft, Facts, told, told_moment
from sayso.read.kind import HEAD, MEDIA, Kind, media_of, sniff, tell_kind
from sayso.read.moment import parse_moment

# The cells that may hold the report, the one nearest to what was published first.
BODIES = ("bytes", "html", "text")
# The cells in the order in which they are kept.
CELLS = ("url", "title", "outlet", "byline", "published", "language", *BODIES)
# A cell of text has been decoded already, whatever the page in it says of its bytes.
_PAGE = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Article:
    """One row: the bytes that hold the report, their kind, and what the other cells tell."""

    cells: Mapping[str, str]
    data: bytes
    kind: Kind
    media: str

    @property
    def name(self) -> str:
        """How a person would call it; empty where the row has neither address nor title."""
        return name_of(self.cells)

    def complete(self, draft: Draft) -> Draft:
        """The draft with what the row tells of it; that wins over what the page says of itself."""
        published = self.cells.get("published", "")
        moment = parse_moment(published)
        facts = Facts(
            **{
                name: told(self.cells.get(name), f"column {name}")
                for name in ("url", "title", "outlet", "byline", "language")
            }
        ).otherwise(told_moment(moment, "column published"))
        flags = draft.flags
        if published and moment is None:
            flags += (f"its table says that it was published {published!r}, which is no sure day",)
        return replace(draft, facts=facts.otherwise(draft.facts), flags=flags)


def name_of(cells: Mapping[str, str]) -> str:
    """The address or the title of a row, or nothing."""
    return cells.get("url") or cells.get("title") or ""


def write_article(cells: Mapping[str, str]) -> bytes:
    """The cells that are not empty, as what is kept of a row."""
    kept = {name: cells[name] for name in CELLS if cells.get(name)}
    return json.dumps(kept, separators=(",", ":")).encode("ascii")


def read_article(data: bytes, path: str) -> Article:
    """What `write_article` wrote. Raises Empty, NotText or Broken."""
    try:
        cells = json.loads(data)
        found = next((name for name in BODIES if cells.get(name)), None)
        if found is None:
            raise Empty(path, "the row holds no text")
        if found == "bytes":
            body = base64.b64decode(cells[found], validate=True)
            return _of_bytes(cells, body, path)
        body = cells[found].encode("utf-8", "surrogatepass")
    except (ValueError, AttributeError, TypeError, binascii.Error) as error:
        raise Broken(path, f"this is no row of a table: {error}") from error
    is_page = found == "html" or sniff(body[:HEAD], "") is Kind.PAGE
    return Article(cells, body, Kind.PAGE, _PAGE) if is_page else _text(cells, body)


def _text(cells: Mapping[str, str], body: bytes) -> Article:
    return Article(cells, body, Kind.TEXT, MEDIA[Kind.TEXT])


def _of_bytes(cells: Mapping[str, str], body: bytes, path: str) -> Article:
    if not body.strip():
        raise Empty(path, "the row holds no text")
    kind = tell_kind(body[:HEAD], "")
    if kind in {Kind.WARC, Kind.TABLE, Kind.FEED}:
        raise NotText(path, "the row holds more than one report")
    return Article(cells, body, kind, media_of(kind, body[:HEAD]))
