"""`sayso ontology`: the types of claim, with their roles and the words that tell them."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from difflib import get_close_matches
from pathlib import Path
from typing import TextIO

from sayso.cli.options import Format
from sayso.cli.output import opened
from sayso.errors import NoSuchType
from sayso.extract.frames import frames
from sayso.ontology import ClaimType, Role, claim_types
from sayso.own_types import use_types

# The columns of `--format csv`, in order.
COLUMNS = (
    *("type", "group", "definition", "first", "second", "others", "reading"),
    *("verbs", "nouns", "adjectives", "particles", "plover", "cameo", "stix", "ftm"),
)
PARTS = {
    **{"verb": "verbs", "noun": "nouns", "tie": "nouns", "adjective": "adjectives"},
    "link": "particles",
}
Told = dict[str, str | list[str]]


def start_using(types: Path | None) -> None:
    """Have a command use a user's own types. Raises TypesInvalid."""
    use_types(None, {})
    if types:
        use_types(types, claim_types())


def print_ontology(name: str | None, types: Path | None, how: Format, out: Path | None) -> None:
    """Print every type, or one of them. Raises NoSuchType, TypesInvalid."""
    start_using(types)
    known = claim_types()
    if name is not None and name not in known:
        near = get_close_matches(name, known, 1)
        hint = f"; {near[0]}?" if near else ""
        raise NoSuchType(f"there is no type {name!r}{hint or ';'} `sayso ontology` lists them")
    chosen = [known[name]] if name is not None else list(known.values())
    told = [told_of(each, triggers()) for each in chosen]
    with opened(out) as file:
        write(told, file, how, whole=name is not None)


def triggers() -> dict[tuple[str, str], list[str]]:
    """The words that tell each type, by type and part of speech."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (part, _), some in frames().items():
        for frame in some:
            words = " ".join((frame.lemma, *frame.rest))
            if words not in found[frame.type, PARTS[part]]:
                found[frame.type, PARTS[part]].append(words)
    return found


def told_of(kind: ClaimType, words: dict[tuple[str, str], list[str]]) -> Told:
    """A type in words, by column."""
    reading = "symmetric" if kind.symmetric else f"inverse: {kind.inverse}" if kind.inverse else ""
    return {
        "type": kind.name,
        "group": kind.group,
        "definition": kind.definition,
        "first": role(kind.first),
        "second": role(kind.second),
        "others": list(kind.others),
        "reading": reading,
        **{part: sorted(words.get((kind.name, part), ())) for part in sorted({*PARTS.values()})},
        "plover": kind.plover,
        "cameo": kind.cameo,
        "stix": kind.stix,
        "ftm": kind.ftm,
    }


def role(of: Role) -> str:
    """A role with the kinds that it takes: "killer: ACTOR or EVENT"."""
    return f"{of.name}: {' or '.join(sorted(of.kinds))}" if of.kinds else of.name


def write(told: list[Told], file: TextIO, how: Format, *, whole: bool) -> None:
    """Write some types in one of the formats."""
    if how is Format.CSV:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows({column: flat(each[column]) for column in COLUMNS} for each in told)
    elif how is Format.TEXT:
        file.writelines(one(each) if whole else line(each) for each in told)
    else:
        file.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in told)


def line(told: Told) -> str:
    """One type in a line, with its main roles."""
    return f"{told['type']:22} {told['definition']} ({told['first']}; {told['second']})\n"


def one(told: Told) -> str:
    """All that is known of one type, a line for each thing."""
    filled = [(column, flat(told[column])) for column in COLUMNS if told[column]]
    return "".join(f"{column:11} {value}\n" for column, value in filled)


def flat(value: str | list[str]) -> str:
    """A list as one text."""
    return value if isinstance(value, str) else ", ".join(value)
