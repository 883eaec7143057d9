"""Plain ways in which news tells each type, all of which must be found.

Each line of `plain.tsv` is a type, a sentence, and words of the fillers of its two main roles;
where the words are missing, the filler is free.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sayso.ontology import claim_types

with Path(__file__).with_name("plain.tsv").open(encoding="utf-8", newline="") as lines:
    PLAIN = [tuple(row) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def holds(told: str | None, words: str) -> bool:
    return not words or (told is not None and words.lower() in told.lower())


@pytest.mark.parametrize(("type_", "sentence", "first", "second"), PLAIN)
def test_a_plain_turn_is_found(claims_of, type_, sentence, first, second):
    kind = claim_types()[type_]
    names = kind.first.name, kind.second.name
    told = [tuple(map(c.role, names)) for c in claims_of(sentence) if c.type == type_]
    ways = [*told, *([(b, a) for a, b in told] if kind.symmetric else [])]
    assert any(holds(a, first) and holds(b, second) for a, b in ways), told


def test_every_type_is_told():
    assert {row[0] for row in PLAIN} == set(claim_types())
