"""The JSON of `sayso weigh`: one proposition, never without its origins.

It is a promise to other programs (`schema/weigh.schema.json`): keys are only ever added.
"""

from __future__ import annotations

from typing import Any

from sayso.model import identify
from sayso.weigh.opinion import Opinion
from sayso.weigh.weighing import Grounds, OriginWeight, Weight, opposite
from sayso.weigh.why import because, why

Json = dict[str, Any]


def to_json(weight: Weight, grounds: Grounds) -> Json:
    """One proposition as the promised object."""
    proposition = weight.proposition
    own = [each for each in weight.origins if not each.denies]
    return {
        "id": proposition.id,
        "type": proposition.type,
        "roles": {
            role: {
                "entity": party.identity,
                "name": party.name,
                "count": None
                if party.count is None
                else {"low": party.count.low, "high": finite(party.count.high)},
            }
            for role, party in proposition.parties().items()
        },
        "polarity": proposition.polarity.value,
        "modality": proposition.modality.value,
        "claims": list(dict.fromkeys(t.claim for t in proposition.testimonies)),
        "reports": list(dict.fromkeys(t.report for t in proposition.testimonies)),
        "origins": [origin_to_json(each) for each in own],
        "against": [origin_to_json(each) for each in weight.origins if each.denies],
        "contradicts": [
            {
                "proposition": opposite(each, proposition.id),
                "kind": each.kind.value,
                "because": each.because,
            }
            for each in weight.contradictions
        ],
        "beside": [
            {"proposition": opposite(each, proposition.id), "because": each.because}
            for each in weight.variants
        ],
        "credibility": weight.credibility.grade,
        "opinion": opinion_to_json(weight.number),
        "why": [sentence for _, sentence in why(weight, grounds)],
    }


def origin_to_json(each: OriginWeight) -> Json:
    """One origin; the id is the same wherever the origin is met."""
    origin = each.origin
    return {
        "id": identify("o", origin.key),
        "source": origin.source,
        "reports": list(origin.reports),
        "first": origin.first.testimony.report,
        "published": origin.first.testimony.told,
        "independence": "not established" if each.independent is None else "established",
        "because": because(each),
        "opinion": opinion_to_json(each.opinion),
    }


def opinion_to_json(opinion: Opinion | None) -> Json | None:
    """An opinion; null where nothing can be known."""
    if opinion is None or opinion.is_vacuous:
        return None
    return {
        "belief": round(opinion.belief, 4),
        "disbelief": round(opinion.disbelief, 4),
        "uncertainty": round(opinion.uncertainty, 4),
        "base_rate": round(opinion.base_rate, 4),
        "probability": round(opinion.probability, 4),
    }


def finite(number: float) -> float | None:
    """A number that JSON can hold; None where it has no end."""
    return None if number == float("inf") else number
