"""What must be true of every analysis, checked from the value alone.

for kind, sentence in broken(analysis): ...

The ledger asks before it takes an analysis in, and again in `verify`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sayso.model import Analysis, Span, Statement

Broken = tuple[str, str]


def broken(analysis: Analysis) -> Iterator[Broken]:
    """Each promise that `analysis` breaks, as its kind and one sentence.

    Kinds: "id", "span", "tree", "reference", "chain".
    """
    yield from _ids(analysis)
    yield from _spans(analysis)
    yield from _tree(analysis.statements)
    yield from _references(analysis)
    yield from _chains(analysis)


def _ids(analysis: Analysis) -> Iterator[Broken]:
    nouns = {
        "voice": [voice.id for voice in analysis.voices],
        "statement": [statement.id for statement in analysis.statements],
        "entity": [entity.id for entity in analysis.entities],
        "claim": [claim.id for claim in analysis.claims],
    }
    for noun, ids in nouns.items():
        for name, times in Counter(ids).items():
            if times > 1:
                yield "id", f"{times} of its {noun} ids are the same: {name}"


def _spans(analysis: Analysis) -> Iterator[Broken]:
    length = len(analysis.report.text)
    for owner, span in spans(analysis):
        if span.end > length:
            yield (
                "span",
                f"{owner} points at {span.start} to {span.end}, the text ends at {length}",
            )


def spans(analysis: Analysis) -> Iterator[tuple[str, Span]]:
    """Every span of the analysis, with the name of what it belongs to."""
    for voice in analysis.voices:
        said_of = (*voice.mentions, voice.affiliation, voice.condition)
        yield from ((f"voice {voice.id}", span) for span in said_of if span)
    for entity in analysis.entities:
        yield from (
            (f"entity {entity.id}", span) for span in (*entity.mentions, *entity.references)
        )
    for statement in analysis.statements:
        setting = statement.setting
        around = (setting.when, setting.where, setting.to, setting.medium)
        told = (statement.source, statement.cue, *statement.content, *around)
        yield from ((f"statement {statement.id}", span) for span in told if span)
    for claim in analysis.claims:
        told = (
            claim.trigger,
            claim.evidence,
            *(filler.span for _, filler in claim.roles),
            *(place.span for place in (claim.when, claim.where) if place),
        )
        yield from ((f"claim {claim.id}", span) for span in told if span)


def _tree(statements: tuple[Statement, ...]) -> Iterator[Broken]:
    roots = sum(statement.parent is None for statement in statements)
    if roots != 1:
        yield "tree", f"it has {roots} roots among its statements, not one"
    parents = {statement.id: statement.parent for statement in statements}
    for statement in statements:
        if statement.parent is not None and statement.parent not in parents:
            yield (
                "tree",
                f"statement {statement.id} hangs on {statement.parent}, which is not there",
            )
        elif _goes_round(statement.id, parents):
            yield "tree", f"statement {statement.id} hangs on itself, by way of its parents"


def _goes_round(start: str, parents: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    at: str | None = start
    while at is not None and at not in seen:
        seen.add(at)
        at = parents.get(at)
    return at is not None


def _references(analysis: Analysis) -> Iterator[Broken]:
    voices = {voice.id for voice in analysis.voices}
    entities = {entity.id for entity in analysis.entities}
    for statement in analysis.statements:
        if statement.voice not in voices:
            yield "reference", f"statement {statement.id} has no such voice: {statement.voice}"
    for voice in analysis.voices:
        if voice.entity is not None and voice.entity not in entities:
            yield "reference", f"voice {voice.id} has no such entity: {voice.entity}"
    for claim in analysis.claims:
        named = [(role, filler.entity) for role, filler in claim.roles]
        named += [("where", claim.where.entity)] if claim.where else []
        for interest in claim.interests:
            if interest.voice not in voices:
                yield "reference", f"claim {claim.id} has no such voice: {interest.voice}"
        for role, entity in named:
            if entity is not None and entity not in entities:
                yield "reference", f"claim {claim.id} has no such entity as its {role}: {entity}"


def _chains(analysis: Analysis) -> Iterator[Broken]:
    by_id = {statement.id: statement for statement in analysis.statements}
    for claim in analysis.claims:
        if claim.statement not in by_id:
            yield "chain", f"claim {claim.id} hangs on no statement: {claim.statement}"
        elif claim.chain != _path(by_id[claim.statement], by_id):
            yield "chain", f"the chain of claim {claim.id} is not the path from the outlet to it"


def _path(statement: Statement, by_id: dict[str, Statement]) -> tuple[str, ...]:
    """As `model.chain_of`, and safe on a tree that is none."""
    path: list[Statement] = []
    at: Statement | None = statement
    while at is not None and at not in path:
        path.append(at)
        at = by_id.get(at.parent) if at.parent is not None else None
    return tuple(step.voice for step in reversed(path))
