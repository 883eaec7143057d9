"""Shipped weights run exactly on every processor, and fast where it can."""

import numpy as np
import pytest

from sayso.annotate.encoder import weights


def asked_for_exact_sums(session):
    try:
        return session.get_session_options().get_session_config_entry(weights.EXACT[0]) == "1"
    except RuntimeError:  # no such entry
        return False


@pytest.mark.parametrize("overflows", [True, False])
def test_exact_sums_are_asked_for_where_they_overflow(monkeypatch, overflows):
    monkeypatch.setattr(weights, "overflows", lambda: overflows)
    made = weights.loaded(weights.shipped("attribution/look"))
    assert asked_for_exact_sums(made.session) is overflows


@pytest.mark.parametrize("wrong", [0, 1])
def test_one_wrong_sum_is_an_overflow(monkeypatch, wrong):
    class Session:
        def run(self, outputs, given):
            sums = given["bytes"].astype(np.int64).sum(1, keepdims=True) * weights.LARGEST_WEIGHT
            sums[3] -= wrong
            return [sums]

    monkeypatch.setattr(weights, "started", lambda graph, options: Session())
    weights.overflows.cache_clear()
    assert weights.overflows() is bool(wrong)
    weights.overflows.cache_clear()


def test_this_processor_sums_exactly_once_it_is_asked_to():
    options = weights.ort.SessionOptions()
    options.add_session_config_entry(*weights.EXACT)
    session = weights.started(weights.shipped("sums"), options)
    drawn = np.random.default_rng(0).integers(0, 256, (16, weights.COUNT), dtype=np.uint8)
    for given in (drawn, np.full_like(drawn, weights.LARGEST)):
        (sums,) = session.run(["sums"], {"bytes": given})
        assert (sums[:, 0] == given.astype(np.int64).sum(1) * weights.LARGEST_WEIGHT).all()
