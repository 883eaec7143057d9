"""What a model proposes, as a person reads it: each marked as such, with chain and quotes.

for part in proposal_list(told): console.print(part)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from sayso.model import Analysis, Polarity
from sayso.propose.proposal import ClaimProposed, Kept, Link
from sayso.record.acceptance import Standing, Status
from sayso.show.people import indented
from sayso.show.terminal import title_of
from sayso.show.words import DENIED, TELLS, flat

# Beside every proposal, wherever one is shown.
MARK = "a model's proposal, not read by sayso"
NONE = "There are no proposals. A model makes some: sayso propose --endpoint URL --model NAME"


@dataclass(frozen=True, slots=True)
class Told:
    """A proposal with the report that it is about, and what it is worth now."""

    kept: Kept
    analysis: Analysis
    standing: Standing

    @property
    def outlet(self) -> str:
        """The voice at the head of every chain of the report."""
        return outlet_of(self.analysis)


def outlet_of(analysis: Analysis) -> str:
    """What a report calls the voice at the head of its chains."""
    root = analysis.root.voice
    return next(voice.text for voice in analysis.voices if voice.id == root)


def proposal_list(told: Iterable[Told]) -> Iterator[RenderableType]:
    """The proposals, by report."""
    begun = False
    for _, some in groupby(told, key=lambda each: each.kept.asking.report):
        together = list(some)
        if begun:
            yield Text()
        begun = True
        report = together[0].analysis.report
        yield Text(title_of(report), "bold").append(f"  {report.id}", "not bold dim")
        for each in together:
            yield from proposal_in_lines(each)


def proposal_in_lines(told: Told) -> Iterator[RenderableType]:
    """One proposal: whose it is, the chain, the claim, the quote, and what can be done."""
    asking = told.kept.asking
    yield indented(f"{told.kept.id}  ? {MARK}", 2)
    yield indented(f"({asking.model} at {asking.host}, {asking.at[:10]})", 4)
    yield indented(proposal_in_words(told.kept, told.outlet), 4)
    yield indented(f"“{words_of(told.kept)}”", 4)
    yield indented(advice(told), 4)


def proposal_in_words(kept: Kept, outlet: str) -> str:
    """The chain as proposed, the outlet first, and the claim; there is no claim without it."""
    proposal = kept.proposal
    chain = TELLS.join((flat(outlet), *map(link_in_words, proposal.chain)))
    said = "proposes this statement alone" if proposal.claim is None else in_words(proposal.claim)
    return f"{chain}: {said}"


def link_in_words(link: Link) -> str:
    """Who is said to say it, and how."""
    name = flat(link.source.words) if link.source else "somebody"
    return f"{name} ({flat(link.manner)})"


def in_words(claim: ClaimProposed) -> str:
    """Type, roles, polarity and modality."""
    roles = ", ".join(f"{role}: {flat(quote.words)}" for role, quote in claim.roles)
    denied = f"  [{DENIED} denied]" if claim.polarity is Polarity.DENIED else ""
    unreal = "" if claim.modality.value == "actual" else f"  [{claim.modality.value}]"
    return f"{claim.type}  {roles}{denied}{unreal}"


def words_of(kept: Kept) -> str:
    """The words of the report that a proposal rests on."""
    claim = kept.proposal.claim
    if claim is not None:
        return flat(claim.evidence.words)
    return flat(" … ".join(quote.words for quote in kept.proposal.chain[-1].content))


def advice(told: Told) -> str:
    """What became of a proposal, or what a person can do about it."""
    standing = told.standing
    if standing.status is Status.OPEN:
        return f'if the report says so: sayso proposals --accept {told.kept.id} --why "..."'
    if standing.judged is None:
        return standing.why
    said, undo = standing.judged.judgement, f"sayso undo {standing.judged.id}"
    if standing.status is Status.ACCEPTED:
        return f"accepted by {flat(said.who)} as {said.subject}; {undo}"
    why = f", because “{flat(said.why)}”" if said.why else ""
    return f"dismissed by {flat(said.who)}{why}; {undo}"
