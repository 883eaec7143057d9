"""What a source says of its voice: by name, by pronoun, or by description."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum, auto

from spacy.tokens import Token

from sayso.annotate import Annotation, Name
from sayso.annotate.gender import gender_of
from sayso.annotate.quantity import count_of
from sayso.attribute.voicing import appositive, kind_of, name_at, voice_nouns
from sayso.model import EntityKind, Span, VoiceKind

SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f"}
PLURAL = {"they", "them", "their", "theirs", "both", "themselves"}
THING = {"it", "its", "itself"}
FIRST = {"i", "me", "my", "we", "us", "our", "myself", "ourselves"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
DEFINITE = {"the", "this", "that", "these", "those", "same", "said"}
OTHER = {"another", "other", "others", "second", "third", "different", "separate", "fellow"}
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
LOOSE = {"senior", "former", "same", "first", "new", "unnamed", "top", "local", "chief", "deputy"}
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


def refer(annotation: Annotation, span: Span, head: Token) -> Reference:
    """Read the source `span` whose noun phrase has the token `head`."""
    word = head.lower_
    text = span.of(annotation.report.text)
    if word in FIRST or word in THING or word in SINGULAR or word in PLURAL or word in RELATIVE:
        kind = VoiceKind.ANONYMOUS if word in THING | PLURAL else VoiceKind.PERSON
        return Reference(
            span, Form.PRONOUN, kind, text, word, word in PLURAL, SINGULAR.get(word), frozenset()
        )
    name = name_at(annotation.names, head)
    if name is None or head.pos_ == "NOUN":
        name = appositive(annotation.names, head) or last_name(annotation, span, head) or name
    beside = name is not None and name.span.start > head.idx
    if name is not None and (head.pos_ == "PROPN" or name.kind is EntityKind.PERSON or beside):
        return named(annotation, span, head, name)
    label = head.is_upper and (len(word) > 1 or text == head.text)
    capital = label or (head.is_title and head.pos_ in UNSURE)
    if capital and word not in voice_nouns():
        return named(annotation, span, head, Name(span_of_token(head), EntityKind.PERSON))
    plural = head.tag_ in ("NNS", "NNPS")
    return Reference(
        span,
        described_form(head),
        kind_of(head, None, text),
        brief(annotation, span, head),
        head.lemma_.lower(),
        plural,
        GENDERED.get(head.lemma_.lower()),
        describing(head),
        modifiers_of(head),
        head.idx,
        count_of(head),
    )


def last_name(annotation: Annotation, span: Span, head: Token) -> Name | None:
    """The person whose name, behind a comma, ends the source ("A clerk at the yard, Ilan Voss")."""
    names, text = annotation.names, annotation.report.text
    at = bisect_left(names, span.end, key=lambda n: n.span.end)
    name = names[at] if at < len(names) and names[at].span.end == span.end else None
    if name is None or name.kind is not EntityKind.PERSON or name.span.start <= head.idx:
        return None
    kind = voice_nouns().get(head.lemma_.lower())
    joined = text[span.start : name.span.start].endswith(", ")
    return name if joined and kind in (VoiceKind.PERSON, VoiceKind.ANONYMOUS) else None


def span_of_token(token: Token) -> Span:
    """The span of one token."""
    return Span(token.idx, token.idx + len(token))


def named(annotation: Annotation, span: Span, head: Token, name: Name) -> Reference:
    """A source that holds the voice's name."""
    text = name.span.of(annotation.report.text)
    # A title stands in the name or is the word before it.
    before = annotation.report.text[max(0, name.span.start - 12) : name.span.start].split()[-1:]
    words = [w.strip(".").lower() for w in (*before, text.split()[0])]
    gender = next((TITLES[w] for w in words if w in TITLES), GENDERED.get(head.lemma_.lower()))
    if gender is None and name.kind is EntityKind.PERSON and " " in text:
        gender = gender_of(text)
    return Reference(
        span,
        Form.NAME,
        kind_of(head, name, text),
        text,
        text.lower(),
        False,
        gender,
        describing(head),
        modifiers_of(head),
        head.idx,
    )


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
    """The nouns that a noun phrase describes its voice with ("Trade minister Ola Brand, a ...")."""
    nouns = {head.lemma_.lower()} if head.pos_ == "NOUN" else set()
    for c in head.children:
        if c.dep_ in ("compound", "appos", "nmod", "amod") and c.pos_ in ("NOUN", "PROPN"):
            nouns.add(c.lemma_.lower())
    return frozenset(nouns)


def brief(annotation: Annotation, span: Span, head: Token) -> str:
    """The source without the relative clauses and appositions behind its head."""
    end = span.end
    for c in head.rights:
        if c.dep_ in ("relcl", "appos", "acl", "punct") and span.start < c.left_edge.idx < end:
            end = c.left_edge.idx
            break
    words = Span(span.start, end).of(annotation.report.text)
    return " ".join(words.split()).rstrip(" ,;:-–—").removesuffix("'s").removesuffix("’s")


# Words of a name that come and go.
COURTESIES = {"the", "mr", "mrs", "ms", "miss", "dr", "sir", "gen", "col", "sen", "rep"}


def bare(name: str) -> list[str]:
    """The words of a name, in lower case, without article and titles."""
    words = [w.strip(".,'\"“”").lower() for w in name.replace("’", "'").split()]
    return [w.removesuffix("'s") for w in words if w and w not in COURTESIES]


def initials(words: list[str]) -> str:
    """The initials of a name's words, small words left out."""
    return "".join(w[0] for w in words if w not in {"of", "the", "for", "and", "in"})
