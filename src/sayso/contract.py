"""The JSON of `sayso claims`, a promise to other programs: add to it, never rename.

    to_json(analysis) -> dict       from_json(dict) -> Analysis

The schema that the shape obeys ships beside this module as `schema/claims.schema.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.model import (
    Analysis,
    Claim,
    Entity,
    EntityKind,
    Filler,
    Interest,
    Modality,
    Polarity,
    Quoted,
    Report,
    Setting,
    Span,
    Stance,
    Statement,
    Told,
    Voice,
    VoiceKind,
    When,
    Where,
)

Json = dict[str, Any]

# What a report tells of itself, in the order in which it is printed.
TOLD_FIELDS = (
    "outlet",
    "title",
    "byline",
    "dateline",
    "published",
    "published_at",
    "url",
    "language",
)

# When, where, to whom and through what medium a statement was made.
SETTING_FIELDS = ("when", "where", "to", "medium")


def to_json(analysis: Analysis) -> Json:
    """The analysis as the promised JSON object."""
    return {
        "report": report_to_json(analysis.report),
        "version": analysis.version,
        "voices": [voice_to_json(v) for v in analysis.voices],
        "statements": [statement_to_json(s) for s in analysis.statements],
        "entities": [entity_to_json(e) for e in analysis.entities],
        "claims": [claim_to_json(c) for c in analysis.claims],
    }


def from_json(data: Mapping[str, Any]) -> Analysis:
    """The analysis that `to_json` made `data` from.

    Raises KeyError or ValueError where `data` does not have the promised shape.
    """
    return Analysis(
        report=report_from_json(data["report"]),
        version=data["version"],
        voices=tuple(voice_from_json(v) for v in data["voices"]),
        statements=tuple(statement_from_json(s) for s in data["statements"]),
        entities=tuple(entity_from_json(e) for e in data["entities"]),
        claims=tuple(claim_from_json(c) for c in data["claims"]),
    )


def span_to_json(span: Span | None) -> Json | None:
    """`{"start", "end"}`, or null."""
    return None if span is None else {"start": span.start, "end": span.end}


def span_from_json(data: Mapping[str, Any] | None) -> Span | None:
    """The span, or None for null."""
    return None if data is None else some_span(data)


def some_span(data: Mapping[str, Any]) -> Span:
    """The span of an object that must have one."""
    return Span(data["start"], data["end"])


def report_to_json(report: Report) -> Json:
    """What is told of the report, where each fact was found, and the text."""
    told = {name: getattr(report, name) for name in TOLD_FIELDS}
    return {
        "id": report.id,
        "path": report.path,
        "part": report.part,
        "sha256": report.sha256,
        "media": report.media,
        **{name: fact.value if fact else None for name, fact in told.items()},
        "found": {name: fact.where for name, fact in told.items() if fact},
        "flags": list(report.flags),
        "text": report.text,
    }


def report_from_json(data: Mapping[str, Any]) -> Report:
    """The report that `report_to_json` described."""
    told = {name: Told(data[name], where) for name, where in data["found"].items()}
    return Report(
        id=data["id"],
        path=data["path"],
        part=data["part"],
        sha256=data["sha256"],
        media=data["media"],
        text=data["text"],
        flags=tuple(data["flags"]),
        **told,
    )


def voice_to_json(voice: Voice) -> Json:
    """One voice with its mentions."""
    return {
        "id": voice.id,
        "text": voice.text,
        "kind": voice.kind.value,
        "entity": voice.entity,
        "count": voice.count,
        "mentions": [span_to_json(m) for m in voice.mentions],
        "named": voice.named,
        "affiliation": span_to_json(voice.affiliation),
        "condition": span_to_json(voice.condition),
    }


def voice_from_json(data: Mapping[str, Any]) -> Voice:
    """The voice that `voice_to_json` described; what older versions did not tell is unknown."""
    return Voice(
        id=data["id"],
        text=data["text"],
        kind=VoiceKind(data["kind"]),
        mentions=tuple(some_span(m) for m in data["mentions"]),
        entity=data["entity"],
        count=data["count"],
        named=data.get("named", False),
        affiliation=span_from_json(data.get("affiliation")),
        condition=span_from_json(data.get("condition")),
    )


def statement_to_json(statement: Statement) -> Json:
    """One node of the tree of statements."""
    return {
        "id": statement.id,
        "parent": statement.parent,
        "voice": statement.voice,
        "source": span_to_json(statement.source),
        "cue": span_to_json(statement.cue),
        "content": [span_to_json(c) for c in statement.content],
        "manner": statement.manner,
        "quoted": statement.quoted.value,
        "duress": statement.duress,
        "negated": statement.negated,
        "stance": statement.stance.value,
        "said": {name: span_to_json(getattr(statement.setting, name)) for name in SETTING_FIELDS},
        "gist": statement.gist,
    }


def statement_from_json(data: Mapping[str, Any]) -> Statement:
    """The statement that `statement_to_json` described."""
    return Statement(
        id=data["id"],
        parent=data["parent"],
        voice=data["voice"],
        source=span_from_json(data["source"]),
        cue=span_from_json(data["cue"]),
        content=tuple(some_span(c) for c in data["content"]),
        manner=data["manner"],
        quoted=Quoted(data["quoted"]),
        duress=data["duress"],
        negated=data["negated"],
        stance=Stance(data.get("stance", Stance.VOICE)),
        setting=Setting(**{k: span_from_json(v) for k, v in data.get("said", {}).items()}),
        gist=data.get("gist"),
    )


def entity_to_json(entity: Entity) -> Json:
    """One entity with its mentions."""
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "mentions": [span_to_json(m) for m in entity.mentions],
        "references": [span_to_json(r) for r in entity.references],
    }


def entity_from_json(data: Mapping[str, Any]) -> Entity:
    """The entity that `entity_to_json` described."""
    return Entity(
        id=data["id"],
        name=data["name"],
        kind=EntityKind(data["kind"]),
        mentions=tuple(some_span(m) for m in data["mentions"]),
        references=tuple(some_span(r) for r in data.get("references", ())),
    )


def claim_to_json(claim: Claim) -> Json:
    """One claim with its chain, outlet first."""
    when, where = claim.when, claim.where
    return {
        "id": claim.id,
        "statement": claim.statement,
        "type": claim.type,
        "trigger": span_to_json(claim.trigger),
        "roles": {
            role: {
                "start": filler.span.start,
                "end": filler.span.end,
                "entity": filler.entity,
                "count": filler.count,
            }
            for role, filler in claim.roles
        },
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "when": when
        and {
            "start": when.span.start,
            "end": when.span.end,
            "from": when.start,
            "to": when.end,
        },
        "where": where
        and {"start": where.span.start, "end": where.span.end, "entity": where.entity},
        "evidence": span_to_json(claim.evidence),
        "chain": list(claim.chain),
        "interests": [
            {"voice": i.voice, "role": i.role, "itself": i.itself} for i in claim.interests
        ],
        "confidence": claim.confidence,
    }


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """The claim that `claim_to_json` described."""
    when, where = data["when"], data["where"]
    return Claim(
        id=data["id"],
        statement=data["statement"],
        type=data["type"],
        trigger=some_span(data["trigger"]),
        roles=tuple(
            (role, Filler(some_span(filler), filler["entity"], filler["count"]))
            for role, filler in data["roles"].items()
        ),
        polarity=Polarity(data["polarity"]),
        modality=Modality(data["modality"]),
        evidence=some_span(data["evidence"]),
        chain=tuple(data["chain"]),
        when=When(some_span(when), when["from"], when["to"]) if when else None,
        where=Where(some_span(where), where["entity"]) if where else None,
        interests=tuple(Interest(**interest) for interest in data.get("interests", ())),
        confidence=data.get("confidence"),
    )
