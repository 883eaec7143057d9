"""Clusters: profiles that are one so far, and how likely two clusters are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from sayso.annotate.spelling import fold
from sayso.model import EntityKind
from sayso.resolve.identity import chance
from sayso.resolve.identity.apart import is_named_after
from sayso.resolve.identity.blocks import family
from sayso.resolve.identity.chance import Context
from sayso.resolve.identity.likeness import Likeness, compare
from sayso.resolve.identity.profile import Profile, beside_of

# So many names of a cluster are held against those of another, the most frequent ones; and of who
# stands beside it, so many are remembered.
MOST_NAMES = 6
MOST_BESIDE = 400
# What rounding leaves of a weight from which all was taken.
NOTHING = 1e-6
# Log-odds below which two full names are different people's. Of the pairs of people in
# training/identity/pairs.csv none that are one are below it, and 46 in 100 of the look-alikes.
CONFLICT = -2.0
# A name of one word is joined with another only where so much of who stands beside is shared: there
# is more than one Weld.
SHARED_OF_ONE = 0.2
# Log-odds below which names are unlike; of the 143 pairs of people that are one, 4 are (pairs.csv).
UNLIKE = -1.5
# Four chances to one: a person is asked.
UNSURE = log(4)
# What it tells that a report says somebody is not the one who has the other's role. A convention:
# it outweighs a common name, and where the company speaks for it as well a person is asked.
SAID_APART = -4.0
# Two reports that far apart, in years, and further ones are treated alike.
LONG_AGO = 10


@dataclass(slots=True, eq=False)
class Cluster:
    """Profiles that are one so far, by their `places` in the list of all.

    `names` are their chief names, `folded` the same as they compare; `weight` is how much all that
    stands beside tells. `of` is the cluster that this one was joined to.
    """

    family: str
    places: list[int]
    names: Counter[str]
    folded: set[str]
    beside: set[str]
    weight: float
    roles: set[str]
    years: set[int]
    namesakes: set[str]
    of: Cluster | None = None

    @property
    def mark(self) -> int:
        """Where the first of the profiles stands."""
        return self.places[0]

    def root(self) -> Cluster:
        """The cluster that stands for all that were joined with this one."""
        at = self
        while at.of is not None:
            at = at.of
        if at is not self:
            self.of = at
        return at

    def take(self, other: Cluster, rare: Mapping[str, float]) -> None:
        """Join this cluster and `other`; the one whose first profile stands first stands for both.

        Both must be roots.
        """
        one, other = (self, other) if self.mark < other.mark else (other, self)
        other.of = one
        one.places.extend(other.places)
        one.names += other.names
        one.folded |= other.folded
        one.roles |= other.roles
        one.years |= other.years
        one.namesakes |= other.namesakes
        for name in sorted(other.beside - one.beside)[: max(0, MOST_BESIDE - len(one.beside))]:
            one.beside.add(name)
            one.weight += rare[name]

    def chief(self) -> list[str]:
        """Its most frequent names."""
        ordered = sorted(self.names, key=lambda name: (-self.names[name], -len(name), name))
        return ordered[:MOST_NAMES]


def cluster_of(place: int, profile: Profile, rare: Mapping[str, float]) -> Cluster:
    """A cluster of one profile."""
    year = profile.published[:4] if profile.published else ""
    beside = sorted(profile.beside)[:MOST_BESIDE]
    return Cluster(
        family(profile.kind),
        [place],
        Counter({profile.name: 1}),
        set(beside_of([profile.name])),
        set(beside),
        sum(rare[name] for name in beside),
        set(profile.roles),
        {int(year)} if year.isdigit() else set(),
        set(profile.namesakes),
    )


def rarity(profiles: Iterable[Profile]) -> dict[str, float]:
    """How much it tells that a name stands beside: the logarithm of how few reports have it."""
    seen: Counter[str] = Counter()
    reports: set[str] = set()
    for profile in profiles:
        if profile.report not in reports:
            reports.add(profile.report)
            seen.update(profile.beside)
    return {name: log(1 + len(reports) / count) for name, count in seen.items()}


def likeness(one: Cluster, other: Cluster) -> Likeness:
    """How alike the likest names of two clusters are."""
    person = one.family == EntityKind.PERSON.value
    pairs = ((a, b) for a in one.chief() for b in other.chief())
    return max((compare(a, b, person=person) for a, b in pairs), key=chance.of_names)


def context(one: Cluster, other: Cluster, rare: Mapping[str, float]) -> Context:
    """What beside the names speaks for two clusters being one, or against it."""
    own = one.folded | other.folded
    fewer, more = sorted((one, other), key=lambda c: (len(c.beside), c.mark))
    both = sum(rare[n] for n in fewer.beside if n in more.beside and n not in own)
    weights = [c.weight - sum(rare[n] for n in own if n in c.beside) for c in (one, other)]
    gap = min((abs(a - b) for a in one.years for b in other.years), default=0)
    common = one.roles & other.roles
    return Context(
        shared=both / min(weights) if min(weights) > NOTHING else 0.0,
        alone=float(min(weights) <= NOTHING),
        roles=float(bool(common)),
        other_roles=float(bool(one.roles and other.roles and not common)),
        years=min(gap, LONG_AGO) / LONG_AGO,
    )


def odds(one: Cluster, other: Cluster, rare: Mapping[str, float]) -> float:
    """The log-odds that two clusters are one.

    No company makes unlike names one, and without company neither a single word is ever sure nor
    are two people with different roles. Whom a report tells apart, a person may still join.
    """
    names, beside = likeness(one, other), context(one, other, rare)
    told = chance.of_names(names)
    if told < UNLIKE:
        return told
    told += chance.of_context(beside)
    if are_told_apart(one, other):
        return min(told + SAID_APART, UNSURE)
    person = one.family == EntityKind.PERSON.value
    # There is more than one Weld, and a Weld who coaches swimmers may be another than the minister.
    weak = names.one or beside.other_roles
    if person and weak and beside.shared < SHARED_OF_ONE:
        return min(told, UNSURE)
    return told


def are_told_apart(one: Cluster, other: Cluster) -> bool:
    """Whether a report says that one is not the namesake with the role of the other."""
    return bool(one.namesakes & other.roles or other.namesakes & one.roles)


def conflicts(one: Cluster, other: Cluster) -> bool:
    """Whether two clusters hold full names of people that are surely not one."""
    if one.family != EntityKind.PERSON.value:
        return False
    pairs = ((a, b) for a in full(one) for b in full(other))
    return any(chance.of_names(compare(a, b, person=True)) < CONFLICT for a, b in pairs)


def named_after(one: Cluster, other: Cluster) -> list[str]:
    """The names of one cluster after which a body of the other is named; none among people."""
    if one.family == EntityKind.PERSON.value:
        return []
    pairs = ((a, b) for a in one.chief() for b in other.chief())
    return [min(a, b, key=lambda n: len(fold(n))) for a, b in pairs if is_named_after(a, b)]


def full(cluster: Cluster) -> Sequence[str]:
    """The names of a cluster that have more than one word."""
    return [name for name in cluster.chief() if " " in name]
