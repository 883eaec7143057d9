"""An analysis as a tree that can be walked: what hangs under each statement, and who speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model import Analysis, Claim, Entity, Statement, Voice, lineage


@dataclass(frozen=True, slots=True)
class StatementTree:
    """The values of one analysis by id, and the children and claims of each statement."""

    analysis: Analysis
    voices: Mapping[str, Voice]
    statements: Mapping[str, Statement]
    entities: Mapping[str, Entity]
    children: Mapping[str, tuple[Statement, ...]]
    claims: Mapping[str, tuple[Claim, ...]]

    @classmethod
    def of(cls, analysis: Analysis) -> StatementTree:
        """The tree of `analysis`; children and claims are in the order of the text."""
        children: dict[str, list[Statement]] = defaultdict(list)
        claims: dict[str, list[Claim]] = defaultdict(list)
        for statement in sorted(analysis.statements, key=where_told):
            if statement.parent is not None:
                children[statement.parent].append(statement)
        for claim in sorted(analysis.claims, key=lambda c: (c.evidence, c.trigger)):
            claims[claim.statement].append(claim)
        return cls(
            analysis,
            {v.id: v for v in analysis.voices},
            {s.id: s for s in analysis.statements},
            {e.id: e for e in analysis.entities},
            {parent: tuple(found) for parent, found in children.items()},
            {statement: tuple(found) for statement, found in claims.items()},
        )

    @property
    def text(self) -> str:
        """The canonical text that every span counts in."""
        return self.analysis.report.text

    def voice_of(self, statement: Statement) -> Voice:
        """Who makes `statement`."""
        return self.voices[statement.voice]

    def lineage(self, statement: str) -> tuple[Statement, ...]:
        """The statements from the outlet's narration inwards to the one with this id."""
        return lineage(self.statements[statement], self.statements)


def where_told(statement: Statement) -> int:
    """The first character of `statement`, which puts statements in the order of the text."""
    spans = [*statement.content, *(s for s in (statement.source, statement.cue) if s)]
    return min((span.start for span in spans), default=0)
