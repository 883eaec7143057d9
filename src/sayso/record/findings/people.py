"""Who is who, as it was last weighed: identities with their names, and what is left to judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sayso.errors import NotInCase
from sayso.record.case import Case
from sayso.record.findings import tables


@dataclass(frozen=True, slots=True)
class NameRow:
    """A way of writing a name, and how often each outlet or report writes it so."""

    text: str
    sources: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """Somebody or something that reports name; `members` are the entities of reports in it."""

    id: str
    first: str
    name: str
    kind: str
    reports: int
    claims: int
    names: tuple[NameRow, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """Two identities that may be one, how likely that is, and why it is open."""

    one: IdentityRow
    other: IdentityRow
    chance: float
    because: tuple[str, ...]


def identities(case: Case, names: Sequence[str]) -> dict[str, IdentityRow]:
    """The identities with these ids, by id."""
    row = tables.identity
    with case.store.reading() as connection:
        found = connection.execute(select(row).where(row.c.id.in_(names))).mappings()
        return {each["id"]: identity_row(each) for each in found}


def identity_row(told: object) -> IdentityRow:
    """A row of the table as a value."""
    row = dict(told)  # type: ignore[call-overload]
    names = tuple(
        NameRow(use["text"], tuple((s, n) for s, n in use["sources"])) for use in row["names"]
    )
    return IdentityRow(**{**row, "names": names, "members": tuple(row["members"])})


def meant(case: Case, name: str) -> tuple[IdentityRow, str]:
    """The identity of an id, and the entity of a report that a judgement on it is about.

    `name` is the id of an identity, which means all of it, or of one entity. Raises NotInCase.
    """
    row, member = tables.identity, tables.member.c
    # One look-up by each key; both at once in an "or" would read the whole table.
    whole = select(row).where(row.c.id == name)
    part = select(row).join(tables.member, member.identity == row.c.id).where(member.entity == name)
    with case.store.reading() as connection:
        found = connection.execute(whole).mappings().first()
        found = found or connection.execute(part).mappings().first()
    if found is None:
        raise NotInCase(f"No entity has the id {name!r}.")
    identity = identity_row(found)
    return identity, identity.first if identity.id == name else name


def rated_voice(case: Case, key: str) -> tuple[str, str]:
    """What a rating of a voice is about, as the judgement keeps it, and the voice's name.

    An outlet is rated by its key, somebody with an identity by an entity, which stays when the
    identity is merged. Raises NotInCase, also for a voice without a name: it may be anybody.
    """
    teller = tables.teller.c
    with case.store.reading() as connection:
        asked = select(teller.name, teller.unnamed).where(teller.key == key)
        found = connection.execute(asked).one_or_none()
    if found is None:
        raise NotInCase(f"No voice has the key {key!r}.")
    if found.unnamed:
        raise NotInCase(f"“{found.name}” has no name and may be anybody: it cannot be rated.")
    if key.startswith("outlet:"):
        return key, found.name
    try:
        identity, entity = meant(case, key)
    except NotInCase:
        return key, found.name
    return entity, identity.name


def doubts(case: Case, page: int = 1, size: int = 10) -> tuple[DoubtRow, ...]:
    """What is left to judge, the likeliest first."""
    row = tables.doubt
    asked = select(row).order_by(row.c.chance.desc(), row.c.one, row.c.other)
    with case.store.reading() as connection:
        found = connection.execute(asked.limit(size).offset((page - 1) * size)).all()
    known = identities(case, [name for each in found for name in (each.one, each.other)])
    return tuple(
        DoubtRow(known[each.one], known[each.other], each.chance, tuple(each.because))
        for each in found
        if each.one in known and each.other in known
    )


def doubt_between(case: Case, one: str, other: str) -> tuple[float, tuple[str, ...]] | None:
    """How likely two identities are one, and why that is open; None where there is no doubt."""
    row, ends = tables.doubt.c, sorted((one, other))
    asked = select(row.chance, row.because).where(row.one == ends[0], row.other == ends[1])
    with case.store.reading() as connection:
        found = connection.execute(asked).one_or_none()
    return (found.chance, tuple(found.because)) if found else None
