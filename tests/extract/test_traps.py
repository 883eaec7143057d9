"""Words that look like a claim and are none."""

from __future__ import annotations

import pytest

TRAPS = [
    ("The garage charged $5 for the repair.", "prosecutes"),
    ("The shop charged customers 30 crowns.", "prosecutes"),
    ("She shot a film about farmers.", "attacks"),
    ("The crew shot the scene in one day.", "attacks"),
    ("Ardan beat the visiting team in the final.", "injures"),
    ("The market fell and shares hit a record low.", "attacks"),
    ("Senators killed the bill.", "kills"),
    ("The committee killed the proposal on Tuesday.", "kills"),
    ("He suffered a heart attack.", "attacks"),
    ("The workers went on a hunger strike against the cuts.", "attacks"),
    ("The team attacked in the second half.", "attacks"),
    ("The company fired its slogan.", "attacks"),
    ("The general resigned last week.", "detains"),
    ("He backed off the plan.", "endorses"),
    ("The court struck down the law.", "attacks"),
    ("The minister attacked the opposition for its record on schools.", "kills"),
    ("Guests attended a party at the house.", "member_of"),
    ("The visit was a success.", "meets"),
    ("The threat of rain kept people at home.", "threatens"),
    ("There is broad support for the law.", "supports"),
    ("The talks were long.", "meets"),
    ("The chef executed the recipe well.", "kills"),
    ("Future Green Front leader Omar Deb wrote a book.", "leads"),
    ("They met expectations.", "meets"),
    ("He returned to the subject.", "travels"),
    ("There are many ways to attack and criticize Omar Deb.", "attacks"),
    ("Meanwhile, the newspaper attacked Omar Deb, saying he had lied.", "attacks"),
    ("The candidate attacked the bank.", "attacks"),
    ("The clerk demonstrated her skill.", "protests"),
    ("Four hundred people are employed there.", "employs"),
    ("The clerk let them know the answer.", "yields"),
    (
        "An official said that a witness had told investigators, after weeks of silence, that "
        "rebels might yet attack it.",
        "meets",
    ),
    ("She spoke to people about schools.", "meets"),
    ("The garage was paid attention.", "pays"),
    ("The guard denied access to the clerk.", "denies"),
    ("We are getting killed in this deal.", "kills"),
    ("The council appealed the case to the court.", "requests"),
    ("She occupied one of the best positions.", "controls_territory"),
    ("The firm removed the files from the shelf.", "changes_post"),
    ("The coalition supports the militia through air strikes.", "endorses"),
    ("He left it on the table.", "travels"),
    ("The mayor said: “I must tell you that a bomb went off.”", "requests"),
    ("The mayor said the army should have called the doctor.", "requests"),
    ("Deb said he should rest.", "requests"),
    ("The shop struck for half an hour at noon.", "protests"),
]


@pytest.mark.parametrize(("sentence", "type_"), TRAPS)
def test_a_trap_is_not_fallen_into(claims_of, sentence, type_):
    assert [c.trigger for c in claims_of(sentence) if c.type == type_] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Police on Monday arrested the mayor.",
        "Last week saw soldiers kill nine villagers.",
        "On Tuesday night rebels attacked the town.",
        "Last year rebels killed the mayor.",
    ],
)
def test_a_time_never_acts(claims_of, sentence):
    times = {"Monday", "Last week", "Tuesday", "Tuesday night", "Last year"}
    for claim in claims_of(sentence):
        words = {filler.span.of(sentence) for _, filler in claim.claim.roles}
        assert not words & times


def test_another_verb_with_a_particle_is_another_verb(claims_of):
    assert [c.type for c in claims_of("Rebels shot down a helicopter.")] == ["attacks"]
    assert [c.type for c in claims_of("The council voted down the idea.")] == ["denies"]
