"""One voice: what it said, about whom, in which reports, what speaks against it.

said = Said(case, key)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select

from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.findings.claims import ClaimRow, claims
from sayso.record.findings.copies import ReportName, reports_named
from sayso.record.findings.propositions import PropositionRow, named

# So many claims of a voice are looked at: the largest of 60 outlets has some 3,000 in a case of
# 100,000. Of one that has them all, these take 0.3 s.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class About:
    """Somebody whom a voice speaks of, and in how many of its claims."""

    identity: str
    name: str
    kind: str
    claims: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a voice is heard: an outlet, by key and name, with how many claims and reports."""

    key: str
    name: str
    claims: int
    reports: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A report in which a voice is heard, and in how many claims."""

    report: ReportName
    claims: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Two propositions that cannot both hold. The voice tells `mine`; `both`: it tells either."""

    mine: PropositionRow
    other: PropositionRow
    kind: str
    because: str
    both: bool


@dataclass(frozen=True, slots=True)
class Contest:
    """What is told in several ways, one of which the voice tells; who takes which.

    `choices` holds, for each method of truth discovery, the id of the proposition that it takes;
    `told` are the ids of those that the voice tells.
    """

    propositions: tuple[PropositionRow, ...]
    choices: Mapping[str, str]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is asked of the claims in whose chain a voice stands, `key`."""

    case: Case
    key: str

    def _mine(self) -> Select[Any]:
        said = tables.voicing.c
        return select(said.claim).where(said.teller == self.key).distinct().limit(MOST)

    def count(self) -> int:
        """How many claims are looked at."""
        with self.case.store.reading() as connection:
            count = select(func.count()).select_from(self._mine().subquery())
            return int(connection.execute(count).scalar_one())

    def claims(self, page: int, size: int) -> tuple[ClaimRow, ...]:
        """What the voice said, the latest first."""
        one = tables.assertion.c
        asked = select(one.claim).where(one.claim.in_(self._mine()))
        return self._page(asked.order_by(one.told.desc(), one.claim), page, size)

    def withdrawn(self, size: int) -> tuple[ClaimRow, ...]:
        """What was taken back or corrected of what it said."""
        one = tables.assertion.c
        asked = select(one.claim).where(one.claim.in_(self._mine()), one.withdrawn.is_not(None))
        return self._page(asked.order_by(one.told.desc(), one.claim), 1, size)

    def _page(self, asked: Select[Any], page: int, size: int) -> tuple[ClaimRow, ...]:
        with self.case.store.reading() as connection:
            some = asked.limit(size).offset((page - 1) * size)
            names = list(connection.execute(some).scalars())
        return claims(self.case, names)

    def about(self, size: int) -> tuple[About, ...]:
        """Of whom it speaks most."""
        filled, who = tables.filling.c, tables.identity.c
        count = func.count(filled.claim.distinct())
        told = (
            select(filled.identity, count.label("claims"))
            .where(filled.claim.in_(self._mine()), filled.identity.is_not(None))
            .group_by(filled.identity)
            .subquery()
        )
        asked = (
            select(who.id, who.name, who.kind, told.c.claims)
            .join(told, told.c.identity == who.id)
            .order_by(told.c.claims.desc(), who.name, who.id)
            .limit(size)
        )
        with self.case.store.reading() as connection:
            return tuple(About(*row) for row in connection.execute(asked))

    def places(self, size: int) -> tuple[Place, ...]:
        """The outlets in which it is heard."""
        one, teller = tables.assertion.c, tables.teller.c
        count = func.count().label("claims")
        told = (
            select(one.outlet, count, func.count(one.report.distinct()).label("reports"))
            .where(one.claim.in_(self._mine()))
            .group_by(one.outlet)
            .subquery()
        )
        asked = (
            select(told.c.outlet, teller.name, told.c.claims, told.c.reports)
            .join(tables.teller, teller.key == told.c.outlet)
            .order_by(told.c.claims.desc(), teller.name)
            .limit(size)
        )
        with self.case.store.reading() as connection:
            return tuple(Place(*row) for row in connection.execute(asked))

    def reports(self, size: int) -> tuple[Heard, ...]:
        """The reports in which it is heard, the latest first."""
        one = tables.assertion.c
        asked = (
            select(one.report, func.count())
            .where(one.claim.in_(self._mine()))
            .group_by(one.report)
            .order_by(func.max(one.told).desc(), one.report)
            .limit(size)
        )
        with self.case.store.reading() as connection:
            found = {row[0]: row[1] for row in connection.execute(asked)}
        known = reports_named(self.case, list(found))
        return tuple(Heard(known[name], n) for name, n in found.items() if name in known)

    def propositions(self) -> Select[Any]:
        """The ids of the propositions that it tells."""
        one = tables.assertion.c
        where = (one.claim.in_(self._mine()), one.proposition.is_not(None))
        return select(one.proposition).where(*where).distinct()

    def clashes(self, size: int) -> tuple[Clash, ...]:
        """What it said that cannot hold beside what somebody else says, or it itself."""
        row = tables.contradiction.c
        mine = self.propositions().cte("mine")
        ids = select(mine.c.proposition)
        asked = (
            select(row.one, row.other, row.kind, row.because, row.one.in_(ids), row.other.in_(ids))
            .where(or_(row.one.in_(ids), row.other.in_(ids)), row.kind != tables.NUMBER)
            .order_by(row.one, row.other)
            .limit(size)
        )
        with self.case.store.reading() as connection:
            found = connection.execute(asked).all()
        known = {p.id: p for p in named(self.case, [n for each in found for n in each[:2]])}
        made = []
        for one, other, kind, because, first, second in found:
            left, right = (one, other) if first else (other, one)
            if left in known and right in known:
                made.append(Clash(known[left], known[right], kind, because, bool(first and second)))
        return tuple(made)

    def contests(self, size: int) -> tuple[Contest, ...]:
        """What is told in several ways where it is one who tells, and what each method takes."""
        with self.case.store.reading() as connection:
            told = connection.execute(select(tables.weighing.c.disputes)).scalar() or []
            mine = set(connection.execute(self.propositions()).scalars()) if told else set()
        chosen = [each for each in told if not mine.isdisjoint(each["propositions"])]
        # Those on which the methods differ come first: there a person is needed.
        chosen.sort(key=lambda each: -len(set(each["choices"].values())))
        return tuple(contest(self.case, each, mine) for each in chosen[:size])


def contest(case: Case, told: Mapping[str, Any], mine: set[str]) -> Contest:
    """A dispute as a value."""
    names: Sequence[str] = told["propositions"]
    own = tuple(name for name in names if name in mine)
    return Contest(named(case, names), told["choices"], own)
