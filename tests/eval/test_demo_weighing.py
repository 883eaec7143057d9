"""The demo's reports, weighed: who took what from whom, and what that does to claims.

What is expected was written down with the reports (`demo/README.md`), not read off the output.
"""

from __future__ import annotations

import pytest

from sayso.resolve.identity import identify, profiles
from sayso.weigh.whole import Terms, Weighed, weigh_case

# Taker, giver, the least and the most of the taker's words that are from there, in percent.
COPIES = {
    ("Sant Orrel Packet 11", "Vessant 10"): (80, 100),  # the brief word for word, uncredited
    ("Lissmar Tidings 11", "Vessant 10"): (10, 40),  # half own, half wire
    ("Evening Klaxon 15", "Vessant 14"): (40, 80),  # shortened, reordered, added to
    ("Sant Orrel Packet 14", "Vessant 13"): (90, 100),  # word for word, credited
    ("Neddara Standard 23", "Vessant 22"): (20, 60),
    ("Skellane Unmoored", "eleven-payments.pdf 12"): (15, 50),  # sentences without credit
}


@pytest.fixture(scope="module")
def weighed(demo) -> Weighed:
    found = identify([profile for analysis in demo for profile in profiles(analysis)])
    return weigh_case(demo, found, Terms())


def called(weighed: Weighed, name: str) -> str:
    """A report by outlet and day of the month."""
    report = weighed.reports[name]
    outlet = report.outlet.value.title() if report.outlet else report.path.rpartition("-12-")[2]
    day = str(int(report.published.value[-2:])) if report.published else ""
    for word in ("The ", " News Agency"):
        outlet = outlet.replace(word, "")
    return f"{outlet} {day}".strip()


def test_every_copy_is_found_with_its_share(weighed):
    found = {
        (called(weighed, b.taker), called(weighed, b.giver)): 100 * b.share
        for b in weighed.borrowings
    }
    for pair, (least, most) in COPIES.items():
        assert pair in found
        assert least <= found[pair] <= most, (pair, found[pair])
    # The agency repeats a sentence of its own; nothing else is a copy of anything.
    others = {pair for pair in found if pair not in COPIES}
    assert others <= {("Vessant 25", "Vessant 13")}


def test_what_a_blog_copied_without_its_source_has_the_source_again(weighed):
    (weight,) = [
        w
        for w in weighed.weights
        if w.proposition.type == "directs"
        and any("read the yard" in p.name for p in w.proposition.parties().values())
    ]
    (origin,) = weight.origins
    assert "former member of the board" in origin.origin.source
    assert origin.independent is None


def test_what_the_tabloid_took_back_no_longer_counts(weighed):
    klaxon = {
        name
        for name, r in weighed.reports.items()
        if r.outlet and r.outlet.value == "Evening Klaxon"
    }
    first = min(klaxon, key=lambda name: weighed.reports[name].published.value)
    own = {t.claim for t in weighed.testimonies if t.report == first}
    assert own
    assert own <= weighed.grounds.withdrawn.keys()


def test_no_claim_is_confirmed_by_reports_of_one_origin(weighed):
    for weight in weighed.weights:
        shown = [w for w in weight.origins if w.independent and not w.denies and w.opinion]
        if weight.credibility.grade == 1:
            assert len(shown) >= 2
