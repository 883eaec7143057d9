"""Which sources are one voice, and what kind of voice they are."""

import pytest

from sayso.model import VoiceKind


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("A senior official", VoiceKind.ANONYMOUS),
        ("The ministry", VoiceKind.ORGANIZATION),
        ("Court papers", VoiceKind.DOCUMENT),
        ("The militia", VoiceKind.GROUP),
        ("The president", VoiceKind.PERSON),
        ("The newspaper", VoiceKind.OUTLET),
        ("Witnesses", VoiceKind.ANONYMOUS),
        ("Police", VoiceKind.ORGANIZATION),
    ],
)
def test_a_description_tells_the_kind(tree, source, kind):
    assert tree(f"{source} said that the boat was empty.").rows[0].voice.kind is kind


def test_an_unnamed_source_in_other_words_is_one_voice(tree):
    text = (
        "A senior official said that the boat was empty. The official said that it had drifted. "
        '"It was cold," the official added. The source said that nobody was aboard.'
    )
    assert len({r.voice.id for r in tree(text).rows}) == 1


def test_another_official_is_another_voice(tree):
    text = (
        "An official said that the boat was empty. Another official said that it had sunk. "
        "A third official said that it had never left."
    )
    assert len({r.voice.id for r in tree(text).rows}) == 3


def test_the_source_is_left_open_where_two_could_be_meant(tree):
    text = (
        "An official said that the boat was empty. Another official said that it had sunk. "
        "The source said that nobody was aboard."
    )
    assert len({r.voice.id for r in tree(text).rows}) == 3


def test_an_unnamed_voice_is_never_joined_to_a_name(tree):
    text = (
        "An official at the harbour office said that the boat was empty. Ilan Voss, who works at "
        "the harbour office, said that it had sunk."
    )
    first, second = tree(text).rows[:2]
    assert first.voice.id != second.voice.id
    assert first.voice.kind is VoiceKind.ANONYMOUS


def test_surname_pronoun_and_title_join_the_named_voice(tree):
    text = (
        "Interior minister Mara Olt said that the border was open. Olt said that it would stay so. "
        "She added that the army had left. The minister said that all was calm."
    )
    assert {r.voice.text for r in tree(text).rows} == {"Mara Olt"}


def test_a_pronoun_skips_a_voice_of_the_other_gender(tree):
    text = (
        "Mr. Voss said that the boat was empty. Mrs. Olt said that it had sunk. "
        "He added that nobody was aboard."
    )
    rows = tree(text).rows
    assert rows[2].voice.id == rows[0].voice.id


def test_nobody_named_stays_nobody(tree):
    rows = tree("It is believed that the boat sank. It was claimed that the crew had fled.").rows
    assert [r.voice.text for r in rows] == ["not named", "not named"]
    assert rows[0].voice.id != rows[1].voice.id
    assert all(r.voice.mentions == () for r in rows)


def test_every_source_is_a_mention_of_its_voice(tree):
    found = tree(
        "Interior minister Mara Olt said that the border was open. She said so twice. "
        "An official, who asked not to be named, said that the minister was wrong."
    )
    voices = {v.id: v for v in found.attribution.voices}
    for statement in found.attribution.statements[1:]:
        assert statement.source in voices[statement.voice].mentions


def test_a_pronoun_in_a_quotation_is_not_its_speaker(tree):
    text = (
        "The engineer Ada Lunt met the crew. Her husband Karl Lunt was there. "
        '"She said that the valve was open," Karl Lunt said.'
    )
    inner = next(r for r in tree(text).rows if r.source == "She")
    assert inner.chain == ("The Courier", "Karl Lunt", "She")


def test_a_pronoun_in_a_transcript_is_not_the_one_who_speaks(tree):
    text = "OLT: He told me that he had signed.\n\nVOSS: I see.\n\nOLT: She said that it was over."
    found = tree(text)
    labels = {r.voice.id for r in found.rows if r.cue == ":"}
    assert {r.voice.id for r in found.rows if r.cue in ("told", "said")} & labels == set()


def test_the_prime_minister_is_not_the_transport_minister(tree):
    text = (
        "The transport minister said that she would stay. "
        "The prime minister said that she would go. The minister said that it was over."
    )
    first, second = tree(text).rows[:2]
    assert first.voice.id != second.voice.id


def test_his_lawyer_is_not_the_lawyer_just_met(tree):
    text = (
        "Karl Meier, a lawyer for the yard, said that the deal was clean. "
        "His lawyer said that he had left the island."
    )
    first, second = tree(text).rows
    assert first.voice.id != second.voice.id


def test_a_request_rejected_is_not_made_by_the_one_who_rejects_it(tree):
    found = tree("The judge rejected the claim that the clerk had sold the keys.")
    assert found.by_cue("claim").voice.text == "not named"
    assert found.by_cue("claim").chain[1] == "The judge"


def test_a_quotation_that_nobody_claims_is_not_the_outlets(tree):
    text = 'The hall was full. "We want the truth about the gate and we want it now." Nobody moved.'
    row = tree(text).rows[0]
    assert row.voice.text == "not named"
    assert row.content == ('"We want the truth about the gate and we want it now."',)


def test_the_source_in_an_aside_is_found_where_the_parse_lost_it(tree):
    text = "Gunmen seized seven workers on Saturday, the charity that employs them said, in a raid."
    row = tree(text).by_cue("said")
    assert row.source == "the charity that employs them"
    assert row.content[0] == "Gunmen seized seven workers on Saturday"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lunt called on the mayor to apologize for the fire.",
        "Voters want to know what the papers say.",
        "The guards told the crew never to speak of it.",
    ],
)
def test_an_infinitive_that_somebody_asks_for_is_not_said(tree, text):
    assert len(tree(text).rows) <= 1


def test_an_organization_beside_its_description_gives_the_voice_its_name(tree):
    row = tree("The investigative website Sounding Board said that the yard had paid.").rows[0]
    assert "Sounding Board" in row.voice.text


def test_the_one_who_goes_on_is_the_speaker_and_not_whom_he_spoke_of(tree):
    text = (
        "Mr. Manders spoke to the delegates, suggesting that Mr. Tolk was about to change. "
        '"The image is going to change, and so is the man," he added.'
    )
    assert tree(text).by_cue("added").voice.text == "Manders"


def test_a_person_who_acts_in_between_is_the_one_who_speaks_next(tree):
    text = (
        "Mr. Manders said that the hall was full. Mr. Tolk came in at noon. "
        '"I am late for all of this today," he added.'
    )
    assert tree(text).by_cue("added").voice.text == "Tolk"


def test_a_voice_tells_how_many_it_is(tree):
    rows = tree(
        "Two officials said that the boat was empty. An officer said that it had sunk."
    ).rows
    assert [r.voice.count for r in rows] == [2, None]


def test_men_said_to_have_done_something_have_not_said_it(tree):
    line = "Detained men said to have named an officer"
    row = tree(f"{line}\n\nThe town was quiet on Monday.", title=line).rows[0]
    assert row.voice.text == "not named"
    assert row.content[0] == "Detained men"


def test_a_name_behind_a_comma_names_the_voice(tree):
    text = "A spokeswoman for the prosecutor, Hanne Dree, said that the case was closed."
    assert tree(text).rows[0].voice.text == "Hanne Dree"
