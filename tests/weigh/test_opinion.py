"""Subjective logic: published numbers, limits, and the laws that hold for any opinion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.weigh.opinion import (
    Opinion,
    averaging,
    consensus_compromise,
    cumulative,
    discounted,
    from_evidence,
    maximally_uncertain,
    weighted,
)

# Opinions as belief, disbelief, uncertainty, base rate. The numbers are those of published tests of
# independent implementations, or follow from Jøsang's formulas.
THREE = [(0.1, 0.3, 0.6, 0.5), (0.4, 0.2, 0.4, 0.5), (0.7, 0.1, 0.2, 0.5)]
TRUSTS = [(0.3, 0.0, 0.7, 0.9), (0.7, 0.0, 0.3, 0.9), (0.4, 0.1, 0.5, 0.9)]
DOGMATIC = [(1, 0, 0, 0.5), (0, 1, 0, 0.5), (1, 0, 0, 0.5)]


def numbers(made: Opinion) -> tuple[float, float, float, float]:
    return made.belief, made.disbelief, made.uncertainty, made.base_rate


@pytest.mark.parametrize(
    ("fuse", "wanted"),
    [
        (cumulative, (0.6512, 0.2093, 0.1395)),
        (averaging, (0.5091, 0.1636, 0.3273)),
        (weighted, (0.5622, 0.1459, 0.2919)),
        (consensus_compromise, (0.6287, 0.1823, 0.189)),
    ],
)
def test_fusions_of_three_give_the_published_numbers(fuse, wanted):
    assert numbers(fuse([Opinion(*o) for o in THREE]))[:3] == pytest.approx(wanted, abs=5e-4)


@pytest.mark.parametrize(
    ("trust", "told", "wanted"),
    [
        ((0.2, 0.4, 0.4, 0.75), (0.45, 0.35, 0.2, 0.25), (0.225, 0.175, 0.6, 0.25)),
        ((0.6, 0.3, 0.1, 0.0), (0.091, 0.604, 0.305, 0.4), (0.0546, 0.3624, 0.583, 0.4)),
    ],
)
def test_discounts_give_the_published_numbers(trust, told, wanted):
    made = discounted(Opinion(*trust), Opinion(*told))
    assert numbers(made) == pytest.approx(wanted, abs=5e-4)


@pytest.mark.parametrize(
    ("fuse", "wanted"),
    [(cumulative, (0.3625, 0.6184, 0.0191)), (averaging, (0.3491, 0.5956, 0.0553))],
)
def test_discounted_and_then_fused(fuse, wanted):
    pairs = zip(TRUSTS, DOGMATIC, strict=True)
    made = fuse([discounted(Opinion(*trust), Opinion(*told)) for trust, told in pairs])
    assert numbers(made)[:3] == pytest.approx(wanted, abs=5e-4)


def test_base_rates_are_averaged_with_the_opinions():
    made = averaging([Opinion(0.55, 0.21, 0.24, 0.28), Opinion(0.16, 0.64, 0.2, 0.82)])
    assert numbers(made) == pytest.approx((0.3373, 0.4445, 0.2182, 0.55), abs=5e-4)


def test_evidence_and_the_most_uncertain_opinion():
    assert numbers(from_evidence(2, 1)) == pytest.approx((0.4, 0.2, 0.4, 0.5))
    made = maximally_uncertain(Opinion(0.7, 0.3, 0.0, 0.5))
    assert numbers(made) == pytest.approx((0.4, 0.0, 0.6, 0.5))


def test_what_is_no_opinion_is_refused():
    for parts in ((0.5, 0.5, 0.5), (1.2, -0.2, 0.0), (0.2, 0.2, 0.2)):
        with pytest.raises(ValueError):
            Opinion(*parts)
    with pytest.raises(ValueError):
        from_evidence(-1, 0)
    with pytest.raises(ValueError):
        cumulative([])


def test_dogmatic_opinions_outweigh_all_others_and_share_alike():
    yes, no = Opinion(1.0, 0.0, 0.0), Opinion(0.0, 1.0, 0.0)
    doubt = Opinion(0.2, 0.6, 0.2)
    for fuse in (cumulative, averaging, weighted):
        assert numbers(fuse([yes, doubt]))[:3] == (1.0, 0.0, 0.0)
        assert numbers(fuse([yes, no, doubt]))[:3] == (0.5, 0.5, 0.0)


def test_a_dogmatic_opinion_is_the_limit_of_surer_ones():
    nearly, limit = Opinion(1 - 1e-8, 0.0, 1e-8), Opinion(1.0, 0.0, 0.0)
    other = Opinion(0.1, 0.7, 0.2)
    for fuse in (cumulative, averaging, weighted):
        close = numbers(fuse([nearly, other]))
        assert close == pytest.approx(numbers(fuse([limit, other])), abs=1e-6)


@st.composite
def opinions(draw) -> Opinion:
    belief, disbelief, uncertainty = (draw(st.floats(0.0, 1.0)) for _ in range(3))
    whole = belief + disbelief + uncertainty
    if whole < 1e-3:
        belief, disbelief, uncertainty, whole = 0.0, 0.0, 1.0, 1.0
    parts = (belief / whole, disbelief / whole, uncertainty / whole)
    return Opinion(*parts, draw(st.floats(0.0, 1.0)))


FUSIONS = [cumulative, averaging, weighted, consensus_compromise]


@pytest.mark.parametrize("fuse", FUSIONS)
@given(told=st.lists(opinions(), min_size=1, max_size=5))
def test_a_fusion_is_an_opinion_whatever_the_order(fuse, told):
    made = fuse(told)
    assert 0.0 <= made.probability <= 1.0
    assert numbers(fuse(told[::-1])) == pytest.approx(numbers(made), abs=1e-6)


@pytest.mark.parametrize("fuse", [cumulative, weighted])
@given(told=opinions())
def test_a_vacuous_opinion_leaves_the_others_alone(fuse, told):
    vacuous = Opinion(0.0, 0.0, 1.0, told.base_rate)
    assert numbers(fuse([told, vacuous])) == pytest.approx(numbers(told), abs=1e-6)


@given(told=opinions(), times=st.integers(1, 6))
def test_the_same_word_again_adds_nothing_where_it_is_averaged(told, times):
    assert numbers(averaging([told] * times)) == pytest.approx(numbers(told), abs=1e-6)


@given(told=st.lists(opinions(), min_size=2, max_size=5))
def test_independent_origins_leave_less_open_than_any_one(told):
    made = cumulative(told)
    assert made.uncertainty <= min(each.uncertainty for each in told) + 1e-6


@given(trust=opinions(), told=opinions())
def test_trust_never_turns_belief_into_disbelief(trust, told):
    made = discounted(trust, told)
    assert made.belief <= told.belief + 1e-9
    assert made.disbelief <= told.disbelief + 1e-9
    assert made.uncertainty >= told.uncertainty - 1e-9


@given(told=opinions())
def test_to_negate_twice_changes_nothing(told):
    assert told.negated().negated().probability == pytest.approx(told.probability)
    assert told.negated().probability == pytest.approx(1 - told.probability, abs=1e-6)


@given(told=opinions())
def test_the_most_uncertain_opinion_keeps_the_probability(told):
    made = maximally_uncertain(told)
    assert made.probability == pytest.approx(told.probability, abs=1e-6)
    assert made.uncertainty >= told.uncertainty - 1e-6
