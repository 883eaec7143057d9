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
