"""Reports, rumours and hedges: voices that are not named, and voices that are none."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The agency is investigating reports that rebels burned the clinic.",
        "The ministry was unable to confirm reports that rebels burned the clinic.",
    ],
)
def test_who_only_looks_into_reports_tells_nothing(tree, text):
    (row,) = tree(text).rows
    assert row.cue == "reports"
    assert row.voice.text == "not named"
    assert row.content == ("that rebels burned the clinic",)


def test_a_rumour_told_of_by_a_noun_has_a_voice_that_is_not_named(tree):
    rows = tree("The general left the city amid rumours of a coup by his officers.").rows
    assert [r.voice.text for r in rows] == ["not named"]


def test_who_confirms_or_denies_reports_speaks(tree):
    found = tree("The minister confirmed reports that rebels burned the clinic.")
    assert any(r.voice.text == "The minister" for r in found.rows)


def test_a_hedge_in_a_cue_keeps_the_voice_that_reports_it(tree):
    found = tree("Olt reportedly told friends that the mayor had been shot.")
    assert found.by_cue("reportedly told").chain == ("The Courier", "not named", "Olt")


@pytest.mark.parametrize(
    "text",
    [
        "It is worth noting that the mayor had fled.",
        "It should be noted that the mayor had fled.",
        "It has to be said that the mayor had fled.",
    ],
)
def test_a_remark_of_the_writer_is_the_outlet_s_own(tree, text):
    assert tree(text).rows == ()


def test_whether_somebody_knew_it_is_open(tree):
    assert tree("Whether Deb knew that Oster was an agent is open.").rows == ()


def test_who_was_unable_to_say_it_did_not_say_it(tree):
    assert tree("Voss was unable to say that the boat had sunk.").rows[0].negated


def test_who_is_charged_or_criticized_does_not_speak(tree):
    assert tree("Oster was charged with killing the nurse.").rows[0].voice.text == "not named"
    assert tree("Voss was criticized by Olt for selling the mine.").rows[0].voice.text == "Olt"


def test_whom_it_would_surprise_is_who_speaks(tree):
    found = tree('"It would not surprise me if they opened a mine in Karsk," Olt said.')
    assert found.by_cue("would not surprise").voice.text == "Olt"


def test_a_memo_in_which_somebody_speaks_is_no_voice_of_its_own(tree):
    text = "In a memo released on Tuesday, Omar Deb acknowledged that the mayor had been shot."
    assert [r.voice.text for r in tree(text).rows] == ["Omar Deb"]


def test_a_label_is_no_voice(tree):
    assert tree("The vote was held on Monday.\n\nDonations: Oster has two.").rows == ()


def test_what_is_going_round_behind_a_label_is_told_by_nobody_named(tree):
    (row,) = tree("The vote was held on Monday.\n\nClaim: Oster has been banned.").rows
    assert (row.cue, row.manner, row.voice.text) == ("Claim", "claims", "not named")


def test_what_somebody_denies_having_done_is_what_is_told(tree):
    (row,) = tree("Colonel Voss denied ordering the raid.").rows
    assert (row.cue, row.content) == ("denied", ("ordering the raid",))
    (row,) = tree("Voss admitted having sold the mine.").rows
    assert (row.cue, row.content) == ("admitted", ("having sold the mine",))


def test_nobody_speaks_in_the_middle_of_what_is_told_of_others(tree):
    told = "Three men detained over a bombing that killed at least nine people have confessed."
    assert all(row.content != ("a bombing that",) for row in tree(told).rows)
