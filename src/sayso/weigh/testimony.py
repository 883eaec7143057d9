"""A claim as testimony: who tells it on whose word, and of whom, as it compares across reports.

    for testimony in testimonies(analysis, cast): ...

This is all that weighing looks at of a claim; the text is not read again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.annotate.spelling import fold
from sayso.model import (
    Analysis,
    Claim,
    EntityKind,
    Filler,
    Modality,
    Polarity,
    Quoted,
    Report,
    Span,
    Statement,
    Voice,
    VoiceKind,
    lineage,
)
from sayso.ontology import claim_types
from sayso.resolve.identity import Identities, Identity
from sayso.resolve.identity.blocks import family
from sayso.weigh.outlets import Outlets
from sayso.weigh.party import Party, content, party, refusing
from sayso.weigh.refusal import Refusal, refusals

# Nouns for an outlet whose name stands elsewhere in the report: "the paper said".
OUTLET_NOUN = re.compile(
    r"(?:the |its |a |an )?(?:\w+ )?(?:paper|newspaper|website|site|station|broadcaster|agency"
    r"|daily|magazine|outlet|channel|network)",
    re.IGNORECASE,
)
# A place by what it is and its name.
TOWN_OF = re.compile(
    r"(?:the |a )?(?:[\w-]+ )?(?:town|village|city|district|province|region|port|island|suburb"
    r"|valley|state|republic|governorate|county) of [A-Z]",
    re.IGNORECASE,
)
# A quotation that opens with a mark. Shorter ones than this, in words, many people say alike.
QUOTE = re.compile("[“„«\"‘']|``")
LITERAL = 6


Mains = tuple[Party | None, Party | None]


# Kinds that a reader may take one and the same body for.
BODIES = frozenset(
    {EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.FACILITY, EntityKind.PLACE}
)


@dataclass(frozen=True)
class Cast:
    """Who is who in a case: the identity of each entity, and the outlets."""

    identities: Mapping[str, Identity]
    outlets: Outlets

    @classmethod
    def of(cls, found: Identities, outlets: Outlets) -> Cast:
        """The cast with these identities.

        A school is a body in one report and a building in the next. Where each kind has one
        identity of a name of several words, the first stands for all; namesakes of one kind are
        left apart, as resolution left them, and so is whatever people judged not the same.
        """
        named: defaultdict[tuple[str, ...], list[Identity]] = defaultdict(list)
        for one in sorted(found.all, key=lambda each: (each.first, each.id)):
            if one.kind in BODIES and len(words := fold(one.name)) > 1:
                named[words].append(one)
        same = {
            one.id: group[0]
            for group in named.values()
            if len({family(one.kind) for one in group}) == len(group)
            and not judged_apart(group, found.apart)
            for one in group
        }
        made = {m: same.get(one.id, one) for one in found.all for m in one.members}
        return cls(made, outlets)


def judged_apart(group: Sequence[Identity], apart: frozenset[tuple[str, str]]) -> bool:
    """Whether people judged entities of two of these identities not the same."""
    home = {member: one.id for one in group for member in one.members}
    return any(one in home and other in home and home[one] != home[other] for one, other in apart)


@dataclass(frozen=True, slots=True)
class Link:
    """One voice of a chain, and how it speaks there.

    `key` says who it is over all reports; of an unnamed voice it holds in its report alone.
    `sides` are the identities that the voice is or belongs to, `interests` the roles of the claim
    that it or its side plays.
    """

    key: str
    name: str
    kind: VoiceKind
    named: bool
    manner: str
    duress: bool = False
    negated: bool = False
    sides: frozenset[str] = frozenset()
    interests: tuple[str, ...] = ()

    @property
    def is_outlet(self) -> bool:
        """Whether the voice is an outlet, or a report that is no outlet's."""
        return self.kind is VoiceKind.OUTLET

    @property
    def is_known(self) -> bool:
        """Whether the public could ask the voice itself: a name, an outlet, a document, a body."""
        known = (VoiceKind.OUTLET, VoiceKind.DOCUMENT, VoiceKind.ORGANIZATION)
        return self.named or self.kind in known


@dataclass(frozen=True, slots=True)
class Days:
    """From when to when, ISO dates, both included; an open end is None."""

    start: str | None = None
    end: str | None = None

    def agrees(self, other: Days) -> bool:
        """Whether both can hold the same day."""
        late = self.start and other.end and self.start > other.end
        early = self.end and other.start and self.end < other.start
        return not (late or early)


@dataclass(frozen=True, slots=True)
class Testimony:
    """A claim, its chain from the outlet inwards, and what the claim is about.

    `told` is the day of publication. `happened` is when it is said to have happened, by the report
    where `dated`; else all that is known is that nothing real happens after it was told. `quote`
    holds the words of a literal quotation that the claim stands in, as they compare; `main` the two
    main parties, `around` the identities that the report names. `headline` marks what the report's
    own headline tells.
    """

    claim: str
    report: str
    told: str | None
    type: str
    parties: tuple[tuple[str, Party], ...]
    polarity: Polarity
    modality: Modality
    chain: tuple[Link, ...]
    evidence: Span
    happened: Days = Days()
    place: Party | None = None
    dated: bool = False
    quote: str = ""
    main: Mains = (None, None)
    around: frozenset[str] = frozenset()
    headline: bool = False

    def party(self, role: str) -> Party | None:
        """Who fills a role."""
        return next((filler for name, filler in self.parties if name == role), None)


def main_of(type_: str, parties: Sequence[tuple[str, Party]]) -> Mains:
    """The two main parties; of a type that reads the same both ways in a fixed order."""
    known = claim_types().get(type_)
    if known is None:
        return None, None
    by_role = dict(parties)
    first, second = by_role.get(known.first.name), by_role.get(known.second.name)
    if known.symmetric and first and second:
        first, second = sorted((first, second), key=lambda p: (p.key, p.name))
    return first, second


def cited_outlets(analysis: Analysis, cast: Cast) -> dict[str, str]:
    """The other outlets whose word a report gives, by key, with the name of each."""
    reader = _Reader(analysis, cast)
    spoken = {statement.voice for statement in analysis.statements if not statement.negated}
    own = reader.key(reader.voices[reader.root], reader.outlets[reader.root])
    found: dict[str, str] = {}
    for voice in analysis.voices:
        if voice.id == reader.root or voice.id not in spoken:
            continue
        words = reader.outlets[voice.id]
        if words is not None and (key := cast.outlets.key(words)) != own:
            found.setdefault(key, cast.outlets.name(words))
    return found


def testimonies(analysis: Analysis, cast: Cast) -> Iterator[Testimony]:
    """The claims of a report as testimony, in the order of the analysis."""
    reader = _Reader(analysis, cast)
    for claim in analysis.claims:
        yield reader.testimony(claim)


def speakers(analysis: Analysis, cast: Cast) -> dict[str, Link]:
    """The voice of each statement of a report as it speaks there, by the statement's id."""
    reader = _Reader(analysis, cast)
    return {statement.id: reader.link(statement) for statement in analysis.statements}


class _Reader:
    """What the claims of one report have in common: its statements, and who its voices are."""

    def __init__(self, analysis: Analysis, cast: Cast) -> None:
        self.report, self.cast = analysis.report, cast
        self.statements = {statement.id: statement for statement in analysis.statements}
        self.voices = {voice.id: voice for voice in analysis.voices}
        self.root = analysis.root.voice
        self.entities = {entity.id: entity.mentions for entity in analysis.entities}
        self.around = frozenset(
            cast.identities[e].id for e in self.entities if e in cast.identities
        )
        self.title = headline(self.report)
        self.outlets = {v.id: self.outlet(v) for v in analysis.voices}
        named = {words for v, words in self.outlets.items() if words and v != self.root}
        if len(named) == 1:
            self.outlets |= {
                v.id: next(iter(named))
                for v in analysis.voices
                if self.outlets[v.id] is None and v.id != self.root and is_outlet_noun(v)
            }

    def testimony(self, claim: Claim) -> Testimony:
        """One claim."""
        report, when = self.report, claim.when
        identities = self.cast.identities
        told = report.published.value if report.published else None
        days = Days(when.start, when.end) if when else Days()
        dated = days != Days()
        if claim.modality is Modality.ACTUAL and not dated:
            days = Days(None, told)
        refused = refusals(claim.evidence.of(report.text))
        path = self.path(claim, refused)
        parties = tuple(
            (role, refusing(party(self.placed(filler), report, identities), refused))
            for role, filler in claim.roles
        )
        return Testimony(
            claim.id,
            report.id,
            told,
            claim.type,
            parties,
            claim.polarity,
            claim.modality,
            tuple(self.link(statement, claim) for statement in path),
            claim.evidence,
            days,
            self.place(claim),
            dated,
            self.quote(path[-1]),
            main_of(claim.type, parties),
            self.around,
            self.title is not None and self.title.meets(claim.evidence),
        )

    def path(self, claim: Claim, refused: Sequence[Refusal]) -> list[Statement]:
        """The statements around a claim; not those that tell only a number which it refuses."""
        path = lineage(self.statements[claim.statement], self.statements)
        at = claim.evidence.start
        asides = [Span(at + each.aside.start, at + each.aside.end) for each in refused]
        return [
            each for each in path if each.cue is None or not any(a.holds(each.cue) for a in asides)
        ]

    def placed(self, filler: Filler) -> Filler:
        """The filler "the town of Norrby" as Norrby itself."""
        if filler.entity is not None or not TOWN_OF.match(filler.span.of(self.report.text)):
            return filler
        inside = [e for e, ms in self.entities.items() if any(map(filler.span.holds, ms))]
        return replace(filler, entity=inside[0]) if len(inside) == 1 else filler

    def quote(self, statement: Statement) -> str:
        """The words of a statement that is quoted, as they compare; none of a few words only."""
        if statement.quoted is Quoted.INDIRECT or statement.parent is None:
            return ""
        text = self.report.text
        spans = [span for span in statement.content if QUOTE.match(span.of(text).lstrip())]
        words = " ".join(word for span in spans for word in fold(span.of(text)))
        return words if words.count(" ") + 1 >= LITERAL else ""

    def place(self, claim: Claim) -> Party | None:
        """Where it is said to have happened."""
        if claim.where is None:
            return None
        name = " ".join(claim.where.span.of(self.report.text).split())
        told = self.placed(Filler(claim.where.span, claim.where.entity))
        identity = self.cast.identities.get(told.entity or "")
        return Party(identity.name, identity.id) if identity else Party(name, words=content(name))

    def outlet(self, voice: Voice) -> tuple[str, ...] | None:
        """Which outlet a voice is, if it is one."""
        outlets = self.cast.outlets
        if voice.id == self.root:
            return outlets.meant(self.report.outlet.value) if self.report.outlet else None
        identity = self.cast.identities.get(voice.entity or "")
        names = [identity.name] if identity else []
        if voice.kind is VoiceKind.OUTLET:
            names += [voice.text, *(m.of(self.report.text) for m in voice.mentions)]
        elif identity is None or voice.kind is VoiceKind.PERSON:
            return None
        found = (outlets.meant(name) for name in names)
        return next((words for words in found if words), None)

    def link(self, statement: Statement, claim: Claim | None = None) -> Link:
        """The voice of a statement, as it speaks there."""
        voice = self.voices[statement.voice]
        words = self.outlets[voice.id]
        kind = VoiceKind.OUTLET if words or voice.id == self.root else voice.kind
        return Link(
            self.key(voice, words),
            self.name(voice, words),
            kind,
            kind is VoiceKind.OUTLET or (voice.named and kind is not VoiceKind.ANONYMOUS),
            statement.manner,
            statement.duress,
            statement.negated,
            self.sides(voice),
            tuple(i.role for i in (claim.interests if claim else ()) if i.voice == voice.id),
        )

    def key(self, voice: Voice, words: tuple[str, ...] | None) -> str:
        """Who a voice is over all reports."""
        if words:
            return self.cast.outlets.key(words)
        identity = self.cast.identities.get(voice.entity or "")
        if identity is not None:
            return identity.id
        if voice.id == self.root:
            return f"report:{self.report.id}"
        if voice.kind is VoiceKind.DOCUMENT:
            return "document:" + " ".join(sorted(content(voice.text)))
        if voice.named:
            return "name:" + " ".join(fold(voice.text))
        return f"unnamed:{self.report.id}:{voice.id}"

    def name(self, voice: Voice, words: tuple[str, ...] | None) -> str:
        """A voice as people read it; a report that is no outlet's by its file."""
        if words:
            return self.cast.outlets.name(words)
        if voice.id == self.root and self.report.outlet is None:
            return self.report.file or "the report"
        identity = self.cast.identities.get(voice.entity or "")
        return identity.name if identity else " ".join(voice.text.split())

    def sides(self, voice: Voice) -> frozenset[str]:
        """The identities that a voice is, or belongs to; a body without a name by its words."""
        identities = self.cast.identities
        itself = identities.get(voice.entity or "")
        found = {itself.id} if itself else set()
        if itself is None and voice.kind is VoiceKind.ORGANIZATION:
            found.add(" ".join(sorted(content(voice.text))))
        side = voice.affiliation
        if side is not None:
            inside = [e for e, mentions in self.entities.items() if any(map(side.meets, mentions))]
            found |= {identities[e].id for e in inside if e in identities}
            if not inside:
                found.add(" ".join(sorted(content(side.of(self.report.text)))))
        return frozenset(found - {""})


def headline(report: Report) -> Span | None:
    """Where the report's headline stands in its text; None where it does not."""
    words = report.title.value.split() if report.title else []
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), report.text)
    return Span(*found.span()) if found else None


def is_outlet_noun(voice: Voice) -> bool:
    """Whether a voice is called an outlet without a name ("the paper")."""
    return voice.entity is None and OUTLET_NOUN.fullmatch(voice.text.strip()) is not None


def outlet_names(reports: Iterable[Report]) -> list[str]:
    """The names of the outlets that published the reports."""
    return sorted({report.outlet.value for report in reports if report.outlet})
