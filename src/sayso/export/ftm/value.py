"""What a report tells, as one value of one property of an entity, in a form that the library keeps.

The types of the properties and how long a value may be are those of followthemoney 4.11
(`followthemoney/types`); a test compares them with the library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.export.characters import legible

# Each property that is written, with its type.
TYPES = {
    "name": "name",
    "alias": "name",
    "weakAlias": "name",
    "full": "address",
    "title": "string",
    "author": "string",
    "fileName": "string",
    "publisher": "string",
    "processingAgent": "string",
    "detectedSchema": "string",
    "keywords": "string",
    "mimeType": "mimetype",
    "publishedAt": "date",
    "retrievedAt": "date",
    "sourceUrl": "url",
    "description": "text",
    "summary": "text",
    "notes": "text",
    "entity": "entity",
    "proof": "entity",
    "document": "entity",
    "resolved": "entity",
}
# How many characters a value of a type may have.
LONGEST = {"name": 384, "address": 250, "string": 1024, "url": 4096, "text": 65_000}
QUOTED = re.compile("[\"'](.*)[\"']")
COMMAS = re.compile(r"(?:,\s*)+")
URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one property of an entity, as the report `report` gives it."""

    entity: str
    schema: str
    prop: str
    value: str
    report: str


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity of which a report tells something; its ids are ours, so that none is guessed."""

    id: str
    schema: str
    report: str

    def tells(self, prop: str, *values: str | None) -> Iterator[Fact]:
        """The facts that some values make; what is no value of the property is left out."""
        for value in values:
            kept = clean(TYPES[prop], value or "")
            if kept:
                yield Fact(self.id, self.schema, prop, kept, self.report)


def clean(kind: str, value: str) -> str:
    """A value in the form in which the library would keep it; empty where it would keep none.

    The library composes characters (Unicode's form C). What is too long ends in "…".
    """
    value = unicodedata.normalize("NFC", legible(value)).strip()
    if kind in ("name", "address"):
        value = " ".join(value.split())
    if kind == "name" and (quoted := QUOTED.fullmatch(value)):
        value = quoted[1].strip()
    if kind == "address":
        value = " ".join(COMMAS.sub(", ", value).split())
    if kind == "url" and (not URL.fullmatch(value) or len(value) > LONGEST["url"]):
        return ""
    longest = LONGEST.get(kind)
    return value if longest is None or len(value) <= longest else value[: longest - 1] + "…"


def moment(iso: str) -> str:
    """A day as it is, a time in UTC and to the second, for the library knows no offsets.

    Empty where the words are no date of ISO 8601.
    """
    try:
        time = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    if len(iso) <= len("2016-03-12"):
        return iso
    if time.tzinfo is not None:
        time = time.astimezone(UTC).replace(tzinfo=None)
    return time.isoformat(timespec="seconds")
