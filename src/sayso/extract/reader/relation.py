"""How a word that tells a claim and another word hang together, as the network is told."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from sayso.annotate.encoder.wording import Ints

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Relations are told by a hash of what they are called; 4,492 paragraphs have some 2,000 of them,
# nine in ten of which stand there less than ten times.
RELATIONS = 1024
# Distances in words are told one by one up to this many.
FARTHEST = 20
DISTANCES = 2 * FARTHEST + 1
# Prepositions whose word tells more than that they are one: "killed by", "killed in".
LEADING = frozenset({"prep", "agent", "dative"})


@lru_cache(maxsize=8192)
def hashed(told: str, classes: int) -> int:
    """The class of what is told, the same on every machine."""
    return crc32(told.encode()) % classes


def relation(one: Token, other: Token) -> str:
    """How `other` hangs on `one` in their sentence, by up to three steps; "o" is farther off.

    "c" is a child, "g" what a child leads in, "p" the head, "s" what hangs on the same head.
    """
    up, over = one.head, other.head
    if one == other:
        return "tok"
    if over == one:
        return f"c:{other.dep_}"
    if up == other:
        return f"p:{one.dep_}"
    if over.head == one:
        led = over.lemma_.lower() if over.dep_ in LEADING else ""
        return f"g:{over.dep_}:{other.dep_}:{led}"
    if up == over:
        return f"s:{one.dep_}:{other.dep_}"
    return far_relation(one, other)


def far_relation(one: Token, other: Token) -> str:
    """How `other` hangs on `one` by two steps up, or three in all."""
    up, over = one.head, other.head
    if up.head == other:
        return f"pp:{one.dep_}:{up.dep_}"
    if up.head == over:
        return f"u:{one.dep_}:{up.dep_}:{other.dep_}"
    if over.head == up:
        return f"n:{one.dep_}:{over.dep_}:{other.dep_}"
    if over.head.head == one:
        return f"ggg:{over.head.dep_}:{over.dep_}:{other.dep_}"
    return "o"


def relations(doc: Doc, trigger: int, tokens: Ints) -> Ints:
    """The class of the relation of each word, told by its token, to the token `trigger`.

    Words of other sentences are of one class ("x").
    """
    one, elsewhere = doc[trigger], hashed("x", RELATIONS)
    there = {t.i: hashed(relation(one, t), RELATIONS) for t in one.sent}
    return np.array([there.get(int(t), elsewhere) for t in tokens], dtype=np.int64)


def distances(trigger: int, count: int) -> Ints:
    """The class of each of `count` words' distance from the word `trigger`."""
    away: Ints = np.clip(np.arange(count) - trigger, -FARTHEST, FARTHEST) + FARTHEST
    return away
