"""Clauses that add to a verb or a noun: what it is done for, and what only goes on from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.effects import effect_of
from sayso.extract.mood import is_conditional
from sayso.extract.nodes import children, is_infinitive, is_verb
from sayso.extract.passive import is_passive
from sayso.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def goes_on(verb: Token) -> bool:
    """Whether an infinitive only tells what came next: "went on to endorse"."""
    on = any(c.lower_ == "on" for c in children(verb, "prt", "prep", "advmod"))
    return verb.lemma_ == "go" and on


def is_one_of(verb: Token) -> bool:
    """Whether an infinitive tells what several did: "was among the first to pay tribute"."""
    among = any(c.lower_ == "among" for c in children(verb, "prep"))
    return verb.lemma_ == "be" and among


def speaks_out(verb: Token, head: Token) -> bool:
    """Whether what is done for it already says it: "*rallied to demand* that Deb resign"."""
    voiced = verb.lemma_.lower() in words("voiced") and head.lemma_.lower() in words("voicing")
    return voiced and is_infinitive(verb)


def is_unclear(verb: Token) -> bool:
    """Whether a clause says that something is open: "it is not clear if"."""
    return any(c.lemma_ in {"clear", "unclear", "sure", "certain"} for c in children(verb, "acomp"))


def is_accused(verb: Token) -> bool:
    """Whether `verb` says that its subject is blamed for a deed that a gerund names."""
    blamed = effect_of(verb) == "claimed" and is_passive(verb)
    return blamed and any(children(p, "pcomp") for p in children(verb, "prep"))


def is_loose(token: Token) -> bool:
    """Whether a participle only goes on with the clause above: "might explode, killing two"."""
    return token.tag_ == "VBG" and not children(token, "mark", "aux", "nsubj", "prep", "ccomp")


def is_purpose(token: Token) -> bool:
    """Whether the clause says what something is done for."""
    return is_infinitive(token) and not children(token, "mark", "nsubj")


def fills_itself(clause: Token) -> bool:
    """Whether "that" has no part in a clause: "the rumour that Deb has been arrested"."""
    that = [c for c in clause.children if c.lower_ == "that" and c.i == clause.left_edge.i]
    own = children(clause, "nsubjpass")
    return bool(that and own and own[0] != that[0] and not children(clause, "prep"))


def answers(clause: Token) -> bool:
    """Whether a clause only tells what was made of a noun: "a charge that Deb has dismissed"."""
    held = children(clause, "dobj", "ccomp", "xcomp", "auxpass", "nsubjpass")
    return clause.lemma_ in words("answering") and not held


def is_supposed(noun: Token, relation: str) -> bool:
    """Whether a clause at `noun` is only supposed: "in the event that", "if there was one who"."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "in" and noun.lemma_ in {"event", "case"}:
        return True
    relative = relation == "relcl" and is_verb(above) and above.dep_ == "advcl"
    return relative and is_conditional(above)


def is_examined(noun: Token, verb: Token) -> bool:
    """Whether an event is only looked into, which there was: "must *investigate the killing*"."""
    return noun.dep_ == "dobj" and verb.lemma_.lower() in words("examining")
