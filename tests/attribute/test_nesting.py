"""Statements inside statements: chains, words handed on, duress."""

import pytest

from sayso.model import Span


def test_hearsay_three_deep_keeps_every_voice(tree):
    text = (
        "A senior official claimed that two detainees had admitted under questioning that a rival "
        "group sent them."
    )
    found = tree(text)
    inner = found.by_cue("had admitted")
    assert inner.chain == ("The Courier", "A senior official", "two detainees")
    assert inner.duress
    assert not found.by_cue("claimed").duress


def test_hearsay_four_deep_keeps_every_voice(tree):
    text = (
        "The Karsk Gazette said that a lawyer had told it that the prisoner believed that the "
        "guards had sold the keys."
    )
    inner = tree(text).by_cue("believed")
    assert inner.chain == ("The Courier", "Karsk Gazette", "a lawyer", "the prisoner")


@pytest.mark.parametrize(
    "text",
    [
        "Northern Wire reported, citing two officials, that the ship sank.",
        "Citing two officials, Northern Wire reported that the ship sank.",
        "The ship sank, Northern Wire reported, citing two officials.",
    ],
)
def test_words_handed_on_are_told_by_those_who_are_cited(tree, text):
    inner = next(r for r in tree(text).rows if r.cue and r.cue.lower() == "citing")
    assert inner.chain == ("The Courier", "Northern Wire", "two officials")
    assert any("the ship sank" in c.lower() for c in inner.content)


def test_a_speech_inside_a_trailing_attribution_is_nested(tree):
    text = "The group had been warned by the police, a member told the paper, the lawyer said."
    found = tree(text)
    assert found.by_cue("told").chain[:2] == ("The Courier", "the lawyer")


def test_the_speakers_own_i_stays_the_speaker(tree):
    found = tree('"I think that the bridge will fall," the engineer Ada Lunt said.')
    assert found.by_cue("think").voice.id == found.by_cue("said").voice.id


@pytest.mark.parametrize(
    ("text", "cue", "duress"),
    [
        ("In a filmed confession, the prisoner said that he had been sent.", "said", True),
        ("He confessed in custody that he had set the fire.", "confessed", True),
        ("The driver was forced to admit that he had lied.", "to admit", True),
        ("Two detainees admitted that they had planted the bomb.", "admitted", True),
        ("The minister admitted that the deal was a mistake.", "admitted", False),
        ("The lawyer said that the driver was in custody.", "said", False),
        ("She said that he had confessed under torture.", "said", False),
    ],
)
def test_duress_is_told_by_the_words_around_the_cue(tree, text, cue, duress):
    assert tree(text).by_cue(cue).duress is duress


def test_every_chain_is_the_path_to_the_root(tree):
    text = (
        "The court papers say that the clerk conceded that the minister knew that the crew lied. "
        '"I told them that it was wrong," he said. According to the union, the owner had said so.'
    )
    attribution = tree(text).attribution
    by_id = {s.id: s for s in attribution.statements}
    for statement in attribution.statements[1:]:
        at, steps = statement, 0
        while at.parent is not None:
            at, steps = by_id[at.parent], steps + 1
            assert steps <= len(by_id)
        assert at is attribution.root


@pytest.mark.parametrize(
    "text",
    [
        "State television quoted the general as saying that rebels had killed the mayor.",
        "The general was quoted by State television as saying that rebels had killed the mayor.",
    ],
)
def test_what_somebody_is_quoted_as_saying_is_his(tree, text):
    found = tree(text)
    at = text.index("rebels")
    inner = found.attribution.innermost(Span(at, at + 6))
    row = next(r for r in found.rows if r.cue == "as saying")
    assert found.attribution.statements.index(inner) == 1 + found.rows.index(row)
    assert len(row.chain) == 3


def test_a_relative_clause_joins_the_voice_it_stands_beside(tree):
    text = '"We saw them," said one resident, who claimed that soldiers had come at night.'
    rows = tree(text).rows
    assert {r.voice.text for r in rows} == {"one resident"}


def test_a_second_that_goes_on_with_the_first(tree):
    text = (
        "Odell said he had been told by a naval officer that the ship left the port and that Venn "
        "burned the maps."
    )
    assert tree(text).by_cue("had been told").content == (
        "that the ship left the port and that Venn burned the maps",
    )


def test_a_second_that_may_go_on_with_what_is_said_around(tree):
    text = (
        "The party said that observers had reported seeing ballots in an oven and that the baker "
        "had lied."
    )
    assert tree(text).by_cue("had reported").content == ("seeing ballots in an oven",)


def test_it_plans_what_the_voice_around_says_that_it_plans(tree):
    row = tree("The Harbour Council said it planned to pay the divers.").by_cue("planned")
    assert row.chain == ("The Courier", "Harbour Council", "Harbour Council")


def test_nobody_is_meant_by_it_where_something_is_believed(tree):
    assert tree("It is believed that the divers fled.").rows[0].source is None
