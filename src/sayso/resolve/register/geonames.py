"""GeoNames' tables of places: "allCountries.txt", "cities500.txt", a country's file.

Nineteen columns parted by tabs, no heading (https://download.geonames.org/export/dump/readme.txt).
"""

from __future__ import annotations

from sayso.model import EntityKind
from sayso.resolve.register.entry import Entry

COLUMNS = 19
NUMBER, NAME, PLAIN, OTHERS = 0, 1, 2, 3
CLASS, CODE, COUNTRY, PEOPLE = 6, 7, 8, 14
# Classes of features: spots and buildings, and roads, are made; all others are places.
MADE = frozenset(["S", "R"])


def is_line(line: str) -> bool:
    """Whether a line is one of GeoNames' table."""
    cells = line.split("\t")
    return len(cells) == COLUMNS and cells[NUMBER].isdigit()


def read_line(line: str) -> Entry | None:
    """The entry of a line, None where it has no name. Raises ValueError where it is none."""
    cells = line.rstrip("\n").split("\t")
    if len(cells) != COLUMNS or not cells[NUMBER].isdigit():
        raise ValueError("not a line of GeoNames")
    if not cells[NAME]:
        return None
    names = dict.fromkeys([cells[NAME], cells[PLAIN], *cells[OTHERS].split(",")])
    people = (
        f", {int(cells[PEOPLE]):,} people"
        if cells[PEOPLE].isdigit() and cells[PEOPLE] != "0"
        else ""
    )
    return Entry(
        f"geonames:{cells[NUMBER]}",
        cells[NAME],
        tuple(n for n in names if n),
        EntityKind.FACILITY if cells[CLASS] in MADE else EntityKind.PLACE,
        f"{cells[CODE]} in {cells[COUNTRY] or '?'}{people}",
    )
