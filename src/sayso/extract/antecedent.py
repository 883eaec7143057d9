"""Pronouns whose noun stands in the same sentence: "Deb said he had met the rebels".

Only the safest case is resolved here: the subject pronoun of a clause that a verb of saying or
wanting governs, and whose subject agrees with it. Everything else keeps the pronoun, which the
resolution over the whole report may link later.
"""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.grammar import children
from sayso.extract.tables import words

SINGULAR = frozenset({"he", "she", "it"})
HUMAN = frozenset({"he", "she"})


def named_by(token: Token, trigger: Token) -> Token:
    """The noun that the subject pronoun `token` stands for, or `token` itself."""
    if token.lower_ not in SINGULAR | {"they"} or token.dep_ not in {"nsubj", "nsubjpass"}:
        return token
    clause = token.head
    for _ in range(3):
        if clause.dep_ not in {"ccomp", "conj"} or clause.head == clause:
            return token
        matrix = clause.head
        if (
            clause.dep_ == "ccomp"
            and matrix.lemma_.lower() in words("saying")
            and matrix.i < token.i
        ):
            candidates = children(matrix, "nsubj")
            return candidates[0] if candidates and agree(token, candidates[0]) else token
        clause = matrix
    return token


def is_plural(noun: Token) -> bool:
    """Whether `noun` is plural in form."""
    return noun.tag_ in {"NNS", "NNPS"}


def agree(pronoun: Token, noun: Token) -> bool:
    """Whether the two agree in number, and in being human as far as the parse can tell."""
    if noun.pos_ == "PRON":
        return False
    counted = any(p.lower_ == "of" and is_plural(o) for p in noun.children for o in p.children)
    plural = counted or noun.tag_ in {"NNS", "NNPS"} or bool(children(noun, "conj"))
    if pronoun.lower_ == "they":
        return plural
    if plural:
        return False
    if pronoun.lower_ in HUMAN:
        return noun.ent_type_ == "PERSON" or noun.pos_ == "NOUN"
    return noun.ent_type_ in {"ORG", "GPE", "NORP"} or noun.pos_ == "NOUN"
