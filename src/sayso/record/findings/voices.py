"""Voices over all reports, with their records and the ratings that people gave them.

A voice is listed as one of four sorts: an outlet; a voice with a name; a body that is called by
what it is ("the police"), which nobody knows to be the same body elsewhere; a voice without a name.
The last two hold in their report alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from sayso.errors import NotInCase
from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.findings.copies import ReportName, reports_named
from sayso.record.judgement import Decision, Judged
from sayso.record.weighing import GRADES

SORTS = ("outlet", "named", "body", "unnamed")
# How the key of a voice begins that holds in its report alone; the report follows.
ALONE = "unnamed:"


@dataclass(frozen=True, slots=True)
class Rating:
    """A grade that somebody gave a voice; `judgement` is the id that takes it back."""

    grade: str
    who: str
    at: str
    why: str
    judgement: str


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A voice in a list. What it told counts propositions; outcomes are claims that people judged.

    `untyped` counts the statements that it made or handed on and that hold no typed claim.

    `home` is the one report in which the voice is known; None where it is known over all.
    `suggested` is the grade that its record would give, None where there are too few outcomes.
    """

    key: str
    name: str
    kind: str
    sort: str
    unnamed: bool
    told: int
    untyped: int
    alone: int
    contradicted: int
    taken_back: int
    right: int
    wrong: int
    suggested: str | None
    rating: Rating | None
    home: ReportName | None


@dataclass(frozen=True, slots=True)
class Sought:
    """Which voices to list; what is None does not matter. `rated`: somebody gave it a grade."""

    words: str = ""
    kind: str | None = None
    sort: str | None = None
    rated: bool | None = None


_row = tables.teller.c
_only_here = _row.key.startswith(ALONE)
_sort: ColumnElement[str] = case(
    (_row.unnamed, "unnamed"),
    (_only_here, "body"),
    (_row.kind == "outlet", "outlet"),
    else_="named",
)
_rank: ColumnElement[int] = case(
    (_row.unnamed, 3), (_only_here, 2), (_row.kind == "outlet", 0), else_=1
)
# What a list can be ordered by.
ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "told": (_row.told.desc(), _row.untyped.desc()),
    "untyped": (_row.untyped.desc(),),
    "alone": (_row.alone.desc(),),
    "contradicted": (_row.contradicted.desc(),),
    "taken_back": (_row.taken_back.desc(),),
    "right": (_row.right.desc(),),
    "wrong": (_row.wrong.desc(),),
    "rating": (_row.rated.is_(None), _row.rated),
    "name": (),
}
_COLUMNS = (
    *(_row.key, _row.name, _row.kind, _sort.label("sort"), _row.unnamed, _row.told),
    *(
        _row.untyped,
        _row.alone,
        _row.contradicted,
        _row.taken_back,
        _row.right,
        _row.wrong,
        _row.suggested,
        _row.rated,
    ),
)


def voices(
    opened: Case, sought: Sought, order: str = "told", page: int = 1, size: int = 50
) -> tuple[tuple[VoiceRow, ...], int]:
    """One page of the voices that are sought, sort by sort, and how many there are in all."""
    where = _where(sought)
    ordered = (_rank, *ORDERS[order], func.lower(_row.name), _row.key)
    asked = select(*_COLUMNS).where(*where).order_by(*ordered)
    with opened.store.reading() as connection:
        count = select(func.count()).select_from(tables.teller).where(*where)
        total = connection.execute(count).scalar_one()
        some = connection.execute(asked.limit(size).offset((page - 1) * size)).mappings().all()
    return listed(opened, [dict(row) for row in some]), total


def voice(opened: Case, key: str) -> VoiceRow:
    """The voice with a key. Raises NotInCase."""
    with opened.store.reading() as connection:
        asked = select(*_COLUMNS).where(_row.key == key)
        found = connection.execute(asked).mappings().one_or_none()
    if found is None:
        raise NotInCase(f"No voice has the key {key!r}.")
    return listed(opened, [dict(found)])[0]


def listed(opened: Case, found: Sequence[dict[str, Any]]) -> tuple[VoiceRow, ...]:
    """Rows of the table as values, with the ratings and the reports that belong to them."""
    homes = {row["key"]: row["key"].split(":")[1] for row in found if row["key"].startswith(ALONE)}
    reports = reports_named(opened, list(homes.values())) if homes else {}
    given = ratings(opened, [row["key"] for row in found])
    made = []
    for row in found:
        grade, key = row.pop("rated"), row["key"]
        rating = given.get(key) or (Rating(grade, "", "", "", "") if grade else None)
        made.append(VoiceRow(**row, rating=rating, home=reports.get(homes.get(key, ""))))
    return tuple(made)


def counted_by_sort(opened: Case, sought: Sought) -> dict[str, int]:
    """How many voices there are of each sort, of those that are sought otherwise."""
    where = _where(Sought(sought.words, sought.kind, None, sought.rated))
    asked = select(_sort, func.count()).select_from(tables.teller).where(*where).group_by(_sort)
    with opened.store.reading() as connection:
        found = {row[0]: row[1] for row in connection.execute(asked)}
    return {sort: found.get(sort, 0) for sort in SORTS}


def kinds(opened: Case) -> tuple[tuple[str, int], ...]:
    """The kinds of voices that there are, with how many, the commonest first."""
    count = func.count()
    asked = select(_row.kind, count).group_by(_row.kind).order_by(count.desc(), _row.kind)
    with opened.store.reading() as connection:
        return tuple((row[0], row[1]) for row in connection.execute(asked))


def every(opened: Case, sought: Sought) -> Iterator[dict[str, object]]:
    """All voices that are sought, as rows of a table."""
    ordered = select(*_COLUMNS).where(*_where(sought)).order_by(_rank, _row.told.desc(), _row.key)
    with opened.store.reading() as connection:
        found = [dict(row) for row in connection.execute(ordered).mappings()]
    given = ratings(opened, [row["key"] for row in found if row["rated"]])
    for row in found:
        rating = given.get(row["key"])
        told = asdict(rating) if rating else {}
        home = row["key"].split(":")[1] if row["key"].startswith(ALONE) else None
        yield {**row, "report": home, **{f"rated_{n}": told.get(n) for n in ("who", "at", "why")}}


def _where(sought: Sought) -> list[ColumnElement[bool]]:
    where = [_row.name.icontains(word, autoescape=True) for word in sought.words.split()]
    if sought.kind:
        where.append(_row.kind == sought.kind)
    if sought.sort:
        where.append(_sort == sought.sort)
    if sought.rated is not None:
        where.append(_row.rated.is_not(None) if sought.rated else _row.rated.is_(None))
    return where


def ratings(opened: Case, keys: Collection[str]) -> dict[str, Rating]:
    """The rating of each of some voices that has one: the last that stands."""
    rows = [row for row in opened.judgements() if row.judgement.decision is Decision.RATED]
    with opened.store.reading() as connection:
        home = identities_of(connection, {row.judgement.subject for row in rows})
    found: dict[str, Rating] = {}
    for row in rows:
        value = row.judgement.value
        subject = row.judgement.subject
        key = home.get(subject, subject)
        if row.retraction is None and key in keys and isinstance(value, dict):
            grade = str(value.get("grade"))
            if grade in GRADES:
                who, why = row.judgement.who, row.judgement.why
                found[key] = Rating(grade, who, row.at, why, row.id)
    return found


def identities_of(connection: Connection, entities: Collection[str]) -> Mapping[str, str]:
    """The identity of each of some entities of reports."""
    member = tables.member.c
    asked = select(member.entity, member.identity).where(member.entity.in_(list(entities)))
    return {row[0]: row[1] for row in connection.execute(asked)}


def rating_history(opened: Case, key: str) -> tuple[Judged, ...]:
    """All ratings of a voice, those taken back too, in the order in which they were given."""
    rows = [row for row in opened.judgements() if row.judgement.decision is Decision.RATED]
    with opened.store.reading() as connection:
        home = identities_of(connection, {row.judgement.subject for row in rows})
    return tuple(r for r in rows if key in (r.judgement.subject, home.get(r.judgement.subject)))
