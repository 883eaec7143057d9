"""Annotation and statements -> claims.

    claims = extract(annotation, attribution)

A claim is found where a trigger of a frame stands in the parse with its roles filled
(`frames.csv`, `paths.py`, `kinds.py`). It stands in the innermost statement that holds the
trigger with a polarity and a modality (`standing.py`), hangs on the statement of the voice that
tells it (`hanging.py`), and carries time, place and counts where the words tell them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.annotate.quantity import count_of
from sayso.attribute import Attribution
from sayso.extract.arbiter import arbitrate
from sayso.extract.asides import STATES
from sayso.extract.assertion import Assertion, Chances, assertions
from sayso.extract.bearing import is_predicated, past_words
from sayso.extract.confidence import confidence
from sayso.extract.hanging import hang_on
from sayso.extract.kinds import Kinds
from sayso.extract.mood import asks, commands, is_generic
from sayso.extract.nodes import is_verb
from sayso.extract.phrase import clause, cover
from sayso.extract.place import where_of
from sayso.extract.posts import bodies_of
from sayso.extract.standing import Standing, standing
from sayso.extract.tables import words
from sayso.extract.time import Tense, anchor_of, tense_of, when_of
from sayso.model import (
    Claim,
    Filler,
    Modality,
    Polarity,
    Span,
    Statement,
    When,
    chain_of,
    identify,
)
from sayso.ontology import claim_types

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["extract", "extract_all"]

# A sentence longer than this is shown as evidence by the clause around the trigger alone: four
# lines of print. 99 of 100 sentences are shorter (measured on 2,014 from 40 news reports).
LONGEST_EVIDENCE = 320
# Roles that hold money, which is no count of things.
SUMS = frozenset({"amount", "price"})
# What is less probably right than the first is not claimed, nor what the reader alone found and is
# less probable than the second; a user's own types are. In annotated paragraphs that the reader was
# not taught by, 73.6 of a hundred claims were annotated with these (5,170 claims), 75.8 with 0.55
# for the first, by which 79 of 3,805 annotated ones are lost. With 0.65 for the second, 123 more
# are found, and of those added as a whole six of ten were annotated.
LEAST_SURE, LEAST_ALONE = 0.47, 0.7
# Types whose first role is who speaks: the source of the statement that the trigger is the cue of.
SPOKEN = frozenset({"accuses", "denies", "requests", "directs", "threatens", "endorses", "agrees"})
RELATIVE = frozenset({"that", "which", "who"})


def extract(annotation: Annotation, attribution: Attribution) -> tuple[Claim, ...]:
    """The claims of a report, each with the statement that it hangs on, in the order of the text.

    Questions, commands and general truths ("people kill for less") assert nothing, and what is
    probably misread is not claimed.
    """
    every = extract_all(annotation, attribution)
    return tuple(claim for claim, chances in every if is_likely(claim, annotation, chances))


def is_likely(claim: Claim, annotation: Annotation, chances: Chances | None) -> bool:
    """Whether a claim is probably rightly read, however far it is from a plain fact.

    What went through many voices, or is planned or possible, is more often misread, and is what
    must not be lost.
    """
    if chances is None:
        return True
    plain = replace(claim, chain=(), modality=Modality.ACTUAL)
    least = LEAST_ALONE if chances.alone else LEAST_SURE
    return confidence(plain, annotation, chances) >= least


def extract_all(
    annotation: Annotation, attribution: Attribution
) -> tuple[tuple[Claim, Chances | None], ...]:
    """All claims, however unsure, each with what the trained reader holds for probable."""
    kinds = Kinds(annotation)
    found = arbitrate(list(assertions(annotation.doc, kinds)), annotation, kinds)
    at: dict[int, list[Assertion]] = defaultdict(list)
    for assertion in found:
        at[assertion.trigger.token.i].append(assertion)
    # "is under investigation" is one claim, not one more of its noun.
    parts = {(a.type, word.i) for a in found for word in a.trigger.rest}
    by_id = {s.id: s for s in attribution.statements}
    claims: dict[tuple[object, ...], tuple[Claim, Chances | None]] = {}
    for assertion in found:
        verb = assertion.trigger.token
        part = (assertion.type, verb.i) in parts
        if part or any(says_more(other, assertion) for other in at[verb.head.i]):
            continue
        claim = claimed(assertion, annotation, attribution)
        if claim is not None:
            claim = replace(claim, chain=chain_of(by_id[claim.statement], by_id))
            sure = confidence(claim, annotation, assertion.chances)
            told = replace(claim, confidence=sure), assertion.chances
            claims.setdefault((claim.type, claim.trigger, claim.roles), told)
    return tuple(sorted(claims.values(), key=lambda c: (c[0].trigger, c[0].type, spans_of(c[0]))))


def claimed(assertion: Assertion, annotation: Annotation, attribution: Attribution) -> Claim | None:
    """The claim that an assertion makes, and on which statement it hangs; None where it is none."""
    verb = assertion.trigger.token
    granted = is_granted(assertion)
    if not granted and (asks(verb) or commands(verb) or is_generic(verb)):
        return None
    statement = attribution.innermost(assertion.span)
    stands = taken_for_granted(verb) if granted else standing(verb, statement, attribution)
    if stands is None:
        return None
    spoken = spoken_by(assertion, attribution, annotation.report.text)
    claim = claim_of(assertion, annotation, statement, stands, spoken)
    holder = hang_on(assertion, stands.modality, attribution, annotation.layout)
    return replace(claim, statement=holder.id)


def is_granted(assertion: Assertion) -> bool:
    """Whether a phrase tells it by the way: "Kessen's mayor", "Omar Deb, head of the union"."""
    told = assertion.trigger.token
    return assertion.part == "link" or (assertion.part == "tie" and not is_predicated(told))


def taken_for_granted(noun: Token) -> Standing:
    """How a tie stands that a phrase only adds ("Deb, the alleged head of the gang, fled").

    What governs the phrase, a denial or a question, leaves it untouched.
    """
    doubted = any(c.lower_ in words("doubted") for c in noun.subtree if c.i < noun.i)
    return Standing(Polarity.AFFIRMED, Modality.POSSIBLE if doubted else Modality.ACTUAL)


def says_more(other: Assertion, assertion: Assertion) -> bool:
    """Whether `other` is the verb that carries this noun and tells as much of the same.

    "slapped an embargo on Corsia" is one sanction, not two.
    """
    noun, verb = assertion.trigger.token, other.trigger.token
    if other.type != assertion.type or not is_verb(verb) or is_verb(noun) or noun.head != verb:
        return False
    told = {(role, head.i) for role, head, _ in other.roles}
    return {(role, head.i) for role, head, _ in assertion.roles} <= told


def spoken_by(
    assertion: Assertion, attribution: Attribution, text: str
) -> Iterator[tuple[str, Filler]]:
    """Who speaks, where the parse does not tell and the trigger is the cue of a statement.

    "a speech, full of anger, accusing Corsia": the reader of statements knows whose speech it was.
    """
    role = claim_types()[assertion.type].first.name
    if assertion.type not in SPOKEN or any(name == role for name, _, _ in assertion.roles):
        return
    others = [span for _, _, span in assertion.roles]
    for told in attribution.statements:
        if told.source is None or told.cue is None or not told.cue.meets(assertion.span):
            continue
        if told.source.of(text).lower() in RELATIVE:
            continue
        if not any(told.source.meets(span) for span in (*others, assertion.span)):
            yield role, Filler(told.source)
            return


def claim_of(
    assertion: Assertion,
    annotation: Annotation,
    statement: Statement,
    stands: Standing,
    spoken: Iterable[tuple[str, Filler]],
) -> Claim:
    """The claim that an assertion makes in the innermost statement around it."""
    trigger = assertion.trigger
    told = (
        (role, Filler(span, count=None if role in SUMS else count_of(token)))
        for role, token, span in assertion.roles
    )
    roles = (*spoken, *told, *bodies_of(assertion))
    taken = frozenset(token.i for _, token, _ in assertion.roles)
    spans = [(role, filler.span.start, filler.span.end) for role, filler in roles]
    when = ended(assertion, annotation) or dated(
        assertion, when_of(annotation, trigger.token, statement.content)
    )
    ahead = stands.modality is Modality.ACTUAL and is_ahead(when, trigger.token, annotation)
    return Claim(
        id=identify(
            "c",
            annotation.report.id,
            assertion.type,
            assertion.span.start,
            assertion.span.end,
            *spans,
        ),
        statement=statement.id,
        type=assertion.type,
        trigger=assertion.span,
        roles=roles,
        polarity=stands.polarity,
        modality=Modality.FUTURE if ahead else stands.modality,
        evidence=evidence_of(assertion),
        chain=(),
        when=when,
        where=None if is_standing(assertion) else where_of(trigger.words, taken, assertion.kinds),
    )


def dated(assertion: Assertion, when: When | None) -> When | None:
    """When it happened; a state has a time only where its beginning or its end is told.

    "Deb, who has led the guild since 2014" does, "Deb, the guild's leader, left on Monday" does
    not: the day tells when he left.
    """
    lemma = assertion.trigger.token.lemma_.lower()
    if when is None or assertion.type not in STATES or lemma in words("entering"):
        return when
    return when if (when.start is None) != (when.end is None) else None


def ended(assertion: Assertion, annotation: Annotation) -> When | None:
    """That a tie held before the report and no more: "the former mayor", since when none knows."""
    past = past_words(assertion.trigger.token) if is_standing(assertion) else []
    if not past or assertion.type == "family_of":
        return None
    day = anchor_of(annotation.report)
    return When(cover(past[:1]), None, day.isoformat() if day else None)


def is_ahead(when: When | None, trigger: Token, annotation: Annotation) -> bool:
    """Whether the present tells of a day after the report's: "who retires next month"."""
    day = anchor_of(annotation.report)
    if day is None or when is None or when.start is None or tense_of(trigger) is not Tense.PRESENT:
        return False
    return when.start > day.isoformat()


def is_standing(assertion: Assertion) -> bool:
    """Whether a noun tells how things stand: "the guild's leader" was killed somewhere, not led."""
    return assertion.type in STATES and not is_verb(assertion.trigger.token)


def evidence_of(assertion: Assertion) -> Span:
    """The sentence of the trigger, or only its clause with the roles where that is long."""
    sentence = cover([t for t in assertion.trigger.token.sent if not t.is_space])
    if sentence.end - sentence.start <= LONGEST_EVIDENCE:
        return sentence
    span = clause(assertion.trigger.token).join(assertion.span)
    for _, _, role in assertion.roles:
        span = span.join(role)
    return span


def spans_of(claim: Claim) -> list[Span]:
    """The spans of the roles, to order claims by."""
    return [filler.span for _, filler in claim.roles]
