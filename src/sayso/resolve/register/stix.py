"""STIX 2 bundles: those whom others know, as MITRE ATT&CK, OpenCTI and MISP publish them.

A file is one bundle, or has an object or a bundle on each line
(https://docs.oasis-open.org/cti/stix/v2.1/). Taken are identities, threat actors, intrusion sets
and locations. That the file calls somebody a threat actor is its word: here it is a name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.model import EntityKind
from sayso.resolve.register.entry import Entry

# A type and a UUID, which is how STIX names things.
ID = re.compile(
    r'"[a-z0-9-]+--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"', re.IGNORECASE
)
BUNDLE = re.compile(r'"type"\s*:\s*"bundle"')
# By the class of an identity; `class` (all banks) and `system` are nobody, and not taken.
CLASSES = {
    "individual": EntityKind.PERSON,
    "organization": EntityKind.ORGANIZATION,
    "group": EntityKind.GROUP,
}
NOBODY = frozenset(["class", "system"])
TYPES = {
    "threat-actor": EntityKind.GROUP,
    "intrusion-set": EntityKind.GROUP,
    "location": EntityKind.PLACE,
}
# Where other names stand: of the standard, of OpenCTI, of older files of MITRE.
ALIASES = ("aliases", "x_opencti_aliases", "x_mitre_aliases")
# And in extensions, ours among them.
EXTENDED = ("aliases", "names")
# What tells two of one name apart, in the order in which it is shown.
TELLING = ("country", "region", "roles", "sectors", "threat_actor_types")
# So much of a description is shown.
LONGEST = 120


def is_line(line: str) -> bool:
    """Whether a line is of a STIX bundle or object, in one line or in many.

    An entity of FollowTheMoney may have an id of STIX; it is told by its properties.
    """
    is_ours = BUNDLE.search(line) is not None or ID.search(line) is not None
    return is_ours and '"properties":' not in line


class Bundle:
    """A file as it is read: an object on each line, a bundle on one, or one over all of them.

    What the first line is decides. A bundle is held in memory, and its entries are the `rest`.
    """

    def __init__(self) -> None:
        self.is_single: bool | None = None
        self.lines: list[str] = []
        self.held: list[dict[str, Any]] = []

    def read_line(self, line: str) -> Entry | None:
        """The entry of a line that is an object by itself. Raises ValueError where it is broken."""
        found = None if self.is_single is False else objects(line)
        if self.is_single is None:
            self.is_single = found is not None
        if not self.is_single:
            self.lines.append(line)
            return None
        if found is None:
            raise ValueError("not JSON")
        if len(found) != 1:
            self.held += found
            return None
        return entry_of(found[0])

    def rest(self) -> Iterator[Entry]:
        """The entries of bundles. Raises ValueError behind the last where an object is broken."""
        if self.lines:
            found = objects("".join(self.lines))
            if found is None:
                raise ValueError("the bundle is no JSON, or breaks off")
            self.held += found
        broken: list[ValueError] = []
        for told in self.held:
            try:
                entry = entry_of(told)
            except ValueError as error:
                broken.append(error)
                continue
            if entry is not None:
                yield entry
        if broken:
            raise ValueError(f"{len(broken)} objects of the bundle: {broken[0]}")


def objects(text: str) -> list[dict[str, Any]] | None:
    """The objects of a bundle, or the one that a text is; None where it is not JSON."""
    try:
        told = json.loads(text)
    except ValueError:
        return None
    held = told.get("objects") if isinstance(told, dict) and told.get("type") == "bundle" else None
    return held if isinstance(held, list) else [told]


def entry_of(told: dict[str, Any]) -> Entry | None:
    """The entry of an object, None for one of another type, without a name, or taken back.

    Raises ValueError where it is no object of STIX.
    """
    try:
        type_, id_ = str(told["type"]), str(told["id"])
        gone = told.get("revoked") is True or told.get("x_mitre_deprecated") is True
        known = type_ in TYPES or (type_ == "identity" and told.get("identity_class") not in NOBODY)
        names = list(dict.fromkeys(written(told))) if known and not gone else []
        if not names:
            return None
        return Entry(f"stix:{id_}", names[0], tuple(names), kind_of(type_, told), note(type_, told))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an object of STIX: {error!r}") from error


def written(told: Mapping[str, Any]) -> Iterator[str]:
    """Every way of writing the name, the first one first."""
    lists = [told.get(field) for field in ALIASES]
    for extension in (told.get("extensions") or {}).values():
        lists += [extension.get(field) for field in EXTENDED]
    listed = [name for names in lists if isinstance(names, list) for name in names]
    for name in (told.get("name"), *listed):
        if isinstance(name, str) and name.strip():
            yield name


def kind_of(type_: str, told: Mapping[str, Any]) -> EntityKind | None:
    """The kind of an object; None of an identity that does not tell."""
    if type_ == "identity":
        return CLASSES.get(str(told.get("identity_class")))
    alone = type_ == "threat-actor" and told.get("resource_level") == "individual"
    return EntityKind.PERSON if alone else TYPES[type_]


def note(type_: str, told: Mapping[str, Any]) -> str:
    """What the object says of itself: type, id in other lists, a few facts, the first words."""
    refs = told.get("external_references") or ()
    ids = [f"{ref['source_name']} {ref['external_id']}" for ref in refs if "external_id" in ref]
    facts = [fact for field in TELLING for fact in listed(told.get(field))[:2]]
    about = " ".join(str(told.get("description") or "").split())
    short = about if len(about) <= LONGEST else about[:LONGEST].rsplit(" ", 1)[0] + " ..."
    said = [type_ if type_ != "identity" else "", *ids[:1], *facts, short]
    return ", ".join(dict.fromkeys(filter(None, said)))


def listed(value: object) -> list[str]:
    """A value that is a text or a list of them, as a list."""
    return [str(each) for each in value] if isinstance(value, list) else [str(value or "")]
