"""A whole case as every export sees it: each claim with all that may not be left out of it.

    dossier = Dossier.of(court, court.weigh(terms), deposited)
    for assertion in dossier.assertions: ...

An export never meets a claim without its chain, its report, its exact words and both clocks: an
`Assertion` cannot be made without them. What people rejected, and what a voice is said not to have
said, is nobody's word and is not here; `left_out` counts both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.export.table import TELLS, flat
from sayso.model import (
    Analysis,
    Claim,
    Quoted,
    Report,
    Span,
    Stance,
    Statement,
    Voice,
    VoiceKind,
    identify,
    lineage,
)
from sayso.record.judgement import Decision, Judged, verdicts
from sayso.record.rows import digest
from sayso.record.rulings import readers
from sayso.record.weighing import Court
from sayso.resolve.identity import Identity
from sayso.weigh.party import Count
from sayso.weigh.testimony import Link, Testimony
from sayso.weigh.weighing import OriginWeight, Weight
from sayso.weigh.whole import Weighed


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice of a chain, and how it speaks there.

    `key` says who it is over all reports; of an unnamed voice it holds in its report alone. `name`
    is what it is called over all reports, `words` what this report calls it; `cue` holds the words
    that tell that it speaks, none for an outlet's narration. `identity` is None where it is nobody
    that resolution knows.
    """

    key: str
    name: str
    words: str
    kind: VoiceKind
    named: bool
    cue: str
    manner: str
    quoted: Quoted
    stance: Stance
    duress: bool
    statement: Statement
    identity: Identity | None

    @property
    def id(self) -> str:
        """An id of one word, by which files tell the voice: the identity's, where that is known."""
        known = self.identity is not None and self.identity.id == self.key
        return self.key if known else identify("v", self.key)

    @property
    def act(self) -> str:
        """How it speaks: `admits, under duress`."""
        return f"{self.manner}, under duress" if self.duress else self.manner


@dataclass(frozen=True, slots=True)
class Part:
    """Who or what plays a role of a claim.

    `key` is the identity's id, or one that holds for these words in this report alone, where nobody
    knows who is meant. `words` stand in the report at `span`, `name` is used over all reports.
    """

    role: str
    key: str
    name: str
    words: str
    span: Span
    identity: Identity | None
    count: Count | None


@dataclass(frozen=True, slots=True)
class Assertion:
    """A claim as one report tells it, with its chain, its words, its clocks and its weight.

    `chain` leads from the outlet inwards to the voice whose statement holds the claim. `origin` is
    where this telling entered the public record; `verdict` what a person said of the claim.
    `read_by` tells in words which person read it, by hand or as a model proposed it; None where
    the program did.
    """

    claim: Claim
    report: Report
    chain: tuple[Speaker, ...]
    parts: tuple[Part, ...]
    place: Part | None
    weight: Weight
    origin: OriginWeight
    verdict: Decision | None
    read_by: str | None

    @property
    def quote(self) -> str:
        """The words of the report that the claim was read from, exactly."""
        return self.claim.evidence.of(self.report.text)

    @property
    def digest(self) -> str:
        """The sha256 of `quote` in UTF-8."""
        return digest(self.quote)

    @property
    def published(self) -> str | None:
        """The clock of telling: when the report was published, to the second where that is known.

        ISO 8601; None where the report does not say.
        """
        told = self.report.published_at or self.report.published
        return told.value if told else None

    @property
    def happened(self) -> tuple[str | None, str | None]:
        """The clock of the deed: its first and last day as told, ISO; None for an open end."""
        when = self.claim.when
        return (when.start, when.end) if when else (None, None)

    @property
    def voices(self) -> str:
        """The chain in words, the outlet first."""
        return chain_in_words(self.chain)


@dataclass(frozen=True)
class Dossier:
    """A case, weighed, as exports see it: by report, then by place in its text.

    `deposited` tells by report when it came into the case (UTC, ISO 8601). `identities` are those
    that the reports name; a body that is one over two kinds stands there once. `cast` tells by the
    id of a report's entity which of them it is. `judgements` has none on what a model proposed and
    nobody accepted: no proposal leaves as anything, not even as what was put aside.
    """

    analyses: tuple[Analysis, ...]
    identities: tuple[Identity, ...]
    assertions: tuple[Assertion, ...]
    weighed: Weighed
    judgements: tuple[Judged, ...]
    deposited: Mapping[str, str]
    left_out: int
    cast: Mapping[str, Identity]

    @classmethod
    def of(cls, court: Court, weighed: Weighed, deposited: Mapping[str, str]) -> Dossier:
        """The dossier of a case that was weighed."""
        kept = tuple(a for a in court.analyses if a.report.id in weighed.reports)
        found = tuple(assertions(kept, court, weighed))
        members = {one.id: one for one in court.cast.identities.values()}
        claims = sum(len(analysis.claims) for analysis in kept)
        return cls(
            kept,
            tuple(sorted(members.values(), key=lambda each: each.id)),
            found,
            weighed,
            tuple(r for r in court.judgements if r.judgement.decision is not Decision.DISMISSED),
            {a.report.id: deposited[a.report.id] for a in kept},
            claims - len(found),
            court.cast.identities,
        )

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports, in the order of the analyses."""
        return tuple(analysis.report for analysis in self.analyses)

    @property
    def last(self) -> str:
        """When the case was last changed (UTC, ISO 8601): the newest report or judgement in it.

        Exports are dated by it, so that the same case gives the same bytes on any day. A judgement
        that was taken back does not count: taking back leaves no trace.
        """
        judged = [row.at for row in self.judgements if row.retraction is None]
        return max([*self.deposited.values(), *judged], default="1970-01-01T00:00:00Z")


def assertions(
    analyses: tuple[Analysis, ...], court: Court, weighed: Weighed
) -> Iterator[Assertion]:
    """Each claim that somebody asserts, by report, then in the order of the analysis."""
    known = Known(court, weighed)
    for analysis in analyses:
        statements = {each.id: each for each in analysis.statements}
        for claim in analysis.claims:
            found = known.weights.get((analysis.report.id, claim.id))
            if found is not None:
                path = lineage(statements[claim.statement], statements)
                yield known.assertion(analysis, claim, path, found)


class Known:
    """What is looked up for each claim: who is who, what it weighs, what people said of it."""

    def __init__(self, court: Court, weighed: Weighed) -> None:
        self.cast = court.cast.identities
        self.members = {one.id: one for one in self.cast.values()}
        self.verdicts = verdicts(court.judgements)
        self.readers = readers(court.judgements)
        self.weights: dict[tuple[str, str], tuple[Testimony, Weight, OriginWeight]] = {}
        for weight in weighed.weights:
            for origin in weight.origins:
                if origin.denies:
                    continue
                for voiced in origin.origin.voiced:
                    one = voiced.testimony
                    self.weights[one.report, one.claim] = (one, weight, origin)

    def assertion(
        self,
        analysis: Analysis,
        claim: Claim,
        path: tuple[Statement, ...],
        found: tuple[Testimony, Weight, OriginWeight],
    ) -> Assertion:
        """One claim."""
        testimony, weight, origin = found
        voices = {voice.id: voice for voice in analysis.voices}
        text = analysis.report.text
        place = testimony.place
        return Assertion(
            claim,
            analysis.report,
            tuple(
                self.speaker(link, statement, voices[statement.voice], text)
                for link, statement in zip(testimony.chain, path, strict=True)
            ),
            tuple(
                Part(
                    role,
                    party.identity or identify("w", analysis.report.id, flat(text, filler.span)),
                    party.name,
                    flat(text, filler.span),
                    filler.span,
                    self.members.get(party.identity or ""),
                    party.count,
                )
                for (role, party), (_, filler) in zip(testimony.parties, claim.roles, strict=True)
            ),
            None
            if claim.where is None or place is None
            else Part(
                "where",
                place.identity or identify("w", analysis.report.id, place.name),
                place.name,
                flat(text, claim.where.span),
                claim.where.span,
                self.members.get(place.identity or ""),
                None,
            ),
            weight,
            origin,
            self.verdicts.get(claim.id),
            self.readers.get(claim.id),
        )

    def speaker(self, link: Link, statement: Statement, voice: Voice, text: str) -> Speaker:
        """One voice of the chain."""
        return Speaker(
            link.key,
            " ".join(link.name.split()),
            " ".join(voice.text.split()),
            link.kind,
            link.named,
            flat(text, statement.cue) if statement.cue else "",
            statement.manner,
            statement.quoted,
            statement.stance,
            statement.duress,
            statement,
            self.cast.get(voice.entity or ""),
        )


def chain_in_words(chain: Sequence[Speaker]) -> str:
    """The voices of a chain or of its beginning, the outlet first."""
    outlet, *behind = chain
    return TELLS.join([outlet.name, *(f"{each.name} ({each.act})" for each in behind)])
