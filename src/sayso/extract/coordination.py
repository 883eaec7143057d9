"""What is coordinated with a word of the parse: "the mayor, two aides and a driver"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.nodes import children, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token


def with_conjuncts(tokens: list[Token]) -> list[Token]:
    """The tokens and all that is coordinated with them, in the order of the text."""
    found: list[Token] = []
    for token in tokens:
        chain = [token]
        for one in chain:
            chain += [
                c
                for c in children(one, "conj")
                if (not is_verb(c) or is_verb(one)) and stands_free(c) and not is_excepted(c)
            ]
            # "a bridge, a tank, two trucks and a gun": the parser takes some for appositions.
            chain += [c for c in children(one, "appos") if is_counted(c) and is_counted(one)]
        # Without "and" or "or" the parser took an apposition for a list.
        last = max(t.i for t in chain)
        listed = any(c.dep_ == "cc" and c.i < last for t in chain for c in t.children)
        found += [t for t in (chain if listed else chain[:1]) if t not in found]
    return sorted(found, key=lambda t: t.i)


def is_excepted(token: Token) -> bool:
    """Whether a word is said not to belong to those before it: "Deb *but not Marsh*"."""
    first = token.left_edge
    if first.lower_ != "not" and first.i > 0 and not is_verb(token):
        first = first.nbor(-1)
    if first.lower_ != "not" or first.i == 0 or first.i >= token.i:
        return False
    beside = first.nbor(-1).lower_ in {"but", "and", "or", ","}  # he "was *not in Karsk*"
    return beside and first.nbor().lower_ not in {"only", "just", "merely"}


def is_counted(noun: Token) -> bool:
    """Whether the phrase of `noun` starts with "a" or a number."""
    first = noun.left_edge
    return first.lower_ in {"a", "an"} or first.pos_ == "NUM"


def stands_free(token: Token) -> bool:
    """Whether white space stands before the phrase: "al-Deb" is not two people."""
    first = token.left_edge
    return first.i == 0 or bool(first.nbor(-1).whitespace_) or first.nbor(-1).is_punct
