"""A headline retells the text below it, and is no second origin of what that text tells."""

from __future__ import annotations

import pytest
from newsroom import Line, news, weighed

from sayso.weigh.weighing import Weight
from sayso.weigh.whole import Weighed

ROLES = {"killer": "blast", "victim": "nine dockers"}
WIRE = (
    "A blast killed nine dockers at the quay of Norrby before dawn on Tuesday and set the mill"
    " beside the river on fire, a police officer in the district said by telephone from the valley."
)
BODY = Line(WIRE, "kills", ROLES, ("a police officer",), place="Norrby")
TITLE = "Before dawn, nine dockers dead in a quayside blast"


def head(title: str = TITLE, *voices: str) -> Line:
    return Line(title, "kills", ROLES, voices, place="Norrby")


def deaths(found: Weighed) -> list[Weight]:
    return [w for w in found.weights if w.proposition.type == "kills"]


def test_a_headline_of_its_own_over_a_copied_text_is_no_origin():
    wire = news("Vessant", "2019-09-10", BODY)
    copy = news("The Lantern", "2019-09-11", head(), BODY, title=TITLE)
    (weight,) = deaths(weighed([wire, copy]))
    (origin,) = weight.origins
    assert "police officer" in origin.origin.source
    assert len(origin.tellings) == 1
    assert "a headline tells what its own text tells" in {
        step for voiced in origin.origin.voiced for step in voiced.provenance.steps
    }
    # It weighs as much as without the headline.
    (plain,) = deaths(weighed([wire, news("The Lantern", "2019-09-11", BODY)]))
    assert weight.opinion == plain.opinion


def test_a_headline_has_its_source_from_the_text_below_it():
    (weight,) = deaths(weighed([news("Lantern", "2019-09-10", head(), BODY, title=TITLE)]))
    (origin,) = weight.origins
    assert "police officer" in origin.origin.source


def test_a_headline_without_a_text_that_tells_it_stands_for_itself():
    (weight,) = deaths(weighed([news("Lantern", "2019-09-10", head(), title=TITLE)]))
    assert [w.origin.source for w in weight.origins] == ["Lantern"]


@pytest.mark.parametrize(("voice", "origins"), [("Orla Brandt", 2), ("a police officer", 1)])
def test_a_headline_that_names_a_voice_has_it_from_where_the_voice_speaks(voice, origins):
    title = f"{voice[0].upper()}{voice[1:]}: nine dockers dead in blast"
    line = head(title, voice)
    (weight,) = deaths(weighed([news("Lantern", "2019-09-10", line, BODY, title=title)]))
    assert len(weight.origins) == origins


def test_the_headline_of_another_report_is_no_retelling():
    other = news("Packet", "2019-09-10", head(), title=TITLE)
    (weight,) = deaths(weighed([news("Lantern", "2019-09-10", BODY), other]))
    assert len(weight.origins) == 2
