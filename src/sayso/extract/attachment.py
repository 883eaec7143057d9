"""Where the parser hangs a clause on the wrong word, and which it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.nodes import children, is_verb, lemma_of
from sayso.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def sharer(verb: Token, head: Token) -> Token:
    """The verb whose subject `verb`, coordinated with `head`, shares."""
    if hangs_low(verb, head):
        return risen(head)
    told = reported(head) if lemma_of(verb) not in words("saying") else []
    # "Deb set up the site, police said, and ran it": police ran nothing.
    return told[0] if told and head.i < verb.i else head


def hangs_low(verb: Token, head: Token) -> bool:
    """Whether the parser hung a verb on a participle that it does not go with.

    "had enough of the crew lurking there and fired the captain", "was convicted of taking bribes
    and jailed"
    """
    finite = verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VBD" and bool(children(verb, "dobj")))
    undergone = verb.tag_ == "VBN" and is_undergone(risen(head)) and not children(verb, "aux")
    bare = head.tag_ == "VBG" and not children(head, "aux", "auxpass")
    return (finite or undergone) and bare and head.dep_ in {"acl", "advcl", "pcomp", "xcomp"}


def is_undergone(verb: Token) -> bool:
    """Whether the auxiliary of a passive stands at `verb`."""
    return bool(children(verb, "auxpass"))


def risen(participle: Token) -> Token:
    """The next verb above a participle that is finite or has an auxiliary, else the participle."""
    at = participle
    while at.head != at:
        at = at.head
        if is_verb(at) and (at.tag_ in {"VBD", "VBZ", "VBP"} or children(at, "aux", "auxpass")):
            return at
    return participle


def reported(tag: Token) -> list[Token]:
    """The clause that a tag such as "police said" is added to, or put into."""
    if lemma_of(tag) not in words("saying"):
        return []
    told = [c for c in children(tag, "ccomp") if c.i < tag.i and not children(c, "mark")]
    return told + ([tag.head] if tag.dep_ == "parataxis" else [])


def is_told_of(verb: Token) -> bool:
    """Whether a clause may be about its noun, also where the parser takes it for the content.

    "Deb was fined -- a claim that the firm denies": a noun that takes up the sentence has none.
    """
    marked = any(c.lower_ == "that" for c in children(verb, "mark"))
    aside = verb.head.dep_ == "appos" and verb.tag_ in {"VBP", "VBZ", "VBD"}
    return verb.dep_ == "relcl" or (verb.dep_ == "acl" and marked and aside)
