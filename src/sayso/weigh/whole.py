"""A whole case, weighed: from its analyses, its identities and what people judged to weights.

    weighed = weigh_case(analyses, identities, Terms(ratings={...}))

A pure function: the same analyses, judgements and terms give the same weights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model import Analysis, Report
from sayso.resolve.identity import Identities
from sayso.weigh.borrowing import Borrowing, Reading, borrowings, outlet_key, readings
from sayso.weigh.contradiction import Contradiction, Variant, relations
from sayso.weigh.correction import withdrawn
from sayso.weigh.outlets import Outlets
from sayso.weigh.proposition import Proposition, Voiced, propositions
from sayso.weigh.provenance import Tracks, trace
from sayso.weigh.testimony import (
    Cast,
    Testimony,
    cited_outlets,
    outlet_names,
    testimonies,
)
from sayso.weigh.untyped import untyped
from sayso.weigh.weighing import Grounds, Weight, weigh


@dataclass(frozen=True)
class Terms:
    """On which terms a case is weighed.

    `ratings` are grades from A to F by the key of a voice; `rejected` the claims that people
    rejected; `families` the family of each outlet that has one. `as_of` weighs what was published
    by that day, `told_by` what these voices tell (by key); `today` is the day after which no
    report can have been published.
    """

    ratings: Mapping[str, str] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    families: Mapping[str, str] = field(default_factory=dict)
    as_of: str | None = None
    told_by: frozenset[str] = frozenset()
    today: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A report gives another outlet's word; `reports` are that outlet's own by then, if any."""

    report: str
    outlet: str
    reports: tuple[str, ...]


@dataclass(frozen=True)
class Weighed:
    """A case, weighed: its copying, its propositions, and how well each is supported.

    `untyped` counts the statements that no typed claim hangs on: they are not weighed.
    """

    reports: Mapping[str, Report]
    readings: tuple[Reading, ...]
    borrowings: tuple[Borrowing, ...]
    citations: tuple[Citation, ...]
    untyped: int
    testimonies: tuple[Testimony, ...]
    propositions: tuple[Proposition, ...]
    contradictions: tuple[Contradiction, ...]
    weights: tuple[Weight, ...]
    grounds: Grounds

    @property
    def variants(self) -> tuple[Variant, ...]:
        """Propositions that tell two numbers of what may be one event, each two once, by id."""
        found = {each for weight in self.weights for each in weight.variants}
        return tuple(sorted(found, key=lambda each: (each.one, each.other)))


def known_by(analyses: Iterable[Analysis], day: str | None) -> list[Analysis]:
    """The analyses of what was published by a day; a report without a date is not known to be."""
    if day is None:
        return list(analyses)
    dated = ((analysis, analysis.report.published) for analysis in analyses)
    return [analysis for analysis, told in dated if told is not None and told.value <= day]


def weigh_case(analyses: Iterable[Analysis], found: Identities, terms: Terms) -> Weighed:
    """Every proposition of the case, weighed on the terms."""
    kept = known_by(analyses, terms.as_of)
    outlets = Outlets.of(outlet_names(a.report for a in kept), terms.families)
    cast = Cast.of(found, outlets)
    ordered = readings([a.report for a in kept], outlets, terms.today)
    borrowed = tuple(borrowings(ordered, outlets))
    every = [t for a in kept for t in testimonies(a, cast)]
    told = [t for t in every if t.claim not in terms.rejected]
    tracks = Tracks.of(borrowed, ordered, told)
    reports = {reading.report.id: reading.report for reading in ordered}
    voiced = [Voiced(one, trace(one, tracks)) for one in every if is_said(one)]
    made = propositions(*parted(voiced, terms))
    against, variants = relations(made)
    grounds = Grounds(reports, terms.ratings, withdrawn(reports, told, outlets))
    return Weighed(
        reports,
        tuple(ordered),
        borrowed,
        tuple(citations(kept, cast, ordered)),
        sum(len(untyped(a)) for a in kept),
        tuple(told),
        made,
        against,
        weigh(made, against, variants, grounds),
        grounds,
    )


def citations(
    kept: Iterable[Analysis], cast: Cast, ordered: Sequence[Reading]
) -> Iterator[Citation]:
    """Who gives whose word, by the reports in the order of time."""
    place = {reading.report.id: n for n, reading in enumerate(ordered)}
    by_outlet: defaultdict[str, list[str]] = defaultdict(list)
    for reading in ordered:
        if (own := outlet_key(reading.report, cast.outlets)) is not None:
            by_outlet[own].append(reading.report.id)
    for analysis in sorted(kept, key=lambda a: place[a.report.id]):
        report = analysis.report.id
        for key, name in cited_outlets(analysis, cast).items():
            theirs = tuple(r for r in by_outlet.get(key, ()) if place[r] < place[report])
            yield Citation(report, name, theirs)


def is_said(testimony: Testimony) -> bool:
    """Whether somebody says it: what a voice is said not to have said is nobody's word."""
    return not any(link.negated for link in testimony.chain)


def parted(voiced: Iterable[Voiced], terms: Terms) -> tuple[list[Voiced], list[Voiced]]:
    """What is weighed on these terms, and what is left aside: rejected, or told by others."""
    kept: list[Voiced] = []
    aside: list[Voiced] = []
    for each in voiced:
        out = each.testimony.claim in terms.rejected
        counts = not out and is_heard(each.testimony, terms.told_by)
        (kept if counts else aside).append(each)
    return kept, aside


def is_heard(testimony: Testimony, voices: frozenset[str]) -> bool:
    """Whether one of the voices tells it; everybody is heard where none is named."""
    return not voices or any(link.key in voices for link in testimony.chain)


def order(weights: Sequence[Weight]) -> list[Weight]:
    """The weights as people look at them: the most origins first, then the most reports."""

    def rank(weight: Weight) -> tuple[int, int, str]:
        own = [w for w in weight.origins if not w.denies]
        reports = {report for w in own for report in w.origin.reports}
        return (-len(own), -len(reports), weight.proposition.id)

    return sorted(weights, key=rank)
