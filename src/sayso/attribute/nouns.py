"""Statements made by nouns and adjectives: "her claim that ...", "he is sure that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.attribute.clause import SUBJECTS, child, noun_phrase, reach, span_of
from sayso.attribute.content import infinitive_of, last_word
from sayso.attribute.cue import Cue, lexicon
from sayso.attribute.telling import Telling
from sayso.attribute.voicing import voice_nouns
from sayso.model import Span

# Verbs whose subject is the one whose claim their object is ("repeated the claim that ...").
MAKING = frozenset(
    {"make", "repeat", "reiterate", "issue", "raise", "voice", "express", "have", "hold", "give"}
    | {"publish", "release", "deliver", "file", "submit", "sign", "offer", "share"}
)


def find_nouns(doc: Doc) -> Iterator[Telling]:
    """The statements whose cue is a noun or an adjective, in the order of their cues."""
    tell = {"NOUN": ("noun", noun_telling), "ADJ": ("adj", adjective_telling)}
    for token in doc:
        if token.pos_ not in tell:
            continue
        part, telling_of = tell[token.pos_]
        for cue in lexicon().get((part, token.lemma_.lower()), ()):
            if (found := telling_of(doc, token, cue)) is not None:
                yield found
                break


def noun_telling(doc: Doc, noun: Token, cue: Cue) -> Telling | None:
    """The statement that a noun makes, or None where it has no content."""
    content = complement(doc, noun, cue.takes)
    if content is None:
        return None
    owner = owner_of(noun)
    source = span_of(doc, *noun_phrase(owner, noun)) if owner is not None else None
    return Telling(
        source,
        span_of(doc, noun.i, noun.i),
        (content,),
        cue.manner,
        noun.i,
        owner.i if owner is not None else -1,
    )


def owner_of(noun: Token) -> Token | None:
    """Whose claim it is: "her claim", "claims by X", or who makes it ("X made the claim")."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    for preposition in noun.children:
        if preposition.dep_ in ("prep", "agent") and preposition.lower_ in ("by", "from", "of"):
            maker = child(preposition, "pobj")
            if preposition.lower_ != "of" or maker is None or can_speak(maker):
                return maker
    if noun.dep_ == "dobj" and noun.head.lemma_ in MAKING:
        return child(noun.head, *SUBJECTS)
    # "rejected the New York Times request": the request is the paper's, not the one's who rejects.
    return next((c for c in noun.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"), None)


def can_speak(noun: Token) -> bool:
    """Whether "the confession of X" is X's own: X is a name or somebody who can confess."""
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in voice_nouns()


def complement(doc: Doc, head: Token, takes: frozenset[str]) -> Span | None:
    """The clause, infinitive or prepositional object that a noun or adjective governs."""
    for c in head.rights:
        if c.dep_ in ("acl", "ccomp", "relcl") and "clause" in takes:
            mark = child(c, "mark")
            if mark is not None and mark.lower_ in ("that", "whether"):
                left, right = reach(c)
                return span_of(doc, left, last_word(doc, right))
        if c.dep_ in ("acl", "xcomp") and "to" in takes and c.pos_ in ("VERB", "AUX"):
            infinitive = infinitive_of(head) or c
            if any(a.lower_ == "to" and a.dep_ == "aux" for a in infinitive.children):
                left, right = reach(infinitive)
                return span_of(doc, left, last_word(doc, right))
        if c.dep_ == "prep" and c.lower_ in takes:
            inner = child(c, "pobj", "pcomp")
            if inner is not None and not (c.lower_ == "of" and can_speak(inner)):
                left, right = reach(inner)
                return span_of(doc, left, last_word(doc, right))
    return None


def adjective_telling(doc: Doc, adjective: Token, cue: Cue) -> Telling | None:
    """The statement of "X is sure that ..."."""
    copula = adjective.head
    if copula.lemma_ not in ("be", "seem", "remain", "become", "feel") or adjective.dep_ != "acomp":
        return None
    subject = child(copula, *SUBJECTS)
    content = complement(doc, adjective, cue.takes)
    if subject is None or content is None or subject.lower_ in ("it", "there"):
        return None
    return Telling(
        span_of(doc, *noun_phrase(subject, adjective)),
        span_of(doc, copula.i, adjective.i) if copula.i < adjective.i else None,
        (content,),
        cue.manner,
        adjective.i,
        subject.i,
        any(c.dep_ == "neg" for c in copula.children),
    )
