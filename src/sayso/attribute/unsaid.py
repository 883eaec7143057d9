"""Statements that are said not to have been made: "did not say", "no ransom was asked"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Sources that are nobody: no statement of theirs was made.
NOBODY = {"nobody", "none", "anyone", "anybody", "whoever", "there", "noone"}
NOT = {"not", "n't", "n’t", "don't", "don’t", "never"}


def is_unmade(verb: Token) -> bool:
    """Whether the words are said not to have been said ("did not say", "no ransom was asked")."""
    first = verb.head if verb.dep_ == "conj" else verb
    if any(c.lower_ == "neither" for c in (*verb.lefts, *first.lefts)):
        return True
    return any(
        c.dep_ == "neg"
        or c.lower_ in NOT  # the parser misses it in capitals
        or (c.dep_ == "nsubjpass" and is_no_one(c))
        or (c.dep_ == "nsubj" and any(n.lower_ == "neither" for n in c.lefts))
        for c in verb.children
    )


def is_unsaid(verb: Token) -> bool:
    """Whether an infinitive tells only of what is hard or early to say ("too early to tell")."""
    return verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.pos_ == "ADJ"


def is_nobody(speaker: Token) -> bool:
    """Whether a source names nobody who could have spoken ("Nobody knows", "no one said")."""
    return speaker.lower_ in NOBODY or is_no_one(speaker)


def is_no_one(speaker: Token) -> bool:
    """Whether the source is "no one" or "no official"."""
    return any(c.lower_ == "no" for c in speaker.lefts)
