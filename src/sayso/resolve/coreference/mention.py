"""What is known of each phrase that may be a mention: its form, number, nature, place and words.

mentions = describe(annotation, attribution, entities, phrases)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.annotate.gender import gender_of
from sayso.annotate.lexicon import lexicon
from sayso.annotate.spelling import fold
from sayso.attribute import Attribution
from sayso.attribute.reference import GENDERED, PAIRS, TITLES
from sayso.attribute.voicing import is_person_noun
from sayso.model import Entity, EntityKind, Quoted, Span
from sayso.resolve.coreference.phrases import KINDS, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BODIES = frozenset([EntityKind.ORGANIZATION, EntityKind.GROUP])


class Form(IntEnum):
    """By what kind of words a phrase means something."""

    NAME = 0
    HE = 1
    SHE = 2
    IT = 3
    THEY = 4
    I = 5  # noqa: E741  # the word itself
    WE = 6
    YOU = 7
    THIS = 8
    PRONOUN = 9
    DEFINITE = 10
    POSSESSED = 11
    INDEFINITE = 12
    BARE = 13
    NUMBER = 14


class Nature(IntEnum):
    """What a phrase can mean, by its words."""

    UNKNOWN = 0
    MAN = 1
    WOMAN = 2
    PERSON = 3
    BODY = 4
    PLACE = 5
    THING = 6


class Role(IntEnum):
    """The place of a phrase in its clause."""

    OTHER = 0
    SUBJECT = 1
    PASSIVE = 2
    OBJECT = 3
    OBLIQUE = 4
    OWNER = 5
    BESIDE = 6
    JOINED = 7
    WITHIN = 8


PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), Form.HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), Form.SHE),
    **dict.fromkeys(("it", "its", "itself"), Form.IT),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), Form.THEY),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), Form.I),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), Form.WE),
    **dict.fromkeys(("you", "your", "yours", "yourself", "yourselves"), Form.YOU),
    **dict.fromkeys(("this", "that", "these", "those"), Form.THIS),
}
ROLES = {
    "nsubj": Role.SUBJECT,
    "nsubjpass": Role.PASSIVE,
    "dobj": Role.OBJECT,
    "dative": Role.OBJECT,
    "pobj": Role.OBLIQUE,
    "poss": Role.OWNER,
    "appos": Role.BESIDE,
    "attr": Role.BESIDE,
    "conj": Role.JOINED,
    "compound": Role.WITHIN,
    "amod": Role.WITHIN,
    "nmod": Role.WITHIN,
}
NATURES = {
    Form.HE: Nature.MAN,
    Form.SHE: Nature.WOMAN,
    Form.IT: Nature.THING,
    Form.I: Nature.PERSON,
    Form.YOU: Nature.PERSON,
}
OF_KIND = {
    EntityKind.PERSON: Nature.PERSON,
    EntityKind.NATIONALITY: Nature.PERSON,
    EntityKind.ORGANIZATION: Nature.BODY,
    EntityKind.GROUP: Nature.BODY,
    EntityKind.PLACE: Nature.PLACE,
    EntityKind.FACILITY: Nature.PLACE,
}
SEXES = {"m": Nature.MAN, "f": Nature.WOMAN}
DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])
INDEFINITE = frozenset(["a", "an", "another", "some", "any", "no", "each", "every", "one"])
SINGULAR = frozenset([Form.HE, Form.SHE, Form.IT, Form.I])
PLURAL = frozenset([Form.THEY, Form.WE])
REFLEXIVE = frozenset(
    ["himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself"]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase with all that two of them are compared by.

    `kind` is 0 or 1 more than the number of an entity kind. `entity` is the place of the entity
    whose name heads the phrase, -1 for none; `quote`, `speaker` and `voice` are numbers of the
    quotation it stands in, of the voice that speaks there, and of the voice that it is the source
    of, -1 for none. `governor` is the token that its head hangs on, `same` one that grammar makes
    equal to it (an apposition's noun, the subject of "is"), or -1. `words` are the lemmas of its
    nouns and what goes before them, `text` all of it without an article.
    """

    phrase: Phrase
    span: Span
    form: Form
    nature: Nature
    plural: int
    kind: int
    role: Role
    entity: int
    sentence: int
    paragraph: int
    quote: int
    speaker: int
    voice: int
    governor: int
    same: int
    lemma: str
    words: frozenset[str]
    text: str
    reflexive: bool


class Describer:
    """Describes the phrases of one report."""

    def __init__(
        self, annotation: Annotation, attribution: Attribution, entities: Sequence[Entity]
    ) -> None:
        self.text = annotation.report.text
        self.doc = annotation.doc
        self.layout = annotation.layout
        self.quotes = {q.span: i for i, q in enumerate(annotation.layout.quotes)}
        self.sentences = [s.start for s in annotation.sentences]
        self.entities = entities
        self.attribution = attribution
        self.named = {
            offset: number
            for number, entity in enumerate(entities)
            for m in entity.mentions
            for offset in range(m.start, m.end)
        }
        self.speakers = {v.id: i for i, v in enumerate(attribution.voices)}
        self.voices = {
            head: self.speakers[v.id]
            for v in attribution.voices
            for m in v.mentions
            if (head := self.head_of(m)) >= 0
        }
        # Whoever speaks under a name is the voice wherever that name stands.
        self.voice_of = {
            self.named[at]: number
            for head, number in self.voices.items()
            if (at := self.doc[head].idx) in self.named
        }

    def head_of(self, span: Span) -> int:
        """The token that heads a span, -1 where there is none."""
        words = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return words.root.i if words is not None else -1

    def describe(self, phrase: Phrase) -> Mention:
        """All that is known of one phrase."""
        head = self.doc[phrase.head]
        words = self.doc[phrase.first : phrase.last]
        span = Span(words.start_char, words.end_char)
        entity = self.named.get(head.idx, -1)
        form = self.form_of(head, phrase, entity)
        quote = self.layout.quoted(head.idx)
        kind = self.kind_of(head, form, entity)
        return Mention(
            phrase,
            span,
            form,
            self.nature_of(head, form, kind, entity),
            plurality(head, form, words),
            0 if kind is None else 1 + KINDS.index(kind),
            ROLES.get(head.dep_, Role.OTHER),
            entity,
            bisect_right(self.sentences, head.idx),
            self.layout.paragraph(head.idx),
            -1 if quote is None else self.quotes[quote.span],
            self.speaker_at(span) if quote is not None else -1,
            self.voices.get(phrase.head, self.voice_of.get(entity, -1)),
            head.head.i,
            twin_of(head),
            head.lemma_.lower(),
            frozenset(content(self.doc, phrase)),
            " ".join(fold(span.of(self.text))),
            head.lower_ in REFLEXIVE,
        )

    def form_of(self, head: Token, phrase: Phrase, entity: int) -> Form:
        """By what kind of words a phrase means something."""
        word = head.lower_
        if word in PRONOUNS and (head.pos_ in ("PRON", "DET") or word in ("her", "his")):
            return PRONOUNS[word]
        if entity >= 0:
            return Form.NAME
        if head.pos_ == "PRON":
            return Form.PRONOUN
        left = {t.lower_ for t in self.doc[phrase.first : phrase.head]}
        if any(t.dep_ == "poss" for t in head.lefts if t.i >= phrase.first):
            return Form.POSSESSED
        if left & DEFINITE:
            return Form.DEFINITE
        if left & INDEFINITE:
            return Form.INDEFINITE
        if head.like_num or any(t.like_num for t in self.doc[phrase.first : phrase.head]):
            return Form.NUMBER
        return Form.BARE

    def kind_of(self, head: Token, form: Form, entity: int) -> EntityKind | None:
        """The kind of what a name names or a noun calls something."""
        if entity >= 0:
            return self.entities[entity].kind
        if form < Form.DEFINITE:
            return None
        lemma = head.lemma_.lower()
        if is_person_noun(lemma):
            return EntityKind.PERSON
        return lexicon().heads.get(lemma)

    def nature_of(self, head: Token, form: Form, kind: EntityKind | None, entity: int) -> Nature:
        """What a phrase can mean."""
        if form in NATURES:
            return NATURES[form]
        if entity >= 0 and kind is EntityKind.PERSON:
            before = [self.doc[head.left_edge.i].lower_.strip(".")]
            sex = TITLES.get(before[0]) or gender_of(self.entities[entity].name)
            return SEXES.get(sex or "", Nature.PERSON)
        sex = GENDERED.get(head.lemma_.lower())
        if sex is not None:
            return SEXES[sex]
        if kind is None:
            return Nature.UNKNOWN
        return OF_KIND.get(kind, Nature.THING)

    def speaker_at(self, span: Span) -> int:
        """The number of the voice whose own words a phrase is part of."""
        statement = self.attribution.innermost(span)
        if statement.parent is None or statement.quoted is Quoted.INDIRECT:
            return -1
        return self.speakers[statement.voice]


def plurality(head: Token, form: Form, words: Iterable[Token]) -> int:
    """1 for what is one, 2 for what is several, 0 where the words do not tell."""
    if form in SINGULAR:
        return 1
    if form in PLURAL:
        return 2
    if any(t.dep_ == "conj" and t.head == head for t in words) or head.lower_ in ("these", "those"):
        return 2
    if head.lemma_.lower() in PAIRS or head.tag_ in ("NNS", "NNPS"):
        return 2
    return 1 if head.tag_ in ("NN", "NNP") else 0


def twin_of(head: Token) -> int:
    """The token that grammar makes equal to a noun: whom an apposition or "is a ..." is about."""
    if head.dep_ == "appos":
        return int(head.head.i)
    if head.dep_ == "attr" and head.head.lemma_ == "be":
        return next((int(c.i) for c in head.head.lefts if c.dep_ == "nsubj"), -1)
    return -1


def content(doc: Doc, phrase: Phrase) -> list[str]:
    """The lemmas of a phrase's words that tell which one is meant, up to its head."""
    own = [doc[i] for i in range(phrase.first, phrase.head + 1)]
    return [t.lemma_.lower() for t in own if t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")]


def describe(
    annotation: Annotation,
    attribution: Attribution,
    entities: Sequence[Entity],
    phrases: Iterable[Phrase],
) -> list[Mention]:
    """The mentions that phrases make, in their order."""
    describer = Describer(annotation, attribution, entities)
    return [describer.describe(phrase) for phrase in phrases]
