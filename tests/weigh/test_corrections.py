"""What outlets take back or correct, where the notice names no headline and makes no claim."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

import pytest
from newsroom import Line, news, weighed

from sayso.model import Analysis
from sayso.resolve.identity import identify, profiles
from sayso.weigh.erratum import errata
from sayso.weigh.scales import Scales
from sayso.weigh.whole import Terms, Weighed

KILLED = Line(
    "The Hill Front killed seven dockers in Norrby on Tuesday, police said.",
    "kills",
    {"killer": "Hill Front", "victim": "seven dockers"},
    ("org:the police",),
)
SHELLED = Line(
    "The Hill Front shelled the mill and the bridge.",
    "attacks",
    {"attacker": "Hill Front", "victim": "the mill"},
)
FIRST = news("The Lantern", "2019-09-10", KILLED, SHELLED, title="Mill burns in Norrby")
OTHER = news("The Packet", "2019-09-10", KILLED, title="Seven dead")


def noted(text: str, outlet: str = "The Lantern", day: str = "2019-09-12", **told: str) -> Analysis:
    return news(outlet, day, text, **told)


def taken_back(found: Weighed, report: Analysis = FIRST) -> list[str]:
    """The types of the claims of a report that no longer count."""
    return [c.type for c in report.claims if c.id in found.grounds.withdrawn]


@pytest.mark.parametrize(
    "text",
    [
        "Correction: An earlier version of this article said that seven dockers had been killed by"
        " the Hill Front in Norrby. In fact four were.",
        "Correction: An earlier version of this article misstated the number of dockers killed by"
        " the Hill Front in Norrby. It was four, not seven.",
        "An earlier version of this article misstated the number of dockers killed by the Hill"
        " Front. Four died.",
        "Editor’s note: This story has been corrected to show that four dockers were killed by the"
        " Hill Front, not seven.",
        "CORRECTION - We wrongly stated on Tuesday that the Hill Front killed seven dockers.",
        "This article originally said that the Hill Front killed seven dockers; four died.",
        "Rain fell. Corn was cut.\nCorrection: An earlier version of this story wrongly said the"
        " Hill Front killed seven dockers.\nThe road is open.",
    ],
)
def test_a_correction_reaches_the_claim_that_it_is_about_and_no_other(text):
    found = weighed([FIRST, OTHER, noted(text)])
    assert taken_back(found) == ["kills"]
    # Who found it out for himself has not taken it back.
    assert taken_back(found, OTHER) == []
    (reason,) = found.grounds.withdrawn.values()
    assert reason.startswith("corrected by The Lantern on 2019-09-12: “")
    assert "seven" in reason or "misstated" in reason


@pytest.mark.parametrize(
    "text",
    [
        # Another number was wrong.
        "Correction: An earlier version of this article said that the Hill Front killed nine"
        " dockers in Norrby.",
        # Nothing that is claimed was wrong.
        "Correction: An earlier version of this article misspelled the name of the Hill Front,"
        " which killed seven dockers in Norrby.",
        # Somebody else corrects somebody else.
        "The minister said an earlier version of the report wrongly said that the Hill Front"
        " killed seven dockers in Norrby.",
        "Correction: An earlier version of this article said that the ferry had sailed on Monday.",
        "Correction: the usual words follow.",
        "Correction:",
    ],
)
def test_a_correction_of_something_else_reaches_nothing(text):
    assert weighed([FIRST, noted(text)]).grounds.withdrawn == {}


def test_a_correction_reaches_back_and_only_its_own_outlet():
    text = (
        "Correction: An earlier version of this article said the Hill Front killed seven dockers."
    )
    assert taken_back(weighed([FIRST, noted(text, "The Packet")])) == []
    assert taken_back(weighed([FIRST, noted(text, day="2019-09-10")])) == ["kills"]
    assert taken_back(weighed([FIRST, noted(text, day="2019-09-09")])) == []


def test_what_a_corrected_report_tells_itself_stands():
    right = Line(
        "The Hill Front killed four dockers in Norrby on Tuesday, police said.",
        "kills",
        {"killer": "Hill Front", "victim": "four dockers"},
        ("org:the police",),
    )
    note = (
        "Correction: An earlier version of this article misstated the number of dockers killed by"
        " the Hill Front in Norrby. It was four, not seven."
    )
    mended = news("The Lantern", "2019-09-12", right, note)
    found = weighed([FIRST, mended])
    assert taken_back(found) == ["kills"]
    assert taken_back(found, mended) == []


def test_a_copy_of_what_was_corrected_falls_with_it():
    long = KILLED.text.replace(
        " on Tuesday",
        " on Tuesday before the sun was up, burned the mill beside the river and carried the bodies"
        " down the long road to the quay, where nobody had yet opened a shop",
    )
    wire = replace(KILLED, text=long)
    first = news("The Lantern", "2019-09-10", wire, title="Mill burns in Norrby")
    copy = news("Post", "2019-09-11", replace(wire, voices=()), "Rain fell.")
    text = (
        "Correction: An earlier version of this article said the Hill Front killed seven dockers."
    )
    found = weighed([first, copy, noted(text)])
    assert len(found.borrowings) == 1
    (weight,) = [w for w in found.weights if w.proposition.type == "kills"]
    assert weight.opinion is None
    assert weight.credibility.because.startswith("corrected by The Lantern")


@pytest.mark.parametrize(
    "text",
    [
        "We have withdrawn our article of 10 September on the mill and the dockers of Norrby.",
        "The Lantern has retracted the article that it published on Tuesday about seven dockers"
        " killed in Norrby.",
        "Our report of Tuesday on the dockers of Norrby has been withdrawn.",
    ],
)
def test_a_withdrawal_without_a_headline_takes_back_the_report_that_it_describes(text):
    apart = news("The Lantern", "2019-09-11", "Ferries sail.", SHELLED, title="Ferries sail again")
    found = weighed([FIRST, apart, OTHER, noted(text)])
    assert taken_back(found) == ["kills", "attacks"]
    assert taken_back(found, apart) == []
    assert taken_back(found, OTHER) == []


@pytest.mark.parametrize(
    "text",
    [
        "Troops withdraw from Norrby after the Hill Front killed dockers, a report says.",
        "The Packet has retracted its article on the dockers of Norrby.",
        "We have withdrawn our article.",
        "We have withdrawn our article on the ferries of Skellane and their crews.",
    ],
)
def test_what_is_no_withdrawal_of_a_report_takes_nothing_back(text):
    assert weighed([FIRST, OTHER, noted(text)]).grounds.withdrawn == {}


def test_an_update_under_the_same_headline_withdraws_nothing():
    update = news(
        "The Lantern",
        "2019-09-10",
        KILLED,
        "Dogs kill hens, says a report.",
        title="Mill burns in Norrby",
    )
    assert weighed([FIRST, update]).grounds.withdrawn == {}
    notice = noted("This story has been withdrawn.", title="Mill burns in Norrby")
    assert taken_back(weighed([FIRST, notice])) == ["kills", "attacks"]


def test_report_by_report_corrections_come_to_the_same():
    text = (
        "Correction: An earlier version of this article said the Hill Front killed seven dockers."
    )
    denial = news(
        "Packet",
        "2019-09-11",
        Line("No dockers died, he said.", "kills", KILLED.roles, ("Bo Lind",), denied=True),
    )
    reports = [FIRST, denial, noted(text), OTHER, noted("We withdraw our story “Mill burns”.")]
    for order in (reports, reports[::-1]):
        scales = Scales([], identify([]), Terms())
        for count in range(1, len(order) + 1):
            known = identify([p for each in order[:count] for p in profiles(each)])
            scales.add(order[count - 1], known)
        whole = weighed(reports)
        assert scales.withdrawn == whole.grounds.withdrawn
        assert scales.weights == {w.proposition.id: w for w in whole.weights}


def test_the_error_is_told_in_words_and_numbers():
    text = "An earlier version of this article misstated the number of dockers killed in Norrby. It"
    (found,) = errata(noted(f"{text} was four, not seven.").report)
    assert found.words == {"docker", "killed", "norrby"}
    assert [c.low for c in found.wrong] == [7]
    assert [c.low for c in found.right] == [4]
    assert found.numeric


@pytest.mark.parametrize("text", ["-" * 200_000, "\n" * 200_000, "we " * 60_000, "not " * 60_000])
def test_a_long_text_of_nothing_corrects_nothing_and_takes_no_time(text):
    notice = noted(f"{text}\n\nCorrection:{text}")
    start = monotonic()
    assert weighed([FIRST, notice]).grounds.withdrawn == {}
    assert monotonic() - start < 20
