"""What stands around a noun that names an event: "the Ardan attack", "Deb's killer", "had an arrest".

A noun for an event is a claim where it names somebody or some place beside it; these are the
places where only such nouns have them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.annotate.lexicon import table
from sayso.extract.carriers import governors
from sayso.extract.grammar import agents, objects, subjects
from sayso.extract.kinds import Kind, Kinds
from sayso.extract.nodes import children, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

SITES = frozenset({Kind.PLACE, Kind.FACILITY})


@cache
def states() -> frozenset[str]:
    """The names of countries: these make raids ("the US raid"), and towns have them made there."""
    rows = table("countries.csv")
    return frozenset(n for row in rows for n in (row["name"], *row["also"].split("|")) if n)


def sites(noun: Token, kinds: Kinds) -> list[Token]:
    """Where the event was that `noun` names, told before it: "the Ardan attack"."""
    return [c for c in children(noun, "compound", "nmod") if is_site(c, kinds)]


def is_site(modifier: Token, kinds: Kinds) -> bool:
    """Whether a word before a noun is the name of a town or a building that ends there."""
    name = kinds.extent(modifier)
    if name is None or name[-1] != modifier or name.text in states():
        return False
    return bool(kinds.of(modifier) & SITES)


def happens_at(modifier: Token, noun: Token, kinds: Kinds) -> bool:
    """Whether `modifier` tells where the violence happened that `noun` names, not who did it."""
    return Kind.VIOLENCE in kinds.of(noun) and is_site(modifier, kinds)


def holders(noun: Token) -> list[Token]:
    """Of whom a verb says that `noun` is theirs: Deb in "Deb had a previous arrest"."""
    return next((found for verb, _ in governors(noun) if (found := subjects(verb))), [])


def held_over(noun: Token) -> list[Token]:
    """To whom a verb does something on the ground of `noun`: Deb in "held Deb on charges"."""
    verb = noun.head.head
    return objects(verb) if noun.dep_ == "pobj" and is_verb(verb) else []


def aboard(participle: Token) -> list[Token]:
    """Who travels with the thing that a participle describes: "she took a bus bound for Lissmar"."""
    thing = participle.head
    taken = participle.dep_ == "acl" and thing.dep_ == "dobj" and is_verb(thing.head)
    return agents(thing.head) if taken and thing.head.lemma_ in {"board", "catch", "take"} else []
