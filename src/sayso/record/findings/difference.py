"""Two voices compared: on what they disagree, what both say, and what only one of them says.

The same as `weigh.difference`, by the tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    case,
    except_,
    func,
    intersect,
    or_,
    select,
)

from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.findings.propositions import PropositionRow, named
from sayso.record.findings.voice import Said

Ids = Select[Any] | CompoundSelect[Any]


@dataclass(frozen=True, slots=True)
class Share:
    """Some propositions, those from most origins first, and how many there are in all."""

    shown: tuple[PropositionRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A proposition of each of two voices, and why not both can hold, or their two numbers."""

    mine: PropositionRow
    other: PropositionRow
    kind: str
    because: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two voices compared; of `disagree` there are `disagreements` in all.

    `numbers` tell two numbers of what may be one event; both can hold.
    """

    disagree: tuple[Disagreement, ...]
    disagreements: int
    numbers: tuple[Disagreement, ...]
    both: Share
    only_one: Share
    only_other: Share


def difference(opened: Case, one: str, other: str, size: int) -> Difference:
    """What sets two voices apart, given by their keys; `size` is how much is shown of each."""
    mine, theirs = (Said(opened, key).propositions() for key in (one, other))
    kind = tables.contradiction.c.kind
    found, total = disagreements(opened, (mine, theirs), kind != tables.NUMBER, size)
    numbers, _ = disagreements(opened, (mine, theirs), kind == tables.NUMBER, size)
    return Difference(
        found,
        total,
        numbers,
        share(opened, intersect(select(mine.subquery()), select(theirs.subquery())), size),
        share(opened, except_(select(mine.subquery()), select(theirs.subquery())), size),
        share(opened, except_(select(theirs.subquery()), select(mine.subquery())), size),
    )


def share(opened: Case, ids: CompoundSelect[Any], size: int) -> Share:
    """Some propositions by their ids."""
    row = tables.proposition.c
    chosen = select(row.id).where(row.id.in_(ids))
    ordered = chosen.order_by(row.origins.desc(), row.reports.desc(), row.id).limit(size)
    with opened.store.reading() as connection:
        count = select(func.count()).select_from(chosen.subquery())
        total = connection.execute(count).scalar_one()
        names = list(connection.execute(ordered).scalars())
    return Share(named(opened, names), total)


def disagreements(
    opened: Case, tellers: tuple[Select[Any], Select[Any]], sort: ColumnElement[bool], size: int
) -> tuple[tuple[Disagreement, ...], int]:
    """What one says and the other contradicts, whichever is named first; of some sort."""
    row = tables.contradiction.c
    one, other = tellers[0].cte("mine"), tellers[1].cte("theirs")
    left, right = select(one.c.proposition), select(other.c.proposition)
    straight = row.one.in_(left) & row.other.in_(right)
    turned = row.other.in_(left) & row.one.in_(right)
    asked = select(
        case((straight, row.one), else_=row.other),
        case((straight, row.other), else_=row.one),
        row.kind,
        row.because,
    ).where(or_(straight, turned), sort)
    with opened.store.reading() as connection:
        count = select(func.count()).select_from(asked.subquery())
        total = connection.execute(count).scalar_one()
        found = connection.execute(asked.order_by(row.one, row.other).limit(size)).all()
    known = {p.id: p for p in named(opened, [name for each in found for name in each[:2]])}
    made = tuple(
        Disagreement(known[a], known[b], kind, because)
        for a, b, kind, because in found
        if a in known and b in known
    )
    return made, total
