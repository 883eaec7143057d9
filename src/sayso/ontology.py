"""The types of claim, as data: what may be claimed, and who or what fills the roles.

    claim_types()["kills"].first.name -> "killer"

Read from `ontology.csv` beside this module. A type has two main roles, in the order of its
name ("killer kills victim"), and further ones; each main role lists the kinds of filler that
it takes. The columns that map a type to other vocabularies (PLOVER, CAMEO, STIX 2.1,
FollowTheMoney) are kept as they stand for the stages that export or compare.

A user adds types in a file of their own (`sayso/own_types.py`), with the words that tell them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from sayso.own_types import OwnType, own_types


@dataclass(frozen=True, slots=True)
class Role:
    """A part in a claim. `kinds` are the ontology's words (PER, ORG, LOC ...); empty: anything."""

    name: str
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClaimType:
    """One type of claim. `first` and `second` are its main roles, `others` the names of the rest.

    `symmetric` types read the same with their main roles exchanged ("A met B").
    `inverse` names the relation read from the second role, where it has a name.
    """

    name: str
    group: str
    definition: str
    first: Role
    second: Role
    others: tuple[str, ...]
    symmetric: bool
    inverse: str | None
    plover: str
    cameo: str
    stix: str
    stix_status: str
    ftm: str

    @property
    def roles(self) -> tuple[str, ...]:
        """The names of all roles, the two main ones first."""
        return (self.first.name, self.second.name, *self.others)


def role_of(told: str) -> Role:
    """The role that `killer:ACTOR|EVENT` describes."""
    name, _, kinds = told.partition(":")
    return Role(name, frozenset(filter(None, kinds.split("|"))))


def claim_type_of(row: Mapping[str, str]) -> ClaimType:
    """The claim type that one row of the table describes."""
    direction = row["inverse_or_symmetric"]
    others = (part.partition("(")[0] for part in row["extra_roles"].split(";"))
    return ClaimType(
        name=row["type"],
        group=row["group"],
        definition=row["definition"],
        first=role_of(row["source_role"]),
        second=role_of(row["target_role"]),
        others=tuple(filter(None, others)),
        symmetric=direction.startswith("sym"),
        inverse=direction.removeprefix("inv:").partition(";")[0]
        if direction.startswith("inv:")
        else None,
        plover=row["plover_v2"],
        cameo=row["cameo"],
        stix=row["stix21_relationship_or_sdo"],
        stix_status=row["stix_status"],
        ftm=row["ftm_schema"],
    )


def claim_types() -> Mapping[str, ClaimType]:
    """All types by name, in the order of the table, then the user's own."""
    return with_own(own_types())


@cache
def with_own(own: tuple[OwnType, ...]) -> Mapping[str, ClaimType]:
    """The types of the table and some of a user. Read once per process."""
    text = files("sayso").joinpath("ontology.csv").read_text(encoding="utf-8")
    types = [claim_type_of(row) for row in csv.DictReader(text.splitlines())]
    types += [claim_type_of(each.row()) for each in own]
    return MappingProxyType({t.name: t for t in types})
