"""Who is named between two places of a text, and whom it says that somebody is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation, Name
from sayso.annotate.layout import Layout
from sayso.attribute.clause import noun_phrase, span_of
from sayso.attribute.naming import bare
from sayso.attribute.reference import DEFINITE, Reference, label_of, refer
from sayso.attribute.titles import is_subject, leads_sentence
from sayso.attribute.voicing import name_at, voice_nouns
from sayso.model import EntityKind, Span, VoiceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

# How far back a pronoun looks, in characters: not quite three sentences of news (those of
# PolNeAR's development half have 109 characters on average).
REACH = 300
# Kinds of voices whose plural nouns "they" can stand for.
HUMAN = (VoiceKind.PERSON, VoiceKind.ANONYMOUS, VoiceKind.GROUP)
# The same for "he" and "she".
SOMEBODY = (VoiceKind.PERSON, VoiceKind.ANONYMOUS)


def named_between(
    annotation: Annotation, layout: Layout, since: int, until: int
) -> Iterator[tuple[Span, Token]]:
    """The people named between two positions, the last first, but not within quotations.

    Yields the span of the name and the token that heads it.
    """
    doc = annotation.doc
    around = layout.quoted(until)
    names = annotation.names
    first = bisect_left(names, since, key=lambda n: n.span.start)
    last = bisect_left(names, until, key=lambda n: n.span.start)
    for name in reversed(names[first:last]):
        if name.span.end > until or name.kind is not EntityKind.PERSON:
            continue
        quote = layout.quoted(name.span.start)
        if quote is not None and quote != around:
            continue
        tokens = doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
        if tokens is not None:
            yield name.span, tokens.root


def people_near(annotation: Annotation, since: int, span: Span) -> Reference | None:
    """The people who are a plural subject in the sentence of a pronoun or the one before it."""
    doc = annotation.doc
    at = doc.char_span(span.start, span.end, alignment_mode="expand")
    if at is None:
        return None
    first = at[0].sent.start
    first = doc[first - 1].sent.start if first > 0 else first
    for token in reversed(doc[first : at.start]):
        if token.idx < since:
            return None
        human = voice_nouns().get(token.lemma_.lower()) in HUMAN
        if human and token.tag_ in ("NNS", "NNPS") and leads_sentence(token):
            return refer(annotation, span_of(doc, *noun_phrase(token, token.head)), token)
    return None


def person_near(
    annotation: Annotation, layout: Layout, between: tuple[int, int], reference: Reference
) -> Reference | None:
    """A person named as a subject between two positions: the last voice's and the pronoun's.

    A voice that has long been silent gives way to any person just named.
    """
    since, at = between
    silent = since < at - REACH
    for span, head in named_between(annotation, layout, max(since, at - REACH), at):
        if not (silent or leads_sentence(head)) or is_slain(head):
            continue
        met = refer(annotation, span, head)
        if head.dep_ == "appos" and head.head.idx < head.idx:
            # "The manager, Colm Hesk": the name explains who the manager is.
            met = replace(met, takes_up=label_of(head.head))
        if None in (met.gender, reference.gender) or met.gender == reference.gender:
            return met
    return None


SLAYING = frozenset({"murder", "killing", "death", "assassination", "manslaughter", "execution"})


def is_slain(head: Token) -> bool:
    """Whether somebody is named as dead, who says nothing: "is charged with the murder of Deb"."""
    of = head.head
    return head.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in SLAYING


def acts(annotation: Annotation, name: Name) -> bool:
    """Whether a name is the subject of its clause."""
    tokens = annotation.doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
    return tokens is not None and is_subject(tokens.root)


def is_agent_beside(annotation: Annotation, mention: Span, pronoun: Span) -> bool:
    """Whether the pronoun is the one to whom it was done: "Pressed by Marsh, he" is not Marsh."""
    doc = annotation.doc
    at = doc.char_span(pronoun.start, pronoun.end, alignment_mode="expand")
    told = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if at is None or told is None or at[0].sent != told[0].sent or at.root.dep_ != "nsubj":
        return False
    by = told.root.head
    return by.lower_ == "by" and by.head.dep_ == "advcl" and by.head.head == at.root.head


def somebody_near(
    annotation: Annotation, layout: Layout, between: tuple[int, int], pronoun: Reference
) -> Reference | None:
    """The unnamed person who leads the sentence before the pronoun's ("The lawyer left.").

    `between` is where the last voice spoke and where the pronoun's statement begins. A quotation
    that opens a paragraph goes on from the one above.
    """
    doc = annotation.doc
    since, begins = between
    at = doc.char_span(begins, pronoun.span.end, alignment_mode="expand")
    if at is None or at[0].sent.start == 0:
        return None
    before = doc[at[0].sent.start - 1].sent
    here = layout.paragraph(pronoun.span.start)
    opens = layout.paragraphs[here].start == begins and layout.quoted(begins) is not None
    apart = here - layout.paragraph(before.start_char)
    if before.start_char < since or apart > opens or layout.quoted(before.start_char) is not None:
        return None
    for token in before:
        subject = token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT"
        leads = subject or token.dep_ == "ROOT"
        if (
            not leads
            or token.tag_ != "NN"
            or voice_nouns().get(token.lemma_.lower()) not in SOMEBODY
        ):
            continue
        found = refer(annotation, span_of(doc, *noun_phrase(token, token.head)), token)
        agree = None in (found.gender, pronoun.gender) or found.gender == pronoun.gender
        return found if agree and not found.plural and found.count == 1 else None
    return None


def has_plural(annotation: Annotation, since: int, until: int) -> bool:
    """Whether things or people in the plural are told of between two positions."""
    span = annotation.doc.char_span(since, until, alignment_mode="contract")
    return span is not None and any(t.tag_ in ("NNS", "NNPS") for t in span)


@dataclass(frozen=True, slots=True)
class Identity:
    """A sentence that says who somebody is: "The officer is second mate Ove Lind."."""

    at: int
    noun: str
    words: list[str]


def identities(annotation: Annotation) -> list[Identity]:
    """Whom the text says that a definite person is."""
    found = []
    for token in annotation.doc:
        if token.lemma_ != "be" or token.dep_ != "ROOT":
            continue
        subject = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
        attribute = next((c for c in token.rights if c.dep_ == "attr"), None)
        if subject is None or attribute is None or subject.pos_ != "NOUN":
            continue
        definite = any(c.lower_ in DEFINITE for c in subject.lefts)
        plain = len(list(subject.children)) == 1
        name = name_at(annotation.names, attribute)
        if definite and plain and name is not None and name.kind is EntityKind.PERSON:
            words = bare(name.span.of(annotation.report.text))
            found.append(Identity(token.idx, subject.lemma_.lower(), words))
    return found
