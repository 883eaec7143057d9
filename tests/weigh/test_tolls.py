"""Two numbers of what may be one event: the same, beside each other, or against each other."""

from __future__ import annotations

import pytest
from newsroom import Line, news, weighed

from sayso.model import Analysis, Report
from sayso.pipeline import analyse
from sayso.resolve.identity import identify
from sayso.weigh.contract import to_json
from sayso.weigh.contradiction import Kind
from sayso.weigh.outlets import Outlets
from sayso.weigh.party import content, count
from sayso.weigh.refusal import refusals, what_is_meant
from sayso.weigh.testimony import Cast
from sayso.weigh.testimony import testimonies as told_in
from sayso.weigh.weighing import Weight
from sayso.weigh.whole import Weighed
from sayso.weigh.why import why


def toll(count: str, day: str, outlet: str, *voices: str, sentence: str = "") -> Analysis:
    """A report of a day on which the Hill Front killed so many dockers."""
    told = sentence or f"The Hill Front killed {count} dockers, {outlet} heard."
    victim = f"{count} dockers" if not sentence else count
    return news(
        outlet, day, Line(told, "kills", {"killer": "Hill Front", "victim": victim}, voices)
    )


def toll_of(found: Weighed, words: str) -> Weight:
    """The proposition in whose number these words stand."""
    (weight,) = [
        w for w in found.weights if words in w.proposition.parties()["victim"].name.lower()
    ]
    return weight


def steps(weight: Weight, found: Weighed) -> str:
    return "\n".join(sentence for _, sentence in why(weight, found.grounds))


def test_two_least_numbers_are_two_propositions_that_know_of_each_other():
    found = weighed(
        [
            toll("at least seven", "2019-09-10", "Lantern", "Orla Brandt"),
            toll("at least eight", "2019-09-10", "Packet", "Ilse Marwen"),
        ]
    )
    seven, eight = toll_of(found, "seven"), toll_of(found, "eight")
    assert found.contradictions == ()
    assert [w.origin.source for w in seven.origins] == ["Orla Brandt"]
    assert [w.origin.source for w in eight.origins] == ["Ilse Marwen"]
    assert f"Another number is told by {eight.proposition.id}" in steps(seven, found)
    (beside,) = to_json(eight, found.grounds)["beside"]
    assert beside["proposition"] == seven.proposition.id
    assert "at least seven dockers" in beside["because"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("at least seven", "no fewer than seven", True),
        ("more than forty", "at least forty", True),
        ("at least seven", "at least nine", False),
        ("up to seven", "up to eight", False),
        ("up to seven", "as many as seven", True),
        ("up to twenty", "three", False),
        ("at least nine", "ten", True),
        ("at least nine", "fourteen", False),
        ("at least nine", "eight", False),
        ("at least seven", "up to eight", False),
        ("about nine", "nine", True),
        ("dozens of", "forty", True),
        ("seven", "eight", False),
    ],
)
def test_when_two_numbers_are_meant_to_be_one(one, other, same):
    mine, theirs = count(f"{one} men"), count(f"{other} men")
    assert mine.agrees(theirs) is same
    assert theirs.agrees(mine) is same


def test_numbers_within_one_proposition_are_all_told():
    found = weighed(
        [
            toll("at least nine", "2019-09-10", "Lantern"),
            toll("ten", "2019-09-11", "Packet"),
        ]
    )
    (weight,) = found.weights
    assert "at least nine dockers; ten dockers" in steps(weight, found)
    one = weighed([toll("nine", "2019-09-10", "Lantern"), toll("nine", "2019-09-11", "Packet")])
    assert "Not all tell" not in steps(one.weights[0], one)


def test_a_toll_that_grew_is_beside_the_earlier_one():
    found = weighed(
        [toll("twelve", "2019-09-10", "Lantern"), toll("fifteen", "2019-09-12", "Packet")]
    )
    twelve = toll_of(found, "twelve")
    assert found.contradictions == ()
    assert len(twelve.variants) == 1
    assert "2019-09-12" in twelve.variants[0].because
    same_day = weighed(
        [toll("twelve", "2019-09-10", "Lantern"), toll("fifteen", "2019-09-10", "Packet")]
    )
    # What contradicts is no mere variant.
    assert [c.kind for c in same_day.contradictions] == [Kind.VALUE]
    assert all(w.variants == () for w in same_day.weights)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Hill Front killed not seven but four dockers, she said.",
        "Not seven, as police have said, but four dockers were killed by the Hill Front, she said.",
        "It was four dockers that the Hill Front killed, not seven, she said.",
        "The Hill Front killed four dockers, not the seven reported by police, she said.",
        "The Hill Front killed four dockers rather than seven dockers, she said.",
    ],
)
def test_four_and_not_seven_is_against_seven_on_whatever_day(sentence):
    words = "not seven but four dockers" if "not seven but" in sentence else "four dockers"
    found = weighed(
        [
            toll(words, "2019-09-09", "Packet", "Ilse Marwen", sentence=sentence),
            toll("at least seven", "2019-09-10", "Lantern", "Orla Brandt"),
        ]
    )
    (against,) = found.contradictions
    assert against.kind is Kind.VALUE
    assert "said not to be at least seven dockers" in against.because
    grown = weighed(
        [toll("four", "2019-09-09", "Packet"), toll("at least seven", "2019-09-10", "Lantern")]
    )
    assert grown.contradictions == ()


@pytest.mark.parametrize(
    ("sentence", "refused"),
    [
        ("Not seven, as police have said, but four people died.", [("seven", "")]),
        ("Four people, not seven people, died.", [("seven", "people")]),
        ("Four died, and not at least seven, as it had reported.", [("at least seven", "")]),
        ("Not seven hours later four people died.", [("seven", "hours")]),
        ("Not only four died but seven.", []),
        ("Four died in seven hours, it was not said how.", []),
        ("", []),
    ],
)
def test_what_a_sentence_refuses(sentence, refused):
    assert [(each.words, each.noun) for each in refusals(sentence)] == refused


def test_hours_that_are_refused_are_no_dockers():
    late = "Not seven hours later the Hill Front killed four dockers, she said."
    found = weighed(
        [
            toll("four dockers", "2019-09-09", "Packet", sentence=late),
            toll("seven", "2019-09-10", "Lantern"),
        ]
    )
    assert found.contradictions == ()


def test_a_phrase_is_read_without_what_it_refuses():
    assert what_is_meant("not seven but four dockers") == "four dockers"
    assert what_is_meant("not the guilty but four dockers") == "not the guilty but four dockers"
    assert content(what_is_meant("not seven but four dockers")) == {"docker"}


def test_who_is_named_for_the_refused_number_does_not_stand_behind_the_other():
    text = (
        "Not seven, as police have said, but four people were killed by the Hill Front in Norrby,"
        " the mayor, Orla Brandt, said."
    )
    report = Report("r1", "a.txt", "0" * 64, "text/plain", text)
    analysis = analyse(report)
    cast = Cast.of(identify([]), Outlets.of([], {}))
    (kills,) = [t for t in told_in(analysis, cast) if t.type == "kills"]
    assert [link.name for link in kills.chain[1:]] == ["Orla Brandt"]
    assert kills.party("victim").refused == count("seven")
