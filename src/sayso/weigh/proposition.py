"""Propositions: testimonies that assert the same thing, over wordings and reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.model import Modality, Polarity, identify
from sayso.weigh.accord import agrees
from sayso.weigh.party import Party
from sayso.weigh.provenance import Provenance
from sayso.weigh.testimony import Testimony

# So many members of different wording are held against a testimony; later ones are like them.
VARIANTS = 8
Root = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Voiced:
    """A testimony, and where it comes from."""

    testimony: Testimony
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Proposition:
    """What several testimonies assert, the earliest first.

    The id is made from the first one, so that it stays when later reports are added.
    """

    id: str
    type: str
    polarity: Polarity
    modality: Modality
    voiced: tuple[Voiced, ...]

    @property
    def first(self) -> Testimony:
        """The earliest testimony."""
        return self.voiced[0].testimony

    @property
    def testimonies(self) -> tuple[Testimony, ...]:
        """All testimonies, the earliest first."""
        return tuple(each.testimony for each in self.voiced)

    def parties(self) -> dict[str, Party]:
        """Who fills each role: as most tell it, one with a name before one without."""
        told: defaultdict[str, Counter[Party]] = defaultdict(Counter)
        for testimony in self.testimonies:
            for role, party in testimony.parties:
                told[role][party] += 1
        return {
            role: max(uses, key=lambda p: (p.identity is not None, uses[p], p.count is not None))
            for role, uses in told.items()
        }


def propositions(told: Iterable[Voiced]) -> tuple[Proposition, ...]:
    """Testimonies grouped by what they assert; each is in one group."""
    ordered = sorted(told, key=lambda v: when_told(v.testimony))
    buckets: defaultdict[tuple[str, ...], list[list[Voiced]]] = defaultdict(list)
    copies: dict[Root, list[Voiced]] = {}
    made: list[list[Voiced]] = []
    for voiced in ordered:
        one, root = voiced.testimony, root_of(voiced)
        group = copies.get(root) or fitting(voiced, buckets[bucket_of(one)])
        if group is None:
            group = []
            made.append(group)
            buckets[bucket_of(one)].append(group)
        group.append(voiced)
        copies.setdefault(root, group)
    return tuple(proposition(group) for group in made)


def proposition(group: Sequence[Voiced]) -> Proposition:
    """The proposition that a group asserts."""
    first = group[0].testimony
    name = identify("p", first.claim, first.report, first.polarity.value)
    return Proposition(name, first.type, first.polarity, first.modality, tuple(group))


def fitting(voiced: Voiced, groups: Iterable[list[Voiced]]) -> list[Voiced] | None:
    """The first group that the testimony agrees with as a whole."""
    one = voiced.testimony
    for group in groups:
        if all(agrees(one, other.testimony) for other in group[:VARIANTS]):
            return group
    return None


def root_of(voiced: Voiced) -> Root:
    """What a copy has in common with its first text, however it was shortened."""
    one = voiced.testimony
    return voiced.provenance.root.claim, one.polarity.value, one.modality.value


def bucket_of(testimony: Testimony) -> tuple[str, ...]:
    """What all that assert the same have in common."""
    first, second = testimony.main
    return (
        testimony.type,
        testimony.polarity.value,
        testimony.modality.value,
        first.key if first else "~",
        second.key if second else "~",
    )


def when_told(testimony: Testimony) -> tuple[str, str, int, str]:
    """The order in which testimonies are looked at: those without a date last."""
    return (testimony.told or "~", testimony.report, testimony.evidence.start, testimony.claim)
