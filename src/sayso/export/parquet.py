"""A case as a folder of Parquet files: the tables of `tables`, with real types.

    write(dossier, Path("tables"))

Days are dates, times are timestamps in UTC, numbers are numbers, lists are lists of texts. Each
column has its meaning with it, in the field's metadata under `description`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.errors import ExtraMissing
from sayso.export.columns import Column, Row, columns
from sayso.export.dossier import Dossier
from sayso.export.rows import tables


def write(dossier: Dossier, place: Path) -> None:
    """Write `TABLE.parquet` for each table into the folder `place`.

    Raises ExtraMissing where pyarrow, which writes them, is not installed.
    """
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415
        import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError as error:
        raise ExtraMissing("Parquet", "parquet") from error
    for name, rows in tables(dossier).items():
        pq.write_table(table(pa, columns()[name], rows), place / f"{name}.parquet")


def table(pa: Any, found: Sequence[Column], rows: list[Row]) -> Any:  # noqa: ANN401
    """The rows as a table of `pa`, which is pyarrow; what is None is null there."""
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "time": pa.timestamp("s", tz="UTC"),
        "list": pa.list_(pa.string()),
    }
    fields = [
        pa.field(each.name, types[each.type], metadata={"description": each.meaning})
        for each in found
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))
