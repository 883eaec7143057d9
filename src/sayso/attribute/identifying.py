"""Clauses about a noun in which somebody says who it is: "the driver, who police identified as"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.attribute.clause import child, noun_phrase, span_of
from sayso.attribute.cue import entries
from sayso.attribute.telling import Telling
from sayso.attribute.voicing import speaks
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMING = frozenset({"identify", "name", "describe", "call", "dub", "label", "nickname"})
BEFORE_VERBS = frozenset({"aux", "neg", "advmod"})


def find_naming_clauses(annotation: Annotation, tellings: Sequence[Telling]) -> Iterator[Telling]:
    """The statements of such clauses that are none yet."""
    for verb in annotation.doc:
        if verb.lemma_.lower() not in NAMING or verb.dep_ not in ("relcl", "acl"):
            continue
        subject = child(verb, "nsubj")
        content = told_of(verb)
        if subject is None or content is None or not speaks(annotation.names, subject):
            continue
        first = min(
            [verb.i, *(c.i for c in verb.lefts if c.dep_ in BEFORE_VERBS and c.i > subject.i)]
        )
        cue = span_of(annotation.doc, first, verb.i)
        if any(t.cue is not None and t.cue.meets(cue) for t in tellings):
            continue
        rows = next(entries(verb), ())
        manner = rows[0].manner if rows else "describes"
        source = span_of(annotation.doc, *noun_phrase(subject, verb))
        if not source.meets(content):
            yield Telling(source, cue, (content,), manner, verb.i, subject.i)


def told_of(verb: Token) -> Span | None:
    """What follows the verb with "as", or as a name."""
    told = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
    told = told or child(verb, "oprd")
    return span_of(verb.doc, told.left_edge.i, told.right_edge.i) if told is not None else None
