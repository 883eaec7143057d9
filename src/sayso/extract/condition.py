"""Conditions of a frame: what must, or must not, stand around its trigger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from sayso.extract.bidding import ordered_done
from sayso.extract.carriers import governors, is_before_date
from sayso.extract.frames import Condition, Frame
from sayso.extract.grammar import after, objects, subjects, with_conjuncts
from sayso.extract.kinds import Kind, Kinds, parts_of
from sayso.extract.nodes import children, is_infinitive, is_verb
from sayso.extract.passive import is_passive
from sayso.extract.paths import Trigger, bearers, fillers
from sayso.extract.tables import words
from sayso.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

OWN = frozenset({"it", "they", "he", "she", "we"})
PERSONAL = frozenset({"he", "she", "i", "we", "you", "his"})
ARMED = frozenset({Kind.PERSON, Kind.GROUP, Kind.NATIONALITY, Kind.POLITY, Kind.ASSET})
DEADLY = frozenset({Kind.VIOLENCE, Kind.ASSET})
MODIFYING = frozenset({"amod", "compound", "nmod"})


def holds(frame: Frame, trigger: Trigger, kinds: Kinds) -> bool:
    """Whether the surroundings of `trigger` are those that the frame asks for."""
    token = trigger.token
    if frame.part == "tie" and (not bearers(trigger) or is_past(token)):
        return False
    modifies = token.dep_ in {"compound", "nmod"} and not is_before_date(token)
    if frame.part == "noun" and (modifies or kinds.name(token)):
        return False
    while frame.part == "verb" and token.dep_ == "conj":
        token = token.head
    if token.dep_ in MODIFYING and is_verb(trigger.token) and not at("hyphen", trigger):
        # "the wounded soldier" tells of an earlier event; only "Corsian-backed" says who did it.
        return False
    return all(meets(condition, trigger) for condition in frame.conditions)


def is_past(noun: Token) -> bool:
    """Whether a word before the noun says that it no longer, or not yet, holds."""
    before = children(noun, "amod", "compound", "advmod", "nmod")
    if noun.dep_ in {"compound", "nmod"}:
        before += [c for c in children(noun.head, "amod", "advmod") if c.i < noun.i]
    return any(c.lower_ in words("past") for c in before)


def meets(condition: Condition, trigger: Trigger) -> bool:
    """Whether one condition is met."""
    tokens = at(condition.place, trigger)
    if not condition.words:
        return bool(tokens) == condition.wanted
    told = told_at(condition.place, trigger)
    hit = any({t.lemma_.lower(), t.lower_} & condition.words for t in told)
    return hit == condition.wanted


def at(place: str, trigger: Trigger) -> list[Token]:
    """The words at a named place around the trigger; any other name is a preposition."""
    token = trigger.token
    if place in SURROUNDINGS:
        return SURROUNDINGS[place](trigger)
    if place in RELATIONS:
        return children(token, *RELATIONS[place])
    return [p for p in children(token, "prep", "agent", "dative") if p.lower_ == place]


def told_at(place: str, trigger: Trigger) -> list[Token]:
    """The words at a place that a condition may name; after a preposition, its objects."""
    tokens = at(place, trigger)
    if place in SURROUNDINGS or place in RELATIONS:
        return tokens
    return after(trigger.token, place)


def undergoing(trigger: Trigger) -> list[Token]:
    """What the verb is done to."""
    done_to = objects(trigger.token) if is_verb(trigger.token) else []
    # "25,000 tons of food aid"
    return done_to + [
        p for t in done_to if t.lemma_.lower() in words("measures") for p in parts_of(t)
    ]


def in_passive(trigger: Trigger) -> list[Token]:
    """The verb itself where it is passive."""
    return [trigger.token] if is_verb(trigger.token) and is_passive(trigger.token) else []


def carried_by(trigger: Trigger) -> list[Token]:
    """The verbs that the noun is an object of."""
    return [verb for verb, _ in governors(trigger.token)]


def infinitives(trigger: Trigger) -> list[Token]:
    """Infinitives that the verb governs."""
    return [c for c in children(trigger.token, "xcomp", "ccomp") if is_infinitive(c)]


def obligations(trigger: Trigger) -> list[Token]:
    """The "must" of the clause that the verb governs: "said that the rebels must disarm"."""
    clauses = children(trigger.token, "ccomp")
    # "said: I must tell you" asks nothing of anybody.
    clauses = [c for c in clauses if not any(s.lower_ == "i" for s in subjects_at(c))]
    return [a for c in clauses for a in children(c, "aux") if a.lower_ == "must"]


def undertakings(trigger: Trigger) -> list[Token]:
    """The clause in which the subject says what it will itself do: "said it would attack"."""
    clauses = [c for c in children(trigger.token, "ccomp") if wills(c) and not is_passive(c)]
    doing = subjects(trigger.token)
    return [c for c in clauses if any(takes_up(s, doing) for s in subjects_at(c))]


def takes_up(pronoun: Token, doing: list[Token]) -> bool:
    """Whether a pronoun may stand for who speaks; "it" and "they" for nobody by name."""
    if pronoun.lower_ not in OWN:
        return False
    persons = any(d.ent_type_ == "PERSON" or d.lower_ in PERSONAL for d in doing)
    return pronoun.lower_ not in {"it", "they"} or not persons or len(doing) > 1


def ultimatums(trigger: Trigger) -> list[Token]:
    """The "unless" of what the subject says it will do."""
    clauses = [c for c in undertakings(trigger) for c in children(c, "advcl")]
    return [m for c in clauses for m in children(c, "mark") if m.lower_ == "unless"]


def contents(trigger: Trigger) -> list[Token]:
    """What is spoken of: "warned of retaliation"."""
    return after(trigger.token, "of")


def to_be_done(trigger: Trigger) -> list[Token]:
    """What is to be done to the object: "ordered the traffic halted"."""
    return ordered_done(trigger.token)


def occasions(trigger: Trigger) -> list[Token]:
    """The violence, or the thing that did it, in the clause that says when somebody died."""
    clauses = children(trigger.token, "advcl")
    return [s for c in clauses for s in subjects_at(c) if trigger.kinds.of(s) & DEADLY]


def means(trigger: Trigger) -> list[Token]:
    """By doing what: "supports the rebels by training them"."""
    led = [p for p in children(trigger.token, "prep") if p.lower_ == "by"]
    return [g for p in led for g in children(p, "pcomp")]


def negated(trigger: Trigger) -> list[Token]:
    """The negation of what the subject says it will do."""
    return [n for c in undertakings(trigger) for n in children(c, "neg")]


def wills(verb: Token) -> bool:
    """Whether "will" or "would" stands at the verb."""
    return any(a.lower_ in {"will", "would", "'ll", "’ll"} for a in children(verb, "aux"))


def subjects_at(verb: Token) -> list[Token]:
    """The verb's own subjects."""
    return children(verb, "nsubj", "nsubjpass")


def gerunds(trigger: Trigger) -> list[Token]:
    """The verb itself where it ends in "-ing"."""
    return [trigger.token] if trigger.token.tag_ == "VBG" else []


def aims(trigger: Trigger) -> list[Token]:
    """Infinitives that say what for."""
    return [c for c in children(trigger.token, "advcl", "xcomp") if is_infinitive(c)]


def hyphenated(trigger: Trigger) -> list[Token]:
    """The name in "Corsian-backed"."""
    token = trigger.token
    return [c for c in children(token, "npadvmod") if token.dep_ == "amod" and c.i < token.i]


def speakers(trigger: Trigger) -> list[Token]:
    """Who does it, where that is one person by name or pronoun.

    Such a one mostly attacks in words ("Deb attacked the minister").
    """
    paths = ("subject",) if is_verb(trigger.token) else ("subject", "poss", "by")
    doing = [t for path in paths for group in fillers(trigger, path) for t in group]
    return [t for t in doing if is_speaker(t)]


def verbal(trigger: Trigger) -> list[Token]:
    """What shows that somebody is attacked in words alone: a verb of speech beside the trigger.

    So does a person by name as the object, where no band or weapon is said to act.
    """
    token = trigger.token
    if is_bodily(token):
        return []
    spoken = [c for c in children(token, "advcl", "xcomp", "conj") if speaks(c)]
    spoken += [token.head] if token.dep_ == "conj" and speaks(token.head) else []
    if spoken or token.tag_ == "NNS":
        return spoken or speakers(trigger)
    doing = [t for group in fillers(trigger, "subject") for t in group]
    armed = [t for t in doing if trigger.kinds.of(t) & ARMED and not is_body(t, trigger)]
    done_to = objects(token) if is_verb(token) else after(token, "on")
    named = [t for t in done_to if trigger.kinds.name(t) is EntityKind.PERSON]
    return speakers(trigger) or ([] if armed else named)


def is_bodily(verb: Token) -> bool:
    """Whether an adverb says that hands were laid on somebody."""
    return any(c.lower_ in words("bodily") for c in children(verb, "advmod"))


def is_body(token: Token, trigger: Trigger) -> bool:
    """Whether `token` is a pronoun or an organization, which fights with words."""
    return token.pos_ == "PRON" or trigger.kinds.name(token) is EntityKind.ORGANIZATION


def speaks(token: Token) -> bool:
    """Whether `token` is a verb of speaking or judging."""
    return is_verb(token) and token.lemma_.lower() in words("speaking")


def is_speaker(token: Token) -> bool:
    """Whether `token` is one person by name or pronoun."""
    if token.tag_ == "NN" and token.lemma_.lower() in words("talkers"):
        return True
    return token.ent_type_ == "PERSON" or token.lower_ in PERSONAL


def pronouns(trigger: Trigger) -> list[Token]:
    """Personal pronouns as subjects."""
    return [s for s in subjects(trigger.token) if s.lower_ in PERSONAL | OWN]


def confirming(trigger: Trigger) -> list[Token]:
    """The other half of "would neither confirm nor deny"."""
    token = trigger.token
    return [t for t in (token.head, *children(token, "conj")) if t.lemma_ == "confirm"]


def called(trigger: Trigger) -> list[Token]:
    """The name in "an Iraqi named Saja Deb"; "named Omar Deb chairman" names a post."""
    named = children(trigger.token, "oprd", "attr")
    return [c for c in named if trigger.kinds.name(c) is EntityKind.PERSON]


def leading_in(trigger: Trigger) -> list[Token]:
    """The preposition before the noun: "at" in "at the request of"."""
    return [trigger.token.head] if trigger.token.dep_ == "pobj" else []


def branded(trigger: Trigger) -> list[Token]:
    """What the verb calls its object: "called him a liar", "described the report as false"."""
    verb = trigger.token
    marked = [w for p in children(verb, "prep") if p.lower_ == "as" for w in p.children]
    marked += [
        w
        for o in objects(verb)
        for p in children(o, "prep")
        if p.lower_ == "as"
        for w in p.children
    ]
    small = [c for c in children(verb, "ccomp") if c.pos_ in {"ADJ", "NOUN"}]
    return with_conjuncts([*children(verb, "oprd", "attr", "acomp"), *marked, *small])


def own_deeds(trigger: Trigger) -> list[Token]:
    """The clause that tells what the subject itself did: "said it carried out the attack"."""
    clauses = children(trigger.token, "ccomp")
    told = [c for c in clauses if any(s.lower_ in OWN for s in subjects_at(c))]
    return [c for c in told if not any(a.tag_ == "MD" for a in children(c, "aux"))]


def following(trigger: Trigger) -> list[Token]:
    """The word right after the trigger: "director" in "executive director"."""
    token = trigger.token
    return [token.nbor()] if token.i + 1 < len(token.doc) else []


def subjects_listed(trigger: Trigger) -> list[Token]:
    """The subjects with all that is coordinated with them; of "police raiding it" the police."""
    own = children(trigger.token, "nsubj", "nsubjpass")
    return with_conjuncts(own) or (subjects(trigger.token) if is_verb(trigger.token) else [])


SURROUNDINGS: Mapping[str, Callable[[Trigger], list[Token]]] = MappingProxyType(
    {
        "object": undergoing,
        "subject": subjects_listed,
        "passive": in_passive,
        "governor": carried_by,
        "infinitive": infinitives,
        "must": obligations,
        "gerund": gerunds,
        "own": undertakings,
        "unless": ultimatums,
        "of_what": contents,
        "denied": negated,
        "done": to_be_done,
        "occasion": occasions,
        "purpose": aims,
        "hyphen": hyphenated,
        "speaker": speakers,
        "verbal": verbal,
        "called": called,
        "confirming": confirming,
        "means": means,
        "pronoun": pronouns,
        "led": leading_in,
        "branded": branded,
        "own_deed": own_deeds,
        "next": following,
    }
)
RELATIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "before": ("compound", "amod", "nmod", "poss", "npadvmod"),
        "clause": ("xcomp", "ccomp", "acl"),
        "particle": ("prt",),
        "complement": ("oprd",),
        "attr": ("attr", "oprd"),
        "adverb": ("advmod",),
        "direct": ("dobj",),
        "dative": ("dative",),
        "auxiliary": ("auxpass",),
        "agent": ("agent",),
    }
)
