"""Which sources are one voice.

Sources are read in the order of the text. A name joins the voice of that name; a pronoun and a
definite description ("the source") join the last voice that they fit; an indefinite one ("another
official") is a new voice. An unnamed voice is never joined to a name: who it is stays untold. Where
two could be meant, the voice stays apart: to join it to the wrong one puts words in a mouth.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotate import Annotation
from sayso.attribute.clause import noun_phrase, span_of
from sayso.attribute.layout import Layout
from sayso.attribute.reference import (
    FIRST,
    RELATIVE,
    THING,
    Form,
    Reference,
    bare,
    initials,
    refer,
)
from sayso.attribute.speaker import Speaker
from sayso.attribute.telling import Telling
from sayso.attribute.titles import is_subject, leads_sentence, titles_of
from sayso.attribute.voicing import voice_nouns
from sayso.model import EntityKind, Quoted, Span, Statement, Voice, VoiceKind, identify

# Heads that say no more than "somebody who talked": "the source" takes up "an official" and back.
BROAD = frozenset({"source", "official", "person", "insider"})
# How far back a pronoun looks, in characters: not quite three sentences of news (those of
# PolNeAR's development half have 109 characters on average).
REACH = 300


class Cast:
    """The voices of one report, in the order in which they first speak."""

    def __init__(self, annotation: Annotation, layout: Layout, outlet: Voice) -> None:
        self.annotation = annotation
        self.layout = layout
        self.outlet = outlet
        self.speakers: dict[str, Speaker] = {}
        self.spoken: list[Speaker] = []
        self.headed: dict[int, Speaker] = {}
        self.titles = titles_of(annotation)

    def voices(self) -> tuple[Voice, ...]:
        """All voices, the outlet first."""
        return (self.outlet, *(s.voice() for s in self.speakers.values()))

    def speaker(self, telling: Telling, parent: Statement) -> str:
        """The id of the voice of a statement that lies inside `parent`."""
        if telling.source is None or telling.speaker < 0:
            return self.nobody(telling).id
        head = self.annotation.doc[telling.speaker]
        span = telling.source
        if head.lower_ in FIRST:
            # The outlet's "we" is the outlet; a quotation whose speaker is lost is nobody's.
            lost = parent.parent is None and self.layout.quoted(span.start) is not None
            return self.nobody(telling).id if lost else parent.voice
        reference = refer(self.annotation, span, head)
        if head.lower_ in RELATIVE and (noun := antecedent(head)) != head:
            meant = span_of(self.annotation.doc, *noun_phrase(noun, head.head))
            reference = refer(self.annotation, meant, noun)
        found = self.find(reference, parent) or self.enter(reference)
        self.learn(found, reference, span)
        return found.id

    def nobody(self, telling: Telling) -> Speaker:
        """A new voice for a statement that names nobody."""
        anchor = telling.anchor
        report = self.annotation.report.id
        made = Speaker(
            identify("v", report, "nobody", anchor.start, anchor.end),
            VoiceKind.ANONYMOUS,
            "not named",
            named=False,
            plural=False,
        )
        self.speakers[made.id] = made
        return made

    def find(self, reference: Reference, parent: Statement) -> Speaker | None:
        """The voice that a source takes up, if it is one already met."""
        if (same := self.headed.get(reference.at)) is not None:
            return same  # "a clerk, who saw it and who claimed ..."
        if reference.form is Form.NAME:
            return self.by_name(reference)
        if reference.form is Form.PRONOUN:
            return self.by_pronoun(reference, parent)
        if reference.form is Form.DEFINITE:
            return self.by_description(reference)
        return self.by_repetition(reference)

    def by_name(self, reference: Reference) -> Speaker | None:
        """The voice with this name, this surname or this acronym."""
        words = bare(reference.text)
        for speaker in self.recent():
            if not speaker.named:
                continue
            known = speaker.words
            if words == known:
                return speaker
            if VoiceKind.PERSON in (speaker.kind, reference.kind):
                short, long = sorted((words, known), key=len)
                if short and long[-len(short) :] == short:
                    return speaker
            elif initials(known) == "".join(words) or initials(words) == "".join(known):
                return speaker
        return None

    def by_pronoun(self, reference: Reference, parent: Statement) -> Speaker | None:
        """The last voice, or else the last person named nearby, that the pronoun fits.

        In somebody's own words "she" is another person, and one of whom these words have told; in
        words told of her she may be the one.
        """
        own = parent.quoted is Quoted.DIRECT
        known = sorted(self.recent(), key=lambda s: s.id != parent.voice)
        if own:
            known = [
                s
                for s in known
                if s.id != parent.voice and any(c.holds(s.mentions[-1]) for c in parent.content)
            ]
        for speaker in known:
            if not speaker.is_meant_by(reference):
                continue
            if self.is_unclear(speaker, reference, parent):
                return None
            return self.nearer(speaker, reference) or speaker
        return None if own else self.nearer(None, reference)

    def is_unclear(self, speaker: Speaker, reference: Reference, parent: Statement) -> bool:
        """Whether the pronoun could as well be somebody else than the last voice it fits."""
        if speaker.id == parent.voice:
            return False
        since, at = speaker.mentions[-1].end, reference.span.start
        far = at - since > REACH
        if reference.head in THING:
            return far
        if reference.plural or not (far or parent.parent is not None):
            return False
        return next(self.people(since, at), None) is not None and not (
            far and self.person_near(speaker, reference) is not None
        )

    def people(self, since: int, until: int) -> Iterator[tuple[Span, Token]]:
        """The people named between two positions, the last first, but not within quotations.

        Yields the span of the name and the token that heads it.
        """
        doc = self.annotation.doc
        around = self.layout.quoted(until)
        names = self.annotation.names
        first = bisect_left(names, since, key=lambda n: n.span.start)
        last = bisect_left(names, until, key=lambda n: n.span.start)
        for name in reversed(names[first:last]):
            if name.span.end > until or name.kind is not EntityKind.PERSON:
                continue
            quote = self.layout.quoted(name.span.start)
            if quote is not None and quote != around:
                continue
            tokens = doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
            if tokens is not None:
                yield name.span, tokens.root

    def nearer(self, speaker: Speaker | None, reference: Reference) -> Speaker | None:
        """Somebody who has not spoken yet, named between the last voice and the pronoun."""
        if reference.head in THING:
            return None
        if reference.plural:
            people = self.people_near(speaker, reference)
            return (self.by_description(people) or self.enter(people)) if people else None
        person = self.person_near(speaker, reference)
        return (self.by_name(person) or self.enter(person)) if person else None

    def people_near(self, speaker: Speaker | None, reference: Reference) -> Reference | None:
        """The plural subject of the pronoun's sentence or the one before it."""
        doc = self.annotation.doc
        at = doc.char_span(reference.span.start, reference.span.end, alignment_mode="expand")
        if at is None:
            return None
        since = speaker.mentions[-1].end if speaker is not None else 0
        first = at[0].sent.start
        first = doc[first - 1].sent.start if first > 0 else first
        for token in reversed(doc[first : at.start]):
            if token.idx < since:
                return None
            if token.tag_ in ("NNS", "NNPS") and is_subject(token):
                span = span_of(doc, *noun_phrase(token, token.head))
                return refer(self.annotation, span, token)
        return None

    def person_near(self, speaker: Speaker | None, reference: Reference) -> Reference | None:
        """A person named as a subject between the last voice and the pronoun.

        A voice that has long been silent gives way to any person just named.
        """
        at = reference.span.start
        since = speaker.mentions[-1].end if speaker is not None else 0
        silent = since < at - REACH
        for span, head in self.people(max(since, at - REACH), at):
            if not (silent or leads_sentence(head)):
                continue
            met = refer(self.annotation, span, head)
            if None in (met.gender, reference.gender) or met.gender == reference.gender:
                return met
        return None

    def by_description(self, reference: Reference) -> Speaker | None:
        """The last voice that was described with the same noun, in the same number."""
        for speaker in self.recent():
            if speaker.is_described_by(reference):
                return speaker
        if not reference.plural and (titled := self.by_title(reference)) is not None:
            return titled
        if reference.head in BROAD:
            unnamed = [
                s
                for s in self.recent()
                if s.kind is VoiceKind.ANONYMOUS and s.plural == reference.plural and s.heads
            ]
            # With two of them met, which one is meant is not told.
            if len(unnamed) == 1 and unnamed[0].heads & BROAD:
                return unnamed[0]
        if reference.kind in (VoiceKind.ORGANIZATION, VoiceKind.GROUP, VoiceKind.DOCUMENT):
            for speaker in self.recent():
                if speaker.named and speaker.words[-1:] == [reference.head]:
                    return speaker
        return None

    def by_title(self, reference: Reference) -> Speaker | None:
        """The one person of the report who is named with the noun as a title."""
        holders = self.titles.get(reference.head, {})
        if len(holders) != 1:
            return None
        holder = next(iter(holders.values()))
        if reference.modifiers and not reference.modifiers <= holder.modifiers:
            return None
        met = refer(self.annotation, holder.name.span, holder.head)
        return self.by_name(met) or self.enter(met)

    def by_repetition(self, reference: Reference) -> Speaker | None:
        """The voice of the very same words: "police", "his lawyer"."""
        if reference.text.split()[:1] and reference.text.split()[0].lower() in ARTICLES:
            return None
        for speaker in self.recent():
            if not speaker.named and speaker.text.lower() == reference.text.lower():
                return speaker
        return None

    def recent(self) -> list[Speaker]:
        """The voices that have a mention, the last one to speak first."""
        # Nearly in order already: sources are read as they come, but for those of nested ones.
        self.spoken.sort(key=lambda s: s.mentions[-1].start)
        return self.spoken[::-1]

    def enter(self, reference: Reference) -> Speaker:
        """A new voice."""
        report = self.annotation.report.id
        known = identify("v", report, reference.kind, reference.text, reference.span.start)
        if known in self.speakers:
            return self.speakers[known]
        self.speakers[known] = Speaker(
            known,
            reference.kind,
            reference.text,
            named=reference.form is Form.NAME,
            plural=reference.plural,
            count=reference.count,
            gender=reference.gender,
            words=bare(reference.text),
        )
        return self.speakers[known]

    def learn(self, speaker: Speaker, reference: Reference, span: Span) -> None:
        """Add what a source, told at `span`, says of its voice."""
        if not speaker.mentions:
            self.spoken.append(speaker)
        speaker.mentions.append(span)
        speaker.nouns |= reference.nouns
        speaker.gender = speaker.gender or reference.gender
        if reference.form is Form.PRONOUN:
            return
        if reference.at >= 0:
            self.headed.setdefault(reference.at, speaker)
        speaker.heads.add(reference.head)
        speaker.modifiers |= reference.modifiers
        if reference.form is Form.NAME:
            if len(reference.text) > len(speaker.text):
                speaker.text, speaker.words = reference.text, bare(reference.text)
            if reference.kind is VoiceKind.PERSON:
                speaker.kind = VoiceKind.PERSON


ARTICLES = {"a", "an", "one", "two", "three", "another", "some", "several", "many", "other"}


def antecedent(pronoun: Token) -> Token:
    """The noun that "who" or "which" stands for; the pronoun itself where none can be told."""
    clause = pronoun.head
    while clause.dep_ == "conj" and clause.head.i < clause.i:
        clause = clause.head  # "who saw it and who asked not to be named"
    if clause.dep_ == "relcl":
        return clause.head
    for token in reversed(pronoun.doc[pronoun.sent.start : pronoun.i]):
        if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in voice_nouns():
            return token
    return pronoun
