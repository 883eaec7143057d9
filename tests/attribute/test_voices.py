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
    rejects, *inside = found.rows
    assert (rejects.voice.text, rejects.manner) == ("The judge", "denies")
    assert all(r.voice.text == "not named" and r.chain[1] == "The judge" for r in inside)


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
        "Voters want to know what the papers hold.",
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
    assert [r.voice.count for r in rows] == [2, 1]


def test_men_said_to_have_done_something_have_not_said_it(tree):
    line = "Detained men said to have named an officer"
    row = tree(f"{line}\n\nThe town was quiet on Monday.", title=line).rows[0]
    assert row.voice.text == "not named"
    assert row.content[0] == "Detained men"


def test_a_name_behind_a_comma_names_the_voice(tree):
    text = "A spokeswoman for the prosecutor, Hanne Dree, said that the case was closed."
    assert tree(text).rows[0].voice.text == "Hanne Dree"


# From here on the statements are given as marked, so that only the joining of voices is tested.


@pytest.mark.parametrize(
    "text",
    [
        "{1s The Free Front of Ulva (FFU)} {1q said} {1c no}. {2s The FFU} {2q added} {2c never}.",
        "{1s Orm Ferries} {1q denied} {1c it}. {2s The company} {2q said} {2c the ship was safe}.",
        "{1s The Lunt Schools Trust} {1q said} {1c no}. {2s The trust} {2q promised} {2c a reply}.",
        "{1s A ruling from May} {1q says} {1c so}. {2s The document} {2q names} {2c a clerk}.",
        "{1s Yusuf Tamerk} {1q said} {1c so}. Days later {2s Yousuf Tamerck} {2q denied} {2c it}.",
        "{1s Goalkeeper Edvar Rusk} {1q wept} {1c}it was over}.".replace("{1c}", "{1c ")
        + " {2s Edvar Rusk} {2q said} {2c he would go}.",
        "{1s Two bakers} {1q said} {1c so}. {2s The two men} {2q saw} {2c a light}.",
        "{1s Two bakers} {1q told} police {1c it hung where the bells were}. "
        "{2s They} {2q said} {2c no more}.",
        "{1s A glazier} {1q said} {1c so}. {2s The glazier, Ned Orlo,} {2q said} {2c it broke}.",
        "{1s A trader} {1q said} {1c so}. "
        "{2s The trader, whom police named as Ivo Renk,} {2q wept} {2c that it was true}.",
        "{1s A sentry} {1q heard} {1c a shot}. The sentry was Private Ivo Renk. "
        "{2s Renk} {2q said} {2c it came from the hill}.",
        "{1s A neighbour} {1q saw} {1c a van}. {2s The woman} {2q said} {2c it was white}.",
        "{1s A second bellringer} {1q said} {1c no}. {2s She} {2q said} {2c that it was late}.",
        "Questioned by Voss's lawyer, Ida Korn, the guard wept. {1s Korn} {1q asked} {1c why}. "
        "{2s The lawyer} {2q said} {2c it was late}.",
        "{1s Presenter Mia Holt} {1q asked} {1c why}. {2s The interviewer} {2q said} {2c no}.",
        '{1c "It broke,"} {1s Ned Orlo} {1q said}. The hall was cold. {2c "It broke at noon."}',
    ],
)
def test_one_voice_in_other_words(voices_of, text):
    assert voices_of(text).groups() == [[1, 2]]


@pytest.mark.parametrize(
    "text",
    [
        "{1s The Lunt Schools Trust} {1q said} {1c no}. {2s The company} {2q said} {2c yes}.",
        "{1s Orm Ferries} {1q denied} {1c it}, but Lunt Shipping had signed. "
        "{2s The company} {2q said} {2c so}.",
        "{1s Lena Orsk} {1q said} {1c so}. {2s Lina Orsk} {2q denied} {2c it}.",
        "{1s A baker} {1q said} {1c so}. {2s Ned Orlo, a baker,} {2q denied} {2c it}.",
        "{1s A judge} {1q said} {1c so}. {2s The chief judge, Ida Korn,} {2q said} {2c no}.",
        "{1s Two bakers} {1q said} {1c so}. {2s The three men} {2q saw} {2c a light}.",
        "{1s Ned Orlo} {1q said} {1c so}. {2s The woman} {2q said} {2c no}.",
        "{1s A company clerk} {1q said} {1c so}. {2s The company} {2q denied} {2c it}.",
        "{1s Three of the brands} {1q said} {1c so}. {2s The brands} {2q said} {2c no}.",
        "{1s Orm Ferries} {1q told} the crews {1c to wait}. {2s They} {2q said} {2c they would}.",
        "{1s Ned Orlo} {1q said} {1c so}. The lawyer left the room. {2s He} {2q said} {2c no}.",
        '{1c "It broke,"} {1s Ned Orlo} {1q said}. Ivo Renk stood up. {2c "It broke at noon."}',
    ],
)
def test_in_doubt_two_voices(voices_of, text):
    assert voices_of(text).groups() == [[1], [2]]


def test_the_first_and_another_are_told_apart(voices_of):
    found = voices_of(
        "{1s A deckhand} {1q said} {1c so}. {2s Another deckhand} {2q denied} {2c it}. "
        "{3s The first deckhand} {3q said} {3c he was sure}."
    )
    assert found.groups() == [[1, 3], [2]]


def test_the_man_is_nobody_where_two_could_be_meant(voices_of):
    found = voices_of(
        "{1s A baker} {1q said} {1c so}. {2s A tailor} {2q denied} {2c it}. "
        "{3s The man} {3q saw} {3c a light}."
    )
    assert found.groups() == [[1], [2], [3]]


def test_who_is_asked_is_not_the_one_who_asks(voices_of):
    found = voices_of(
        "{1s Ned Orlo} {1q said} {1c so}. Pressed by {2s Toma Rusk} {2q about} {2c the fire}, "
        "{3s he} {3q said} {3c no}."
    )
    assert found.groups() == [[1, 3], [2]]


def test_paragraphs_of_closed_quotations_take_turns(voices_of):
    found = voices_of(
        '{1s Mia Holt} {1q asked} {1c whether it broke}. {2c "It did,"} {2s Ned Orlo} {2q said}.'
        "\n\n"
        '{3c "That took a long while."}\n\n{4c "It did. I am sorry for it."}'
    )
    assert found.groups() == [[1, 3], [2, 4]]


def test_two_names_speak_as_one_voice_apart_from_each(voices_of):
    found = voices_of(
        "{1s Ned Orlo, 44, and Ivo Renk, 39,} {1q deny} {1c it}. {2s Mr Renk} {2q said} {2c so}."
    )
    assert found.groups() == [[1], [2]]
    assert (found[1].text, found[1].count, found[1].named) == ("Ned Orlo and Ivo Renk", 2, True)


@pytest.mark.parametrize(
    ("source", "affiliation"),
    [
        ("A senior clerk at the harbour ministry", "the harbour ministry"),
        ("A spokesman for the union", "the union"),
        ("The ministry's spokeswoman", "The ministry"),
        ("A lawyer for Voss", "Voss"),
        ("Ilan Voss, head of the Dock Workers' Union,", "the Dock Workers' Union"),
        ("Navy captain Ola Brand", "Navy"),
        ("A foreign ministry official", "foreign ministry"),
        ("Petra Hollin, who leads the Miners' Federation,", "the Miners' Federation"),
        ("Dag Holm, who works for the port authority,", "the port authority"),
        ("Senn Velk, whose firm Orm & Sons won the bid,", "Orm & Sons"),
        ("The prime minister of Norway", "Norway"),
        ("A witness at the station", None),
        ("His brother", None),
        ("A farmer in the valley", None),
        ("A mother of three", None),
        ("A security source", None),
        ("An internal report from the ministry", None),
    ],
)
def test_to_whom_a_voice_belongs(voices_of, source, affiliation):
    found = voices_of(f"{{1s {source}}} {{1q said}} {{1c that the gate was open}}.")
    assert found.affiliation(1) == affiliation


def test_its_spokeswoman_belongs_to_the_body_named_before(voices_of):
    found = voices_of(
        "{1s The Harbour Board} {1q said} {1c so}. {2s Its director, Eva Rist,} {2q said} {2c no}."
    )
    assert found.affiliation(2) == "The Harbour Board"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "{1s A clerk, who asked not to be named because she feared for her post}, {1q said} "
            "{1c that it broke}.",
            "asked not to be named because she feared for her post",
        ),
        (
            "{1c It broke}, {1s a clerk} {1q said}, speaking on condition of anonymity because he "
            "was not allowed to speak to the press.",
            "on condition of anonymity because he was not allowed to speak to the press",
        ),
        (
            "{1s A clerk who declined to be identified for fear of reprisals} {1q said} {1c no}.",
            "declined to be identified for fear of reprisals",
        ),
        (
            "{1s A clerk} {1q said} {1c it broke}. She was granted anonymity because of a pledge.",
            "granted anonymity because of a pledge",
        ),
        ("{1s Ned Orlo} {1q said} {1c a clerk asked not to be named}.", None),
        ("{1s A clerk} {1q said} {1c the winner had asked not to be named}.", None),
    ],
)
def test_the_condition_on_which_a_voice_spoke(voices_of, text, condition):
    assert voices_of(text).condition(1) == condition


def test_one_of_two_spoke_on_the_condition_of_both(voices_of):
    found = voices_of(
        "{1s Two clerks} {1q said} {1c it broke}. {2s One of the clerks} {2q said} {2c no}. "
        "They spoke on condition that their names were not printed."
    )
    assert found.condition(1) == found.condition(2) != None  # noqa: E711


def test_a_name_makes_a_voice_named(voices_of):
    found = voices_of("{1s Ned Orlo} {1q said} {1c so}. {2s A clerk} {2q said} {2c no}.")
    assert (found[1].named, found[2].named) == (True, False)


@pytest.mark.parametrize("label", ["WHO spokesman Kai Brandvold", "Const. Kai Brandvold"])
def test_a_person_behind_a_title_that_the_parse_cuts_is_one_voice(tree, label):
    text = f"{label} said that the boat was empty. Brandvold said that it had drifted."
    assert {r.voice.text for r in tree(text).rows} == {"Kai Brandvold"}


def test_who_calls_herself_somebody_s_cousin_is_not_that_one(tree):
    text = "A woman who identified herself as Oster's cousin said that the boat was empty."
    assert tree(text).by_cue("said").voice.text == "A woman"


def test_he_is_who_leads_the_sentence_above_his_quotation(tree):
    text = (
        "Brand wrote in a letter that the camp was calm.\n\nIn the video, the man identified as "
        'Oster reads from a sheet of paper.\n\n"I call on my friends to leave the army," he says.'
    )
    assert tree(text).by_cue("says").voice.text == "Oster"


def test_a_document_of_which_a_clause_tells_is_not_the_report_above(tree):
    text = (
        "According to a report of the Karsk institute, the ministry had burned its files.\n\n"
        '"All offices should burn their files," read the document, which the Lantern had seen.'
    )
    assert tree(text).by_cue("read").voice.text == "the document"


@pytest.mark.parametrize("name", ["Clare", "Erika"])
def test_a_given_name_that_finds_no_names_still_tells_the_gender(tree, name):
    text = (
        f"Martin Voss said that the boat was empty. {name} Oster said that it sank. "
        "He added that nobody was aboard."
    )
    assert tree(text).by_cue("added").voice.text == "Martin Voss"


def test_a_pronoun_in_the_source_that_a_noun_heads_is_that_noun(tree):
    text = (
        "The mine is owned by Amber, a firm run by the president's son-in-law, Ilgar Maskett.\n\n"
        "A nurse at the hospital, who asked not to be named because she feared losing her job, "
        'said officers had removed a man. "They would not tell us where," she said.'
    )
    told = {r.voice.text for r in tree(text).rows if r.source in {"she", "A nurse"}}
    assert told == {"A nurse"}


def test_who_is_told_of_by_whose_she_is_is_another_than_in_her_clause(tree):
    text = "The wife of the mayor, who said he was ill, told reporters that the boat was empty."
    spoken = [r.voice.text for r in tree(text).rows if r.cue == "told"]
    assert spoken == ["The wife of the mayor"]
