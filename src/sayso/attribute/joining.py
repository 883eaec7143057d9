"""What somebody says in a second clause: "said that the ship left *and that it sank*"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.attribute.telling import Telling
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

JOINTS = frozenset({"and", "but", "or"})


def join(annotation: Annotation, telling: Telling) -> Telling:
    """A statement with the clause behind it that "and that" joins to its content."""
    if not telling.content or telling.cue is None:
        return telling
    *before, last = telling.content
    whole = with_second_clause(annotation.doc, last)
    return telling if whole is None else replace(telling, content=(*before, whole))


def with_second_clause(doc: Doc, content: Span) -> Span | None:
    """A content to the end of a clause behind it that goes on with its own "that", if there is one.

    Where a clause further out has a "that", too, it may go on with that one: "said that he was told
    that it left and that it sank".
    """
    words = doc.char_span(content.start, content.end, alignment_mode="expand")
    at = words.end if words is not None else len(doc)
    while at < len(doc) and doc[at].text == ",":
        at += 1
    if words is None or at + 1 >= len(doc) or doc[at].lower_ not in JOINTS:
        return None
    mark = doc[at + 1]
    verb = mark.head
    joined = mark.lower_ == "that" and mark.dep_ == "mark" and verb.dep_ == "conj"
    if not joined or verb.head not in words or not opens_with_that(verb.head):
        return None
    if any(map(opens_with_that, verb.head.ancestors)):
        return None
    return upto(verb, content.start)


def opens_with_that(verb: Token) -> bool:
    """Whether "that" leads in the clause of a verb."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.lefts)


def upto(verb: Token, start: int) -> Span:
    """From `start` to the end of a clause, without the stop behind it."""
    last = verb.right_edge
    while last.is_punct and last.i > verb.i:
        last = last.nbor(-1)
    return Span(start, last.idx + len(last))
