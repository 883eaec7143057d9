"""Whether somebody is attacked in words alone: "Deb attacked the minister" on the radio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.grammar import after, objects
from sayso.extract.kinds import Kind
from sayso.extract.nodes import children, is_verb
from sayso.extract.paths import Trigger, fillers
from sayso.extract.tables import words
from sayso.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONAL = frozenset({"he", "she", "i", "we", "you", "his"})
SOLID = frozenset({Kind.FACILITY, Kind.ASSET})
ARMED = frozenset({Kind.PERSON, Kind.GROUP, Kind.NATIONALITY, Kind.POLITY, Kind.ASSET})


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
    if done_to and all(trigger.kinds.of(t) & SOLID and not trigger.kinds.named(t) for t in done_to):
        # "He attacked the bridge"
        return []
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
