"""Judgements that contradict each other: "not the same" of two that others hold together.

Where the judgements contradict each other, those for the same are followed (see
`resolve.identity.identify`). Whoever judged otherwise must be told, or would think that it counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.record.judgement import Decision, Judged, joined, parts, together


class Holding:
    """Which entities of reports the judgements that stand hold together as one."""

    def __init__(self, rows: Sequence[Judged]) -> None:
        self._up: dict[str, str] = {}
        same = [p for p, row in joined(rows).items() if row.judgement.decision is Decision.SAME]
        for one, other in (*same, *together(rows)):
            self._up[self.top(other)] = self.top(one)

    def top(self, entity: str) -> str:
        """The entity that stands for all that are held together with this one."""
        while (up := self._up.get(entity, entity)) != entity:
            self._up[entity] = entity = self._up.get(up, up)
        return entity

    def holds(self, one: str, other: str) -> bool:
        """Whether judgements hold two entities together."""
        return self.top(one) == self.top(other)


def overruled(rows: Sequence[Judged]) -> tuple[Judged, ...]:
    """The judgements "not the same" that stand, and do not count: others hold both together."""
    holding = Holding(rows)
    return tuple(
        row
        for ends, row in joined(rows).items()
        if row.judgement.decision is Decision.NOT_SAME and holding.holds(*ends)
    )


def holders(rows: Sequence[Judged], entity: str) -> tuple[Judged, ...]:
    """The judgements "the same" that hold an entity together with others."""
    holding = Holding(rows)
    last = joined(rows)
    return tuple(
        row
        for row in rows
        if row.judgement.decision is Decision.SAME
        and row.retraction is None
        and (ends := parts(row.judgement.subject)) is not None
        and (last.get(ends) is row or members(row))
        and any(holding.holds(entity, end) for end in (*ends, *members(row)))
    )


def members(row: Judged) -> tuple[str, ...]:
    """The entities of reports that a judgement on two wholes names."""
    value = row.judgement.value
    named = value.get("members") if isinstance(value, dict) else None
    return tuple(map(str, named)) if isinstance(named, list) else ()


def touches(row: Judged, entities: frozenset[str]) -> bool:
    """Whether a judgement is about one of some entities of reports, by itself or as a part."""
    ends = parts(row.judgement.subject) or (row.judgement.subject,)
    return not entities.isdisjoint((*ends, *members(row)))
