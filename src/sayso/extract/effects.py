"""What words do to what they govern: "tried to" makes it attempted, "denied that" turns it round.

The words are data (`embeddings.csv`): a lemma, or a lemma with its particle or preposition
("call_off", "decide_against").
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from sayso.extract.nodes import children, is_infinitive, is_verb
from sayso.extract.tables import rows, words

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def effects() -> Mapping[tuple[str, str], str]:
    """Effect by part of speech and lemma (with its particle), read once per process."""
    read: dict[tuple[str, str], str] = {}
    for row in rows("embeddings.csv"):
        for word in row["words"].split():
            read.setdefault((row["part"], word), row["effect"])
    return MappingProxyType(read)


def part_of(word: Token) -> str:
    """The part of speech under which effects of `word` are kept."""
    return "verb" if is_verb(word) else "adjective" if word.pos_ == "ADJ" else "noun"


def effect_of(word: Token) -> str:
    """What `word` does to what it governs; empty where nothing is known."""
    part = part_of(word)
    lemma = word.lemma_.lower()
    for particle in word.children:
        if particle.dep_ in {"prt", "prep"}:
            long = effects().get((part, f"{lemma}_{particle.lower_}"))
            if long:
                return long
    return effects().get((part, lemma), "")


def takes_place(noun: Token, verb: Token) -> bool:
    """Whether `verb` only says of the event `noun` that it takes place, or is to."""
    return not is_verb(noun) and is_verb(verb) and verb.lemma_.lower() in words("occurring")


def is_due(noun: Token, verb: Token) -> bool:
    """Whether an event is still to come: "talks are to begin on Monday"."""
    coming = [c for c in children(verb, "xcomp") if is_infinitive(c)]
    return any(takes_place(noun, c) for c in coming)


def leaves_open(effect: str, token: Token, first: Token) -> bool:
    """Whether turning `token` down says nothing of the deed `first`.

    "The request for help was denied": it was made. "Refused to discuss claims that he took money"
    denies nothing of them.
    """
    lemma = token.lemma_.lower()
    if token == first:
        noun = token.dep_ in {"dobj", "nsubjpass"} and lemma in words("spoken_deeds")
        return noun and effect in {"refuted", "denied"}
    return effect == "denied" and lemma in words("commenting")
