"""A claim as a `Note`: a sentence that names its whole chain of voices, and never an edge.

    DENIED: The Harbour Courier tells that Minister Orla Brandt denies: infiltrates (target: ...)

The sentence is the note's caption, so that no list, page or diagram shows the claim without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.annotate.phrasing import base_of, is_several
from sayso.export.dossier import Assertion, Part, Speaker
from sayso.export.ftm.article import article_id, told
from sayso.export.ftm.name import subject_of
from sayso.export.ftm.value import Fact, Subject
from sayso.export.wording import called as part_called
from sayso.model import Modality, Polarity, VoiceKind, identify
from sayso.weigh.contract import opinion_to_json

# The narration's manner as the sentence says it.
NARRATES = "tells"
# What a denial takes for granted is no denial.
GRANTED = "takes for granted, while denying something else"
GRANTED_BY_SEVERAL = "take for granted, while denying something else"


def notes(assertion: Assertion) -> Iterator[Fact]:
    """One claim, with its sentence, its exact words, and all that it must not be told without."""
    report = assertion.report
    number = identify("n", report.id, assertion.claim.id)
    note = Subject(f"sayso-{number}", "Note", report.id)
    yield from note.tells("description", sentence(assertion))
    yield from note.tells("summary", assertion.quote)
    yield from note.tells("proof", article_id(report.id))
    yield from note.tells("publisher", told(report.outlet))
    yield from note.tells("sourceUrl", told(report.url))
    yield from note.tells("keywords", *keywords(assertion))
    lines = (*circumstances(assertion), *support(assertion))
    yield from note.tells("notes", *(" ".join(line.split()) for line in lines))
    yield from note.tells("entity", *sorted(concerned(assertion)))


def concerned(assertion: Assertion) -> set[str]:
    """The entities beside which the note lies: those in the claim, and those who tell it."""
    places = [assertion.place] if assertion.place else []
    sayers = [each.identity for each in assertion.chain if each.named]
    known = [part.identity for part in (*assertion.parts, *places)] + sayers
    subjects = (subject_of(identity, assertion.report.id) for identity in known)
    return {subject.id for subject in subjects if subject}


def sentence(assertion: Assertion) -> str:
    """The claim in words: what it is worth first, then who tells it, then what."""
    telling = " that ".join(act(assertion, place) for place in range(len(assertion.chain)))
    polarity = assertion.claim.polarity
    roles = "; ".join(f"{part.role}: {part_called(part, polarity)}" for part in assertion.parts)
    kind = assertion.claim.type.replace("_", " ")
    told = f"{label(assertion)}: {telling}: {kind} ({roles or 'nobody is named'})"
    return " ".join(told.split())


def label(assertion: Assertion) -> str:
    """What a reader must not miss: "DENIED", "PLANNED", else "CLAIM"."""
    claim = assertion.claim
    found = []
    if claim.polarity is Polarity.DENIED:
        found.append("DENIED")
    if claim.modality is not Modality.ACTUAL:
        found.append(claim.modality.value.upper())
    if any(each.statement.negated for each in assertion.chain):
        found.append("NOT SAID")
    return ", ".join(found) or "CLAIM"


def act(assertion: Assertion, place: int) -> str:
    """Who speaks at a place of the chain, and how."""
    speaker = assertion.chain[place]
    innermost = place == len(assertion.chain) - 1
    denied = assertion.claim.polarity is Polarity.DENIED
    several = is_several(speaker.name, named=is_name(speaker)) and not is_unnamed(speaker)
    how = speaker.act if place else NARRATES
    if several and place:
        how = f"{base_of(speaker.manner)}{how.removeprefix(speaker.manner)}"
    if speaker.statement.negated:
        how = f"{'are' if several else 'is'} told not to have said ({how})"
    if innermost and denied and speaker.manner != "denies":
        how = f"{how} that it is not so"
    if innermost and not denied and speaker.manner == "denies":
        how = GRANTED_BY_SEVERAL if several else GRANTED
    return f"{called(speaker)} {how}"


def called(speaker: Speaker) -> str:
    """A voice as the sentence calls it. Unnamed ones stay unnamed."""
    if is_unnamed(speaker):
        return f"an unnamed voice (“{speaker.name}”)"
    return speaker.name


def is_unnamed(speaker: Speaker) -> bool:
    """Whether the sentence tells of an unnamed voice: that is one, whatever it is called."""
    return speaker.kind is VoiceKind.ANONYMOUS


def is_name(speaker: Speaker) -> bool:
    """Whether the words of a voice are a name, not a description."""
    described = speaker.name[:1].islower() or speaker.kind is VoiceKind.DOCUMENT
    return speaker.kind is VoiceKind.OUTLET or (speaker.named and not described)


def keywords(assertion: Assertion) -> Iterator[str]:
    """What claims are sorted by."""
    claim = assertion.claim
    yield "claim"
    yield f"type: {claim.type}"
    yield f"polarity: {claim.polarity.value}"
    yield f"modality: {claim.modality.value}"


def circumstances(assertion: Assertion) -> Iterator[str]:
    """The chain, the parts, the place in the text with its hashes, and both clocks."""
    claim, report = assertion.claim, assertion.report
    yield f"chain: {assertion.voices}"
    yield f"stance of the last cue: {assertion.chain[-1].stance.value}"
    for part in assertion.parts:
        yield part_of(part)
    span = claim.evidence
    yield f"words: code points {span.start} to {span.end} of the report's text"
    yield f"words: sha256 {assertion.digest}"
    yield f"report: {report.id}, bytes as they came: sha256 {report.sha256}"
    yield f"told: {assertion.published or 'on a day that is not known'}"
    start, end = assertion.happened
    known = f"{start or 'not known'} to {end or 'not known'}" if start or end else "not known"
    as_told = f" (“{flat_when(assertion)}”)" if claim.when else ""
    yield f"said to have happened: {known}{as_told}"
    if assertion.place:
        yield part_of(assertion.place)
    if assertion.read_by is not None:
        yield f"read by: {assertion.read_by}"


def part_of(part: Part) -> str:
    """Who plays a role, in the report's own words and where they stand."""
    where = f"code points {part.span.start} to {part.span.end}"
    return f"{part.role}: {part.name} (“{part.words}”, {where})"


def flat_when(assertion: Assertion) -> str:
    """The report's words for when it happened."""
    when = assertion.claim.when
    return " ".join(when.span.of(assertion.report.text).split()) if when else ""


def support(assertion: Assertion) -> Iterator[str]:
    """How well it is supported: numbers only where something can be known."""
    weight, origin = assertion.weight, assertion.origin
    yield f"proposition: {weight.proposition.id}"
    shown = origin.independent
    yield f"origin: {origin.origin.source}, independence " + (
        "not established" if shown is None else f"established: {shown}"
    )
    yield f"support of what is told: {weight.credibility.words}: {weight.credibility.because}"
    number = opinion_to_json(weight.number)
    if number is not None:
        yield "weight of what is told: " + ", ".join(
            f"{name} {value}" for name, value in number.items()
        )
    if assertion.verdict is not None:
        yield f"judged by a person: {assertion.verdict.value}"
