"""How likely two profiles are one: a logistic score, calibrated on pairs that people judged.

The weights lie in weights.csv, as `training/identity` wrote them; a report on how well they are
calibrated is in the card beside.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files
from operator import attrgetter

from sayso.resolve.identity.likeness import FEATURES, Likeness
from sayso.resolve.identity.writing import KEPT


@dataclass(frozen=True, slots=True)
class Context:
    """What speaks for or against two names being one, beside the names."""

    shared: float = 0.0  # of who stands beside both, from 0 to 1, the rarer the more
    alone: float = 0.0  # nobody stands beside both
    roles: float = 0.0  # a role in common
    other_roles: float = 0.0  # both have roles, and none in common
    years: float = 0.0  # between the reports, at most ten; from 0 to 1

    def values(self) -> tuple[float, ...]:
        """The numbers in the order of the fields."""
        told: tuple[float, ...] = VALUES(self)
        return told


CONTEXT = tuple(field.name for field in fields(Context))
VALUES = attrgetter(*CONTEXT)


@cache
def weights() -> dict[str, float]:
    """The weight of each feature; "bias" is that of none."""
    lines = files(__package__).joinpath("weights.csv").read_text(encoding="utf-8").splitlines()
    return {row["feature"]: float(row["weight"]) for row in csv.DictReader(lines)}


@lru_cache(KEPT)
def of_names(likeness: Likeness) -> float:
    """The logarithm of the odds that two names are one thing's, nothing else known."""
    told = weights()
    values = zip(FEATURES, likeness.values(), strict=True)
    return told["bias"] + sum(told[name] * value for name, value in values)


def of_context(context: Context) -> float:
    """What the context adds to the logarithm of the odds."""
    told = weights()
    return sum(told[n] * v for n, v in zip(CONTEXT, context.values(), strict=True))


def probability(log_odds: float) -> float:
    """The probability of some log-odds."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, log_odds))))
