"""Which register a file is of, and its entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sayso.resolve.register import geonames, opensanctions, wikidata
from sayso.resolve.register.entry import Entry


@dataclass(slots=True)
class Register:
    """A register's way of writing its entries; `skipped` counts lines that were none of it."""

    name: str
    is_line: Callable[[str], bool]
    read_line: Callable[[str], Entry | None]
    read: int = field(default=0, init=False)
    skipped: int = field(default=0, init=False)

    def entries(self, lines: Iterable[str]) -> Iterator[Entry]:
        """The entries of some lines; a line that is broken is counted and left out."""
        for line in lines:
            if not line.strip():
                continue
            try:
                entry = self.read_line(line)
            except ValueError:
                self.skipped += 1
                continue
            if entry is not None:
                self.read += 1
                yield entry


def recognise(lines: Iterable[str]) -> Register | None:
    """The register that the first lines of a file are of, None where they are of none."""
    for line in lines:
        for name, module in (
            ("GeoNames", geonames),
            ("OpenSanctions", opensanctions),
            ("Wikidata", wikidata),
        ):
            if module.is_line(line):
                return Register(name, module.is_line, module.read_line)
    return None
