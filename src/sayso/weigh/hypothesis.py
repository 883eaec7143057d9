"""Competing hypotheses: what the evidence refutes, and on which single origin the order hangs.

    table = compare(hypotheses, marks, [exhibit(weight) for weight in weights])

After Heuer, *Psychology of Intelligence Analysis* (CIA, 1999), chapter 8: people mark how
consistent each piece of evidence is with each hypothesis, and the one with the least against it
stands first. Beside Heuer's count stands a log-likelihood. Both let each origin vote once, whatever
number of propositions rests on it, and weigh its vote by how far it is believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log

from sayso.model import identify
from sayso.weigh.contract import Json, opinion_to_json
from sayso.weigh.weighing import Weight


class Mark(StrEnum):
    """How consistent evidence is with a hypothesis, in Heuer's letters."""

    VERY_CONSISTENT = "CC"
    CONSISTENT = "C"
    NEUTRAL = "N"
    INCONSISTENT = "I"
    VERY_INCONSISTENT = "II"


# Only what is inconsistent counts in Heuer's score. The ratios are a convention: how much likelier
# the evidence is if the hypothesis is true than if it is not.
AGAINST = {Mark.INCONSISTENT: 1.0, Mark.VERY_INCONSISTENT: 2.0}
RATIOS = {
    Mark.VERY_CONSISTENT: log(4),
    Mark.CONSISTENT: log(2),
    Mark.NEUTRAL: 0.0,
    Mark.INCONSISTENT: -log(2),
    Mark.VERY_INCONSISTENT: -log(4),
}
Marks = Mapping[tuple[str, str], Mark]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What may be the case, in somebody's words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Support:
    """What one origin that asserts a proposition comes to; `belief` is None if it was taken back.

    Numbers are to four digits, as they are kept and told, so that the same comes of both.
    """

    origin: str
    source: str
    belief: float | None


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A proposition as it is laid before hypotheses: how far it is believed, and on whose word.

    `belief` is None where nothing can be known of it.
    """

    proposition: str
    belief: float | None
    support: tuple[Support, ...]

    @property
    def tells(self) -> bool:
        """Whether any origin still stands behind it."""
        return any(each.belief for each in self.support)


def exhibit(weight: Weight) -> Exhibit:
    """The exhibit that a weight makes."""
    support = tuple(
        Support(
            identify("o", each.origin.key),
            each.origin.source,
            believed(None if each.opinion is None else opinion_to_json(each.opinion)),
        )
        for each in weight.origins
        if not each.denies
    )
    number = opinion_to_json(weight.number)
    return Exhibit(weight.proposition.id, believed(number), support)


def exhibit_told(told: Json) -> Exhibit:
    """The exhibit that the promised JSON of a proposition makes: the same as its weight's."""
    support = tuple(
        Support(each["id"], each["source"], believed(each["opinion"])) for each in told["origins"]
    )
    return Exhibit(told["id"], believed(told["opinion"]), support)


def believed(opinion: Json | None) -> float | None:
    """The belief of an opinion as it is told."""
    return None if opinion is None else float(opinion["belief"])


@dataclass(frozen=True, slots=True)
class Standing:
    """How a hypothesis stands: less inconsistency first, more likelihood first."""

    hypothesis: Hypothesis
    inconsistency: float
    likelihood: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exhibit with its marks, and how far it tells hypotheses apart.

    `diagnosticity` is the widest distance of its log-likelihoods; evidence that fits all
    hypotheses, or refutes all, has none, nor has what nobody believes any more.
    """

    exhibit: Exhibit
    marks: Mapping[str, Mark]
    diagnosticity: float


@dataclass(frozen=True, slots=True)
class Hinge:
    """An origin without which the order would be another one."""

    origin: str
    source: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The hypotheses in order, the evidence from the most telling on, what the order hangs on.

    `hypotheses` are as people put them, by which they are numbered.
    """

    hypotheses: tuple[Hypothesis, ...]
    standings: tuple[Standing, ...]
    evidence: tuple[Evidence, ...]
    hinges: tuple[Hinge, ...]


def compare(
    hypotheses: Sequence[Hypothesis], marks: Marks, exhibits: Iterable[Exhibit]
) -> Comparison:
    """Compare hypotheses by the propositions that people marked."""
    known = {each.id for each in hypotheses}
    used = {proposition for name, proposition in marks if name in known}
    told = [each for each in exhibits if each.proposition in used]
    evidence = [evidence_of(each, hypotheses, marks) for each in told]
    standings = stand(hypotheses, evidence, None)
    order = tuple(each.hypothesis.id for each in standings)
    sources = {s.origin: s.source for e in evidence for s in e.exhibit.support}
    hinges = []
    for key in sorted(sources, key=lambda k: (sources[k], k)):
        without = tuple(e.hypothesis.id for e in stand(hypotheses, evidence, key))
        if without != order:
            hinges.append(Hinge(key, sources[key], without))
    ranked = sorted(evidence, key=lambda e: (-e.diagnosticity, e.exhibit.proposition))
    return Comparison(tuple(hypotheses), standings, tuple(ranked), tuple(hinges))


def evidence_of(shown: Exhibit, hypotheses: Sequence[Hypothesis], marks: Marks) -> Evidence:
    """One proposition as evidence; for a hypothesis without a mark it counts as neutral."""
    name = shown.proposition
    given = {h.id: marks[h.id, name] for h in hypotheses if (h.id, name) in marks}
    ratios = [RATIOS[given.get(h.id, Mark.NEUTRAL)] for h in hypotheses]
    apart = max(ratios) - min(ratios) if ratios and shown.tells else 0.0
    return Evidence(shown, given, apart)


def stand(
    hypotheses: Sequence[Hypothesis], evidence: Sequence[Evidence], without: str | None
) -> tuple[Standing, ...]:
    """The hypotheses in order, leaving out one origin where it is named."""
    made = [
        Standing(
            each,
            votes(each, evidence, without, AGAINST),
            votes(each, evidence, without, RATIOS),
        )
        for each in hypotheses
    ]
    return tuple(
        sorted(made, key=lambda s: (round(s.inconsistency, 9), -s.likelihood, s.hypothesis.id))
    )


def votes(
    hypothesis: Hypothesis,
    evidence: Sequence[Evidence],
    without: str | None,
    worth: Mapping[Mark, float],
) -> float:
    """What all origins say together, each once: the mean of what rests on it."""
    cast: defaultdict[str, list[float]] = defaultdict(list)
    for each in evidence:
        mark = worth.get(each.marks.get(hypothesis.id, Mark.NEUTRAL), 0.0)
        for origin in each.exhibit.support:
            if origin.origin != without and origin.belief is not None:
                cast[origin.origin].append(mark * origin.belief)
    return sum(sum(said) / len(said) for said in cast.values())
