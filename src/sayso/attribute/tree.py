"""How statements nest: one lies inside another when its cue stands in the other's content."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribute.telling import Telling


def nest(tellings: Sequence[Telling]) -> list[int | None]:
    """For each telling the index of the one that it lies in, None at the top.

    The innermost wins. Two that hold each other's cues are set one inside the other by the length
    of their contents, so that the result is always a forest.
    """
    order = sorted(
        range(len(tellings)),
        key=lambda i: (-extent(tellings[i]), tellings[i].within >= 0, i),
    )
    rank = {i: place for place, i in enumerate(order)}
    parents: list[int | None] = []
    for i, telling in enumerate(tellings):
        holders = [
            j
            for j, other in enumerate(tellings)
            if j != i and rank[j] < rank[i] and inside(telling, other)
        ]
        parents.append(max(holders, key=lambda j: rank[j], default=None))
    return parents


def extent(telling: Telling) -> int:
    """How many characters the content covers."""
    return sum(s.end - s.start for s in telling.content)


def inside(telling: Telling, other: Telling) -> bool:
    """Whether `telling` is told within the content of `other`."""
    if telling.within >= 0 and telling.within == other.head:
        return True
    anchor = telling.cue or telling.content[0]
    return any(content.holds(anchor) for content in other.content)
