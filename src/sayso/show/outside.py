"""Ids elsewhere, as a person reads them: what a register proposes, and what is linked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.resolve.register import Fit, Proposal
from sayso.show.people import indented
from sayso.show.words import flat

if TYPE_CHECKING:  # what `show` needs at work does not load the ledger
    from sayso.record import Judged

NOBODY = "Nobody in the case is called like an entry of this file."


def proposal_list(proposals: Collection[Proposal], attached: Collection[str]) -> RenderableType:
    """The entities that a register may know, each with the entries that fit."""
    if not proposals:
        return Text(NOBODY)
    parts: list[RenderableType] = []
    for proposal in proposals:
        i = proposal.identity
        parts.append(Text(flat(f"{i.name}  ({i.kind.value}, {i.id})"), style="bold"))
        parts += [line for fit in proposal.fits for line in fitting(fit, attached)]
        if not any(fit.entry.id in attached for fit in proposal.fits):
            parts.append(indented(advice(proposal), 2))
    return Group(*parts)


def fitting(fit: Fit, attached: Collection[str]) -> Iterator[RenderableType]:
    """An entry that fits, and why."""
    note = f"  {fit.entry.note}" if fit.entry.note else ""
    done = "  attached" if fit.entry.id in attached else ""
    chance = f"{round(100 * fit.chance)} in 100"
    yield indented(f"{chance}: {fit.entry.id}  {fit.entry.name}{note}{done}", 2)
    yield indented("; ".join((f"{fit.name} here, {fit.written} there", *fit.because)), 4)


def advice(proposal: Proposal) -> str:
    """What to do about a proposal that was not attached."""
    entry = proposal.fits[0].entry.id
    by_hand = f"sayso link FILE {proposal.identity.id} {entry}"
    if proposal.is_sure:
        return f"one entry fits: --attach takes it, or {by_hand}"
    if proposal.rivals:
        return f"it fits {', '.join(proposal.rivals)}, too; where you know whom it means: {by_hand}"
    if len(proposal.fits) > 1:
        return f"several entries fit; choose one: {by_hand}"
    return f"a name is not enough to be sure; where you are: {by_hand}"


def links_in_words(links: Iterable[Judged]) -> Iterator[str]:
    """The ids elsewhere that an entity is linked to, each with file, matcher, score and day."""
    for row in links:
        value = row.judgement.value
        if isinstance(value, dict):
            score = f"{value.get('matcher')}, score {value.get('score')}"
            yield f"{value.get('id')}  {value.get('name')}"
            yield f"  {row.id}  {row.at}  {row.judgement.who}  {value.get('file')}, {score}"
