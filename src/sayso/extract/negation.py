"""Whether a word is negated: by itself, by its determiner, by its subject or object."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.grammar import children
from sayso.extract.tables import words


def is_negated(token: Token) -> bool:
    """Whether the word itself, its determiner or its subject negates it."""
    for child in token.children:
        if child.dep_ in {"neg", "det", "advmod", "preconj"} and child.lower_ in words("negations"):
            after = child.nbor() if child.i + 1 < len(child.doc) else None
            return after is None or after.lower_ not in {"only", "just", "least", "merely"}
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and child.lower_ in words("nobody"):
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and has_no(child, token):
            return True
    return False


def has_no(noun: Token, verb: Token) -> bool:
    """Whether "no" determines the noun, or "neither" stands before it as the subject."""
    if noun.lower_ in {"one", "single"} and any(c.lower_ == "not" for c in noun.lefts):
        return True  # "not one of the men"
    before = children(noun, "det", "preconj", "cc")
    return any(d.lower_ == "no" or (d.lower_ == "neither" and noun.i < verb.i) for d in before)
