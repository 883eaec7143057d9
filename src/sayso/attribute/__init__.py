"""Annotation -> the tree of statements, and the voices.

    attribution = attribute(annotation)

A trained reader finds statements flat (`reader`); lines whose layout says who speaks are read by
their form (`headlines`). Quotations without a cue go to the speaker who goes on (`quotation`),
words handed on to the one who is cited (`citing`). Then statements are nested by where their cues
stand (`tree`), and sources joined to voices (`voices`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.annotate import Annotation
from sayso.attribute.citing import hand_on
from sayso.attribute.cue import stances
from sayso.attribute.duress import under_duress
from sayso.attribute.headlines import find_lines
from sayso.attribute.hedge import find_hedges
from sayso.attribute.layout import Layout, lay_out
from sayso.attribute.quotation import carry_on, fill, introduce, reclaim, unclaimed
from sayso.attribute.reader import read_statements, reader_version
from sayso.attribute.setting import setting_of
from sayso.attribute.telling import Telling
from sayso.attribute.tree import Contents, nest
from sayso.attribute.voices import Cast
from sayso.model import Quoted, Report, Span, Stance, Statement, Voice, VoiceKind, identify

__all__ = ["Attribution", "attribute", "hang", "narration", "reader_version"]


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
    layout = lay_out(annotation.report.text)
    return hang(annotation, layout, find_tellings(annotation, layout))


def hang(annotation: Annotation, layout: Layout, tellings: Sequence[Telling]) -> Attribution:
    """The tree of statements found flat, in the order of their cues, and their voices."""
    root, outlet = narration(annotation.report)
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
    lines = list(find_lines(annotation, layout))
    reading = read_statements(annotation, layout)
    # A line's form is surer than its telegraphic words.
    apart = [t for t in reading.tellings if not any(same_cue(t, line) for line in lines)]
    hedged = find_hedges(annotation.doc, apart)
    found = introduce(layout, sorted([*lines, *apart, *hedged], key=lambda t: t.anchor))
    found = reclaim(layout, carry_on(layout, fill(layout, found)), reading.spare)
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
        stances().get(telling.manner, Stance.VOICE),
        setting_of(annotation, telling),
    )


def quoted(layout: Layout, content: tuple[Span, ...]) -> Quoted:
    """Whether the content stands in quotation marks: all of it, a part, or none."""
    around = [(span, layout.meeting(span)) for span in content]
    if all(any(q.span.holds(span) for q in quotes) for span, quotes in around):
        return Quoted.DIRECT
    return Quoted.MIXED if any(quotes for _, quotes in around) else Quoted.INDIRECT
