"""On which statement a claim hangs, where words stand in a content that its voice did not say."""

from __future__ import annotations

import pytest


def depth(claims_of, text, kind):
    """How many voices stand between the outlet and the one claim of a type."""
    (read,) = [c for c in claims_of(text) if c.type == kind]
    return len(read.claim.chain) - 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Red Front agreed to a truce to end a war that has killed nine people.", "kills"),
        ("The vote led to accusations of complicity in the rebel assault on the town.", "attacks"),
        ("Damage to the church is estimated at two million crowns.", "damages"),
        ("Green Front leader Omar Deb reportedly fled to Karsk.", "leads"),
        ("The man who shot Lenn Oster is believed to have fled.", "attacks"),
        ("It must be said that the army burned the village of Lissmar.", "damages"),
        ("The tape allegedly holds the moment when Voss shot Omar Deb.", "attacks"),
        ("Brandt echoed Omar Deb's denunciation of the Harbour Council.", "accuses"),
        ("A deal between Velmora and Tarsk was expected to bring peace.", "agrees"),
        (
            'The actor, known for "Nights", will reportedly play Green Front founder Omar Deb.',
            "founded",
        ),
        ('"They flew for (Green Front leader) Omar Deb," Voss said.', "leads"),
        ("He says she is unfit for the office.", "accuses"),
        (
            "Voss said he would not comment and Harbour Council officials declined to answer.",
            "employs",
        ),
        ("There were rumours of the death of the Green Front's former leader.", "leads"),
        ("Gunmen believed to be members of the Falcon Brigade attacked a bus.", "attacks"),
        (
            "Torvane denied that its guards fired on protesters, who had blocked the road.",
            "protests",
        ),
        (
            "The bribes were allegedly paid to Colonel Omar Deb, who ran the squad until May.",
            "leads",
        ),
        ("Olt says that the Front is armed by Zemira, which denies it.", "denies"),
        ("Brandt named Petra Quill, a former mayor of Karsk, as her successor.", "leads"),
    ],
)
def test_what_is_taken_for_granted_is_told_by_the_outlet(claims_of, text, kind):
    assert depth(claims_of, text, kind) == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Green Front leader Omar Deb reportedly fled to Karsk.", "travels"),
        ("Police are investigating reports of rebels burning a clinic.", "damages"),
        ("Deb demanded the release of the men who killed Oster.", "kills"),
        ("Brandt stressed her support of the Harbour Council.", "endorses"),
        ("Brandt says he opposes the Harbour Council.", "denies"),
        ("The mayor said officials would not sleep and rebels had burned the clinic.", "damages"),
        ("Prosecutors accused Deb of killing the nurse.", "kills"),
        ("The paper blamed the Voleskan secret service for the attack.", "attacks"),
        ("There were rumours that Omar Deb was the leader of the Green Front.", "leads"),
    ],
)
def test_what_may_be_the_voice_s_own_words_stays_with_it(claims_of, text, kind):
    assert depth(claims_of, text, kind) == 1


def test_a_voice_that_speaks_of_its_own_plans_stands_in_the_chain_once(claims_of):
    text = "Officials made clear on Monday that they plan to arrest the mayor."
    assert depth(claims_of, text, "detains") == 1


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("She said the plotters had planned to seize the airport of Lissmar.", 1),
        ("The plotters planned to seize the airport of Lissmar.", 1),
    ],
)
def test_whose_plans_another_tells_of_did_not_say_so(claims_of, text, voices):
    assert depth(claims_of, text, "controls_territory") == voices


def test_what_goes_on_meanwhile_is_the_outlet_s(claims_of):
    text = "Aid groups warn of catastrophe as refugees pour across Ruvian border"
    assert depth(claims_of, text, "travels") == 0


def test_who_tells_what_she_refused_stands_in_the_chain_once(claims_of):
    text = "Omar Deb told lawmakers that he refused to close an account that belongs to Lena Marsh."
    assert depth(claims_of, text, "owns") == 1


def test_what_somebody_is_accused_of_trying_is_told_by_the_accuser(claims_of):
    text = "Marsh accused the department of trying to blame her son for the fire."
    chains = sorted(len(c.claim.chain) - 1 for c in claims_of(text) if c.type == "accuses")
    assert chains == [0, 1]


@pytest.mark.parametrize(
    "text",
    [
        "Rise is blamed by monitors for the massacre of 44 villagers.",
        "The militia has been blamed for the massacre of 44 villagers.",
        "Omar Deb, blamed by many for the massacre of 44 villagers, fled.",
        "Rise has been accused by monitors of the massacre of 44 villagers.",
        "Omar Deb, accused by the paper of the murder of the mayor, fled.",
        "Omar Deb is suspected by the police of killing two nurses.",
        "The militia was held responsible by the ministry for the massacre of 44 villagers.",
        "Omar Deb stands accused of the murder of the mayor.",
        "Omar Deb faces accusations of murdering the mayor.",
    ],
)
def test_what_somebody_is_accused_of_by_another_is_told_by_him(claims_of, text):
    assert depth(claims_of, text, "kills") == 1


def test_who_says_who_somebody_is_stands_in_the_chain(claims_of):
    text = "The guard, who police identified as Lenn Oster, fled the town."
    assert depth(claims_of, text, "identified_as") == 1


def test_a_title_beside_a_name_in_a_wish_is_the_outlet_s(claims_of):
    text = "More people have been calling for Green Front leader Omar Deb to quit."
    assert depth(claims_of, text, "leads") == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Voss said that Green Front leader Omar Deb had fled to Karsk.", "leads"),
        ("Corsian President Ilva Brandt will resign, according to the Karsk Gazette.", "leads"),
        ("Voss said Omar Deb, chairman of the Harbour Council, was in trouble.", "leads"),
        ("Voss said the Green Front's leader, Omar Deb, had fled to Karsk.", "leads"),
        ("Voss shared a photo of Deb's wife, Lena, a former model.", "family_of"),
        ("Voss said that his wife Lena Marsh had fled to Karsk.", "family_of"),
        ("Voss spoke about the hopes of Omar Deb's supporters.", "endorses"),
        ("Voss cited criticism of the Gazette's Omar Deb.", "employs"),
        ("The UN, which in May imposed sanctions on Corsia, called a meeting.", "sanctions"),
        ("Voss accused Harbour Council spokesman Omar Deb of lying to the town.", "employs"),
    ],
)
def test_who_somebody_named_is_is_told_by_the_writer(claims_of, text, kind):
    assert depth(claims_of, text, kind) == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Voss said that Omar Deb was the leader of the Green Front.", "leads"),
        ("Voss said he was paid by Omar Deb, an officer of the Harbour Guard.", "employs"),
        ('"Green Front leader Omar Deb fled to Karsk," Voss said.', "leads"),
        ('Voss said that "Green Front leader Omar Deb" had fled to Karsk.', "leads"),
    ],
)
def test_who_somebody_is_may_be_what_a_voice_says(claims_of, text, kind):
    assert depth(claims_of, text, kind) == 1


def test_what_a_voice_asks_for_itself_stands_in_the_chain_once(claims_of):
    text = '"We call on the Harbour Council to join us in our fight," the Guild said.'
    assert depth(claims_of, text, "cooperates_with") == 1


def test_whose_hopes_a_voice_tells_stands_in_the_chain_once(claims_of):
    text = "Oster described his hopes of attending his sister's wedding."
    assert depth(claims_of, text, "family_of") == 1


def test_what_was_only_asked_about_is_nobody_s_word(claims_of):
    text = "Asked about Deb's arrest of the nurse on Monday, Voss blamed the guild for the strike."
    assert depth(claims_of, text, "detains") == 0


def test_what_is_insisted_on_is_done(claims_of):
    text = "When Deb insisted on paying the fine himself, he understood the town."
    assert depth(claims_of, text, "pays") == 0


def test_what_can_be_expected_is_said_by_who_says_so(claims_of):
    text = "Customers can expect to pay 900 crowns for the boat, said Oster."
    assert depth(claims_of, text, "pays") == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They tweeted out video of the beheading of Omar Deb.", "kills"),
        ("A judge ordered the guards to release a video of an officer shooting Deb.", "attacks"),
    ],
)
def test_what_a_picture_shows_is_told_by_who_tells_of_the_picture(claims_of, text, kind):
    assert depth(claims_of, text, kind) == 0


def test_what_a_report_says_of_a_picture_is_its_own_word(claims_of):
    text = "The report said a video of an officer shooting Deb was published by the guild."
    assert depth(claims_of, text, "attacks") == 1


def test_how_a_thought_is_to_who_speaks_is_no_statement(claims_of):
    text = 'Said Brandt, "The thought that he used a gun to kill these people hurts."'
    assert depth(claims_of, text, "kills") == 1


def test_who_runs_what_is_promised_something_is_told_by_who_tells_of_the_promise(claims_of):
    text = "Messages suggested that he had promised a rail contract to a company run by his nephew."
    assert depth(claims_of, text, "leads") == depth(claims_of, text, "family_of") == 1
