"""Statements of FollowTheMoney as a CSV table: what an entity is called, value by value.

The columns are those of `followthemoney.statement`: sayso's own export has them, nomenklatura's,
and OpenSanctions' "statements.csv".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sayso.resolve.register import ftm, opensanctions
from sayso.resolve.register.entry import Entry
from sayso.resolve.register.table import Table, heading

NEEDED = frozenset(["entity_id", "schema", "prop", "value"])
# What an entry is made of; the long rest, texts above all, is not kept.
KEPT = frozenset([*ftm.NAMES, *opensanctions.TELLING, "firstName", "lastName"])


class Reader:
    """What a table of statements tells, gathered by entity until the table ends."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.schemata: dict[str, str] = {}
        self.told: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def read_line(self, line: str) -> None:
        """Take in a line. Raises ValueError where it is no row of the table."""
        row = self.table.row(line)
        if row is None or not any(row.values()):
            return
        if not all(row.get(column) for column in NEEDED):
            raise ValueError(f"a statement needs {', '.join(sorted(NEEDED))}")
        entity = row.get("canonical_id") or row["entity_id"]
        # Reports differ in how closely they tell what an entity is.
        if row["schema"] in ftm.KINDS and ftm.KINDS.get(self.schemata.get(entity, "")) is None:
            self.schemata[entity] = row["schema"]
        if row["prop"] in KEPT:
            values = self.told[entity][row["prop"]]
            if row["value"] not in values:
                values.append(row["value"])

    def rest(self) -> Iterator[Entry]:
        """The entries, once the table has ended. Raises ValueError where its last row is cut."""
        for entity, schema in self.schemata.items():
            entry = ftm.entry_of({"id": entity, "schema": schema, "properties": self.told[entity]})
            if entry is not None:
                yield entry
        self.table.end()


def begin(line: str) -> Reader | None:
    """What reads the table whose first line this is; None where it is no such table."""
    columns = heading(line, ",")
    return Reader(Table(columns, ",")) if columns and set(columns) >= NEEDED else None
