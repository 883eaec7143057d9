"""What words add by the way to what a voice says: who somebody is, where it was, what goes on.

Such words stand in the content of a statement, and are the writer's all the same (`hanging.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.assertion import Assertion
from sayso.extract.bearing import is_predicated
from sayso.extract.grammar import objects
from sayso.extract.nodes import is_verb
from sayso.extract.phrase import cover
from sayso.extract.tables import words
from sayso.model import Quoted, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

# Types that tell how things stand, not what happened.
STATES = frozenset(
    {"leads", "employs", "member_of", "part_of", "owns", "located_in", "family_of", "associate_of"}
)
TIES = frozenset({"cooperates_with", "founded"})
# How far back a bracket opens, in words.
BRACKETED = 12
# What adds to a noun.
ADDED = frozenset({"relcl", "appos", "acl"})


def is_added(assertion: Assertion, statement: Statement, loose: bool) -> bool:
    """Whether a claim only adds to a noun of what is wished, ordered or agreed to.

    "agreed to end a war that has killed thousands": only a clause with a tense of its own, as
    "a man to run the mine" is part of the wish.
    """
    trigger = assertion.trigger.token
    first = first_word(trigger, statement)
    if first is None or is_clause(first, statement):
        return False
    if tells_who(assertion):
        return True
    for token in (trigger, *trigger.ancestors):
        if not holds(statement, token):
            return False
        if token.dep_ in ADDED and holds(statement, token.head):
            apart = token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ","
            told = token.dep_ == "relcl" and has_tense(token)
            # "to a firm run by her nephew": by whom it is run nobody promised
            run = token.tag_ == "VBN" and assertion.type in STATES | TIES
            return apart or run or (told and loose)
    return False


# What shows an event to whoever looks.
PICTURES = frozenset({"video", "footage", "photo", "photograph", "picture", "image", "recording"})
SHOWING = frozenset({"release", "publish", "post", "tweet", "share", "upload", "broadcast", "air"})


def is_shown(trigger: Token, statement: Statement) -> bool:
    """Whether a claim is what is seen in a picture that is only made public, or ordered to be.

    "tweeted out video of his beheading", "ordered them to release a video of an officer shooting".
    """
    for token in (trigger, *trigger.ancestors):
        if not holds(statement, token):
            return False
        if token.lemma_.lower() in PICTURES:
            seen = any(c.lower_ == "of" for c in token.rights) and token != trigger
            return seen and token.dep_ == "dobj" and token.head.lemma_.lower() in SHOWING
        if is_verb(token) and has_tense(token):
            return False
    return False


def first_word(trigger: Token, statement: Statement) -> Token | None:
    """The first word of the content that holds the trigger."""
    span = next((c for c in statement.content if c.start <= trigger.idx < c.end), None)
    if span is None:
        return None
    words_in = trigger.doc.char_span(span.start, span.end, alignment_mode="expand")
    return words_in[0] if words_in is not None else None


def is_clause(first: Token, statement: Statement) -> bool:
    """Whether a content is a clause that says how things are, and no wish and no thing."""
    above = [first, *first.ancestors]
    verb = next((t for t in above if is_verb(t)), None)
    return verb is not None and holds(statement, verb) and has_tense(verb)


def has_tense(verb: Token) -> bool:
    """Whether a verb, or the first of its auxiliaries, has a tense."""
    tags = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass"))}
    return bool(tags & {"VBD", "VBZ", "VBP"})


def is_part_taken_in(assertion: Assertion, statement: Statement) -> bool:
    """Whether somebody is only accused of a part in an event: "complicity in the assault".

    That it was he who made it, the one who "blames Deb for the attack" alone tells.
    """
    trigger = assertion.trigger.token
    above = trigger.head
    if statement.manner not in ("accuses", "claims", "suggests") or is_verb(trigger):
        return False
    if not any(c.lower_ in ("the", "this", "that") for c in trigger.lefts):
        return False
    if above.lower_ not in ("in", "for", "over") or above.head.lemma_.lower() not in words("parts"):
        return False
    blamed = objects(above.head) if is_verb(above.head) else []
    return not any(t in blamed for _, t, _ in assertion.roles[:1])


def is_measured(trigger: Token, statement: Statement) -> bool:
    """Whether the claim is the thing whose sum alone is estimated: "Damage is estimated at"."""
    subject = trigger
    while subject.dep_ in ("compound", "amod", "pobj", "prep") and subject.head != subject:
        subject = subject.head
    verb = subject.head
    at = any(c.lower_ == "at" and c.dep_ == "prep" for c in verb.children)
    inside = statement.cue is not None and statement.cue.holds(cover([verb]))
    return subject.dep_ == "nsubjpass" and at and inside and verb.lemma_ in words("measuring")


def is_of_subject(assertion: Assertion, statement: Statement) -> bool:
    """Whether a claim only tells who it is of whom nobody named is said to have told something.

    "Green Front leader Omar Deb reportedly fled", "the man who shot Oster is believed to be dead".
    """
    trigger, cue = assertion.trigger.token, statement.cue
    if statement.source is not None or cue is None:
        return False
    state = tells_who(assertion)
    for token in (trigger, *trigger.ancestors):
        if token.idx >= cue.start or not holds(statement, token):
            return False
        if token.dep_ == "relcl" and has_tense(token):
            state = True
        elif is_verb(token):
            return False
        if token.dep_ in ("nsubj", "nsubjpass"):
            # "a deal between them was expected to bring peace": there was one
            state |= token == trigger and assertion.type == "agrees"
            return state and token.head.idx > token.idx and token.head.dep_ != "relcl"
    return False


def tells_anew(noun: Token) -> bool:
    """Whether a noun beside a name tells what need not be known of him: "Deb, *a* nurse"."""
    return noun.dep_ == "appos" and any(c.lower_ in ("a", "an") for c in noun.lefts)


def is_quoted_bit(statement: Statement, verbatim: bool) -> bool:
    """Whether words between quotation marks are those that the voice was quoted with."""
    return verbatim and statement.quoted is Quoted.MIXED


def is_by_the_way(assertion: Assertion, statement: Statement) -> bool:
    """Whether a phrase only tells who somebody is of whom nobody named speaks.

    "Rumours of the death of the guild's former leader": they need not say who led it.
    """
    noun = assertion.trigger.token
    unnamed = statement.source is None
    told = tells_who(assertion) and assertion.type != "associate_of"  # "have ties to" is told
    return unnamed and told and not tells_anew(noun) and not is_predicated(noun)


def is_beside(trigger: Token, statement: Statement) -> bool:
    """Whether a claim only tells the place or the time of what nobody named is said to have told.

    "The film was allegedly made near the bridge where Deb was shot": shot he was.
    """
    if statement.source is not None or statement.quoted is Quoted.MIXED:
        return False
    for token in (trigger, *trigger.ancestors):
        if not holds(statement, token):
            return False
        if token.dep_ == "relcl":
            led = any(c.lower_ in {"where", "when"} for c in token.lefts)
            return led and has_tense(token) and holds(statement, token.head)
    return False


def is_aside(assertion: Assertion, statement: Statement) -> bool:
    """Whether a clause set apart by a comma adds to a noun of what is denied, or told by nobody.

    "Denied that guards shot at the miners, who had blocked a road": they had, by the writer. And
    "Olt says that Corsia armed them, which Corsia denies" has the writer tell of the denial.
    """
    trigger = assertion.trigger.token
    denied = statement.manner == "denies" or assertion.type == "denies"
    if not denied and statement.source is not None:
        return False
    for token in (trigger, *trigger.ancestors):
        if not holds(statement, token):
            return False
        if token.dep_ == "relcl" and has_tense(token):
            edge = token.left_edge
            return edge.i > 0 and edge.nbor(-1).text == "," and edge.tag_ in {"WP", "WDT"}
    return False


def is_meanwhile(trigger: Token, statement: Statement) -> bool:
    """Whether a claim tells what goes on meanwhile: "warn of hunger *as refugees flee the war*".

    So it is only where what they say is no clause, to which the other could belong.
    """
    first = first_word(trigger, statement)
    if first is None or first.lower_ not in {"of", "about", "against", "over", "on"}:
        return False
    for token in (trigger, *trigger.ancestors):
        if not holds(statement, token):
            return False
        if token.dep_ == "advcl" and any(c.lower_ == "as" for c in token.lefts):
            return first.head == token.head
    return False


def is_put_in(assertion: Assertion) -> bool:
    """Whether brackets within a quotation tell who somebody is: "(the mayor) Omar Deb"."""
    word = assertion.trigger.token
    if not tells_who(assertion):
        return False
    for at in range(word.i, max(word.sent.start, word.i - BRACKETED), -1):
        if word.doc[at].text in {")", "]"}:
            return False
        if word.doc[at].text in {"(", "["}:
            return True
    return False


def tells_who(assertion: Assertion) -> bool:
    """Whether a noun tells who somebody is: "the guild's leader", "his wife"."""
    return assertion.type in STATES | TIES and not is_verb(assertion.trigger.token)


def holds(statement: Statement, token: Token) -> bool:
    """Whether a word stands in a statement's content."""
    return any(c.start <= token.idx < c.end for c in statement.content)
