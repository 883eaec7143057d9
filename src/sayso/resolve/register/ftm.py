"""FollowTheMoney's entities, JSON lines, from OpenAleph, from `ftm`, or from sayso itself.

The format is that of https://followthemoney.tech: an id, a schema, and properties, each a list.
OpenSanctions writes a caption beside them; others do not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.model import EntityKind
from sayso.resolve.register import opensanctions
from sayso.resolve.register.entry import Entry

# A legal entity may be a person.
KINDS: Mapping[str, EntityKind | None] = {
    **opensanctions.KINDS,
    "Address": EntityKind.PLACE,
    "LegalEntity": None,
}
NAMES = (*opensanctions.NAMES, "full")


def is_line(line: str) -> bool:
    """Whether a line is an entity of FollowTheMoney without a caption."""
    return opensanctions.is_line(line) and '"caption"' not in line


def read_line(line: str) -> Entry | None:
    """The entry of a line, None for what has no name of its own (notes, links between others).

    Raises ValueError where the line is no such entity.
    """
    return entry_of(json.loads(line))


def entry_of(told: Mapping[str, Any]) -> Entry | None:
    """The entry of an entity, None for what has no name of its own. Raises ValueError."""
    try:
        properties: Mapping[str, Sequence[object]] = told["properties"]
        schema = told["schema"]
        names = tuple(dict.fromkeys(written(properties)))
        number = told["id"]
        if schema not in KINDS or not names:
            return None
        facts = [str(v) for field in opensanctions.TELLING for v in properties.get(field, ())[:2]]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an entity of FollowTheMoney: {error!r}") from error
    kind, note = KINDS[schema], ", ".join(dict.fromkeys(facts))
    return Entry(f"ftm:{number}", names[0], names, kind, note, is_any=kind is None)


def written(properties: Mapping[str, Sequence[object]]) -> Iterator[str]:
    """Every name of an entity; of a person whose name is told in two parts, both together."""
    for field in NAMES:
        yield from (n for n in properties.get(field, ()) if isinstance(n, str) and n.strip())
    first, last = (properties.get(part, ()) for part in ("firstName", "lastName"))
    if first and last and not properties.get("name"):
        yield f"{first[0]} {last[0]}"
