"""Propositions that cannot both hold, and those that only seem so.

A toll that grows is told anew, not contradicted: "twelve by Friday" and "fourteen by Sunday" can
both be right. What is told of another day or place is another event, unless it happens only once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

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
from sayso.weigh.proposition import VARIANTS, Proposition
from sayso.weigh.testimony import Testimony
from sayso.weigh.traits import traits

# Roles of which a number grows while people are found, counted or caught.
GROWING = frozenset({"kills", "injures", "detains", "abducts", "damages", "protests"})
# Propositions of one type and one party are compared all with all up to so many; where one party is
# told more of, those are that were first told so many days of each other.
CROWD, NEAR = 200, 14
# A proposition without a date stands behind all others.
UNDATED = "~"
Place = tuple[str, str]


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


@dataclass(frozen=True, slots=True)
class Variant:
    """Two propositions, by id, that tell two numbers of what may be one event; both can hold.

    "At least seven" and "at least eight", or a toll and the one that it grew to.
    """

    one: str
    other: str
    because: str


class Rivals:
    """Propositions by what those that may contradict each other have in common."""

    def __init__(self) -> None:
        self.buckets: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
        self.known: dict[str, Proposition] = {}

    def add(self, proposition: Proposition) -> list[str]:
        """Take one in; the ids of those that are no longer compared with as many as before."""
        self.known[proposition.id] = proposition
        crowded: list[str] = []
        for key in keys(proposition):
            bucket = self.buckets[key]
            insort(bucket, place_in_time(proposition))
            if len(bucket) == CROWD + 1:
                crowded += [name for _, name in bucket]
        return crowded

    def remove(self, name: str) -> None:
        """Leave one out."""
        proposition = self.known.pop(name)
        for key in keys(proposition):
            self.buckets[key].remove(place_in_time(proposition))

    def against(self, proposition: Proposition) -> Iterator[Contradiction | Variant]:
        """What is between a proposition and others, the earlier of the two first."""
        mine = place_in_time(proposition)
        seen = {proposition.id}
        for key in keys(proposition):
            for other in self.near(self.buckets[key], mine):
                name = other[1]
                if name in seen:
                    continue
                seen.add(name)
                pair = (mine, other) if mine < other else (other, mine)
                one, two = (self.known[each[1]] for each in pair)
                if (said := between(one, two)) is not None:
                    yield Contradiction(one.id, two.id, *said)
                elif (numbers := variant(one, two)) is not None:
                    yield Variant(one.id, two.id, numbers)

    @staticmethod
    def near(bucket: list[Place], mine: Place) -> Sequence[Place]:
        """Those of a bucket that are compared: all, or of a crowd the ones told about then."""
        if len(bucket) <= CROWD:
            return bucket
        day = mine[0]
        first = bisect_left(bucket, (shifted(day, -NEAR), ""))
        return bucket[first : bisect_right(bucket, (shifted(day, NEAR), "~"))]


def relations(
    found: Sequence[Proposition],
) -> tuple[tuple[Contradiction, ...], tuple[Variant, ...]]:
    """Which propositions contradict each other, and which tell other numbers; by id."""
    rivals = Rivals()
    for proposition in found:
        rivals.add(proposition)
    made: dict[tuple[str, str], Contradiction | Variant] = {}
    for proposition in found:
        for each in rivals.against(proposition):
            made[each.one, each.other] = each
    ordered = [made[pair] for pair in sorted(made)]
    return (
        tuple(each for each in ordered if isinstance(each, Contradiction)),
        tuple(each for each in ordered if isinstance(each, Variant)),
    )


def place_in_time(proposition: Proposition) -> Place:
    """When a proposition was first told, and its id."""
    return proposition.first.told or UNDATED, proposition.id


def shifted(day: str, days: int) -> str:
    """A day so many days later; what is no day stays."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def keys(proposition: Proposition) -> list[tuple[str, str]]:
    """The buckets of a proposition."""
    return [(proposition.type, key) for key in dict.fromkeys(bucket_keys(proposition.first))]


def bucket_keys(testimony: Testimony) -> Iterator[str]:
    """By what propositions that may contradict each other find each other.

    Those of the same parties; and where one party alone can fill a role, those of the same other
    party, whoever fills it.
    """
    first, second = (party.key if party else "~" for party in testimony.main)
    yield f"{first}|{second}"
    role, rest = exclusive(testimony)
    if role is not None and role.identity and rest is not None:
        yield from (f"*{each}" for each in ([rest.identity] if rest.identity else rest.words))


def exclusive(testimony: Testimony) -> tuple[Party | None, Party | None]:
    """Who fills the role that one party alone fills, and the other main party."""
    role = traits(testimony.type).exclusive
    known = claim_types().get(testimony.type)
    if role is None or known is None:
        return None, None
    rest = known.second.name if role == known.first.name else known.first.name
    return testimony.party(role), testimony.party(rest)


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
        numbers = refused(one, other) or refused(other, one) or value(mine, theirs)
        return numbers or date_(mine, theirs) or place_(mine, theirs)
    return identity(mine, theirs)


def denial(one: Testimony, other: Testimony) -> tuple[Kind, str] | None:
    """One says that it is so, the other that it is not.

    What is denied may leave out what was asserted: "took no money" denies any sum.
    """
    told = same_parties(one, other) and is_told(one, other)
    if not (told and same_time(one, other) and same_place(one, other)):
        return None
    return Kind.DENIAL, "one asserts what the other denies"


def refused(one: Proposition, other: Proposition) -> tuple[Kind, str] | None:
    """A number that those who tell the one say it was not is the number of the other.

    On whichever day either was told, and however open the numbers are: who says "four, not seven"
    speaks against the seven, and not of a toll that has grown.
    """
    theirs = other.first
    for mine in one.testimonies[:VARIANTS]:
        if not (same_time(mine, theirs) and same_place(mine, theirs)):
            continue
        for role, party in mine.parties:
            told = theirs.party(role)
            if party.refused and told and told.count and party.refused.agrees(told.count):
                return Kind.VALUE, f"{role}: {party.name}, which is said not to be {told.name}"
    return None


def value(one: Testimony, other: Testimony) -> tuple[Kind, str] | None:
    """The numbers differ, and not only because one was told later or of another time."""
    roles = different_counts(one, other, surely=True)
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


def variant(one: Proposition, other: Proposition) -> str | None:
    """In which numbers two propositions differ that are else the same, where both can hold."""
    mine, theirs = one.first, other.first
    if one.polarity is not other.polarity or one.polarity is Polarity.DENIED:
        return None
    if not one.modality is other.modality is Modality.ACTUAL:
        return None
    told = same_matter(mine, theirs) and same_parties(mine, theirs)
    if not (told and same_time(mine, theirs) and same_place(mine, theirs)):
        return None
    for role in different_counts(mine, theirs):
        here, there = mine.party(role), theirs.party(role)
        if here is None or there is None or bool(here.words) is not bool(there.words):
            continue
        if has_grown(mine, theirs, here, there):
            return f"{role}: {here.name} ({mine.told}) and {there.name} ({theirs.told})"
        return f"{role}: {here.name} and {there.name}; neither rules the other out"
    return None


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
    (mine, about), (theirs, about_too) = exclusive(one), exclusive(other)
    if not (mine and theirs and mine.identity and theirs.identity):
        return None
    if about is None or about_too is None or not may_be_one(about, about_too):
        return None
    if not (about.identity or about.words & about_too.words):
        return None
    if mine.identity == theirs.identity or not (same_time(one, other) and same_place(one, other)):
        return None
    role = traits(one.type).exclusive
    return Kind.IDENTITY, f"{role}: {mine.name} against {theirs.name}"


def in_words(testimony: Testimony) -> str:
    """When it happened, in ISO dates."""
    days = period(testimony)
    return " to ".join(dict.fromkeys(day for day in (days.start, days.end) if day))
