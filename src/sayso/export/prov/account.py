"""What each teller tells, in a bundle of its own: voices, statements, claims.

A claim is derived from the statement that it was read from, that one from the statement around it,
and so on out to the report: there is no way from a claim to a voice but along its chain. Who plays
which part is said by attributes of the claim, never by a relation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prov.identifier import QualifiedName
from prov.model import ProvBundle, ProvDocument

from sayso.export.dossier import Assertion, Dossier, Speaker, chain_in_words
from sayso.export.naming import voice_id
from sayso.export.prov.delegation import principal
from sayso.export.prov.reports import reading
from sayso.export.prov.terms import KINDS, SAYSO, Facts, account_id, account_of, facts, thing
from sayso.export.table import flat
from sayso.export.wording import text_of
from sayso.model import Analysis, Quoted, Span, Stance, VoiceKind
from sayso.record.judgement import Decision, Judged
from sayso.record.rows import digest
from sayso.resolve.identity import Identity

BY_HAND = (Decision.ADDED, Decision.CORRECTED)


@dataclass(frozen=True, slots=True)
class Ground:
    """What is looked up for each claim: its analysis, who is who, who read it by hand."""

    analyses: Mapping[str, Analysis]
    cast: Mapping[str, Identity]
    by_hand: Mapping[str, Judged]
    withdrawn: Mapping[str, str]

    @classmethod
    def of(cls, dossier: Dossier) -> Ground:
        """What is looked up for the claims of a dossier."""
        read = [r for r in dossier.judgements if r.judgement.decision in BY_HAND]
        return cls(
            {analysis.report.id: analysis for analysis in dossier.analyses},
            dossier.cast,
            {r.judgement.subject: r for r in read if r.retraction is None},
            dossier.weighed.grounds.withdrawn,
        )

    def reader(self, assertion: Assertion) -> QualifiedName:
        """The activity that made a claim of words: the program's reading, or a judgement."""
        judged = self.by_hand.get(assertion.claim.id)
        return thing(judged.id) if judged else reading(self.analyses[assertion.report.id])


def voice(speaker: Speaker) -> QualifiedName:
    """The agent that a voice is."""
    return thing(voice_id(speaker))


def accounts(dossier: Dossier, document: ProvDocument) -> None:
    """Put a bundle for each teller into the document."""
    ground = Ground.of(dossier)
    told: defaultdict[QualifiedName, list[Assertion]] = defaultdict(list)
    for assertion in dossier.assertions:
        told[voice(assertion.chain[0])].append(assertion)
    for teller in sorted(told, key=str):
        outlet = told[teller][0].chain[0]
        if outlet.key.startswith("report:"):
            # Nobody says who published it: there is no such agent on the top level yet.
            document.agent(teller, facts((SAYSO["UnknownOutlet"],), outlet.name))
        bundle = account_of(teller, f"What {outlet.name} tells", document)
        for report in dict.fromkeys(each.report.id for each in told[teller]):
            document.derivation(account_id(teller), thing(report), reading(ground.analyses[report]))
        fill(bundle, told[teller], ground)


def fill(bundle: ProvBundle, told: Sequence[Assertion], ground: Ground) -> None:
    """Put what one teller tells into its bundle: voices first, then claim by claim."""
    agents(bundle, told, ground)
    seen: set[str] = set()
    for assertion in told:
        around = thing(assertion.report.id)
        for place, speaker in enumerate(assertion.chain):
            one = thing(speaker.statement.id)
            if speaker.statement.id not in seen:
                seen.add(speaker.statement.id)
                state(bundle, assertion, place, around)
                bundle.generation(one, reading(ground.analyses[assertion.report.id]))
            around = one
        claim(bundle, assertion, ground)


def agents(bundle: ProvBundle, told: Iterable[Assertion], ground: Ground) -> None:
    """The voices, called as this teller calls them, and for whom they speak."""
    called: defaultdict[QualifiedName, dict[str, Speaker]] = defaultdict(dict)
    bodies: dict[QualifiedName, Facts] = {}
    acted: set[tuple[QualifiedName, QualifiedName]] = set()
    for assertion in told:
        for speaker in assertion.chain:
            name = voice(speaker)
            words = speaker.name if speaker is assertion.chain[0] else speaker.words
            called[name].setdefault(words, speaker)
            found = principal(speaker, ground.analyses[assertion.report.id], ground.cast)
            if found is not None and found.id != name:
                bodies.setdefault(found.id, found.told)
                acted.add((name, found.id))
    for name in sorted(called, key=str):
        words, speaker = next(iter(called[name].items()))
        others = tuple(sorted(set(called[name]) - {words}))
        types = KINDS[speaker.kind]
        if speaker.key.startswith("report:"):
            types = (SAYSO["UnknownOutlet"],)
        elif not speaker.named and speaker.kind is VoiceKind.PERSON:
            types = (*types, SAYSO["UnnamedSource"])
        bundle.agent(name, facts(types, words, alsoCalled=others))
    for name in sorted(set(bodies) - set(called), key=str):
        bundle.agent(name, bodies[name])
    for delegate, body in sorted(acted, key=str):
        bundle.delegation(delegate, body)


def state(bundle: ProvBundle, assertion: Assertion, place: int, around: QualifiedName) -> None:
    """One statement: whose it is, and in what it stands."""
    speaker, text = assertion.chain[place], assertion.report.text
    said = speaker.statement
    outer = place == 0
    words = None if outer else "\n".join(span.of(text) for span in said.content)
    told = facts(
        (SAYSO["Statement"],),
        chain_in_words(assertion.chain[: place + 1]),
        manner=said.manner,
        quoted=said.quoted.value,
        stance=said.stance.value,
        duress=said.duress or None,
        report=thing(assertion.report.id),
        source=spans(said.source),
        cue=speaker.cue,
        cueAt=spans(said.cue),
        contentAt=spans(*said.content),
        contentSha256=digest(words) if words else None,
    )
    name = thing(said.id)
    bundle.entity(name, told)
    bundle.attribution(name, voice(speaker))
    if said.quoted is Quoted.INDIRECT or outer:
        bundle.derivation(name, around)
    else:
        bundle.quotation(name, around)


def claim(bundle: ProvBundle, assertion: Assertion, ground: Ground) -> None:
    """One claim: all that it says, and the statement that it was read from."""
    name, statement = thing(assertion.claim.id), thing(assertion.chain[-1].statement.id)
    bundle.entity(name, told_in(assertion, ground))
    bundle.generation(name, ground.reader(assertion))
    if has_known_origin(assertion):
        bundle.primary_source(name, statement)
    else:
        bundle.derivation(name, statement)


def told_in(assertion: Assertion, ground: Ground) -> Facts:
    """What a claim says, on whose word, in which words, and both of its clocks."""
    one, report = assertion.claim, assertion.report
    start, end = assertion.happened
    back = ground.withdrawn.get(one.id)
    return facts(
        (SAYSO["Claim"],),
        text_of(assertion),
        claimType=one.type,
        **roles(assertion),
        polarity=one.polarity.value,
        modality=one.modality.value,
        stance=assertion.chain[-1].stance.value,
        duress=any(each.duress for each in assertion.chain) or None,
        chain=assertion.voices,
        start=one.evidence.start,
        end=one.evidence.end,
        quote=assertion.quote,
        quoteSha256=assertion.digest,
        report=thing(report.id),
        originalSha256=report.sha256,
        published=assertion.published,
        happened=flat(report.text, one.when.span) if one.when else None,
        happenedFrom=start,
        happenedTo=end,
        place=assertion.place.words if assertion.place else None,
        takenBack=back,
        readBy=assertion.read_by,
    )


def roles(assertion: Assertion) -> dict[str, object]:
    """Who plays which part, in the report's words, and the identity's id where it is known."""
    told: dict[str, object] = {}
    for part in assertion.parts:
        told[f"role_{part.role}"] = part.words
        told[f"identity_{part.role}"] = part.identity.id if part.identity else None
    return told


def has_known_origin(assertion: Assertion) -> bool:
    """Whether all who stand between the last outlet and the claim are named, or documents.

    Nobody says that they were there; but whoever wants to ask them can. Words that were forced out
    of somebody, and what is only asked or hoped, have no such origin.
    """
    chain = assertion.chain
    last = max(n for n, each in enumerate(chain) if each.kind is VoiceKind.OUTLET or not n)
    behind = chain[last + 1 :]
    return bool(behind) and all(
        (each.named or each.kind is VoiceKind.DOCUMENT)
        and not each.duress
        and each.stance is not Stance.OPEN
        for each in behind
    )


def spans(*told: Span | None) -> str:
    """Where something stands in the report's text, in code points: `118-204 210-240`."""
    return " ".join(f"{span.start}-{span.end}" for span in told if span)
