"""Who a noun describes: "Omar Deb, leader of ...", "leader Omar Deb", "Deb is the leader"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.antecedent import apposed
from sayso.extract.grammar import dashed, objects, subjects, with_conjuncts
from sayso.extract.kinds import Kinds
from sayso.extract.nodes import children, is_verb
from sayso.extract.tables import words
from sayso.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words of number that stand for some of many: "is one of our allies".
ASIDE = frozenset({"also", "better", "formerly", "otherwise", "previously", "commonly", "later"})
SINGLED = frozenset({"one", "some", "two"})


def borne(noun: Token, kinds: Kinds) -> list[Token]:
    """Whom `noun` describes; nobody where it only names a role."""
    head = noun.head
    if apposed(noun, kinds) is not None:
        return [noun]
    if noun.dep_ == "appos":
        # "Mr Olt and Lena Marsh, the firm's lawyer": the parser hangs it on the first of them.
        listed = [c for c in with_conjuncts([head]) if c.i < noun.i]
        return listed[-1:] or [head]
    between = dashed(noun)
    if between is not None:
        return [between]
    if noun.dep_ in {"compound", "nmod"} and head.pos_ == "PROPN":
        while kinds.name(head) is None and head.dep_ in {"compound", "nmod"}:
            # "spokesman Rear Adm. Omar Deb"
            head = head.head
        person = EntityKind.PERSON is kinds.name(head) or head.ent_type_ == "PERSON"
        return [head] if person else []
    return predicated(noun, kinds)


def renamed(verb: Token, kinds: Kinds) -> list[Token]:
    """What stands right before an aside that names it: "the Olt Front (also known as OF)".

    The parser hangs the aside on whatever heads the phrase: "members of the Olt Front".
    """
    first = verb.left_edge.i
    if not any(c.lower_ in ASIDE for c in children(verb, "advmod")):
        return []
    while first and verb.doc[first - 1].is_punct:
        first -= 1
    if not 0 < first < verb.left_edge.i:
        return []
    last = verb.doc[first - 1]
    name = kinds.extent(last)
    return [name.root] if name is not None else [last] if last.pos_ == "NOUN" else []


def predicated(noun: Token, kinds: Kinds) -> list[Token]:
    """Of whom a clause says that they are what `noun` names."""
    head = noun.head
    if noun.dep_ == "nsubj" and head.lemma_ == "be":
        # "whose sister is Lena Marsh"
        return [c for c in children(head, "attr") if kinds.name(c) is EntityKind.PERSON]
    told = standing_for(noun)
    if told.dep_ == "attr" and told.head.lemma_ in {"be", "become", "remain"}:
        return subjects(told.head)
    if noun.dep_ == "pobj" and head.lower_ == "as" and is_verb(head.head):
        # "served as mayor"; "As mayor, Deb built the bridge"
        verb = head.head
        serves = verb.lemma_ in words("serving") or head.i < verb.i
        return subjects(verb) if serves else objects(verb)
    return []


def standing_for(noun: Token) -> Token:
    """The word through which a clause says it: "is a clerk and the son of", "one of its allies"."""
    at = noun
    while at.dep_ == "conj" and at.head.pos_ == "NOUN":
        at = at.head
    if at.dep_ == "pobj" and at.head.lower_ == "of" and at.head.head.lower_ in SINGLED:
        at = at.head.head
    return at
