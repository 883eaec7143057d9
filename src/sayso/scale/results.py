"""Analyses as Parquet files: a row for each report, with the bytes that it was read from.

    write_part(folder, rows)            for read in read_part(path): ...

A file is a part: it appears whole or not at all, and is never written to again. Any program that
reads Parquet can look into it; `sayso add` brings it into a case without reading anything anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sayso.contract import TOLD_FIELDS, from_json
from sayso.errors import Broken, ExtraMissing, ReadError
from sayso.model import Analysis, Original
from sayso.read.parquet import RESULTS

FORMAT = b"1"
# The columns that hold text, and what each is for whoever looks into a part.
TEXTS = {
    "id": "id of the report",
    "version": "what made the analysis: sayso and its models",
    "hints": "JSON of what the user told about the reports",
    "path": "the file as it was named",
    "part": "which record or entry of that file; empty where it holds one report",
    "sha256": "sha256 of the original bytes",
    "media": "their type",
    **{name: f"what the report tells: {name}" for name in TOLD_FIELDS},
    "analysis": "JSON of the analysis, by schema/claims.schema.json",
}
COUNTS = {"statements": "how many there are, the outlet's own among them", "claims": "how many"}
ORIGINAL = "the original bytes; null where they are those of the row before"

Row = dict[str, Any]

# What is read of a part to bring it into a case.
_READ = ("id", "sha256", "media", "analysis", "original")


def arrow() -> Any:  # noqa: ANN401
    """The library that writes Parquet. Raises ExtraMissing where it is not installed."""
    try:
        import pyarrow  # type: ignore[import-untyped]  # noqa: PLC0415
        import pyarrow.parquet  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError as error:
        raise ExtraMissing("Results as Parquet files", "archive") from error
    return pyarrow


def row_of(body: bytes, original: Original, hints: str) -> Row:
    """The row of an analysis, whose JSON is `body`."""
    data = json.loads(body)
    report: Mapping[str, Any] = data["report"]
    return {
        **{name: report[name] for name in ("id", "path", "part", "sha256", *TOLD_FIELDS)},
        "version": data["version"],
        "hints": hints,
        "media": original.media,
        "statements": len(data["statements"]),
        "claims": len(data["claims"]),
        "analysis": body.decode("ascii"),
        "original": original.data,
    }


def write_part(folder: Path, rows: Sequence[Row]) -> Path:
    """Write rows as one part, by id, and see that they are on the disk. Raises OSError.

    Its name is made from its reports and their versions, so that it can never be that of another.
    """
    pa = arrow()
    ordered = sorted(rows, key=lambda row: (row["sha256"], row["id"]))
    names = "\n".join(f"{row['id']} {row['version']} {row['hints']}" for row in ordered)
    place = folder / f"part-{hashlib.sha256(names.encode()).hexdigest()[:16]}.parquet"
    table = pa.Table.from_pylist(list(_lean(ordered)), schema=_schema(pa))
    unfinished = place.with_name(f".{place.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            pa.parquet.write_table(table, file, compression="zstd", use_dictionary=False)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)
    _settle(folder)
    return place


def _lean(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, the bytes of a feed only with the first of its entries."""
    last = None
    for row in rows:
        # What no file can hold as UTF-8 (half a surrogate pair in a name) is still in the analysis.
        texts = {
            name: row[name].encode("utf-8", "replace").decode()
            for name in TEXTS
            if row[name] is not None
        }
        yield {**row, **texts, "original": None if row["sha256"] == last else row["original"]}
        last = row["sha256"]


def _schema(pa: Any) -> Any:  # noqa: ANN401
    fields = [pa.field(name, pa.string(), metadata={"description": TEXTS[name]}) for name in TEXTS]
    fields += [pa.field(n, pa.int64(), metadata={"description": COUNTS[n]}) for n in COUNTS]
    fields += [pa.field("original", pa.binary(), metadata={"description": ORIGINAL})]
    return pa.schema(fields, metadata={RESULTS: FORMAT})


def _settle(folder: Path) -> None:
    """See that the folder knows its new file, whatever happens to the machine."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def is_results(path: Path) -> bool:
    """Whether a file is a part. Raises ExtraMissing for a Parquet file without the library."""
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PAR1":
                return False
        pa = arrow()
        return RESULTS in (pa.parquet.read_schema(path).metadata or {})
    except (OSError, ValueError):  # what is not Parquet is a ValueError of the library
        return False


def read_part(path: Path, shown: str) -> Iterator[tuple[Original, Analysis] | ReadError]:
    """The analyses in a part with their originals; an error in place of a row that is damaged."""
    pa = arrow()
    data = b""
    try:
        file = pa.parquet.ParquetFile(path, pre_buffer=False)
        for batch in file.iter_batches(32, columns=list(_READ)):
            for row in batch.to_pylist():
                data = row["original"] if row["original"] is not None else data
                yield _restored(row, data, shown)
    except (pa.ArrowException, OSError) as error:
        brief = " ".join(str(error).split())[:100]
        yield Broken(shown, f"the results are damaged or cut off: {brief}")


def _restored(row: Row, data: bytes, shown: str) -> tuple[Original, Analysis] | ReadError:
    try:
        analysis = from_json(json.loads(row["analysis"]))
        named = (analysis.report.id, analysis.report.sha256)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        return Broken(shown, f"{row['id']}: this is no analysis: {error}")
    if named != (row["id"], row["sha256"]) or hashlib.sha256(data).hexdigest() != row["sha256"]:
        return Broken(shown, f"{row['id']}: its original bytes are not those that were read")
    return Original(row["sha256"], row["media"], data), analysis


def kept_ids(folder: Path, version: str, hints: str) -> Iterator[str]:
    """The ids of the reports in a folder of parts that were read so. Raises Broken."""
    pa = arrow()
    asked = [("version", "=", version), ("hints", "=", hints)]
    for path in sorted(folder.glob("part-*.parquet")):
        try:
            found = pa.parquet.read_table(path, columns=["id"], filters=asked)
        except (pa.ArrowException, OSError) as error:
            reason = " ".join(str(error).split())[:100]
            raise Broken(str(path), f"a part of the results is damaged: {reason}") from error
        yield from found.column("id").to_pylist()
