"""Propositions: testimonies that assert the same thing, over wordings and reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

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

    The id is made from the first one that was ever told, so that it stays when later reports are
    added, and when a claim is rejected.
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


def propositions(told: Iterable[Voiced], aside: Iterable[Voiced] = ()) -> tuple[Proposition, ...]:
    """Testimonies grouped by what they assert; each is in one group.

    What is left `aside`, as people rejected it or nobody listens to it, is in none, and takes no
    part in the grouping. It only keeps names: a group is called as it would be with all of it, so
    that who rejects the first claim of a proposition, or takes that back, renames nothing.
    """
    kept, rest = list(told), list(aside)
    groups = grouped(kept)
    names = first_names(grouped([*kept, *rest])) if rest else {}
    used: set[str] = set()
    made = []
    for group in groups:
        name = names.get(group[0].testimony.claim, name_of(group))
        # Of two groups that were one with what is left aside, the later has a name of its own.
        name = name_of(group) if name in used else name
        used.add(name)
        made.append(proposition(group, name))
    return tuple(made)


def first_names(groups: Iterable[Sequence[Voiced]]) -> dict[str, str]:
    """What the group of each claim is called."""
    return {voiced.testimony.claim: name_of(group) for group in groups for voiced in group}


def grouped(told: Iterable[Voiced]) -> list[list[Voiced]]:
    """Testimonies by what they assert, the groups and their members in the order of time."""
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
    return made


def proposition(group: Sequence[Voiced], name: str) -> Proposition:
    """The proposition that a group asserts."""
    first = group[0].testimony
    return Proposition(name, first.type, first.polarity, first.modality, tuple(retold(group)))


def name_of(group: Sequence[Voiced]) -> str:
    """The name that a group has from its first testimony."""
    first = group[0].testimony
    return identify("p", first.claim, first.report, first.polarity.value)


def retold(group: Sequence[Voiced]) -> Iterator[Voiced]:
    """A group, where a headline has what it tells from the text below it.

    Who copies a wire's text under a headline of his own has added no origin, and who quotes a
    minister has not learnt it a second time for the headline. A headline that names a voice has it
    from the passage in which this voice speaks; where there is none, it stands for itself.
    """
    bodies: defaultdict[str, list[Voiced]] = defaultdict(list)
    for voiced in group:
        if not voiced.testimony.headline:
            bodies[voiced.testimony.report].append(voiced)
    for voiced in group:
        below = bodies[voiced.testimony.report]
        named = {link.key for link in voiced.testimony.chain[1:] if link.named}
        same = [b for b in below if named <= {link.key for link in b.testimony.chain}]
        if not voiced.testimony.headline or not same:
            yield voiced
            continue
        source = same[0]
        steps = (*source.provenance.steps, "a headline tells what its own text tells")
        yield replace(voiced, provenance=replace(source.provenance, steps=steps))


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
