"""Events told by a noun, by a light verb with a noun, or by a fixed phrase."""

from __future__ import annotations

import pytest

EVENTS = [
    # a noun and whom or what it names beside it
    (
        "He was a suspect in the Orlando massacre.",
        "attacks",
        {"attacker": None, "victim": "Orlando"},
    ),
    ("He left after Sunday's attack in Lissmar.", "attacks", {"victim": "Lissmar"}),
    ("It came from a war between two gangs.", "attacks", {"attacker": "two gangs"}),
    ("Omar Deb's masked killer had an accent.", "kills", {"victim": "Omar Deb"}),
    ("The probe into the castration of his followers goes on.", "injures", {}),
    (
        "After Deb's departure from the Corsian Guild, sales fell.",
        "changes_post",
        {"person": "Deb"},
    ),
    ("He was unknown before his ascension to head of state.", "changes_post", {"person": "his"}),
    (
        "Before his ascension to head of the party, Deb ran a bank.",
        "changes_post",
        {"person": "his"},
    ),
    ("His successor, Brian Olt, left.", "changes_post", {"person": "Brian Olt"}),
    ("A man with ties to the mafia was shot.", "associate_of", {"a": "A man", "b": "the mafia"}),
    # who did it, told as blamed for it
    (
        "Omar Deb was convicted of the murder of Mara Olt.",
        "kills",
        {"killer": "Omar Deb", "victim": "Mara Olt"},
    ),
    ("Ten men were arrested after raids on churches.", "attacks", {"attacker": None}),
    # light verbs
    ("The gunman had a previous arrest for robbery.", "detains", {"detainee": "The gunman"}),
    ("Omar Deb had previous convictions.", "prosecutes", {"defendant": "Omar Deb"}),
    ("Two clerks are recovering from gunshot wounds.", "injures", {"victim": "Two clerks"}),
    ("Mara Olt is recovering from a graze wound.", "injures", {"victim": "Mara Olt"}),
    ("Several children suffered broken legs.", "injures", {"victim": "Several children"}),
    ("The students did battle with police.", "attacks", {"victim": "police"}),
    ("The president has the support of the army.", "endorses", {"a": "the army"}),
    ("The talks Deb had with Marsh failed.", "meets", {"a": "Deb", "b": "Marsh"}),
    # fixed phrases
    ("Omar Deb served four months in prison for fraud.", "detains", {"charge": "fraud"}),
    ("The warehouse caught fire on Monday.", "damages", {"property_or_owner": "The warehouse"}),
    ("The war claimed thousands of lives.", "kills", {"victim": "thousands of lives"}),
    ("Friends paid tribute to Omar Deb.", "endorses", {"b": "Omar Deb"}),
    ("She boarded a bus bound for Lissmar.", "travels", {"traveller": "She"}),
    (
        "The rebels seized Ardan with the help of Corsia.",
        "supports",
        {"provider": "Corsia", "beneficiary": "The rebels"},
    ),
    ("The suspect was held on charges of murder.", "prosecutes", {"offence": "murder"}),
    ("The fire is under investigation by the police.", "investigates", {"subject": "The fire"}),
    (
        "The army broke the Front's hold on Lissmar dam.",
        "controls_territory",
        {"actor": "The army", "from_actor": "the Front"},
    ),
]


@pytest.mark.parametrize(("sentence", "type_", "roles"), EVENTS)
def test_what_an_event_noun_or_a_phrase_tells(claims_of, sentence, type_, roles):
    found = [c for c in claims_of(sentence) if c.type == type_]
    assert found, sentence
    assert {name: found[0].role(name) for name in roles} == roles


NOTHING = [
    ("In Lissmar, Omar Deb condemned the raid.", "attacks"),
    ("Deb was moved by her commitment to rebuilding the clinic.", "agrees"),
    ("Omar Deb's death was confirmed by Rob Olt.", "kills"),
    ("The army command announced two strikes on Monday.", "protests"),
    ("In a video Deb gives a coin to a beggar.", "yields"),
    ("Clinton faces a two-front war against Trump.", "attacks"),
    ("The disease broke out in March in Lissmar.", "protests"),
    ("The gunmen killed 14 soldiers in an ambush near Lissmar.", "attacks"),
    ("About 2,000 workers went on strike at the port in May.", "attacks"),
    ("During their talks, held in a cordial atmosphere, the two leaders ate.", "detains"),
    ("The bureau was tipped off by a defector.", "threatens"),
    ("The officers were led to the cellar by a neighbour.", "leads"),
    ("Local officials have called the stoppage illegal.", "protests"),
]


@pytest.mark.parametrize(("sentence", "type_"), NOTHING)
def test_what_is_no_event_of_the_kind(claims_of, sentence, type_):
    assert type_ not in {c.type for c in claims_of(sentence)}


def test_a_preposition_right_behind_an_event_is_its_own(claims_of):
    told = "No one in the king's meeting on Tuesday with members of the senate spoke."
    (met,) = [c for c in claims_of(told) if c.type == "meets"]
    assert (met.role("a"), met.role("b")) == ("the king", "members of the senate")


def test_an_alleged_killer_may_have_killed(claims_of):
    (killed,) = [c for c in claims_of("Omar Deb's alleged killer left.") if c.type == "kills"]
    assert killed.standing == ("affirmed", "possible")


def test_a_chapel_of_rest_is_nobody_who_is_threatened(claims_of):
    told = claims_of("The gang threatened to burn down the chapel of rest.")
    assert [c.role("target") for c in told if c.type == "threatens"] != ["rest"]


def test_the_first_to_do_it_did_it(claims_of):
    told = "He was the first Corsian to attack the bridge."
    (attacked,) = [c for c in claims_of(told) if c.type == "attacks"]
    assert attacked.role("attacker") == "He"
    assert attacked.standing == ("affirmed", "actual")


def test_a_light_verb_and_its_noun_tell_one_event(claims_of):
    told = "The Corsian army carried out nine raids on the camp."
    assert len([c for c in claims_of(told) if c.type == "attacks"]) == 1


def test_who_is_put_into_a_post_takes_it_from_another(claims_of):
    told = claims_of("Norvane appointed Lena Marsh as chief executive, replacing Omar Deb.")
    [taken] = [c for c in told if c.role("predecessor") == "Omar Deb"]
    assert taken.role("person") == "Lena Marsh"
