"""A claim as a STIX `note`: what one report tells on whose word, in words and in our extension.

A note, because that is what is left where our extension is not read: words that begin with the
chain, bound to those whom they name. A `relationship` would be an edge that stands without its
teller, and an object of a type of our own is dropped by importers that do not know the type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.export.dossier import Assertion, Dossier, Part, Speaker
from sayso.export.stix.grade import Graded, rated
from sayso.export.stix.names import Names
from sayso.export.stix.thing import Json, extended, given, named, stamp, thing
from sayso.export.wording import DENIES, NOT_SO, called
from sayso.model import Interest, Modality, Polarity
from sayso.ontology import claim_types
from sayso.weigh.contract import finite, opinion_to_json
from sayso.weigh.party import Count
from sayso.weigh.why import because

ALLEGED = "A claim, not a fact: somebody is told to have said it."
NOT_TOLD = "not told"


def note_id(assertion: Assertion) -> str:
    """The id of a claim's note."""
    return named("note", assertion.report.id, assertion.claim.id)


def report_id(report: str) -> str:
    """The id of an article's STIX report, by the id of the report here."""
    return named("report", report)


@dataclass(frozen=True)
class Notes:
    """The claims of a dossier as notes."""

    dossier: Dossier
    names: Names

    def objects(self) -> Iterator[Json]:
        """The notes, in the order of the dossier."""
        for assertion in self.dossier.assertions:
            yield self.note(assertion)

    def note(self, assertion: Assertion) -> Json:
        """One claim."""
        claim, report = assertion.claim, assertion.report
        graded = Graded.of(assertion, self.ratings)
        return thing(
            note_id(assertion),
            stamp(self.dossier.deposited[report.id]),
            self.names.last,
            abstract=f"On the word of {assertion.voices} {told(assertion)}: {in_short(assertion)}",
            content="\n".join(in_words(assertion, graded)),
            object_refs=[report_id(report.id), *self.names.refs(assertion)],
            labels=[
                *(grade.label for grade in graded.both),
                f'sayso:claim="{claim.type}"',
                f'sayso:polarity="{claim.polarity.value}"',
                f'sayso:modality="{claim.modality.value}"',
            ],
            confidence=graded.confidence,
            object_marking_refs=[grade.id for grade in graded.both],
            extensions=extended("claim", **self.facts(assertion, graded)),
        )

    @property
    def ratings(self) -> dict[str, str]:
        """The grades that people gave, by the key of a voice."""
        return dict(self.dossier.weighed.grounds.ratings)

    def facts(self, assertion: Assertion, graded: Graded) -> Json:
        """All that a claim may not be without, for programs."""
        claim, report = assertion.claim, assertion.report
        start, end = assertion.happened
        type_ = claim_types().get(claim.type)
        return {
            "claim": claim.id,
            "report_ref": report_id(report.id),
            "type": claim.type,
            "suggested_relationship_type": (type_.stix or None) if type_ else None,
            "polarity": claim.polarity.value,
            "modality": claim.modality.value,
            "chain": [self.voice(assertion, speaker) for speaker in assertion.chain],
            "roles": [self.party(part) for part in assertion.parts],
            "place": self.party(assertion.place) if assertion.place else None,
            "span": {"start": claim.evidence.start, "end": claim.evidence.end},
            "quote": assertion.quote,
            "quote_sha256": assertion.digest,
            "original_sha256": report.sha256,
            "told": clock(published=assertion.published),
            "happened": clock(
                **{"from": start, "to": end},
                words=flat(claim.when.span.of(report.text)) if claim.when else None,
            ),
            "weight": weight(assertion, graded),
            "verdict": assertion.verdict.value if assertion.verdict else None,
            "read_by": assertion.read_by,
        }

    def voice(self, assertion: Assertion, speaker: Speaker) -> Json:
        """One voice of the chain, how it speaks, and how reliable people hold it to be."""
        name = self.names.of_speaker(speaker, "")
        sides = [i for i in assertion.claim.interests if i.voice == speaker.statement.voice]
        return given(
            key=speaker.key,
            voice_ref=name.id if name else None,
            name=speaker.name,
            words=speaker.words,
            kind=speaker.kind.value,
            named=speaker.named,
            cue=speaker.cue,
            manner=speaker.manner,
            quoted=speaker.quoted.value,
            stance=speaker.stance.value,
            duress=speaker.duress,
            reliability=rated(self.ratings, speaker.key).value,
            interests=[side(each) for each in sides],
        )

    def party(self, part: Part) -> Json:
        """Who or what plays a role, in the report's words."""
        name = self.names.of_part(part, "")
        return given(
            role=part.role,
            key=part.key,
            party_ref=name.id if name else None,
            name=part.name,
            words=part.words,
            start=part.span.start,
            end=part.span.end,
            kind=part.identity.kind.value if part.identity else None,
            count=number(part.count) if part.count else None,
        )


def clock(**told: str | None) -> Json:
    """What a clock shows, and that nothing is known where it shows nothing."""
    return {"known": any(told.values()), **given(**told)}


def side(interest: Interest) -> Json:
    """The role that a voice plays itself, or that its side plays."""
    return {"role": interest.role, "itself": interest.itself}


def number(count: Count) -> Json:
    """How many; an end that is open is left out."""
    return given(low=finite(count.low), high=finite(count.high))


def weight(assertion: Assertion, graded: Graded) -> Json:
    """How a claim weighs with all that assert the same; no number where nothing can be judged."""
    whole, origin = assertion.weight, assertion.origin
    own = [each for each in whole.origins if not each.denies]
    return given(
        proposition=whole.proposition.id,
        reliability=graded.source.value,
        credibility=whole.credibility.grade,
        because=whole.credibility.because,
        origins=len(own),
        independence=independence(assertion),
        origin=given(source=origin.origin.source, because=because(origin)),
        contradictions=[
            {"kind": each.kind.value, "because": each.because} for each in whole.contradictions
        ],
        opinion=opinion_to_json(whole.number) if graded.is_judged else None,
    )


def independence(assertion: Assertion) -> str:
    """Whether two origins that assert it are shown to be independent of each other.

    That the only one is independent of whoever denies it, is none for the claim.
    """
    own = [each for each in assertion.weight.origins if not each.denies]
    shown = sum(each.independent is not None for each in own)
    return "established" if shown > 1 else "not established"


def told(assertion: Assertion) -> str:
    """Whether the claim is told to be so, or not to be so; not all that is not so is a denial."""
    if assertion.claim.polarity is Polarity.AFFIRMED:
        return "it is told"
    return "it is denied" if assertion.chain[-1].manner == DENIES else NOT_SO


def in_short(assertion: Assertion) -> str:
    """The claim itself on one line; whoever shows it sets the chain before it."""
    claim = assertion.claim
    how = "" if claim.modality is Modality.ACTUAL else f", {claim.modality.value}"
    roles = "; ".join(f"{part.role}: {called(part, claim.polarity)}" for part in assertion.parts)
    return f"{claim.type}{how} ({roles})" if roles else f"{claim.type}{how}"


def in_words(assertion: Assertion, graded: Graded) -> Iterator[str]:
    """The note: what is told, on whose word, in which words, when, and how it is graded."""
    claim, credibility = assertion.claim, assertion.weight.credibility
    yield ALLEGED
    yield f"On whose word: {assertion.voices}"
    yield f"What is told: {told(assertion)}: {in_short(assertion)}"
    yield f"In the words of the report: “{flat(assertion.quote)}”"
    yield f"Where they stand: characters {claim.evidence.start} to {claim.evidence.end}"
    if assertion.read_by is not None:
        yield f"Who read the claim there: {assertion.read_by}"
    yield f"When it was told: {assertion.published or NOT_TOLD}"
    yield f"When it is said to have happened: {when(assertion)}"
    if assertion.place is not None:
        yield f"Where it is said to have happened: {assertion.place.name}"
    yield f"Source: {graded.source.value}, {graded.source.words}"
    yield (
        f"Information: {credibility.grade}, {credibility.words} (suggested: {credibility.because})"
    )
    own = sum(not each.denies for each in assertion.weight.origins)
    yield f"Origins that tell it: {own}, independence {independence(assertion)}"
    for each in assertion.weight.contradictions:
        yield f"Contradicted ({each.kind.value}): {each.because}"


def when(assertion: Assertion) -> str:
    """When it is said to have happened, in the report's words and in dates."""
    claim, days = assertion.claim, assertion.happened
    words = flat(claim.when.span.of(assertion.report.text)) if claim.when else NOT_TOLD
    return f"{words} ({' to '.join(day or '?' for day in days)})" if any(days) else words


def flat(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split())
