"""Annotation -> the tree of statements, and the voices.

    attribution = attribute(annotation)

A first engine on the parse and the quotation marks. It finds statements flat (`verbs`, `nouns`,
`phrases`, `headlines`), gives quotations without a cue to the speaker who goes on (`quotation`),
nests statements by where their cues stand (`tree`), and joins sources to voices (`voices`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.annotate import Annotation
from sayso.attribute.citing import hand_on
from sayso.attribute.duress import under_duress
from sayso.attribute.headlines import find_lines
from sayso.attribute.layout import Layout, lay_out
from sayso.attribute.nouns import find_nouns
from sayso.attribute.phrases import find_phrases
from sayso.attribute.quotation import carry_on, introduce, unclaimed
from sayso.attribute.telling import Telling
from sayso.attribute.tree import Contents, nest
from sayso.attribute.verbs import find_verbs
from sayso.attribute.voices import Cast
from sayso.model import Quoted, Report, Span, Statement, Voice, VoiceKind, identify

__all__ = ["Attribution", "attribute", "narration"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The statements of one report, the root first, and the voices that speak in them."""

    voices: tuple[Voice, ...]
    statements: tuple[Statement, ...]
    contents: Contents = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        told = Contents([s.content for s in self.statements[1:]])
        object.__setattr__(self, "contents", told)

    @property
    def root(self) -> Statement:
        """The outlet's own narration."""
        return self.statements[0]

    def innermost(self, span: Span) -> Statement:
        """The deepest statement whose content holds `span`; the root where none does."""
        holders = self.contents.around(span)
        if not holders:
            return self.root
        narrow = min(width for _, width in holders)
        best = [self.statements[i + 1] for i, width in holders if width == narrow]
        # Words handed on ("X reported, citing Y") are the content of both: the inner one has them.
        above = {s.parent for s in best}
        return next((s for s in best if s.id not in above), best[-1])


def attribute(annotation: Annotation) -> Attribution:
    """The statements and voices of an annotated report."""
    report = annotation.report
    layout = lay_out(report.text)
    tellings = find_tellings(annotation, layout)
    root, outlet = narration(report)
    cast = Cast(annotation, layout, outlet)
    statements: list[Statement] = [root]
    placed: dict[int, Statement] = {}
    parents = nest(tellings)
    for i in outside_in(parents):
        up = parents[i]
        parent = root if up is None else placed[up]
        voice = cast.speaker(tellings[i], parent)
        placed[i] = state(annotation, layout, tellings[i], parent, voice)
    statements.extend(placed[i] for i in range(len(tellings)))
    return Attribution(cast.voices(), tuple(statements))


def find_tellings(annotation: Annotation, layout: Layout) -> list[Telling]:
    """All statements of a text, flat, in the order of their cues."""
    doc = annotation.doc
    lines = list(find_lines(annotation, layout))
    told = [*find_verbs(doc, layout), *find_nouns(doc), *find_phrases(doc, layout)]
    # A line's form is surer than the parse of its telegraphic grammar.
    apart = [t for t in told if not any(same_cue(t, line) for line in lines)]
    found = sorted({t.cue: t for t in [*lines, *apart]}.values(), key=lambda t: t.anchor)
    found = introduce(layout, found)
    found = carry_on(layout, found)
    return hand_on(annotation, sorted([*found, *unclaimed(layout, found)], key=lambda t: t.anchor))


def same_cue(telling: Telling, line: Telling) -> bool:
    """Whether both are told by the same words."""
    return telling.cue is not None and line.cue is not None and telling.cue.meets(line.cue)


def outside_in(parents: list[int | None]) -> list[int]:
    """The order in which every statement comes after the one it lies in, else as in the text."""
    order: dict[int, None] = {}
    for i in range(len(parents)):
        path = []
        at: int | None = i
        while at is not None and at not in order:
            path.append(at)
            at = parents[at]
        order.update(dict.fromkeys(reversed(path)))
    return list(order)


def narration(report: Report) -> tuple[Statement, Voice]:
    """The root of a report's tree and the voice of its outlet."""
    name = report.outlet.value if report.outlet else "the report"
    voice = Voice(identify("v", report.id, "outlet"), name, VoiceKind.OUTLET)
    whole = Span(0, len(report.text))
    root = Statement(
        identify("s", report.id, "root"),
        None,
        voice.id,
        None,
        None,
        (whole,),
        "narrates",
        Quoted.INDIRECT,
    )
    return root, voice


def state(
    annotation: Annotation, layout: Layout, telling: Telling, parent: Statement, voice: str
) -> Statement:
    """The statement that a telling makes in its place in the tree."""
    at = telling.anchor
    key = (at.start, at.end, telling.content[0].start, telling.manner)
    return Statement(
        identify("s", annotation.report.id, *key),
        parent.id,
        voice,
        telling.source,
        telling.cue,
        telling.content,
        telling.manner,
        Quoted.DIRECT if telling.verbatim else quoted(layout, telling.content),
        under_duress(annotation.doc, telling),
        telling.negated,
    )


def quoted(layout: Layout, content: tuple[Span, ...]) -> Quoted:
    """Whether the content stands in quotation marks: all of it, a part, or none."""
    inside = sum(any(q.span.holds(s) for q in layout.quotes) for s in content)
    if inside == len(content):
        return Quoted.DIRECT
    touched = any(q.span.meets(s) for q in layout.quotes for s in content)
    return Quoted.MIXED if touched else Quoted.INDIRECT
