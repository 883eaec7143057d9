"""Words in a sense that is no claim of the type, and the sense that is one."""

from __future__ import annotations

import pytest

OTHER_SENSES = [
    ("The captain captured the hearts of villagers.", "detains"),
    ("The army announced two strikes near the dam.", "protests"),
    ("The host protested and shared some jokes.", "protests"),
    ("Fire crews attacked the blaze from all sides.", "attacks"),
    ("A storm hit the island of Lissmar.", "attacks"),
    ("Lissmar blasted Ardan with 30 points.", "accuses"),
    ("Hackers set up a website to steal data.", "founded"),
    ("The plea kept him out of prison.", "prevents"),
    ("He was jailed for obstructing justice.", "prevents"),
    ("The doctor gave him a pill and sent him on his way.", "directs"),
    ("The clerk was fired on Thursday.", "attacks"),
    ("The sections linking Corsia to Ardan were cut.", "associate_of"),
    ("Omar Deb, the party's communications director, resigned.", "leads"),
    ("Omar Deb was chasing Lena Olt, who shot Deb.", "detains"),
    ("You cannot be mayor and arrest reporters.", "detains"),
    ("When one is killed, all of us lose.", "kills"),
]


@pytest.mark.parametrize(("sentence", "type_"), OTHER_SENSES)
def test_another_sense_of_a_word_makes_no_claim(claims_of, sentence, type_):
    assert [c.trigger for c in claims_of(sentence) if c.type == type_] == []


OWN_SENSES = [
    ("Police raided the studio of the broadcaster.", "investigates", "subject"),
    ("Militants seized swathes of land.", "controls_territory", "place"),
    ("A drunk driver mowed down two pedestrians.", "injures", "victim"),
    ("They smashed a shop window or a car.", "damages", "property_or_owner"),
    ("We are investigating the situation.", "investigates", "subject"),
    ("Gunmen raided the house of the mayor.", "attacks", "victim"),
]


@pytest.mark.parametrize(("sentence", "type_", "role"), OWN_SENSES)
def test_the_object_tells_the_sense(claims_of, sentence, type_, role):
    assert [c.type for c in claims_of(sentence) if c.role(role)][:1] == [type_]


def only(claims, type_):
    """The one claim of a type."""
    found = [c for c in claims if c.type == type_]
    assert len(found) == 1, [(c.type, c.trigger) for c in claims]
    return found[0]


def test_who_takes_up_the_name_before_it(claims_of):
    said = only(claims_of("Deb was chasing Olt, who shot Deb in self-defense."), "attacks")
    assert (said.role("attacker"), said.role("victim")) == ("Olt", "Deb")


def test_an_aside_renames_the_name_before_it(claims_of):
    told = claims_of("Members of the Green Front, also known as GF, fled.")
    assert only(told, "identified_as").role("a").endswith("Green Front")


def test_a_clause_beside_a_denial_is_not_what_is_denied(claims_of):
    denial = only(claims_of("He denied the accusations until coming forward in May."), "denies")
    assert denial.role("claim_or_actor") == "the accusations"


def test_a_notion_turned_down_is_not_whom_it_is_about(claims_of):
    said = "Lena Olt rejected the notion that the Democrats had left the talks."
    assert only(claims_of(said), "denies").role("claim_or_actor") == "the notion"


@pytest.mark.parametrize(
    ("sentence", "type_", "standing"),
    [
        ("The report prompted senators to investigate the bank.", "investigates", "actual"),
        ("He went on to endorse Lena Marsh.", "endorses", "actual"),
        ("She became the first senator to endorse Omar Deb.", "endorses", "actual"),
        ("We would urge drivers to stay at home, police said.", "requests", "actual"),
        ("They'd arrested two men.", "detains", "actual"),
        ("The army is expected to attack the town.", "attacks", "future"),
    ],
)
def test_a_word_above_tells_how_real_it_is(claims_of, sentence, type_, standing):
    assert only(claims_of(sentence), type_).standing == ("affirmed", standing)


@pytest.mark.parametrize(
    ("sentence", "type_", "roles"),
    [
        (
            "A man opened fire at a party killing two guests.",
            "kills",
            {"killer": "A man", "victim": "two guests"},
        ),
        ("The mayor endorsed his re-election.", "endorses", {"b": "his re-election"}),
        (
            "Lena Olt, who founded Rise, a group based in Ardan, resigned.",
            "located_in",
            {"entity": "a group"},
        ),
        ("We were wary of the talks to release the girls.", "yields", {"actor": None}),
        ("The tourists visited Corsia.", "travels", {"destination": "Corsia"}),
        ("The foreign minister visited Corsia.", "meets", {"b": "Corsia"}),
    ],
)
def test_each_role_is_whom_the_words_mean(claims_of, sentence, type_, roles):
    found = only(claims_of(sentence), type_)
    assert {role: found.role(role) for role in roles} == roles


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("She was a much-liked and promising student.", "agrees"),
        ("The keeper blocked a shot in the second half.", "prevents"),
        ("The court dismissed the case.", "denies"),
        ("There are many new members, which could be helping Omar Deb.", "supports"),
        ("The council must decide what price it will demand.", "requests"),
        ("She needs the votes required to win the nomination.", "changes_post"),
    ],
)
def test_nothing_is_claimed_of_what_is_no_deed(claims_of, sentence, type_):
    assert [c.trigger for c in claims_of(sentence) if c.type == type_] == []


def test_what_cannot_act_shows_another_sense(claims_of):
    assert not [c for c in claims_of("The play attacks the church.") if c.type == "attacks"]
    assert only(claims_of("Gunmen attacked the church."), "attacks").role("attacker") == "Gunmen"


def test_a_habit_of_all_who_do_so_is_no_event(claims_of):
    assert not claims_of("People who kill are jailed for life.")
    said = only(claims_of("Soldiers who guard the palace are arresting people."), "detains")
    assert said.standing == ("affirmed", "actual")


@pytest.mark.parametrize(
    ("sentence", "type_", "standing"),
    [
        ("The clerk would have been fired for such a report.", "changes_post", "conditional"),
        ("The guild apologizes to Omar Deb if anybody was hurt.", "yields", "conditional"),
        ("He did not mean to kill the guard.", "kills", "possible"),
    ],
)
def test_what_was_not_meant_or_did_not_come_is_open(claims_of, sentence, type_, standing):
    assert only(claims_of(sentence), type_).standing == ("affirmed", standing)
