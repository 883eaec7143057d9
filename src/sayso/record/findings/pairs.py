"""Pairs of names that may be one: the queue of those that are open, and what speaks for each.

A pair that somebody has judged is out of the queue at once, though a large case is weighed later.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select

from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.findings.copies import ReportName, reports_named
from sayso.record.findings.entities import Part, found, part, parts, sourced
from sayso.record.findings.mentions import Mention, mentions
from sayso.record.findings.people import IdentityRow, doubt_between
from sayso.record.findings.voices import identities_of
from sayso.record.judgement import joined, pair
from sayso.record.selections import decided

# So many sentences are shown of each side, from so many parts at most.
SENTENCES, LOOKED_AT = 3, 60
# Reports that name both sides and are listed.
SHARED = 5


@dataclass(frozen=True, slots=True)
class Open:
    """An open question: two identities, by id, and how likely they are one."""

    chance: float
    one: str
    other: str

    @property
    def place(self) -> tuple[float, str, str]:
        """Where it stands in the queue: the likeliest first."""
        return (-self.chance, self.one, self.other)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two that are held beside each other: an identity, or what it is in one report.

    `id` is what a judgement on it names, `home` the identity, `part` what it is in that report.
    """

    id: str
    home: IdentityRow
    part: Part | None
    sentences: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, and all that a person needs to judge whether they are one.

    `chance` and `because` are None and empty where the program sees no doubt; `shared` are reports
    that name both. `seen` counts the judgements there are on the pair.
    """

    one: Side
    other: Side
    chance: float | None
    because: tuple[str, ...]
    shared: tuple[ReportName, ...]
    shared_count: int
    seen: int

    @property
    def is_one(self) -> bool:
        """Whether both sides are parts of one identity as it is."""
        return self.one.home.id == self.other.home.id


def queue(case: Case) -> tuple[Open, ...]:
    """What is left to judge, the likeliest first."""
    row = tables.doubt.c
    rows = case.judgements()
    with case.store.reading() as connection:
        asked = select(row.chance, row.one, row.other)
        told = [Open(*each) for each in connection.execute(asked)]
        ends = joined(rows)
        home = identities_of(connection, {end for two in ends for end in two})
    done = {frozenset((home.get(one, one), home.get(other, other))) for one, other in ends}
    left = (each for each in told if frozenset((each.one, each.other)) not in done)
    return tuple(sorted(left, key=lambda each: each.place))


def side(case: Case, name: str) -> Side:
    """What is known of an identity, or of an entity of one report. Raises NotInCase."""
    home, entity = found(case, name)
    home = sourced(case, home)
    if name != entity:
        return Side(home.id, home, None, tuple(mentions(case, chosen(case, home.id))))
    here = part(case, entity)
    return Side(entity, home, here, tuple(mentions(case, [here])))


def chosen(case: Case, identity: str) -> list[Part]:
    """The parts whose sentences show best who somebody is: other names, then other reports."""
    some = parts(case, identity, 1, LOOKED_AT)
    made: list[Part] = []
    for telling in (is_other_name, is_other_report, lambda _part, _made: True):
        for each in some:
            if each not in made and telling(each, made):
                made.append(each)
    return made[:SENTENCES]


def is_other_name(part: Part, made: list[Part]) -> bool:
    """Whether a part has a name and a report that those chosen already lack."""
    names = {each.name.casefold() for each in made}
    return part.name.casefold() not in names and is_other_report(part, made)


def is_other_report(part: Part, made: list[Part]) -> bool:
    """Whether a part is in a report that those chosen already are not in."""
    return part.report.id not in {each.report.id for each in made}


def held_together(case: Case, one: str, other: str) -> Pair:
    """Two sides beside each other. Raises NotInCase."""
    left, right = side(case, one), side(case, other)
    whole = not (left.part or right.part)
    told = doubt_between(case, left.home.id, right.home.id) if whole else None
    subject = pair(subject_of(left), subject_of(right))
    with case.store.reading() as connection:
        seen = decided(connection, subject)
    both, count = shared(case, left, right)
    return Pair(
        left,
        right,
        told[0] if told else None,
        told[1] if told else (),
        both,
        count,
        seen,
    )


def subject_of(one: Side) -> str:
    """The entity that a judgement on a side is about."""
    return one.part.entity if one.part else one.home.first


def shared(case: Case, left: Side, right: Side) -> tuple[tuple[ReportName, ...], int]:
    """Reports in which both are named, and so were taken for two."""
    if left.home.id == right.home.id or left.part or right.part:
        return (), 0
    mine, its = tables.member.alias(), tables.member.alias()
    where = and_(mine.c.identity == left.home.id, its.c.identity == right.home.id)
    both = select(mine.c.report).distinct().join(its, its.c.report == mine.c.report).where(where)
    with case.store.reading() as connection:
        count = connection.execute(select(func.count()).select_from(both.subquery())).scalar_one()
        names = connection.execute(both.order_by(mine.c.report).limit(SHARED)).scalars().all()
    known = reports_named(case, names)
    return tuple(known[name] for name in names if name in known), count


def open_with(case: Case, identity: str, size: int) -> tuple[Open, ...]:
    """The open questions about one identity, the likeliest first."""
    row = tables.doubt.c
    asked = (
        select(row.chance, row.one, row.other)
        .where(or_(row.one == identity, row.other == identity))
        .order_by(row.chance.desc(), row.one, row.other)
        .limit(size)
    )
    with case.store.reading() as connection:
        return tuple(Open(*each) for each in connection.execute(asked))
