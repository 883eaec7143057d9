"""From words to entities: whom a span of the report names, if it names anybody.

A span names an entity when its head does: "Navy captain Ilan Voss" names Ilan Voss, "four officials
of the ministry" and "an official at the Harbour Bank" name nobody. Where it is not clear, the
answer is None: a claim without an entity can be completed later, a wrong one misleads.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation
from sayso.annotate.gender import gender_of
from sayso.annotate.lexicon import callings, lexicon, word_set
from sayso.annotate.spelling import fold
from sayso.attribute import Attribution
from sayso.model import Entity, EntityKind, Quoted, Span, Statement, Voice, VoiceKind
from sayso.resolve.clusters import head_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

BODIES = frozenset([EntityKind.ORGANIZATION, EntityKind.GROUP])
PRONOUNS = {
    "he": frozenset([EntityKind.PERSON]),
    "she": frozenset([EntityKind.PERSON]),
    "it": BODIES,
    "they": BODIES,
}
SELF = frozenset(["i", "me", "myself"])
OURSELVES = frozenset(["we", "us", "ourselves"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
DEFINITE = frozenset(["the", "this", "that"])
# Words between a title's noun and the name it goes with: "the captain, Ilan Voss".
BESIDE = frozenset(["", " ", ", ", ' "', " “", ": "])
AND = frozenset(["and", "or", "&", "and the"])
PEOPLE = word_set("people")


GENDERS = {"he": "m", "she": "f"}
VAGUE_HEADS = word_set("vague heads")


class Mentions:
    """Where the entities of a report stand in its parse."""

    def __init__(self, doc: Doc, entities: Iterable[Entity]) -> None:
        self.doc = doc
        self.places = sorted((m, e) for e in entities for m in e.mentions)
        self.starts = [span.start for span, _ in self.places]
        self.token_starts = [token.idx for token in doc]

    def at(self, offset: int) -> tuple[Span, Entity] | None:
        """The mention that covers a code point, with its entity."""
        i = bisect_right(self.starts, offset) - 1
        if i >= 0 and self.places[i][0].end > offset:
            return self.places[i]
        return None

    def within(self, span: Span) -> Sequence[tuple[Span, Entity]]:
        """The mentions that begin inside a span, in the order of the text."""
        first = bisect_right(self.starts, span.start - 1)
        last = bisect_right(self.starts, span.end - 1)
        return self.places[first:last]

    def phrase(self, span: Span) -> Phrase | None:
        """The tokens that a span touches."""
        first = bisect_right(self.token_starts, span.start) - 1
        last = bisect_right(self.token_starts, span.end - 1)
        return self.doc[max(first, 0) : last] if 0 <= first < last else None


class Linker:
    """Answers whom a span names, for one report."""

    def __init__(
        self,
        annotation: Annotation,
        attribution: Attribution,
        entities: tuple[Entity, ...],
        meant: Mapping[str, Iterable[Span]],
    ) -> None:
        self.text = annotation.report.text
        self.sentence_starts = [s.start for s in annotation.sentences]
        self.attribution = attribution
        self.entities = entities
        # The folded names under which the report mentions each entity.
        self.aliases = {e.id: {fold(m.of(self.text)) for m in e.mentions} for e in entities}
        self.mentions = Mentions(annotation.doc, entities)
        heads = ((self.head_of(span), name) for name, spans in meant.items() for span in spans)
        self.meant = {head: name for head, name in heads if head is not None}
        self.by_mention = {m: v for v in attribution.voices for m in v.mentions}
        self.voices: dict[str, str | None] = {}
        self.voices = {v.id: self.of_voice(v) for v in attribution.voices}

    def of_voice(self, voice: Voice) -> str | None:
        """The entity of a voice; an unnamed voice has none, whatever names stand beside it."""
        if voice.kind is VoiceKind.ANONYMOUS:
            return None
        if not voice.mentions:
            words = fold(voice.text)
            named = [e.id for e in self.entities if e.kind in BODIES and fold(e.name) == words]
            return named[0] if len(named) == 1 else None
        heads = [e for m in voice.mentions if (e := self.named_in(m)) is not None]
        found = {e.id for e in heads}
        if len(found) == 1:
            return found.pop()
        shown = fold(voice.text)
        told = {e.id for e in heads or self.entities if shown in self.aliases[e.id]}
        return told.pop() if len(told) == 1 else None

    def of_filler(self, span: Span) -> str | None:
        """The entity that a role's words name, pronouns and "the ministry" included."""
        entity = self.named_in(span) or self.described_in(span)
        return entity.id if entity is not None else self.of_pronoun(span) or self.meant_by(span)

    def meant_by(self, span: Span) -> str | None:
        """The entity that the words of a span mean without its name, by their chain."""
        return self.meant.get(head) if (head := self.head_of(span)) is not None else None

    def head_of(self, span: Span) -> int | None:
        """The place in the text of the word that heads a span."""
        phrase = self.mentions.phrase(span)
        return None if phrase is None else int(phrase.root.i)

    def of_place(self, span: Span) -> str | None:
        """The entity that the words for a place name, a preposition before them left aside."""
        phrase = self.mentions.phrase(span)
        if phrase is not None and phrase.root.pos_ == "ADP":
            objects = [t for t in phrase.root.children if t.dep_ == "pobj" and t in phrase]
            if len(objects) != 1:
                return None
            entity = self.named_by(objects[0], span)
        else:
            entity = self.named_in(span)
        return entity.id if entity is not None else None

    def named_in(self, span: Span) -> Entity | None:
        """The entity whose name heads the words of a span; a body's minority is not the body."""
        phrase = self.mentions.phrase(span)
        if phrase is not None and len(phrase) > 1 and phrase[-1].lower_ == "minority":
            return None
        return self.named_by(phrase.root, span) if phrase is not None else None

    def named_by(self, head: Token, span: Span) -> Entity | None:
        """The entity of the name that holds `head`, or that stands beside a title or a cue."""
        found = self.mentions.at(head.idx)
        if found is None:
            return self.named_beside(head, span)
        mention, entity = found
        joined = [t for t in head.children if t.dep_ == "conj" and span.start <= t.idx < span.end]
        other = (self.mentions.at(t.idx) for t in joined)
        if any(place is None or place[0] != mention for place in other):
            return None
        apart = self.is_paired(mention, span) or self.follows_thing(mention, entity, span)
        return None if apart else entity

    def follows_thing(self, mention: Span, entity: Entity, span: Span) -> bool:
        """Whether the noun before a person's name is no title: "the letter Voss" lacks a verb."""
        if entity.kind is not EntityKind.PERSON or mention.start <= span.start:
            return False
        before = self.mentions.phrase(Span(span.start, mention.start))
        if before is None:
            return False
        nouns = [t for t in before if not t.is_space and not t.is_punct][-1:]
        word = nouns[0].lower_ if nouns and nouns[0].pos_ == "NOUN" else ""
        return word != "" and word not in callings() and word not in lexicon().modifiers

    def is_paired(self, mention: Span, span: Span) -> bool:
        """Whether "and" joins the mention with another in the span, whatever the parse says."""
        places = [m for m, _ in self.mentions.within(span)]
        return any(
            mention in (one, other) and self.text[one.end : other.start].strip(" ,") in AND
            for one, other in pairwise(places)
        )

    def named_beside(self, head: Token, span: Span) -> Entity | None:
        """The entity of the name right after a title or cue: "captain Voss", "the group RISE"."""
        end = head.idx + len(head)
        if end == span.end and self.text[end : end + 1] == " ":
            # The parse may have lost the name of "the separatist group MIGHT".
            span = Span(span.start, min(end + 2, len(self.text)))
        after = [(m, e) for m, e in self.mentions.within(span) if m.start >= end]
        if not after or self.text[end : after[0][0].start] not in BESIDE:
            return None
        mention, entity = after[0]
        word = head.lower_
        cue = lexicon().heads.get(word)
        if word in callings():
            fits = entity.kind is EntityKind.PERSON
        else:
            bodies = cue in BODIES or word == "group"
            fits = entity.kind in BODIES if bodies else cue is entity.kind
        alone = len(after) == 1 or self.text[mention.end : after[1][0].start].startswith(
            (",", "'s", "’s")
        )
        return entity if fits and alone and not self.is_owner(mention) else None

    def is_owner(self, mention: Span) -> bool:
        """Whether a possessive follows: "the group RISE's camp" is about a camp."""
        return self.text[mention.end : mention.end + 2] in ("'s", "’s")

    def described_in(self, span: Span) -> Entity | None:
        """The one body met so far that "the ministry" or "the movement" can mean."""
        words = span.of(self.text).lower().split()
        if len(words) != 2 or words[0] not in DEFINITE or words[1] in VAGUE_HEADS:
            return None
        if lexicon().heads.get(words[1]) not in BODIES:
            return None
        met = [
            e
            for e in self.entities
            if e.kind in BODIES and e.mentions[0] < span and head_of(fold(e.name)) == words[1]
        ]
        return met[0] if len(met) == 1 else None

    def of_pronoun(self, span: Span) -> str | None:
        """The entity that a pronoun stands for, where the two sentences around leave no doubt."""
        word = span.of(self.text).lower()
        statement = self.attribution.innermost(span)
        voice = self.by_mention.get(span)
        if voice is not None:
            # Nobody says "he" of himself in words quoted as his own.
            own = statement.quoted is Quoted.DIRECT and statement.voice == voice.id
            return None if own and word not in SELF else self.fitting(self.voices[voice.id], word)
        if word in SELF or word in OURSELVES:
            return self.speaking(statement, word)
        kinds = PRONOUNS.get(word)
        antecedent = self.antecedent(span, kinds, statement) if kinds is not None else None
        return self.fitting(antecedent.id, word) if antecedent is not None else None

    def fitting(self, entity: str | None, pronoun: str) -> str | None:
        """The entity, unless its given name is of the other gender than the pronoun."""
        gender = GENDERS.get(pronoun)
        if entity is None or gender is None:
            return entity
        name = next(e.name for e in self.entities if e.id == entity)
        return entity if gender_of(name) in (None, gender) else None

    def speaking(self, statement: Statement, word: str) -> str | None:
        """The entity that says "I", or the body that says "we", in words quoted as its own."""
        if statement.quoted is not Quoted.DIRECT or statement.parent is None:
            return None
        voice = next(v for v in self.attribution.voices if v.id == statement.voice)
        bodies = (VoiceKind.ORGANIZATION, VoiceKind.GROUP)
        fits = voice.kind is VoiceKind.PERSON if word in SELF else voice.kind in bodies
        return self.voices[voice.id] if fits else None

    def antecedent(
        self, pronoun: Span, kinds: frozenset[EntityKind], statement: Statement
    ) -> Entity | None:
        """The only entity of these kinds before a pronoun, a subject, with nobody else between."""
        i = bisect_right(self.sentence_starts, pronoun.start) - 1
        # An object is never the subject of its own clause: "the council denied it".
        if i < 0 or not self.is_subject(pronoun):
            return None
        for first in (i, i - 1):
            if first < 0:
                return None
            window = Span(self.sentence_starts[first], pronoun.start)
            near = [(m, e) for m, e in self.mentions.within(window) if e.kind in kinds]
            if not near:
                continue
            if len({e.id for _, e in near}) > 1 or not any(self.is_subject(m) for m, _ in near):
                return None
            mention, entity = near[-1]
            quoted = statement.quoted is Quoted.DIRECT and statement.parent is not None
            outside = quoted and self.attribution.innermost(mention) is not statement
            rivals = EntityKind.PERSON in kinds and self.holds_people(
                Span(window.start, pronoun.start)
            )
            return None if outside or rivals else entity
        return None

    def is_subject(self, mention: Span) -> bool:
        """Whether a mention heads the subject of its clause."""
        phrase = self.mentions.phrase(mention)
        return phrase is not None and phrase.root.dep_ in SUBJECTS

    def holds_people(self, span: Span) -> bool:
        """Whether people without a name stand in the span, whom a pronoun may mean."""
        phrase = self.mentions.phrase(span)
        if phrase is None:
            return False
        titles = lexicon().titles
        for token in phrase:
            word = token.lower_
            if word in PEOPLE or (word in titles and token.pos_ == "NOUN"):
                beside = token.dep_ in ("compound", "appos") or self.mentions.at(token.idx)
                if not beside and self.named_beside(token, span) is None:
                    return True
        return False
