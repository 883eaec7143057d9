"""What words mean is read a paragraph at a time, from the vectors of the windows around it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.encoder import MOST, over_pieces, read
from sayso.annotate.encoder.window import lengths
from sayso.annotate.encoder.wording import MOST_PIECES, Wording, word_by_word
from sayso.annotate.layout import lay_out
from sayso.annotate.parse import parse
from sayso.annotate.senses import lower_of, stretches

LONG = "The clerk said on Monday that the ferry had sunk off Ardan and nobody was warned. " * 30
TEXT = f"The guild met on Monday.\n\n{LONG}\n\nIts treasurer resigned."


def worded(text: str) -> Wording:
    return word_by_word(parse(text), lay_out(text))


@given(st.text(alphabet="ab .\n", max_size=120))
@settings(max_examples=40, deadline=None)
def test_every_word_is_in_one_stretch_of_one_paragraph(text):
    wording = worded(text)
    found = list(stretches(wording))
    assert [i for low, high in found for i in range(low, high)] == list(range(len(wording)))
    assert all(len(set(wording.paragraph[low:high])) == 1 for low, high in found)


def test_a_paragraph_is_whole_where_a_window_could_hold_it_and_else_cut_at_a_sentence():
    wording = worded(TEXT)
    first, *long, last = stretches(wording)
    assert len(long) > 1
    sizes = lengths(wording)
    for low, high in long:
        assert sizes[low:high].sum() <= MOST + MOST_PIECES
        assert wording.sentence[low] != wording.sentence[low - 1]
    assert wording.paragraph[first[0]] == 0
    assert wording.paragraph[last[1] - 1] == 2


def test_each_piece_is_taken_from_the_window_whose_own_it_is():
    wording = worded(TEXT)
    passages = tuple(read(wording))
    assert len(passages) > 1
    sizes = lengths(wording)
    whole = lower_of(wording, passages, 0, len(wording))
    assert len(whole) == sizes.sum() + 2
    edge = passages[1].window.first
    low, high = edge - 3, edge + 2
    found = lower_of(wording, passages, low, high)
    assert len(found) == sizes[low:high].sum() + 2
    window = passages[1].window
    before = 1 + sizes[window.low : window.first].sum()
    own = passages[1].lower[0, before : before + sizes[edge:high].sum()]
    assert np.array_equal(found[-1 - len(own) : -1], own)
    assert np.array_equal(found[0], passages[0].lower[0, 0])
    assert np.array_equal(found[-1], passages[1].lower[0, -1])


def test_values_of_words_are_laid_over_their_pieces():
    values = over_pieces(np.array([[3, 5]]), np.array([2, 1]))
    assert values.tolist() == [[[0, 3, 3, 5, 0]]]
