"""What weighing has to know of a type of claim, as data (`traits.csv`).

A user's own types are events that may happen again, of which no party is blamed.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Traits:
    """A type of claim.

    `lasting`: it holds for a time, and is not over in a day. `once`: it can happen to the same
    parties one time only, so that two dates contradict each other. `exclusive`: the role that one
    party alone fills, so that two names for it contradict each other. `blames`: the roles for
    which the claim is a reproach, so that who plays one and admits it speaks against himself.
    """

    lasting: bool = False
    once: bool = False
    exclusive: str | None = None
    blames: frozenset[str] = frozenset()


@cache
def table() -> Mapping[str, Traits]:
    """The traits of sayso's own types."""
    text = files("sayso.weigh").joinpath("traits.csv").read_text(encoding="utf-8")
    return {
        row["type"]: Traits(
            row["lasting"] == "yes",
            row["once"] == "yes",
            row["exclusive"] or None,
            frozenset(filter(None, row["blames"].split("|"))),
        )
        for row in csv.DictReader(text.splitlines())
    }


def traits(name: str) -> Traits:
    """The traits of a type of claim."""
    return table().get(name, Traits())
