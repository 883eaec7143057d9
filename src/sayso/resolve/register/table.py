"""A table of values parted by commas, semicolons, tabs or bars, taken line by line.

A cell in quotes may go on over several lines (RFC 4180); the row is read when it is whole.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence

DELIMITERS = ",;\t|"
# A quotation mark that is never closed would take in the rest of the file.
MOST_LINES = 200
MARK = "\ufeff"


def cells(line: str, delimiter: str) -> list[str]:
    """The cells of a row. Raises ValueError where it is none, EOFError where it goes on."""
    try:
        rows = list(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise EOFError(str(error)) from error
        raise ValueError(str(error)) from error
    return [cell.strip() for cell in rows[0]] if rows else []


def heading(line: str, delimiter: str) -> list[str]:
    """The headings of a first line; none where it is no row."""
    try:
        return cells(line.removeprefix(MARK), delimiter)
    except (ValueError, EOFError):
        return []


class Table:
    """The rows below a heading, as they come."""

    def __init__(self, columns: Sequence[str], delimiter: str) -> None:
        # Of two columns of one heading, the second is told apart by its place.
        self.columns = [
            f"{told} {place}" if told in columns[: place - 1] else told
            for place, told in enumerate(columns, start=1)
        ]
        self.delimiter = delimiter
        self.begun: list[str] = []
        self.is_below = False

    def row(self, line: str) -> Mapping[str, str] | None:
        """The row that a line ends, by column; None for the heading, and where a row goes on.

        Raises ValueError where the row has more cells than there are columns, or is none.
        """
        if not self.is_below:
            self.is_below = True
            return None
        self.begun.append(line)
        try:
            found = cells("".join(self.begun), self.delimiter)
        except EOFError:
            if len(self.begun) < MOST_LINES:
                return None
            self.begun.clear()
            raise ValueError("a quotation mark is not closed") from None
        except ValueError:
            self.begun.clear()
            raise
        self.begun.clear()
        if len(found) > len(self.columns) and any(found[len(self.columns) :]):
            raise ValueError(f"{len(found)} cells where there are {len(self.columns)} columns")
        return dict(zip(self.columns, found, strict=False))

    def end(self) -> None:
        """Raise ValueError where a row was begun and not ended."""
        if self.begun:
            self.begun.clear()
            raise ValueError("a quotation mark is not closed")
