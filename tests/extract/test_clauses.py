"""Verbs and clauses of news: who did it and to whom where the words stand far from each other."""

from __future__ import annotations

import pytest

# sentence, type, role -> words
CLAUSES = [
    (
        "Bricks were hurled at the guards.",
        "attacks",
        {"attacker": None, "victim": "the guards", "weapon": "Bricks"},
    ),
    (
        "The storm has claimed thousands of lives in Corsia.",
        "kills",
        {"killer": "The storm"},
    ),
    (
        "Lena Marsh, who helped found the Harbour Guild, resigned.",
        "founded",
        {"founder": "Lena Marsh", "org": "the Harbour Guild"},
    ),
    (
        "The bandits attacked nine ships and hijacked four.",
        "abducts",
        {"captor": "The bandits", "captive": "four"},
    ),
    ("Omar Deb hanged himself in his cell.", "kills", {"victim": "Omar Deb"}),
    ("The mayor broke his leg on Monday.", "injures", {"actor": None, "victim": "The mayor"}),
    ("She was struck by a lorry outside the store.", "injures", {"actor": "a lorry"}),
    (
        "The planes flew over the captured airport.",
        "controls_territory",
        {"place": "the captured airport"},
    ),
    (
        "Rebels backed by Corsian warplanes entered Ardan.",
        "supports",
        {"provider": "Corsian warplanes", "beneficiary": "Rebels"},
    ),
    (
        "Police were called at noon and surrounded the bank.",
        "mobilizes",
        {"actor": "Police", "against": "the bank"},
    ),
    ("The 14-year-old was arrested by soldiers.", "detains", {"detainee": "The 14-year-old"}),
    (
        "The scandal prompted senators to investigate the bank.",
        "investigates",
        {"agency": "senators", "subject": "the bank"},
    ),
    (
        "The letter gave the detectives time to investigate the murder.",
        "investigates",
        {"agency": "the detectives", "subject": "the murder"},
    ),
    (
        "The army said the bridge had been destroyed in an airstrike.",
        "damages",
        {"actor": "an airstrike", "property_or_owner": "the bridge"},
    ),
    (
        "Prior to joining the Harbour Guild, Omar Deb ran a bank.",
        "member_of",
        {"member": "Omar Deb", "org": "the Harbour Guild"},
    ),
    (
        "She denied the accusations until finally leaving Corsia.",
        "denies",
        {"actor": "She", "claim_or_actor": "the accusations"},
    ),
    (
        "Attackers could take over the site, Marsh said, and then run malware on computers.",
        "attacks",
        {"attacker": "Attackers", "victim": "computers"},
    ),
]


@pytest.mark.parametrize(("sentence", "type_", "roles"), CLAUSES)
def test_a_clause_of_news_gives_its_roles(claims_of, sentence, type_, roles):
    found = [c for c in claims_of(sentence) if c.type == type_]
    assert found, [(c.type, c.trigger) for c in claims_of(sentence)]
    assert {role: found[0].role(role) for role in roles} == roles


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        # A sort of thing, not an event of one.
        ("The dealer sold stolen cars.", "damages"),
        # What a word of quantity counts is no life.
        ("The tour took thousands of hours.", "kills"),
    ],
)
def test_words_of_a_sort_assert_no_deed(claims_of, sentence, type_):
    assert not [c for c in claims_of(sentence) if c.type == type_]


@pytest.mark.parametrize(
    ("sentence", "type_", "roles"),
    [
        (
            "The mayor was convicted of taking bribes and sentenced to eight years.",
            "prosecutes",
            {"defendant": "The mayor", "sentence": "eight years"},
        ),
        (
            "The ministry said it had thwarted a plot to assassinate the president.",
            "kills",
            {"killer": None, "victim": "the president"},
        ),
        (
            "The general, accused by human rights groups of torturing prisoners, left.",
            "injures",
            {"actor": "The general", "victim": "prisoners"},
        ),
    ],
)
def test_an_aim_or_blame_is_told_of_whom_it_belongs_to(claims_of, sentence, type_, roles):
    found = [c for c in claims_of(sentence) if c.type == type_][-1]
    assert {role: found.role(role) for role in roles} == roles
