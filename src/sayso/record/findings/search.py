"""Claims by words and by facets: type, voice, outlet, entity, date, polarity, status.

found = find(case, Asked(words="bridge", polarity="denied"))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.findings.claims import ClaimRow, claims
from sayso.record.findings.spellings import called
from sayso.record.judgement import Decision, verdicts
from sayso.record.store import speaker

# Facets are counted over so many claims at most: more take longer than a person waits (100,000
# claims: 0.3 s), and nobody reads that many.
MOST = 2_000
# The values that a facet offers.
OFFERED = 12
STATUSES = ("open", "accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which claims to find. `voice`, `outlet` and `entity` are ids, the days ISO dates."""

    words: str = ""
    type: str | None = None
    voice: str | None = None
    outlet: str | None = None
    entity: str | None = None
    since: str | None = None
    until: str | None = None
    polarity: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that narrows a search down, what it is called, and how many claims have it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the claims that were found; of more than MOST the first are counted."""

    claims: tuple[ClaimRow, ...]
    total: int
    capped: bool
    facets: Mapping[str, tuple[Choice, ...]]


def find(case: Case, asked: Asked, page: int = 1, size: int = 25) -> Found:
    """The claims that fit; the best first where words are asked for, else the latest told."""
    said = verdicts(case.judgements())
    with case.store.reading() as connection:
        names = fitting(connection, asked, said)
        capped, names = len(names) > MOST, names[:MOST]
        facets = facets_of(connection, names, said)
    shown = names[(page - 1) * size : page * size]
    return Found(claims(case, shown), len(names), capped, facets)


def fitting(connection: Connection, asked: Asked, said: Mapping[str, Decision]) -> list[str]:
    """The ids of the claims that fit, one more than MOST at most."""
    one = tables.assertion.c
    chosen = select(one.claim).where(*_where(asked, said))
    if not asked.words.strip():
        latest = chosen.order_by(one.told.desc(), one.claim).limit(MOST + 1)
        return list(connection.execute(latest).scalars())
    best = speaker(connection).matching(connection, asked.words, "claim", 4 * MOST)
    best += [name for name in by_hand(connection, asked.words) if name not in set(best)]
    fits = set(connection.execute(chosen.where(one.claim.in_(best))).scalars())
    return [name for name in best if name in fits][: MOST + 1]


def by_hand(connection: Connection, words: str) -> list[str]:
    """The claims that people added whose passage, names or voices hold all the words.

    The index of words knows what the program read; of these there are few.
    """
    one, filled, spoke, teller = (
        *(tables.assertion.c, tables.filling.c, tables.voicing.c),
        tables.teller.c,
    )
    where = [one.reading == Decision.ADDED.value]
    for word in words.replace('"', " ").split():
        named = select(filled.claim).where(filled.name.icontains(word, autoescape=True))
        voiced = (
            select(spoke.claim)
            .join(tables.teller, teller.key == spoke.teller)
            .where(teller.name.icontains(word, autoescape=True))
        )
        told = one.evidence_words.icontains(word, autoescape=True)
        where.append(or_(told, one.claim.in_(named), one.claim.in_(voiced)))
    if len(where) == 1:
        return []
    asked = select(one.claim).where(*where).order_by(one.claim).limit(MOST)
    return list(connection.execute(asked).scalars())


def _where(asked: Asked, said: Mapping[str, Decision]) -> list[ColumnElement[bool]]:
    one, spoke, filled = tables.assertion.c, tables.voicing.c, tables.filling.c
    plain = {
        one.type: asked.type,
        one.outlet: asked.outlet,
        one.polarity: asked.polarity,
    }
    where: list[ColumnElement[bool]] = [c == value for c, value in plain.items() if value]
    if asked.since:
        where.append(one.told >= asked.since)
    if asked.until:
        where.append(one.told <= asked.until)
    if asked.voice:
        where.append(one.claim.in_(select(spoke.claim).where(spoke.teller == asked.voice)))
    if asked.entity:
        of = select(filled.claim).where(filled.identity == asked.entity)
        where.append(one.claim.in_(of))
    if asked.status in ("accepted", "rejected"):
        where.append(one.claim.in_([c for c, verdict in said.items() if verdict == asked.status]))
    elif asked.status == "open":
        where.append(one.claim.not_in(list(said)))
    return where


def facets_of(
    connection: Connection, names: Sequence[str], said: Mapping[str, Decision]
) -> dict[str, tuple[Choice, ...]]:
    """By what the claims can be narrowed down."""
    one, teller = tables.assertion.c, tables.teller.c
    spoke, filled, who = tables.voicing.c, tables.filling.c, tables.identity.c
    mine = select(one.type, one.polarity, one.outlet).where(one.claim.in_(names))
    rows = connection.execute(mine).all()
    voices = _counted(
        connection,
        select(spoke.teller, func.count(spoke.claim.distinct()))
        .where(spoke.claim.in_(names), spoke.place > 0)
        .group_by(spoke.teller),
    )
    entities = _counted(
        connection,
        select(filled.identity, func.count(filled.claim.distinct()))
        .where(filled.claim.in_(names), filled.identity.is_not(None))
        .group_by(filled.identity),
    )
    outlets = Counter(row.outlet for row in rows)
    known = select(teller.key, teller.name).where(teller.key.in_([*voices, *outlets]))
    called = {row[0]: row[1] for row in connection.execute(known)}
    named = select(who.id, who.name).where(who.id.in_(list(entities)))
    called |= {row[0]: row[1] for row in connection.execute(named)}
    status = Counter(str(said.get(name, "open")) for name in names)
    return {
        "type": choices(Counter(row.type for row in rows), {}),
        "outlet": choices(outlets, called),
        "voice": choices(voices, called),
        "entity": choices(entities, called),
        "polarity": choices(Counter(row.polarity for row in rows), {}),
        "status": choices(status, {}),
    }


def _counted(connection: Connection, asked: Any) -> Counter[str]:  # noqa: ANN401 - a statement
    return Counter({row[0]: row[1] for row in connection.execute(asked)})


def choices(counted: Counter[str], called: Mapping[str, str]) -> tuple[Choice, ...]:
    """The commonest values."""
    ranked = sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:OFFERED]
    return tuple(Choice(value, called.get(value, value), count) for value, count in ranked)


def people(case: Case, words: str, limit: int = 8) -> tuple[tuple[str, str, str], ...]:
    """Whom the words name in any spelling: id, name and kind, the best known first."""
    where = called(words.replace('"', " "))
    if not where:
        return ()
    who = tables.identity.c
    asked = (
        select(who.id, who.name, who.kind)
        .where(*where)
        .order_by(who.reports.desc(), who.claims.desc(), func.lower(who.name), who.id)
        .limit(limit)
    )
    with case.store.reading() as connection:
        return tuple((row[0], row[1], row[2]) for row in connection.execute(asked))


def every(case: Case, asked: Asked) -> Iterable[ClaimRow]:
    """All claims that fit, up to MOST, for a table."""
    said = verdicts(case.judgements())
    with case.store.reading() as connection:
        names = fitting(connection, asked, said)[:MOST]
    yield from claims(case, names)
