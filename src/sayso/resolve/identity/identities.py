"""Who is who in a case: the entities of all reports, joined to identities.

    found = identify(profiles, same, apart)

Three outcomes: the same, not the same, undecided. What people judged comes first and is never
overruled; then names and context decide where they are sure; what they leave open is a `Doubt`, for
a person to judge. The result is a function of the profiles and of the judgements that stand, so
that one taken back leaves no trace.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.annotate.spelling import contents, fold
from sayso.model import EntityKind
from sayso.model import identify as identifier
from sayso.resolve.identity import chance
from sayso.resolve.identity.apart import is_body, is_headed
from sayso.resolve.identity.blocks import candidates, family
from sayso.resolve.identity.cluster import (
    UNSURE,
    Cluster,
    are_told_apart,
    cluster_of,
    conflicts,
    context,
    likeness,
    named_after,
    odds,
    rarity,
)
from sayso.resolve.identity.profile import Profile
from sayso.resolve.identity.reasons import explain

# At least so likely: the same. Less likely than the other: not the same, and nothing to ask.
SAME, APART = 0.9, 0.4
# A name of one spelling is parted into at most so many; the next report's joins the likest.
MOST_OF_ONE_NAME = 8
Pair = tuple[str, str]
# Log-odds, and the two clusters that they are of.
Edge = tuple[float, Cluster, Cluster]


@dataclass(frozen=True, slots=True)
class NameUse:
    """A way of writing a name, and who writes it so: outlet or report, and how often."""

    text: str
    sources: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Entities of reports that are one person, body or place.

    `members` are their ids, sorted, and `homes` the report of each; `first` is the one in the
    earliest report, after which the identity is called, so that later reports leave its id alone.
    """

    id: str
    first: str
    name: str
    kind: EntityKind
    members: tuple[str, ...]
    homes: tuple[str, ...]
    reports: tuple[str, ...]
    names: tuple[NameUse, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two identities, by id, that may be one, how likely they are, and why that is open."""

    one: str
    other: str
    chance: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identities:
    """All identities of a case, and the doubts that are left to judge, the likeliest first.

    `apart` holds the pairs of entities that people judged not the same.
    """

    all: tuple[Identity, ...]
    doubts: tuple[Doubt, ...]
    apart: frozenset[Pair] = frozenset()


def identify(
    profiles: Sequence[Profile], same: Collection[Pair] = (), apart: Collection[Pair] = ()
) -> Identities:
    """The identities of `profiles`; `same` and `apart` are pairs of entity ids that people judged.

    Where the judgements contradict each other, those for the same are followed.
    """
    ordered = sorted(profiles, key=lambda p: (p.published or "", p.report, p.entity))
    resolver = Resolver(ordered, apart)
    resolver.follow(same)
    clusters = resolver.spell()
    doubts = resolver.join(clusters)
    made: dict[int, Identity] = {}
    for cluster in clusters:
        if cluster.of is None:
            made[cluster.mark] = identity_of([ordered[p] for p in sorted(cluster.places)])
    return Identities(
        tuple(sorted(made.values(), key=lambda i: (i.name.casefold(), i.id))),
        tuple(
            resolver.doubt(made, pair, score)
            for pair, score in sorted(doubts.items(), key=lambda d: (-d[1][0], d[0]))
        ),
        frozenset(pair for pair in apart if all(entity in resolver.place for entity in pair)),
    )


class Resolver:
    """One resolution: clusters of profiles, joined from the surest pair on."""

    def __init__(self, profiles: Sequence[Profile], apart: Collection[Pair]) -> None:
        self.profiles = profiles
        self.rare = rarity(profiles)
        self.place = {profile.entity: place for place, profile in enumerate(profiles)}
        self.apart: defaultdict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            if one in self.place and other in self.place:
                self.apart[self.place[one]].add(self.place[other])
                self.apart[self.place[other]].add(self.place[one])
        self.judged: dict[int, Cluster] = {}
        self.towns = {fold(p.name) for p in profiles if p.kind is EntityKind.PLACE}

    def follow(self, same: Collection[Pair]) -> None:
        """Join what people judged the same."""
        for pair in sorted(same):
            if not all(entity in self.place for entity in pair):
                continue
            one, other = (self.judged_cluster(self.place[entity]) for entity in pair)
            if one is not other:
                one.take(other, self.rare)

    def judged_cluster(self, place: int) -> Cluster:
        """The cluster of a profile that somebody judged."""
        if place not in self.judged:
            self.judged[place] = cluster_of(place, self.profiles[place], self.rare)
        return self.judged[place].root()

    def spell(self) -> list[Cluster]:
        """Clusters of profiles with one name, parted where their contexts say so."""
        by_name: defaultdict[tuple[str, str], list[Cluster]] = defaultdict(list)
        roots = {id(c.root()): c.root() for c in self.judged.values()}
        for cluster in roots.values():
            for name in sorted(cluster.names):
                by_name[cluster.family, " ".join(fold(name))].append(cluster)
        clusters = list(roots.values())
        for place, profile in enumerate(self.profiles):
            if place in self.judged:
                continue
            known = by_name[family(profile.kind), " ".join(fold(profile.name))]
            alone = cluster_of(place, profile, self.rare)
            best = self.likest(alone, known)
            if best is None:
                known.append(alone)
                clusters.append(alone)
            else:
                best.take(alone, self.rare)
        return clusters

    def likest(self, alone: Cluster, known: Sequence[Cluster]) -> Cluster | None:
        """The cluster that a profile of the same name surely belongs to."""
        open_ = [c for c in known if not self.is_forbidden(alone, c)]
        scored = [(odds(alone, c, self.rare), -c.mark, c) for c in open_]
        best = max(scored, key=lambda found: found[:2], default=None)
        if best is None:
            return None
        sure = chance.probability(best[0]) >= SAME or len(known) >= MOST_OF_ONE_NAME
        return best[2] if sure else None

    def doubt(self, made: Mapping[int, Identity], pair: tuple[int, int], edge: Edge) -> Doubt:
        """What is open between the identities of two marks."""
        one, other = sorted(made[mark].id for mark in pair)
        score, first, second = edge
        reasons = explain(likeness(first, second), context(first, second, self.rare))
        if first.family != second.family:
            kinds = sorted(self.profiles[each.mark].kind.value for each in (first, second))
            reasons = (f"read as {kinds[0]} in one place and as {kinds[1]} in the other", *reasons)
        if are_told_apart(first, second):
            reasons = ("a report says that one is not the other", *reasons)
        return Doubt(one, other, round(chance.probability(score), 3), reasons)

    def join(self, clusters: Sequence[Cluster]) -> dict[tuple[int, int], Edge]:
        """Join clusters, the surest pair first; the pairs of marks that are left to judge."""
        edges = sorted(self.edges(clusters), key=lambda e: (-e[0], e[1].mark, e[2].mark))
        left: list[Edge] = []
        for score, one, other in edges:
            mine, its = one.root(), other.root()
            if mine is its or self.is_forbidden(mine, its) or self.are_two(mine, its):
                continue
            open_ = are_told_apart(mine, its) or named_after(mine, its)
            if chance.probability(score) >= SAME and not open_:
                mine.take(its, self.rare)
            else:
                left.append((score, one, other))
        doubts: dict[tuple[int, int], Edge] = {}
        for score, one, other in left:
            first, last = sorted((one.root().mark, other.root().mark))
            if first != last and not self.is_forbidden(one.root(), other.root()):
                doubts.setdefault((first, last), (score, one, other))
        return doubts

    def edges(self, clusters: Sequence[Cluster]) -> Iterator[Edge]:
        """Pairs of clusters that may be one, with their log-odds."""
        by_spelling: defaultdict[tuple[str, EntityKind], list[Cluster]] = defaultdict(list)
        for cluster in clusters:
            # Peoples are many words each ("Orlander", "Orlanders"), and none of them is a riddle.
            if cluster.family == EntityKind.NATIONALITY.value:
                continue
            for name in sorted(cluster.names):
                by_spelling[name, self.profiles[cluster.mark].kind].append(cluster)
        spellings = list(by_spelling)
        pairs = [(i, i) for i, s in enumerate(spellings) if len(by_spelling[s]) > 1]
        seen: set[tuple[int, int]] = set()
        for i, j in (*pairs, *candidates(spellings)):
            for one in by_spelling[spellings[i]]:
                for other in by_spelling[spellings[j]]:
                    marks = (min(one.mark, other.mark), max(one.mark, other.mark))
                    if one is other or marks in seen:
                        continue
                    seen.add(marks)
                    score = self.score(one, other)
                    if chance.probability(score) >= APART:
                        yield score, one, other
        yield from self.across(clusters)

    def are_two(self, one: Cluster, other: Cluster) -> bool:
        """Whether two clusters are surely not one, whatever else speaks for it.

        A body is not the town that it is of, nor the court of which it is the registrar. Where
        "the Dispossessed of Kessen" may be short for their front, a person is asked.
        """
        names = named_after(one, other)
        return conflicts(one, other) or any(fold(n) in self.towns or is_body(n) for n in names)

    def score(self, one: Cluster, other: Cluster) -> float:
        """The log-odds that two clusters are one.

        A name that some report has as a place's is not surely that of a body that is called by it:
        "Tekkara" and "Radio Tekkara"; nor is a body surely what it is named after.
        """
        told = odds(one, other, self.rare)
        if told <= UNSURE:
            return told
        pairs = ((a, b) for a in one.chief() for b in other.chief())
        town = any(
            is_headed(a, b) and min(fold(a), fold(b), key=len) in self.towns for a, b in pairs
        )
        return UNSURE if town or named_after(one, other) else told

    def across(self, clusters: Sequence[Cluster]) -> Iterator[Edge]:
        """Clusters of one name that reports take for different kinds: a person is asked.

        A school is a body in one report and a building in the next, a festival an event or a body.
        People are asked about by full name only: there are towns that are called Weld.
        """
        by_name: defaultdict[tuple[str, ...], list[Cluster]] = defaultdict(list)
        for cluster in clusters:
            if cluster.family == EntityKind.NATIONALITY.value:
                continue
            for words in sorted({tuple(sorted(contents(fold(name)))) for name in cluster.names}):
                by_name[words].append(cluster)
        for words, alike in sorted(by_name.items()):
            for number, one in enumerate(alike[:MOST_OF_ONE_NAME]):
                for other in alike[number + 1 : MOST_OF_ONE_NAME]:
                    person = EntityKind.PERSON.value in (one.family, other.family)
                    if one.family == other.family or (person and len(words) < 2):
                        continue
                    score = min(odds(one, other, self.rare), UNSURE)
                    if chance.probability(score) >= APART:
                        yield score, one, other

    def is_forbidden(self, one: Cluster, other: Cluster) -> bool:
        """Whether somebody judged a member of one and a member of the other not the same."""
        if not self.apart:
            return False
        mine = set(one.places)
        return any(self.apart[p] & mine for p in other.places if p in self.apart)


def identity_of(members: Sequence[Profile]) -> Identity:
    """The identity of profiles: named as most reports name it, the fuller name where in doubt."""
    names = Counter(profile.name for profile in members)
    name = max(names, key=lambda n: (names[n] * (1 + n.count(" ")), len(n), n))
    kinds = Counter(profile.kind for profile in members)
    parts = sorted((profile.entity, profile.report) for profile in members)
    return Identity(
        identifier("i", members[0].entity),
        members[0].entity,
        name,
        max(kinds, key=lambda kind: (kinds[kind], kind.value)),
        tuple(entity for entity, _ in parts),
        tuple(report for _, report in parts),
        tuple(sorted({profile.report for profile in members})),
        uses(members),
    )


def uses(members: Sequence[Profile]) -> tuple[NameUse, ...]:
    """Each way of writing the name, the most frequent first, with who writes it so."""
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    outlets = sorted({profile.outlet or profile.report for profile in members}, reverse=True)
    # "THE LANTERN" is the Lantern, shown in small letters where any report has it so.
    called = {outlet.casefold(): outlet for outlet in outlets if outlet.isupper()}
    called |= {outlet.casefold(): outlet for outlet in outlets if not outlet.isupper()}
    for profile in members:
        source = called[(profile.outlet or profile.report).casefold()]
        for text, count in profile.names:
            tally[text][source] += count
    ordered: Mapping[str, int] = {text: sum(sources.values()) for text, sources in tally.items()}
    return tuple(
        NameUse(text, tuple(sorted(tally[text].items(), key=lambda use: (-use[1], use[0]))))
        for text in sorted(tally, key=lambda text: (-ordered[text], text))
    )
