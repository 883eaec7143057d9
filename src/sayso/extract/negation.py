"""Whether a word is negated, by itself or by what stands at it, or said to be untrue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.nodes import children
from sayso.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_negated(token: Token, below: Token | None = None) -> bool:
    """Whether the word itself, its determiner or its subject negates it.

    The "no" of `below`, from which somebody looks up, is that word's: "had no intention of".
    """
    for child in token.children:
        if child.dep_ in {"neg", "det", "advmod", "preconj"} and child.lower_ in words("negations"):
            after = child.nbor() if child.i + 1 < len(child.doc) else None
            return after is None or after.lower_ not in {"only", "just", "least", "merely"}
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and child.lower_ in words("nobody"):
            return True
        if child == below:
            continue
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and has_no(child, token):
            return True
    return False


def has_no(noun: Token, verb: Token) -> bool:
    """Whether "no" determines the noun, or "neither" stands before it as the subject."""
    if noun.lower_ in {"one", "single"} and any(c.lower_ == "not" for c in noun.lefts):
        return True  # "not one of the men"
    before = children(noun, "det", "preconj", "cc")
    return any(d.lower_ == "no" or (d.lower_ == "neither" and noun.i < verb.i) for d in before)


def brands_false(verb: Token, token: Token) -> bool:
    """Whether `verb` says of `token`, its object or subject, that it is untrue."""
    if token.dep_ not in {"dobj", "nsubj", "nsubjpass", "ccomp", "prep"} or is_negated(verb):
        return False
    said = children(verb, "oprd", "attr", "acomp")
    if verb.lemma_ in words("speaking") | {"dismiss", "reject", "denounce"}:
        said += [w for c in children(verb, "ccomp") for w in (c, *children(c, "attr", "acomp"))]
        marked = [p for p in children(verb, "prep") if p.lower_ == "as"]
        said += [w for p in marked for c in p.children for w in (c, *children(c, "compound"))]
    if verb.lemma_ in {"call", "brand", "label"}:
        # The parser often hangs the last word of "called the report that Deb fled a lie" on "fled".
        said += [w for w in verb.subtree if w.dep_ in {"npadvmod", "dobj"} and w.i > token.i]
    return any(w.lemma_.lower() in words("falsehoods") and w != token for w in said)
