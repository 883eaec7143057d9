"""Facts as statements of FollowTheMoney, and statements as entities.

A statement's id is the library's (`followthemoney.Statement.make_key`): the SHA-1 of dataset,
entity, property and value. The dataset is the report's. Of each entity there is one statement more
in each dataset, with the property `id` and a checksum of the others, by which stores find it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.export.dossier import Dossier
from sayso.export.ftm.catalog import dataset_of
from sayso.export.ftm.value import TYPES, Fact, moment

# In the order of the library's own tables (`followthemoney.statement.serialize.CSV_COLUMNS`).
COLUMNS = (
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
)
BASE = "id"


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact in its dataset. `origin` is what read it, `seen` when the report came to the case."""

    fact: Fact
    dataset: str
    origin: str
    seen: str

    @property
    def id(self) -> str:
        """The library's id."""
        fact = self.fact
        return sha1(f"{self.dataset}.{fact.entity}.{fact.prop}.{fact.value}")

    def row(self) -> tuple[str, ...]:
        """The cells of COLUMNS."""
        fact = self.fact
        kind = BASE if fact.prop == BASE else TYPES[fact.prop]
        told = (fact.entity, fact.entity, fact.prop, kind, fact.schema, fact.value)
        return (*told, self.dataset, self.origin, "", "", "f", self.seen, self.seen, self.id)


def statements(facts: Iterable[Fact], dossier: Dossier) -> list[Statement]:
    """The statements of all reports, by entity and dataset, each once."""
    versions = {analysis.report.id: analysis.version for analysis in dossier.analyses}
    grouped: defaultdict[tuple[str, str], dict[Fact, None]] = defaultdict(dict)
    for fact in facts:
        grouped[fact.entity, fact.report][fact] = None
    found = []
    for (_, report), told in sorted(grouped.items()):
        dataset, seen = dataset_of(report), moment(dossier.deposited[report])
        made = [Statement(fact, dataset, versions[report], seen) for fact in told]
        found += [based(made), *made]
    return found


def based(told: list[Statement]) -> Statement:
    """The statement by which stores find the entity that these are of."""
    first = told[0]
    sum_ = sha1(first.fact.schema + "".join(sorted(each.id for each in told)))
    fact = Fact(first.fact.entity, first.fact.schema, BASE, sum_, first.fact.report)
    return Statement(fact, first.dataset, first.origin, first.seen)


def entities(told: Iterable[Statement]) -> Iterator[Mapping[str, Any]]:
    """The entities that statements, sorted by entity, come to.

    `datasets` names all reports that tell of it; which of them tells what is in the statements.
    """
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for each in told:
        found[each.fact.entity].append(each)
    for entity, all_ in found.items():
        properties: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for each in all_:
            if each.fact.prop != BASE:
                properties[each.fact.prop][each.fact.value] = None
        yield {
            "id": entity,
            "schema": all_[0].fact.schema,
            "properties": {prop: list(values) for prop, values in properties.items()},
            "datasets": list(dict.fromkeys(each.dataset for each in all_)),
        }


def sha1(words: str) -> str:
    """The SHA-1 of words, which the library's ids are; it guards nothing."""
    return hashlib.sha1(words.encode(), usedforsecurity=False).hexdigest()
