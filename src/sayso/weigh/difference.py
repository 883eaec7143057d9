"""What two tellers disagree on, what both say, and what only one of them says."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.weigh.contradiction import Contradiction
from sayso.weigh.proposition import Proposition
from sayso.weigh.weighing import Weight
from sayso.weigh.whole import Weighed


@dataclass(frozen=True, slots=True)
class Difference:
    """Two tellers compared. `disagree` holds a proposition of each, and why not both can hold."""

    disagree: tuple[tuple[Weight, Weight, Contradiction], ...]
    both: tuple[Weight, ...]
    only_one: tuple[Weight, ...]
    only_other: tuple[Weight, ...]


def difference(weighed: Weighed, one: frozenset[str], other: frozenset[str]) -> Difference:
    """Compare tellers, each given by the keys of the voices that it is known by."""
    by_id = {weight.proposition.id: weight for weight in weighed.weights}
    mine = {name for name, weight in by_id.items() if tells(weight.proposition, one)}
    theirs = {name for name, weight in by_id.items() if tells(weight.proposition, other)}
    disagree = []
    for found in weighed.contradictions:
        for first, second in ((found.one, found.other), (found.other, found.one)):
            if first in mine and second in theirs:
                disagree.append((by_id[first], by_id[second], found))
    return Difference(
        tuple(dict.fromkeys(disagree)),
        tuple(by_id[name] for name in by_id if name in mine & theirs),
        tuple(by_id[name] for name in by_id if name in mine - theirs),
        tuple(by_id[name] for name in by_id if name in theirs - mine),
    )


def tells(proposition: Proposition, voices: frozenset[str]) -> bool:
    """Whether one of the voices tells it, in whatever place of a chain."""
    return any(link.key in voices for t in proposition.testimonies for link in t.chain)
