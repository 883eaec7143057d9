"""Which register a file is of, and its entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sayso.resolve.register import (
    ftm,
    geonames,
    opensanctions,
    statements,
    stix,
    watchlist,
    wikidata,
)
from sayso.resolve.register.entry import Entry


@dataclass(slots=True)
class Register:
    """A register's way of writing its entries.

    `rest` gives what can be told only when the last line was read. `skipped` counts lines that were
    none of it, and `broken` tells of the first of them.
    """

    name: str
    is_line: Callable[[str], bool]
    read_line: Callable[[str], Entry | None]
    rest: Callable[[], Iterable[Entry]] = tuple
    read: int = field(default=0, init=False)
    skipped: int = field(default=0, init=False)
    broken: str = field(default="", init=False)

    def entries(self, lines: Iterable[str]) -> Iterator[Entry]:
        """The entries of some lines; a line that is broken is counted and left out."""
        number = 0
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                entry = self.read_line(line)
            except ValueError as error:
                self.skip(number, error)
                continue
            if entry is not None:
                self.read += 1
                yield entry
        try:
            for entry in self.rest():
                self.read += 1
                yield entry
        except ValueError as error:
            self.skip(number, error)

    def skip(self, number: int, error: ValueError) -> None:
        """Count a line as broken, and keep what is wrong with the first."""
        self.skipped += 1
        self.broken = self.broken or f"line {number}: {error}"


def recognise(lines: Iterable[str]) -> Register | None:
    """The register that the first lines of a file are of, None where they are of none."""
    is_first = True
    for line in lines:
        if stix.is_line(line):
            bundle = stix.Bundle()
            return Register("STIX", stix.is_line, bundle.read_line, bundle.rest)
        for name, module in (
            ("GeoNames", geonames),
            ("FollowTheMoney", ftm),
            ("OpenSanctions", opensanctions),
            ("Wikidata", wikidata),
        ):
            if module.is_line(line):
                return Register(name, module.is_line, module.read_line)
        if is_first and line.strip():
            is_first = False
            if (table := of_table(line)) is not None:
                return table
    return None


def of_table(first: str) -> Register | None:
    """The register that a table with this heading is of, None where it is of none."""
    if (statement := statements.begin(first)) is not None:
        return Register("FollowTheMoney", bool, statement.read_line, statement.rest)
    if (names := watchlist.begin(first)) is not None:
        return Register("a list of names", bool, names.read_line, names.rest)
    return None
