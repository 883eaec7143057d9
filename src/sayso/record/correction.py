"""A claim as a person corrected it: another type, polarity or modality, other roles.

    claim = corrected(analysis, claim, {"polarity": "denied"})

The words that fill a role are a stretch of the report's own text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sayso.errors import JudgementInvalid
from sayso.model import Analysis, Claim, Filler, Modality, Polarity, Span
from sayso.ontology import claim_types
from sayso.record.judgement import Json

Correction = Mapping[str, Json]
PREPOSITIONS = frozenset(
    ("of", "at", "in", "on", "near", "by", "from", "to", "for", "with", "against", "and", "or")
)


def corrected(analysis: Analysis, claim: Claim, correction: Correction) -> Claim:
    """The claim with the type, polarity, modality and roles of a correction.

    `roles` gives each role its `[start, end]` in the text. Raises JudgementInvalid where a word is
    none of ours, or a span is not in the text.
    """
    known = claim_types().get(str(correction.get("type", claim.type)))
    if known is None:
        raise JudgementInvalid(f"No type of claim is called {correction.get('type')!r}.")
    try:
        polarity = Polarity(str(correction.get("polarity", claim.polarity)))
        modality = Modality(str(correction.get("modality", claim.modality)))
    except ValueError as error:
        raise JudgementInvalid(f"{error}.") from None
    roles = claim.roles
    if "roles" in correction:
        roles = fillers(analysis, claim, correction["roles"])
    strange = [role for role, _ in roles if role not in known.roles]
    if strange:
        allowed = ", ".join(known.roles)
        raise JudgementInvalid(f"{known.name} has no role {strange[0]!r}, but: {allowed}.")
    if not roles:
        raise JudgementInvalid("A claim needs somebody or something in one role at least.")
    evidence = claim.evidence
    for _, filler in roles:
        evidence = evidence.join(filler.span)
    interests = tuple(i for i in claim.interests if i.role in dict(roles))
    return replace(
        claim,
        type=known.name,
        polarity=polarity,
        modality=modality,
        roles=roles,
        evidence=evidence,
        interests=interests,
    )


def fillers(analysis: Analysis, claim: Claim, told: Json) -> tuple[tuple[str, Filler], ...]:
    """The roles of a correction; one that stays as it was keeps its number and entity."""
    if not isinstance(told, dict):
        raise JudgementInvalid("The roles of a correction are told by name, each with a span.")
    return tuple((role, filler(analysis, claim.role(role), span)) for role, span in told.items())


def filler(analysis: Analysis, before: Filler | None, told: Json) -> Filler:
    """Who fills a role: the words of a span, and the entity that they name."""
    text = analysis.report.text
    match told:
        case [int(start), int(end)] if 0 <= start < end <= len(text):
            span = Span(start, end).trim(text)
        case _:
            raise JudgementInvalid(f"{told!r} is no stretch of the text.")
    if not span.of(text):
        raise JudgementInvalid("A role needs words; what was chosen is blank.")
    if before is not None and before.span == span:
        return before
    meant = [e for e in analysis.entities if any(names(span, m, text) for m in e.mentions)]
    meant += [e for e in analysis.entities if span in e.references]
    return Filler(span, meant[0].id if meant else None)


def names(span: Span, mention: Span, text: str) -> bool:
    """Whether a name is what a stretch means: "Colonel Vane", but not "a fire at Vane"."""
    if not span.holds(mention) or mention.end != span.end:
        return False
    return not PREPOSITIONS & set(Span(span.start, mention.start).of(text).lower().split())
