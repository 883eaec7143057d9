"""Light verbs: "carried out an attack" says who attacked, "came under attack" who was attacked.

The verbs are data (`carriers.csv`); `come_under` is a verb with its preposition, `carry_out` one
with its particle.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from sayso.extract.grammar import objects
from sayso.extract.nodes import children, is_verb
from sayso.extract.tables import rows, words

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTICLES = frozenset({"out", "up"})


@cache
def carriers() -> Mapping[tuple[str, str], str]:
    """What the subject of a light verb is to the noun: (verb, preposition or "") -> role."""
    read: dict[tuple[str, str], str] = {}
    for row in rows("carriers.csv"):
        for told in row["verbs"].split():
            verb, *rest = told.split("_")
            preposition = next((w for w in rest if w not in PARTICLES), "")
            read[verb, preposition] = row["role"]
    return MappingProxyType(read)


def carrier_of(noun: Token, role: str) -> Token | None:
    """The verb that carries `noun` and whose subject is its `role`, if there is one."""
    for verb, preposition in governors(noun):
        if carriers().get((verb.lemma_.lower(), preposition)) == role:
            return verb
    return None


def governors(noun: Token) -> list[tuple[Token, str]]:
    """The verbs that `noun` is an object of, with the preposition between."""
    at = noun
    while (at.dep_ == "conj" and not is_verb(at.head)) or is_before_date(at) or is_part(at):
        at = at.head.head if is_part(at) else at.head
    head = at.head
    pairs: list[tuple[Token, str]] = []
    if at.dep_ in {"dobj", "nsubjpass"} and is_verb(head):
        pairs.append((head, ""))
    if at.dep_ == "pobj" and is_verb(head.head):
        pairs.append((head.head, head.lower_))
    if at.dep_ == "pobj" and head.head.dep_ == "acomp":
        # "was present at the talks"
        pairs.append((head.head, head.lower_))
    # "the attack on foreigners in the city carried out by": the parse hangs it on the city.
    led = [o for p in children(at, "prep") for o in children(p, "pobj")]
    led += [o for first in led for p in children(first, "prep") for o in children(p, "pobj")]
    loose = [c for o in led for c in children(o, "acl") if is_carried(c)]
    pairs += [(c, "") for c in loose]
    for modifier in children(at, "acl", "relcl"):
        if is_verb(modifier) and at in objects(modifier):
            pairs.append((modifier, ""))
    return pairs


def is_carried(participle: Token) -> bool:
    """Whether something was carried out by somebody who is told."""
    light = carriers().get((participle.lemma_.lower(), "")) == "agent"
    return light and participle.tag_ == "VBN" and bool(children(participle, "agent"))


def is_part(noun: Token) -> bool:
    """Whether a word of quantity stands before `noun`: "imposed some of the sanctions"."""
    counted = noun.dep_ == "pobj" and noun.head.lower_ == "of"
    return counted and noun.head.head.lower_ in words("partitive")


def is_before_date(noun: Token) -> bool:
    """Whether the parser made `noun` part of the day after it: "staged protests Saturday"."""
    return noun.dep_ == "compound" and noun.head.ent_type_ in {"DATE", "TIME"}


def carries(verb: Token, preposition: str = "") -> bool:
    """Whether `verb` may carry a noun, as its object or after `preposition`."""
    return (verb.lemma_.lower(), preposition) in carriers()
