"""What the frames and the trained reader find: one arbiter over both.

    told = arbitrate(found, annotation, kinds)

The roles of what a frame found are mended where the reader is sure of another filler, and what the
reader alone finds is added where it holds type and roles together for likely enough. Each carries
what the reader holds for probable: of that its confidence is made, and what is unlikely to be right
is not claimed in the end (`confidence.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.extract.adverbial import is_examined
from sayso.extract.alone import SURE, assertions_of, slot_of, sureness
from sayso.extract.asides import STATES
from sayso.extract.assertion import (
    Assertion,
    Chances,
    fits,
    match,
    parts_of_speech,
    shown,
)
from sayso.extract.condition import holds
from sayso.extract.coordination import with_conjuncts
from sayso.extract.effects import effect_of
from sayso.extract.frames import frames
from sayso.extract.grammar import subjects
from sayso.extract.kinds import Kinds
from sayso.extract.links import rulers
from sayso.extract.nodes import children, is_verb, lemma_of
from sayso.extract.paths import Trigger
from sayso.extract.reader import Candidate, read_claims
from sayso.extract.reader.hints import first_words
from sayso.extract.reader.labels import NUMBER, TYPES
from sayso.extract.tables import words
from sayso.model import EntityKind
from sayso.ontology import claim_types

if TYPE_CHECKING:
    from spacy.tokens import Token

# Types whose roles are filled by two words for one: either will do.
SAME = frozenset({"identified_as"})
# Probabilities of a filler where the frame has none; of the frame's, and of another in its place.
# On reports that the reader was not taught by, 66.6 of a hundred claims of frames that it held for
# some were right by what was annotated with 0.7 and 0.1, 64.2 without this.
FILLED, DOUBTED = 0.7, 0.1
# Of a frame's filler, where nobody is the likeliest. Of five such in 6,371 claims of news and of
# our own reports four were wrong ("killed in *Karsk*"); in one "it" was a plan to lock others up.
NOBODY = 0.03
# Below this probability of its type, who plays a part in it is not asked of the reader.
KNOWN = 0.5
# Types that frames bar from no word where the reader names who does it: of eleven leaders named in
# 2,645 held-out paragraphs ten were annotated, of those of other types half.
BELIEVED = frozenset({"leads"})
# What the reader is as sure of it is believed in against the frames: of 68 such in 840 held-out
# reports and texts 58 were annotated, of 192 less sure (from 0.5 on) 113. How things stand (who
# leads, who is where) the frames bar for reasons that it was not taught: "no member of the guild".
CERTAIN = 0.8
BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.GROUP})
# What the reader alone finds is looked at from this probability of type and roles together on.
TAKEN = 0.3
# By how much surer the reader must be of a trigger's other words than of its governing one.
OWN_WORD = 0.05
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
        if is_another(kind, trigger):
            continue
        if is_barred(kind, trigger) and not is_believed(candidate, annotation, kinds):
            continue
        new = assertions_of(candidate, trigger, annotation)
        kept += [a for a in new if (kind, *sorted(t.i for _, t, _ in a.roles)) not in said]
    return kept


def is_believed(candidate: Candidate, annotation: Annotation, kinds: Kinds) -> bool:
    """Whether the reader, where it names both, is taken at its word against the frames."""
    kind, sure = TYPES[candidate.kind], sureness(candidate)
    first, second = candidate.best(0)[0], candidate.best(1)[0]
    if first is None or second is None:
        return False
    if sure >= CERTAIN and kind not in STATES:
        return True
    who, whom = (annotation.doc[int(annotation.wording.token[w])] for w in (first, second))
    # "Minister for the Middle East": a place is not led so
    named = kinds.name(whom) in BODIES and kinds.name(who) is EntityKind.PERSON
    return named and sure >= KNOWN and kind in BELIEVED


def is_another(kind: str, trigger: Trigger) -> bool:
    """Whether a word tells another type, however sure the reader is of this one.

    Nobody meets whom he only tells something, or threatens whom he tips off, or is employed by
    what he rules.
    """
    lemma = lemma_of(trigger.token)
    if kind == "meets":
        return lemma in words("telling") | words("saying")
    if kind in {"employs", "member_of", "located_in"}:
        return bool(rulers(trigger.token))
    if kind == "family_of":
        return is_name_of_family(trigger.token)
    return kind == "threatens" and lemma in words("informing")


def is_barred(kind: str, trigger: Trigger) -> bool:
    """Whether a frame of the type knows the word, and bars what stands around it.

    "Shot a film", "declined to comment": these were thought of, and are none.
    """
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
