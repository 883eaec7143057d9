"""The trained reader: a parsed text -> its statements, flat, nested ones among them.

    tellings = read_statements(annotation, layout)

One pass of a small encoder marks the words that may be cues; from each of them a second head looks
for this cue's own source and content, and says how sure it is that there is a statement, outermost
or nested (`network`). `decode` makes spans of that. How the weights came to be: `training/`.
"""

from __future__ import annotations

from sayso.annotate import Annotation
from sayso.attribute.cue import manner_of
from sayso.attribute.layout import Layout
from sayso.attribute.reader.decode import Found, choose
from sayso.attribute.reader.network import look_for, network
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
    return f"reader {network().version}"


def read_statements(annotation: Annotation, layout: Layout) -> list[Telling]:
    """The statements of a text in the order of their cues."""
    wording = word_by_word(annotation.doc, layout)
    if not len(wording):
        return []
    found = choose(look_for(wording), LEAST_OUTER, LEAST_INNER)
    return [tell(wording, each) for each in found]


def tell(wording: Wording, found: Found) -> Telling:
    """A statement in characters, with the tokens that head its cue and its source."""
    doc = wording.doc
    head = head_of_words(wording, *found.cue)
    cue = wording.span(*found.cue)
    source = wording.span(*found.source) if found.source else None
    content = tuple(wording.span(a, b) for a, b in found.content)
    return Telling(
        source,
        cue,
        content,
        manner_of(doc, cue, head, content[0]),
        head.i,
        speaker_in(wording, source),
        is_unmade(head),
    )


def speaker_in(wording: Wording, source: Span | None) -> int:
    """The token that heads a source, -1 where there is none."""
    if source is None:
        return -1
    span = wording.doc.char_span(source.start, source.end, alignment_mode="expand")
    return span.root.i if span is not None else -1
