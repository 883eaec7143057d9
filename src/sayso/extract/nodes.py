"""What the parse says of one word and of what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Where the head of a clause may hang.
CLAUSES = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl"})


def children(token: Token, *deps: str) -> list[Token]:
    """The children of `token` in one of the relations `deps`, in the order of the text."""
    return [c for c in token.children if c.dep_ in deps]


def is_verb(token: Token) -> bool:
    """Whether `token` is a verb or an auxiliary, or heads a clause as only verbs do.

    The tagger takes some for nouns ("The members urge the minister to resign") that the parser
    gives a subject and an object.
    """
    if token.pos_ in {"VERB", "AUX"}:
        return True
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ not in CLAUSES:
        return False
    found = {c.dep_ for c in token.children}
    return "nsubj" in found and bool(found & {"dobj", "xcomp", "ccomp"})


def lemma_of(token: Token) -> str:
    """The lemma as the tables have it."""
    return token.lemma_.lower()


def is_infinitive(verb: Token) -> bool:
    """Whether `verb` is a bare or to-infinitive with "to"."""
    return any(c.tag_ == "TO" for c in verb.children)
