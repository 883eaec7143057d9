"""Who does it, where a phrase opens the sentence that ends with somebody else's name."""

import pytest

from sayso.annotate.parse import parse


def subjects(text: str) -> list[str]:
    return [t.text for t in parse(text) if t.dep_ == "nsubj" and t.head == t.sent.root]


@pytest.mark.parametrize(
    "text",
    [
        "In an interview with the Gazette, the guild's treasurer, Ilva Brandt, said it was broke.",
        "Speaking to Radio Karsk, the guild's treasurer, Ilva Brandt, said that it was broke.",
        "In a statement to the Gazette, her senior adviser, Omar Brandt, said that it was broke.",
    ],
)
def test_a_phrase_before_the_clause_takes_no_subject_with_it(text):
    assert subjects(text)[0] in {"treasurer", "adviser"}


def test_what_stands_beside_a_name_stays_there():
    doc = parse("On Monday he met Brandt in Karsk, the port, and left.")
    assert [t.text for t in doc if t.dep_ == "nsubj"] == ["he"]


def test_who_speaks_to_the_same_person_twice_does_so():
    doc = parse("Voss said her husband had called her at noon and told her that he was ill.")
    (told,) = (t for t in doc if t.text == "told")
    assert told.head.text == "called"


@pytest.mark.parametrize(
    ("text", "deed", "doer"),
    [
        ("They held the man who they say hit and killed a woman.", "hit", "who"),
        ("They held the man who she said represented the rebels.", "represented", "who"),
        ("They held Ilva Brandt, who rebels claimed to have abducted.", "claimed", "rebels"),
    ],
)
def test_who_is_said_to_have_done_it_did_it(text, deed, doer):
    (verb,) = (t for t in parse(text) if t.text == deed)
    assert doer in {t.text for t in verb.lefts if t.dep_ == "nsubj"}


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("It is owned by Amber, a company run by the president's nephew, Omar Deb.", "nephew"),
        ("A spokesman for the army, Omar Deb, spoke to reporters.", "spokesman"),
        ("He is married to a sister of the Transport Minister, Ilva Brandt.", "Minister"),
    ],
)
def test_a_person_s_name_stands_beside_the_person(text, whose):
    name = next(t for t in parse(text) if t.text in {"Deb", "Brandt"})
    assert (name.dep_, name.head.text) == ("appos", whose)


@pytest.mark.parametrize(
    "text", ["Police shot dead two protesters.", "His men shot dead 17 strikers at the port."]
)
def test_those_who_are_shot_dead_are_no_dead_people(text):
    doc = parse(text)
    dead = next(t for t in doc if t.text == "dead")
    assert (dead.dep_, dead.head.text) == ("oprd", "shot")


def test_dead_people_stay_dead():
    dead = next(t for t in parse("Rescuers found dead fish in the harbour.") if t.text == "dead")
    assert dead.head.text == "fish"
