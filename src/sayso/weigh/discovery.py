"""Which of several values is right, and how good each source is, where many tell of many things.

    found = METHODS["accucopy"](votes, implies)

Truth discovery: what good sources say is likelier true, and sources that say what is true are good.
No one method is best on all data, so several run side by side, and where they disagree is shown:

    vote         each source counts one
    sums         hubs and authorities (Kleinberg 1999; Pasternack and Roth, COLING 2010)
    average-log  sums, each source by its average and the log of how much it says (the same)
    truthfinder  a value is wrong if all who say it are (Yin, Han and Yu, KDD 2007)
    accu         Bayesian, each source with its own accuracy (Dong, Berti-Equille and Srivastava,
                 VLDB 2009)
    accucopy     accu, and who copies does not count again (the same): sources that share false
                 values, which nobody invents twice, copy

`implies(one, other)` is how far somebody who says `one` may mean `other`, from 0 to 1: a list of
authors of which only the first is named may be the whole list; without it values stand alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log

Implication = Callable[[str, str], float]
Pair = tuple[str, str]
# Values by object, each with the sources that tell it.
Told = Mapping[str, Mapping[str, frozenset[str]]]

# Dong et al.: so accurate is a source before anything is known, so many false values are there to
# choose from, so likely is one source of two to copy, and so much of what it has is then copied.
ACCURACY, FALSE_VALUES, COPIES, COPIED = 0.8, 10, 0.2, 0.8
# How much of the support of a value goes to one that it implies.
IMPLIED = 0.5
# Rounds until nothing changes that could matter; Dong et al. saw all settle within ten.
ROUNDS = 12
# Sources with fewer things in common tell too little of each other.
FEWEST_SHARED = 5
LOWEST, HIGHEST = 0.02, 0.98


@dataclass(frozen=True, slots=True)
class Vote:
    """A source says that a thing has a value."""

    source: str
    thing: str
    value: str


@dataclass(frozen=True)
class Discovery:
    """What a method finds: the value of each thing, how likely it is, and how good each source.

    `copying` holds how likely the first of two sources copies the second, where that is likely.
    """

    values: Mapping[str, str]
    chances: Mapping[str, float]
    accuracy: Mapping[str, float]
    copying: Mapping[Pair, float] = field(default_factory=dict)


def nothing_implied(_one: str, _other: str) -> float:
    """Values stand alone."""
    return 0.0


def told(votes: Iterable[Vote]) -> Told:
    """The votes by thing and value."""
    made: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for vote in votes:
        made[vote.thing][vote.value].add(vote.source)
    return {
        thing: {value: frozenset(values[value]) for value in sorted(values)}
        for thing, values in sorted(made.items())
    }


def vote(votes: Sequence[Vote], implies: Implication = nothing_implied) -> Discovery:
    """Each source counts one."""
    made = told(votes)
    shares = {
        thing: normal(implied({v: float(len(s)) for v, s in values.items()}, implies))
        for thing, values in made.items()
    }
    return discovery(made, shares)


def sums(votes: Sequence[Vote], implies: Implication = nothing_implied) -> Discovery:
    """Hubs and authorities: a source is as good as all it says."""
    return mutual(told(votes), implies, sum)


def average_log(votes: Sequence[Vote], implies: Implication = nothing_implied) -> Discovery:
    """A source is as good as what it says on average, and a little better the more it says."""
    return mutual(
        told(votes), implies, lambda beliefs: log(1 + len(beliefs)) * sum(beliefs) / len(beliefs)
    )


def mutual(
    made: Told, implies: Implication, grade: Callable[[Sequence[float]], float]
) -> Discovery:
    """Sources by their values and values by their sources, in turn; the best of each is one."""
    trust = dict.fromkeys(sorted({s for v in made.values() for g in v.values() for s in g}), 1.0)
    beliefs: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        beliefs = {
            thing: implied(
                {v: sum(trust[s] for s in sorted(g)) for v, g in values.items()}, implies
            )
            for thing, values in made.items()
        }
        most = max((b for values in beliefs.values() for b in values.values()), default=1.0)
        said: defaultdict[str, list[float]] = defaultdict(list)
        for thing, values in made.items():
            for value, sources in values.items():
                for source in sources:
                    said[source].append(beliefs[thing][value] / most)
        trust = {source: grade(said[source]) for source in trust}
        best = max(trust.values(), default=1.0)
        trust = {source: each / best for source, each in trust.items()}
    return discovery(made, {thing: normal(values) for thing, values in beliefs.items()})


def truthfinder(votes: Sequence[Vote], implies: Implication = nothing_implied) -> Discovery:
    """A value is wrong only if all who say it are; one in three of whom only repeats another."""
    made = told(votes)
    accuracy = dict.fromkeys(sorted({v.source for v in votes}), ACCURACY)
    shares: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        shares = {}
        for thing, values in made.items():
            support = {v: sum(-log(1 - accuracy[s]) for s in sorted(g)) for v, g in values.items()}
            support = implied(support, implies)
            shares[thing] = {v: 1 / (1 + exp(-0.3 * each)) for v, each in support.items()}
        accuracy = accuracies(made, shares)
    return discovery(made, {thing: normal(values) for thing, values in shares.items()})


def accu(votes: Sequence[Vote], implies: Implication = nothing_implied) -> Discovery:
    """Bayes, each source with its own accuracy."""
    return bayes(told(votes), implies, copies=False)


def accucopy(votes: Sequence[Vote], implies: Implication = nothing_implied) -> Discovery:
    """Bayes, and what a source has from another does not count again."""
    return bayes(told(votes), implies, copies=True)


def bayes(made: Told, implies: Implication, *, copies: bool) -> Discovery:
    """Accuracies, values and, where asked, copying, each from the others in turn."""
    sources = sorted({s for values in made.values() for group in values.values() for s in group})
    accuracy = dict.fromkeys(sources, ACCURACY)
    copying: dict[Pair, float] = {}
    shares: dict[str, dict[str, float]] = {}
    for turn in range(ROUNDS):
        shares = {
            thing: chances(
                {v: support(group, accuracy, copying) for v, group in values.items()}, implies
            )
            for thing, values in made.items()
        }
        accuracy = accuracies(made, shares)
        if copies and turn < ROUNDS - 1:
            copying = copiers(made, shares, accuracy)
    likely = {pair: round(chance, 4) for pair, chance in sorted(copying.items()) if chance >= 0.5}
    found = discovery(made, shares)
    return Discovery(found.values, found.chances, accuracy, likely)


def support(
    sources: Iterable[str], accuracy: Mapping[str, float], copying: Mapping[Pair, float]
) -> float:
    """What sources count together: each by its accuracy, and by how likely it says so by itself."""
    whole = 0.0
    before: list[str] = []
    for source in sorted(sources, key=lambda s: (-accuracy[s], s)):
        alone = 1.0
        for other in before:
            either = copying.get((source, other), 0.0) + copying.get((other, source), 0.0)
            alone *= 1 - COPIED * min(1.0, either)
        right = accuracy[source]
        whole += alone * log(FALSE_VALUES * right / (1 - right))
        before.append(source)
    return whole


def chances(counts: Mapping[str, float], implies: Implication) -> dict[str, float]:
    """How likely each value is the true one; the rest is for a value that nobody tells."""
    whole = implied(counts, implies)
    most = max(0.0, *whole.values())
    weights = {value: exp(count - most) for value, count in whole.items()}
    unsaid = max(0, FALSE_VALUES - len(weights)) * exp(-most)
    return {value: each / (sum(weights.values()) + unsaid) for value, each in weights.items()}


def implied(counts: Mapping[str, float], implies: Implication) -> dict[str, float]:
    """The support of each value, with its part of the support of values that may mean it."""
    if implies is nothing_implied:
        return dict(counts)
    return {
        value: count
        + IMPLIED * sum(implies(other, value) * counts[other] for other in counts if other != value)
        for value, count in counts.items()
    }


def accuracies(made: Told, shares: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """How often each source is right, by how likely its values are."""
    said: defaultdict[str, list[float]] = defaultdict(list)
    for thing, values in made.items():
        for value, sources in values.items():
            for source in sources:
                said[source].append(shares[thing][value])
    return {
        source: min(HIGHEST, max(LOWEST, sum(said[source]) / len(said[source])))
        for source in sorted(said)
    }


def copiers(
    made: Told, shares: Mapping[str, Mapping[str, float]], accuracy: Mapping[str, float]
) -> dict[Pair, float]:
    """How likely one source copies another, by what they share: false values tell most."""
    same_true: Counter[Pair] = Counter()
    same_false: Counter[Pair] = Counter()
    shared: Counter[Pair] = Counter()
    for thing, values in made.items():
        everybody = sorted({s for group in values.values() for s in group})
        shared.update(pairs(everybody))
        for value, group in values.items():
            true = shares[thing][value]
            for pair in pairs(sorted(group)):
                same_true[pair] += true  # type: ignore[assignment]
                same_false[pair] += 1 - true  # type: ignore[assignment]
    found: dict[Pair, float] = {}
    for pair, count in shared.items():
        if count < FEWEST_SHARED:
            continue
        evidence = (same_true[pair], same_false[pair])
        forth, back = copied(pair, evidence, count, accuracy)
        found[pair] = forth
        found[pair[1], pair[0]] = back
    return found


def pairs(names: Sequence[str]) -> Iterable[Pair]:
    """All pairs, in order."""
    return ((one, other) for place, one in enumerate(names) for other in names[place + 1 :])


def copied(
    pair: Pair, evidence: tuple[float, float], count: int, accuracy: Mapping[str, float]
) -> tuple[float, float]:
    """How likely the first copies the second, and the second the first."""
    true, false = evidence
    different = max(0.0, count - true - false)
    one, other = accuracy[pair[0]], accuracy[pair[1]]
    alone = (one * other, (1 - one) * (1 - other) / FALSE_VALUES)
    apart = likelihood((true, false, different), alone, 0.0, other)
    forth = log(COPIES / 2) + likelihood((true, false, different), alone, COPIED, other) - apart
    back = log(COPIES / 2) + likelihood((true, false, different), alone, COPIED, one) - apart
    rest = log(1 - COPIES)
    most = max(forth, back, rest)
    parts = [exp(each - most) for each in (forth, back, rest)]
    return parts[0] / sum(parts), parts[1] / sum(parts)


def likelihood(
    seen: tuple[float, float, float], alone: tuple[float, float], share: float, giver: float
) -> float:
    """The log-likelihood of what two share, where a share of it is copied from the giver."""
    true = giver * share + alone[0] * (1 - share)
    false = (1 - giver) * share + alone[1] * (1 - share)
    apart = max(1e-9, 1 - alone[0] - alone[1]) * (1 - share)
    return seen[0] * log(true) + seen[1] * log(false) + seen[2] * log(max(apart, 1e-9))


def normal(counts: Mapping[str, float]) -> dict[str, float]:
    """The shares of a whole."""
    whole = sum(counts.values())
    return {value: count / whole if whole else 0.0 for value, count in counts.items()}


def discovery(made: Told, shares: Mapping[str, Mapping[str, float]]) -> Discovery:
    """The likeliest value of each thing; of equally likely ones the longer."""
    best = {
        thing: max(values, key=lambda v: (round(values[v], 9), len(v), v))
        for thing, values in shares.items()
    }
    likely = {thing: shares[thing][value] for thing, value in best.items()}
    return Discovery(best, likely, accuracies(made, shares))


METHODS: Mapping[str, Callable[[Sequence[Vote], Implication], Discovery]] = {
    "vote": vote,
    "sums": sums,
    "average-log": average_log,
    "truthfinder": truthfinder,
    "accu": accu,
    "accucopy": accucopy,
}
