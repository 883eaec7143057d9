"""Where and since when: places beside which it happened, and states that only begin or end."""

from __future__ import annotations

import pytest

from sayso.annotate.annotation import annotate
from sayso.attribute import attribute
from sayso.extract import extract
from sayso.model import Report, Told


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


def test_a_tie_that_held_before_ends_before_the_report():
    text = "Omar Deb, a former leader of the Green Front, met Lena Marsh, the guild's leader."
    published = Told("2016-06-15", "given")
    report = Report("r", "a.txt", "0" * 64, "text/plain", text, published=published)
    annotation = annotate(report)
    told = [c for c in extract(annotation, attribute(annotation)) if c.type == "leads"]
    assert [c.when and (c.when.span.of(text), c.when.start, c.when.end) for c in told] == [
        ("former", None, "2016-06-15"),
        None,
    ]


def test_money_is_not_counted(claims_of):
    claims = claims_of("The firm paid the mayor two million.")
    assert {c.claim.role("amount").count for c in claims if c.type == "pays"} == {None}
