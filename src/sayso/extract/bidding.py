"""What is to be done: "called for the mayor to resign", "ordered the traffic halted"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.grammar import objects
from sayso.extract.nodes import children, is_infinitive, pobj
from sayso.extract.passive import is_bare_participle

if TYPE_CHECKING:
    from spacy.tokens import Token


def for_to(verb: Token) -> list[Token]:
    """The infinitives in "called for the mayor to resign"."""
    own = children(verb, "advcl", "xcomp", "ccomp")
    return [c for c in own if is_infinitive(c) and is_for_to(c)]


def bidden_by(noun: Token) -> list[tuple[Token, Token]]:
    """Who is to do what: the mayor and "resign" in "her call for the mayor to resign".

    The parser hangs the infinitive on whatever verb is near.
    """
    after = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    if after.lower_ == "for" and after.dep_ == "mark" and is_for_to(after.head):
        return [(s, after.head) for s in children(after.head, "nsubj", "nsubjpass")]
    told = [p for prep in children(noun, "prep") if prep.lower_ == "for" for p in pobj(prep)]
    edges = [(p, p.right_edge.i + 1) for p in told if p.right_edge.i + 1 < len(noun.doc)]
    leads = [(p, noun.doc[at]) for p, at in edges if noun.doc[at].dep_ == "aux"]
    return [(p, to.head) for p, to in leads if to.lower_ == "to" and is_infinitive(to.head)]


def is_for_to(infinitive: Token) -> bool:
    """Whether "for" and its own subject lead the infinitive in."""
    marked = any(m.lower_ == "for" for m in children(infinitive, "mark"))
    return marked and bool(children(infinitive, "nsubj", "nsubjpass"))


def ordered_done(verb: Token) -> list[Token]:
    """The participles that say what is to be done to the object: "ordered the traffic halted"."""
    after_object = [c for o in objects(verb) for c in children(o, "acl")]
    return [c for c in (*after_object, *children(verb, "ccomp")) if is_bare_participle(c)]
