"""Annotation -> the tree of statements, and the voices.

attribution = attribute(annotation)
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.annotate import Annotation
from sayso.model import Quoted, Span, Statement, Voice, VoiceKind, identify

__all__ = ["Attribution", "attribute"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The statements of one report, the root first, and the voices that speak in them."""

    voices: tuple[Voice, ...]
    statements: tuple[Statement, ...]

    @property
    def root(self) -> Statement:
        """The outlet's own narration."""
        return self.statements[0]

    def innermost(self, span: Span) -> Statement:
        """The deepest statement whose content holds `span`; the root where none does."""
        best, size = self.root, None
        for statement in self.statements[1:]:
            for content in statement.content:
                width = content.end - content.start
                if content.holds(span) and (size is None or width < size):
                    best, size = statement, width
        return best


def attribute(annotation: Annotation) -> Attribution:
    """The statements and voices of an annotated report."""
    report = annotation.report
    name = report.outlet.value if report.outlet else "the report"
    voice = Voice(identify("v", report.id, "outlet"), name, VoiceKind.OUTLET)
    root = Statement(
        identify("s", report.id, "root"),
        None,
        voice.id,
        None,
        None,
        (Span(0, len(report.text)),),
        "narrates",
        Quoted.DIRECT,
    )
    return Attribution((voice,), (root,))
