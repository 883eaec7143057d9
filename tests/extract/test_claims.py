"""What every claim keeps, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.annotation import annotate
from sayso.annotate.parse import parse
from sayso.attribute import attribute
from sayso.extract import extract
from sayso.extract.assertion import is_whereabouts
from sayso.extract.frames import frames
from sayso.model import Report, chain_of
from sayso.ontology import claim_types

REPORT = (
    "Police in Velmora arrested 14 students on Monday, the interior ministry said.\n\n"
    "“Rebels attacked the bridge and killed two guards,” said General Ivo Kosta, commander of the "
    "Northern Army. The rebels denied that they had attacked the bridge.\n\n"
    "Talks between Velmora and Tarsk will resume in June.\n"
)

PIECES = st.sampled_from(
    [
        "Police arrested the mayor. ",
        "«Omar Deb» met Lena Marsh 🙂. ",
        "Rebels killed\xad nine. ",
        "\r\n\r\n",
        "אבג ",
        "The army’s attack on Ardan? ",
        "e\u0301 ",
        "... ",
        "“No!” he said. ",
    ]
)


def claims_in(text: str):
    report = Report("r1", "a.txt", "0" * 64, "text/plain", text)
    annotation = annotate(report)
    attribution = attribute(annotation)
    return attribution, extract(annotation, attribution)


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=8).map("".join))
def test_claims_keep_their_promises_in_any_text(text):
    attribution, claims = claims_in(text)
    by_id = {s.id: s for s in attribution.statements}
    for claim in claims:
        spans = [claim.trigger, claim.evidence, *(filler.span for _, filler in claim.roles)]
        assert all(s.end <= len(text) and s.of(text).strip() == s.of(text) != "" for s in spans)
        assert claim.chain == chain_of(by_id[claim.statement], by_id)
        assert claim.evidence.holds(claim.trigger)
        assert {role for role, _ in claim.roles} <= set(claim_types()[claim.type].roles)
    assert len({c.id for c in claims}) == len(claims)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ministry announced on Friday the arrest of a dock clerk.", None),
        ("Gunmen attacked the bridge, police said on Monday.", None),
        ("Police said on Monday that gunmen attacked the bridge on Sunday.", "Sunday"),
        ("“On Monday,” the mayor said, “gunmen attacked the bridge.”", "Monday"),
    ],
)
def test_the_day_on_which_it_was_said_is_not_the_day_on_which_it_happened(text, told):
    (claim,) = claims_in(text)[1]
    assert (claim.when.span.of(text) if claim.when else None) == told


def test_the_same_report_gives_the_same_claims():
    assert claims_in(REPORT)[1] == claims_in(REPORT)[1]


def test_claims_come_in_the_order_of_the_text():
    triggers = [c.trigger for c in claims_in(REPORT)[1]]
    assert triggers == sorted(triggers)
    assert len(triggers) >= 5


def test_a_claim_hangs_on_the_innermost_statement():
    attribution, claims = claims_in(REPORT)
    for claim in claims:
        assert claim.statement == attribution.innermost(claim.trigger).id


def test_evidence_is_the_sentence():
    _, claims = claims_in(REPORT)
    arrest = next(c for c in claims if c.type == "detains")
    assert arrest.evidence.of(REPORT).startswith("Police in Velmora")
    assert arrest.evidence.of(REPORT).endswith("said.")


def test_a_long_sentence_is_shown_by_its_clause():
    tail = ", while the council, the guild and the harbour office talked of fish" * 6
    text = f"Police arrested the mayor{tail}."
    _, claims = claims_in(text)
    arrest = next(c for c in claims if c.type == "detains")
    assert arrest.evidence.end - arrest.evidence.start <= len(text)
    assert arrest.evidence.holds(arrest.trigger)


def test_a_report_without_letters_claims_nothing():
    assert claims_in("... 1234 ...")[1] == ()


def test_frames_cover_at_least_thirty_types():
    assert len({frame.type for some in frames().values() for frame in some}) >= 30


def test_every_frame_names_roles_of_its_type():
    for some in frames().values():
        for frame in some:
            assert {slot.role for slot in frame.slots} <= set(claim_types()[frame.type].roles)


def test_no_rule_looks_for_a_word_behind_the_last():
    [last] = parse("near")
    assert is_whereabouts(last)
    assert is_whereabouts(parse("Near Ardan")[1]) or parse("Near Ardan")[1].left_edge.i == 1
    assert not is_whereabouts(parse("Around 3,000 members surrendered.")[2])
