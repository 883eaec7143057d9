"""Which sources are one voice.

Sources are read in the order of the text. A name joins the voice of that name; a pronoun and a
definite description ("the source") join the last voice that they fit; an indefinite one ("another
official") is a new voice. An unnamed voice is never joined to a name, unless the text says whose it
is ("a welder", then "the welder, Joss Arden"). Where two could be meant, the voice stays apart: to
join it to the wrong one puts words in a mouth.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.annotation import Annotation, Name
from sayso.annotate.gender import gender_of
from sayso.annotate.layout import Layout
from sayso.attribute.affiliation import affiliation_of
from sayso.attribute.bynames import aliases_of, bears_name, explains
from sayso.attribute.clause import noun_phrase, span_of
from sayso.attribute.condition import Spoken, set_conditions
from sayso.attribute.description import (
    ANYBODY,
    as_anybody,
    by_broad_noun,
    described,
    is_told_apart,
    is_told_before,
)
from sayso.attribute.naming import bare, full_names
from sayso.attribute.nearby import (
    REACH,
    acts,
    has_plural,
    identities,
    is_agent_beside,
    named_between,
    people_near,
    person_near,
    somebody_near,
)
from sayso.attribute.reference import (
    FIRST,
    RELATIVE,
    THING,
    Form,
    Reference,
    antecedent,
    named,
    refer,
)
from sayso.attribute.speaker import Speaker
from sayso.attribute.standing import company_nouns, names_company
from sayso.attribute.telling import Telling
from sayso.attribute.titles import titles_of
from sayso.attribute.turns import goes_on
from sayso.attribute.voicing import voice_nouns
from sayso.model import EntityKind, Quoted, Span, Statement, Voice, VoiceKind, identify

if TYPE_CHECKING:
    from spacy.tokens import Token

ARTICLES = {"a", "an", "one", "two", "three", "another", "some", "several", "many", "other"}


class Cast:
    """The voices of one report, in the order in which they first speak."""

    def __init__(self, annotation: Annotation, layout: Layout, outlet: Voice) -> None:
        self.annotation = annotation
        self.layout = layout
        self.outlet = outlet
        self.speakers: dict[str, Speaker] = {}
        self.met: list[Speaker] = []
        self.spoken: list[Spoken] = []
        self.headed: dict[int, Speaker] = {}
        self.titles = titles_of(annotation)
        self.aliases = aliases_of(annotation)
        self.full_names = full_names(annotation)
        self.identities = identities(annotation)
        # Where the statement begins whose source is read: its words may come before its source.
        self.begins = 0

    def voices(self) -> tuple[Voice, ...]:
        """All voices, the outlet first."""
        set_conditions(self.annotation, self.spoken)
        narrator = self.speakers.pop(self.outlet.id, None)
        mentions = tuple(dict.fromkeys(narrator.mentions)) if narrator is not None else ()
        outlet = replace(self.outlet, mentions=mentions)
        return (outlet, *(s.voice() for s in self.speakers.values()))

    def speaker(self, telling: Telling, parent: Statement) -> str:
        """The id of the voice of a statement that lies inside `parent`."""
        found = self.speaker_of(telling, parent)
        if found is None:
            return parent.voice
        self.spoken.append(Spoken(telling, parent, found))
        return found.id

    def speaker_of(self, telling: Telling, parent: Statement) -> Speaker | None:
        """The voice of a statement; None where it is that of the statement around it."""
        if telling.source is None or telling.speaker < 0:
            going_on = goes_on(self.annotation, self.layout, telling, self.spoken)
            return going_on or self.nobody(telling)
        head = self.annotation.doc[telling.speaker]
        span = telling.source
        if head.lower_ in FIRST:
            # The outlet's "we" is the outlet; a quotation whose speaker is lost is nobody's.
            lost = parent.parent is None and self.layout.quoted(span.start) is not None
            return self.nobody(telling) if lost else self.speakers.get(parent.voice)
        self.begins = min(span.start, *(c.start for c in telling.content))
        reference = self.read(span, head)
        if head.lower_ in RELATIVE and (noun := antecedent(head)) != head:
            meant = span_of(self.annotation.doc, *noun_phrase(noun, head.head))
            reference = self.read(meant, noun)
        if self.names_outlet(reference):
            return self.narrator(span)
        found = self.find(reference, parent) or self.enter(reference)
        self.learn(found, reference)
        if parent.parent is None or telling.within >= 0:
            found.outer = span.start
        if found.affiliation is None and found.is_human():
            found.affiliation = affiliation_of(self.annotation, span, head, self.met)
        return found

    def read(self, span: Span, head: Token) -> Reference:
        """A source read; a surname has the gender of the full name that the report has for it."""
        reference = refer(self.annotation, span, head)
        word = span.of(self.annotation.report.text)
        alone = word.istitle() and " " not in word
        if alone and reference.form is not Form.NAME and word.lower() in self.full_names:
            # A surname alone ("Aldermoor:"), which the parser takes for a noun.
            name = Name(span_of(head.doc, head.i, head.i), EntityKind.PERSON)
            reference = named(self.annotation, span, head, name)
        if reference.gender is not None or reference.entity is not EntityKind.PERSON:
            return reference
        surname = "".join(bare(reference.text)[-1:])
        full = self.full_names.get(surname)
        return replace(reference, gender=gender_of(full)) if full else reference

    def names_outlet(self, reference: Reference) -> bool:
        """Whether a source is the outlet itself, by its whole name or the most of it."""
        own, words = bare(self.outlet.text), bare(reference.text)
        return reference.form is Form.NAME and bool(words) and words in (own, own[: len(words)])

    def narrator(self, span: Span) -> Speaker:
        """The outlet as somebody who speaks in its own report: "The Lantern regrets ..."."""
        known = self.speakers.get(self.outlet.id)
        if known is None:
            known = Speaker(
                self.outlet.id, VoiceKind.OUTLET, self.outlet.text, named=True, plural=False
            )
            self.speakers[known.id] = known
        known.mentions.append(span)
        return known

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
            return self.by_name(reference) or self.by_explanation(reference)
        if reference.form is Form.PRONOUN:
            return self.by_pronoun(reference, parent)
        if reference.form is Form.DEFINITE:
            found = self.by_description(reference)
            own = found is not None and found.id == parent.voice
            return None if own and reference.head in ANYBODY else found
        return self.by_repetition(reference)

    def by_name(self, reference: Reference) -> Speaker | None:
        """The voice with this name, this surname or this acronym."""
        fits = [s for s in self.recent() if bears_name(s, reference, self.aliases)]
        return next((s for s in fits if s.words == bare(reference.text)), next(iter(fits), None))

    def by_explanation(self, reference: Reference) -> Speaker | None:
        """The unnamed voice that the text itself gives this name ("the welder, Joss Arden")."""
        fits = [s for s in self.recent() if explains(reference, s, self.identities)]
        return fits[0] if len(fits) == 1 else None

    def by_pronoun(self, reference: Reference, parent: Statement) -> Speaker | None:
        """The last voice, or else the last person named nearby, that the pronoun fits.

        In somebody's own words "she" is another person, and one of whom these words, or what was
        told on the same word just before, have told; in words told of her she may be the one.
        """
        own = parent.quoted is Quoted.DIRECT
        known = sorted(self.recent(), key=lambda s: s.id != parent.voice)
        if parent.parent is None:
            # Whoever spoke in the outlet's words goes on, before those of whom he told.
            since = reference.span.start - 2 * REACH
            known.sort(key=lambda s: -s.outer if s.outer > since else 0)
        if own:
            words = self.words_of(parent)
            known = [
                s
                for s in known
                if s.id != parent.voice and any(c.holds(s.mentions[-1]) for c in words)
            ]
        for speaker in known:
            if not speaker.is_meant_by(reference) or is_agent_beside(
                self.annotation, speaker.mentions[-1], reference.span
            ):
                continue
            if self.is_unclear(speaker, reference, parent):
                return None
            return self.nearer(speaker, reference) or speaker
        return None if own else self.nearer(None, reference)

    def words_of(self, parent: Statement) -> tuple[Span, ...]:
        """What a statement holds, and what its voice told just before."""
        since = parent.content[0].start - REACH
        before = [
            c
            for s in self.spoken
            if s.speaker.id == parent.voice
            for c in s.telling.content
            if since < c.end <= parent.content[0].start
        ]
        return (*before, *parent.content)

    def is_unclear(self, speaker: Speaker, reference: Reference, parent: Statement) -> bool:
        """Whether the pronoun could as well be somebody else than the last voice it fits."""
        since, at = speaker.mentions[-1].end, self.begins
        if reference.plural and not speaker.plural:
            return has_plural(self.annotation, since, reference.span.start)
        if speaker.id == parent.voice:
            return False
        far = at - since > REACH
        if reference.head in THING:
            return far
        if reference.plural:
            return False
        if not (far or parent.parent is not None):
            return False
        named = named_between(self.annotation, self.layout, since, at)
        return next(named, None) is not None and not (
            far and person_near(self.annotation, self.layout, (since, at), reference) is not None
        )

    def nearer(self, speaker: Speaker | None, reference: Reference) -> Speaker | None:
        """Somebody who has not spoken yet, named between the last voice and the pronoun."""
        if reference.head in THING:
            return None
        since = speaker.mentions[-1].end if speaker is not None else 0
        if reference.plural:
            people = people_near(self.annotation, since, reference.span)
            return (self.by_description(people) or self.enter(people)) if people else None
        person = person_near(self.annotation, self.layout, (since, self.begins), reference)
        if person is not None:
            if (explained := self.by_explanation(person)) is not None:
                self.learn(explained, person)
            known = self.by_name(person)
            fits = known if known is not None and known.agrees(reference) else None
            return explained or fits or self.enter(person)
        between = (since, min(self.begins, reference.span.start))
        somebody = somebody_near(self.annotation, self.layout, between, reference)
        if somebody is None:
            return None
        finds = {Form.NAME: self.by_name, Form.DEFINITE: self.by_description}
        known = finds[somebody.form](somebody) if somebody.form in finds else None
        return known or self.enter(somebody)

    def by_description(self, reference: Reference) -> Speaker | None:
        """The voice that a definite description takes up."""
        met = self.recent()
        if (same := described(met, reference)) is not None:
            return same
        if not reference.plural and (titled := self.by_title(reference)) is not None:
            return titled
        apart = is_told_apart(self.annotation.doc, reference)
        if not apart and (found := by_broad_noun(met, reference)) is not None:
            return None if self.has_rival(found, reference) else found
        since = self.layout.paragraphs[self.layout.paragraph(reference.span.start)].start
        found = as_anybody(met, reference, since - REACH)
        if found is None:
            return None
        people = named_between(
            self.annotation, self.layout, found.mentions[-1].end, reference.span.start
        )
        return None if any(True for _ in people) else found

    def has_rival(self, speaker: Speaker, reference: Reference) -> bool:
        """Whether "the company" may be one that was named since the voice last spoke."""
        since, until = speaker.mentions[-1].end, reference.span.start
        if is_told_before(self.annotation.doc, reference, since):
            return True
        if reference.head not in company_nouns():
            return False
        text = self.annotation.report.text
        between = [n for n in self.annotation.names if since <= n.span.start < until]
        return any(
            n.kind is EntityKind.ORGANIZATION
            and names_company(tuple(words := bare(n.span.of(text))))
            and words != speaker.words[: len(words)]
            and acts(self.annotation, n)
            for n in between
        )

    def by_title(self, reference: Reference) -> Speaker | None:
        """The one person of the report who is named with the noun as a title.

        "Voss's lawyer, Ida Korn" is "the lawyer" only when she has just spoken.
        """
        holders = self.titles.get(reference.head, {}).values()
        free = [h for h in holders if not h.owned]
        if not free and holders:
            before = [h for h in holders if h.name.span.start < reference.span.start]
            free = before if len(before) == 1 else []
        if len(free) != 1:
            return None
        holder = free[0]
        if reference.modifiers and not reference.modifiers <= holder.modifiers:
            return None
        met = refer(self.annotation, holder.name.span, holder.head)
        known = self.by_name(met)
        if holder.owned and (
            known is None or known.mentions[-1].end < reference.span.start - REACH
        ):
            return None
        return known or self.enter(met)

    def by_repetition(self, reference: Reference) -> Speaker | None:
        """The voice of the very same words: "police", "his lawyer"."""
        if reference.text.split()[:1] and reference.text.split()[0].lower() in ARTICLES:
            return None
        told = reference.text.lower()
        return next((s for s in self.recent() if not s.named and s.text.lower() == told), None)

    def recent(self) -> list[Speaker]:
        """The voices that have a mention, the last one to speak first."""
        # Nearly in order already: sources are read as they come, but for those of nested ones.
        self.met.sort(key=lambda s: s.mentions[-1].start)
        return self.met[::-1]

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
            entity=reference.entity,
            words=bare(reference.text),
            part=reference.part,
        )
        if reference.part:
            self.speakers[known].group = self.group_of(reference)
        return self.speakers[known]

    def group_of(self, reference: Reference) -> Speaker | None:
        """The voice of several of whom this is one: "two officials", then "one of them"."""
        several = [s for s in self.recent() if s.plural]
        if reference.head in voice_nouns():
            several = [s for s in several if reference.head in s.heads]
        return several[0] if several else None

    def learn(self, speaker: Speaker, reference: Reference) -> None:
        """Add what a source says of its voice."""
        if not speaker.mentions:
            self.met.append(speaker)
        speaker.mentions.append(reference.span)
        speaker.nouns |= reference.nouns
        speaker.gender = speaker.gender or reference.gender
        if reference.form is Form.PRONOUN:
            return
        if reference.at >= 0:
            self.headed.setdefault(reference.at, speaker)
        speaker.heads.add(reference.head)
        speaker.modifiers |= reference.modifiers
        speaker.count = speaker.count or reference.count
        if reference.form is Form.NAME:
            if not speaker.named or len(reference.text) > len(speaker.text):
                speaker.text, speaker.words = reference.text, bare(reference.text)
            speaker.named = True
            speaker.entity = speaker.entity or reference.entity
            if reference.kind is VoiceKind.PERSON:
                speaker.kind = VoiceKind.PERSON
