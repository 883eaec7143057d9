"""Parquet files of articles: each row is a report, read a few at a time.

Which column holds what is told by its name, in any of the ways in which people name them; case,
blanks, hyphens and underscores do not matter. Columns of other names are left alone.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from sayso.errors import Broken, Empty, ExtraMissing, ReadError, TooLarge, Unreadable
from sayso.read.article import BODIES, CELLS, name_of, write_article

# For each cell of an article the names of columns that hold it, the surest first.
COLUMNS = {
    "url": ("url", "link", "uri", "address", "permalink", "sourceurl", "articleurl", "targeturi"),
    "title": ("title", "headline", "articletitle"),
    "outlet": (
        *("outlet", "publisher", "publication", "newspaper", "sitename", "outletname"),
        *("sourcename", "source", "site", "domain", "sourcedomain"),
    ),
    "byline": ("byline", "author", "authors"),
    "published": (
        *("published", "publishedat", "publisheddate", "publicationdate", "publishdate"),
        *("datepublished", "datepublish", "pubdate", "pubtime", "date", "datetime", "timestamp"),
    ),
    "language": ("language", "lang", "languagecode"),
    "bytes": ("bytes", "raw", "rawbytes", "payload", "data"),
    "html": ("html", "rawhtml", "page", "pagehtml", "htmlcontent"),
    "text": (
        *("text", "body", "content", "maintext", "fulltext", "articletext", "articlebody"),
        *("plaintext", "article"),
    ),
}
# Files with this in their metadata are what sayso itself made of articles.
RESULTS = b"sayso.results"
# So many rows at a time: with pages of some 100 kB each they take a few megabytes.
_ROWS = 32


def open_rows(stream: BinaryIO, path: str, most: int) -> Iterator[tuple[str, bytes] | ReadError]:
    """Each row: how a person would call it, and what is kept of it.

    A row whose report takes more than `most` bytes gives TooLarge. Damage ends the file with one
    error. Raises ExtraMissing where the library is not installed.
    """
    arrow, library = _library()
    try:
        if not stream.seekable():
            yield Unreadable(path, "a Parquet file is read from its end, so that it needs a file")
            return
        file = library.ParquetFile(stream, pre_buffer=False)
        if RESULTS in (file.schema_arrow.metadata or {}):
            yield Broken(path, "these are results of sayso: `sayso add` brings them into a case")
            return
        columns = columns_of(file.schema_arrow.names)
        if not set(columns) & set(BODIES):
            known = ", ".join(file.schema_arrow.names)[:200]
            yield Empty(path, f"none of its columns is named as text, html or bytes: {known}")
            return
        yield from _rows(file, columns, path, most)
    except arrow.ArrowException as error:
        brief = " ".join(str(error).split())[:100]
        yield Broken(path, f"the Parquet file is damaged or cut off: {brief}")


def columns_of(names: list[str]) -> dict[str, str]:
    """For each cell of an article the column that holds it, of those that a file has."""
    bare = {re.sub(r"[\W_]+", "", name).lower(): name for name in reversed(names)}
    found = {}
    for cell in CELLS:
        column = next((bare[known] for known in COLUMNS[cell] if known in bare), None)
        if column is not None:
            found[cell] = column
    return found


def _rows(
    file: Any,  # noqa: ANN401 - the library carries no types
    columns: Mapping[str, str],
    path: str,
    most: int,
) -> Iterator[tuple[str, bytes] | ReadError]:
    number = 0
    for batch in file.iter_batches(batch_size=_ROWS, columns=list(columns.values())):
        for row in batch.to_pylist():
            number += 1
            cells = {cell: _cell(cell, row[column]) for cell, column in columns.items()}
            name = f"row {number}" + (f" ({told})" if (told := name_of(cells)[:200]) else "")
            if sum(len(cells.get(body, "")) for body in BODIES) > most:
                yield TooLarge(path, f"{name}: it is larger than {most // 2**20} MiB")
            else:
                yield name, write_article(_with_one_body(cells))
    if not number:
        yield Empty(path, "it holds no row")


def _with_one_body(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells without a second form of the report: what is read is what is kept."""
    chosen = next((body for body in BODIES if cells.get(body, "").strip()), None)
    return {name: cells[name] for name in cells if name not in BODIES or name == chosen}


def _cell(cell: str, value: object) -> str:
    """What stands in a cell as text; bytes of a report in base64."""
    match value:
        case None:
            return ""
        case bytes() if cell == "bytes":
            return base64.b64encode(value).decode("ascii")
        case bytes():
            return value.decode("utf-8", "replace")
        case str() if cell == "bytes":
            return base64.b64encode(value.encode("utf-8", "surrogatepass")).decode("ascii")
        case str():
            return value
        case date():
            return value.isoformat()
        case list():
            return ", ".join(_cell(cell, each) for each in value)
    return str(value)


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow  # type: ignore[import-untyped]  # noqa: PLC0415
        import pyarrow.parquet  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError as error:
        raise ExtraMissing("Reading Parquet files", "parquet") from error
    return pyarrow, pyarrow.parquet
