"""A case as rows of tables, with real types: what stands in the CSV files and in Parquet alike.

    for table, rows in tables(dossier).items(): ...

The columns of each table are those of `columns.csv`. Of the text of a report only the words that a
claim was read from leave; a statement is told by where it stands and by the hash of its words.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime

from sayso.export.characters import legible
from sayso.export.columns import Row, Value, columns, dictionary
from sayso.export.dossier import Assertion, Dossier, Part
from sayso.export.table import TELLS, act
from sayso.export.weights import row as weight_row
from sayso.export.wording import called
from sayso.model import Analysis, Statement, Told, VoiceKind, identify, lineage
from sayso.record.rows import digest
from sayso.resolve.identity import Identity
from sayso.weigh.contract import finite, opinion_to_json
from sayso.weigh.contradiction import Contradiction, Variant
from sayso.weigh.weighing import OriginWeight, Weight
from sayso.weigh.why import because, independence

# What is taken over from the table of `sayso weigh` as it stands there.
TAKEN = (
    *("proposition", "type", "roles", "polarity", "modality"),
    *("origins", "independent", "reports", "told_by", "contradicted"),
)


def tables(dossier: Dossier) -> dict[str, list[Row]]:
    """The rows of every table by its name; one without rows is there, too."""
    return {name: [whole(name, row) for row in MADE[name](dossier)] for name in columns()}


def whole(table: str, row: Row) -> Row:
    """The row with each column of its table, in order; what it does not tell is None.

    Characters that no file can hold are replaced, see `legible`; an empty text is none.
    """
    return {column.name: kept(row.get(column.name)) for column in columns()[table]}


def kept(value: Value) -> Value:
    """A value as it is written."""
    if isinstance(value, list):
        return [legible(each) for each in value]
    return (legible(value) or None) if isinstance(value, str) else value


def reports(dossier: Dossier) -> Iterator[Row]:
    """One row for each report."""
    claims = Counter(each.report.id for each in dossier.assertions)
    for analysis in dossier.analyses:
        report = analysis.report
        yield {
            "report": report.id,
            "file": report.file,
            "part": report.part,
            "outlet": told(report.outlet),
            "title": told(report.title),
            "byline": told(report.byline),
            "dateline": told(report.dateline),
            "published": day(told(report.published)),
            "published_at": told(report.published_at or report.published),
            "url": told(report.url),
            "language": told(report.language),
            "media": report.media,
            "original_sha256": report.sha256,
            "characters": len(report.text),
            "added": moment(dossier.deposited[report.id]),
            "version": analysis.version,
            "claims": claims[report.id],
            "flags": list(report.flags),
        }


def claims(dossier: Dossier) -> Iterator[Row]:
    """One row for each claim, its chain in words among the first columns."""
    for each in dossier.assertions:
        claim, report = each.claim, each.report
        own = sum(not origin.denies for origin in each.weight.origins)
        yield {
            "claim": claim.id,
            "report": report.id,
            "chain": each.voices,
            "type": claim.type,
            "polarity": claim.polarity.value,
            "modality": claim.modality.value,
            "parts": "; ".join(f"{p.role}: {called(p, claim.polarity)}" for p in each.parts),
            "stance": each.chain[-1].stance.value,
            "duress": any(speaker.duress for speaker in each.chain),
            "unnamed": sum(one.kind is VoiceKind.ANONYMOUS for one in each.chain),
            "interests": interests(each),
            "words": each.quote,
            "words_sha256": each.digest,
            "original_sha256": report.sha256,
            "span_start": claim.evidence.start,
            "span_end": claim.evidence.end,
            "published": day(told(report.published)),
            "published_at": each.published,
            "happened_from": day(each.happened[0]),
            "happened_to": day(each.happened[1]),
            "happened_words": claim.when.span.of(report.text) if claim.when else None,
            "place": each.place.name if each.place else None,
            "statement": claim.statement,
            "proposition": each.weight.proposition.id,
            "origin": identify("o", each.origin.origin.key),
            "origins": own,
            "independence": independence(each.origin),
            "credibility": each.weight.credibility.words,
            "verdict": each.verdict.value if each.verdict else None,
            "confidence": claim.confidence,
            "read_by": each.read_by,
        }


def chains(dossier: Dossier) -> Iterator[Row]:
    """One row for each voice of each claim's chain."""
    known = {one.id for one in named(dossier)}
    for each in dossier.assertions:
        for place, speaker in enumerate(each.chain):
            identity = speaker.identity
            yield {
                "claim": each.claim.id,
                "place": place,
                "voice": speaker.id,
                "name": speaker.name,
                "words": speaker.words,
                "kind": speaker.kind.value,
                "named": speaker.named,
                "manner": speaker.manner,
                "cue": speaker.cue,
                "quoted": speaker.quoted.value,
                "stance": speaker.stance.value,
                "duress": speaker.duress,
                "statement": speaker.statement.id,
                "entity": identity.id if identity and identity.id in known else None,
            }


def parts(dossier: Dossier) -> Iterator[Row]:
    """One row for each role of each claim that is filled, and one for its place."""
    for each in dossier.assertions:
        for part in (*each.parts, *filter(None, [each.place])):
            yield {
                "claim": each.claim.id,
                "role": part.role,
                "party": part.key,
                "entity": part.identity.id if part.identity else None,
                "name": part.name,
                "words": part.words,
                "span_start": part.span.start,
                "span_end": part.span.end,
                **numbers(part),
            }


def entities(dossier: Dossier) -> Iterator[Row]:
    """One row for each entity that the reports name."""
    here = {report.id for report in dossier.reports}
    played = Counter(
        key for each in dossier.assertions for key in {part.key for part in each.parts}
    )
    for one in named(dossier):
        yield {
            "entity": one.id,
            "name": one.name,
            "kind": one.kind.value,
            "reports": [report for report in one.reports if report in here],
            "claims": played[one.id],
        }


def names(dossier: Dossier) -> Iterator[Row]:
    """One row for each way in which a source writes an entity's name."""
    for one in named(dossier):
        for name in one.names:
            for source, times in name.sources:
                yield {"entity": one.id, "text": name.text, "source": source, "times": times}


def named(dossier: Dossier) -> Iterator[Identity]:
    """The entities that the reports of the dossier name: of a past day, not those of later ones."""
    here = {report.id for report in dossier.reports}
    return (one for one in dossier.identities if here.intersection(one.reports))


def statements(dossier: Dossier) -> Iterator[Row]:
    """One row for each statement, also for those that no claim hangs on."""
    hanging = Counter(each.claim.statement for each in dossier.assertions)
    for analysis in dossier.analyses:
        by_id = {statement.id: statement for statement in analysis.statements}
        voices = {voice.id: voice for voice in analysis.voices}
        for statement in analysis.statements:
            voice = voices[statement.voice]
            yield {
                "statement": statement.id,
                "report": analysis.report.id,
                "parent": statement.parent,
                "chain": chain(analysis, lineage(statement, by_id)),
                "speaker": " ".join(voice.text.split()),
                "kind": voice.kind.value,
                "manner": statement.manner,
                "stance": statement.stance.value,
                "quoted": statement.quoted.value,
                "duress": statement.duress,
                "negated": statement.negated,
                **standing(analysis, statement),
                "gist": statement.gist,
                "claims": hanging[statement.id],
            }


def propositions(dossier: Dossier) -> Iterator[Row]:
    """One row for each proposition, with what `sayso weigh --format csv` tells of it."""
    for weight in dossier.weighed.weights:
        found = weight_row(weight)
        told_: Row = {name: found[name] for name in TAKEN}  # type: ignore[misc]
        number = weight.number
        likely = str(found["likelihood"]) if number is not None else None
        yield {
            **told_,
            "first": day(str(found["first"])),
            "credibility": weight.credibility.words,
            "grade": None if number is None else weight.credibility.grade,
            "because": weight.credibility.because,
            **opinion(weight),
            "likelihood": likely,
        }


def origins(dossier: Dossier) -> Iterator[Row]:
    """One row for each origin of each proposition, those that deny it included."""
    for weight in dossier.weighed.weights:
        for each in weight.origins:
            first = each.origin.first.testimony
            yield {
                "origin": identify("o", each.origin.key),
                "proposition": weight.proposition.id,
                "side": "denies" if each.denies else "asserts",
                "source": each.origin.source,
                "first": first.report,
                "published": day(first.told),
                "reports": list(each.origin.reports),
                "independence": "not established" if each.independent is None else "established",
                "because": "; ".join(because(each)),
                **opinion(weight, each),
            }


def contradictions(dossier: Dossier) -> Iterator[Row]:
    """One row for each two propositions that cannot both hold, or that tell two numbers."""
    weighed = dossier.weighed
    found: tuple[Contradiction | Variant, ...] = (*weighed.contradictions, *weighed.variants)
    for each in found:
        kind = each.kind.value if isinstance(each, Contradiction) else "number"
        yield {
            "proposition": each.one,
            "other": each.other,
            "kind": kind,
            "because": each.because,
        }


def copies(dossier: Dossier) -> Iterator[Row]:
    """One row for each passage that a report took from another."""
    for each in dossier.weighed.borrowings:
        for number, passage in enumerate(each.passages, start=1):
            yield {
                "report": each.taker,
                "from_report": each.giver,
                "passage": number,
                "span_start": passage.here.start,
                "span_end": passage.here.end,
                "from_start": passage.there.start,
                "from_end": passage.there.end,
                "share": each.share,
                "known_by": each.known_by.value,
                "credited": each.credited,
            }


def judgements(dossier: Dossier) -> Iterator[Row]:
    """One row for each judgement that stands: taking one back leaves no trace."""
    known = {each.claim.id for each in dossier.assertions}
    for judged in dossier.judgements:
        said = judged.judgement
        if judged.retraction is not None:
            continue
        value = None if said.value is None else json.dumps(said.value, ensure_ascii=False)
        yield {
            "judgement": judged.id,
            "at": moment(judged.at),
            "who": said.who,
            "decision": said.decision.value,
            "subject": said.subject,
            "claim": said.subject if said.subject in known else None,
            "value": value,
            "why": said.why,
        }


MADE: dict[str, Callable[[Dossier], Iterable[Row]]] = {
    "reports": reports,
    "claims": claims,
    "chains": chains,
    "parts": parts,
    "entities": entities,
    "names": names,
    "statements": statements,
    "propositions": propositions,
    "origins": origins,
    "contradictions": contradictions,
    "copies": copies,
    "judgements": judgements,
    "dictionary": lambda _: dictionary(),
}


def told(fact: Told | None) -> str | None:
    """The value of a fact that the report may not tell."""
    return fact.value if fact else None


def day(words: str | None) -> date | None:
    """The day that an ISO date names; None where it names none."""
    try:
        return date.fromisoformat(words or "")
    except ValueError:
        return None


def moment(words: str) -> datetime:
    """The time, to the second, that the case tells in UTC and ISO 8601."""
    return datetime.fromisoformat(words).astimezone(UTC).replace(microsecond=0)


def interests(each: Assertion) -> str:
    """Whose side the voices of a claim's chain are on."""
    called = {id_: one.name for id_, one in zip(each.claim.chain, each.chain, strict=True)}
    return "; ".join(
        f"{called[i.voice]} {'is' if i.itself else 'belongs to'} the {i.role}"
        for i in each.claim.interests
        if i.voice in called
    )


def numbers(part: Part) -> Row:
    """How many the words of a part allow, if they tell it."""
    if part.count is None:
        return {}
    most = finite(part.count.high)
    return {"least": round(part.count.low, 4), "most": None if most is None else round(most, 4)}


def chain(analysis: Analysis, path: tuple[Statement, ...]) -> str:
    """A chain in the words of its report, the outlet first."""
    voices = {voice.id: voice for voice in analysis.voices}
    links = [
        voices[one.voice].text + (f" ({act(one)})" if one.parent is not None else "")
        for one in path
    ]
    return " ".join(TELLS.join(links).split())


def standing(analysis: Analysis, statement: Statement) -> Row:
    """Where a statement stands, and the hash of its words, but not the words."""
    if not statement.content:
        return {}
    start = min(span.start for span in statement.content)
    end = max(span.end for span in statement.content)
    pieces = [f"{span.start}-{span.end}" for span in statement.content]
    return {
        "span_start": start,
        "span_end": end,
        "pieces": pieces if len(pieces) > 1 else [],
        "words_sha256": digest(analysis.report.text[start:end]),
    }


def opinion(weight: Weight, origin: OriginWeight | None = None) -> Row:
    """The numbers of a proposition, or of one of its origins; none where it cannot be judged."""
    if weight.number is None:
        return {}
    found = opinion_to_json(origin.opinion if origin else weight.number) or {}
    return {name: value for name, value in found.items() if name != "base_rate"}
