"""Where something is said to have happened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.extract.grammar import objects
from sayso.extract.kinds import Kind, Kinds
from sayso.extract.nodes import is_verb, pobj
from sayso.extract.phrase import cover, phrase
from sayso.extract.tables import words
from sayso.model import Span, Where

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACES = frozenset({Kind.PLACE, Kind.FACILITY})


def where_of(trigger: tuple[Token, ...], taken: frozenset[int], kinds: Kinds) -> Where | None:
    """The place of an event whose trigger has the words `trigger`; None where none is told.

    Places that fill a role (token indices `taken`) are not told a second time.
    """
    for place in places(trigger):
        if place.i in taken or place.lemma_.lower() in words("nowhere") or place.pos_ == "PRON":
            continue
        found = kinds.of(place)
        if found & PLACES and Kind.TIME not in found:
            return Where(beside(place))
    return None


def beside(place: Token) -> Span:
    """The words for a place, with the preposition where it says that it happened not in it."""
    span = phrase(place)
    apart = place.head.lower_ in words("beside") and place.head.i < place.i
    return span.join(cover([place.head])) if apart else span


def places(trigger: tuple[Token, ...]) -> Iterator[Token]:
    """What stands after a preposition of place at the trigger or at what it is done to."""
    carriers = [w.head for w in trigger if w.dep_ in {"dobj", "nsubj", "nsubjpass"}]
    patients = [o for w in trigger if is_verb(w) for o in objects(w)]
    heads = [w.head for w in trigger if w.dep_ in {"conj", "xcomp"} and is_verb(w.head)]
    for word in (*trigger, *patients, *carriers, *heads):
        for place in placed(word):
            yield place
            # "killed in a bombing in Ardan"
            yield from placed(place)


def placed(word: Token) -> list[Token]:
    """What stands after a preposition of place at one word."""
    preps = [p for p in word.children if p.dep_ == "prep" and p.lower_ in words("at")]
    return [place for prep in preps for place in pobj(prep)]
