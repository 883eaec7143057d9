"""The word lists and tables beside this module, each read once."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of `table`.csv by the names of its columns."""
    text = resources.files("sayso.read").joinpath(f"{table}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def listed(table: str, kind: str) -> tuple[str, ...]:
    """The words of one kind in a table with the columns `kind` and `word`, in its order."""
    return tuple(row["word"] for row in rows(table) if row["kind"] == kind)
