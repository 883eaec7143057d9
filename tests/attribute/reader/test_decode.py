"""From probabilities to spans."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.reader.decode import (
    SWITCH,
    Found,
    best_source,
    candidates,
    choose,
    likeliest,
    runs_of,
)


def best_path(chances: list[float]) -> float:
    """The score of the best path, by trying all of them."""
    best = -np.inf
    for bits in range(1 << len(chances)):
        path = [bool(bits >> i & 1) for i in range(len(chances))]
        best = max(best, score(chances, path))
    return best


def score(chances: list[float], path: list[bool]) -> float:
    told = sum(np.log(p if inside else 1 - p) for p, inside in zip(chances, path, strict=True))
    return told - SWITCH * sum(a != b for a, b in pairwise(path))


@given(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=9))
def test_the_path_is_the_likeliest_one(chances):
    found = likeliest(np.array(chances, dtype=np.float64)).tolist()
    assert score(chances, found) == pytest.approx(best_path(chances), abs=1e-9)


@given(st.lists(st.booleans(), max_size=30))
def test_runs_cover_what_is_true_and_no_more(values):
    runs = runs_of(np.array(values, dtype=bool))
    inside = {i for a, b in runs for i in range(a, b + 1)}
    assert inside == {i for i, value in enumerate(values) if value}
    assert all(b + 1 < c for (_, b), (c, _) in pairwise(runs))


def test_a_source_is_cut_where_another_begins():
    p = np.zeros((6, 5), dtype=np.float32)
    p[:, 0] = 0.1
    p[1] = [0.1, 0.9, 0, 0, 0]
    p[2] = [0.3, 0, 0.7, 0, 0]
    p[3] = [0.2, 0.8, 0, 0, 0]
    assert best_source(p) == (1, 2)


def test_a_cue_of_two_words_is_one_candidate():
    scores = np.full((5, 5), -5.0, dtype=np.float32)
    scores[:, 0] = 5
    scores[2] = [0, 5, 0, 0, 0]
    scores[3] = [0, 0, 5, 0, 0]
    nothing = np.zeros(5, dtype=bool)
    assert candidates(scores, 0, 5, nothing) == [(2, 3)]
    assert candidates(scores, 3, 5, nothing) == []


def test_a_verb_that_tells_begins_anew_where_a_cue_broke_off():
    scores = np.full((5, 5), -5.0, dtype=np.float32)
    scores[:, 0] = 5
    scores[0] = [0, 5, 0, 0, 0]
    scores[3] = [0, 0, 5, 0, 0]
    telling = np.array([True, False, False, True, False])
    assert candidates(scores, 0, 5, telling) == [(0, 0), (3, 3)]
    assert candidates(scores, 0, 5, np.zeros(5, dtype=bool)) == [(0, 0)]


def test_a_nested_statement_needs_one_around_it():
    outer = Found((1, 1), (0, 0), ((2, 9),), 0.9, 0.0)
    inner = Found((4, 4), (3, 3), ((5, 9),), 0.1, 0.8)
    deeper = Found((7, 7), (6, 6), ((8, 9),), 0.1, 0.8)
    lost = Found((14, 14), (13, 13), ((15, 16),), 0.1, 0.8)
    assert choose([outer, inner, deeper, lost], 0.5, 0.5) == [outer, inner, deeper]
    assert choose([inner, deeper], 0.5, 0.5) == []


def test_a_statement_without_content_is_none():
    assert choose([Found((1, 1), (0, 0), (), 0.99, 0.0)], 0.5, 0.5) == []
