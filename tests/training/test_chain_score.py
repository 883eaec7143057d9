"""Chains against marked ones: the figures of CoNLL-2012, and our own marks."""

import pytest

pytest.importorskip("scipy", reason="make setup-training brings it")

from training.coreference.corpora import own_texts, read_marks
from training.coreference.score import Score


def score(found, marked):
    total = Score.zero()
    total.add([frozenset(c) for c in found], [frozenset(c) for c in marked])
    return total


def test_the_same_chains_are_wholly_right():
    told = score(["abc", "d", "ef"], ["ef", "abc", "d"])
    assert told.conll == pytest.approx(100)
    assert told.mentions.f1 == pytest.approx(100)


def test_figures_worked_by_hand():
    """Marked {a, b, c}, {d, e, f, g}; found {a, b}, {c, d}, {f, g, h, i}: e is missed."""
    told = score(["ab", "cd", "fghi"], ["abc", "defg"])
    # Found links: 1 of 1, 0 of 1, and 1 of 3 (h and i are unknown); marked: 1 of 2 and 1 of 3.
    assert told.muc.f1 == pytest.approx(200 * (2 / 5) * (2 / 5) / (4 / 5))
    # Found: 1, 1, 1/2, 1/2, 1/2, 1/2, 0, 0; marked: 2/3, 2/3, 1/3, 1/4, 0, 1/2, 1/2.
    p, r = 4 / 8, (2 / 3 + 2 / 3 + 1 / 3 + 1 / 4 + 1 / 2 + 1 / 2) / 7
    assert told.b_cubed.f1 == pytest.approx(200 * p * r / (p + r))
    # The best alignment: {a, b} with {a, b, c} (4/5) and {f, g, h, i} with {d, e, f, g} (4/8).
    p, r = 1.3 / 3, 1.3 / 2
    assert told.ceaf.f1 == pytest.approx(200 * p * r / (p + r))


def test_one_chain_for_everything_is_punished():
    assert score(["abcdef"], ["ab", "cd", "ef"]).conll < 75
    assert score(["a", "b", "c", "d"], ["ab", "cd"]).muc.f1 == 0


def test_marks_nest():
    text = read_marks("t", "[1 [2 Voss's] brother] fled. [1 He] met [2 Voss].")
    assert text.text == "Voss's brother fled. He met Voss."
    words = {text.text[a:b]: number for (a, b), number in text.marks.items()}
    assert words == {"Voss's brother": 1, "Voss's": 2, "He": 1, "Voss": 2}
    assert sorted(map(len, text.chains())) == [2, 2]


@pytest.mark.parametrize("marked", ["[1 He fled.", "He] fled."])
def test_a_lost_bracket_is_told(marked):
    with pytest.raises(ValueError, match="bracket"):
        read_marks("t", marked)


def test_our_own_texts_are_whole():
    texts = own_texts()
    assert len(texts) >= 90
    for text in texts:
        assert not set("[]") & set(text.text), text.name
        for start, end in text.marks:
            words = text.text[start:end]
            assert words.strip() == words, text.name
        assert any(len(chain) > 2 for chain in text.chains()), text.name
