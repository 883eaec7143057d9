"""Track records: what each voice has told, how often alone, contradicted, taken back, right.

A grade from A to E is suggested only from outcomes that people judged, and only from enough of
them; whoever has no record has no grade.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.weigh.contradiction import Kind
from sayso.weigh.discovery import METHODS, Vote, nothing_implied
from sayso.weigh.testimony import Link
from sayso.weigh.weighing import Weight
from sayso.weigh.whole import Weighed

# With fewer outcomes a share of them says little: of five, four right and five right are one
# outcome apart. The shares are a convention, as the Admiralty's grades are words alone.
FEWEST_OUTCOMES = 5
GRADES = ((0.95, "A"), (0.8, "B"), (0.6, "C"), (0.35, "D"), (0.0, "E"))


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What a voice has told, in numbers of propositions; outcomes are claims that people judged."""

    key: str
    name: str
    unnamed: bool
    told: int
    alone: int
    contradicted: int
    taken_back: int
    right: int
    wrong: int
    rated: str | None

    @property
    def suggested(self) -> str | None:
        """A grade from the outcomes; None where there are too few."""
        outcomes = self.right + self.wrong
        if outcomes < FEWEST_OUTCOMES:
            return None
        return next(grade for share, grade in GRADES if self.right / outcomes >= share)


def track_records(
    weighed: Weighed, accepted: frozenset[str], rejected: frozenset[str]
) -> tuple[TrackRecord, ...]:
    """The records of all voices that are named, or outlets, and of unnamed ones by outlet."""
    told: defaultdict[str, list[tuple[Weight, str]]] = defaultdict(list)
    links: dict[str, Link] = {}
    for weight in weighed.weights:
        for each in weight.proposition.testimonies:
            for link in each.chain:
                links.setdefault(link.key, link)
                told[link.key].append((weight, each.claim))
    made = (record(links[key], said, weighed, accepted, rejected) for key, said in told.items())
    return tuple(sorted(made, key=lambda r: (-r.told, r.name, r.key)))


def record(
    link: Link,
    said: Iterable[tuple[Weight, str]],
    weighed: Weighed,
    accepted: frozenset[str],
    rejected: frozenset[str],
) -> TrackRecord:
    """The record of one voice."""
    pairs = list(said)
    weights = {weight.proposition.id: weight for weight, _ in pairs}
    claims = {claim for _, claim in pairs}
    return TrackRecord(
        link.key,
        link.name,
        not link.is_known,
        len(weights),
        sum(1 for w in weights.values() if sum(not o.denies for o in w.origins) == 1),
        sum(1 for w in weights.values() if w.contradictions),
        len(claims & weighed.grounds.withdrawn.keys()),
        len(claims & accepted),
        len(claims & rejected),
        weighed.grounds.ratings.get(link.key),
    )


@dataclass(frozen=True, slots=True)
class Dispute:
    """Propositions of which one at most is right, and which of them each method takes for it."""

    propositions: tuple[str, ...]
    choices: Mapping[str, str]

    @property
    def is_open(self) -> bool:
        """Whether the methods disagree."""
        return len(set(self.choices.values())) > 1


def disputes(weighed: Weighed) -> tuple[Dispute, ...]:
    """What is told in several ways, and what each method of truth discovery makes of it.

    A source is an outlet: what is copied is told by both, so that the methods can find it out.
    """
    groups = list(matters(weighed))
    votes = []
    by_id = {proposition.id: proposition for proposition in weighed.propositions}
    for group in groups:
        for name in group:
            outlets = {each.chain[0].key for each in by_id[name].testimonies}
            votes += [Vote(outlet, group[0], name) for outlet in sorted(outlets)]
    found = {name: method(votes, nothing_implied) for name, method in METHODS.items()}
    return tuple(
        Dispute(group, {name: each.values[group[0]] for name, each in found.items()})
        for group in groups
    )


def matters(weighed: Weighed) -> Iterator[tuple[str, ...]]:
    """Propositions that contradict each other, in groups; the ids of each in order."""
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            name = parent[name]
        return name

    for each in weighed.contradictions:
        if each.kind in (Kind.VALUE, Kind.DENIAL, Kind.DATE, Kind.IDENTITY, Kind.PLACE):
            first, second = sorted((find(each.one), find(each.other)))
            parent[second] = first
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(parent):
        groups[find(name)].append(name)
    yield from (tuple(group) for group in groups.values())
