"""A case as a folder of CSV files: a table each, and a dictionary of all columns.

    write(dossier, Path("tables"))

The files obey RFC 4180: commas, double quotes, CRLF. They are UTF-8 with a byte order mark, because
Excel takes a file without one for the encoding of its own country and breaks every name that is not
English; LibreOffice, pandas, DuckDB and readr skip the mark (R's own `read.csv` has to be told
`fileEncoding = "UTF-8-BOM"`). Programs that want types have the same tables as Parquet.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from sayso.export.columns import Row, cell, columns
from sayso.export.dossier import Dossier
from sayso.export.rows import tables


def write(dossier: Dossier, place: Path) -> None:
    """Write `TABLE.csv` for each table into the folder `place`."""
    for name, rows in tables(dossier).items():
        write_table(name, rows, place / f"{name}.csv")


def write_table(name: str, rows: Iterable[Row], place: Path) -> None:
    """Write one table: its header, and a line for each row."""
    with place.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow([column.name for column in columns()[name]])
        table.writerows([cell(value) for value in row.values()] for row in rows)
