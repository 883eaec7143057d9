"""Where the parser errs, and the parse is mended."""

import pytest
from spacy.tokens import Doc

from sayso.annotate.mends import mend_deaths
from sayso.annotate.parse import parse, pipeline


def word(text: str, at: str):
    return next(t for t in parse(text) if t.text == at)


def subject(text: str, at: str) -> str:
    token = word(text, at)
    return next(c.text for c in token.children if c.dep_ in {"nsubj", "nsubjpass"})


@pytest.mark.parametrize(
    ("text", "verb", "doer"),
    [
        (
            "Gunmen believed to be members of the Falcon Brigade attacked a bus near Karsk.",
            "attacked",
            "Gunmen",
        ),
        ("Armed men thought to belong to the militia kidnapped two teachers.", "kidnapped", "men"),
        ("A commander known as Sharo denied the charge.", "denied", "commander"),
    ],
)
def test_who_is_held_to_be_something_does_what_follows(text, verb, doer):
    assert word(text, verb).dep_ == "ROOT"
    assert subject(text, verb) == doer


def test_who_believes_goes_on_believing():
    text = "Voss believed to the end that the army had fled."
    assert word(text, "believed").dep_ == "ROOT"


@pytest.mark.parametrize(
    ("text", "verb", "above"),
    [
        ("A lawyer said his client denies it and accused Brandt of theft.", "accused", "said"),
        (
            'A lawyer said his client "categorically denies" bribing anyone and accused Brandt.',
            "accused",
            "said",
        ),
        ("She wants her sons to stay and to work.", "work", "stay"),
    ],
)
def test_the_past_goes_on_from_a_past(text, verb, above):
    assert word(text, verb).head.text == above


def test_what_was_hours_before_is_no_content_of_what_is_said():
    text = (
        "Nine people were killed on Thursday, local officials said, hours after envoys from the "
        "government and the rebel Northern Front met in Ostrevia."
    )
    assert word(text, "met").dep_ == "advcl"


def test_a_neighbour_is_one_noun_with_its_name():
    assert word("The group is armed by neighbouring Zemira, which denies it.", "Zemira").dep_ == (
        "pobj"
    )
    assert word("Kelmar accused neighbouring Dravia of shelling villages.", "Dravia").dep_ == "dobj"


def test_whoever_is_told_of_beside_the_killed_was_hurt():
    text = "Nine people were killed and 23 wounded when artillery struck a market."
    assert word(text, "23").dep_ == "nsubjpass"


@pytest.mark.parametrize(
    ("text", "at", "lemma"),
    [
        ("The fire gutted the school.", "gutted", "gut"),
        ("A panel was installed.", "installed", "install"),
        ("He taped the call.", "taped", "tape"),
        ("She tapped the phone.", "tapped", "tap"),
        ("The bank is co-operating with us.", "co-operating", "cooperate"),
    ],
)
def test_verbs_have_their_lemmas(text, at, lemma):
    assert word(text, at).lemma_ == lemma


def test_a_name_behind_several_is_that_of_the_one():
    text = "Relatives of one of them, Pavel Dunin, said he had been beaten."
    assert word(text, "Dunin").head.text == "one"


def test_a_semicolon_parts_a_headline():
    doc = parse("Rebels free 14 hostages in swap; Marosh says two died in captivity")
    assert [s[0].text for s in doc.sents] == ["Rebels", "Marosh"]


def test_a_semicolon_parts_no_sentence_in_a_text():
    doc = parse("Rebels freed 14 hostages in a swap; Marosh says two died in captivity.")
    assert len(list(doc.sents)) == 1


def test_what_stands_before_a_semicolon_is_not_told_behind_it():
    text = "Prosecutors in Velden have since charged Maat; his lawyer, Ilse Brandt, says he fled."
    assert word(text, "charged").dep_ != "ccomp"


def test_the_opposition_is_one_with_its_name():
    text = "The opposition Civic Union urged her to dismiss Obrand."
    assert word(text, "urged").dep_ == "ROOT"
    assert subject(text, "urged") == "Union"


def test_no_letter_is_dated_that_something_happened():
    text = "The Interior Ministry denied in a letter dated 27 February that it had run a prison."
    assert word(text, "run").head.text == "denied"


def test_a_preposition_with_a_noun_is_no_particle():
    text = (
        "The Mission condemned the killing, and called on the parties to the conflict to allow "
        "forensic teams access to a grave."
    )
    assert word(text, "parties").head.dep_ == "prep"


def test_what_breaks_off_behind_the_dead_is_left_as_it_is():
    tagged = {"pos": ["NOUN", "VERB", "ADJ"], "deps": ["dobj", "ROOT", "amod"], "heads": [1, 1, 0]}
    doc = Doc(pipeline().vocab, words=["men", "found", "dead"], **tagged)
    assert [t.dep_ for t in mend_deaths(doc)] == tagged["deps"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The commander of the Falcon Brigade, known as Sharo, denied it.", "commander"),
        ("A member of the cell, nicknamed Deb, was arrested on Friday.", "member"),
        ("Police raided the Falcon Brigade, known as the Hawks.", "Brigade"),
    ],
)
def test_who_belongs_to_a_body_keeps_the_name_behind_it(text, named):
    known = next(t for t in parse(text) if t.text in {"known", "nicknamed"})
    assert known.head.text == named


@pytest.mark.parametrize(
    ("text", "noun", "verb"),
    [
        ("Deb was accused by monitors of the massacre of 44 men.", "massacre", "accused"),
        ("Deb was accused by one of his aides of fraud.", "fraud", "accused"),
        ("Deb was convicted by the court of murder.", "murder", "convicted"),
        ("Deb was accused by members of the church.", "church", "members"),
        ("Deb was accused by the head of state.", "state", "head"),
        ("Deb was accused by the ministry of defence of lying to it.", "defence", "ministry"),
        ("Deb was accused by a professor of law.", "law", "professor"),
    ],
)
def test_what_somebody_is_accused_of_hangs_on_the_verb(text, noun, verb):
    assert word(text, noun).head.head.text == verb


@pytest.mark.parametrize(
    ("text", "count"),
    [("The gang will hand over three hostages.", "three"), ("He won over 40.", "40")],
)
def test_what_is_handed_over_is_not_more_than_that(text, count):
    over = word(text, "over")
    assert (over.dep_ == "prt") == (count == "three")
