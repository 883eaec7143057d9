"""Claims on two clocks: when they were told, and when what they tell is said to have happened.

found = times(case, Sought(since="2019-09-10", until="2019-09-20"))
strip = days(case, Sought())
told = telling_order(case, "p6245c792fe29")
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.findings.claims import ClaimRow, claims
from sayso.record.findings.copies import ReportName, reports_named, taken_between
from sayso.record.findings.propositions import body

# More dots than these nobody tells apart, and a browser draws them slowly.
MOST = 500
# So many claims are put in order by their origins.
FEW = 5_000
# After every day that a report can have.
LAST = "~"


@dataclass(frozen=True, slots=True)
class Sought:
    """Which claims to show: `entity` and `voice` are ids, the days ISO dates, both included.

    A report dated after `today` has no date that can be right, and counts as without one.
    """

    today: str
    entity: str | None = None
    voice: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A claim with where it stands on the two clocks.

    `told` and the days on which it happened are its own; `dated` tells whether the report says
    when. `outlet` is the key of who published it, `origin` where the information came from.
    """

    claim: ClaimRow
    outlet: str
    origin: str | None
    dated: bool


@dataclass(frozen=True, slots=True)
class Times:
    """What was found: `total` claims, of which the first MOST are in `moments`.

    Of all of them `undated` were told on a day that is not known, and of `untimed` nobody tells
    when it happened.
    """

    moments: tuple[Moment, ...]
    total: int
    undated: int
    untimed: int


@dataclass(frozen=True, slots=True)
class Step:
    """One telling of a proposition, in the order of time.

    `kind` is "first", "origin" (information from somewhere else), "copy" or "again" (the same
    origin, not copied), and "against" for who says otherwise. `giver` is the report that a copy
    was taken from, `share` how much of its words that is, `known_by` how the order is known.
    """

    claim: str
    kind: str
    origin: str
    source: str
    established: bool
    because: str
    giver: ReportName | None = None
    share: float | None = None
    known_by: str | None = None


def times(case: Case, sought: Sought, most: int = MOST) -> Times:
    """The claims that were told, or happened, in a stretch of time.

    Of more than `most` those from most origins, and of these the latest told. Claims of a report
    without a date come last: they may belong to any time.
    """
    one = tables.assertion.c
    where = [*narrowed(sought), *in_stretch(sought)]
    undated_ = undated(sought.today)
    counted = select(
        func.count(),
        func.count().filter(undated_),
        func.count().filter(_untimed()),
    ).where(*where)
    with case.store.reading() as connection:
        total, *without = connection.execute(counted).one()
        order = (undated_, one.told.desc(), one.claim)
        names = best(connection, where, order, most, few=total <= FEW)
    return Times(moments(case, names), total, *without)


def best(
    connection: Connection,
    where: Sequence[ColumnElement[bool]],
    late: Sequence[ColumnElement[Any]],
    most: int,
    *,
    few: bool,
) -> list[str]:
    """The claims from most origins, then the latest told, which is the order of `late`.

    Where there are not few, those of the widest propositions of the case come first, and the rest
    by their days alone: to look up the origins of each would take a second.
    """
    one, proposition = tables.assertion.c, tables.proposition.c
    asked = select(one.claim).where(*where).limit(most)
    if few:
        joined = asked.outerjoin(tables.proposition, proposition.id == one.proposition)
        ordered = joined.order_by(late[0], proposition.origins.desc(), *late[1:])
        return list(connection.execute(ordered).scalars())
    several = select(proposition.id, proposition.origins).where(proposition.origins > 1)
    widest = several.order_by(proposition.origins.desc(), proposition.id).limit(most)
    origins: dict[str, int] = {row[0]: row[1] for row in connection.execute(widest)}
    told = select(one.claim, one.proposition).where(*where, ~late[0])
    wide = told.where(one.proposition.in_(list(origins))).order_by(*late)
    found = connection.execute(wide).all()
    names = [row.claim for row in sorted(found, key=lambda row: -origins[row.proposition])][:most]
    if len(names) < most:
        rest = asked.order_by(*late)
        names += [name for name in connection.execute(rest).scalars() if name not in set(names)]
    return names[:most]


def moments(case: Case, names: Sequence[str]) -> tuple[Moment, ...]:
    """The claims with these ids on the two clocks, the earliest told first."""
    one = tables.assertion.c
    asked = select(one.claim, one.outlet, one.origin, one.dated).where(one.claim.in_(names))
    with case.store.reading() as connection:
        told = {row.claim: row for row in connection.execute(asked)}
    found = [
        Moment(each, told[each.id].outlet, told[each.id].origin, told[each.id].dated)
        for each in claims(case, names)
        if each.id in told
    ]
    return tuple(sorted(found, key=lambda m: (m.claim.told or LAST, m.claim.report, m.claim.id)))


def narrowed(sought: Sought) -> list[ColumnElement[bool]]:
    """What a claim must be about, whenever it was told."""
    one, spoke, filled = tables.assertion.c, tables.voicing.c, tables.filling.c
    where: list[ColumnElement[bool]] = []
    if sought.type:
        where.append(one.type == sought.type)
    if sought.voice:
        where.append(one.claim.in_(select(spoke.claim).where(spoke.teller == sought.voice)))
    if sought.entity:
        where.append(one.claim.in_(select(filled.claim).where(filled.identity == sought.entity)))
    return where


def in_stretch(sought: Sought) -> list[ColumnElement[bool]]:
    """That a claim was told in a stretch of time, or is said to have happened then."""
    if not sought.since and not sought.until:
        return []
    one = tables.assertion.c
    told: list[ColumnElement[bool]] = [~undated(sought.today)]
    happened: list[ColumnElement[bool]] = [~_untimed()]
    if sought.since:
        told.append(one.told >= sought.since)
        happened.append(func.coalesce(one.happened_to, LAST) >= sought.since)
    if sought.until:
        told.append(one.told <= sought.until)
        happened.append(func.coalesce(one.happened_from, "") <= sought.until)
    return [or_(and_(*told), and_(*happened), undated(sought.today))]


def undated(today: str) -> ColumnElement[bool]:
    """That nobody knows when a claim was told."""
    told = tables.assertion.c.told
    return or_(told.is_(None), told > today)


def _untimed() -> ColumnElement[bool]:
    one = tables.assertion.c
    return or_(~one.dated, and_(one.happened_from.is_(None), one.happened_to.is_(None)))


def days(case: Case, sought: Sought) -> dict[str, tuple[int, int]]:
    """How many claims were told on each day, and how many are said to begin to happen on it.

    What is only known to have happened until a day counts on that day. The stretch does not matter.
    """
    one = tables.assertion.c
    whenever = narrowed(sought)
    begins = func.coalesce(one.happened_from, one.happened_to)
    said = _by(one.told, [*whenever, ~undated(sought.today)])
    happened = _by(begins, [*whenever, ~_untimed()])
    with case.store.reading() as connection:
        told = Counter({row[0]: row[1] for row in connection.execute(said)})
        began = Counter({row[0]: row[1] for row in connection.execute(happened)})
    return {day: (told[day], began[day]) for day in sorted({*told, *began})}


def _by(day: Any, where: Sequence[ColumnElement[bool]]) -> Any:  # noqa: ANN401 - of SQLAlchemy
    return select(day, func.count()).where(*where).group_by(day)


def telling_order(case: Case, name: str) -> tuple[str, tuple[Step, ...], int]:
    """How a proposition spread: its id, the first MOST tellings in order, how many there are.

    `name` is the id of the proposition, or of a claim in it. Raises NotInCase.
    """
    told = body(case, name)
    sides = [*((o, False) for o in told["origins"]), *((o, True) for o in told["against"])]
    ways = [(t, origin, against) for origin, against in sides for t in origin["tellings"]]
    ways.sort(key=lambda each: (each[0]["told"] or LAST, len(each[0]["way"]), each[0]["report"]))
    shown = ways[:MOST]
    givers = [(t["report"], t["way"][1]) for t, _, _ in shown if len(t["way"]) > 1]
    reports = reports_named(case, sorted({giver for _, giver in givers}))
    shares = taken_between(case, givers)
    steps: list[Step] = []
    met: set[str] = set()
    for telling, origin, against in shown:
        step = _step(telling, origin, met, against=against)
        pair = (telling["report"], telling["way"][1]) if step.kind == "copy" else None
        if pair is not None:
            share, known_by = shares.get(pair, (None, None))
            step = replace(step, giver=reports.get(pair[1]), share=share, known_by=known_by)
        steps.append(step)
    return told["id"], tuple(steps), len(ways)


def _step(telling: Any, origin: Any, met: set[str], *, against: bool) -> Step:  # noqa: ANN401 - JSON
    """One telling; `met` are the origins that were told before, and grows."""
    if against:
        kind = "against"
    elif len(telling["way"]) > 1:
        kind = "copy"
    elif origin["id"] in met:
        kind = "again"
    else:
        kind = "origin" if met else "first"
        met.add(origin["id"])
    because = origin["because"][0] if origin["because"] else ""
    return Step(
        telling["claim"],
        kind,
        origin["id"],
        origin["source"],
        origin["independence"] == "established",
        because,
    )


def talkative(case: Case, limit: int) -> tuple[tuple[str, str], ...]:
    """The voices that tell most, without those whom nobody names: key and name."""
    row = tables.teller.c
    named = ~row.unnamed & ~row.key.startswith("unnamed:")
    asked = select(row.key, row.name).where(named).order_by(row.told.desc(), row.key).limit(limit)
    with case.store.reading() as connection:
        return tuple((told[0], told[1]) for told in connection.execute(asked))


def busiest(case: Case, limit: int) -> tuple[tuple[str, str], ...]:
    """Those of whom most claims are told: id and name."""
    row = tables.identity.c
    told = select(row.id, row.name).where(row.claims > 0)
    asked = told.order_by(row.claims.desc(), row.id).limit(limit)
    with case.store.reading() as connection:
        return tuple((who[0], who[1]) for who in connection.execute(asked))
