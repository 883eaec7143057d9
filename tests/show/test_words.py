"""Claims in words, for those who read them one at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyses import CLAIMS, HEARSAY, STATEMENTS, analyses
from sayso.model import When
from sayso.show.tree import StatementTree
from sayso.show.words import (
    act_of,
    chain_in_words,
    claim_in_words,
    clip,
    flat,
    own_words,
    period,
    visible,
)

TREE = StatementTree.of(HEARSAY)


def test_an_admission_under_duress_is_told_with_its_whole_chain():
    assert claim_in_words(TREE, CLAIMS[0]) == (
        "The Harbour Courier ▸ court papers ▸ ◌ a former clerk (admits, ! under duress): "
        "infiltrates  spy: four officers (4) → target: the ministry  [planned]  2016-03"
    )


def test_a_denial_is_told_as_one():
    assert claim_in_words(TREE, CLAIMS[2]) == (
        "The Harbour Courier ▸ Minister Orla Brandt (denies): "
        "infiltrates  target: the ministry  [¬ denied]"
    )


def test_narration_has_the_outlet_for_its_chain():
    assert claim_in_words(TREE, CLAIMS[3]) == (
        "The Harbour Courier: detains  captor: The Guard [= Vessan Guard] → detainee: two men (2)"
        "  when: “on Tuesday”  in: Port Vessa"
    )


def test_what_was_not_said_is_not_told_as_said():
    assert act_of(replace(STATEMENTS[4], negated=True)) == "not said: denies"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2016-03-14", "2016-03-14", "2016-03-14"),
        ("2016-02-01", "2016-02-29", "2016-02"),
        ("2016-01-01", "2016-12-31", "2016"),
        ("2015-12-01", "2016-12-31", "2015-12-01 to 2016-12-31"),
        ("2016-03-01", "2016-04-30", "2016-03-01 to 2016-04-30"),
        ("2016-03-02", "2016-03-31", "2016-03-02 to 2016-03-31"),
        ("2019-01-01", None, "since 2019-01-01"),
        (None, "2019-01-01", "until 2019-01-01"),
        (None, None, "when: “on Tuesday”"),
    ],
)
def test_dates_take_their_shortest_true_form(start, end, words):
    when = CLAIMS[3].when
    assert when is not None
    assert period(HEARSAY.report.text, When(when.span, start, end)) == words


@given(st.text(st.characters(exclude_categories=())))
def test_visible_text_keeps_every_offset_and_steers_nothing(text):
    shown = visible(text)
    assert len(shown) == len(text)
    assert shown.isprintable() or not any(ord(char) < 32 for char in shown)
    shown.encode("utf-8")
    assert "\n" not in shown


@given(st.text(), st.integers(3, 50))
def test_clipped_text_fits_and_shows_that_it_was_cut(text, limit):
    clipped = clip(flat(text), limit)
    assert len(clipped) <= limit
    assert clipped == flat(text) or clipped.endswith("…")


def test_own_words_stand_in_one_pair_of_marks():
    assert own_words("«They never got past,»") == "“They never got past”"


@given(analyses())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
def test_every_voice_of_the_chain_is_named_before_the_claim(analysis):
    tree = StatementTree.of(analysis)
    for claim in analysis.claims:
        words = claim_in_words(tree, claim)
        assert words.startswith(f"{chain_in_words(tree, claim)}: ")
        assert chain_in_words(tree, claim).count(" ▸ ") == len(claim.chain) - 1
