"""Any table of the workbench as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import isgeneratorfunction
from typing import Any

from fastapi import Depends
from fastapi.responses import StreamingResponse

# How a spreadsheet takes text for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Row = Mapping[str, object]
# So many characters are sent at a time.
PIECE = 65_536


def answer(name: str, view: Callable[..., Any], columns: tuple[str, ...]) -> Callable[..., Any]:
    """An endpoint that answers with the rows of a view as a file.

    The view returns its rows: of what a generator yields FastAPI takes the first alone.
    """
    assert not isgeneratorfunction(view), name
    given = Depends(view)

    def endpoint(rows: Any = given) -> StreamingResponse:  # noqa: ANN401 - not a field of a form
        headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        lines_ = lines(rows, columns)
        return StreamingResponse(lines_, media_type="text/csv; charset=utf-8", headers=headers)

    return endpoint


def lines(rows: Iterable[Row], columns: tuple[str, ...]) -> Iterator[str]:
    """The table, in pieces of some lines."""
    buffer = io.StringIO()
    out = csv.writer(buffer, lineterminator="\n")
    out.writerow(columns)
    for row in rows:
        out.writerow([harmless(row.get(name)) for name in columns])
        # Each piece that is sent costs a change of thread: 19,000 rows took 2.8 s one by one.
        if buffer.tell() > PIECE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def harmless(value: object) -> object:
    """A cell that no spreadsheet runs: text that looks like a formula gets an apostrophe."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value
