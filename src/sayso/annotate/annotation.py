"""Report -> Annotation: sentences, parse, the encoder's pass, names, date phrases.

    annotation = annotate(report)

Everything in an annotation is aligned with the report's canonical text: token offsets are code
points of `report.text`, whatever the script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.annotate.dates import find_dates
from sayso.annotate.encoder import Passage, Reals, read
from sayso.annotate.encoder.wording import Wording, word_by_word
from sayso.annotate.layout import Layout, lay_out
from sayso.annotate.names import Name
from sayso.annotate.naming import name, names_version
from sayso.annotate.parse import parse, parser_version
from sayso.annotate.senses import sense
from sayso.model import Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Annotation", "Name", "annotate", "names_version", "parser_version"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A report with its parse. `doc[i].idx` is an offset in `report.text`.

    Sentences never cross a paragraph. Sentences, names and dates are in the order of the text; no
    two names overlap. `inner` are the names within names. `passages` are what the encoder made of
    `wording`; of that the branch for names made `vectors` (words, width), the branch for claims
    `senses` (words, width).
    """

    report: Report
    doc: Doc
    sentences: tuple[Span, ...]
    names: tuple[Name, ...]
    inner: tuple[Name, ...]
    dates: tuple[Span, ...]
    layout: Layout
    wording: Wording
    passages: tuple[Passage, ...]
    vectors: Reals
    senses: Reals


def annotate(report: Report) -> Annotation:
    """Parse the text of `report` and find its sentences, names and date phrases."""
    doc = parse(report.text)
    sentences = tuple(
        Span(s.start_char, s.end_char).trim(report.text) for s in doc.sents if s.text.strip()
    )
    layout = lay_out(report.text)
    wording = word_by_word(doc, layout)
    passages = tuple(read(wording))
    naming = name(wording, passages)
    return Annotation(
        report,
        doc,
        sentences,
        naming.names,
        naming.inner,
        find_dates(doc),
        layout,
        wording,
        tuple(passage.bare() for passage in passages),
        naming.vectors,
        sense(wording, naming.features, passages),
    )
