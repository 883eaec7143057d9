"""What two tellers disagree on, what both say, and what only one of them says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from sayso.weigh.contradiction import Contradiction, Variant
from sayso.weigh.proposition import Proposition
from sayso.weigh.weighing import Weight
from sayso.weigh.whole import Weighed

R = TypeVar("R", Contradiction, Variant)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two tellers compared. `disagree` holds a proposition of each, and why not both can hold.

    `numbers` holds those that tell two numbers of what may be one event, where both can hold.
    """

    disagree: tuple[tuple[Weight, Weight, Contradiction], ...]
    numbers: tuple[tuple[Weight, Weight, Variant], ...]
    both: tuple[Weight, ...]
    only_one: tuple[Weight, ...]
    only_other: tuple[Weight, ...]


def difference(weighed: Weighed, one: frozenset[str], other: frozenset[str]) -> Difference:
    """Compare tellers, each given by the keys of the voices that it is known by."""
    by_id = {weight.proposition.id: weight for weight in weighed.weights}
    mine = {name for name, weight in by_id.items() if tells(weight.proposition, one)}
    theirs = {name for name, weight in by_id.items() if tells(weight.proposition, other)}

    def between(found: Iterable[R]) -> Iterator[tuple[Weight, Weight, R]]:
        for each in found:
            for first, second in ((each.one, each.other), (each.other, each.one)):
                if first in mine and second in theirs:
                    yield by_id[first], by_id[second], each

    return Difference(
        tuple(dict.fromkeys(between(weighed.contradictions))),
        tuple(dict.fromkeys(between(weighed.variants))),
        tuple(by_id[name] for name in by_id if name in mine & theirs),
        tuple(by_id[name] for name in by_id if name in mine - theirs),
        tuple(by_id[name] for name in by_id if name in theirs - mine),
    )


def tells(proposition: Proposition, voices: frozenset[str]) -> bool:
    """Whether one of the voices tells it, in whatever place of a chain."""
    return any(link.key in voices for t in proposition.testimonies for link in t.chain)
