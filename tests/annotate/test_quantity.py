"""Counts: what a noun phrase tells of how many, and what is no count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Token

from sayso.annotate.parse import parse
from sayso.annotate.quantity import count_of, number_of, quantity_of


def head(text: str, word: str) -> Token:
    """The last token of `text` that reads `word`."""
    return [t for t in parse(text) if t.text == word][-1]


@pytest.mark.parametrize(
    ("text", "word", "count"),
    [
        ("Police arrested four suspects.", "suspects", 4),
        ("At least nine villagers died.", "villagers", 9),
        ("A dozen rebels fled.", "rebels", 12),
        ("They seized two dozen rifles.", "rifles", 24),
        ("Half a dozen men left.", "men", 6),
        ("A couple of women left.", "women", 2),
        ("A couple of women left.", "couple", 2),
        ("A pair of gunmen fled.", "gunmen", 2),
        ("Some 1,200 soldiers deserted.", "soldiers", 1200),
        ("About 1.2 million people fled.", "people", 1_200_000),
        ("The two men were freed.", "men", 2),
        ("One of the four was shot.", "One", 1),
        ("Three of the suspects were shot.", "Three", 3),
        ("As many as 40 fighters died.", "fighters", 40),
        ("Twenty-four cows were stolen.", "cows", 24),
        ("One hundred and five men signed.", "men", 105),
        ("Both men were freed.", "men", 2),
        ("A lone gunman fled.", "gunman", 1),
        ("Single parents fled.", "parents", None),
        ("Both bridges and roads were closed.", "bridges", None),
        ("One or more guards fled.", "guards", None),
        ("A team of four officers came.", "team", 4),
        ("Police saw two 19-year-old men.", "men", 2),
        ("Two of them were hurt.", "Two", 2),
        ("Vale's three sons were freed.", "sons", 3),
        ("Five armed men came.", "men", 5),
    ],
)
def test_the_number_that_a_noun_phrase_tells(text: str, word: str, count: int) -> None:
    assert count_of(head(text, word)) == count


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Several men fled.", "men"),
        ("Dozens of people fled.", "people"),
        ("Dozens of people fled.", "Dozens"),
        ("Hundreds of cars burned.", "cars"),
        ("Nine to eleven people died.", "people"),
        ("Between nine and eleven people died.", "people"),
        ("The man fled.", "man"),
        ("A man fled.", "man"),
        ("A 30-year-old man fled.", "man"),
        ("He got a three-year sentence.", "sentence"),
        ("He paid $4 million.", "million"),
        ("He paid 4 million dollars.", "dollars"),
        ("He paid $40 for it.", "40"),
        ("Some 40 percent of voters came.", "percent"),
        ("Some 40 percent of voters came.", "voters"),
        ("The 2019 raids were filmed.", "raids"),
        ("He was held for three months.", "months"),
        ("They hid 20 tonnes of wheat.", "tonnes"),
        ("The third man fled.", "man"),
        ("They hid old AK-47 rifles.", "rifles"),
        ("Vale's three sons sold the farm of their mother.", "farm"),
        ("No soldiers came.", "soldiers"),
    ],
)
def test_what_is_no_count(text: str, word: str) -> None:
    assert count_of(head(text, word)) is None


def test_bounds_are_kept() -> None:
    least = quantity_of(head("At least nine villagers died.", "villagers"))
    assert least is not None
    assert (least.value, least.low, least.high, least.unit) == (9, 9, None, "villager")
    most = quantity_of(head("Up to 30 tanks were lost.", "tanks"))
    assert most is not None
    assert (most.value, most.low, most.high) == (30, None, 30)
    near = quantity_of(head("Nearly 50 guns were lost.", "guns"))
    assert near is not None
    assert (near.value, near.low, near.high) == (50, None, None)
    exact = quantity_of(head("Four suspects fled.", "suspects"))
    assert exact is not None
    assert (exact.value, exact.low, exact.high) == (4, 4, 4)


def test_a_range_keeps_both_ends_and_names_no_number() -> None:
    found = quantity_of(head("Nine to eleven people died.", "people"))
    assert found is not None
    assert (found.value, found.low, found.high) == (None, 9, 11)


def test_money_is_a_quantity_of_its_currency() -> None:
    found = quantity_of(head("He took 4 million dollars.", "dollars"))
    assert found is not None
    assert (found.value, found.unit) == (4_000_000, "dollar")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,200", 1200),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("1.5 million", 1_500_000),
        ("two thousand and one", 2001),
        ("three hundred thousand", 300_000),
        ("several", None),
        ("", None),
    ],
)
def test_spelt_numbers(words: str, number: float | None) -> None:
    assert number_of(words) == number


@given(st.integers(0, 10**12))
def test_digits_with_commas_read_back(number: int) -> None:
    assert number_of(f"{number:,}") == number


@given(st.integers(2, 999_999).filter(lambda n: n not in range(1500, 2100)))
def test_a_count_in_digits_is_what_is_told(number: int) -> None:
    assert count_of(head(f"Rebels seized {number:,} rifles.", "rifles")) == number


@given(st.text(min_size=1, max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for token in parse(text):
        found = quantity_of(token)
        if found is not None and found.low is not None and found.high is not None:
            assert found.low <= found.high
