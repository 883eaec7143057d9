"""With which words a role is shown: the name beside a description, and the whole of a name."""

from __future__ import annotations

import pytest

NAMED = [
    (
        "Velmora's head of mission, Omar Deb, resigned on Tuesday.",
        "changes_post",
        {"person": "Omar Deb"},
    ),
    (
        "The head of the harbour office, Omar Deb, resigned on Tuesday.",
        "leads",
        {"leader": "Omar Deb", "org": "the harbour office"},
    ),
    (
        "Velmora's head of mission, Omar Deb, resigned on Tuesday.",
        "leads",
        {"leader": "Omar Deb", "org": "Velmora"},
    ),
    (
        "The council sued Northern Freight, a company that Lena Marsh owned.",
        "owns",
        {"owner": "Lena Marsh", "asset": "Northern Freight"},
    ),
    (
        "Police accused the Front of the Two Rivers of the kidnapping.",
        "accuses",
        {"accused": "the Front of the Two Rivers", "offence": "the kidnapping"},
    ),
    (
        "The bank belonged to the mayor's brother-in-law.",
        "owns",
        {"owner": "the mayor's brother-in-law", "asset": "The bank"},
    ),
    (
        "One of the men, Ivo Kosta, was arrested by police.",
        "detains",
        {"detainee": "Ivo Kosta"},
    ),
    (
        "Ivo Kosta is married to a sister of the minister, Lena Marsh.",
        "family_of",
        {"person": "Ivo Kosta", "relative": "a sister of the minister"},
    ),
    (
        "Ivo Kosta succeeded Omar Deb as commander of the Northern Army.",
        "leads",
        {"leader": "Ivo Kosta", "org": "the Northern Army"},
    ),
]


@pytest.mark.parametrize(("sentence", "type_", "roles"), NAMED)
def test_a_role_is_shown_with_the_name(claims_of, sentence, type_, roles):
    found = [c for c in claims_of(sentence) if c.type == type_]
    assert found, [(c.type, c.trigger) for c in claims_of(sentence)]
    assert {role: found[0].role(role) for role in roles} == roles


def test_a_hyphened_trigger_stays_whole(claims_of):
    claims = claims_of("The mayor's brother-in-law, Ivo Kosta, fled to Velmora.")
    assert [c.trigger for c in claims if c.type == "family_of"] == ["brother-in-law"]


def test_two_roles_stand_apart(claims_of):
    text = "Police accused the Front of the Two Rivers of the kidnapping."
    spans = [f.span for c in claims_of(text) for _, f in c.claim.roles]
    assert not any(a.meets(b) for n, a in enumerate(spans) for b in spans[n + 1 :])


def test_a_clause_keeps_who_acts_in_it(claims_of):
    claims = claims_of("The minister declined to threaten Tarsk.")
    assert {c.role("content") for c in claims if c.type == "denies"} == {"to threaten Tarsk"}


def test_nobody_is_meant_by_it_in_it_is_important(claims_of):
    claims = claims_of("It is important to arrest the smugglers.")
    assert [c.role("captor") for c in claims if c.type == "detains"] == [None]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Omar Deb said he had met the envoy.", "Omar Deb"),
        ("The film shows him at the gate, but Ivo Kosta said he had met the envoy.", "he"),
    ],
)
def test_he_is_the_speaker_unless_another_he_is_spoken_of(claims_of, sentence, subject):
    assert [c.role("a") for c in claims_of(sentence) if c.type == "meets"] == [subject]


@pytest.mark.parametrize(
    "sentence",
    [
        "Voss's lawyer, Ana Petrescu, said he had been beaten by the guards.",
        "Prosecutor Pavel Dorn said that Anton Voss had told police that he killed a guard.",
    ],
)
def test_he_is_not_who_says_so_where_another_is_nearer(claims_of, sentence):
    """A wrong name here is libel: no lawyer was beaten, and no prosecutor killed anybody."""
    told = [c for c in claims_of(sentence) if c.type in ("injures", "kills")]
    assert told
    words = {f.span.of(c.text) for c in told for _, f in c.claim.roles}
    assert not any("Petrescu" in w or "Dorn" in w for w in words)
