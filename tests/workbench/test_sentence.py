"""Chains and claims in words."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files

import pytest

from sayso.ontology import claim_types
from sayso.record.findings.claims import Filling
from sayso.record.findings.search import Asked, every
from sayso.show.workbench.sentence import (
    in_words,
    is_several,
    manner_in_words,
    told_in_words,
    verbs,
    voice_of,
    what_is_told,
)


@dataclass(frozen=True)
class Said:
    type: str = "abducts"
    roles: tuple[Filling, ...] = (
        Filling("captor", None, "Gunmen"),
        Filling("captive", None, "Seven aid workers"),
    )
    polarity: str = "affirmed"
    modality: str = "actual"
    happened_from: str | None = None
    happened_to: str | None = None
    place: str | None = None


def link(name, manner="says", kind="person", known=True, duress=False, negated=False, key=None):
    return {
        "key": key if key is not None else name,
        **{"name": name, "kind": kind, "known": known},
        **{"manner": manner, "duress": duress, "negated": negated},
    }


COURIER = link("The Courier", "narrates", "outlet")


def test_the_whole_chain_is_one_sentence():
    chain = [
        COURIER,
        link("court papers", kind="document"),
        link("A former clerk", "admits", "anonymous", known=False, duress=True),
    ]
    assert told_in_words(chain) == (
        "The Courier says that court papers say that a former clerk admits, under duress, that"
    )
    assert told_in_words([voice_of(each) for each in chain]) == told_in_words(chain)


@pytest.mark.parametrize(
    ("voice", "words"),
    [
        (link("not named", kind="anonymous", known=False), "somebody who is not named says that"),
        (link("Two officials", "claims", "anonymous", known=False), "two officials claim that"),
        (link("Ana Roe", "promises", negated=True), "Ana Roe does not promise that"),
        (link("police", "says", "organization", negated=True), "police do not say that"),
        (link("Ana Roe", "supports", negated=True), "Ana Roe is not in favour, and says that"),
        (link("Ana Roe", "confesses"), "Ana Roe confesses that"),
        (link("lawyers", "carries", "anonymous", known=False), "lawyers carry that"),
        (link("The Packet", "reports", "outlet"), "The Packet reports that"),
    ],
)
def test_each_voice_speaks_in_its_own_manner(voice, words):
    assert told_in_words([COURIER, voice]) == f"The Courier says that {words}"


def test_nobody_is_named_twice_in_a_row_for_saying_so():
    again = link("The Courier", "reports", "outlet", key="The Courier")
    assert told_in_words([COURIER, again]) == "The Courier says that"
    admits = link("Ana Roe", "admits", duress=True)
    assert told_in_words([COURIER, link("Ana Roe"), admits]) == (
        "The Courier says that Ana Roe admits, under duress, that"
    )


def test_every_manner_and_every_type_has_words():
    with files("sayso.attribute").joinpath("manners.csv").open(encoding="utf-8") as file:
        manners = [row["manner"] for row in csv.DictReader(file)]
    for manner in manners:
        one, many = manner_in_words(manner)
        assert one.endswith((" that", " whether"))
        assert many != one or one.startswith("lets it")
    assert set(verbs()) == {name for name, each in claim_types().items()}


@pytest.mark.parametrize(
    ("words", "several"),
    [
        ("Two officials", True),
        ("officials with knowledge of the case", True),
        ("a lawyer for the victims", False),
        ("one of the men", False),
        ("gunmen", True),
        ("the witness", False),
        ("Tolvane's lawyers", True),
        ("the minister’s", False),
        ("12 dockers", True),
        ("the clerk and his brother", True),
    ],
)
def test_several_are_told_from_one(words, several):
    assert is_several(words, named=False) is several


def test_a_name_is_one_whatever_it_ends_in():
    assert not is_several("Guardians of the Rivers", named=True)


def test_what_is_denied_possible_dated_and_placed_is_told_so():
    assert what_is_told(Said()) == "Gunmen abduct Seven aid workers".replace("Seven", "seven")
    denied = Said(polarity="denied", modality="planned", happened_from="2019-09-01")
    assert what_is_told(denied) == (
        "it is not so that, as something planned, Gunmen abduct seven aid workers, "
        "dated since 2019-09-01"
    )
    nobody = Said(polarity="denied", roles=(Filling("captive", None, "nobody"),))
    assert what_is_told(nobody) == "it is not so that somebody or something abducts anybody"
    assert what_is_told(Said(place="Lissmar")).endswith(", in Lissmar")
    assert what_is_told(Said(place="near Lissmar")).endswith("workers, near Lissmar")


def test_missing_and_pointing_parties_are_not_made_up():
    only = Said(roles=(Filling("captive", None, "them"), Filling("place", None, "the well")))
    assert what_is_told(only) == "somebody or something abducts “them” (place: the well)"
    assert what_is_told(Said(type="my_own", roles=(Filling("a", None, "X"),))) == "“my_own” (a: X)"
    assert what_is_told(Said(type="agrees", roles=(Filling("a", None, "Ana Roe"),))) == (
        "Ana Roe agrees"
    )


def test_a_denial_is_told_once():
    denies = link("Ana Roe", "denies")
    assert in_words([COURIER, denies], Said(polarity="denied")) == (
        "The Courier says that Ana Roe denies that Gunmen abduct seven aid workers."
    )
    # What somebody affirms while denying something else is not denied.
    assert in_words([COURIER, denies], Said()) == (
        "The Courier says that Ana Roe says in a denial that Gunmen abduct seven aid workers."
    )
    assert in_words([COURIER, link("Ana Roe")], Said(polarity="denied")) == (
        "The Courier says that Ana Roe says that it is not so that Gunmen abduct seven aid workers."
    )


def test_every_claim_of_the_demo_begins_with_its_outlet(bench):
    found = list(every(bench.case, Asked()))
    assert len(found) > 200
    for claim in found:
        words = in_words(claim.chain, claim)
        first = " ".join(claim.chain[0].name.split())
        assert words.lower().startswith(first.lower())
        assert " that" in words or " whether " in words
