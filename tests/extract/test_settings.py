"""Where and since when: places beside which it happened, and states that only begin or end."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "where"),
    [
        ("Near Ardan, rebels attacked a convoy.", "Near Ardan"),
        ("Rebels attacked a convoy outside Ardan.", "outside Ardan"),
        ("Rebels attacked a convoy in Ardan.", "Ardan"),
    ],
)
def test_a_place_is_told_with_what_parts_it_from_the_event(claims_of, sentence, where):
    assert {c.where for c in claims_of(sentence) if c.type == "attacks"} == {where}


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Lena Marsh has chaired the union since 2014.", "2014"),
        ("Lena Marsh chaired the union until March 2014.", "March 2014"),
        ("On 3 May 2014 the union's leader, Lena Marsh, was killed in Ardan.", None),
    ],
)
def test_a_state_has_a_time_only_where_it_begins_or_ends(claims_of, sentence, when):
    leads = next(c.claim for c in claims_of(sentence) if c.type == "leads")
    assert (leads.when.span.of(sentence) if leads.when else None) == when
    assert leads.where is None


def test_money_is_not_counted(claims_of):
    claims = claims_of("The firm paid the mayor two million.")
    assert {c.claim.role("amount").count for c in claims if c.type == "pays"} == {None}
