"""Ties that a noun phrase tells: titles, appositions, owners, small words between two nouns."""

from __future__ import annotations

import pytest

# sentence, type, role -> words
TIES = [
    (
        "In an interview with the Gazette, the union's treasurer, Lena Marsh, wept.",
        "leads",
        {"leader": "Lena Marsh", "org": "the union"},
    ),
    (
        "Officials with the Northern Commission refused to talk.",
        "employs",
        {"employer": "the Northern Commission", "employee": "Officials"},
    ),
    (
        "Police want to question the Green Front's leader.",
        "leads",
        {"leader": "the Green Front's leader", "org": "the Green Front"},
    ),
    (
        "Rebels killed three Green Front fighters.",
        "member_of",
        {"member": "three Green Front fighters", "org": "Green Front"},
    ),
    (
        "Omar Deb, one of Marsh's lawyers, declined to comment.",
        "employs",
        {"employer": "Marsh", "employee": "Omar Deb"},
    ),
    (
        "That is what Marsh's lawyer Omar Deb did in court.",
        "employs",
        {"employer": "Marsh", "employee": "Omar Deb"},
    ),
    (
        "Omar Deb, a former clerk and currently president of the Harbour Council, left.",
        "leads",
        {"leader": "Omar Deb", "org": "the Harbour Council"},
    ),
    (
        "Ivo Kosta, communications director for the Green Party, wept.",
        "employs",
        {"employer": "the Green Party", "employee": "Ivo Kosta"},
    ),
    (
        "The Herald's Omar Deb reported the raid.",
        "employs",
        {"employer": "The Herald", "employee": "The Herald's Omar Deb"},
    ),
    (
        "Lena Marsh of the Two Rivers Trust signed the letter.",
        "member_of",
        {"member": "Lena Marsh", "org": "the Two Rivers Trust"},
    ),
    (
        "Omar Deb, 24, of Kessen, was arrested on Friday.",
        "located_in",
        {"entity": "Omar Deb", "place": "Kessen"},
    ),
    (
        "A Kessen man was arrested on Friday.",
        "located_in",
        {"entity": "A Kessen man", "place": "Kessen"},
    ),
    (
        "Sen. Omar Deb (D) left the chamber.",
        "member_of",
        {"member": "Omar Deb", "org": "D"},
    ),
    (
        "Democratic senator Lena Marsh spoke.",
        "member_of",
        {"member": "Democratic senator Lena Marsh", "org": "Democratic"},
    ),
    (
        "A pro-Marsh group paid for the advertisement.",
        "endorses",
        {"a": "A pro-Marsh group", "b": "Marsh"},
    ),
    (
        "Mara Olt, a lawyer representing Omar Deb, spoke.",
        "employs",
        {"employer": "Omar Deb", "employee": "Mara Olt"},
    ),
    (
        "The United Nations' envoy to Syria, Omar Deb, spoke.",
        "employs",
        {"employer": "The United Nations", "employee": "Omar Deb"},
    ),
    (
        "Velcor, a subsidiary of Harbour Bank, paid the bribe.",
        "part_of",
        {"part": "Velcor", "whole": "Harbour Bank"},
    ),
    (
        "Omar Deb and wife live in Kessen.",
        "family_of",
        {"person": "wife", "relative": "Omar Deb"},
    ),
    (
        "Omar Deb fled, and his brother was arrested.",
        "family_of",
        {"person": "his brother", "relative": "his"},
    ),
    (
        "Three members of the gang were arrested.",
        "member_of",
        {"member": "Three members", "org": "the gang"},
    ),
    (
        "Lena Marsh, the former mayor of Kessen, wrote a book.",
        "leads",
        {"leader": "Lena Marsh", "org": "Kessen"},
    ),
    (
        "Interior Secretary Omar Deb left the room.",
        "leads",
        {"leader": "Interior Secretary Omar Deb", "org": "Interior"},
    ),
    (
        "A Harbour Council manager left the room.",
        "employs",
        {"employer": "Harbour Council", "employee": "A Harbour Council manager"},
    ),
    (
        "An editor at the Karsk Gazette left the room.",
        "employs",
        {"employer": "the Karsk Gazette", "employee": "An editor"},
    ),
    (
        "The Karsk Gazette's editor Omar Deb left the room.",
        "leads",
        {"leader": "Omar Deb", "org": "The Karsk Gazette"},
    ),
    (
        "The country's Green Front leader, Omar Deb, left the room.",
        "leads",
        {"leader": "Omar Deb", "org": "Green Front"},
    ),
    (
        "Corsian Foreign Minister Omar Deb left the room.",
        "employs",
        {"employer": "Corsian", "employee": "Corsian Foreign Minister Omar Deb"},
    ),
    (
        "Her boyfriend Omar Deb left the room.",
        "associate_of",
        {"a": "Omar Deb", "b": "Her"},
    ),
    (
        "Marsh sold the letters during her term as chair of the Harbour Council.",
        "leads",
        {"leader": "her", "org": "the Harbour Council"},
    ),
]


@pytest.mark.parametrize(("sentence", "kind", "roles"), TIES)
def test_noun_phrase_ties(claims_of, sentence, kind, roles):
    found = [{role: c.role(role) for role in roles} for c in claims_of(sentence) if c.type == kind]
    assert roles in found


@pytest.mark.parametrize(
    "sentence",
    [
        "No member of the Green Front was arrested.",
        "A firm's director left the room.",
        "Our mother and their children left the room.",
        "Ivo Kosta, a Green Front expert, spoke.",
        "Ilva Brandt was running for mayor of Kessen when she fell.",
        "Foreign Secretary Lena Marsh left the room.",
        "Other Asian leaders left the room.",
        "A family of five left the room.",
        "Future Green Front leader Ivo Kosta was born in Kessen.",
    ],
)
def test_noun_phrases_that_tie_nobody(claims_of, sentence):
    ties = {"leads", "employs", "member_of", "family_of"}
    assert not [c for c in claims_of(sentence) if c.type in ties]


def test_one_of_those_who_several_are_is_not_all_of_them(claims_of):
    told = claims_of("Two men, a baker and his brother, left the room.")
    kin = [(c.role("person"), c.role("relative")) for c in told if c.type == "family_of"]
    assert kin == [("his brother", "his")]


def test_those_named_beside_kin_are_not_kin_too(claims_of):
    told = claims_of("Our mother and their children left the room.")
    assert ("their children", "Our") not in {(c.role("person"), c.role("relative")) for c in told}


def test_tie_by_the_way_stands_whatever_governs_it(claims_of):
    sentence = (
        "The minister denied that Omar Deb, the leader of the Green Front, had been arrested."
    )
    leads = next(c for c in claims_of(sentence) if c.type == "leads")
    assert leads.standing == ("affirmed", "actual")


def test_alleged_tie_is_left_open(claims_of):
    claims = claims_of("Omar Deb, an alleged member of the Green Front, was jailed.")
    member = next(c for c in claims if c.type == "member_of")
    assert member.standing == ("affirmed", "possible")


def test_title_before_a_name_is_no_part_of_it(claims_of):
    claims = claims_of("To contact Arizona Governor Lena Marsh, call the office.")
    assert [c.role("org") for c in claims if c.type == "leads"] == ["Arizona"]


def test_who_leads_the_smaller_part_of_a_body_does_not_lead_the_body(claims_of):
    claims = claims_of("Senate Minority Leader Lena Marsh left the room.")
    assert [c.role("org") for c in claims if c.type == "leads"] == ["Senate Minority"]
    claims = claims_of("Senate Majority Leader Lena Marsh left the room.")
    assert [c.role("org") for c in claims if c.type == "leads"] == ["Senate"]


def test_a_senator_is_no_member_of_the_state(claims_of):
    claims = claims_of("Politicians such as Missouri Sen. Lena Marsh were in the pews.")
    assert not [c for c in claims if c.type == "member_of"]
