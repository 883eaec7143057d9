"""The paragraphs in which every claim was annotated: `told/`, places in public data; `written/`.

for report, rows in annotated(shared, without): ...
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from sayso.model import Report, Span
from training.claims.judged import READ, lot, reports_at, rows_of, texts_of
from training.claims.written import every

ANNOTATED = Path(__file__).resolve().parent / "told"
FOLDS = 5
Rows = list[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in characters of the text: its type, its trigger, and who fills its main roles."""

    kind: str
    trigger: Span
    fillers: tuple[Span | None, Span | None]


def told_in(row: Mapping[str, Any]) -> list[Told]:
    """The claims of a row."""
    found = []
    for kind, start, end, *sides, _ in row["claims"]:
        one, other = (Span(a, b) if a >= 0 else None for a, b in (sides[:2], sides[2:]))
        found.append(Told(kind, Span(start, end), (one, other)))
    return found


def annotated(shared: Path, fold: int | None = None) -> Iterator[tuple[str, Report, Rows]]:
    """Reports, by name, with the rows of their paragraphs; of one fifth of them, or of all.

    Those are left out of which a paragraph is only measured on.
    """
    texts = texts_of(shared)
    rows = [row for path in sorted(ANNOTATED.glob("*.jsonl")) for row in rows_of(path)]
    rows.sort(key=lambda row: (row["source"], row["report"], row["start"]))
    blind = {(r["source"], r["report"]) for r in rows_of(READ) if r["half"] == "test"}
    for at, group in groupby(rows, key=lambda row: (row["source"], row["report"])):
        name = "/".join(at)
        if at not in blind and fold in {None, fold_of(name)}:
            yield name, report_of(texts[at]), list(group)
    for each in own():
        if fold in {None, fold_of(each[0])}:
            yield each


def own(share: int = 1) -> Iterator[tuple[str, Report, Rows]]:
    """The texts of our own, or one in `share` of them, in the same way."""
    for item in islice(every(), 0, None, share):
        row = {"start": 0, "end": len(item.text), "claims": item.claims}
        yield f"written/{item.name}", report_of(item.text), [row]


def report_of(text: str) -> Report:
    """A report as it is read from a file with this text."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "report.txt").write_bytes(text.encode("utf-8"))
        return next(reports_at(Path(folder)))


def fold_of(name: str) -> int:
    """The fifth that a report belongs to."""
    return lot("fold", name) % FOLDS
