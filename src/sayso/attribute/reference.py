"""What a source says of its voice: by name, by pronoun, or by description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation, Name
from sayso.annotate.gender import gender_of
from sayso.annotate.quantity import count_of
from sayso.attribute.naming import name_of, untitled
from sayso.attribute.voicing import is_person_noun, kind_of, name_at, voice_nouns
from sayso.model import EntityKind, Span, VoiceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f"}
PLURAL = {"they", "them", "their", "theirs", "both", "themselves"}
THING = {"it", "its", "itself"}
FIRST = {"i", "me", "my", "we", "us", "our", "myself", "ourselves"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
DEFINITE = {"the", "this", "that", "these", "those", "same", "said"}
OTHER = {"another", "other", "others", "different", "separate", "fellow"}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
# Words that stand for one of a group by themselves ("Another said", "one of them").
ONE_OF = {"one", "another", "other", "second", "third", "fourth"}
SEVERAL = {"others", "some", "many", "several", "few", "most", "all"}
# Nouns for people that in the singular are not one person.
COLLECTIVE = {"family", "staff", "people", "defence", "defense", "public", "leadership"}
# Singular nouns for a known number of people.
PAIRS = {"pair": 2, "couple": 2, "duo": 2, "trio": 3}
TITLES = {
    "mr": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "sir": "m",
    "lady": "f",
    "dame": "f",
    "king": "m",
    "queen": "f",
    "prince": "m",
    "princess": "f",
}
GENDERED = {
    "spokesman": "m",
    "spokeswoman": "f",
    "man": "m",
    "woman": "f",
    "policeman": "m",
    "policewoman": "f",
    "father": "m",
    "mother": "f",
    "son": "m",
    "daughter": "f",
    "brother": "m",
    "sister": "f",
    "husband": "m",
    "wife": "f",
    "widow": "f",
    "uncle": "m",
    "aunt": "f",
    "boy": "m",
    "girl": "f",
    "businessman": "m",
    "businesswoman": "f",
}


# Words before a noun that come and go in the same report.
LOOSE = {"senior", "former", "same", "new", "unnamed", "top", "local", "chief", "deputy", "own"}
# What the parser calls a rare name at the head of a sentence.
UNSURE = {"PROPN", "INTJ", "X"}


class Form(Enum):
    """By what kind of words a source names its voice."""

    NAME = auto()
    PRONOUN = auto()
    DEFINITE = auto()
    POSSESSED = auto()
    INDEFINITE = auto()


@dataclass(frozen=True, slots=True)
class Reference:
    """A source read: `text` is what to show, `nouns` the lemmas that describe the voice.

    `modifiers` tell one "minister" from another: "prime", "transport". `at` is where the noun that
    heads the source stands, -1 for a pronoun; `count` is how many it names ("two officials").
    `entity` is what the name names, where there is one. `takes_up` holds the words of a definite
    description that a name explains: "welder" of "the welder, Joss Arden". `part` marks one of a
    group that was told of before ("one of the nurses").
    """

    span: Span
    form: Form
    kind: VoiceKind
    text: str
    head: str
    plural: bool
    gender: str | None
    nouns: frozenset[str]
    modifiers: frozenset[str] = frozenset()
    at: int = -1
    count: int | None = None
    entity: EntityKind | None = None
    takes_up: tuple[str, ...] = ()
    part: bool = False


def refer(annotation: Annotation, span: Span, head: Token) -> Reference:
    """Read the source `span` whose noun phrase has the token `head`."""
    head = nominal(head, span)
    word = head.lower_
    text = span.of(annotation.report.text)
    if word in FIRST or word in THING or word in SINGULAR or word in PLURAL or word in RELATIVE:
        gender = SINGULAR.get(word)
        return Reference(
            span,
            Form.PRONOUN,
            VoiceKind.ANONYMOUS,  # whom it stands for is not told, where it joins no voice
            text,
            word,
            word in PLURAL,
            gender,
            frozenset(),
            count=1 if gender else None,
        )
    name = name_of(annotation, span, head)
    if name is not None:
        return named(annotation, span, head, name)
    label = head.is_upper and (len(word) > 1 or text == head.text)
    capital = label or (head.is_title and head.pos_ in UNSURE)
    if capital and word not in voice_nouns():
        return named(annotation, span, head, Name(span_of_token(head), EntityKind.PERSON))
    return described(annotation, span, head)


def nominal(head: Token, span: Span) -> Token:
    """The noun of a source whose head the parser took for a verb ("A report read to the court")."""
    if head.pos_ not in ("VERB", "AUX"):
        return head
    inside = [c for c in head.lefts if c.dep_ in ("nsubj", "nsubjpass") and c.idx >= span.start]
    return inside[-1] if inside else head


def span_of_token(token: Token) -> Span:
    """The span of one token."""
    return Span(token.idx, token.idx + len(token))


def described(annotation: Annotation, span: Span, head: Token) -> Reference:
    """A source that describes its voice without a name."""
    whole = whole_of(head)
    noun = whole or head
    lemma = noun.lemma_.lower()
    kind = kind_of(noun, None, span.of(annotation.report.text))
    plural = is_plural(head, whole, span)
    count = count_of(head) or PAIRS.get(lemma) or len(alone(head, span)) or None
    if not plural and kind in (VoiceKind.PERSON, VoiceKind.ANONYMOUS) and is_one(lemma):
        count = 1
    return Reference(
        span,
        described_form(head),
        kind,
        brief(annotation, span, head),
        lemma,
        plural,
        GENDERED.get(lemma),
        describing(head) | ({lemma} if whole is not None else frozenset()),
        modifiers_of(head),
        head.idx,
        count,
        part=whole is not None
        or head.lower_ in ONE_OF
        or any(c.lower_ == "other" for c in head.lefts),
    )


def is_plural(head: Token, whole: Token | None, span: Span) -> bool:
    """Whether a description is of several; `whole` is the noun that its head tells a part of."""
    if head.lower_ in ONE_OF:
        return False
    several = head.lower_ in SEVERAL or head.tag_ in ("NNS", "NNPS") or whole is not None
    several = several or (head.pos_ == "NUM" and head.lower_ != "one")  # "nine in ten voters"
    return several or head.lemma_.lower() in PAIRS or bool(conjoined(head, span))


def is_one(lemma: str) -> bool:
    """Whether a singular noun names one person, as "family" and "staff" do not."""
    return lemma in ONE_OF or (is_person_noun(lemma) and lemma not in COLLECTIVE)


def whole_of(head: Token) -> Token | None:
    """The noun of which the head tells a number or a part ("one of the nurses")."""
    if head.lower_ not in ONE_OF | SEVERAL | {"both"} and not head.like_num:
        return None
    for c in head.children:
        if c.dep_ == "prep" and c.lower_ == "of":
            return next((x for x in c.children if x.dep_ == "pobj" and x.pos_ == "NOUN"), None)
    return None


def conjoined(head: Token, span: Span) -> list[Token]:
    """The nouns that a source joins to its head with "and"."""
    found: list[Token] = []
    at = head
    while True:
        more = [
            c
            for c in at.rights
            if c.dep_ == "conj" and c.idx < span.end and c.pos_ in ("NOUN", "PROPN")
        ]
        linked = any(c.dep_ == "cc" and c.lower_ in ("and", "&") for c in at.rights)
        if not more or not (linked or found or len(more) > 1 or chained(more[0])):
            return found
        found.extend(more)
        at = more[-1]


def chained(noun: Token) -> bool:
    """Whether "and" follows further on in a row of nouns ("A, B and C")."""
    return any(c.dep_ == "cc" and c.lower_ in ("and", "&") for c in noun.rights)


def alone(head: Token, span: Span) -> list[Token]:
    """The head and the nouns joined to it, where they are nouns for one each."""
    nouns = [head, *conjoined(head, span)]
    return nouns if len(nouns) > 1 and all(n.tag_ in ("NN", "NNP") for n in nouns) else []


def named(annotation: Annotation, span: Span, head: Token, name: Name) -> Reference:
    """A source that holds the voice's name."""
    whole = annotation.report.text
    place, title = name.span, None
    if name.kind is EntityKind.PERSON:
        place, title = untitled(name.span, whole)
    text = place.of(whole)
    others = [
        n
        for c in conjoined(head, span)
        if (n := name_at(annotation.names, c)) is not None and n.kind is name.kind and n != name
    ]
    if name.span.start <= head.idx < name.span.end and others:
        return together(annotation, span, head, (name, *others))
    own = {w.lower() for w in text.split()}
    return Reference(
        span,
        Form.NAME,
        kind_of(head, name, text),
        text,
        text.lower(),
        False,
        gender_in(annotation, head, name, text),
        describing(head) - own | ({title} if title else frozenset()),
        modifiers_of(head) - own,
        head.idx,
        1 if name.kind is EntityKind.PERSON else None,
        name.kind,
        label_of(head) if head.idx < name.span.start else (),
    )


def gender_in(annotation: Annotation, head: Token, name: Name, text: str) -> str | None:
    """What the title, the noun beside it or the given name tell of a named voice's gender."""
    whole = annotation.report.text
    # A title stands in the name or is the word before it.
    before = whole[max(0, name.span.start - 12) : name.span.start].split()[-1:]
    words = [w.strip(".").lower() for w in (*before, text.split(maxsplit=1)[0])]
    gender = next((TITLES[w] for w in words if w in TITLES), GENDERED.get(head.lemma_.lower()))
    if gender is None and name.kind is EntityKind.PERSON and " " in text:
        gender = gender_of(text)
    return gender


def together(annotation: Annotation, span: Span, head: Token, names: tuple[Name, ...]) -> Reference:
    """A source of several names: "Lenn Oster, 44, and Kai Brandvold, 39" speak as one voice."""
    texts = [n.span.of(annotation.report.text) for n in names]
    text = ", ".join(texts[:-1]) + " and " + texts[-1]
    people = names[0].kind is EntityKind.PERSON
    return Reference(
        span,
        Form.NAME,
        VoiceKind.GROUP,
        text,
        text.lower(),
        True,
        None,
        describing(head) - {n.lower() for t in texts for n in t.split()},
        modifiers_of(head),
        head.idx,
        len(names) if people else None,
        EntityKind.GROUP,
    )


def label_of(head: Token) -> tuple[str, ...]:
    """The words of a definite description, its noun last, that a name beside it explains."""
    lefts = [c for c in head.lefts if c.dep_ != "punct"]
    if head.pos_ not in ("NOUN", "ADJ") or not any(c.lower_ in DEFINITE for c in lefts):
        return ()
    if any(c.dep_ == "prep" for c in head.rights):
        return ()
    return (*(c.lower_ for c in lefts if c.lower_ not in DEFINITE), head.lemma_.lower())


def described_form(head: Token) -> Form:
    """Whether a description takes up a voice already met or brings in a new one."""
    words = {c.lower_ for c in head.lefts}
    if words & OTHER or head.lower_ in OTHER:
        return Form.INDEFINITE
    if any(c.dep_ == "poss" for c in head.lefts):
        return Form.POSSESSED  # "his lawyer" is not the lawyer of somebody else
    return Form.DEFINITE if words & DEFINITE else Form.INDEFINITE


def modifiers_of(head: Token) -> frozenset[str]:
    """The words before a noun that tell which one is meant ("prime", "transport")."""
    return frozenset(
        c.lower_
        for c in head.lefts
        if c.dep_ in ("compound", "amod", "nmod") and c.lower_ not in LOOSE
    )


def describing(head: Token) -> frozenset[str]:
    """The nouns that a noun phrase describes its voice with ("Trade minister Ola Brand, a ...").

    Words before a common noun describe only that: "a company spokesman" is no company.
    """
    nouns = {head.lemma_.lower()} if head.pos_ == "NOUN" else set()
    links = ("appos",) if nouns else ("compound", "appos", "nmod", "amod")
    for c in head.children:
        if c.dep_ in links and c.pos_ in ("NOUN", "PROPN"):
            nouns.add(c.lemma_.lower())
    return frozenset(nouns)


def brief(annotation: Annotation, span: Span, head: Token) -> str:
    """The source without the relative clauses and appositions behind its head."""
    end = span.end
    for c in head.rights:
        bracket = c.dep_ == "punct" and c.text in ")]"
        if bracket or not span.start < c.left_edge.idx < end:
            continue
        if c.dep_ in ("relcl", "appos", "acl", "punct"):
            end = c.left_edge.idx
            break
    words = Span(span.start, end).of(annotation.report.text)
    words = " ".join(re.sub(r"\s\([^)]*$", "", words).split())
    return words.rstrip(" ,;:-–—").removesuffix("'s").removesuffix("’s")


def antecedent(pronoun: Token) -> Token:
    """The noun that "who" or "which" stands for; the pronoun itself where none can be told."""
    clause = pronoun.head
    while clause.dep_ == "conj" and clause.head.i < clause.i:
        clause = clause.head  # "who saw it and who asked not to be named"
    if clause.dep_ == "relcl":
        return clause.head
    people = pronoun.lower_ in ("who", "whom")
    for token in reversed(pronoun.doc[pronoun.sent.start : pronoun.i]):
        lemma = token.lemma_.lower()
        if token.pos_ in ("NOUN", "PROPN") and lemma in voice_nouns():
            if people and not is_person_noun(lemma):
                continue
            return token
    return pronoun
