"""Propositions that cannot both hold, and those that only seem so.

A toll that grows is told anew, not contradicted: "twelve by Friday" and "fourteen by Sunday" can
both be right. What is told of another day or place is another event, unless it happens only once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from sayso.model import Modality, Polarity
from sayso.ontology import claim_types
from sayso.weigh.accord import (
    different_counts,
    is_told,
    may_be_one,
    period,
    same_matter,
    same_parties,
    same_place,
    same_time,
)
from sayso.weigh.party import Party
from sayso.weigh.proposition import Proposition
from sayso.weigh.testimony import Testimony
from sayso.weigh.traits import traits

# Roles of which a number grows while people are found, counted or caught.
GROWING = frozenset({"kills", "injures", "detains", "abducts", "damages", "protests"})
# Propositions of one type and one party are compared all with all up to so many; where one
# party is told so much of, only neighbours in time are.
CROWD = 200


class Kind(StrEnum):
    """In what two propositions contradict each other."""

    DENIAL = "denial"
    VALUE = "value"
    DATE = "date"
    PLACE = "place"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two propositions, by id, that cannot both hold; `because` says in what."""

    one: str
    other: str
    kind: Kind
    because: str


def contradictions(found: Sequence[Proposition]) -> tuple[Contradiction, ...]:
    """All contradictions among the propositions of a case, each pair once."""
    buckets: defaultdict[tuple[str, str], list[Proposition]] = defaultdict(list)
    for proposition in found:
        for key in bucket_keys(proposition.first):
            buckets[proposition.type, key].append(proposition)
    made: dict[tuple[str, str], Contradiction] = {}
    for bucket in buckets.values():
        for one, other in pairs(bucket):
            if (one.id, other.id) not in made and (said := between(one, other)) is not None:
                made[one.id, other.id] = Contradiction(one.id, other.id, *said)
    return tuple(made.values())


def bucket_keys(testimony: Testimony) -> Iterator[str]:
    """By what propositions that may contradict each other find each other."""
    for place, party in enumerate(testimony.main):
        if party is None:
            yield f"{place}~"
        elif party.identity:
            yield f"{place}{party.identity}"
        else:
            yield from (f"{place}{word}" for word in sorted(party.words) or ["~"])


def pairs(bucket: Sequence[Proposition]) -> Iterator[tuple[Proposition, Proposition]]:
    """The pairs that are compared, the earlier one first."""
    if len(bucket) <= CROWD:
        yield from combinations(bucket, 2)
        return
    for place, one in enumerate(bucket):
        yield from ((one, other) for other in bucket[place + 1 : place + CROWD])


def between(one: Proposition, other: Proposition) -> tuple[Kind, str] | None:
    """In what two propositions of one type contradict each other, if they do."""
    mine, theirs = one.first, other.first
    if one.modality is not other.modality or not same_matter(mine, theirs):
        return None
    if one.polarity is not other.polarity:
        return denial(mine, theirs)
    if one.modality is not Modality.ACTUAL or one.polarity is Polarity.DENIED:
        return None
    if same_parties(mine, theirs):
        return value(mine, theirs) or date_(mine, theirs) or place_(mine, theirs)
    return identity(mine, theirs)


def denial(one: Testimony, other: Testimony) -> tuple[Kind, str] | None:
    """One says that it is so, the other that it is not.

    What is denied may leave out what was asserted: "took no money" denies any sum.
    """
    told = same_parties(one, other) and is_told(one, other)
    if not (told and same_time(one, other) and same_place(one, other)):
        return None
    return Kind.DENIAL, "one asserts what the other denies"


def value(one: Testimony, other: Testimony) -> tuple[Kind, str] | None:
    """The numbers differ, and not only because one was told later or of another time."""
    roles = different_counts(one, other)
    if not roles or not (same_time(one, other) and same_place(one, other)):
        return None
    role = roles[0]
    mine, theirs = one.party(role), other.party(role)
    if mine is None or theirs is None or has_grown(one, other, mine, theirs):
        return None
    if bool(mine.words) is not bool(theirs.words):
        # Of nine people two may be dockers.
        return None
    return Kind.VALUE, f"{role}: {mine.name} against {theirs.name}"


def has_grown(one: Testimony, other: Testimony, mine: Party, theirs: Party) -> bool:
    """Whether the number told later is the greater one, of what can only grow."""
    if one.type not in GROWING or mine.count is None or theirs.count is None:
        return False
    if not (one.told and other.told) or one.told == other.told:
        return False
    earlier, later = (mine, theirs) if one.told < other.told else (theirs, mine)
    return bool(earlier.count and later.count and later.count.low > earlier.count.low)


def date_(one: Testimony, other: Testimony) -> tuple[Kind, str] | None:
    """It can have happened once only, and is told of two times."""
    named = any(p and p.identity for p in one.main) and is_told(one, other)
    if not (traits(one.type).once and one.dated and other.dated and named):
        return None
    if same_time(one, other) or different_counts(one, other):
        return None
    return Kind.DATE, f"{in_words(one)} against {in_words(other)}"


def place_(one: Testimony, other: Testimony) -> tuple[Kind, str] | None:
    """It is told of one day and of two places."""
    if one.place is None or other.place is None or same_place(one, other):
        return None
    if not (one.dated and other.dated and same_time(one, other) and is_told(one, other)):
        return None
    return Kind.PLACE, f"{one.place.name} against {other.place.name}"


def identity(one: Testimony, other: Testimony) -> tuple[Kind, str] | None:
    """Two names for a role that one party alone fills, of what is else the same."""
    role = traits(one.type).exclusive
    known = claim_types().get(one.type)
    if role is None or known is None:
        return None
    mine, theirs = one.party(role), other.party(role)
    if not (mine and theirs and mine.identity and theirs.identity):
        return None
    rest = known.second.name if role == known.first.name else known.first.name
    about, about_too = one.party(rest), other.party(rest)
    if about is None or about_too is None or not may_be_one(about, about_too):
        return None
    if not (about.identity or about.words & about_too.words):
        return None
    if mine.identity == theirs.identity or not (same_time(one, other) and same_place(one, other)):
        return None
    return Kind.IDENTITY, f"{role}: {mine.name} against {theirs.name}"


def in_words(testimony: Testimony) -> str:
    """When it happened, in ISO dates."""
    days = period(testimony)
    return " to ".join(dict.fromkeys(day for day in (days.start, days.end) if day))
