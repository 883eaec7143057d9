"""What every STIX object of ours has in common: its id, its times, its maker, our extension.

Ids are made from content in a namespace of ours (RFC 4122, version 5), so that the same claim is
the same object in every export, and an importer updates it and does not add a second one.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:sayso:stix")


def named(kind: str, *parts: str) -> str:
    """The id of the STIX object of a type that is made from `parts`."""
    return f"{kind}--{uuid.uuid5(NAMESPACE, chr(31).join((kind, *parts)))}"


US = named("identity", "sayso")
EXTENSION = named("extension-definition", "claims", "1")


def thing(id_: str, created: str, modified: str, **properties: object) -> Json:
    """A STIX object of ours. A property that is None or empty is left out."""
    return {
        "type": id_.partition("--")[0],
        "spec_version": "2.1",
        "id": id_,
        "created_by_ref": US,
        "created": created,
        "modified": modified,
        **given(**properties),
    }


def extended(kind: str, **properties: object) -> Json:
    """The `extensions` of an object: ours, of one of the kinds that its schema knows."""
    return {
        EXTENSION: {"extension_type": "property-extension", "kind": kind, **given(**properties)}
    }


def given(**properties: object) -> Json:
    """The properties that are told: STIX has no null, and no empty list, text or dictionary."""
    return {name: value for name, value in properties.items() if value not in (None, [], "", {})}


def stamp(told: str) -> str:
    """An ISO date or time as STIX writes it: in UTC, to the millisecond.

    A time without a zone is taken for UTC, and a date for its first moment: what was told stands
    beside it, in the extension.
    """
    moment = datetime.fromisoformat(told)
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
