"""When two testimonies can be about the same thing, and in what they then differ."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.ontology import claim_types
from sayso.weigh.party import Party
from sayso.weigh.testimony import Days, Testimony
from sayso.weigh.traits import traits

# An event that no date is told of is taken for one of so many days before it was reported.
RECENT = 60
# Where no party has a name, two reports tell of one matter if they name so many others in common.
COMMON = 2

# Further roles that are numbers of something.
COUNTED = frozenset({"quantity", "amount", "price", "share", "forces"})


def same_parties(one: Testimony, other: Testimony) -> bool:
    """Whether the main parties can be the same; what one leaves out, the other may name by words.

    A party with a name is never the same as one that is left out: "the Front killed nine" says
    more than "nine were killed".
    """
    pairs = zip(one.main, other.main, strict=True)
    return all(may_be_one(mine, theirs) for mine, theirs in pairs)


def may_be_one(mine: Party | None, theirs: Party | None) -> bool:
    """Whether two fillers of a role can be the same."""
    if mine is None or theirs is None:
        named = mine or theirs
        return named is None or named.identity is None
    return mine.agrees(theirs)


def is_told(one: Testimony, other: Testimony) -> bool:
    """Whether both surely have a main party in common: by name, by word, or by number alone.

    "Nobody", "we" and what is left out fit anything, and show nothing.
    """
    pairs = zip(one.main, other.main, strict=True)
    return any(mine and theirs and surely_one(mine, theirs) for mine, theirs in pairs)


def surely_one(mine: Party, theirs: Party) -> bool:
    """Whether two fillers of a role have something that shows them to be one."""
    if mine.identity or theirs.identity:
        return mine.identity == theirs.identity
    if mine.words or theirs.words:
        return bool(mine.words & theirs.words) or mine.count == theirs.count is not None
    return bool(mine.count and theirs.count)


def same_matter(one: Testimony, other: Testimony) -> bool:
    """Whether both can tell of one event: by a party with a name, a place, or what is around."""
    if one.report == other.report:
        return True
    mine = {party.identity for party in one.main if party and party.identity}
    if mine & {party.identity for party in other.main if party and party.identity}:
        return True
    here, there = (each.place.identity if each.place else None for each in (one, other))
    return (here is not None and here == there) or len(one.around & other.around) >= COMMON


def same_time(one: Testimony, other: Testimony) -> bool:
    """Whether both can have happened on one day."""
    return period(one).agrees(period(other))


def same_place(one: Testimony, other: Testimony) -> bool:
    """Whether both can have happened in one place; a place that is not told can be any."""
    return one.place is None or other.place is None or one.place.agrees(other.place)


def same_counts(one: Testimony, other: Testimony) -> bool:
    """Whether the numbers that both tell of a role can be the same."""
    return not different_counts(one, other)


def different_counts(one: Testimony, other: Testimony, *, surely: bool = False) -> list[str]:
    """The roles of which the two tell different numbers; `surely` where one rules the other out.

    Numbers compare in the main roles and where a role is one ("amount"); in what somebody demands
    or is charged with they are part of the wording.
    """
    counted = counted_roles(one.type)
    counts = {role: party.count for role, party in other.parties if party.count}
    return [
        role
        for role, party in one.parties
        if role in counted
        and party.count
        and role in counts
        and not (party.count.may_be if surely else party.count.agrees)(counts[role])
    ]


def counted_roles(type_: str) -> frozenset[str]:
    """The roles of a type whose numbers compare."""
    known = claim_types().get(type_)
    return COUNTED | {known.first.name, known.second.name} if known else COUNTED


def period(testimony: Testimony) -> Days:
    """When it happened as far as is known: an event without a date is a recent one."""
    days = testimony.happened
    if testimony.dated or days.end is None or traits(testimony.type).lasting:
        return days
    try:
        first = date.fromisoformat(days.end) - timedelta(days=RECENT)
    except (ValueError, OverflowError):
        return days
    return Days(first.isoformat(), days.end)


def agrees(one: Testimony, other: Testimony) -> bool:
    """Whether two testimonies of one type, polarity and modality assert the same thing."""
    return (
        same_parties(one, other)
        and is_told(one, other)
        and same_counts(one, other)
        and same_time(one, other)
        and same_place(one, other)
        and same_matter(one, other)
    )
