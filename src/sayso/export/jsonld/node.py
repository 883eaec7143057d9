"""A node of the graph: what is not known is left out, and every text is legible."""

from __future__ import annotations

from typing import Any

from sayso.export.characters import legible
from sayso.export.naming import THINGS, local

Node = dict[str, Any]


def iri(id_: str) -> str:
    """The name of something of the case."""
    return f"{THINGS}{local(id_)}"


def node(type_: str, id_: str | None = None, **told: object) -> Node:
    """A node with what is told of it, but for what is None, empty or an empty list."""
    made: Node = {"@id": id_} if id_ else {}
    made["@type"] = type_
    for name, value in told.items():
        if value is None or value in ("", [], {}):
            continue
        made[name] = legible(value) if isinstance(value, str) else value
    return made


def sha256_of(digest: str) -> Node:
    """A sha256 as schema.org takes an identifier that it has no word for."""
    return node("PropertyValue", propertyID="sha256", value=digest)
