"""Claims in words: what is denied, what is only said not to be so, and what nobody says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import dossier_of

from analyses import HEARSAY
from sayso.export.dossier import Assertion
from sayso.export.ftm.note import sentence
from sayso.export.rows import tables
from sayso.export.stix import bundle
from sayso.export.wording import text_of
from sayso.model import Analysis, Modality, Polarity, Span, Stance, VoiceKind

OF_MINISTER = "s4"


def told(manner: str, stance: Stance, analysis: Analysis = HEARSAY, **more) -> Analysis:
    """The report, where the minister speaks otherwise, and of another claim."""
    said = tuple(
        replace(s, manner=manner, stance=stance) if s.id == OF_MINISTER else s
        for s in analysis.statements
    )
    claims = tuple(replace(c, **more) if c.statement == OF_MINISTER else c for c in analysis.claims)
    return replace(analysis, statements=said, claims=claims)


def nobody(analysis: Analysis) -> Analysis:
    """The report, where the minister's claim is of nobody."""
    (claim,) = (c for c in analysis.claims if c.statement == OF_MINISTER)
    ((role, filler),) = claim.roles
    at = filler.span
    text = analysis.report.text
    text = text[: at.start] + "nobody".ljust(at.end - at.start) + text[at.end :]
    of = replace(filler, span=Span(at.start, at.start + len("nobody")))
    claims = (*(c for c in analysis.claims if c is not claim), replace(claim, roles=((role, of),)))
    return replace(analysis, report=replace(analysis.report, text=text), claims=claims)


def the(analysis: Analysis) -> Assertion:
    found = dossier_of(analysis).assertions
    return next(each for each in found if each.claim.statement == OF_MINISTER)


@pytest.mark.parametrize(
    ("manner", "stance", "more", "words"),
    [
        ("denies", Stance.OPEN, {}, "it is denied: infiltrates (target: the ministry)."),
        (
            "says",
            Stance.VOICE,
            {},
            "it is said that it is not so: infiltrates (target: the ministry).",
        ),
        (
            "hopes",
            Stance.OPEN,
            {"modality": Modality.FUTURE},
            "that it is not so: infiltrates (target: the ministry); told as future; "
            "nobody here says whether it is so.",
        ),
        (
            "hopes",
            Stance.OPEN,
            {"polarity": Polarity.AFFIRMED},
            "(hopes): infiltrates (target: the ministry); nobody here says whether it is so.",
        ),
        (
            "denies",
            Stance.OPEN,
            {"polarity": Polarity.AFFIRMED},
            "infiltrates (target: the ministry); "
            "taken for granted, while something else is denied.",
        ),
    ],
)
def test_no_sentence_says_that_it_is_so_and_is_not(manner, stance, more, words):
    assert text_of(the(told(manner, stance, **more))).endswith(words)


def test_a_denial_of_nobody_is_no_double_negation():
    analysis = nobody(told("says", Stance.VOICE))
    made = the(analysis)
    assert text_of(made).endswith("it is said that it is not so: infiltrates (target: anybody).")
    assert sentence(made).endswith("says that it is not so: infiltrates (target: anybody)")
    rows = tables(dossier_of(analysis))
    (row,) = (each for each in rows["claims"] if each["claim"] == made.claim.id)
    assert row["parts"] == "target: anybody"
    # The report's own words stay what they are.
    (part,) = (each for each in rows["parts"] if each["claim"] == made.claim.id)
    assert part["words"] == "nobody"


def test_what_is_only_not_so_is_no_denial_in_stix():
    def abstract(analysis: Analysis) -> str:
        notes = [each for each in bundle(dossier_of(analysis))["objects"] if "abstract" in each]
        return next(each["abstract"] for each in notes if "Orla Brandt" in each["abstract"])

    plain = abstract(told("says", Stance.VOICE))
    assert "(says) it is said that it is not so: infiltrates" in plain
    assert "denied" not in plain
    assert "(denies) it is denied: infiltrates" in abstract(HEARSAY)


@pytest.mark.parametrize(
    ("name", "manner", "act"),
    [
        ("prosecutors", "says", "prosecutors say"),
        ("prosecutors", "plans", "prosecutors plan"),
        ("police", "denies", "police deny"),
        ("Guardians of the Rivers", "says", "Guardians of the Rivers says"),
        ("the ministry", "says", "the ministry says"),
    ],
)
def test_several_speak_as_several(name, manner, act):
    named = name[0].isupper()
    voices = tuple(
        replace(v, text=name, kind=VoiceKind.ORGANIZATION, named=named) if v.id == "v4" else v
        for v in HEARSAY.voices
    )
    analysis = told(manner, Stance.VOICE, replace(HEARSAY, voices=voices))
    assert f" tells that {act}" in sentence(the(analysis))
