"""Statements of every construction that the engine knows, on invented sentences."""

import pytest

from sayso.model import Quoted, Report, Told
from sayso.pipeline import analyse

CONSTRUCTIONS = [
    # text, cue, source, content, manner, quoted
    (
        "Harbour master Ilan Voss said that the ferry had left at noon.",
        "said",
        "Harbour master Ilan Voss",
        ["that the ferry had left at noon"],
        "says",
        "indirect",
    ),
    (
        '"We saw no smoke," said Mara Olt, the interior minister.',
        "said",
        "Mara Olt, the interior minister",
        ['"We saw no smoke,"'],
        "says",
        "direct",
    ),
    (
        "The bridge is safe, the engineer insisted.",
        "insisted",
        "the engineer",
        ["The bridge is safe"],
        "argues",
        "indirect",
    ),
    (
        "According to the ministry, four officers were hurt.",
        "According to",
        "the ministry",
        ["four officers were hurt"],
        "says",
        "indirect",
    ),
    (
        "Four officers were hurt, according to a police report.",
        "according to",
        "a police report",
        ["Four officers were hurt"],
        "says",
        "indirect",
    ),
    (
        "The captain is believed to have fled the island.",
        "is believed",
        None,
        ["The captain", "to have fled the island"],
        "believes",
        "indirect",
    ),
    (
        "It was reported that the mayor had resigned.",
        "was reported",
        None,
        ["that the mayor had resigned"],
        "reports",
        "indirect",
    ),
    (
        "The deal was criticized by the opposition.",
        "was criticized",
        "the opposition",
        ["The deal"],
        "criticizes",
        "indirect",
    ),
    (
        "Her claim that the votes were bought surprised the court.",
        "claim",
        "Her",
        ["that the votes were bought"],
        "claims",
        "indirect",
    ),
    (
        "Olga Brand denied that her office had paid the crew.",
        "denied",
        "Olga Brand",
        ["that her office had paid the crew"],
        "denies",
        "indirect",
    ),
    (
        "The president ordered the army to leave the valley.",
        "ordered",
        "The president",
        ["the army to leave the valley"],
        "orders",
        "indirect",
    ),
    (
        "The union threatened to close the port.",
        "threatened",
        "The union",
        ["to close the port"],
        "threatens",
        "indirect",
    ),
    (
        "The memo, seen by the Gazette, states that the payments began in 2017.",
        "states",
        "The memo, seen by the Gazette",
        ["that the payments began in 2017"],
        "says",
        "indirect",
    ),
    (
        'The judge called the plan "a bad joke".',
        "called",
        "The judge",
        ['the plan "a bad joke"'],
        "describes",
        "mixed",
    ),
    (
        "The driver was reportedly paid in cash.",
        "reportedly",
        None,
        ["The driver was", "paid in cash"],
        "reports",
        "indirect",
    ),
    (
        "Villagers fear that the dam will break.",
        "fear",
        "Villagers",
        ["that the dam will break"],
        "fears",
        "indirect",
    ),
    (
        "In the view of the auditors, the price was too high.",
        "In the view of",
        "the auditors",
        ["the price was too high"],
        "believes",
        "indirect",
    ),
]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "manner", "quoted"),
    CONSTRUCTIONS,
    ids=[f"{row[1]}-{row[4]}" for row in CONSTRUCTIONS],
)
def test_a_construction_is_read_whole(tree, text, cue, source, content, manner, quoted):
    row = tree(text).by_cue(cue)
    assert row.source == source
    assert list(row.content) == content
    assert row.manner == manner
    assert row.quoted is Quoted(quoted)


def test_a_quotation_goes_on_after_the_speaker_is_named(tree):
    row = tree('"They came at night," said Ada Lunt. "Nobody called us. We ran."').by_cue("said")
    assert row.content == ('"They came at night,"', '"Nobody called us. We ran."')


def test_a_quotation_left_open_goes_on_in_the_next_paragraph(tree):
    text = (
        'The mayor spoke for an hour. "The water rose quickly, and we were not ready," he said.'
        ' "We lost the mill.\n\n"And we lost the school," he added.'
    )
    found = tree(text)
    assert '"We lost the mill.' in found.by_cue("said").content
    assert found.by_cue("added").content == ('"And we lost the school,"',)


def test_a_cue_with_a_colon_takes_the_paragraph_below(tree):
    text = "In a statement, the company said:\n\nWe reject this. We have never paid anybody.\n\n"
    text += "The prosecutor said that the case was closed."
    found = tree(text)
    assert found.rows[0].content == ("We reject this. We have never paid anybody.",)
    assert found.rows[0].voice.text == "the company"
    assert found.rows[-1].chain == ("The Courier", "The prosecutor")


def test_who_speaks_of_us_below_a_colon_goes_on_where_others_come_in(tree):
    text = "A minister said:\n\nI welcome the deal.\n\nThey claim that they will keep it.\n\n"
    text += "In May we will meet them again.\n\nMore\n\nThe deal was signed on Monday."
    told = next(r for r in tree(text).rows if r.cue == "said")
    assert told.content == (
        "I welcome the deal.",
        "They claim that they will keep it.",
        "In May we will meet them again.",
    )


def test_a_statement_not_made_is_marked(tree):
    assert tree("The colonel did not say that the convoy had left.").rows[0].negated


@pytest.mark.parametrize(
    "text",
    [
        "It is too early to tell whether the bridge will hold.",
        "Nobody knows where the crew went.",
        "The road runs through the old town and down to the harbour.",
        "The convoy left at dawn and reached the coast by noon.",
    ],
)
def test_what_nobody_said_is_no_statement(tree, text):
    assert tree(text).rows == ()


@pytest.mark.parametrize(
    ("line", "source", "content"),
    [
        ("Minister: tax cut off the table", "Minister", "tax cut off the table"),
        ("Tax cut is dead, minister says", "minister", "Tax cut is dead"),
        ("Ferry deal was rigged, court papers say", "court papers", "Ferry deal was rigged"),
        ("Police: two held over harbour blast", "Police", "two held over harbour blast"),
    ],
)
def test_a_headline_names_its_voice(tree, line, source, content):
    found = tree(f"{line}\n\nThe town was quiet on Monday and the shops stayed shut.", title=line)
    assert found.rows[0].source == source
    assert found.rows[0].content == (content,)


def test_a_title_of_many_dashes_ends():
    """Patterns of headlines tried on thousands of dashes did not end."""
    title = "Port shut " + "- " * 5_000 + "x"
    report = Report(
        *("r1", "a.txt", "0" * 64, "text/plain"),
        f"{title}\n\nThe mayor said that the port was shut.",
        title=Told(title, "first line"),
    )
    assert [s.manner for s in analyse(report).statements if s.parent] == ["says"]


def test_a_label_in_a_headline_is_no_voice(tree):
    assert tree("Exclusive: the harbour blast\n\nThe town was quiet on Monday.").rows == ()


def test_a_transcript_gives_each_line_to_its_speaker(tree):
    text = "OLT: I never signed it.\n\nVOSS: You did sign it.\n\nOLT: Show me the paper."
    rows = [r for r in tree(text).rows if r.cue == ":"]
    assert [r.source for r in rows] == ["OLT", "VOSS", "OLT"]
    assert rows[0].voice.id == rows[2].voice.id != rows[1].voice.id


def test_a_signed_quotation_belongs_to_who_signed(tree):
    row = tree("The hall was full.\n\n“This is over for all of us.” — Ilan Voss").rows[0]
    assert (row.source, row.content) == ("Ilan Voss", ("“This is over for all of us.”",))


@pytest.mark.parametrize(
    "text",
    [
        "The ministry neither confirmed nor denied that its agents had left.",
        "Neither the owner nor the clerk would say whether the boat had left.",
        "No ransom was demanded by the group.",
    ],
)
def test_what_was_neither_said_nor_denied_is_marked(tree, text):
    rows = tree(text).rows
    assert rows
    assert all(row.negated for row in rows)


def test_a_denial_of_having_done_something_is_a_statement(tree):
    row = tree("The minister has denied ever having met the banker.").by_cue("has denied")
    assert (row.source, row.manner) == ("The minister", "denies")
    assert "having met the banker" in row.content[0]


def test_sentences_that_end_in_said_stand_side_by_side(tree):
    text = "Troops shelled the town, witnesses said. Soldiers burned the church, a nun said."
    assert [len(row.chain) for row in tree(text).rows] == [2, 2]


def test_a_dateline_is_no_voice_and_no_part_of_a_statement(tree):
    for line in (
        "HALVERIN, March 14, 2023 (Orsa Wire) - ",
        "PORT SELM, 9 Oct (Agency) - ",
        "NEDDARA, 23 September – ",
        "Halverin (Orsa Wire) - ",
        "(Halverin) - ",
    ):
        row = tree(f"{line}The governor said that the bridge was open.").rows[0]
        assert (row.source, row.content) == ("The governor", ("that the bridge was open",)), line


def test_a_statement_taken_back_is_not_made_anew(tree):
    found = tree("The elder withdrew his statement that two hostages had been killed.")
    assert found.by_cue("withdrew").manner == "retracts"
    assert all(r.manner == "retracts" or len(r.chain) == 3 for r in found.rows)


def test_troops_are_withdrawn_without_a_word(tree):
    assert tree("The general withdrew his troops from the valley.").rows == ()


def test_a_quotation_over_paragraphs_belongs_to_who_is_named_last(tree):
    text = (
        '"I was called in at night and told to wait.\n\n'
        '"I asked them what it was about.\n\n"I resigned on Friday," Vold said.'
    )
    row = tree(text).by_cue("said")
    assert row.content == (
        '"I was called in at night and told to wait.',
        '"I asked them what it was about.',
        '"I resigned on Friday,"',
    )


def test_an_attribution_behind_two_clauses_tells_both(tree):
    text = "At least 14 people were killed and 31 wounded in the raid, according to the hospital."
    content = tree(text).rows[0].content
    assert content == ("At least 14 people were killed and 31 wounded in the raid",)


def test_the_one_who_asks_may_stand_behind_the_verb(tree):
    row = tree('"Who killed the mayor?" asked the priest.').by_cue("asked")
    assert (row.source, row.content) == ("the priest", ('"Who killed the mayor?"',))


def test_the_labels_of_a_head_are_no_voices(tree):
    text = (
        "Title: Rebels killed mayor, guard says\nPublished: 4 March 2024\n"
        "Outlet: Harbour Gazette\n\nRebels killed the mayor of Orlen on Monday, a guard said.\n"
    )
    assert {row.voice.text for row in tree(text).rows} <= {"guard", "a guard"}


def test_what_a_report_is_based_on_says_nothing(tree):
    text = (
        "The 84-page report, based on interviews with 41 former detainees and six officials, "
        "alleges that men were beaten with cables."
    )
    assert tree(text).by_cue("alleges").voice.text == "The 84-page report"


def test_who_hears_it_said_nothing(tree):
    told = tree("Harbour drugs boss ordered rival's killing, jury told").by_cue("told")
    assert told.source is None


def test_who_is_asked_in_a_headline_says_nothing(tree):
    assert ":" not in tree("Ombria: Release Students Held After Peaceful March").cues()


def test_who_is_held_over_claims_made_none(tree):
    told = tree("Defence aide held over claims he passed naval secrets to Orsand").by_cue("claims")
    assert told.source is None


def test_who_tries_to_says_nothing_by_that(tree):
    text = "Bernice accused the department of trying to blame her son for his own killing."
    told = tree(text)
    assert told.cues() == ["accused", "blame"]
    assert told.by_cue("blame").voice.text == "the department"


def test_plans_that_are_handed_over_are_papers(tree):
    told = tree("Prosecutors allege that Mr Deb handed plans of the submarine to an officer.")
    assert told.cues() == ["allege"]


def test_a_place_before_a_headline_speaks_for_nobody(tree):
    text = (
        "Ombria: At least 63 villagers killed near Lissmar; army blamed\n\n"
        "Soldiers shot 63 people in Ombria on Monday, survivors said."
    )
    assert ":" not in tree(text).cues()


def test_an_order_to_whom_a_headline_names_is_nobody_s_words(tree):
    assert ":" not in tree("Zarvania: Investigate death of student beaten in custody").cues()


def test_what_is_held_of_somebody_ends_before_what_he_did(tree):
    told = tree("Gunmen believed to be members of the Falcon Brigade attacked a bus near Karsk.")
    row = told.by_cue("believed")
    assert row.source is None
    assert not any("attacked" in part for part in row.content)


def test_who_speaks_last_said_what_stands_behind_the_semicolon(tree):
    text = (
        "Western officials believe that Norgavia has been arming the brigade since the spring; a "
        "cargo of rifles was flown to Dolmara last month, one of them said."
    )
    assert tree(text).by_cue("said").content == (
        "a cargo of rifles was flown to Dolmara last month",
    )
    assert tree(text).by_cue("believe").voice.text == "Western officials"


def test_one_of_several_has_the_name_beside_him(tree):
    told = tree("One of those freed, Peter Hallam, 44, said that he had been beaten by a guard.")
    assert told.by_cue("said").voice.text == "Peter Hallam"


def test_relatives_of_a_man_are_not_he(tree):
    told = tree("Relatives of one of them, Pavel Dunin, said he had been beaten.")
    assert told.by_cue("said").voice.text != "Pavel Dunin"


def test_who_says_neither_keeps_no_other_from_saying(tree):
    told = tree(
        "The ministry neither confirmed nor denied it, but an aide told Radio Karsk that it was."
    )
    assert not told.by_cue("told").negated


def test_who_is_given_a_post_is_not_spoken_of(tree):
    told = tree("Brandt named Petra Quill, a former mayor of Karsk, as her successor.")
    assert "named" not in told.cues()


def test_the_dead_deny_nothing(tree):
    text = (
        "Rocco Sarcelli spoke on Monday.\n\nThe trial began in May with nine witnesses, and it "
        "went on through the summer and the autumn in a hall that had been built for it, with "
        "cages, screens and forty desks.\n\nSarcelli, 61, is charged with the murder of Nello "
        "Passeri, a rival haulier shot dead outside a bar. He denies all the charges."
    )
    assert tree(text).by_cue("denies").voice.text != "Nello Passeri"


def test_whom_a_writer_reminds_says_nothing(tree):
    told = tree("Last year, readers may recall, the Lantern sacked its correspondent, Vera Hult.")
    assert "may recall" not in told.cues()


def test_what_is_told_of_a_body_is_not_who_speaks(tree):
    text = (
        "The Mission, established by the Human Rights Assembly in 2022, has repeatedly requested "
        "permission to visit Ombeya."
    )
    assert tree(text).by_cue("requested").voice.text == "Mission"


def test_who_is_named_in_an_aside_declines_nothing(tree):
    text = (
        "Lansing, who is said to be close to the interior minister, Ruud Hastel, declined to be "
        "interviewed."
    )
    assert tree(text).by_cue("declined").voice.text == "Lansing"
