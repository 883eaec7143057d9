"""A claim that a person reads in a report where the program read none.

    claim = added(analysis, {"statement": "s...", "type": "detains", "words": [110, 131],
                             "roles": {"detainee": [120, 131]}})

It hangs on a statement as every claim does, and so on the whole chain of voices: the words that
tell it must be what that statement says, and nobody else's within it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sayso.errors import JudgementInvalid
from sayso.model import (
    Analysis,
    Claim,
    Modality,
    Polarity,
    Span,
    Statement,
    chain_of,
    identify,
    lineage,
)
from sayso.ontology import claim_types
from sayso.record.correction import corrected
from sayso.record.judgement import Json
from sayso.resolve.interest import with_interests
from sayso.weigh.untyped import without

Addition = Mapping[str, Json]
# What stands around somebody's words and belongs to nobody.
MARKS = " \t\n\"'“”„‟‘’‚‛«»‹›`,;:"


def added(analysis: Analysis, addition: Addition) -> Claim:
    """The claim that an addition makes.

    `statement` is the id of the statement that it hangs on; `words` the `[start, end]` of what
    tells it (without them, what the statement itself says); `type`, `polarity`, `modality` and
    `roles` are those of a correction. Where `quote` is told, it must be what stands there.
    Raises JudgementInvalid where that makes no claim.
    """
    by_id = {statement.id: statement for statement in analysis.statements}
    statement = by_id.get(str(addition.get("statement")))
    if statement is None:
        raise JudgementInvalid(f"The report has no statement {addition.get('statement')!r}.")
    words = addition.get("words")
    trigger = own_words(analysis, statement) if words is None else stretch(analysis, words)
    must_say(analysis, statement, trigger)
    base = Claim(
        "",
        statement.id,
        str(addition.get("type")),
        trigger,
        (),
        Polarity.AFFIRMED,
        Modality.ACTUAL,
        trigger,
        chain_of(statement, by_id),
    )
    told = {name: addition[name] for name in ("type", "polarity", "modality") if name in addition}
    claim = corrected(analysis, base, {**told, "roles": addition.get("roles") or {}})
    order = claim_types()[claim.type].roles
    roles = tuple(sorted(claim.roles, key=lambda each: order.index(each[0])))
    spans = [(role, filler.span.start, filler.span.end) for role, filler in roles]
    name = identify("c", analysis.report.id, claim.type, trigger.start, trigger.end, *spans)
    quote = addition.get("quote")
    if quote is not None and quote != claim.evidence.of(analysis.report.text):
        raise JudgementInvalid("The words of the report are no longer those that were chosen.")
    made = replace(claim, id=name, roles=roles)
    return with_interests([made], analysis.voices, analysis.entities)[0]


def stretch(analysis: Analysis, told: Json) -> Span:
    """Words of the text, without the marks around them. Raises JudgementInvalid."""
    text = analysis.report.text
    match told:
        case [int(start), int(end)] if 0 <= start < end <= len(text):
            span = bare(text, Span(start, end))
        case _:
            raise JudgementInvalid(f"{told!r} is no stretch of the text.")
    if span.start == span.end:
        raise JudgementInvalid("A claim needs words that tell it; what was chosen is blank.")
    return span


def bare(text: str, span: Span) -> Span:
    """A stretch without quotation marks, commas and white space at either end."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(MARKS))
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip(MARKS)))))


def must_say(analysis: Analysis, statement: Statement, words: Span) -> None:
    """Raise JudgementInvalid where words are not what a statement itself says.

    Whoever hung on an outlet what stands in somebody's quotation would make a fact of what is
    alleged.
    """
    inner = innermost(analysis, words)
    if statement.id not in {each.id for each in inner}:
        names = " or ".join(dict.fromkeys(f"“{voice_name(analysis, s)}”" for s in inner))
        raise JudgementInvalid(f"These are the words of {names}: hang the claim on that statement.")
    above = {each.id for one in inner for each in lineage(one, by_id(analysis))}
    if any(
        span.meets(words) for s in analysis.statements if s.id not in above for span in s.content
    ):
        raise JudgementInvalid(
            "These words run over what several voices say. Choose words of one of them."
        )


def by_id(analysis: Analysis) -> dict[str, Statement]:
    """The statements of a report by their ids."""
    return {statement.id: statement for statement in analysis.statements}


def voice_name(analysis: Analysis, statement: Statement) -> str:
    """What the report calls whoever makes a statement."""
    voice = next(voice for voice in analysis.voices if voice.id == statement.voice)
    return " ".join(voice.text.split()) or "the report"


def innermost(analysis: Analysis, words: Span) -> tuple[Statement, ...]:
    """The statements whose content holds the words, and no further one within them.

    Several where a report gives the same words to several voices; else one, the root at least.
    """
    root, known = analysis.root, by_id(analysis)
    holders = [
        s
        for s in analysis.statements
        if s.parent is not None and any(span.holds(words) for span in s.content)
    ]
    above = {each.id for s in holders for each in lineage(s, known)[:-1]}
    return tuple(s for s in holders if s.id not in above) or (root,)


def own_words(analysis: Analysis, statement: Statement) -> Span:
    """The longest stretch that is a statement's own, and of no other within it.

    Raises JudgementInvalid for the narration of the outlet, of which the words must be chosen, and
    where there is none.
    """
    if statement.parent is None:
        raise JudgementInvalid("Choose the words of the report that tell it.")
    own = list(stretches(analysis, statement))
    if not own:
        raise JudgementInvalid(
            f"“{voice_name(analysis, statement)}” only hands on here what another voice says: "
            "hang the claim on that one."
        )
    return max(own, key=lambda span: (span.end - span.start, -span.start))


def stretches(analysis: Analysis, statement: Statement) -> Iterator[Span]:
    """What a statement says itself: its content without that of the statements within it."""
    known, text = by_id(analysis), analysis.report.text
    inside = [
        span
        for s in analysis.statements
        if statement.id in {each.id for each in lineage(s, known)[:-1]}
        for span in s.content
    ]
    for content in statement.content:
        pieces = (bare(text, piece) for piece in without(content, inside))
        yield from (piece for piece in pieces if piece.start < piece.end)
