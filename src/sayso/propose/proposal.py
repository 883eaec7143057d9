"""What a model proposes, as quotes that stand in the report, and of which asking it is.

    Proposal.chain   the statements from the outlet inwards, without the outlet's own narration
    Proposal.claim   what is claimed in the innermost one; None where only a statement is proposed

A value of this module was located in a text by us: it holds no number that a model gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sayso.model import Modality, Polarity, Span, identify

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report, and where they stand in its text."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """A statement as proposed: who makes it, by which cue, and what it says.

    Of `source` and `cue` one at least is there.
    """

    source: Quote | None
    cue: Quote | None
    content: tuple[Quote, ...]
    manner: str


@dataclass(frozen=True, slots=True)
class ClaimProposed:
    """A claim as proposed: type and roles are those of the ontology."""

    type: str
    trigger: Quote
    roles: tuple[tuple[str, Quote], ...]
    polarity: Polarity
    modality: Modality
    evidence: Quote


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim with its chain, or a statement alone."""

    chain: tuple[Link, ...]
    claim: ClaimProposed | None

    def quotes(self) -> Iterator[Quote]:
        """Every quote in it."""
        for link in self.chain:
            yield from (quote for quote in (link.source, link.cue) if quote)
            yield from link.content
        if self.claim:
            yield from (self.claim.trigger, self.claim.evidence)
            yield from (quote for _, quote in self.claim.roles)

    def stands_in(self, text: str) -> bool:
        """Whether every quote is, to the letter, what stands in `text` at its place."""
        return all(quote.words and quote.span.of(text) == quote.words for quote in self.quotes())

    def moved(self, by: int) -> Proposal:
        """The same, in a text in which everything stands `by` code points further on."""
        return proposal_from_json(proposal_to_json(self, by))


@dataclass(frozen=True, slots=True)
class Asking:
    """One question to a model that was answered, and what came of it.

    `start` and `end` tell which part of the report's text was sent; `host` the endpoint's host and
    port, without a name or password; `prompt` the version of the instructions. The two digests are
    of the messages as sent and of the words of the answer. `tokens` is how many it was counted as,
    `dropped` how many proposals were dropped for which reason, `at` the time in UTC, `who` who
    asked.
    """

    report: str
    start: int
    end: int
    model: str
    host: str
    prompt: str
    prompt_sha256: str
    answer_sha256: str
    tokens: int
    dropped: Mapping[str, int]
    who: str = ""
    at: str = ""

    @property
    def id(self) -> str:
        """An id made of what was asked of which model about which report."""
        return identify("k", self.report, self.start, self.prompt_sha256, self.model)

    def name(self, proposal: Proposal) -> str:
        """The id of a proposal that came of it."""
        return identify("m", self.id, proposal_to_json(proposal))

    def of_other(self, report: str, start: int) -> Asking:
        """The same answer for a report in which the same words stand from `start` on."""
        return replace(self, report=report, start=start, end=start + self.end - self.start)


@dataclass(frozen=True, slots=True)
class Kept:
    """A proposal as a case keeps it: with its id, and marked for ever with whose it is."""

    id: str
    asking: Asking
    proposal: Proposal


def proposal_to_json(proposal: Proposal, by: int = 0) -> Json:
    """The proposal as JSON; each quote with its place and its words, `by` code points on."""

    def told(quote: Quote | None) -> Json | None:
        if quote is None:
            return None
        return {
            "start": quote.span.start + by,
            "end": quote.span.end + by,
            "quote": quote.words,
        }

    claim = proposal.claim
    return {
        "chain": [
            {
                "source": told(link.source),
                "cue": told(link.cue),
                "content": [told(quote) for quote in link.content],
                "manner": link.manner,
            }
            for link in proposal.chain
        ],
        "claim": claim
        and {
            "type": claim.type,
            "trigger": told(claim.trigger),
            "roles": {role: told(quote) for role, quote in claim.roles},
            "polarity": claim.polarity.value,
            "modality": claim.modality.value,
            "evidence": told(claim.evidence),
        },
    }


def proposal_from_json(data: Mapping[str, Any]) -> Proposal:
    """The proposal that `proposal_to_json` described. Raises KeyError, TypeError or ValueError."""
    claim = data["claim"]
    return Proposal(
        tuple(
            Link(
                some_quote(link["source"]),
                some_quote(link["cue"]),
                tuple(quote_from_json(quote) for quote in link["content"]),
                str(link["manner"]),
            )
            for link in data["chain"]
        ),
        claim
        and ClaimProposed(
            str(claim["type"]),
            quote_from_json(claim["trigger"]),
            tuple((role, quote_from_json(quote)) for role, quote in claim["roles"].items()),
            Polarity(claim["polarity"]),
            Modality(claim["modality"]),
            quote_from_json(claim["evidence"]),
        ),
    )


def quote_from_json(data: Mapping[str, Any]) -> Quote:
    """The quote, which must be there."""
    return Quote(Span(data["start"], data["end"]), str(data["quote"]))


def some_quote(data: Mapping[str, Any] | None) -> Quote | None:
    """The quote, or None for null."""
    return None if data is None else quote_from_json(data)
