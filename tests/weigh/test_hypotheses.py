"""Competing hypotheses, track records, and two tellers side by side."""

from __future__ import annotations

import pytest
from newsroom import Line, news, weighed

from sayso.weigh import hypothesis as theory
from sayso.weigh.contract import to_json
from sayso.weigh.difference import difference
from sayso.weigh.hypothesis import Hypothesis, Mark, exhibit, exhibit_told
from sayso.weigh.track import disputes, track_records
from sayso.weigh.whole import Terms

REBELS, MILITIA = Hypothesis("h1", "The rebels took them"), Hypothesis("h2", "A militia took them")


def line(type_: str, number: int, *voices: str, **more) -> Line:
    roles = {
        "meets": ("a", "b"),
        "attacks": ("attacker", "victim"),
        "detains": ("captor", "detainee"),
    }
    first, second = roles[type_]
    text = f"Hill Front and Orla Brandt, {type_} {number}, {' '.join(voices)}."
    return Line(text, type_, {first: "Hill Front", second: "Orla Brandt"}, voices, **more)


def compare(hypotheses, marks, weights):
    return theory.compare(hypotheses, marks, [exhibit(weight) for weight in weights])


def by_type(found, name: str) -> str:
    return next(w.proposition.id for w in found.weights if w.proposition.type == name)


@pytest.fixture
def case():
    return weighed(
        [
            news(
                "Lantern", "2019-09-10", line("meets", 1, "Ana Roe"), line("attacks", 2, "Ana Roe")
            ),
            news("Packet", "2019-09-11", line("detains", 3, "Bo Lind")),
        ]
    )


def marks(case, **given: str):
    made = {}
    for name, letters in given.items():
        for hypothesis, letter in zip(("h1", "h2"), letters.split("_"), strict=True):
            made[hypothesis, by_type(case, name)] = Mark(letter)
    return made


def test_the_least_inconsistent_stands_first(case):
    found = compare([REBELS, MILITIA], marks(case, attacks="II_C", detains="C_N"), case.weights)
    assert [s.hypothesis.id for s in found.standings] == ["h2", "h1"]
    assert found.standings[0].inconsistency == 0
    assert found.standings[0].likelihood > found.standings[1].likelihood


def test_evidence_that_refutes_everything_tells_nothing_apart(case):
    found = compare([REBELS, MILITIA], marks(case, attacks="II_II", detains="C_I"), case.weights)
    types = {w.proposition.id: w.proposition.type for w in case.weights}
    apart = {types[e.exhibit.proposition]: e.diagnosticity for e in found.evidence}
    assert apart["attacks"] == 0
    assert apart["detains"] > 0
    assert types[found.evidence[0].exhibit.proposition] == "detains"


def test_an_origin_votes_once_however_much_it_tells(case):
    one = compare([REBELS, MILITIA], marks(case, attacks="I_C"), case.weights)
    two = compare([REBELS, MILITIA], marks(case, attacks="I_C", meets="I_C"), case.weights)
    score = {s.hypothesis.id: s.inconsistency for s in one.standings}
    assert {s.hypothesis.id: pytest.approx(s.inconsistency) for s in two.standings} == score


def test_the_origin_on_which_the_order_hangs_is_named(case):
    found = compare([REBELS, MILITIA], marks(case, attacks="II_C", detains="C_I"), case.weights)
    assert [s.hypothesis.id for s in found.standings] == ["h2", "h1"]
    assert [(h.source, h.order) for h in found.hinges] == [("Ana Roe", ("h1", "h2"))]


def test_nothing_to_compare_is_compared_to_nothing(case):
    assert compare([], {}, case.weights).standings == ()
    found = compare([REBELS], {}, case.weights)
    assert found.evidence == ()
    assert found.hinges == ()


def test_what_is_told_of_a_proposition_makes_the_same_exhibit_as_its_weight():
    denied = weighed(
        [
            news("Lantern", "2019-09-10", line("attacks", 1, "Ana Roe")),
            news("Packet", "2019-09-11", line("attacks", 2, "Bo Lind", denied=True)),
        ]
    )
    assert any(each.denies for weight in denied.weights for each in weight.origins)
    for weight in denied.weights:
        made = exhibit(weight)
        assert exhibit_told(to_json(weight, denied.grounds)) == made
        assert made.support
        assert made.belief


def test_records_count_what_is_told_alone_disputed_and_judged():
    reports = [
        news(
            "Lantern",
            f"2019-09-{10 + n}",
            line("attacks", n, "Ana Roe", day=f"2019-09-{n + 1:02d}"),
        )
        for n in range(6)
    ]
    denies = news(
        "Packet", "2019-09-20", line("attacks", 9, "Bo Lind", day="2019-09-01", denied=True)
    )
    found = weighed([*reports, denies])
    claims = [report.claims[0].id for report in reports]
    records = track_records(found, frozenset(claims[:5]), frozenset(claims[5:]))
    record = next(r for r in records if r.name == "Ana Roe")
    assert (record.told, record.alone, record.contradicted) == (6, 6, 1)
    assert (record.right, record.wrong, record.suggested) == (5, 1, "B")
    unjudged = next(r for r in records if r.name == "Bo Lind")
    assert unjudged.suggested is None


def test_no_grade_from_four_outcomes():
    reports = [
        news("Lantern", f"2019-09-{10 + n}", line("attacks", n, day=f"2019-09-{n + 1:02d}"))
        for n in range(4)
    ]
    found = weighed(reports)
    (record,) = track_records(found, frozenset(r.claims[0].id for r in reports), frozenset())
    assert (record.right, record.suggested) == (4, None)


def test_what_is_told_in_two_ways_is_put_to_every_method():
    dead = [
        news(
            outlet,
            "2019-09-10",
            Line(
                f"{n} dockers, {outlet}",
                "kills",
                {"victim": f"{n} dockers", "killer": "Hill Front"},
            ),
        )
        for outlet, n in (("Lantern", "twelve"), ("Packet", "twelve"), ("Klaxon", "fifteen"))
    ]
    found = weighed(dead)
    (dispute,) = disputes(found)
    assert len(dispute.propositions) == 2
    twelve = next(w.proposition.id for w in found.weights if len(w.proposition.voiced) == 2)
    assert dispute.choices["vote"] == twelve
    assert set(dispute.choices) == {
        "vote",
        "sums",
        "average-log",
        "truthfinder",
        "accu",
        "accucopy",
    }
    assert disputes(weighed([])) == ()


def test_two_tellers_are_compared():
    lantern = news("Lantern", "2019-09-10", line("attacks", 1), line("meets", 2))
    packet = news("Packet", "2019-09-10", line("attacks", 3, denied=True), line("detains", 4))
    both = [
        news(outlet, "2019-09-11", line("detains", 5, day="2019-08-01"))
        for outlet in ("Lantern", "Packet")
    ]
    found = weighed([lantern, packet, *both], Terms())
    told = difference(found, frozenset({"outlet:lantern"}), frozenset({"outlet:packet"}))
    ((mine, theirs, why),) = told.disagree
    assert why.kind.value == "denial"
    assert (mine.proposition.polarity.value, theirs.proposition.polarity.value) == (
        "affirmed",
        "denied",
    )
    assert [w.proposition.type for w in told.both] == ["detains"]
    assert {w.proposition.type for w in told.only_one} == {"attacks", "meets"}
    assert {w.proposition.type for w in told.only_other} == {"attacks"}
