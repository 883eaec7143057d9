"""Words at second hand: who quotes whom, who cites whom, and charges that are answered."""

import pytest


@pytest.mark.parametrize(
    ("text", "accuser", "charge"),
    [
        (
            "The militia has been accused by monitors of the massacre of 44 villagers.",
            "monitors",
            "of the massacre of 44 villagers",
        ),
        (
            "Deb is accused by the Ministry of Justice of the killing of two nurses.",
            "the Ministry of Justice",
            "of the killing of two nurses",
        ),
        (
            "Deb, accused by the paper of the murder of the mayor, fled.",
            "the paper",
            "of the murder of the mayor",
        ),
    ],
)
def test_a_charge_is_no_part_of_the_accuser_s_name(tree, text, accuser, charge):
    [row] = tree(text).rows
    assert row.source == accuser
    assert charge in row.content or charge.removeprefix("of ") in row.content


@pytest.mark.parametrize(
    "text",
    [
        "Deb stands accused of the murder of the mayor.",
        "Deb faces accusations of murdering the mayor.",
        "The militia has been held responsible for the massacre of 44 villagers.",
    ],
)
def test_whom_others_accuse_says_nothing(tree, text):
    [row] = tree(text).rows
    assert row.source is None
    assert row.manner == "accuses"


def test_a_charge_that_was_never_made_is_marked(tree):
    [row] = tree("Omar Deb, never accused by the paper of the murder of the mayor, left.").rows
    assert row.negated


@pytest.mark.parametrize(
    "text",
    [
        '"The bridge was mined," the Karsk Gazette quoted a sapper as saying.',
        '"The bridge was mined," the Karsk Gazette quoted Ilva Brandt, a sapper, as saying.',
        'The Karsk Gazette quoted a sapper as saying: "The bridge was mined."',
        "The Karsk Gazette quoted a sapper as saying that the bridge was mined.",
    ],
)
def test_who_is_quoted_speaks_by_the_word_of_who_quotes(tree, text):
    found = tree(text)
    (inner,) = (r for r in found.rows if r.cue and "saying" in r.cue)
    assert len(inner.chain) == 3
    assert inner.chain[1].endswith("Karsk Gazette")
    assert "sapper" in inner.source
    assert not any(r.cue == ":" for r in found.rows)


def test_who_is_cited_in_a_source_speaks_by_the_word_of_who_cites(tree):
    text = "According to army officers cited by the Karsk Gazette, the prisoners burned the barn."
    row = tree(text).by_cue("According to")
    assert row.chain == ("The Courier", "Karsk Gazette", "army officers")


def test_a_charge_that_is_answered_is_no_part_of_the_answer(tree):
    text = "Watch group Vesper accused the militia of looting farms, a charge the militia denies."
    found = tree(text)
    assert found.by_cue("accused").chain == ("The Courier", "Vesper")
    denial = found.by_cue("denies")
    assert denial.chain == ("The Courier", "the militia")
    assert "looting farms" in denial.content[0]


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("Brandt denied a report by the Gazette that she had sold the boats.", "Gazette"),
        ("Police are looking into a complaint by Brandt that guards beat him.", "Brandt"),
    ],
)
def test_what_a_noun_says_somebody_told_is_their_word(tree, text, teller):
    noun = "report" if "report" in text else "complaint"
    assert tree(text).by_cue(noun).chain[-1] == teller


def test_a_report_that_does_something_tells_nothing(tree):
    assert tree("A report by the Gazette that shocked the town led to arrests.").rows == ()


def test_whoever_hears_somebody_speak_is_no_further_voice(tree):
    found = tree("The baker said she heard a guard shout that the cells were on fire.")
    assert found.by_cue("shout").chain == ("The Courier", "The baker", "a guard")


def test_whoever_heard_it_vouches_for_it(tree):
    text = "A baker hid in the mill. She had heard a guard shout that the cells were on fire."
    chain = tree(text).by_cue("shout").chain
    assert len(chain) == 3
    assert chain[0] == "The Courier"
    assert chain[2] == "a guard"


def test_what_a_court_heard_is_told_by_somebody(tree):
    found = tree("The court heard that Brandt had hit the clerk.")
    assert found.by_cue("heard").chain == ("The Courier", "not named")


def test_the_name_of_an_outlet_is_no_cue(tree):
    found = tree('"Brandt burned it," said a farmhand, according to the Gazette.')
    assert found.by_cue("said").chain == ("The Courier", "Gazette", "a farmhand")


def test_who_is_quoted_goes_on_as_the_one_who_speaks(tree):
    text = (
        "Rumours had grown. The Karsk Gazette quoted Omar Brandt as saying that the bridge was "
        "mined. He further explained that sappers had left at noon."
    )
    assert tree(text).by_cue("further explained").voice.text == "Omar Brandt"


def test_who_is_told_of_between_dashes_says_nothing(tree):
    text = (
        "Opposition blogs – some of them believed to be tied to, or even paid by the exiled "
        "general – reported that the minister was wounded by his guards."
    )
    assert tree(text).by_cue("reported").voice.text == "Opposition blogs"


def test_whom_somebody_is_likened_to_says_nothing(tree):
    row = tree("Brandt, like the mayor, has denied that he took money.").by_cue("has denied")
    assert row.voice.text == "Brandt"


def test_what_people_are_known_as_is_nobodys_statement(tree):
    assert tree("The students are known as radicals who fought police.").rows == ()


def test_shares_of_people_are_several(tree):
    found = tree("Nine in ten registered voters say they think she could win the seat.")
    assert found.by_cue("think").voice == found.by_cue("say").voice


def test_a_clause_about_who_speaks_belongs_to_the_source(tree):
    text = (
        "The letter, which was released by the clinic and addressed the guards directly, said: "
        "“We are hungry.”"
    )
    assert tree(text).by_cue("said:").source.startswith("The letter, which was released")


def test_what_goes_on_behind_an_answer_is_not_lost(tree):
    text = (
        "Vesper said that the militia looted farms, a charge the militia denies, and that it "
        "burned the mill."
    )
    said = " ".join(tree(text).by_cue("said").content)
    assert "looted farms" in said
    assert "burned the mill" in said
    assert "denies" not in said


BAN = "calls to ban all boats from entering the port."


@pytest.mark.parametrize(
    ("text", "cue", "whose"),
    [
        (f"Khan, the father of a guard, decried Deb's {BAN}", "calls", "Deb"),
        (f"Khan, the father of a guard, decried Deb’s {BAN}", "calls", "Deb"),
        ("A man who the Karsk Gazette said fled the port was held.", "said", "Karsk Gazette"),
        ("The man whom police said represented the rebels was held.", "said", "police"),
    ],
)
def test_whose_words_they_are(tree, text, cue, whose):
    assert tree(text).by_cue(cue).chain[-1] == whose


@pytest.mark.parametrize("day", ["Monday's", "Yesterday's", "Last week's"])
def test_a_day_is_nobody(tree, day):
    row = tree(f"{day} announcement that the army had burned the barn shocked Oster.").by_cue(
        "announcement"
    )
    assert row.source is None


@pytest.mark.parametrize(
    "line",
    [
        "Very private: the singer has not spoken since he married Ilva Brandt",
        "Ilva Brandt: the singer was seen at the port with Oster",
        "Suspicion: masked officers stand guard at a barn in Karsk",
        "MORE: Man survives fall off a cliff",
    ],
)
def test_a_caption_is_nobody_s_word(tree, line):
    assert not [r for r in tree(f"A wedding.\n\n{line}\n\nThe town was quiet.\n").rows if r.cue]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Police: a man was shot at the port", "Police"),
        ("Ilva Brandt: “I have seen the port burn”", "Ilva Brandt"),
    ],
)
def test_a_label_may_be_who_speaks(tree, line, who):
    assert [r.chain[-1] for r in tree(f"A wedding.\n\n{line}\n").rows if r.cue] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "The guild said rebels had burned the barn, reports Vesperin.",
        "The port was mined by rebels, reported the Vesperin.",
    ],
)
def test_a_name_at_the_end_tells_the_whole_sentence(tree, text):
    row = tree(text).by_cue("report" + text.split("report")[1].split()[0])
    assert row.chain[-1].endswith("Vesperin")
    assert row.content == (text.rpartition(",")[0],)


def test_whose_data_are_cited_stands_in_the_chain(tree):
    text = "Oster, citing data from the ministry, said that rebels had burned two barns."
    assert tree(text).by_cue("citing").chain == ("The Courier", "Oster", "the ministry")


def test_a_headline_may_end_with_who_says_it(tree):
    rows = [r for r in tree("Rebel leader killed in Karsk air strike, says army\n").rows if r.cue]
    assert [(r.chain[-1], r.content) for r in rows] == [
        ("army", ("Rebel leader killed in Karsk air strike",))
    ]


def test_the_word_transcript_speaks_not(tree):
    assert not [r for r in tree("TRANSCRIPT: the mayor and the bridge\n").rows if r.cue]
