"""What the trained reader asserts by itself: its candidates as assertions.

    for assertion in assertions_of(candidate, trigger, annotation): ...

Who it names must be what the ontology says may fill the role, or a word that no list knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.extract.asides import STATES
from sayso.extract.assertion import (
    MOST_CLAIMS_OF_ONE,
    Assertion,
    Chances,
    fits,
    name_beside,
    shown,
)
from sayso.extract.coordination import with_conjuncts
from sayso.extract.frames import Slot
from sayso.extract.grammar import SUBJECTS, subjects
from sayso.extract.kinds import Kind, Kinds, kinds_named
from sayso.extract.nodes import is_verb
from sayso.extract.paths import Trigger
from sayso.extract.reader import Candidate
from sayso.extract.reader.labels import TYPES
from sayso.extract.tables import words
from sayso.model import EntityKind, Span
from sayso.ontology import claim_types

if TYPE_CHECKING:
    from spacy.tokens import Token

# From this probability of a filler on, the reader is believed whatever the word was taken for.
SURE = 0.8
# The side without which nothing is told, where the text names that side alone: to whom it was done,
# or who said it. From this probability on: of nine such in 350 held-out reports eight were
# annotated, of those less sure not half.
TOLD_SIDE = {
    **dict.fromkeys(("abducts", "attacks", "damages", "detains", "injures", "investigates"), 1),
    **{"kills": 1, "prosecutes": 1, "changes_post": 0, "denies": 0, "directs": 0, "requests": 0},
}
ONE_TAKEN = 0.6
# Of these a verb has one each.
SIDES = SUBJECTS | {"dobj"}
ANY = frozenset(Kind) - {Kind.TIME}


def sureness(candidate: Candidate) -> float:
    """The probability of a type and of the likeliest fillers of both roles."""
    return candidate.chance * candidate.best(0)[1] * candidate.best(1)[1]


def slot_of(kind: str, role: str) -> Slot:
    """A slot that takes what the ontology says of a main role."""
    known = claim_types()[kind]
    told = known.first if role == known.first.name else known.second
    return Slot(role, (), kinds_named(told.kinds), required=False)


def assertions_of(
    candidate: Candidate, trigger: Trigger, annotation: Annotation
) -> Iterator[Assertion]:
    """What a candidate of the reader's own asserts; nothing where nobody fits its roles."""
    kind = claim_types()[TYPES[candidate.kind]]
    part = part_of(kind.name, trigger.token)
    sides: list[list[tuple[str, Token]]] = []
    for place, role in enumerate((kind.first.name, kind.second.name)):
        best, chance = candidate.best(place)
        if best is None:
            if not is_done_alone(candidate):
                return
            continue
        token = annotation.doc[int(annotation.wording.token[best])]
        fit = fillers_of(token, slot_of(kind.name, role), trigger, chance)
        if kind.name == "travels" and place == 1 and token.head.lower_ in words("by_way_of"):
            return  # "moved through the city"
        if kind.name == "member_of" and place == 1:
            # "Vermont Sen. Ilva Brandt" sits for Vermont, in another body.
            fit = [t for t in fit if trigger.kinds.name(t) is not EntityKind.PLACE]
        if not fit or (part == "tie" and place == 1 and not is_somebody(fit[0], trigger.kinds)):
            return
        sides.append([(origin_of(token, kind.name) or role, t) for t in fit])
    chances = Chances(candidate.chance, candidate.best(0)[1], candidate.best(1)[1], alone=True)
    for _, found in zip(range(MOST_CLAIMS_OF_ONE), product(*sides), strict=False):
        roles = shown(list(found), trigger.kinds)
        who = [token for _, token in found]
        if is_told_of(trigger.token, who) or (part == "tie" and is_opposed(who)):
            continue
        if len(set(who)) == len(found) and not is_within(roles):
            yield Assertion(kind.name, trigger, roles, trigger.kinds, part, chances)


def is_told_of(word: Token, who: Sequence[Token]) -> bool:
    """Whether the first only says what something is: "what he described as a warning to crews"."""
    led = word.dep_ == "pobj" and word.head.lower_ == "as" and is_verb(word.head.head)
    return led and bool(who) and who[0] in subjects(word.head.head)


def is_opposed(who: Sequence[Token]) -> bool:
    """Whether two stand on the two sides of a verb: "Alliance accused Governor Hadrin"."""
    if len(who) < 2:
        return False
    sides = [next((t for t in (one, *one.ancestors) if t.dep_ in SIDES), None) for one in who]
    one, other = sides
    if one is None or other is None or one.head != other.head:
        return False
    return one != other and is_verb(one.head)


def is_done_alone(candidate: Candidate) -> bool:
    """Whether the reader is sure enough of a deed of which the text tells one side alone."""
    side = TOLD_SIDE.get(TYPES[candidate.kind])
    if side is None or candidate.best(side)[0] is None:
        return False
    return sureness(candidate) >= ONE_TAKEN


def origin_of(token: Token, kind: str) -> str | None:
    """That somebody comes from a place, where the reader only knows that they travel."""
    return (
        "origin"
        if kind == "travels" and token.dep_ == "pobj" and token.head.lower_ == "from"
        else None
    )


def fillers_of(token: Token, slot: Slot, trigger: Trigger, chance: float) -> list[Token]:
    """Those who fill a role by the reader: a word, and what is listed beside it.

    Where it is sure, it is believed of names, whatever they were taken for, and of nouns that no
    list has.
    """
    # "Our mother and their children": theirs are not our children.
    listed = [token] if token == trigger.token else with_conjuncts([token])
    fit = [t for t in listed if fits(t, slot, trigger.kinds)]
    if not fit and chance >= SURE:
        may = [t for t in listed if can_be(t, slot, trigger.kinds)]
        fit = [t for t in may if fits(t, replace(slot, kinds=ANY), trigger.kinds)]
    return [name_beside(t, slot, trigger.kinds) for t in fit]


def can_be(token: Token, slot: Slot, kinds: Kinds) -> bool:
    """Whether a word can fill a slot against what it was taken for: "a Canadian" is no place."""
    if kinds.name(token) is None:
        return Kind.PERSON in slot.kinds and kinds.of(token) == frozenset({Kind.THING})
    place = Kind.PLACE in slot.kinds and Kind.ORGANIZATION not in slot.kinds
    return not (place and any(c.lower_ in {"a", "an"} for c in token.lefts))


def is_within(roles: Sequence[tuple[str, Token, Span]]) -> bool:
    """Whether the first of two roles stands within the second."""
    if len(roles) < 2:
        return False
    (_, head, _), (_, _, span) = roles
    return span.start <= head.idx < span.end


def is_somebody(token: Token, kinds: Kinds) -> bool:
    """Whether a word is a name or stands for one: "service member" ties nobody to a service.

    Who "we" and "they" are is rarely one whom a name stands for (`bearing.is_own`).
    """
    plural = token.lower_ in words("people_or_bodies")
    return kinds.name(token) is not None or (token.tag_ in {"PRP", "PRP$"} and not plural)


def part_of(kind: str, token: Token) -> str:
    """What sort of frame would have its word: a noun that tells how things stand is a tie."""
    if is_verb(token):
        return "verb"
    if token.pos_ not in {"NOUN", "PROPN"}:
        return "adjective" if token.pos_ == "ADJ" else "link"
    return "tie" if kind in STATES else "noun"
