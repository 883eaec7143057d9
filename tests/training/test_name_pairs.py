"""The score of two names: the pairs that it is fitted on, and what it is worth on others."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz.fuzz import token_sort_ratio
from training.identity import fit

from sayso.model import EntityKind
from sayso.resolve.identity import chance
from sayso.resolve.identity.blocks import candidates
from sayso.resolve.identity.likeness import compare

HERE = Path(fit.__file__).parent
# Measured 0.764 against 0.667.
LEAST_ABOVE = 0.08


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def f1(said: np.ndarray, same: np.ndarray) -> float:
    return 2 * (said & same).sum() / (said.sum() + same.sum())


def test_half_of_the_pairs_are_one():
    pairs = rows("pairs.csv")
    assert len(pairs) == 400
    assert sum(row["same"] == "1" for row in pairs) == 200


@pytest.mark.parametrize(("learned", "asked"), [(0, 1), (1, 0)])
def test_half_of_the_pairs_teaches_the_other(learned, asked):
    told = list(fit.named_pairs(HERE / "pairs.csv"))
    weights = fit.fit(told[learned::2], [1.0] * 200)
    values = np.array([[1.0, *v] for v, _ in told[asked::2]])
    same = np.array([s for _, s in told[asked::2]])
    plain = np.array([token_sort_ratio(r["one"], r["other"]) for r in rows("pairs.csv")[asked::2]])
    peer = max(f1(plain >= limit, same) for limit in range(101))
    assert f1(values @ weights >= 0, same) >= peer + 0.15


def test_on_pairs_that_nobody_fitted_it_beats_the_sorted_words(tmp_path):
    before = dict(chance.weights())
    held = rows("held.csv")
    same = np.array([row["same"] == "1" for row in held])
    told = list(fit.named_pairs(HERE / "held.csv"))
    weights = fit.fit(list(fit.named_pairs(HERE / "pairs.csv")), [1.0] * 400)
    values = np.array([[1.0, *v] for v, _ in told])
    plain = np.array([token_sort_ratio(r["one"].lower(), r["other"].lower()) for r in held])
    peer = max(f1(plain >= limit, same) for limit in range(101))
    assert f1(values @ weights >= 0, same) >= peer + LEAST_ABOVE
    fit.write(weights, tmp_path / "weights.csv")
    assert "bias" in (tmp_path / "weights.csv").read_text(encoding="utf-8")
    assert dict(chance.weights()) == before


def test_what_is_joined_without_asking_is_right():
    """Names alone join one spelling in three, and of 260 look-alikes one or two."""
    wrong = right = 0
    for row in (*rows("pairs.csv"), *rows("held.csv")):
        told = compare(row["one"], row["other"], person=row["kind"] == "person")
        if chance.probability(chance.of_names(told)) >= 0.9:
            right += row["same"] == "1"
            wrong += row["same"] == "0"
    assert right >= 80
    assert wrong <= 2


def test_most_spellings_of_one_name_share_a_key():
    pairs = [row for row in rows("pairs.csv") if row["same"] == "1"]
    met = sum(
        bool(list(candidates([(r["one"], k), (r["other"], k)])))
        for r in pairs
        for k in [EntityKind(r["kind"])]
    )
    assert met >= 176
