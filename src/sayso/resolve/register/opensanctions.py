"""OpenSanctions' entities, JSON lines: "entities.ftm.json" or "targets.nested.json".

The format is that of https://followthemoney.tech: an id, a schema, and properties, each a list.
"""

from __future__ import annotations

import json

from sayso.model import EntityKind
from sayso.resolve.register.entry import Entry

KINDS = {
    "Person": EntityKind.PERSON,
    "Organization": EntityKind.ORGANIZATION,
    "PublicBody": EntityKind.ORGANIZATION,
    "Company": EntityKind.ORGANIZATION,
    "LegalEntity": EntityKind.ORGANIZATION,
    "Vessel": EntityKind.VEHICLE,
    "Airplane": EntityKind.VEHICLE,
    "Vehicle": EntityKind.VEHICLE,
}
NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
# What tells two of one name apart, in the order in which it is shown.
TELLING = ("birthDate", "incorporationDate", "country", "nationality", "position", "topics")


def is_line(line: str) -> bool:
    """Whether a line is an entity of FollowTheMoney."""
    return line.lstrip().startswith("{") and '"schema"' in line and '"properties"' in line


def read_line(line: str) -> Entry | None:
    """The entry of a line, None for what has no name of its own (addresses, links between others).

    Raises ValueError where the line is no such entity.
    """
    told = json.loads(line)
    try:
        kind = KINDS.get(told["schema"])
        properties: dict[str, list[object]] = told["properties"]
        names = [str(n) for field in NAMES for n in properties.get(field, ()) if isinstance(n, str)]
        if kind is None or not names:
            return None
        facts = [str(v) for field in TELLING for v in properties.get(field, ())[:2]]
        name = str(told.get("caption") or names[0])
        return Entry(
            f"opensanctions:{told['id']}",
            name,
            tuple(dict.fromkeys([name, *names])),
            kind,
            ", ".join(dict.fromkeys(facts)),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an entity of FollowTheMoney: {error!r}") from error
