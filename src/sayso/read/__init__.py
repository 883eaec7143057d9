"""Bytes to reports: plain text, HTML, PDF, feeds, WARC, Parquet and mail.

    for source in find_sources(["reports/", "page.html", "-"]):
        found = [source] if isinstance(source, ReadError) else read(source, Hints())

`read` never raises for bad input: each thing that cannot be read yields one ReadError, and the rest
goes on. `reread` makes a report anew from its kept bytes.
"""

from sayso.read.draft import MAX_CHARACTERS, Hints
from sayso.read.reading import MAX_BYTES, Piece, Reading, pieces, read, read_piece, reread
from sayso.read.source import Source, find_sources

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Hints",
    "Piece",
    "Reading",
    "Source",
    "find_sources",
    "pieces",
    "read",
    "read_piece",
    "reread",
]
