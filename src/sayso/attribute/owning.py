"""Whose word it is, in plain words: "Deb denied ordering it", "the guild said it planned to"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.attribute.clause import span_of
from sayso.attribute.reference import GENDERED, SINGULAR
from sayso.attribute.telling import Telling
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Verbs whose gerund is what their subject did, or did not do ("denied ordering the raid").
OWNING = frozenset({"deny", "admit", "acknowledge", "recall", "remember", "regret", "confess"})


def own_up(doc: Doc, telling: Telling) -> Telling:
    """The statement with the gerund among its content: "denied" is the cue, "ordering ..." told."""
    cue = telling.cue
    words = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue else None
    if cue is None or words is None or not telling.content or cue.end > telling.content[0].start:
        return telling
    deed = next((t for t in words if t.tag_ == "VBG" and t.head.lemma_.lower() in OWNING), None)
    if deed is None or deed.head not in words or deed.head.i > deed.i:
        return telling
    first = max(deed.left_edge.i, deed.head.i + 1)
    before = doc[first - 1]
    content = (Span(doc[first].idx, telling.content[0].end), *telling.content[1:])
    shorter = Span(cue.start, before.idx + len(before))
    return replace(telling, cue=shorter, content=content, head=deed.head.i)


# Manners of verbs that need somebody who does it: "it planned to", "it hoped that".
WILLED = frozenset(
    {"plans", "wants", "hopes", "promises", "agrees", "refuses", "decides", "demands", "orders"}
    | {"denies", "believes", "knows", "expects", "fears", "threatens", "asks"}
)


def take_up(doc: Doc, telling: Telling) -> Telling:
    """The statement with the "it" before its verb as its source, where the reader named nobody.

    "The council said it planned to pay": nobody but the council plans.
    """
    if telling.source is not None or telling.head < 0 or telling.manner not in WILLED:
        return telling
    verb = doc[telling.head]
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.lower_ == "it"), None)
    if subject is None or any(c.dep_ == "auxpass" for c in verb.lefts):
        return telling
    source = Span(subject.idx, subject.idx + len(subject))
    return replace(telling, source=source, speaker=subject.i)


def tell_apart(doc: Doc, tellings: Sequence[Telling]) -> list[Telling]:
    """The statements, with the noun itself for a pronoun within the source that it heads.

    "*A nurse*, who asked not to be named because *she* feared for her job, said": both are hers,
    and she is nobody who was named before.
    """
    wide = [t for t in tellings if t.source is not None and t.speaker >= 0]
    return [means_head(doc, t, wide) for t in tellings]


def means_head(doc: Doc, telling: Telling, wide: Sequence[Telling]) -> Telling:
    """The statement of a pronoun that stands in a source around it, as that of who heads this."""
    source = telling.source
    if source is None or telling.speaker < 0 or doc[telling.speaker].lower_ not in SINGULAR:
        return telling
    for around in wide:
        noun = doc[around.speaker]
        if around is telling or around.source is None or not around.source.holds(source):
            continue
        behind = noun.i < telling.speaker and noun.tag_ in {"NN", "NNP"}
        gender = SINGULAR[doc[telling.speaker].lower_]
        if behind and GENDERED.get(noun.lower_, gender) == gender:
            return replace(telling, source=span_of(doc, noun.left_edge.i, noun.i), speaker=noun.i)
    return telling
