"""Annotation -> the tree of statements, and the voices.

    attribution = attribute(annotation)

A trained reader finds statements flat (`reader`); lines whose layout says who speaks are read by
their form (`headlines`). Quotations without a cue go to the speaker who goes on (`quotation`),
words handed on to the one who is cited (`citing`). Then statements are nested by where their cues
stand (`tree`), and sources joined to voices (`voices`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.annotate.annotation import Annotation
from sayso.annotate.layout import Layout
from sayso.attribute.charging import find_charges, part_charges
from sayso.attribute.citing import hand_on
from sayso.attribute.cue import stances
from sayso.attribute.duress import under_duress
from sayso.attribute.headlines import find_lines, is_asked, is_caption, kickers
from sayso.attribute.hedge import find_hedges, hear_hedged
from sayso.attribute.identifying import find_naming_clauses
from sayso.attribute.joining import join
from sayso.attribute.owning import own_up, take_up, tell_apart
from sayso.attribute.quotation import by_paragraph, carry_on, fill, introduce, reclaim, unclaimed
from sayso.attribute.reader import read_statements, reader_version
from sayso.attribute.relaying import relay
from sayso.attribute.setting import media, setting_of
from sayso.attribute.signing import apart_from, find_signed
from sayso.attribute.telling import Telling, behind_semicolons, part
from sayso.attribute.tidings import find_tidings, hand_back, without_label
from sayso.attribute.trailing import trail
from sayso.attribute.tree import Contents, nest
from sayso.attribute.voices import Cast
from sayso.attribute.voicing import is_nominal, speaks
from sayso.model import (
    EntityKind,
    Quoted,
    Report,
    Span,
    Stance,
    Statement,
    Voice,
    VoiceKind,
    identify,
)

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
    layout = annotation.layout
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
    lines = [without_label(annotation, t) for t in find_lines(annotation, layout)]
    reading = read_statements(annotation, layout)
    lines = [t for t in lines if not is_cued_within(t, reading.tellings)]
    # A line's form is surer than its telegraphic words.
    apart = [t for t in reading.tellings if not any(same_cue(t, line) for line in lines)]
    apart = [t for t in apart if not is_colon_of(t, apart) and not is_label(annotation, t)]
    apart = [t for t in apart if not is_medium_of(annotation, t, apart)]
    apart = [t for t in apart if not is_broken_off(annotation.report.text, t)]
    posts = list(find_signed(annotation, layout))
    apart, lines = apart_from(posts, apart), [*posts, *apart_from(posts, lines)]
    apart = [join(annotation, t) for t in apart]
    apart = part(trail(annotation, apart), annotation.report.text)
    apart = behind_semicolons(apart, annotation.report.text)
    doc = annotation.doc
    apart = [take_up(doc, own_up(doc, without_label(annotation, t))) for t in apart]
    apart = hand_back(annotation, [within_paragraph(layout, t) for t in apart])
    apart += find_tidings(annotation.doc, apart)
    apart += find_naming_clauses(annotation, apart)
    apart = list(part_charges(doc, apart))
    apart += find_charges(annotation, apart)
    hedged = find_hedges(annotation.doc, apart)
    apart = hear_hedged(annotation, apart)
    found = introduce(layout, sorted([*lines, *apart, *hedged], key=lambda t: t.anchor))
    found = reclaim(layout, carry_on(layout, fill(layout, found)), reading.spare)
    found = [*found, *unclaimed(layout, found)]
    found = tell_apart(doc, found)
    return relay(annotation, hand_on(annotation, found, reading.spare))


def same_cue(telling: Telling, line: Telling) -> bool:
    """Whether both are told by the same words."""
    return telling.cue is not None and line.cue is not None and telling.cue.meets(line.cue)


def is_broken_off(text: str, telling: Telling) -> bool:
    """Whether all that was told ends with the word that leads in what follows: "a bombing that".

    So it does where the parse takes whoever stands behind that word for who speaks.
    """
    source = telling.source
    if source is None or not telling.content or telling.content[-1].end > source.start:
        return False
    return telling.content[-1].of(text).split()[-1].lower() in {"that", "which", "who", "whom"}


def is_label(annotation: Annotation, telling: Telling) -> bool:
    """Whether the words before a colon name a part of the report and no voice: "Title: ...".

    So does a noun for things at the head of a paragraph ("Superdelegates: Olt has backed ..."),
    what is no noun ("Very private: the singer married in May"), and a caption.
    """
    cue, source = telling.cue, telling.source
    text = annotation.report.text
    if cue is None or source is None or cue.of(text) != ":":
        return False
    if text[: source.start].rpartition("\n")[2]:
        return False
    noun = annotation.doc[telling.speaker]
    line = annotation.layout.paragraphs[annotation.layout.paragraph(source.start)]
    if line.of(text).rstrip()[-1:].isalnum():
        first = line.start == 0
        places = {n.span.of(text) for n in annotation.names if n.kind is EntityKind.PLACE}
        placed = first and source.of(text) in places
        if placed or is_asked(text, telling) or (not first and is_caption(annotation, telling)):
            return True
    thing = noun.tag_ == "NNS" and len(source.of(text).split()) == 1
    quoted = any(annotation.layout.meeting(s) for s in telling.content)
    words = annotation.doc.char_span(source.start, source.end, alignment_mode="expand")
    lost = words is not None and not any(map(is_nominal, (words.root, words[-1])))
    return source.of(text).lower() in kickers() or (
        not quoted and (lost or (thing and not speaks(annotation.names, noun)))
    )


def is_medium_of(annotation: Annotation, telling: Telling, tellings: Sequence[Telling]) -> bool:
    """Whether a source is only where somebody said it: "In a memo, Olt said ..."."""
    cue, source = telling.cue, telling.source
    text = annotation.report.text
    if cue is None or source is None or telling.speaker < 0 or cue.of(text).lower() != "in":
        return False
    if annotation.doc[telling.speaker].lemma_.lower() not in media():
        return False
    return any(
        t.source is not None
        and t.cue is not None
        and any(s.holds(t.source) and s.holds(t.cue) for s in telling.content)
        and not text[source.end : t.source.start].count(".")
        for t in tellings
    )


def within_paragraph(layout: Layout, telling: Telling) -> Telling:
    """A statement after a colon without the paragraphs below, where its own words are no quotation.

    What is quoted below a caption ("Passing through: Kai at the station") is somebody else's.
    """
    cue = telling.cue
    if cue is None or cue.of(layout.text) != ":":
        return telling
    here = layout.paragraphs[layout.paragraph(cue.start)]
    own = [s for s in by_paragraph(layout, telling.content) if here.holds(s)]
    plain = any(s.start > cue.start for s in own) and not any(layout.meeting(s) for s in own)
    return replace(telling, content=tuple(own)) if plain else telling


def is_colon_of(telling: Telling, tellings: Sequence[Telling]) -> bool:
    """Whether a colon tells what a verb before it tells already: "told the paper: ..."."""
    cue, source = telling.cue, telling.source
    if cue is None or source is None or cue.end - cue.start > 1:
        return False
    return any(
        t is not telling and t.source == source and t.content[-1:] == telling.content[-1:]
        for t in tellings
    )


def is_cued_within(telling: Telling, tellings: Sequence[Telling]) -> bool:
    """Whether the words before a colon tell who said it: "The paper quoted Olt as saying: ..."."""
    source = telling.source
    return source is not None and any(
        t.cue is not None and source.holds(t.cue) and t.content[-1:] == telling.content[-1:]
        for t in tellings
    )


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


WORDS = re.compile(r"\w+")


def state(
    annotation: Annotation, layout: Layout, telling: Telling, parent: Statement, voice: str
) -> Statement:
    """The statement that a telling makes in its place in the tree."""
    at = telling.anchor
    key = (at.start, at.end, telling.content[0].start, telling.manner)
    duress = under_duress(annotation.doc, telling)
    stance = stances().get(telling.manner, Stance.VOICE)
    return Statement(
        identify("s", annotation.report.id, *key),
        parent.id,
        voice,
        telling.source,
        telling.cue,
        telling.content,
        telling.manner,
        Quoted.DIRECT if telling.verbatim else quoted(layout, telling),
        duress,
        telling.negated,
        # What was said in somebody's hands is not told as true, however the cue puts it.
        Stance.VOICE if duress and stance is Stance.SHARED else stance,
        setting_of(annotation, telling),
    )


def quoted(layout: Layout, telling: Telling) -> Quoted:
    """Whether the content stands in quotation marks: all of it, a part, or none.

    Marks around the cue are those of the voice that tells of this one.
    """
    marks = [
        q.span
        for span in telling.content
        for q in layout.meeting(span)
        if telling.cue is None or not q.span.holds(telling.cue)
    ]
    if not marks:
        return Quoted.INDIRECT
    letters = [
        i for s in telling.content for i in range(s.start, s.end) if layout.text[i].isalnum()
    ]
    outside = [i for i in letters if not any(m.start <= i < m.end for m in marks)]
    return Quoted.MIXED if outside else Quoted.DIRECT
