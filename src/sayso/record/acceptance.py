"""Whether a proposal of a model can become a claim, and the claim that it becomes.

    state = standing(analysis, kept, Rulings.of(case.judgements()))
    found = acceptance(analysis, kept)      # `found.value` is that of a judgement that adds it

A claim hangs on a statement that sayso read, with the whole chain above it, or on none. Where the
model proposes another chain than the one that was read, nobody can accept the proposal: whose word
it is would be the model's guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.errors import JudgementInvalid
from sayso.model import Analysis, Claim, Span, Statement, lineage
from sayso.propose.proposal import ClaimProposed, Kept, Link, Proposal, Quote
from sayso.record.addition import added, by_id, innermost
from sayso.record.judgement import Json, Judged
from sayso.record.rulings import Rulings, mark_of


class Status(StrEnum):
    """What a proposal is worth now."""

    OPEN = "open"  # a person can accept it
    UNHELD = "unheld"  # no statement that was read holds it
    ACCEPTED = "accepted"  # a person added it
    DISMISSED = "dismissed"  # a person put it aside
    READ = "read"  # sayso has read it since, or a person added it by hand
    GONE = "gone"  # the report's text is another one now


# What a person has still to look at.
WAITING = (Status.OPEN, Status.UNHELD)


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a proposal, and why so in a sentence.

    `judged` is the judgement that accepted or dismissed it; `claim` the one that it becomes where a
    person accepts it, None but for an open one.
    """

    status: Status
    why: str = ""
    judged: Judged | None = None
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The claim that a proposal becomes, and the value of the judgement that makes it."""

    claim: Claim
    value: dict[str, Json]


def standing(analysis: Analysis, kept: Kept, ruled: Rulings) -> Standing:
    """What a proposal about a report is worth; `analysis` with what people added and corrected."""
    if (by := ruled.accepted.get(kept.id)) is not None:
        return Standing(Status.ACCEPTED, judged=by)
    if (by := ruled.dismissed.get(kept.id)) is not None:
        return Standing(Status.DISMISSED, judged=by)
    if not kept.proposal.stands_in(analysis.report.text):
        return Standing(Status.GONE, "The text of the report is another one now.")
    if is_read(analysis, kept.proposal):
        return Standing(Status.READ, "It has been read since.")
    try:
        found = acceptance(analysis, kept)
    except JudgementInvalid as error:
        return Standing(Status.UNHELD, str(error))
    return Standing(Status.OPEN, claim=found.claim)


def acceptance(analysis: Analysis, kept: Kept) -> Acceptance:
    """The claim of a proposal, and the judgement's value, which says whose reading it was.

    Raises JudgementInvalid, with a sentence, where it cannot be added.
    """
    claim, text = kept.proposal.claim, analysis.report.text
    if not kept.proposal.stands_in(text):
        raise JudgementInvalid("The text of the report is not the one that the model was shown.")
    if claim is None:
        raise JudgementInvalid("It proposes a statement alone: there is no claim to add.")
    if is_read(analysis, kept.proposal):
        raise JudgementInvalid("The report has this claim already.")
    value: dict[str, Json] = {
        "report": analysis.report.id,
        "statement": holder(analysis, kept.proposal.chain, claim).id,
        "type": claim.type,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "roles": {role: ends(quote.span) for role, quote in claim.roles},
        "words": ends(claim.trigger.span),
    }
    made = added(analysis, value)
    value["words"] = ends(made.trigger)
    value["quote"] = made.evidence.of(text)
    value["proposal"] = mark_of(kept)
    return Acceptance(made, value)


def ends(span: Span) -> list[Json]:
    """A span as an addition tells it."""
    return [span.start, span.end]


def holder(analysis: Analysis, chain: Sequence[Link], claim: ClaimProposed) -> Statement:
    """The statement that holds a claim, under the very voices that are proposed.

    Raises JudgementInvalid where there is none.
    """
    known = by_id(analysis)
    holders = [
        statement
        for statement in innermost(analysis, claim.trigger.span)
        if same_chain(lineage(statement, known)[1:], chain)
    ]
    if not holders:
        raise JudgementInvalid(
            "No statement that sayso read holds it under these voices, so it cannot be accepted. "
            "Where the model is right, add the claim by hand to the statement that is nearest."
        )
    return holders[0]


def same_chain(read: Sequence[Statement], proposed: Sequence[Link]) -> bool:
    """Whether the statements below the outlet are those that are proposed, one by one."""
    return len(read) == len(proposed) and all(map(same_statement, read, proposed))


def same_statement(read: Statement, proposed: Link) -> bool:
    """Whether a statement is the one proposed: the same words said, and by the same words told."""
    said = any(span.meets(quote.span) for span in read.content for quote in proposed.content)
    pairs = ((read.source, proposed.source), (read.cue, proposed.cue))
    both = [(span, quote) for span, quote in pairs if span is not None and quote is not None]
    return said and bool(both) and all(span.meets(quote.span) for span, quote in both)


def is_read(analysis: Analysis, proposal: Proposal) -> bool:
    """Whether what a model proposes was read already.

    A claim that was read on fewer voices was not: whose word it is, the model says otherwise.
    """
    claim, known = proposal.claim, by_id(analysis)
    if claim is None:
        return any(same_statement(each, proposal.chain[-1]) for each in analysis.statements)
    return any(
        same_claim(each, claim) and covers(lineage(known[each.statement], known), proposal.chain)
        for each in analysis.claims
    )


def covers(read: Sequence[Statement], proposed: Sequence[Link]) -> bool:
    """Whether each statement that is proposed is among those that were read."""
    return all(any(same_statement(each, link) for each in read) for link in proposed)


def same_claim(read: Claim, proposed: ClaimProposed) -> bool:
    """Whether a claim that was read says what is proposed: the type, and told by the same words."""
    if read.type != proposed.type:
        return False
    parts = dict(read.roles)
    alike = all(role in parts and meets(parts[role].span, q) for role, q in proposed.roles)
    return alike and (
        meets(read.trigger, proposed.trigger) or meets(read.evidence, proposed.trigger)
    )


def meets(span: Span, quote: Quote) -> bool:
    """Whether words that were read and words that are quoted share any."""
    return span.meets(quote.span)
