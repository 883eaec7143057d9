"""A case without what is hidden: the same statements and claims, told of pseudonyms.

Whatever was changed gets a new id, made from what is left: an id made from a name could be guessed
back. A report that was changed loses its address, its file's name and its bytes, and is named by
the sha256 of the text that is left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sayso.export.redaction.alias import Rewriting, Stretch
from sayso.export.redaction.plan import WITHHELD, Secrets
from sayso.model import (
    Analysis,
    Claim,
    Entity,
    Filler,
    Report,
    Setting,
    Span,
    Statement,
    Told,
    Voice,
    When,
    Where,
    identify,
)
from sayso.record.judgement import Decision, Json, Judged, Judgement, Retraction
from sayso.record.rulings import model_in
from sayso.record.weighing import Court
from sayso.resolve.identity import Doubt, Identities, Identity, NameUse
from sayso.weigh.outlets import Outlets
from sayso.weigh.testimony import Cast, outlet_names

# What a changed report says of itself.
FLAG = "names or words in this report were replaced before it was handed on"
# What people decided that an export needs; the rest speaks of spans and ids that are gone.
KEPT = (
    Decision.ACCEPTED,
    Decision.REJECTED,
    Decision.RATED,
    Decision.SAME,
    Decision.NOT_SAME,
)
# What people read by hand, or accepted of a model: the claims are there already, and of these is
# left who read them.
READ = (Decision.ADDED, Decision.CORRECTED)
TOLD = ("outlet", "title", "byline", "dateline", "published", "published_at", "language")


def redacted(court: Court, secrets: Secrets, families: Mapping[str, str]) -> Court:
    """The court without what is hidden; `families` are those of its outlets."""
    names = Names(secrets)
    analyses = tuple(
        names.analysis(analysis)
        for analysis in court.analyses
        if analysis.report.id not in secrets.reports
    )
    for analysis in court.analyses:
        if analysis.report.id in secrets.reports:
            names.gone.update(entity.id for entity in analysis.entities)
    found = names.identities(court.identities, secrets.reports)
    outlets = Outlets.of(outlet_names(a.report for a in analyses), families)
    judged = tuple(names.judgements(court.judgements))
    return Court(analyses, found, Cast.of(found, outlets), judged)


class Names:
    """Everything renamed: what each old id has become, filled as analyses are rewritten."""

    def __init__(self, secrets: Secrets) -> None:
        self.secrets = secrets
        self.new: dict[str, str] = {}
        self.gone: set[str] = set()
        self.reports: set[str] = set()
        # The claims that stay, by the ids that they had.
        self.claims: set[str] = set()

    def hidden(self, words: str) -> str:
        """Words without aliases."""
        return self.secrets.aliases.hidden(words)

    def analysis(self, analysis: Analysis) -> Analysis:
        """An analysis without what is hidden; the same one where nothing in it is."""
        report = analysis.report
        self.claims.update(claim.id for claim in analysis.claims)
        rewriting = Rewriting.of(report.text, self.stretches(analysis))
        facts = (getattr(report, name) for name in TOLD)
        told = [fact.value for fact in facts if fact] + [report.url.value if report.url else ""]
        told += [voice.text for voice in analysis.voices]
        told += [s.gist or "" for s in analysis.statements]
        told += [report.path, report.part, *(e.name for e in analysis.entities), *report.flags]
        hides = any((report.id, voice.id) in self.secrets.voices for voice in analysis.voices)
        if not (rewriting or hides) and all(self.hidden(words) == words for words in told):
            return replace(analysis, report=replace(report, path=report.file))
        return Renamed(self, analysis, rewriting).analysis()

    def stretches(self, analysis: Analysis) -> Iterator[Stretch]:
        """What is replaced in the text: where hidden ones are meant, and where aliases stand."""
        meant = list(self.meant(analysis))
        yield from meant
        found = self.secrets.aliases.found(analysis.report.text, [each.span for each in meant])
        yield from found

    def meant(self, analysis: Analysis) -> Iterator[Stretch]:
        """Where the report means hidden ones, in whatever words."""
        for entity in analysis.entities:
            if (instead := self.secrets.entities.get(entity.id)) is not None:
                yield from (Stretch(mention, instead) for mention in entity.mentions)
        for voice in analysis.voices:
            if (instead := self.secrets.voices.get((analysis.report.id, voice.id))) is None:
                continue
            yield from (Stretch(mention, instead) for mention in voice.mentions)
            more = (voice.affiliation, voice.condition)
            yield from (Stretch(span, WITHHELD) for span in more if span is not None)

    def identities(self, found: Identities, left_out: frozenset[str]) -> Identities:
        """Who is who, told of pseudonyms; without those that only hidden reports name."""
        made = [self.identity(one, left_out) for one in found.all]
        kept = [(old, new) for old, new in zip(found.all, made, strict=True) if new is not None]
        self.new.update({old.id: new.id for old, new in kept})
        doubts = [
            Doubt(
                self.new[doubt.one],
                self.new[doubt.other],
                doubt.chance,
                tuple(map(self.hidden, doubt.because)),
            )
            for doubt in found.doubts
            if doubt.one in self.new and doubt.other in self.new
        ]
        apart = {
            (min(pair), max(pair))
            for one, other in found.apart
            if self.gone.isdisjoint((one, other))
            for pair in [(self.new.get(one, one), self.new.get(other, other))]
        }
        ordered = sorted((new for _, new in kept), key=lambda i: (i.name.casefold(), i.id))
        return Identities(tuple(ordered), tuple(doubts), frozenset(apart))

    def identity(self, one: Identity, left_out: frozenset[str]) -> Identity | None:
        """One identity; None where only hidden reports name it."""
        pairs = sorted(
            (self.new.get(member, member), self.new.get(home, home))
            for member, home in zip(one.members, one.homes, strict=True)
            if home not in left_out
        )
        if not pairs:
            return None
        instead = next((self.secrets.entities.get(member) for member in one.members), None)
        first = self.new.get(one.first, one.first)
        if first not in dict(pairs):
            first = pairs[0][0]
        uses: dict[str, list[tuple[str, int]]] = {}
        for use in one.names:
            sources = [(self.hidden(self.new.get(who, who)), many) for who, many in use.sources]
            uses.setdefault(instead or self.hidden(use.text), []).extend(sources)
        return Identity(
            identify("i", first),
            first,
            instead or self.hidden(one.name),
            one.kind,
            tuple(member for member, _ in pairs),
            tuple(home for _, home in pairs),
            tuple(sorted({home for _, home in pairs})),
            tuple(NameUse(text, summed(sources)) for text, sources in uses.items()),
        )

    def judgements(self, rows: tuple[Judged, ...]) -> Iterator[Judged]:
        """What people decided that still has a subject, each with an id of its own."""
        for number, row in enumerate(rows):
            said = row.judgement
            parts = said.subject.split("+")
            if said.decision not in (*KEPT, *READ) or not self.gone.isdisjoint(parts):
                continue
            if said.decision in READ and said.subject not in self.claims:
                continue
            subject = "+".join(sorted(self.new.get(p, self.hidden(p)) for p in parts))
            back = row.retraction
            yield Judged(
                identify("j", "redacted", number),
                row.at,
                Judgement(
                    subject,
                    said.decision,
                    self.hidden(said.who),
                    self.hidden(said.why),
                    self.marked(row) if said.decision in READ else self.value(said.value),
                ),
                back and Retraction(self.hidden(back.who), back.at, self.hidden(back.why)),
            )

    def marked(self, row: Judged) -> Json:
        """What is left of a reading: the model that proposed it, where one did."""
        model = model_in(row)
        return None if model is None else {"proposal": {"model": self.hidden(model)}}

    def value(self, told: Json) -> Json:
        """What a judgement says beside its decision, without what is hidden."""
        if isinstance(told, str):
            return self.new.get(told, self.hidden(told))
        if isinstance(told, list):
            return [self.value(each) for each in told]
        if isinstance(told, dict):
            return {name: self.value(each) for name, each in told.items()}
        return told


def summed(sources: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """How often each source writes a name so, the most first."""
    tally: dict[str, int] = {}
    for who, many in sources:
        tally[who] = tally.get(who, 0) + many
    return tuple(sorted(tally.items(), key=lambda use: (-use[1], use[0])))


@dataclass(frozen=True)
class Renamed:
    """One analysis, rewritten."""

    names: Names
    old: Analysis
    to: Rewriting

    def analysis(self) -> Analysis:
        """The analysis with new ids, new spans and new words."""
        report = self.report()
        for prefix, ids in (
            ("v", [voice.id for voice in self.old.voices]),
            ("s", [statement.id for statement in self.old.statements]),
            ("e", [entity.id for entity in self.old.entities]),
            ("c", [claim.id for claim in self.old.claims]),
        ):
            for number, old in enumerate(ids):
                self.names.new[old] = identify(prefix, report.id, number)
        self.names.new[self.old.report.id] = report.id
        return Analysis(
            report,
            self.old.version,
            tuple(self.voice(voice) for voice in self.old.voices),
            tuple(self.statement(each) for each in self.old.statements),
            tuple(self.entity(each) for each in self.old.entities),
            tuple(self.claim(each) for each in self.old.claims),
        )

    def report(self) -> Report:
        """The report with the text that is left; its bytes and its address are not handed on."""
        old, text = self.old.report, self.to.text
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        told = {name: self.told(getattr(old, name)) for name in TOLD}
        facts = [digest, *(fact.value if fact else "" for fact in told.values())]
        # Two reports may be alike in all that is left of them.
        while (name := identify("r", *facts)) in self.names.reports:
            facts.append("another")
        self.names.reports.add(name)
        return Report(
            name,
            f"redacted-{name}.txt",
            digest,
            "text/plain",
            text,
            outlet=told["outlet"],
            title=told["title"],
            byline=told["byline"],
            dateline=told["dateline"],
            published=told["published"],
            published_at=told["published_at"],
            language=told["language"],
            flags=(*map(self.names.hidden, old.flags), FLAG),
        )

    def told(self, fact: Told | None) -> Told | None:
        """A fact that the report tells of itself."""
        return fact and Told(self.names.hidden(fact.value), fact.where)

    def id(self, old: str) -> str:
        """What an id has become."""
        return self.names.new[old]

    def maybe(self, old: str | None) -> str | None:
        """What an id has become, where there is one."""
        return None if old is None else self.names.new[old]

    def span(self, old: Span | None) -> Span | None:
        """Where a span is now, where there is one."""
        return None if old is None else self.to.span(old)

    def voice(self, old: Voice) -> Voice:
        """A voice; a hidden one is told by its pseudonym alone."""
        mentions = tuple(dict.fromkeys(map(self.to.span, old.mentions)))
        instead = self.names.secrets.voices.get((self.old.report.id, old.id))
        if instead is None and old.entity is not None:
            instead = self.names.secrets.entities.get(old.entity)
        return replace(
            old,
            id=self.id(old.id),
            text=instead or self.words(old),
            mentions=mentions,
            entity=self.maybe(old.entity),
            affiliation=self.span(old.affiliation),
            condition=self.span(old.condition),
        )

    def words(self, old: Voice) -> str:
        """The words for a voice, as they are left where they stand; else without aliases."""
        text = self.old.report.text
        for mention in old.mentions:
            if mention.of(text) == old.text:
                return self.names.hidden(self.to.span(mention).of(self.to.text))
        return self.names.hidden(old.text)

    def statement(self, old: Statement) -> Statement:
        """A statement."""
        setting = old.setting
        return replace(
            old,
            id=self.id(old.id),
            parent=self.maybe(old.parent),
            voice=self.id(old.voice),
            source=self.span(old.source),
            cue=self.span(old.cue),
            content=tuple(map(self.to.span, old.content)),
            setting=Setting(
                self.span(setting.when),
                self.span(setting.where),
                self.span(setting.to),
                self.span(setting.medium),
            ),
            gist=None if old.gist is None else self.names.hidden(old.gist),
        )

    def entity(self, old: Entity) -> Entity:
        """An entity."""
        instead = self.names.secrets.entities.get(old.id)
        return Entity(
            self.id(old.id),
            instead or self.names.hidden(old.name),
            old.kind,
            tuple(map(self.to.span, old.mentions)),
            tuple(map(self.to.span, old.references)),
        )

    def claim(self, old: Claim) -> Claim:
        """A claim."""
        when, where = old.when, old.where
        return replace(
            old,
            id=self.id(old.id),
            statement=self.id(old.statement),
            trigger=self.to.span(old.trigger),
            roles=tuple(
                (role, Filler(self.to.span(each.span), self.maybe(each.entity), each.count))
                for role, each in old.roles
            ),
            evidence=self.to.span(old.evidence),
            chain=tuple(map(self.id, old.chain)),
            when=when and When(self.to.span(when.span), when.start, when.end),
            where=where and Where(self.to.span(where.span), self.maybe(where.entity)),
            interests=tuple(replace(i, voice=self.id(i.voice)) for i in old.interests),
        )
