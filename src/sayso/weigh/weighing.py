"""How well a proposition is supported: its origins, discounted along their chains, and fused.

Within an origin, and where independence is not shown, evidence is averaged; only origins that are
shown to be independent add up. A copy of what is told already adds nothing. What speaks against a
proposition, by denying it, is weighed with it. Each number comes with the steps that led to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sayso.model import Report
from sayso.weigh.contradiction import Contradiction, Kind, Variant
from sayso.weigh.opinion import Opinion, averaging, cumulative, discounted
from sayso.weigh.origin import Origin, independent, observer, origins
from sayso.weigh.proposition import Proposition, Voiced
from sayso.weigh.scale import CANNOT_BE_JUDGED, Credibility, credibility
from sayso.weigh.testimony import Link, Testimony
from sayso.weigh.trust import Trust, table, trust_in

CERTAIN = Opinion(1.0, 0.0, 0.0)
# Why a copy that tells something else than its original does weighs no more.
CHANGED = "it changed what it copied, which weighs no more than what stands there"
R = TypeVar("R", Contradiction, Variant)


@dataclass(frozen=True)
class Grounds:
    """What weighing rests on beside the testimony: reports, ratings, and what was taken back."""

    reports: Mapping[str, Report]
    ratings: Mapping[str, str]
    withdrawn: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain: who tells, how far that voice is trusted, and what is left then."""

    link: Link
    trust: Trust
    left: Opinion


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of an origin that is not a copy of another: its steps from the inside out."""

    voiced: Voiced
    steps: tuple[Step, ...]

    @property
    def opinion(self) -> Opinion:
        """What is left of it behind all links."""
        return self.steps[-1].left if self.steps else CERTAIN


@dataclass(frozen=True, slots=True)
class OriginWeight:
    """An origin with its tellings and what they come to. `denies` marks one of the other side.

    `independent` says what shows it to be independent; None where that is not established.
    `opinion` is None where everything it told was taken back.
    """

    origin: Origin
    tellings: tuple[Telling, ...]
    opinion: Opinion | None
    denies: bool
    independent: str | None
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """A proposition, weighed. `opinion` is None where nothing can be known of it.

    `groups` holds the keys of origins that were averaged with each other; the groups were added
    up, but where `averaged` tells that those who assert and those who deny were averaged.
    `variants` are others that tell another number of what may be the same; they weigh nothing.
    """

    proposition: Proposition
    origins: tuple[OriginWeight, ...]
    groups: tuple[tuple[str, ...], ...]
    fused: tuple[Opinion, ...]
    averaged: bool
    opinion: Opinion | None
    credibility: Credibility
    contradictions: tuple[Contradiction, ...]
    variants: tuple[Variant, ...] = ()

    @property
    def number(self) -> Opinion | None:
        """The opinion as it is told to people: what cannot be judged carries no number."""
        return None if self.credibility.grade == CANNOT_BE_JUDGED else self.opinion


def weigh(
    found: Sequence[Proposition],
    contradicting: Sequence[Contradiction],
    variants: Sequence[Variant],
    grounds: Grounds,
) -> tuple[Weight, ...]:
    """Every proposition, weighed with what denies it."""
    by_id = {proposition.id: proposition for proposition in found}
    against, beside = by_either(contradicting), by_either(variants)
    return tuple(
        weighed(each, against.get(each.id, ()), beside.get(each.id, ()), by_id, grounds)
        for each in found
    )


def by_either(found: Iterable[R]) -> dict[str, list[R]]:
    """What is between two propositions, by the id of each."""
    made: dict[str, list[R]] = {}
    for each in sorted(found, key=lambda c: (c.one, c.other)):
        made.setdefault(each.one, []).append(each)
        made.setdefault(each.other, []).append(each)
    return made


def weighed(
    proposition: Proposition,
    contradicting: Sequence[Contradiction],
    variants: Sequence[Variant],
    by_id: Mapping[str, Proposition],
    grounds: Grounds,
) -> Weight:
    """One proposition, weighed."""
    denied = [by_id[opposite(c, proposition.id)] for c in contradicting if c.kind is Kind.DENIAL]
    sides = [(proposition, False), *((each, True) for each in denied)]
    made = [(o, no) for each, no in sides for o in origins(each.voiced, grounds.reports)]
    standing = superseded(made)
    shown = independent([o for o, _ in made if o.key not in standing])
    weights = tuple(
        origin_weight(o, no, shown.get(o.key), standing.get(o.key) if not no else None, grounds)
        for o, no in made
    )
    groups, fused, averaged, whole = together([w for w in weights if w.opinion is not None])
    known = None if whole is None or whole.is_vacuous else whole
    told = sum(1 for w in weights if w.independent and w.opinion is not None and not w.denies)
    disputed = any(stands(by_id[opposite(c, proposition.id)], grounds) for c in contradicting)
    return Weight(
        proposition,
        weights,
        tuple(tuple(w.origin.key for w in group) for group in groups),
        fused,
        averaged,
        known,
        reliable(known, told if told > 1 else 0, disputed, weights),
        tuple(contradicting),
        tuple(variants),
    )


def together(
    weights: Sequence[OriginWeight],
) -> tuple[list[list[OriginWeight]], tuple[Opinion, ...], bool, Opinion | None]:
    """Origins in groups, the opinion of each group, whether two sides were averaged, and all.

    Those who assert are put together, and those who deny; of both what is independent adds up. The
    two sides add up as well only where each has an origin that is shown to be independent; else
    they may rest on the same, and are averaged.
    """
    sides = [grouped([w for w in weights if w.denies is denies]) for denies in (False, True)]
    fused = [
        [averaging([w.opinion for w in group if w.opinion]) for group in side] for side in sides
    ]
    wholes = [cumulative(side) for side in fused if side]
    groups, flat = [g for side in sides for g in side], tuple(o for side in fused for o in side)
    if not wholes:
        return groups, flat, False, None
    shown = all(any(w.independent for g in side for w in g) for side in sides)
    both = len(wholes) > 1 and not shown
    return groups, flat, both, averaging(wholes) if both else cumulative(wholes)


def opposite(between: Contradiction | Variant, proposition: str) -> str:
    """The other one of two that contradict each other, or tell two numbers."""
    return between.other if between.one == proposition else between.one


def reliable(
    opinion: Opinion | None, independent_: int, disputed: bool, weights: Sequence[OriginWeight]
) -> Credibility:
    """The grade; where nothing stands any more, since it was taken back, that is said."""
    back = [reason for w in weights for reason in w.back]
    if opinion is None and back and all(w.opinion is None for w in weights):
        return Credibility(CANNOT_BE_JUDGED, back[0])
    return credibility(opinion, independent_, disputed)


def stands(other: Proposition, grounds: Grounds) -> bool:
    """Whether a contradiction still counts: as long as not all of the other side was taken back."""
    told = ((v.provenance.root.claim, v.testimony.claim) for v in other.voiced)
    return any(not any(claim in grounds.withdrawn for claim in claims) for claims in told)


def superseded(made: Sequence[tuple[Origin, bool]]) -> dict[str, str]:
    """Origins that later told the opposite themselves: the later word is theirs.

    Only where one voice first asserts and then denies; the reason names the day.
    """
    latest = {o.key: o.voiced[-1].testimony.told for o, denies in made if denies}
    found = {}
    for one, denies in made:
        told, back = one.voiced[-1].testimony.told, latest.get(one.key)
        if not denies and told and back and told < back:
            found[one.key] = f"{one.source} told the opposite on {back}"
    return found


def origin_weight(
    origin: Origin, denies: bool, shown: str | None, over: str | None, grounds: Grounds
) -> OriginWeight:
    """What an origin comes to: its tellings that stand, averaged, each discounted along its chain.

    A copy is no telling, nor is "the Courier reported" where the Courier's report is here: both add
    nothing to what the first text tells, and leave out on whose word it does.
    """
    withdrawn = grounds.withdrawn
    here = {v.provenance.teller.key for v in origin.voiced if v.provenance.cited is None}
    back = [over] if over else []
    kept: dict[tuple[str, str], Voiced] = {}
    for voiced in origin.voiced:
        root = voiced.provenance.root
        reason = withdrawn.get(root.claim) or withdrawn.get(voiced.testimony.claim)
        if reason is not None:
            back.append(reason)
        elif not over and voiced.provenance.cited not in here:
            kept.setdefault((root.report, root.claim), voiced)
    tellings = tuple(telling(voiced, grounds) for voiced in kept.values())
    opinion = averaging([each.opinion for each in tellings]) if tellings else None
    if opinion is not None and denies:
        opinion = opinion.negated()
    stands = shown if opinion is not None else None
    return OriginWeight(origin, tellings, opinion, denies, stands, tuple(dict.fromkeys(back)))


def telling(voiced: Voiced, grounds: Grounds) -> Telling:
    """The chain of a telling, from the innermost voice out: each hearsay step is discounted."""
    found = voiced.provenance
    chain = list(found.root.chain)
    if found.cited is not None and found.cited != chain[0].key:
        # A credited agency whose own report is not here: the outlet is one more step.
        known = {link.key for link in chain}
        if found.cited not in known:
            chain.insert(1, found.teller)
    steps = tuple(heard_along(chain, found.root, grounds))
    if found.beside is not None:
        steps += tuple(capped(steps[-1].left, found.root, found.beside, grounds))
    return Telling(voiced, steps)


def heard_along(chain: Sequence[Link], root: Testimony, grounds: Grounds) -> Iterator[Step]:
    """What each link of a chain leaves, the innermost first."""
    left = CERTAIN
    seen = len(chain) == 1 and observer(grounds.reports.get(root.report))
    if chain[-1].is_outlet and not seen:
        # Who tells it without a word on how he knows it has it from somebody, too.
        trust = table()["untold"]
        left = discounted(trust.opinion, left)
        yield Step(chain[-1], trust, left)
    for place in range(len(chain) - 1, -1, -1):
        link = chain[place]
        if place and link.key == chain[place - 1].key:
            continue
        trust = trust_in(link, root, grounds.ratings)
        left = discounted(trust.opinion, left)
        yield Step(link, trust, left)


def capped(left: Opinion, root: Testimony, beside: Testimony, grounds: Grounds) -> Iterator[Step]:
    """A step more where a copy changed what it copied, and would be worth more than the original.

    Else who cuts out a weak source with the number would gain by both. Who names a voice that the
    original has not is worth what that voice is.
    """
    theirs = {link.key for link in beside.chain}
    if any(link.is_known and link.key not in theirs for link in root.chain[1:]):
        return
    *_, last = heard_along(beside.chain, beside, grounds)
    if left.belief > last.left.belief:
        share = last.left.belief / left.belief
        trust = Trust(Opinion(share, 0.0, 1 - share, 0.0), CHANGED)
        yield Step(root.chain[0], trust, discounted(trust.opinion, left))


def grouped(weights: Sequence[OriginWeight]) -> list[list[OriginWeight]]:
    """Origins in groups that are independent of each other, as far as that is shown.

    An origin of which it is not shown may rest on any other one; it is averaged with the surest,
    where it can do least harm.
    """
    apart = [w for w in weights if w.independent is not None]
    rest = [w for w in weights if w.independent is None]
    groups = [[w] for w in sorted(apart, key=openness)]
    if not groups:
        return [rest] if rest else []
    groups[0] += rest
    return groups


def openness(weight: OriginWeight) -> tuple[float, str]:
    """How much an origin leaves open; the key decides where two leave the same."""
    return (weight.opinion.uncertainty if weight.opinion else 1.0, weight.origin.key)
