"""Which sources are one voice.

Sources are read in the order of the text. A name joins the voice of that name; a pronoun and a
definite description ("the source") join the last voice that they fit; an indefinite one ("another
official") is a new voice. An unnamed voice is never joined to a name: who it is stays untold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from sayso.annotate import Annotation, Name
from sayso.attribute.clause import noun_phrase, span_of
from sayso.attribute.reference import (
    FIRST,
    RELATIVE,
    THING,
    Form,
    Reference,
    describing,
    refer,
)
from sayso.attribute.telling import Telling
from sayso.attribute.voicing import voice_nouns
from sayso.model import EntityKind, Quoted, Span, Statement, Voice, VoiceKind, identify

# Heads that say no more than "somebody who talked": "the source" takes up "an official" and back.
BROAD = frozenset({"source", "official", "person", "insider"})
# How far back a pronoun looks for a person who has not spoken yet, in characters: not quite three
# sentences of news (those of PolNeAR's development half have 109 characters on average).
REACH = 300


@dataclass(slots=True)
class Speaker:
    """A voice while its mentions are collected."""

    id: str
    kind: VoiceKind
    text: str
    named: bool
    plural: bool
    count: int | None = None
    gender: str | None = None
    heads: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    mentions: list[Span] = field(default_factory=list)

    def voice(self) -> Voice:
        """The finished voice."""
        mentions = tuple(dict.fromkeys(self.mentions))
        return Voice(self.id, self.text, self.kind, mentions, None, self.count)


class Cast:
    """The voices of one report, in the order in which they first speak."""

    def __init__(self, annotation: Annotation, outlet: Voice) -> None:
        self.annotation = annotation
        self.outlet = outlet
        self.speakers: list[Speaker] = []
        self.titles = titles_of(annotation)

    def voices(self) -> tuple[Voice, ...]:
        """All voices, the outlet first."""
        return (self.outlet, *(s.voice() for s in self.speakers))

    def speaker(self, telling: Telling, parent: Statement) -> str:
        """The id of the voice of a statement that lies inside `parent`."""
        if telling.source is None or telling.speaker < 0:
            return self.nobody(telling).id
        head = self.annotation.doc[telling.speaker]
        if head.lower_ in FIRST:
            return parent.voice
        span = telling.source
        if head.lower_ in RELATIVE:
            head = antecedent(head)
        reference = refer(self.annotation, span, head)
        found = self.find(reference, parent) or self.enter(reference, head)
        self.learn(found, reference)
        return found.id

    def nobody(self, telling: Telling) -> Speaker:
        """A new voice for a statement that names nobody."""
        anchor = telling.cue or telling.content[0]
        made = Speaker(
            identify("v", self.annotation.report.id, "nobody", anchor.start, anchor.end),
            VoiceKind.ANONYMOUS,
            "not named",
            False,
            False,
        )
        self.speakers.append(made)
        return made

    def find(self, reference: Reference, parent: Statement) -> Speaker | None:
        """The voice that a source takes up, if it is one already met."""
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
            known = bare(speaker.text)
            if words == known:
                return speaker
            if VoiceKind.PERSON in (speaker.kind, reference.kind):
                short, long = sorted((words, known), key=len)
                if long[-len(short) :] == short:
                    return speaker
            elif initials(known) == "".join(words) or initials(words) == "".join(known):
                return speaker
        return None

    def by_pronoun(self, reference: Reference, parent: Statement) -> Speaker | None:
        """The last voice, or else the last person named nearby, that the pronoun fits.

        In somebody's own words "she" is another person, and one of whom these words have told; in
        words told of her she may be the one.
        """
        thing = reference.head in THING
        others = [s for s in self.recent() if s.id != parent.voice]
        same = [s for s in self.recent() if s.id == parent.voice]
        if parent.quoted is Quoted.DIRECT:
            told = [s for s in others if any(c.holds(s.mentions[-1]) for c in parent.content)]
            others, same = told, []
        for speaker in same + others:
            if thing:
                fits = speaker.kind not in (VoiceKind.PERSON, VoiceKind.ANONYMOUS)
            elif reference.plural:
                fits = speaker.plural or speaker.kind in (VoiceKind.GROUP, VoiceKind.ORGANIZATION)
            else:
                fits = speaker.kind in (VoiceKind.PERSON, VoiceKind.ANONYMOUS)
                fits = fits and not speaker.plural and bool(speaker.mentions)
                fits = fits and (
                    None in (speaker.gender, reference.gender) or speaker.gender == reference.gender
                )
            if fits and self.is_unclear(speaker, reference, parent):
                return None
            if fits:
                return self.nearer(speaker, reference) or speaker
        return self.nearer(None, reference) if parent.quoted is not Quoted.DIRECT else None

    def is_unclear(self, speaker: Speaker, reference: Reference, parent: Statement) -> bool:
        """Whether a pronoun in words told of others could be another person than the last voice.

        To join it to the wrong one puts words into somebody's mouth; it then stays a voice apart.
        """
        if parent.parent is None or speaker.id == parent.voice or reference.plural:
            return False
        since = speaker.mentions[-1].end
        return any(
            name.kind is EntityKind.PERSON and since <= name.span.start < reference.span.start
            for name in self.annotation.names
        )

    def nearer(self, speaker: Speaker | None, reference: Reference) -> Speaker | None:
        """Somebody who has not spoken yet, named between the last voice and the pronoun."""
        if reference.head in THING:
            return None
        if reference.plural:
            return self.nearer_people(speaker, reference)
        return self.nearer_person(speaker, reference)

    def nearer_people(self, speaker: Speaker | None, reference: Reference) -> Speaker | None:
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
                met = refer(self.annotation, span, token)
                return self.by_description(met) or self.enter(met, token)
        return None

    def nearer_person(self, speaker: Speaker | None, reference: Reference) -> Speaker | None:
        """A person named as the subject of a sentence between the last voice and the pronoun."""
        since = speaker.mentions[-1].end if speaker is not None else 0
        # A voice that has long been silent gives way to a person just named, subject or not.
        silent = since < reference.span.start - REACH
        doc = self.annotation.doc
        for name in reversed(self.annotation.names):
            if name.span.end > reference.span.start or name.kind is not EntityKind.PERSON:
                continue
            if name.span.start < max(since, reference.span.start - REACH):
                return None
            tokens = doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
            if tokens is None or not (silent or is_subject(tokens.root)):
                continue
            met = refer(self.annotation, name.span, tokens.root)
            if None not in (met.gender, reference.gender) and met.gender != reference.gender:
                continue
            return self.by_name(met) or self.enter(met, tokens.root)
        return None

    def by_description(self, reference: Reference) -> Speaker | None:
        """The last voice that was described with the same noun, in the same number."""
        for speaker in self.recent():
            if speaker.plural == reference.plural and reference.head in (
                speaker.heads | speaker.nouns
            ):
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
                if speaker.named and bare(speaker.text)[-1:] == [reference.head]:
                    return speaker
        return None

    def by_title(self, reference: Reference) -> Speaker | None:
        """The one person of the report who is named with the noun as a title."""
        holders = self.titles.get(reference.head, {})
        if len(holders) != 1:
            return None
        name, head = next(iter(holders.values()))
        met = refer(self.annotation, name.span, head)
        return self.by_name(met) or self.enter(met, head)

    def by_repetition(self, reference: Reference) -> Speaker | None:
        """The voice of the very same words: "police", "officials"."""
        if reference.text.split()[:1] and reference.text.split()[0].lower() in ARTICLES:
            return None
        for speaker in self.recent():
            if not speaker.named and speaker.text.lower() == reference.text.lower():
                return speaker
        return None

    def recent(self) -> list[Speaker]:
        """The voices that have a mention, the last one to speak first."""
        spoken = [s for s in self.speakers if s.mentions]
        return sorted(spoken, key=lambda s: s.mentions[-1].start, reverse=True)

    def enter(self, reference: Reference, head: Token) -> Speaker:
        """A new voice."""
        report = self.annotation.report
        made = Speaker(
            identify("v", report.id, reference.kind, reference.text, reference.span.start),
            reference.kind,
            reference.text,
            reference.form is Form.NAME,
            reference.plural,
            gender=reference.gender,
        )
        self.speakers.append(made)
        return made

    def learn(self, speaker: Speaker, reference: Reference) -> None:
        """Add what a source says of its voice."""
        speaker.mentions.append(reference.span)
        speaker.nouns |= reference.nouns
        speaker.gender = speaker.gender or reference.gender
        if reference.form is not Form.PRONOUN:
            speaker.heads.add(reference.head)
        if reference.form is Form.NAME and len(reference.text) > len(speaker.text):
            speaker.text = reference.text
        if reference.form is Form.NAME and reference.kind is VoiceKind.PERSON:
            speaker.kind = VoiceKind.PERSON


def is_subject(token: Token) -> bool:
    """Whether a noun is the subject of its clause, or stands beside the noun that is."""
    if token.dep_ == "appos":
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


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


def titles_of(annotation: Annotation) -> dict[str, dict[str, tuple[Name, Token]]]:
    """For each noun the people named with it ("Mayor Ola Brand"), by surname."""
    titles: dict[str, dict[str, tuple[Name, Token]]] = {}
    text = annotation.report.text
    for name in annotation.names:
        if name.kind is not EntityKind.PERSON:
            continue
        tokens = annotation.doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
        if tokens is None:
            continue
        surname = bare(name.span.of(text))[-1:]
        for noun in describing(tokens.root) | beside(tokens.root) | title_before(tokens[0]):
            if surname and noun != surname[0]:
                titles.setdefault(noun, {}).setdefault(surname[0], (name, tokens.root))
    return titles


def beside(head: Token) -> set[str]:
    """The noun that a name explains ("the spokesman, Ola Brand")."""
    noun = head.head
    return {noun.lemma_.lower()} if head.dep_ == "appos" and noun.pos_ == "NOUN" else set()


def title_before(first: Token) -> set[str]:
    """The noun right before a name ("foreign minister Ola Brand")."""
    if first.i == 0:
        return set()
    before = first.nbor(-1)
    return {before.lemma_.lower()} if before.pos_ in ("NOUN", "PROPN") else set()


ARTICLES = {"a", "an", "one", "two", "three", "another", "some", "several", "many", "other"}


def bare(name: str) -> list[str]:
    """The words of a name, in lower case, without article and titles."""
    words = [w.strip(".,'\"“”").lower() for w in name.replace("’", "'").split()]
    words = [
        w
        for w in words
        if w not in {"the", "mr", "mrs", "ms", "miss", "dr", "sir", "gen", "col", "sen", "rep"}
    ]
    return [w.removesuffix("'s") for w in words if w]


def initials(words: Sequence[str]) -> str:
    """The initials of a name's words, small words left out."""
    return "".join(w[0] for w in words if w not in {"of", "the", "for", "and", "in"})
