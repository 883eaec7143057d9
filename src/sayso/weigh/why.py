"""How a weight came about, step by step, in plain sentences: each number explains itself.

    for line in why(weight): print(line)

A line is a depth, for indenting, and a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.weigh.accord import counted_roles
from sayso.weigh.opinion import Opinion
from sayso.weigh.party import Count
from sayso.weigh.provenance import name_of
from sayso.weigh.scale import likelihood
from sayso.weigh.weighing import Grounds, OriginWeight, Step, Telling, Weight, opposite

Line = tuple[int, str]
# With more than this left open a probability is mostly the base rate, and no word for it is fair.
MOST_OPEN = 0.5


def why(weight: Weight, grounds: Grounds) -> Iterator[Line]:
    """All steps: origins, chains, discounts, fusions, caps, contradictions."""
    own = [w for w in weight.origins if not w.denies]
    reports = {report for w in own for report in w.origin.reports}
    yield 0, f"Told in {counted(len(reports), 'report')}, from {counted(len(own), 'origin')}."
    for number, each in enumerate(weight.origins, start=1):
        yield from origin_lines(number, each, grounds)
    yield from fusion_lines(weight)
    for found in weight.contradictions:
        other = opposite(found, weight.proposition.id)
        yield 0, f"Contradicted by {other} ({found.kind.value}): {found.because}."
    yield from number_lines(weight)
    grade = weight.credibility
    yield 0, f"Credibility {grade.grade}, {grade.words}: {grade.because}."


def origin_lines(number: int, each: OriginWeight, grounds: Grounds) -> Iterator[Line]:
    """One origin: who, since when, how it spread, what each telling is worth."""
    origin = each.origin
    side = "Against it, origin" if each.denies else "Origin"
    first = grounds.reports[origin.first.testimony.report]
    spread = counted(len(origin.reports), "report")
    yield 0, f"{side} {number}: {origin.source}; first {name_of(first)}, {spread}."
    yield 1, f"Independence {independence(each)}."
    for sentence in dict.fromkeys(s for v in origin.voiced for s in v.provenance.steps):
        yield 1, f"{sentence}."
    copies = len(origin.voiced) - len(each.tellings)
    if copies > 0 and each.tellings:
        adds = "adds" if copies == 1 else "add"
        yield 1, f"{counted(copies, 'copy or citation', 'copies or citations')}: {adds} nothing."
    for reason in each.back:
        yield 1, f"No longer counted: {reason}."
    for telling in each.tellings:
        yield from telling_lines(telling, grounds)
    if each.opinion is not None and len(each.tellings) > 1:
        told = "tellings of one origin, averaged"
        yield 1, f"{len(each.tellings)} {told}: {numbers(each.opinion)}."


def telling_lines(telling: Telling, grounds: Grounds) -> Iterator[Line]:
    """One chain, the innermost voice first, and what each link leaves."""
    found = telling.voiced.provenance
    report = grounds.reports.get(found.root.report)
    where = name_of(report) if report else "a report that is not here"
    whose = "in the very words of" if found.in_words else "claim"
    yield 1, f"In {where}, {whose} {found.root.claim}:"
    for step in telling.steps:
        yield 2, f"{step_in_words(step)}"


def step_in_words(step: Step) -> str:
    """One link: who tells, why that is trusted so far, and what is left."""
    trust = step.trust
    said = f"{step.link.name} ({step.link.manner})"
    if trust.is_unknown:
        return f"{said}: {trust.why}; nothing is left, and nothing stands against it."
    share = trust.opinion.probability
    return f"{said}: {trust.why}; trusted {share:.2f}, leaves {numbers(step.left)}."


def fusion_lines(weight: Weight) -> Iterator[Line]:
    """How the origins were put together."""
    names = {w.origin.key: number for number, w in enumerate(weight.origins, start=1)}
    for group, fused in zip(weight.groups, weight.fused, strict=True):
        if len(group) > 1:
            listed = ", ".join(str(names[key]) for key in group)
            told = "are not shown to be independent, so averaged"
            yield 0, f"Origins {listed} {told}: {numbers(fused)}."
    if len(weight.groups) > 1 and weight.opinion is not None:
        if weight.averaged:
            yield 0, f"Both sides may rest on the same, so averaged: {numbers(weight.opinion)}."
        else:
            many = counted(len(weight.groups), "group")
            yield 0, f"{many} shown to be independent, added up: {numbers(weight.opinion)}."
    if weight.number is None:
        yield 0, "Nothing can be known of it from what is told: no number is given."
        return
    yield 0, f"Together: {numbers(weight.number)}."
    chance = chance_in_words(weight.number)
    yield 0, f"That is {chance}." if chance else "More than half is open: no likelihood is told."


def number_lines(weight: Weight) -> Iterator[Line]:
    """Which numbers are told: in this proposition, and in others that do not contradict it."""
    counted = counted_roles(weight.proposition.type)
    told: dict[str, dict[str, Count]] = {}
    for testimony in weight.proposition.testimonies:
        for role, party in testimony.parties:
            if party.count is not None and role in counted:
                told.setdefault(role, {}).setdefault(flat(party.name), party.count)
    for role, phrases in told.items():
        if len(set(phrases.values())) > 1:
            yield 0, f"Not all tell one number ({role}): {'; '.join(phrases)}."
    for found in weight.variants:
        other = opposite(found, weight.proposition.id)
        yield 0, f"Another number is told by {other}: {found.because}."


def flat(words: str) -> str:
    """Words as they compare: the same phrase at the start of a sentence and within one."""
    return words[:1].lower() + words[1:]


def chance_in_words(opinion: Opinion | None) -> str | None:
    """How likely it is, in words and as a number; None where more than half is open."""
    if opinion is None or opinion.uncertainty > MOST_OPEN:
        return None
    return f"{likelihood(opinion.probability)} ({opinion.probability:.2f})"


def because(each: OriginWeight) -> list[str]:
    """Why the independence of an origin is shown or not, and what else is to be known of it."""
    steps = dict.fromkeys(s for v in each.origin.voiced for s in v.provenance.steps)
    lacks = [each.independent or each.origin.lacks or "no other origin is shown to be independent"]
    return [*lacks, *steps, *each.back]


def independence(each: OriginWeight) -> str:
    """Whether an origin is shown to be independent of another, and by what."""
    if each.independent is not None:
        return f"established: {each.independent}"
    return f"not established: {because(each)[0]}"


def numbers(opinion: Opinion) -> str:
    """An opinion in figures."""
    return (
        f"belief {opinion.belief:.2f}, disbelief {opinion.disbelief:.2f}, "
        f"open {opinion.uncertainty:.2f}"
    )


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number of things: "1 report", "3 reports"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
