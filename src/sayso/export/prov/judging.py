"""What people judged, in a bundle for each: acts of persons, with day and reason.

Here are the judgements that stand on what the document holds: on claims, on the reliability of
voices, on who is who. One that was taken back leaves no trace.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from prov.constants import PROV
from prov.identifier import QualifiedName
from prov.model import ProvBundle, ProvDocument

from sayso.export.dossier import Dossier
from sayso.export.naming import voice_id
from sayso.export.prov.terms import SAYSO, account_of, facts, thing
from sayso.model import identify
from sayso.record.judgement import Decision, Judged, parts
from sayso.record.rulings import in_words, model_in
from sayso.record.weighing import is_of_reading

VERDICTS = (Decision.ACCEPTED, Decision.REJECTED)
OF_CLAIMS = (*VERDICTS, Decision.CORRECTED, Decision.ADDED)
OF_VOICES = (Decision.RATED, Decision.SAME, Decision.NOT_SAME)


def judging(dossier: Dossier, document: ProvDocument) -> None:
    """Put the judgements into the document."""
    claims = {each.claim.id for each in dossier.assertions}
    voices = voices_by_subject(dossier)
    told: defaultdict[str, list[tuple[Judged, tuple[QualifiedName, ...]]]] = defaultdict(list)
    for row in dossier.judgements:
        subject, decision = row.judgement.subject, row.judgement.decision
        meant: tuple[QualifiedName, ...] = ()
        if decision in OF_CLAIMS and subject in claims:
            meant = (thing(subject),)
        elif decision in OF_VOICES:
            found = {name for each in parts(subject) or (subject,) for name in voices[each]}
            meant = tuple(sorted(found, key=str))
        if meant and row.retraction is None:
            told[row.judgement.who].append((row, meant))
    for who in sorted(told):
        person = thing(identify("u", who))
        label = " ".join(who.split())
        document.agent(person, facts((PROV["Person"], SAYSO["Judge"]), label))
        bundle = account_of(person, f"What {label} judged", document)
        for row, meant in told[who]:
            judgement(bundle, row, person, meant)


def voices_by_subject(dossier: Dossier) -> defaultdict[str, set[QualifiedName]]:
    """The agents that a judgement on a voice is about, by the key or the entity it names."""
    found: defaultdict[str, set[QualifiedName]] = defaultdict(set)
    for assertion in dossier.assertions:
        for speaker in assertion.chain:
            members = speaker.identity.members if speaker.identity else ()
            for each in (speaker.key, *members):
                found[each].add(thing(voice_id(speaker)))
    return found


def judgement(
    bundle: ProvBundle, row: Judged, person: QualifiedName, meant: tuple[QualifiedName, ...]
) -> None:
    """One judgement: an act of a person that uses a claim, or is about voices."""
    said, name, at = row.judgement, thing(row.id), moment(row.at)
    is_verdict, of_claim = said.decision in VERDICTS, said.decision in OF_CLAIMS
    grade = said.value.get("grade") if isinstance(said.value, dict) else None
    told = facts(
        (SAYSO["Judgement"],),
        decision=said.decision.value,
        about=("reading" if is_of_reading(row) else "truth") if is_verdict else None,
        grade=str(grade) if grade and said.decision is Decision.RATED else None,
        why=said.why,
        on=() if of_claim else meant,
        at=None if at else row.at,
    )
    bundle.activity(name, at, at, told)
    bundle.association(name, person)
    if of_claim:
        bundle.usage(name, meant[0])
    if (model := model_in(row)) is not None:
        bundle.usage(name, proposed(bundle, row, model))


def proposed(bundle: ProvBundle, row: Judged, model: str) -> QualifiedName:
    """What a language model proposed and a judgement accepted: the model's, and no voice's."""
    name, agent = thing(identify("m", row.id)), thing(identify("g", "a language model", model))
    bundle.agent(agent, facts((PROV["SoftwareAgent"], SAYSO["LanguageModel"]), model))
    bundle.entity(name, facts((SAYSO["Proposal"],), in_words(model, row.judgement.who)))
    bundle.attribution(name, agent)
    return name


def moment(told: str) -> datetime | None:
    """When a judgement was made; None where another program wrote what is no time."""
    try:
        return datetime.fromisoformat(told)
    except ValueError:
        return None
