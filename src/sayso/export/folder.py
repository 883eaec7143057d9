"""The whole case as a folder that a person can read, and that `sayso import` restores exactly.

    write(entries(case.store), folder)          take_over(new.store, read(folder))

`case.json` tells what it is; `originals/` holds the bytes as they came, each file named by its
sha256; the rest are JSON lines, one entry each, in the order in which they came into the case.
Nothing is redacted: who gets this folder gets all that the case holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from sayso.errors import EntryInvalid
from sayso.record.transfer import Entry

FORMAT = "sayso case"
VERSION = 1
# The files in the order in which they are read: an entry speaks only of what came before.
FILES = {
    "original": "originals.jsonl",
    "report": "reports.jsonl",
    "analysis": "analyses.jsonl",
    "asking": "askings.jsonl",
    "proposal": "proposals.jsonl",
    "judgement": "judgements.jsonl",
    "retraction": "retractions.jsonl",
    "audit": "audit.jsonl",
}
ORIGINALS = "originals"


def write(told: Iterable[Entry], folder: Path) -> dict[str, int]:
    """Write the entries of a case into an empty folder; how many there are of each kind."""
    (folder / ORIGINALS).mkdir()
    counts = dict.fromkeys(FILES, 0)
    files: dict[str, TextIO] = {}
    try:
        for kind, name in FILES.items():
            files[kind] = (folder / name).open("w", encoding="utf-8", newline="\n")
        for kind, fields in told:
            counts[kind] += 1
            row = dict(fields)
            if kind == "original":
                (folder / ORIGINALS / row["sha256"]).write_bytes(row.pop("data"))
            # ASCII alone: half a surrogate pair, which a file's name can hold, stays what it is.
            files[kind].write(json.dumps(row, separators=(",", ":")) + "\n")
    finally:
        for file in files.values():
            file.close()
    head = {"format": FORMAT, "version": VERSION, "entries": counts}
    (folder / "case.json").write_text(json.dumps(head, indent=2) + "\n", encoding="utf-8")
    return counts


def read(folder: Path) -> Iterator[Entry]:
    """The entries of a folder that `write` made.

    Raises EntryInvalid, with file and line, where it is no such folder, was written by a newer
    sayso, or lacks an entry.
    """
    counts = _counts(folder)
    for kind, name in FILES.items():
        if kind not in counts and not (folder / name).exists():
            continue  # written before there were any of this kind
        found = 0
        for fields in _lines(folder / name):
            found += 1
            if kind == "original":
                fields["data"] = _bytes(folder, str(fields.get("sha256")))
            yield kind, fields
        if found != counts.get(kind):
            raise EntryInvalid(
                f"{folder / name} holds {found} entries, and case.json says {counts.get(kind)}: "
                "the folder is not whole. Copy it anew."
            )


def _counts(folder: Path) -> dict[str, int]:
    """How many entries of each kind there must be."""
    place = folder / "case.json"
    try:
        head = json.loads(place.read_text(encoding="utf-8"))
    except OSError as error:
        raise EntryInvalid(
            f"{folder} is no folder of a case: case.json cannot be read ({error.strerror})."
        ) from error
    except ValueError as error:
        raise EntryInvalid(f"{place} is not JSON: {error}") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise EntryInvalid(f"{place} is not of a case that sayso wrote.")
    if head.get("version") != VERSION:
        raise EntryInvalid(f"{folder} was written by a newer sayso. Update sayso, then import it.")
    counts = head.get("entries")
    return counts if isinstance(counts, dict) else {}


def _lines(place: Path) -> Iterator[dict[str, Any]]:
    try:
        with place.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                try:
                    fields = json.loads(line)
                except ValueError as error:
                    raise EntryInvalid(f"{place}, line {number}: not JSON: {error}") from error
                if not isinstance(fields, dict):
                    raise EntryInvalid(f"{place}, line {number}: no entry of a case.")
                yield fields
    except OSError as error:
        raise EntryInvalid(f"{place} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise EntryInvalid(f"{place} is not UTF-8.") from error


def _bytes(folder: Path, name: str) -> bytes:
    """The bytes of an original, whose file is named by its sha256 and by nothing else."""
    if not (len(name) == 64 and name.isalnum()):
        raise EntryInvalid(f"{folder / FILES['original']}: {name[:80]!r} is no sha256.")
    try:
        return (folder / ORIGINALS / name).read_bytes()
    except OSError as error:
        raise EntryInvalid(
            f"{folder / ORIGINALS / name} cannot be read: {error.strerror}."
        ) from error
