"""Words, windows and the relations of words to a cue."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.encoder.window import lengths, windows
from sayso.annotate.encoder.wording import MOST_PIECES, Wording, word_by_word
from sayso.annotate.layout import lay_out
from sayso.annotate.parse import parse
from sayso.attribute.reader.relation import (
    DISTANCES,
    RELATIONS,
    STEPS,
    distances,
    head_of_words,
    relations,
    steps,
)

TEXT = (
    "The clerk said on Monday that the ferry had sunk. “Nobody was warned,” said Mara Olt, 54.\n\n"
    "Сирия accused قطر of الشيء. " + "Supercalifragilistic " * 30 + "was the word."
)


def worded(text: str) -> Wording:
    return word_by_word(parse(text), lay_out(text))


@given(st.text(min_size=1, max_size=200))
@settings(max_examples=60, deadline=None)
def test_words_are_exact_in_any_text(text):
    wording = worded(text)
    for start, end in zip(wording.starts, wording.ends, strict=True):
        assert text[start:end].strip() == text[start:end] != ""
    assert all(1 <= len(p) <= MOST_PIECES for p in wording.pieces)


@pytest.mark.parametrize(("most", "around"), [(380, 70), (60, 10), (12, 2)])
def test_every_word_is_owned_by_one_window(most, around):
    wording = worded(TEXT)
    found = list(windows(wording, most, around))
    owned = [i for w in found for i in range(w.first, w.last)]
    assert owned == list(range(len(wording)))
    sizes = lengths(wording)
    for w in found:
        assert w.low <= w.first < w.last <= w.high
        assert sizes[w.low : w.high].sum() <= most + MOST_PIECES


def test_the_relation_of_source_and_content_to_a_cue():
    wording = worded("The clerk said that the ferry had sunk.")
    head = head_of_words(wording, 2, 2)
    told = relations(wording, head, 0, len(wording))
    assert head.text == "said"
    assert told[0] == told[1]  # below nsubj
    assert len(set(told[3:8])) == 1  # below ccomp
    assert told[1] != told[4] != told[2] == 1


def test_classes_stay_inside_their_tables():
    wording = worded(TEXT)
    n = len(wording)
    for cue in range(n):
        head = head_of_words(wording, cue, cue)
        assert relations(wording, head, 0, n).max() < RELATIONS
        assert distances(cue, cue, 0, n).max() < DISTANCES
        assert 0 <= steps(wording, cue, 0, n).min() <= steps(wording, cue, 0, n).max() < STEPS


def test_distances_tell_sides_apart():
    told = distances(5, 6, 0, 12)
    assert told[5] == told[6] == 0
    assert np.array_equal(told[7:11], [1, 2, 3, 4])
    assert set(told[:5]).isdisjoint(told[5:])
