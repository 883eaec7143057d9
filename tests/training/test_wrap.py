"""Nested statements made from marked ones keep every offset."""

import random

import pytest
from training.attribution.corpus import INNER, OUTER, Gold, Text
from training.attribution.wrap import coordinated, nested_copy, pieces_of, wrapped

SAID = "The clerk said the bridge fell. Nobody was hurt. The mayor denied that it was old."


def gold(text: str, source: str, cue: str, content: str) -> Gold:
    def at(words: str) -> tuple[tuple[int, int], ...]:
        start = text.index(words)
        return ((start, start + len(words)),)

    return Gold(at(source), at(cue), at(content))


@pytest.fixture
def text() -> Text:
    golds = (
        gold(SAID, "The clerk", "said", "the bridge fell"),
        gold(SAID, "The mayor", "denied", "that it was old"),
    )
    return Text("t", SAID, golds)


def words(text: str, pairs: tuple[tuple[int, int], ...]) -> str:
    return " ".join(text[a:b] for a, b in pairs)


@pytest.mark.parametrize("seed", range(30))
def test_a_wrapped_statement_is_nested_and_keeps_its_words(text, seed):
    piece = wrapped(pieces_of(text)[0], random.Random(seed))
    levels = [g.level for g in piece.golds]
    assert levels == [OUTER, INNER]
    outer, inner = piece.golds
    assert words(piece.text, inner.cue) == "said"
    assert words(piece.text, inner.source).lower() == "the clerk"
    (start, end), (a, b) = outer.content[0], inner.cue[0]
    assert start < a < b <= end
    assert words(piece.text, outer.cue).strip() == words(piece.text, outer.cue)


def test_two_sentences_are_wrapped_as_two_clauses(text):
    first, _, third = pieces_of(text)
    both = wrapped(coordinated(first, third), random.Random(3), "that ")
    assert [words(both.text, g.cue) for g in both.golds[1:]] == ["said", "denied"]
    assert words(both.text, both.golds[2].source) == "the mayor"


@pytest.mark.parametrize("seed", range(10))
def test_a_copy_loses_no_statement(text, seed):
    copy = nested_copy(text, random.Random(seed), share=0.9)
    cues = [words(copy.text, g.cue) for g in copy.golds]
    assert "said" in cues
    assert "denied" in cues
