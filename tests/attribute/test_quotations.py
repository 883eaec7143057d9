"""Whose words a quotation is that stands apart from its cue."""

import pytest


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        (
            "Ilan Voss told reporters that he was pleased with the verdict.\n\n"
            '"The men who burned the clinic have been jailed and we thank the court."\n\n'
            "The court was closed on Friday.",
            "Ilan Voss",
        ),
        (
            'Inspector Ola Brand said: "The dog is well.\n\nPassing through: Kai at the station\n\n'
            '"We ask the owner of this good dog to get in touch."',
            "Brand",
        ),
        (
            'The guards left. (Above: a picture of the camp.)\n\n"We raided the camp and arrested '
            'two men there." Brand continued, "They are held without bail."',
            "Brand",
        ),
        (
            'A clerk said: "People cannot take it into their hands.  "Law and order has to be '
            'kept here."',
            "A clerk",
        ),
    ],
)
def test_a_quotation_goes_to_who_goes_on(tree, text, voice):
    rows = tree(text).rows
    outer = [r for r in rows if len(r.chain) == 2 and any('"' in c for c in r.content)]
    assert {r.voice.text for r in outer} == {voice}


def test_who_was_asked_answers_and_not_who_asked(tree):
    text = (
        "Voss asked whether the mayor had been shot.\n\n"
        '"The rebels shot him at dawn near the bridge."'
    )
    assert tree(text).rows[-1].voice.text != "Voss"


def test_who_identifies_somebody_in_a_clause_about_him_is_a_voice(tree):
    row = tree("The guard, who police identified as Lenn Oster, fled the town.").by_cue(
        "identified"
    )
    assert row.voice.text == "police"


def test_lines_of_a_transcript_may_each_open_with_a_quotation_mark(tree):
    text = (
        'An interview.\n\n"RAMOS: Did you lie to the families of the four men?\n\n'
        '"BRANDT: I feel for the families, and I cannot imagine what they have gone through.\n\n'
        '"RAMOS: Why did you not call them?\n\n"BRANDT: I called them on the day it was told.\n'
    )
    chains = [row.chain for row in tree(text).rows if row.content and len(row.chain) > 1]
    assert [chain[1:] for chain in chains] == [("RAMOS",), ("BRANDT",)] * 2
