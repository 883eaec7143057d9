"""Whether a verb is passive, also where its auxiliary is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.attachment import sharer
from sayso.extract.nodes import children, lemma_of
from sayso.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_passive(verb: Token) -> bool:
    """Whether what stands as the subject of `verb` undergoes it."""
    found = {c.dep_ for c in verb.children}
    if verb.tag_ == "VBG" and not found & {"auxpass", "nsubjpass"}:
        # "kept shelling the town by night"
        return False
    if found & {"auxpass", "nsubjpass", "agent"}:
        return True
    if verb.tag_ not in {"VBN", "VBD"} or any(c.lemma_ == "have" for c in children(verb, "aux")):
        return False
    if verb.dep_ in {"acl", "amod"}:
        return not found & {"dobj", "nsubj"}
    if verb.tag_ == "VBN" and not found & {"aux", "nsubj"}:
        if verb.dep_ == "conj":
            # "is a fugitive and accused of theft"
            be = verb.head.lemma_ == "be" or verb.head.dep_ == "attr"
            return is_passive(sharer(verb, verb.head)) or (be and "dobj" not in found)
        # "was slain": the parser may take the participle for an adjective.
        return verb.dep_ in {"xcomp", "ccomp", "advcl", "acomp"}
    if verb.dep_ == "ccomp" and is_bare_participle(verb) and "dobj" not in found:
        # "got him fired", "wants them freed"
        return lemma_of(verb.head) in words("having_done")
    if verb.dep_ == "pcomp" and verb.head.lower_ == "with" and "dobj" not in found:
        # "with two thousand civilians killed this year"
        return True
    # A headline leaves the auxiliary out: "Two arrested after raid".
    if verb.dep_ == "conj" and verb.tag_ == "VBD" and not found & {"aux", "nsubj"}:
        # "had been recruited and paid": a past tense would need a subject or a new time; "were
        # driven off and handed over" an object.
        needs = lemma_of(verb) in words("done_to") and not found & {"dobj", "ccomp"}
        return bool(children(verb.head, "auxpass")) and (is_perfect(verb.head) or needs)
    headline = verb.dep_ == "ROOT" and not any(t.text == "." for t in verb.sent[-2:])
    bare = headline and not found & {"aux", "dobj", "ccomp", "xcomp", "dative"}
    # "Mayor ousted after vote": the tagger takes it for a past tense, which would need an object.
    return bare and (verb.tag_ == "VBN" or lemma_of(verb) in words("done_to"))


def is_perfect(verb: Token) -> bool:
    """Whether "have" stands before the verb: "had been recruited"."""
    return any(c.lemma_ == "have" for c in children(verb, "aux"))


def is_bare_participle(verb: Token) -> bool:
    """Whether `verb` is a past participle without an auxiliary: "ordered the traffic halted"."""
    return verb.tag_ == "VBN" and not children(verb, "aux", "auxpass", "mark", "nsubjpass")
