"""To whom a voice belongs, in the words of its source.

"A senior official at the interior ministry", "the ministry's spokeswoman", "Ilan Voss, head of the
Dock Workers' Union", "Navy captain Ola Brand", "Petra Hollin, who leads the Pitmen's Federation".
A body takes a worker in, a person only whoever speaks or acts for him; family is no affiliation.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.annotate.lexicon import lexicon
from sayso.attribute.reference import SINGULAR, THING, nominal, refer
from sayso.attribute.speaker import BODIES, Speaker
from sayso.attribute.voicing import is_person_noun, name_at, voice_nouns
from sayso.model import EntityKind, Span, VoiceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

WITHIN = {"at", "in", "with", "from", "within", "inside", "of", "on", "for"}
COLLECTIVE = (VoiceKind.ORGANIZATION, VoiceKind.GROUP, VoiceKind.OUTLET)
BODILY = (EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.FACILITY)
# What hangs on a noun without being part of how a body is called.
LOOSE = {"relcl", "appos", "acl", "punct", "cc", "conj", "case"}


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """The lists of `affiliation.toml`, read once."""
    table = files("sayso.attribute").joinpath("affiliation.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(table).items()}


def affiliation_of(
    annotation: Annotation, source: Span, head: Token, met: Sequence[Speaker]
) -> Span | None:
    """The words that tell to whom the voice of a source belongs; `met` are the voices so far."""
    for noun in nouns_of(nominal(head, source), source):
        found = (
            possessor(annotation, noun, source, met)
            or behind(annotation, noun, source)
            or before(annotation, noun, source)
            or told_of(annotation, noun, source)
        )
        if found is not None:
            return found
    return None


def nouns_of(head: Token, source: Span) -> Iterator[Token]:
    """The head of a source and the nouns beside it that describe the voice."""
    yield head
    for c in head.children:
        if not source.start <= c.idx < source.end:
            continue
        if c.dep_ in ("appos", "compound", "nmod") and c.pos_ in ("NOUN", "PROPN"):
            yield c
            yield from (g for g in c.children if g.dep_ == "appos" and g.idx < source.end)


def possessor(
    annotation: Annotation, noun: Token, source: Span, met: Sequence[Speaker]
) -> Span | None:
    """Who has the noun: "the ministry's spokeswoman", "its director", "Voss's lawyer"."""
    lemma = noun.lemma_.lower()
    owner = next((c for c in noun.lefts if c.dep_ == "poss" and c.idx >= source.start), None)
    if owner is None or lemma in word_lists()["kin"] or not is_person_noun(lemma):
        return None
    others = [s for s in met if s.mentions and s.mentions[-1].start < source.start]
    others.sort(key=lambda s: s.mentions[-1].start, reverse=True)
    if owner.pos_ == "PRON":
        return by_pronoun(annotation, owner, lemma, others)
    name = name_at(annotation.names, owner)
    if is_body(annotation, owner):
        named = [s for s in others if s.named and s.words[-1:] == [owner.lower_]]
        if named and named[0].kind in BODIES and len(list(owner.children)) <= 2:
            return called(annotation, named[0])
        return phrase(annotation, owner, source)
    person = is_person_noun(owner.lemma_.lower()) or (name and name.kind is EntityKind.PERSON)
    place = name is not None and name.kind is EntityKind.PLACE
    if (person and lemma in word_lists()["agents"]) or (place and lemma in word_lists()["offices"]):
        return phrase(annotation, owner, source)
    return None


def by_pronoun(
    annotation: Annotation, owner: Token, lemma: str, others: Sequence[Speaker]
) -> Span | None:
    """The body of "its director", or the person of "his lawyer": the last voice that fits."""
    if owner.lower_ in THING:
        fits = [s for s in others if s.kind in BODIES[:3] and not s.plural]
    elif owner.lower_ in SINGULAR and lemma in word_lists()["agents"]:
        pronoun = refer(annotation, Span(owner.idx, owner.idx + len(owner)), owner)
        fits = [s for s in others if s.is_meant_by(pronoun)]
    else:
        return None
    return called(annotation, fits[0]) if fits else None


def called(annotation: Annotation, speaker: Speaker) -> Span:
    """How a voice was first called: its name with the article, or the noun phrase of its source."""
    text = annotation.report.text
    for mention in speaker.mentions:
        words = mention.of(text)
        at = words.lower().find(speaker.text.lower())
        if at < 0:
            continue
        start = mention.start + at
        article = text[max(mention.start, start - 4) : start]
        start -= 4 if article.lower() == "the " else 0
        return Span(start, mention.start + at + len(speaker.text.split(" (")[0]))
    return speaker.mentions[0]


def behind(annotation: Annotation, noun: Token, source: Span) -> Span | None:
    """The body behind a preposition: "a clerk in the ministry's tender office"."""
    lists = word_lists()
    lemma = noun.lemma_.lower()
    own = name_at(annotation.names, noun)
    named = own is not None and own.kind is EntityKind.PERSON
    if not (named or is_person_noun(lemma)) or lemma in lists["unattached"]:
        return None
    for c in noun.rights:
        if c.dep_ != "prep" or c.lower_ not in WITHIN or c.idx >= source.end:
            continue
        for at in c.children:
            if at.dep_ != "pobj" or at.idx >= source.end:
                continue
            name = name_at(annotation.names, at)
            agent = lemma in lists["agents"] and c.lower_ in ("for", "of", "to")
            for_person = name is not None and name.kind is EntityKind.PERSON
            office = name is not None and name.kind is EntityKind.PLACE
            if (
                is_body(annotation, at)
                or (agent and (for_person or is_person_noun(at.lemma_.lower())))
                or (office and c.lower_ == "of" and lemma in lists["offices"])
            ):
                return phrase(annotation, at, source)
    return None


def before(annotation: Annotation, noun: Token, source: Span) -> Span | None:
    """The body before a noun or title: "interior ministry official", "Navy captain Ola Brand"."""
    vague = word_lists()["vague"]
    own = name_at(annotation.names, noun)
    titled = own is not None and own.kind is EntityKind.PERSON
    if not titled and not is_person_noun(noun.lemma_.lower()):
        return None
    for c in noun.lefts:
        inside = own is not None and own.span.start <= c.idx < own.span.end
        if c.dep_ not in ("compound", "nmod", "amod") or c.idx < source.start or inside:
            continue
        if c.pos_ not in ("NOUN", "PROPN") or c.lower_ in vague or not is_body(annotation, c):
            continue
        # "Navy captain Ola Brand", but "Harbour Board chief" with its name whole.
        name = name_at(annotation.names, c)
        # "Shop owners" and "factory workers" are all of a trade, "party members" those of one body.
        collective = voice_nouns().get(c.lemma_.lower()) in COLLECTIVE
        if name is None and noun.tag_ == "NNS" and not collective:
            continue
        if titled and name is None and not is_person_noun(c.nbor(1).lemma_.lower()):
            continue
        if name is not None:
            return Span(max(source.start, name.span.start), name.span.end)
        return Span(first_of(c, source).idx, c.idx + len(c))
    return None


def first_of(body: Token, source: Span) -> Token:
    """The first of the words right before a body that tell which one: "interior ministry"."""
    first = body
    while first.i > 0 and first.nbor(-1).idx >= source.start:
        word = first.nbor(-1)
        portfolio = word.lower_ in lexicon().portfolios
        if not portfolio and not (word.dep_ == "compound" and word.pos_ in ("NOUN", "PROPN")):
            break
        first = word
    return first


def told_of(annotation: Annotation, noun: Token, source: Span) -> Span | None:
    """The body of a relative clause: "who leads the union", "who works at the yard"."""
    lists = word_lists()
    for verb in noun.rights:
        if verb.dep_ != "relcl" or verb.idx >= source.end:
            continue
        lemma = verb.lemma_.lower()
        if lemma == "be":
            for c in verb.rights:
                found = behind(annotation, c, source) if c.dep_ == "attr" else None
                if found is not None:
                    return found
        for c in verb.rights:
            thing = c if c.dep_ == "dobj" and lemma in lists["leads"] else None
            if c.dep_ == "prep" and c.lower_ in WITHIN and lemma in lists["serves"]:
                thing = next((x for x in c.children if x.dep_ == "pobj"), None)
            if thing is not None and thing.idx < source.end and is_body(annotation, thing):
                return phrase(annotation, thing, source)
        if (owned := whose(annotation, noun, verb)) is not None:
            return owned
    return None


def whose(annotation: Annotation, noun: Token, verb: Token) -> Span | None:
    """The name of the body that is somebody's: "whose firm Velk & Sons won the work"."""
    for token in noun.doc[noun.i : verb.i]:
        if token.lower_ != "whose" or token.nbor(1).lemma_.lower() not in word_lists()["bodies"]:
            continue
        name = name_at(annotation.names, token.nbor(2))
        return name.span if name is not None else None
    return None


def is_body(annotation: Annotation, token: Token) -> bool:
    """Whether a noun or name is a body's, or of a place where people work."""
    name = name_at(annotation.names, token)
    if name is not None and (token.pos_ == "PROPN" or name.span.start < token.idx):
        return name.kind in BODILY
    lemma = token.lemma_.lower()
    if token.ent_type_ in ("DATE", "TIME"):
        return False
    if lemma in word_lists()["workplaces"] or voice_nouns().get(lemma) in COLLECTIVE:
        return True
    known = lexicon().heads.get(token.lower_)
    return token.text[:1].isupper() and known in BODILY


def phrase(annotation: Annotation, head: Token, source: Span) -> Span:
    """The noun phrase of a body: its words before, and "of" and "in" behind."""
    first, last = head.left_edge, head
    name = name_at(annotation.names, head)
    for c in head.rights:
        if c.dep_ in LOOSE or c.idx >= source.end:
            break
        last = c.right_edge
    end = last.idx + len(last)
    if name is not None:
        end = max(end, name.span.end)
    return Span(max(source.start, first.idx), min(source.end, end)).trim(annotation.report.text)
