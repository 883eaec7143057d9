"""Types of claim that a user adds, in one file.

    [hosts]
    definition = "Somebody lodges somebody"
    first = "host:ACTOR"
    second = "guest:PER|GROUP"
    verbs = ["lodge", "put up", "cater for"]
    nouns = ["lodging"]

`first` and `second` are the main roles with the kinds of filler that they take (those of
ontology.csv: PER, ORG, GROUP, GPE, LOC, ASSET, EVENT, ACTOR, ENT). Who does a verb is the first,
what it is done to the second; after a verb that ends with a preposition it stands after that. Of a
noun the first is its owner or follows "by", the second follows "of", "on", "against", "with", "to"
or "for". Optional: `others`, the names of further roles, `symmetric`, and mappings (`plover`,
`cameo`, `stix`, `ftm`).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sayso.errors import TypesInvalid

NAME = re.compile(r"[a-z][a-z0-9_]*")
ROLE = re.compile(r"[a-z][a-z0-9_]*(?::[A-Z]+(?:\|[A-Z]+)*)?")
KINDS = frozenset(
    {
        *("PER", "ORG", "GROUP", "GPE", "LOC", "ASSET"),
        *("EVENT", "ACTOR", "ENT", "DESC", "CLAIM", "POLICY"),
    }
)
TAKEN = "is a type that sayso has; choose another name"
TEXTS = ("definition", "first", "second", "plover", "cameo", "stix", "ftm")
LISTS = ("verbs", "nouns", "others")


@dataclass(frozen=True, slots=True)
class OwnType:
    """One type of a user's file, and the verbs and nouns that tell it, in lower case."""

    name: str
    definition: str
    first: str
    second: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    symmetric: bool = False
    plover: str = ""
    cameo: str = ""
    stix: str = ""
    ftm: str = ""

    def row(self) -> dict[str, str]:
        """The type as a row of ontology.csv."""
        return {
            "type": self.name,
            "group": "own",
            "definition": self.definition,
            "source_role": self.first,
            "target_role": self.second,
            "extra_roles": ";".join(self.others),
            "plover_v2": self.plover,
            "cameo": self.cameo,
            "stix21_relationship_or_sdo": self.stix,
            "stix_status": "",
            "ftm_schema": self.ftm,
            "inverse_or_symmetric": "sym" if self.symmetric else "directed",
        }


_used: list[tuple[OwnType, ...]] = []


def own_types() -> tuple[OwnType, ...]:
    """The types that a command was told to use beside those of the table."""
    return _used[-1] if _used else ()


def use_types(path: Path | None, taken: Mapping[str, object]) -> None:
    """Use the types of a file from here on; none where `path` is None.

    `taken` has the names that are in use. Raises TypesInvalid.
    """
    _used[:] = [read_types(path, taken)] if path else []


def adopt_types(types: tuple[OwnType, ...]) -> None:
    """Use from here on what another process uses, as it got them from `own_types`."""
    _used[:] = [types] if types else []


def digest() -> str:
    """Eight digits that tell one set of own types from another; empty without any."""
    own = own_types()
    return hashlib.sha256(repr(own).encode()).hexdigest()[:8] if own else ""


def read_types(path: Path, taken: Mapping[str, object]) -> tuple[OwnType, ...]:
    """The types of a file. Raises TypesInvalid."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TypesInvalid(f"{path}: {error.strerror or error}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TypesInvalid(f"{path}: no TOML: {error}") from error
    if not data:
        raise TypesInvalid(f"{path}: holds no type; each starts with its name, as [hosts]")
    return tuple(read_type(path, name, told, taken) for name, told in data.items())


def read_type(path: Path, name: str, told: Any, taken: Mapping[str, object]) -> OwnType:  # noqa: ANN401 - TOML may hold anything
    """One type. Raises TypesInvalid."""
    fault = fault_in(name, told, taken)
    if fault:
        raise TypesInvalid(f"{path}: [{name}] {fault}")
    texts: dict[str, str] = {key: told.get(key, "") for key in TEXTS}
    verbs, nouns, others = (
        tuple(" ".join(word.lower().split()) for word in told.get(key, ())) for key in LISTS
    )
    symmetric = bool(told.get("symmetric"))
    return OwnType(name, verbs=verbs, nouns=nouns, others=others, symmetric=symmetric, **texts)


def fault_in(name: str, told: Any, taken: Mapping[str, object]) -> str | None:  # noqa: ANN401
    """What is wrong with one type of a file, if anything."""
    if not NAME.fullmatch(name):
        return "is no name of a type: small letters, digits and _"
    if not isinstance(told, dict):
        return "is no table"
    unknown = sorted(set(told) - {*TEXTS, *LISTS, "symmetric"})
    if unknown:
        near = get_close_matches(unknown[0], (*TEXTS, *LISTS), 1)
        hint = f"; {near[0]}?" if near else ""
        return f"has {unknown[0]!r}, which means nothing here{hint}"
    for key, value in told.items():
        if key in LISTS and not (isinstance(value, list) and all(map(is_word, value))):
            return f"{key} must be a list of words"
        if key in TEXTS and not is_word(value):
            return f"{key} must be a text"
        if key == "symmetric" and not isinstance(value, bool):
            return "symmetric must be true or false"
    missing = [key for key in ("definition", "first", "second") if key not in told]
    if missing:
        return f"has no {missing[0]}"
    return fault_in_roles(told) or (TAKEN if name in taken else None)


def fault_in_roles(told: Mapping[str, Any]) -> str | None:
    """What is wrong with the roles and words of a type, if anything."""
    for key in ("first", "second"):
        kinds = told[key].partition(":")[2]
        if not ROLE.fullmatch(told[key]):
            return f"{key} must be a role and its kinds, as host:PER|ORG"
        unknown = sorted(set(filter(None, kinds.split("|"))) - KINDS)
        if unknown:
            return f"{key}: {unknown[0]} is no kind; the kinds are {' '.join(sorted(KINDS))}"
    if told["first"].partition(":")[0] == told["second"].partition(":")[0]:
        return "has two main roles of one name"
    return None if told.get("verbs") or told.get("nouns") else "has neither verbs nor nouns"


def is_word(value: object) -> bool:
    """Whether a value is a text that is not empty."""
    return isinstance(value, str) and bool(value.strip())
