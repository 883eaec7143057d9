"""A list of names that a user keeps: a table with a heading, one person, body or place a row.

A column of names is all that it needs. What else is known by its heading: other names (several in
a cell, parted by ";" or "|"), the kind, an id and notes. All other columns are told beside an
entry, for they may be what tells two of one name apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sayso.model import EntityKind, identify
from sayso.resolve.register.entry import Entry
from sayso.resolve.register.table import DELIMITERS, Table, heading

# Headings, in small letters and without spaces, marks, and a number behind ("Alias 2").
HEADINGS = {
    "name": ("name", "fullname", "primaryname", "mainname", "entityname", "caption", "label"),
    "first": ("firstname", "givenname", "forename"),
    "last": ("lastname", "surname", "familyname"),
    "aliases": (
        *("alias", "aliases", "aka", "akas", "alsoknownas", "othername", "othernames"),
        *("alternativename", "alternativenames", "alternatename", "alternatenames"),
        *("variant", "variants", "spelling", "spellings", "formername", "formernames"),
    ),
    "kind": ("kind", "type", "schema", "entitytype"),
    "id": ("id", "identifier", "uid", "entityid", "ref", "reference"),
    "notes": ("note", "notes", "remark", "remarks", "comment", "comments", "description"),
}
COLUMNS = {told: column for column, all_ in HEADINGS.items() for told in all_}
KINDS = {
    EntityKind.PERSON: ("person", "individual", "man", "woman", "human", "people"),
    EntityKind.ORGANIZATION: (
        *("organization", "organisation", "org", "company", "entity", "legalentity", "body"),
        *("publicbody", "institution", "agency", "ministry", "party", "ngo", "business"),
    ),
    EntityKind.GROUP: ("group", "armedgroup", "militia", "network", "movement"),
    EntityKind.PLACE: (
        *("place", "location", "city", "town", "village", "country", "region", "address"),
        *("territory", "district", "province"),
    ),
    EntityKind.FACILITY: ("facility", "building", "site", "base", "prison"),
    EntityKind.VEHICLE: (
        *("vehicle", "vessel", "ship", "boat", "aircraft", "airplane", "plane"),
        *("car", "truck"),
    ),
}
CALLED = {word: kind for kind, words in KINDS.items() for word in words}
PARTED = re.compile(r"[;|\n]")
# So much is told beside an entry, in characters.
LONGEST_NOTE = 240


class Reader:
    """The rows of a list as entries."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def read_line(self, line: str) -> Entry | None:
        """The entry of a row, None for the heading and for an empty row.

        Raises ValueError where a row has no name, or is none.
        """
        row = self.table.row(line)
        if row is None or not any(row.values()):
            return None
        by_column = sorted_out(row)
        names = tuple(dict.fromkeys([*called(by_column), *others(by_column)]))
        if not any(called(by_column)):
            raise ValueError("no name in this row")
        word = next(iter(by_column["kind"].values()), "")
        number = next(iter(by_column["id"].values()), "") or identify("w", *row.values())
        kind = CALLED.get(plain(word))
        note = "; ".join(notes(by_column, word if kind is None else ""))
        if len(note) > LONGEST_NOTE:
            note = note[: LONGEST_NOTE - 1] + "…"
        return Entry(f"list:{number}", names[0], names, kind, note, is_any=kind is None)

    def rest(self) -> Sequence[Entry]:
        """Nothing more. Raises ValueError where the last row is cut."""
        self.table.end()
        return ()


def begin(line: str) -> Reader | None:
    """What reads the table whose first line this is; None where it has no column of names."""
    found = [(heading(line, delimiter), delimiter) for delimiter in DELIMITERS]
    columns, delimiter = max(found, key=lambda each: sum(plain(c) in COLUMNS for c in each[0]))
    known = {COLUMNS.get(plain(column)) for column in columns}
    has_names = "name" in known or {"first", "last"} <= known
    return Reader(Table(columns, delimiter)) if has_names else None


def plain(heading_: str) -> str:
    """A heading, or a word for a kind, as it is compared."""
    return re.sub(r"[\W_]|\d+$", "", heading_.casefold())


def sorted_out(row: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """The cells of a row that hold something, by what their column is for."""
    found: dict[str, dict[str, str]] = {column: {} for column in (*HEADINGS, "")}
    for told, cell in row.items():
        if cell:
            found[COLUMNS.get(plain(told), "")][told] = cell
    return found


def called(cells: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The names proper: those of the column of names, else the first and the last name."""
    names = list(cells["name"].values())
    if not names:
        names = [" ".join([*cells["first"].values(), *cells["last"].values()])]
    yield from (" ".join(name.split()) for name in names if name)


def others(cells: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The other names, of all columns that hold some."""
    for cell in cells["aliases"].values():
        yield from (" ".join(name.split()) for name in PARTED.split(cell) if name.strip())


def notes(cells: Mapping[str, Mapping[str, str]], kind: str) -> Iterator[str]:
    """What the list says of an entry; with it a kind that sayso does not know."""
    yield from (" ".join(cell.split()) for cell in cells["notes"].values())
    if kind:
        yield f"kind: {kind}"
    for told, cell in cells[""].items():
        yield f"{told}: {' '.join(cell.split())}"
