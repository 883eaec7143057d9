"""What the frames and the trained reader find: one arbiter over both.

    told = arbitrate(found, annotation, kinds)

The roles of what a frame found are mended where the reader is sure of another filler, and what the
reader alone finds is added where it holds type and roles together for likely enough. Each carries
what the reader holds for probable: of that its confidence is made, and what is unlikely to be right
is not claimed in the end (`confidence.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.extract.adverbial import is_examined
from sayso.extract.asides import STATES
from sayso.extract.assertion import (
    MOST_CLAIMS_OF_ONE,
    Assertion,
    Chances,
    fits,
    match,
    name_beside,
    parts_of_speech,
    shown,
)
from sayso.extract.condition import holds
from sayso.extract.coordination import with_conjuncts
from sayso.extract.effects import effect_of
from sayso.extract.frames import Slot, frames
from sayso.extract.grammar import subjects
from sayso.extract.kinds import Kind, Kinds, kinds_named
from sayso.extract.links import rulers
from sayso.extract.nodes import children, is_verb, lemma_of
from sayso.extract.paths import Trigger
from sayso.extract.reader import Candidate, read_claims
from sayso.extract.reader.hints import first_words
from sayso.extract.reader.labels import NUMBER, TYPES
from sayso.extract.tables import words
from sayso.model import EntityKind, Span
from sayso.ontology import claim_types

if TYPE_CHECKING:
    from spacy.tokens import Token

# Types whose roles are filled by two words for one: either will do.
SAME = frozenset({"identified_as"})
# Probabilities of a filler where the frame has none; of the frame's, and of another in its place.
# On reports that the reader was not taught by, 66.6 of a hundred claims of frames that it held for
# some were right by what was annotated with 0.7 and 0.1, 64.2 without this.
FILLED, DOUBTED, SURE = 0.7, 0.1, 0.8
# Of a frame's filler, where nobody is the likeliest. Of five such in 6,371 claims of news and of
# our own reports four were wrong ("killed in *Karsk*"); in one "it" was a plan to lock others up.
NOBODY = 0.03
# Below this probability of its type, who plays a part in it is not asked of the reader.
KNOWN = 0.5
# Types that frames bar from no word where the reader names who does it: of eleven leaders named in
# 2,645 held-out paragraphs ten were annotated, of those of other types half.
BELIEVED = frozenset({"leads"})
BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.GROUP})
# What the reader alone finds is looked at from this probability of type and roles together on.
TAKEN = 0.3
# The side without which nothing is told, where the text names that side alone: to whom it was done,
# or who said it. From this probability on: of nine such in 350 held-out reports eight were
# annotated, of those less sure not half.
TOLD_SIDE = {
    **dict.fromkeys(("abducts", "attacks", "damages", "detains", "injures", "investigates"), 1),
    **{"kills": 1, "prosecutes": 1, "changes_post": 0, "denies": 0, "directs": 0, "requests": 0},
}
ONE_TAKEN = 0.6
# By how much surer the reader must be of a trigger's other words than of its governing one.
OWN_WORD = 0.05
ANY = frozenset(Kind) - {Kind.TIME}
# Types by which the reader may tell what a frame tells by another.
KIN = {("member_of", "link"): "employs", ("employs", "tie"): "leads"}


def arbitrate(found: Sequence[Assertion], annotation: Annotation, kinds: Kinds) -> list[Assertion]:
    """The assertions of both, those of the reader last."""
    read = read_claims(annotation, found)
    words = first_words(annotation.wording)
    # One word tells one thing: nobody strikes at anybody by "went on strike".
    parts = {word.i for a in found for word in a.trigger.words if word != a.trigger.token}
    kept = [mended(a, read, words, annotation) for a in found if a.trigger.token.i not in parts]
    told = {a.trigger.token.i for a in found} | parts
    said = {(a.type, *sorted(t.i for _, t, _ in a.roles[:2])) for a in kept}
    for candidate in read.values():
        token = annotation.doc[int(annotation.wording.token[candidate.word])]
        kind = TYPES[candidate.kind]
        trigger = Trigger(token, kinds)
        # Where a frame found another, the sense of the word is settled.
        if token.i in told or sureness(candidate) < TAKEN:
            continue
        if is_ruled_out(kind, trigger) and not is_believed(candidate, annotation, kinds):
            continue
        new = assertions_of(candidate, trigger, annotation)
        kept += [a for a in new if (kind, *sorted(t.i for _, t, _ in a.roles)) not in said]
    return kept


def is_believed(candidate: Candidate, annotation: Annotation, kinds: Kinds) -> bool:
    """Whether the reader is taken at its word against the frames: of whom it names as a leader."""
    first, second = candidate.best(0)[0], candidate.best(1)[0]
    told = TYPES[candidate.kind] in BELIEVED and sureness(candidate) >= KNOWN
    if not told or first is None or second is None:
        return False
    who, whom = (annotation.doc[int(annotation.wording.token[w])] for w in (first, second))
    # "Minister for the Middle East": a place is not led so
    return kinds.name(whom) in BODIES and kinds.name(who) is EntityKind.PERSON


def is_ruled_out(kind: str, trigger: Trigger) -> bool:
    """Whether a frame of the type knows the word, and bars what stands around it.

    "Shot a film", "declined to comment": these were thought of, and are none. And nobody meets
    whom he only tells something, or threatens whom he tips off, or is employed by what he rules.
    """
    if kind == "meets" and lemma_of(trigger.token) in words("telling") | words("saying"):
        return True
    if kind in {"employs", "member_of", "located_in"} and rulers(trigger.token):
        return True
    if kind == "family_of" and is_name_of_family(trigger.token):
        return True
    if kind == "threatens" and lemma_of(trigger.token) in words("informing"):
        return True
    known = (
        frame
        for part in parts_of_speech(trigger.token)
        for frame in frames().get((part, lemma_of(trigger.token)), ())
        if frame.type == kind and not frame.open
    )
    return any(
        (told := match(frame, trigger.token, trigger.kinds)) is not None
        and not holds(frame, told, trigger.kinds)
        for frame in known
    )


def is_name_of_family(noun: Token) -> bool:
    """Whether "family" ends a family's name, and is nobody's kin: "the Ashmead family"."""
    return noun.lemma_ == "family" and any(c.pos_ == "PROPN" for c in children(noun, "compound"))


def sureness(candidate: Candidate) -> float:
    """The probability of a type and of the likeliest fillers of both roles."""
    return candidate.chance * candidate.best(0)[1] * candidate.best(1)[1]


def mended(
    assertion: Assertion,
    read: Mapping[tuple[int, int], Candidate],
    words: Mapping[int, int],
    annotation: Annotation,
) -> Assertion:
    """What a frame found, with what the reader holds for probable, and its roles mended."""
    own = own_candidates(assertion, read, words)
    kin = of_a_body(assertion, read, words)
    if kin is not None:
        return replace(assertion, chances=kin)
    if not own:
        return assertion
    # Of "placed under arrest" the verb tells who did it, and the noun may be as sure.
    rest = {words.get(t.i, -1) for t in assertion.trigger.rest}
    candidate = max(own, key=lambda c: c.chance - (OWN_WORD if c.word in rest else 0.0))
    kind = claim_types()[assertion.type]
    main = (kind.first.name, kind.second.name)
    had = {role: token for role, token, _ in assertion.roles}
    if assertion.sure and candidate.chance < KNOWN:
        return assertion
    chances, roles = [], dict(had)
    for place, role in enumerate(main):
        token, chance = settled(candidate, place, had.get(role), words, annotation)
        if candidate.chance < KNOWN:
            # Who plays a part in what it holds for no claim, it was never taught.
            token = had.get(role)
        chances.append(chance)
        if role in had and not is_verb(had[role]) and is_nobody(candidate, place, chance, roles):
            chances[place] = candidate.best(place)[1]
            del roles[role]
        elif token is not None and token != had.get(role) and takes(assertion, role, token, roles):
            roles[role] = token
    chosen = Chances(candidate.chance, chances[0], chances[1])
    if roles == had:
        return replace(assertion, chances=chosen)
    order = {role: i for i, role in enumerate(kind.roles)}
    pairs = sorted(roles.items(), key=lambda r: order[r[0]])
    return replace(assertion, roles=shown(pairs, assertion.kinds), chances=chosen)


def own_candidates(
    assertion: Assertion, read: Mapping[tuple[int, int], Candidate], words: Mapping[int, int]
) -> list[Candidate]:
    """What the reader says of each word of the trigger: "opened *fire*", "left nine *dead*".

    Also of a word in the sentence by which it finds the same: "recovering from a *wound*".
    """
    number = NUMBER.get(assertion.type, -1)
    places = [(number, words.get(t.i, -1)) for t in assertion.trigger.words]
    own = [read[place] for place in places if place in read]
    if not own:
        return []
    around = ((number, words.get(t.i, -1)) for t in assertion.trigger.token.sent)
    others = [read[place] for place in around if place in read and place not in places]
    return own + [o for o in others if o.chance >= TAKEN and is_same(assertion, o, words)]


def of_a_body(
    assertion: Assertion, read: Mapping[tuple[int, int], Candidate], words: Mapping[int, int]
) -> Chances | None:
    """What the reader holds for probable where it says the same by another type.

    "Omar Deb of the Harbour Council": the body employs its member. "The Corsian foreign minister":
    to the reader he leads the state. Where it is sure of one, the frame's other is as sure. In
    their roles the two are each other's inverse.
    """
    kin = KIN.get((assertion.type, assertion.part))
    if kin is None:
        return None
    known = claim_types()[assertion.type]
    place = (NUMBER[kin], words.get(assertion.trigger.token.i, -1))
    other, had = read.get(place), {role: words.get(t.i) for role, t, _ in assertion.roles}
    if other is None or other.chance < KNOWN:
        return None
    filled = (had.get(known.first.name), had.get(known.second.name))
    same = (other.best(1)[0], other.best(0)[0]) == filled
    return Chances(other.chance, other.best(1)[1], other.best(0)[1]) if same else None


def is_same(assertion: Assertion, other: Candidate, words: Mapping[int, int]) -> bool:
    """Whether all whom a frame has for the main roles fill them by the reader, too."""
    kind = claim_types()[assertion.type]
    places = {kind.first.name: 0, kind.second.name: 1}
    had = [(places[role], words.get(t.i)) for role, t, _ in assertion.roles if role in places]
    return bool(had) and all(other.best(place)[0] == word for place, word in had)


def takes(assertion: Assertion, role: str, token: Token, roles: Mapping[str, Token]) -> bool:
    """Whether a word may fill a role of an assertion, and fills none of it."""
    if assertion.type in SAME or any(token == other for other in roles.values()):
        return False
    kind = claim_types()[assertion.type]
    main = (kind.first.name, kind.second.name)
    if is_of_charge(token, assertion.trigger.token):
        return False
    above = assertion.trigger.token.head
    if is_examined(assertion.trigger.token, above) and token in subjects(above):
        return False  # "They must investigate the killing": others killed
    if any(r not in main and t.is_ancestor(token) for r, t in roles.items()):
        # "condemned the arrest of the editor": the frame looked who answers for the offence.
        return False
    return fits(token, slot_of(assertion.type, role), assertion.kinds)


def is_of_charge(token: Token, trigger: Token) -> bool:
    """Whether somebody is only charged, and a clause tells by the way what was done to another.

    "Two men were charged with the murder of Deb, who was shot dead": by whom is not told there.
    """
    clause = next((t for t in (trigger, *trigger.ancestors) if t.dep_ == "relcl"), None)
    verb = token.head
    charged = is_verb(verb) and effect_of(verb) == "claimed" and token.dep_ != "pobj"
    return charged and clause is not None and verb.is_ancestor(clause)


def settled(
    candidate: Candidate,
    place: int,
    had: Token | None,
    words: Mapping[int, int],
    annotation: Annotation,
) -> tuple[Token | None, float]:
    """Who fills a role, the frame's filler or a likelier one, and its probability."""
    own = candidate.of(place, None if had is None else words.get(had.i, -1))
    best, chance = candidate.best(place)
    if best is None:
        return had, own
    token = annotation.doc[int(annotation.wording.token[best])]
    if had is None:
        return (token, chance) if chance >= FILLED else (None, own)
    if is_same_phrase(token, had):
        return had, max(own, chance)
    return (token, chance) if own < DOUBTED and chance >= SURE else (had, own)


def is_nobody(candidate: Candidate, place: int, own: float, roles: Mapping[str, Token]) -> bool:
    """Whether the reader is sure that nobody fills a role: no killer in "killed in *Karsk*"."""
    best, chance = candidate.best(place)
    sure = best is None and candidate.chance >= KNOWN and chance >= SURE
    return sure and own < NOBODY and len(roles) > 1


def is_same_phrase(one: Token, other: Token) -> bool:
    """Whether two words stand in one phrase, or are told side by side: "A and B"."""
    inside = one == other or one.is_ancestor(other) or other.is_ancestor(one)
    return inside or other in with_conjuncts([one]) or one in with_conjuncts([other])


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
        if len({token for _, token in found}) == len(found) and not is_within(roles):
            yield Assertion(kind.name, trigger, roles, trigger.kinds, part, chances)


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

    Where it is sure, it is believed of names, whatever they were taken for.
    """
    # "Our mother and their children": theirs are not our children.
    listed = [token] if token == trigger.token else with_conjuncts([token])
    fit = [t for t in listed if fits(t, slot, trigger.kinds)]
    if not fit and chance >= SURE:
        named = [t for t in listed if trigger.kinds.name(t) is not None and can_be(t, slot)]
        fit = [t for t in named if fits(t, replace(slot, kinds=ANY), trigger.kinds)]
    return [name_beside(t, slot, trigger.kinds) for t in fit]


def can_be(token: Token, slot: Slot) -> bool:
    """Whether a name can fill a slot against what it was taken for: "a Canadian" is no place."""
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
