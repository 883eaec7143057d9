"""Statements that are said not to have been made: "did not say", "no ransom was asked"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Sources that are nobody: no statement of theirs was made.
NOBODY = {"nobody", "nothing", "none", "anyone", "anybody", "whoever", "there", "noone"}
NOT = {"not", "n't", "n’t", "don't", "don’t", "never"}


# What keeps somebody from saying what a verb beside it would say ("was unable to confirm").
UNABLE = {"unable", "fail", "decline", "impossible", "powerless"}


def is_unmade(verb: Token) -> bool:
    """Whether the words are said not to have been said ("did not say", "no ransom was asked")."""
    first = verb.head if verb.dep_ == "conj" else verb
    if first.dep_ == "xcomp" and first.tag_ == "VB" and first.head.lemma_.lower() in UNABLE:
        return True
    # "neither confirmed nor denied it, but a source said": the source did
    shared = () if any(map(is_subject, verb.lefts)) else first.lefts
    if any(c.lower_ == "neither" for c in (*verb.lefts, *shared)):
        return True
    return any(
        c.dep_ == "neg"
        or c.lower_ in NOT  # the parser misses it in capitals
        or (c.dep_ == "nsubjpass" and is_no_one(c))
        or (c.dep_ == "nsubj" and any(n.lower_ == "neither" for n in c.lefts))
        for c in verb.children
    )


def is_unsaid(verb: Token) -> bool:
    """Whether an infinitive tells only of what is hard or early to say ("too early to tell")."""
    return verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.pos_ == "ADJ"


def is_known_as(verb: Token) -> bool:
    """Whether a passive tells what somebody is called: "are known as radicals"."""
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.lefts)
    return verb.lemma_ == "know" and passive and any(c.lower_ == "as" for c in verb.rights)


def is_asked_about(verb: Token) -> bool:
    """Whether a participle tells only what was asked about: "*Asked about* the raid, Deb said"."""
    return (
        verb.lemma_ == "ask"
        and verb.tag_ == "VBN"
        and any(c.lower_ == "about" for c in verb.rights)
        and not any(is_subject(c) or c.dep_ == "nsubjpass" for c in verb.lefts)
    )


def is_nobodys(head: Token) -> bool:
    """Whether a cue that names nobody has nobody to name: it tells of no statement."""
    return is_known_as(head) or is_asked_about(head) or is_idle_thought(head)


def is_called(verb: Token) -> bool:
    """Whether a participle only tells the name of somebody: "a captain *called* Deb paid him"."""
    named = verb.lemma_ in {"call", "name", "nickname", "dub"} and verb.tag_ == "VBN"
    return named and verb.dep_ == "acl" and any(c.dep_ == "oprd" for c in verb.rights)


def is_idle_thought(noun: Token) -> bool:
    """Whether whoever speaks tells how a thought is to him: "The thought that Deb died hurts"."""
    return noun.lemma_ in {"thought", "fact"} and noun.dep_ == "nsubj" and noun.pos_ == "NOUN"


def is_expected_of(verb: Token) -> bool:
    """Whether somebody is told what comes: "customers *can expect* to pay more"."""
    return verb.lemma_ == "expect" and any(c.dep_ == "aux" and c.lower_ in MUST for c in verb.lefts)


def is_insisted_on(verb: Token) -> bool:
    """Whether somebody does what he insists on: "insisted on paying", not "on a vote"."""
    on = next((c for c in verb.rights if c.lower_ == "on"), None)
    deed = next((c for c in on.rights if c.dep_ == "pcomp"), None) if on is not None else None
    return verb.lemma_ == "insist" and deed is not None and not any(map(is_subject, deed.lefts))


HANDING = frozenset({"hand", "give", "pass", "sell", "send", "steal", "leak", "copy"})


def is_no_saying(verb: Token) -> bool:
    """Whether a cue tells what somebody does, or is called, and no statement."""
    return (
        is_expected_of(verb)
        or is_insisted_on(verb)
        or is_called(verb)
        or verb.lemma_ == "try"
        or is_handed_over(verb)
        or is_appointed(verb)
        or is_reminded(verb)
    )


READERS = frozenset({"reader", "viewer", "listener", "you", "some", "many"})
MINDING = frozenset({"recall", "remember", "know", "notice", "wonder"})


def is_reminded(verb: Token) -> bool:
    """Whether a writer only reminds whoever reads: "Last year, *readers may recall*, he left"."""
    may = any(c.dep_ == "aux" and c.lower_ in {"may", "might", "will"} for c in verb.lefts)
    return (
        may
        and verb.lemma_ in MINDING
        and any(is_subject(c) and c.lemma_.lower() in READERS for c in verb.lefts)
    )


def is_appointed(verb: Token) -> bool:
    """Whether somebody is given a post: "*named* Omar Deb, a former judge, *as* his successor"."""
    whom = any(c.dep_ == "dobj" and c.pos_ == "PROPN" for c in verb.rights)
    posts = [o for c in verb.rights if c.lower_ == "as" for o in c.rights if o.dep_ == "pobj"]
    return verb.lemma_ == "name" and whom and any(o.pos_ == "NOUN" for o in posts)


def is_handed_over(verb: Token) -> bool:
    """Whether plans are papers: "*handed plans* of the submarine to an agent"."""
    papers = any(c.lemma_ == "plan" and c.dep_ == "dobj" for c in verb.rights)
    return papers and verb.lemma_ in HANDING


def is_nobody(speaker: Token) -> bool:
    """Whether a source names nobody who could have spoken ("Nobody knows", "no one said")."""
    return speaker.lower_ in NOBODY or is_no_one(speaker)


def is_no_one(speaker: Token) -> bool:
    """Whether the source is "no one" or "no official"."""
    return any(c.lower_ == "no" for c in speaker.lefts)


# Words that lead in what is open.
OPEN = {"whether", "if"}
# Adjectives by which a writer tells why he goes on ("It is important to note that").
REMARKABLE = {"worth", "important", "interesting", "fair", "safe", "necessary", "noteworthy"}
REMARKABLE |= {"enough", "easy", "useful", "helpful", "relevant", "instructive", "best"}
# Verbs by which he then says that he goes on.
REMARKING = {"note", "mention", "remember", "say", "add", "remark", "observe", "emphasize"}
REMARKING |= {"emphasise", "stress", "recall", "repeat", "state", "recognize", "recognise"}
MUST = {"should", "must", "may", "can"}


def is_open(verb: Token) -> bool:
    """Whether a clause asks if somebody does it ("whether he knew that ..."), and tells nothing."""
    return any(c.dep_ == "mark" and c.lower_ in OPEN for c in verb.lefts)


def is_remark(verb: Token) -> bool:
    """Whether a writer says only that he goes on: "It is worth noting that", "it must be said"."""
    if verb.lemma_.lower() not in REMARKING or any(is_subject(c) for c in verb.lefts):
        return False
    above = verb.head
    if above.lemma_.lower() in REMARKABLE or (above.lemma_ == "be" and has_remarkable(above)):
        return True
    if above.lemma_ == "have" and verb.dep_ == "xcomp":  # "It has to be said that"
        return verb.tag_ == "VBN" and any(c.lower_ == "it" for c in above.lefts)
    it = any(c.dep_ == "nsubjpass" and c.lower_ == "it" for c in verb.lefts)
    return it and any(c.dep_ == "aux" and c.lower_ in MUST for c in verb.lefts)


def has_remarkable(verb: Token) -> bool:
    """Whether something "is worth", "is important": the adjective hangs on the verb."""
    return any(c.lemma_.lower() in REMARKABLE for c in verb.rights)


def is_subject(token: Token) -> bool:
    """Whether a word is who does it, "it" aside."""
    return token.dep_ == "nsubj" and token.lower_ != "it"
