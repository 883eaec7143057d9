"""Opinions of subjective logic: how far something is believed, disbelieved, and not known.

    opinion = cumulative([discounted(trust, told), discounted(other_trust, told_too)])

Binomial opinions and their operators after Jøsang, *Subjective Logic* (Springer, 2016); fusions of
many at once after van der Heijden, Kopp and Kargl, "Multi-Source Fusion Operations in Subjective
Logic" (FUSION 2018). An opinion without uncertainty (dogmatic) is the limit of a surer and surer
one, all dogmatic ones equally fast; one that is all uncertainty (vacuous) says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

# Two pieces of evidence weigh as much as what is held before any is seen (Jøsang, chapter 3.3).
PRIOR_WEIGHT = 2.0
# Sums that are one on paper miss it by less than this; below it, an uncertainty is none.
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Opinion:
    """Belief, disbelief and uncertainty, which add up to one, and a base rate.

    The base rate is the probability that is taken where nothing is known. Raises ValueError for
    numbers that are no opinion.
    """

    belief: float
    disbelief: float
    uncertainty: float
    base_rate: float = 0.5

    def __post_init__(self) -> None:
        parts = (self.belief, self.disbelief, self.uncertainty)
        if not all(0 <= part <= 1 for part in (*parts, self.base_rate)):
            raise ValueError(f"not an opinion: {parts}, base rate {self.base_rate}")
        if abs(sum(parts) - 1) > 1e-6:
            raise ValueError(f"belief, disbelief and uncertainty are not one together: {parts}")

    @property
    def probability(self) -> float:
        """The projected probability: belief, and of what is not known the base rate's share."""
        return min(1.0, self.belief + self.base_rate * self.uncertainty)

    @property
    def is_vacuous(self) -> bool:
        """Whether the opinion says nothing."""
        return self.uncertainty >= 1 - TINY

    @property
    def is_dogmatic(self) -> bool:
        """Whether the opinion leaves nothing open."""
        return self.uncertainty <= TINY

    def negated(self) -> Opinion:
        """The opinion on the opposite."""
        return Opinion(self.disbelief, self.belief, self.uncertainty, 1 - self.base_rate)


VACUOUS = Opinion(0.0, 0.0, 1.0)


def opinion(belief: float, disbelief: float, base_rate: float) -> Opinion:
    """The opinion with all the rest uncertain; what rounding left outside 0 to 1 is cut off."""
    belief, disbelief = min(max(belief, 0.0), 1.0), min(max(disbelief, 0.0), 1.0)
    rest = max(0.0, 1.0 - belief - disbelief)
    base_rate = min(max(base_rate, 0.0), 1.0)
    scale = belief + disbelief + rest
    return Opinion(belief / scale, disbelief / scale, rest / scale, base_rate)


def from_evidence(
    positive: float, negative: float, base_rate: float = 0.5, prior_weight: float = PRIOR_WEIGHT
) -> Opinion:
    """The opinion that so much evidence for and against gives. Raises ValueError below zero."""
    if positive < 0 or negative < 0 or prior_weight <= 0:
        raise ValueError("evidence is counted from zero up, and its prior weight is above zero")
    whole = positive + negative + prior_weight
    return opinion(positive / whole, negative / whole, base_rate)


def discounted(trust: Opinion, told: Opinion) -> Opinion:
    """What somebody's opinion is worth to who trusts them so far (Jøsang, chapter 14.3).

    A voice that is not trusted leaves uncertainty, never disbelief.
    """
    share = trust.probability
    return opinion(share * told.belief, share * told.disbelief, told.base_rate)


def cumulative(opinions: Sequence[Opinion]) -> Opinion:
    """The opinions of independent origins together: evidence adds up (aleatory, n-ary)."""
    limit = _limit(opinions)
    if limit is not None:
        return limit
    if all(each.is_vacuous for each in opinions):
        return Opinion(0.0, 0.0, 1.0, _mean(opinions))
    # Opinions as evidence: what each would have to have seen, in units of the prior weight.
    positive = sum(each.belief / each.uncertainty for each in opinions)
    negative = sum(each.disbelief / each.uncertainty for each in opinions)
    known = [(each.base_rate, (1 - each.uncertainty) / each.uncertainty) for each in opinions]
    base_rate = sum(rate * weight for rate, weight in known) / sum(weight for _, weight in known)
    return from_evidence(positive, negative, base_rate, prior_weight=1.0)


def averaging(opinions: Sequence[Opinion]) -> Opinion:
    """The opinions of voices that may rest on the same evidence: evidence is averaged."""
    limit = _limit(opinions)
    if limit is not None:
        return limit
    count = len(opinions)
    positive = sum(each.belief / each.uncertainty for each in opinions) / count
    negative = sum(each.disbelief / each.uncertainty for each in opinions) / count
    return from_evidence(positive, negative, _mean(opinions), prior_weight=1.0)


def weighted(opinions: Sequence[Opinion]) -> Opinion:
    """Averaged, each counting by its certainty, so that a vacuous one changes nothing."""
    limit = _limit(opinions)
    if limit is not None:
        return limit
    sure = [1 - each.uncertainty for each in opinions]
    if sum(sure) <= TINY:
        return Opinion(0.0, 0.0, 1.0, _mean(opinions))
    weights = [share / sum(sure) for share in sure]
    pairs = list(zip(weights, opinions, strict=True))
    positive = sum(weight * each.belief / each.uncertainty for weight, each in pairs)
    negative = sum(weight * each.disbelief / each.uncertainty for weight, each in pairs)
    base_rate = sum(weight * each.base_rate for weight, each in pairs)
    return from_evidence(positive, negative, base_rate, prior_weight=1.0)


def consensus_compromise(opinions: Sequence[Opinion]) -> Opinion:
    """What all hold is kept; where they conflict, the conflict becomes uncertainty."""
    _require(opinions)
    base_rate = _mean(opinions)
    agreed = [min(e.belief for e in opinions), min(e.disbelief for e in opinions)]
    rest = [(e.belief - agreed[0], e.disbelief - agreed[1]) for e in opinions]
    open_ = prod(each.uncertainty for each in opinions)
    compromise = [0.0, 0.0, 0.0]
    for place in range(len(opinions)):
        others = prod(e.uncertainty for i, e in enumerate(opinions) if i != place)
        for side in (0, 1):
            compromise[side] += rest[place][side] * others
    for side in (0, 1):
        compromise[side] += prod(each[side] for each in rest)
    # Whatever is left of all combinations of the rests is a conflict of some with others.
    compromise[2] = prod(sum(each) for each in rest) - sum(
        prod(each[s] for each in rest) for s in (0, 1)
    )
    whole = sum(compromise)
    scale = (1 - sum(agreed) - open_) / whole if whole > TINY else 0.0
    return opinion(agreed[0] + scale * compromise[0], agreed[1] + scale * compromise[1], base_rate)


def maximally_uncertain(told: Opinion) -> Opinion:
    """The opinion of the same probability that claims to know the least."""
    chance, rate = told.probability, told.base_rate
    bounds = [chance / rate] if rate > 0 else []
    bounds += [(1 - chance) / (1 - rate)] if rate < 1 else []
    open_ = min(1.0, *bounds)
    return opinion(chance - rate * open_, 1 - open_ - (chance - rate * open_), rate)


def _limit(opinions: Sequence[Opinion]) -> Opinion | None:
    """The fusion where some opinions are dogmatic: of these alone, each counting the same."""
    _require(opinions)
    dogmatic = [each for each in opinions if each.is_dogmatic]
    if not dogmatic:
        return None
    share = 1 / len(dogmatic)
    return opinion(
        share * sum(each.belief for each in dogmatic),
        share * sum(each.disbelief for each in dogmatic),
        _mean(dogmatic),
    )


def _require(opinions: Sequence[Opinion]) -> None:
    if not opinions:
        raise ValueError("there is nothing to fuse")


def _mean(opinions: Sequence[Opinion]) -> float:
    return sum(each.base_rate for each in opinions) / len(opinions)
