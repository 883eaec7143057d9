"""The trained reader: a parsed text -> its statements, flat, nested ones among them.

    tellings = read_statements(annotation, layout)

One pass of a small encoder marks the words that may be cues; from each of them a second head looks
for this cue's own source and content, and says how sure it is that there is a statement, outermost
or nested (`network`). `decode` makes spans of that. How the weights came to be: `training/`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotate import Annotation, Name
from sayso.attribute.cue import manner_of
from sayso.attribute.layout import Layout
from sayso.attribute.quotation import introduces
from sayso.attribute.reader.decode import Found, choose
from sayso.attribute.reader.network import look_for, trained
from sayso.attribute.reader.relation import head_of_words
from sayso.attribute.reader.wording import Wording, word_by_word
from sayso.attribute.telling import Telling
from sayso.attribute.unsaid import is_unmade
from sayso.model import Span

__all__ = ["read_statements", "reader_version"]

# Full F1 on PolNeAR's development half is flat from 0.35 to 0.5.
LEAST_OUTER = 0.4
LEAST_INNER = 0.5


def reader_version() -> str:
    """The weights that read statements, for the record."""
    return f"reader {trained().version}"


def read_statements(annotation: Annotation, layout: Layout) -> list[Telling]:
    """The statements of a text in the order of their cues.

    One whose cue ends its paragraph with a colon has no content yet: that stands below.
    """
    wording = word_by_word(annotation.doc, layout)
    if not len(wording):
        return []
    every = look_for(wording)
    opening = [
        f
        for f in every
        if not f.content and f.outer >= LEAST_OUTER and introduces(layout, wording.span(*f.cue))
    ]
    found = sorted([*choose(every, LEAST_OUTER, LEAST_INNER), *opening], key=lambda f: f.cue)
    return [tell(wording, annotation.names, each) for each in found]


def tell(wording: Wording, names: Sequence[Name], found: Found) -> Telling:
    """A statement in characters, with the tokens that head its cue and its source."""
    doc = wording.doc
    head = head_of_words(wording, *found.cue)
    cue = wording.span(*found.cue)
    content = tuple(wording.span(a, b) for a, b in found.content)
    source = wording.span(*found.source) if found.source else None
    if source is not None:
        source = with_names(source, names, (cue, *content))
    return Telling(
        source,
        cue,
        content,
        manner_of(doc, cue, head, content[0] if content else None),
        head.i,
        speaker_in(wording, source),
        is_unmade(head),
    )


def with_names(source: Span, names: Sequence[Name], taken: Sequence[Span]) -> Span:
    """The source with the whole of each name that it cuts, where that is free."""
    for name in names:
        if name.span.meets(source) and not source.holds(name.span):
            whole = source.join(name.span)
            if not any(span.meets(whole) for span in taken):
                source = whole
    return source


def speaker_in(wording: Wording, source: Span | None) -> int:
    """The token that heads a source, -1 where there is none."""
    if source is None:
        return -1
    span = wording.doc.char_span(source.start, source.end, alignment_mode="expand")
    return span.root.i if span is not None else -1
