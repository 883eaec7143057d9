"""Conditions of a frame: what must, or must not, stand around its trigger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from sayso.extract.bearing import is_unreal, unnamed
from sayso.extract.bidding import ordered_done
from sayso.extract.carriers import governors, is_before_date
from sayso.extract.coordination import with_conjuncts
from sayso.extract.frames import Condition, Frame
from sayso.extract.grammar import after, agents, objects, subjects
from sayso.extract.kinds import Kind, Kinds, is_amount, lexicon, parts_of
from sayso.extract.links import (
    following,
    following_person,
    named_held,
    named_holder,
    owned_person,
    rulers,
    set_apart,
    speaking_person,
    tagged,
)
from sayso.extract.nodes import children, is_infinitive, is_verb, lemma_of
from sayso.extract.passive import is_passive
from sayso.extract.paths import Trigger, bearers
from sayso.extract.tables import words
from sayso.extract.verbal import PERSONAL, speakers, verbal
from sayso.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

OWN = frozenset({"it", "they", "he", "she", "we"})
DEADLY = frozenset({Kind.VIOLENCE, Kind.ASSET})
BEFORE = ("compound", "amod", "nmod", "poss", "npadvmod")
NOTHING = frozenset({"nothing", "none"})
MODIFYING = frozenset({"amod", "compound", "nmod"})


def holds(frame: Frame, trigger: Trigger, kinds: Kinds) -> bool:
    """Whether the surroundings of `trigger` are those that the frame asks for."""
    token = trigger.token
    if frame.part == "tie" and not is_borne(frame, trigger):
        return False
    modifies = token.dep_ in {"compound", "nmod"} and not is_before_date(token)
    # "in March" nobody marched
    month = token.tag_ == "NNP" and Kind.TIME in kinds.of(token)
    if frame.part == "noun" and (modifies or kinds.name(token) or month):
        return False
    while frame.part == "verb" and token.dep_ == "conj":
        token = token.head
    if token.dep_ in MODIFYING and is_verb(trigger.token) and not tells_before_noun(trigger):
        return False
    return all(meets(condition, trigger) for condition in frame.conditions)


def tells_before_noun(trigger: Trigger) -> bool:
    """Whether a participle before a noun tells an event of that one thing.

    "Corsian-backed rebels" says who did it, and "the captured airport" what happened to it; "the
    wounded soldier" takes up an earlier event, "stolen cars" are of a sort.
    """
    token = trigger.token
    if at("hyphen", trigger):
        return True
    noun = token.head
    set_apart = bool(children(noun, "det", "poss", "nummod"))
    one = set_apart or noun.tag_ in {"NN", "NNP"}
    return token.tag_ == "VBN" and one and lemma_of(token) in words("undergone")


def is_borne(frame: Frame, trigger: Trigger) -> bool:
    """Whether somebody is what a noun names, or was; what they are to be does not tie them yet."""
    token = trigger.token
    itself = any("itself" in slot.paths for slot in frame.slots)
    if not bearers(trigger) and not (itself and unnamed(token, trigger.kinds)):
        return False
    name = trigger.kinds.extent(token)
    body = trigger.kinds.name(token) in {EntityKind.ORGANIZATION, EntityKind.GROUP}
    if body and name is not None and len(name) > 1 and name[-1] != token:
        # "the Republican National Committee"
        return False
    if is_half(token):
        return False
    return not is_unreal(token)


def is_half(noun: Token) -> bool:
    """Whether a title goes on with the next word: "Executive Director Omar Deb"."""
    after = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    if after.lower_.rstrip(".") in words("ranks"):
        return False  # "police spokesman Captain Omar Deb": he is both
    title = after.tag_ in {"NN", "NNP"} and Kind.PERSON in lexicon().get(after.lemma_.lower(), ())
    return title and noun.dep_ in MODIFYING and noun.head in {after, after.head}


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
    if place == "by" and not tokens and in_passive(trigger):
        # "was caught and held by police"
        return agents(trigger.token)
    return after(trigger.token, place)


def undergoing(trigger: Trigger) -> list[Token]:
    """What the verb is done to."""
    done_to = objects(trigger.token) if is_verb(trigger.token) else []
    # "25,000 tons of food aid", "thousands of lives", "a series of raids"
    return done_to + [p for t in done_to if is_amount(t) for p in parts_of(t)]


def in_passive(trigger: Trigger) -> list[Token]:
    """The verb itself where it is passive."""
    return [trigger.token] if is_verb(trigger.token) and is_passive(trigger.token) else []


def carried_by(trigger: Trigger) -> list[Token]:
    """The verbs that the noun is an object of."""
    return [verb for verb, _ in governors(trigger.token)]


def infinitives(trigger: Trigger) -> list[Token]:
    """Infinitives that the verb governs."""
    return [c for c in children(trigger.token, "xcomp", "ccomp") if is_infinitive(c)]


def obligations(trigger: Trigger, modal: str = "must") -> list[Token]:
    """The "must" of the clause that the verb governs: "said that the rebels must disarm"."""
    clauses = children(trigger.token, "ccomp")
    # "said I must tell you" asks nothing of anybody, nor does what somebody should have done.
    clauses = [c for c in clauses if not any(s.tag_ == "PRP" for s in subjects_at(c))]
    own = [a for c in clauses for a in children(c, "aux")]
    perfect = {a.head for a in own if a.lemma_ == "have"}
    return [a for a in own if a.lower_ == modal and a.head not in perfect]


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
    bound = [*undertakings(trigger), *infinitives(trigger)]  # "said it would", "vowed to"
    clauses = [c for clause in bound for c in children(clause, "advcl")]
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


def disowned(trigger: Trigger) -> list[Token]:
    """The clause by which the subject did nothing of the kind: "insists it did nothing wrong"."""
    return [
        c
        for c in own_deeds(trigger)
        if children(c, "neg")
        or any(o.lower_ in NOTHING or o.left_edge.lower_ == "no" for o in objects(c))
    ]


def next_word(trigger: Trigger) -> list[Token]:
    """The word right after the trigger: "director" in "executive director"."""
    token = trigger.token
    return [token.nbor()] if token.i + 1 < len(token.doc) else []


def subjects_listed(trigger: Trigger) -> list[Token]:
    """The subjects, own or shared ("were called and surrounded it"), and all beside them."""
    own = with_conjuncts(children(trigger.token, "nsubj", "nsubjpass"))
    return own + [s for s in subjects(trigger.token) if s not in own]


def own_parts(trigger: Trigger) -> list[Token]:
    """The pronoun in "broke his leg", by which the subject is who is hurt."""
    owners = [p for o in objects(trigger.token) for p in children(o, "poss") if p.tag_ == "PRP$"]
    # "Guards broke his arm": not theirs
    many = bool(several(trigger))
    return [p for p in owners if not (many and p.lower_ in {"his", "her"})]


def before_it(trigger: Trigger) -> list[Token]:
    """What stands before a noun, and before that: the deputy of "deputy Europe director"."""
    own = children(trigger.token, *BEFORE)
    return own + [c for t in own if t.dep_ != "poss" for c in children(t, *BEFORE)]


def left_with(trigger: Trigger) -> list[Token]:
    """What somebody is left with, at the verb or at whom it left so: "left six men with burns"."""
    places = [trigger.token, *objects(trigger.token)]
    return [t for place in places for t in after(place, "with")]


def going(trigger: Trigger) -> list[Token]:
    """How those go whom somebody lets go: "let their killers go unpunished"."""
    return [w for c in children(trigger.token, "ccomp") if c.lemma_ == "go" for w in c.children]


def several(trigger: Trigger) -> list[Token]:
    """Those who do it, where they are several: "the ministers", "they"."""
    verb = trigger.token
    doing = agents(verb) if is_verb(verb) and is_passive(verb) else subjects(verb)
    return [t for t in doing if t.tag_ in {"NNS", "NNPS"} or t.lower_ in {"they", "we"}]


SURROUNDINGS: Mapping[str, Callable[[Trigger], list[Token]]] = MappingProxyType(
    {
        "object": undergoing,
        "subject": subjects_listed,
        "passive": in_passive,
        "governor": carried_by,
        "infinitive": infinitives,
        "must": obligations,
        "should": lambda trigger: obligations(trigger, "should"),
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
        "disowned": disowned,
        "own_part": own_parts,
        "several": several,
        "before": before_it,
        "left_with": left_with,
        "going": going,
        "ruler": lambda trigger: rulers(trigger.token),
        "beside": lambda trigger: following(trigger.token, trigger.kinds),
        "person": lambda trigger: following_person(trigger.token, trigger.kinds),
        "speaker_named": lambda trigger: speaking_person(trigger.token, trigger.kinds),
        "owned": lambda trigger: owned_person(trigger.token, trigger.kinds),
        "name": lambda trigger: named_holder(trigger.token, trigger.kinds),
        "held_name": lambda trigger: named_held(trigger.token, trigger.kinds),
        "tag": lambda trigger: tagged(trigger.token, trigger.kinds),
        "apart": lambda trigger: set_apart(trigger.token),
        "next": next_word,
    }
)
RELATIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "clause": ("xcomp", "ccomp", "acl"),
        "particle": ("prt",),
        "complement": ("oprd",),
        "attr": ("attr", "oprd"),
        "adverb": ("advmod",),
        "span": ("npadvmod", "dobj"),
        "direct": ("dobj",),
        "dative": ("dative",),
        "article": ("det",),
        "auxiliary": ("auxpass",),
        "agent": ("agent",),
    }
)
