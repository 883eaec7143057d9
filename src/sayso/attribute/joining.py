"""What somebody says in a second clause: "said that the ship left *and that it sank*"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.annotate.clauses import HELD
from sayso.attribute.telling import Telling
from sayso.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
JOINTS = frozenset({"and", "but", "or"})


def join(annotation: Annotation, telling: Telling) -> Telling:
    """A statement with the clause behind it that "and that" joins to its content."""
    if not telling.content or telling.cue is None:
        return telling
    *before, last = telling.content
    doc = annotation.doc
    held = held_to_be(doc, telling)
    if held is not None:
        return held
    whole = with_second_clause(doc, last) or with_its_verb(doc, last, telling.cue)
    return telling if whole is None else replace(telling, content=(*before, whole))


def held_to_be(doc: Doc, telling: Telling) -> Telling | None:
    """What "gunmen believed to be rebels" tells, where a participle only adds that to a noun.

    Nobody named believes it, least of all the gunmen, and nothing of what these did is believed.
    """
    verb = doc[telling.head]
    tied = next((c for c in verb.rights if c.dep_ == "xcomp"), None)
    passive = verb.lemma_ in HELD and verb.tag_ in {"VBN", "VBD"} and verb.dep_ == "acl"
    if not passive or tied is None or not any(c.lower_ == "to" for c in tied.lefts):
        return None
    whom = [s for s in telling.content if s.end <= verb.idx]
    whole = upto(tied, tied.left_edge.idx)
    return replace(telling, source=None, speaker=-1, content=(*whom, whole))


def with_its_verb(doc: Doc, content: Span, cue: Span) -> Span | None:
    """A content that breaks off behind a subject, to the end of the clause that is told."""
    words = doc.char_span(content.start, content.end, alignment_mode="expand")
    if words is None or words.root.dep_ not in SUBJECTS:
        return None
    verb = words.root.head
    told = verb.dep_ == "ccomp" and cue.start <= verb.head.idx < cue.end
    behind = verb.i >= words.end and words.start > verb.head.i
    return upto(verb, content.start) if told and behind else None


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
