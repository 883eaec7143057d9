"""Moods: what asserts nothing (questions, commands, general truths), conditions, subjunctives."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from sayso.extract.grammar import SUBJECTS, objects, subjects
from sayso.extract.nodes import children, is_infinitive, is_verb
from sayso.extract.tables import words
from sayso.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

# "should the army attack", "had the army attacked": conditions without "if".
INVERTING = frozenset({"should", "had"})
AUXILIARIES: Mapping[str, Modality] = MappingProxyType(
    {
        **dict.fromkeys(("may", "might", "could", "can"), Modality.POSSIBLE),
        **dict.fromkeys(("must", "should", "ought"), Modality.ORDERED),
        "had": Modality.ACTUAL,
        **dict.fromkeys(("will", "shall", "would", "'ll", "’ll", "'d", "wo"), Modality.FUTURE),
    }
)


def commands(verb: Token) -> bool:
    """Whether `verb` is an imperative ("Don't shoot him"), which asserts nothing."""
    first = verb
    while first.dep_ in {"conj", "ccomp"} and first.head.tag_ == "VB":
        first = first.head
    if verb.tag_ != "VB" or first.tag_ != "VB" or children(first, "nsubj", "nsubjpass"):
        return False
    helped = any(a.lower_ not in {"do", "n't", "n’t"} for a in children(first, "aux", "auxpass"))
    return first.dep_ in {"ROOT", "ccomp"} and not helped


def asks(token: Token) -> bool:
    """Whether the sentence or clause of `token` is a question ("Who did it?" he asked)."""
    if any(c.text == "?" for c in token.rights):
        return True
    last = [t.text for t in token.sent if not t.is_space][-3:]
    return "?" in last or is_left_open(token)


def is_left_open(token: Token) -> bool:
    """Whether a clause asks what it tells: "deciding who will pay", "unclear whether he left".

    "How" and "why" take the deed for granted ("explained how the rebels took the town").
    """
    at = token
    while at.head != at and (at.dep_ in {"conj", "xcomp", "aux"} or not is_verb(at)):
        at = at.head
    if at.dep_ not in {"ccomp", "pcomp", "csubj", "acl"}:
        return False
    if any(m.lower_ == "whether" for m in children(at, "mark")):
        return True
    if at.left_edge.lower_ in {"what", "which"} and has_modal(at):
        # "must decide what price he will demand"
        return True
    asked = children(at, *SUBJECTS)
    return any(s.lower_ == "who" and s.tag_ == "WP" for s in asked) and has_modal(at)


def asks_who(clause: Token) -> bool:
    """Whether a clause takes its deed for granted, and asks by whom, where or how it was done."""
    wh = {"who", "whom", "where", "when", "how", "why"}
    asked = any(c.lower_ in wh for c in children(clause, *SUBJECTS, "dobj", "advmod"))
    return asked and not has_modal(clause)


def has_modal(verb: Token) -> bool:
    """Whether it is not yet settled who does it: "who will pay", but not "who killed her"."""
    return any(c.tag_ == "MD" for c in children(verb, "aux"))


ANYBODY = frozenset({"anyone", "anybody", "whoever", "whomever"})


def is_generic(verb: Token) -> bool:
    """Whether a present-tense verb speaks of a habit of anybody: "people kill for less"."""
    if any(t.lower_ in ANYBODY for t in subjects(verb)) or is_rule(verb):
        return True
    past = verb.lower_ != verb.lemma_.lower()  # "Thieves stole paintings", tagged as present
    if verb.tag_ not in {"VBP", "VB"} or past or children(verb, "aux", "auxpass"):
        return False
    doing = subjects(verb)
    period = any(t.text == "." for t in verb.sent)
    if children(verb, "xcomp", "ccomp", "prt"):
        return False
    done_to = objects(verb)
    return bool(doing) and period and all(is_bare(t) for t in (*doing, *done_to))


def is_bare(noun: Token) -> bool:
    """Whether a plural noun names nobody in particular."""
    if noun.lower_ in {"you", "one", "anyone", "somebody", "whoever"}:
        return True
    return noun.tag_ == "NNS" and not any(
        c.dep_ in {"det", "nummod", "poss", "compound", "amod", "prep"} for c in noun.children
    )


def comes_first(auxiliary: Token, verb: Token) -> bool:
    """Whether the auxiliary stands before the subject: "should the army attack"."""
    return any(auxiliary.i < s.i for s in children(verb, "nsubj", "nsubjpass"))


def is_subjunctive(verb: Token) -> bool:
    """Whether a that-clause has a bare verb: "the demand that Corsia release the crew"."""
    if verb.dep_ not in {"ccomp", "acl", "relcl", "conj"} or children(verb, "aux", "auxpass"):
        return False
    doing = children(verb, "nsubj")
    if not doing or not any(m.lower_ == "that" for m in children(verb, "mark")):
        return False
    singular = doing[0].tag_ in {"NN", "NNP"} and not children(doing[0], "conj")
    return verb.tag_ == "VB" or (verb.tag_ == "VBP" and singular)


def is_conditional(clause: Token) -> bool:
    """Whether the clause starts with "if", "unless" or the like, or "had they known"."""
    if any(c.lower_ in words("conditions") for c in children(clause, "mark", "advmod")):
        return True
    at = clause.left_edge.i
    opening = clause.doc[max(0, at - 3) : at + 3].text.lower()
    if clause.dep_ == "advcl" and "in the event" in opening:
        return True
    first = [a for a in children(clause, "aux") if a.lower_ in INVERTING]
    return clause.dep_ == "advcl" and any(
        a.i == clause.left_edge.i and comes_first(a, clause) for a in first
    )


def is_left_open_by(word: Token, verb: Token) -> bool:
    """Whether a word leaves open whether a clause holds: "unclear *if* he left", "*perhaps*"."""
    if word.dep_ == "mark":
        return word.lower_ in words("conditions") and verb.dep_ != "advcl"
    return word.dep_ == "advmod" and word.lower_ in {"perhaps", "maybe", "possibly"}


def has_auxiliary(token: Token) -> bool:
    """Whether a modal auxiliary stands at the verb: "would attack if".

    "She apologizes if anybody was hurt", "he faces jail if convicted" wait on it without one.
    """
    waits = token.lemma_.lower() in {"apologize", "apologise", "regret", "face"}
    helping = [c for c in children(token, "aux") if c.tag_ == "MD"]
    # "if anyone can help, we would ask them to": they do
    return waits or any(c.lower_ not in AUXILIARIES or is_modal(c, token) for c in helping)


def is_scheduled(token: Token) -> bool:
    """Whether a day is set for what is told: "called a strike for Monday"."""
    if is_verb(token) and token.lemma_.lower() not in words("scheduling"):
        return False
    days = [o for p in children(token, "prep") if p.lower_ == "for" for o in children(p, "pobj")]
    return any(o.ent_type_ in {"DATE", "TIME"} and not children(o, "nummod") for o in days)


def is_finite(verb: Token) -> bool:
    """Whether a clause says that something is so ("told them that it left"), not what to do."""
    if not is_verb(verb) or is_infinitive(verb):
        return False
    if verb.tag_ == "VBG":
        return any(c.lemma_ == "be" for c in children(verb, "aux"))
    return verb.tag_ in {"VBD", "VBZ", "VBP"} or bool(children(verb, "aux", "auxpass"))


def is_modal(auxiliary: Token, verb: Token) -> bool:
    """Whether a word tells how real its verb is; in capitals beside others ("MAY") it is a name.

    It does not where "'d" stands for "had" ("they'd fled"), nor where it only softens what is
    asked ("we would urge drivers to").
    """
    shouted = auxiliary.is_upper and len(auxiliary) > 1 and not verb.is_upper
    if auxiliary.lower_ not in AUXILIARIES or shouted:
        return False
    if auxiliary.lower_ in {"'d", "’d"} and verb.tag_ == "VBN":
        return False
    if auxiliary.lower_ == "can" and verb.lemma_ in {"reveal", "disclose"}:
        return False  # "..., the Globe can reveal"
    would = auxiliary.lower_ in {"would", "'d", "’d"}
    asked = would and verb.lemma_.lower() in words("softened")
    return not (asked and any(s.lower_ in {"i", "we"} for s in children(verb, "nsubj")))


def modality_of(auxiliary: Token, verb: Token) -> Modality:
    """How real a word makes its verb; what "would have been" was not."""
    would = auxiliary.lower_ in {"would", "'d", "’d"}
    past = any(c.lemma_ == "have" and c.i > auxiliary.i for c in children(verb, "aux"))
    return Modality.CONDITIONAL if would and past else AUXILIARIES[auxiliary.lower_]


MAY = frozenset({"can", "ca", "cannot", "could", "must", "may", "should", "need", "ought"})


def is_anybody(noun: Token) -> bool:
    """Whether a bare plural takes in all of whom a clause holds: "drivers who speed"."""
    alone = noun.tag_ == "NNS" and not children(noun, "det", "nummod", "poss", "amod", "prep")
    clauses = [c for c in children(noun, "relcl") if c.tag_ in {"VBP", "VBZ"}]
    return alone and any(w.lower_ in {"who", "that"} for c in clauses for w in c.children)


def is_rule(token: Token) -> bool:
    """Whether the clause says what anybody may or must do: "you cannot use the post to take gifts".

    So does "when one is killed, all of us lose".
    """
    at = token
    while not (is_verb(at) and children(at, *SUBJECTS)) and at.head != at and at.dep_ != "relcl":
        at = at.head
    doing = children(at, *SUBJECTS)
    if any(s.lower_ == "you" for s in doing):
        return any(a.lower_ in MAY for a in children(at, "aux"))
    if doing and all(is_anybody(s) for s in doing):
        # "people who kill are jailed for life", "drivers who speed can be fined"
        helped = {a.lower_ for a in children(at, "aux", "auxpass")}
        return (
            at.tag_ == "VBP" if not helped else at.tag_ != "VBG" and helped <= {*MAY, "are", "be"}
        )
    timed = at.dep_ == "advcl" and any(m.lower_ in {"when", "if"} for m in at.children)
    lone = any(s.lower_ == "one" and not list(s.children) for s in doing)
    return timed and lone and (at.tag_ == "VBZ" or any(a.lower_ == "is" for a in at.children))
