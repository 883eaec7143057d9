"""What a model might have proposed about the reports of a case, without a model: quotes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.model import Analysis, Modality, Polarity, Span, Statement
from sayso.propose.proposal import Asking, ClaimProposed, Kept, Link, Proposal, Quote
from sayso.record import Case
from sayso.record.addition import own_words
from sayso.record.proposals import keep, proposals_in
from sayso.weigh.untyped import untyped

MODEL, HOST = "a <b>small</b> one", "localhost:11434"


def quoted(text: str, span: Span) -> Quote:
    """Words of a text at a place."""
    return Quote(span, span.of(text))


def link_of(text: str, said: Statement) -> Link:
    """A statement as it was read, as a model would propose it."""
    source, cue = (quoted(text, span) if span else None for span in (said.source, said.cue))
    return Link(source, cue, tuple(quoted(text, span) for span in said.content), said.manner)


def sayings(analysis: Analysis) -> Iterator[tuple[Statement, Span]]:
    """Statements below the outlet's own on which no claim hangs, with words that are theirs."""
    for said in untyped(analysis):
        if said.parent == analysis.root.id and said.cue and not said.negated:
            yield said, own_words(analysis, said)


def proposals_about(analysis: Analysis) -> Sequence[Proposal]:
    """Of a report with two such statements: a claim to accept, a statement, and a claim told by
    nobody whom the report names."""
    text = analysis.report.text
    (said, words), (other, more) = list(sayings(analysis))[:2]
    first = Span(words.start, words.start + len(words.of(text).split()[0]))
    claim = ClaimProposed(
        "agrees",
        quoted(text, words),
        (("a", quoted(text, first)),),
        Polarity.DENIED,
        Modality.PLANNED,
        quoted(text, words),
    )
    held = link_of(text, said)
    # The narration's own words, laid into somebody's mouth.
    stranger = Link(None, quoted(text, first), (quoted(text, more),), "claims")
    unheld = replace(claim, trigger=quoted(text, more), evidence=quoted(text, more))
    return (
        Proposal((held,), claim),
        Proposal((stranger, link_of(text, other)), unheld),
        Proposal((replace(stranger, content=(quoted(text, words),)),), None),
    )


def has_room(analysis: Analysis) -> bool:
    """Whether a report has enough that was not read for these proposals."""
    return len(list(sayings(analysis))) > 1


def propose_in(case: Case, analysis: Analysis | None = None) -> tuple[Kept, ...]:
    """Keep proposals about a report, by default the first that has room for them."""
    report = analysis or next(each for each in case.analyses() if has_room(each))
    text = report.report.text
    asking = Asking(report.report.id, 0, len(text), MODEL, HOST, "1", "ab" * 32, "cd" * 32, 99, {})
    keep(case, asking, proposals_about(report))
    return proposals_in(case, report=report.report.id)
