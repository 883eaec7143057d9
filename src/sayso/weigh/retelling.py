"""What a text that was taken from another one does with a claim: keep it, or tell it otherwise.

    retold = retelling(claim, place, theirs)

A reprint speaks with the voice of its original only as far as it says the same: with the same
actors, the same numbers, as so or not so, as done or only planned. What it changed is its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from sayso.annotate.spelling import fold
from sayso.model import Modality, Polarity, Report, Span
from sayso.weigh.accord import (
    counted_roles,
    different_counts,
    is_told,
    may_be_one,
    same_matter,
    same_parties,
    same_place,
    same_time,
)
from sayso.weigh.party import PRONOUNS, Party
from sayso.weigh.testimony import Testimony

# A place in the other text is found by counting on from where the passage begins. Words that were
# put in or cut out on the way (25 at most, see `reuse.passage`) move it by so many code points.
OFF = 200


@dataclass(frozen=True)
class Original:
    """The text that another one follows: its report, what is told in it, and at which place."""

    report: Report
    told: Sequence[Testimony]
    place: Span

    @property
    def here(self) -> Sequence[Testimony]:
        """What is told at the place."""
        return [other for other in self.told if other.evidence.meets(self.place)]

    @property
    def words(self) -> str:
        """The words at the place and around it, as they compare."""
        start, end = max(0, self.place.start - OFF), self.place.end + OFF
        return as_compared(self.report.text[start:end])


@dataclass(frozen=True, slots=True)
class Retelling:
    """What the original has of a claim.

    `kept` is the same claim there. Where it has other words for it, `instead` is what it says in
    its place, if that was read, and `beside` whatever is told there: on whose word the original
    has the passage. `in_words` marks a claim that stands there word for word and was not read.
    """

    kept: Testimony | None = None
    instead: Testimony | None = None
    beside: Testimony | None = None
    in_words: bool = False


def retelling(claim: Testimony, mine: Report, original: Original) -> Retelling:
    """What the original has of a claim in a passage that was taken from it."""
    here = original.here
    at_its_place = (o for o in here if has_parties(claim, o))
    elsewhere = (o for o in original.told if same_parties(claim, o) and is_told(claim, o))
    kept = next((o for o in chain(at_its_place, elsewhere) if is_kept(claim, o)), None)
    if kept is not None:
        return Retelling(kept)
    if stands_there(claim, mine, original):
        return Retelling(in_words=True)
    others = (o for o in here if o.type == claim.type and is_of_the_same(claim, o))
    instead = next((o for o in others if is_otherwise(claim, o, original.words)), None)
    return Retelling(None, instead, instead or next(iter(here), None))


def has_parties(claim: Testimony, other: Testimony) -> bool:
    """Whether the other one, at the same place, has the parties of the claim.

    The same words are the same, and a pronoun there that the copy leaves open is whoever the
    original means by it.
    """
    return all(
        may_be_one(mine, theirs)
        or (mine is not None and theirs is not None and (is_open(mine) or same_words(mine, theirs)))
        for mine, theirs in zip(claim.main, other.main, strict=True)
    )


def same_words(mine: Party | None, theirs: Party | None) -> bool:
    """Whether two parties are called the same."""
    return mine is not None and theirs is not None and fold(mine.name) == fold(theirs.name)


def is_open(party: Party) -> bool:
    """Whether a party is a pronoun, of which nobody knows for whom it stands."""
    return party.identity is None and party.name.lower() in PRONOUNS


def is_kept(claim: Testimony, other: Testimony) -> bool:
    """Whether the other one, of the same parties, is the claim with all of its numbers."""
    return sort_of(claim) == sort_of(other) and not other_counts(claim, other)


def sort_of(claim: Testimony) -> tuple[str, Polarity, Modality]:
    """What has to be the same for two claims to be one."""
    return claim.type, claim.polarity, claim.modality


def other_counts(claim: Testimony, other: Testimony) -> set[str]:
    """The roles of which the claim tells another number than the other one, or alone tells one.

    "82-year-old" and "82 year-old" are read differently, and are the same words.
    """
    told = {role for role, party in other.parties if party.count}
    counted = counted_roles(claim.type) - told
    added = {role for role, party in claim.parties if party.count and role in counted}
    found = added | set(different_counts(claim, other))
    return {role for role in found if not same_words(claim.party(role), other.party(role))}


def is_of_the_same(claim: Testimony, other: Testimony) -> bool:
    """Whether two claims of one type have a party in common, whatever else they tell."""
    return same_parties(claim, other) or is_told(claim, other)


def is_otherwise(claim: Testimony, other: Testimony, words: str) -> bool:
    """Whether the other one tells it otherwise, and is not of something else in the same words.

    A sentence may tell two things of one type, of which only one was read there: whoever is named
    in the original's words is not told otherwise there.
    """
    changed = other_counts(claim, other)
    mine = [
        each
        for each, theirs in zip(claim.main, other.main, strict=True)
        if each is not None and not may_be_one(each, theirs)
    ]
    mine += [party for role, party in claim.parties if role in changed]
    return not any(f" {as_compared(party.name)} " in f" {words} " for party in mine)


def stands_there(claim: Testimony, mine: Report, original: Original) -> bool:
    """Whether the original has the claim's very words, and names whom it names.

    A passage can be read a little differently in two texts; the same words say the same. Only
    whom "they" stands for may have been changed, further up.
    """
    told = as_compared(claim.evidence.of(mine.text))
    if f" {told} " not in f" {original.words} ":
        return False
    around = original.told[0].around if original.told else frozenset()
    named = [party for party in claim.main if party and party.identity]
    here = set(told.split())
    return all(party.identity in around or here & {*fold(party.name)} for party in named)


def as_compared(words: str) -> str:
    """Words as they compare, whatever stands between them."""
    return " ".join(fold(words))


def told_otherwise(headline: Testimony, told: Sequence[Testimony]) -> Testimony | None:
    """What a text that was copied tells of a headline's matter, with another number."""
    for other in told:
        same = sort_of(other) == sort_of(headline) and same_parties(headline, other)
        if same and different_counts(headline, other) and is_one_event(headline, other):
            return other
    return None


def is_one_event(one: Testimony, other: Testimony) -> bool:
    """Whether both can be of one event."""
    return same_matter(one, other) and same_time(one, other) and same_place(one, other)


def in_its_place(claim: Testimony, instead: Testimony) -> str:
    """What the original says in place of a claim, as far as the two differ."""
    told = []
    if instead.polarity is not claim.polarity:
        told.append("it is not so" if instead.polarity is Polarity.DENIED else "it is so")
    if instead.modality is not claim.modality:
        told.append(f"as {instead.modality.value}, and not as {claim.modality.value}")
    mine, theirs = dict(claim.parties), dict(instead.parties)
    known = zip(claim.main, instead.main, strict=True)
    others = {b.name for a, b in known if b and not may_be_one(a, b)}
    changed = other_counts(claim, instead)
    told += [
        f"{role}: {party.name}"
        for role, party in instead.parties
        if role in changed or party.name in others
    ]
    told += [f"no {role}" for role in mine if role in changed and role not in theirs]
    every = "; ".join(f"{role}: {party.name}" for role, party in instead.parties)
    return ", ".join(told) or f"{instead.type.replace('_', ' ')} ({every})"
