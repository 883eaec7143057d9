"""Wikidata's entities: the lines of a JSON dump, or of a part of one.

A line is an entity with labels, aliases, descriptions and claims; a dump has them between brackets
and with a comma behind each (https://www.wikidata.org/wiki/Wikidata:Database_download).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.model import EntityKind
from sayso.resolve.register.entry import Entry

INSTANCE_OF, COORDINATES, INCEPTION = "P31", "P625", "P571"
# What a thing may be an instance of, where a dump has no classes to look further up: a human,
# sorts of places, and of bodies.
KINDS = {
    "Q5": EntityKind.PERSON,
    **dict.fromkeys(
        ("Q6256", "Q3624078", "Q515", "Q486972", "Q532", "Q10864048"), EntityKind.PLACE
    ),
    **dict.fromkeys(("Q43229", "Q4830453", "Q783794", "Q163740"), EntityKind.ORGANIZATION),
    **dict.fromkeys(("Q7278", "Q17149090", "Q1393724"), EntityKind.GROUP),
}


def is_line(line: str) -> bool:
    """Whether a line is an entity of Wikidata."""
    return line.lstrip().startswith("{") and '"labels"' in line and '"id"' in line


def read_line(line: str) -> Entry | None:
    """The entry of a line, None for a bracket and for what has no label.

    Raises ValueError where the line is no such entity.
    """
    bare = line.strip().rstrip(",")
    if bare in ("[", "]", ""):
        return None
    told = json.loads(bare)
    try:
        labels = told["labels"] or {}
        if not labels:
            return None
        name = (labels.get("en") or labels.get("mul") or next(iter(labels.values())))["value"]
        notes = told.get("descriptions") or {}
        note = (notes.get("en") or next(iter(notes.values()), {"value": ""}))["value"]
        names = dict.fromkeys([name, *written(labels, told.get("aliases") or {})])
        return Entry(f"wikidata:{told['id']}", name, tuple(names), kind_of(told), note)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an entity of Wikidata: {error!r}") from error


def written(labels: Mapping[str, Any], aliases: Mapping[str, Any]) -> Iterator[str]:
    """Every way of writing the name, in any language."""
    yield from (label["value"] for label in labels.values())
    for others in aliases.values():
        yield from (alias["value"] for alias in others)


def kind_of(told: Mapping[str, Any]) -> EntityKind | None:
    """The kind of an entity, by its classes, or by having a place or a beginning."""
    claims = told.get("claims") or {}
    for claim in claims.get(INSTANCE_OF, ()):
        value = claim.get("mainsnak", {}).get("datavalue", {}).get("value", {})
        kind = KINDS.get(value.get("id", ""))
        if kind is not None:
            return kind
    if COORDINATES in claims:
        return EntityKind.PLACE
    return EntityKind.ORGANIZATION if INCEPTION in claims else None
