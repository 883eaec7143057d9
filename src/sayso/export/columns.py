"""The tables that a case is written as, column by column, as data.

    COLUMNS = columns()["claims"]

All that is said of a column stands in `columns.csv` beside this module: its type, whether it tells
rows apart or leads to a row of another table, its meaning, and an example. The files, the
dictionary that goes with them and the documentation are made from it, or tested against it. Columns
are only ever added.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from sayso.export.table import harmless

Value = None | bool | int | float | str | date | datetime | list[str]
Row = dict[str, Value]

# Between the texts of a list in one cell.
LISTED = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `is_id` marks those that together tell the rows of a table apart.

    `leads_to` is the table and the column that its value stands in as well, or None.
    """

    table: str
    name: str
    type: str
    is_id: bool
    leads_to: tuple[str, str] | None
    meaning: str
    example: str

    @property
    def key(self) -> str:
        """What `columns.csv` says of it: `id`, `reports.report`, both, or nothing."""
        led = ".".join(self.leads_to) if self.leads_to else ""
        return " ".join(filter(None, ("id" if self.is_id else "", led)))


@cache
def columns() -> Mapping[str, tuple[Column, ...]]:
    """The columns of each table, in their order. Read once per process."""
    text = files("sayso.export").joinpath("columns.csv").read_text(encoding="utf-8")
    made: dict[str, tuple[Column, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        column = column_of(row)
        made[column.table] = (*made.get(column.table, ()), column)
    return MappingProxyType(made)


def column_of(row: Mapping[str, str]) -> Column:
    """The column that one row of `columns.csv` describes."""
    *marks, last = row["key"].split(" ")
    led = "" if last == "id" else last
    table, _, name = led.partition(".")
    return Column(
        row["table"],
        row["column"],
        row["type"],
        "id" in (*marks, last),
        (table, name) if led else None,
        row["meaning"],
        row["example"],
    )


def dictionary() -> list[Row]:
    """The table that describes all others, and itself."""
    return [
        {
            "table": column.table,
            "column": column.name,
            "type": column.type,
            "key": column.key,
            "meaning": column.meaning,
            "example": column.example,
        }
        for table in columns().values()
        for column in table
    ]


def cell(value: Value) -> str:
    """A value as the cell of a CSV file; nothing is an empty one.

    No cell runs as a formula in a spreadsheet (see `harmless`).
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case list():
            return harmless(LISTED.join(value))
        case str():
            return harmless(value)
        case _:
            return repr(value).removesuffix(".0")
