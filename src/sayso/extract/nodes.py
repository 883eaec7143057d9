"""What the parse says of one word and of what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Where the head of a clause may hang.
CLAUSES = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "xcomp"})


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
    # "had to Taser him"
    led = "nsubj" in found or (token.dep_ == "xcomp" and is_infinitive(token))
    return led and bool(found & {"dobj", "xcomp", "ccomp"})


def lemma_of(token: Token) -> str:
    """The lemma as the tables have it; "helped found it" is no finding."""
    if token.lower_ == "found" and is_base(token):
        return "found"
    return token.lemma_.lower()


def is_base(verb: Token) -> bool:
    """Whether `verb` stands in its base form: "to found", "helped found", "would found"."""
    if verb.tag_ in {"VB", "VBP"}:
        return True
    before = children(verb, "aux")
    return any(a.tag_ in {"TO", "MD"} or a.lower_.startswith("help") for a in before)


def is_infinitive(verb: Token) -> bool:
    """Whether `verb` is a bare or to-infinitive with "to"."""
    return any(c.tag_ == "TO" for c in verb.children)


def pobj(prep: Token) -> list[Token]:
    """The objects of a preposition."""
    return children(prep, "pobj")
