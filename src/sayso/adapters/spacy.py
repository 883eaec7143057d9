"""A component for any spaCy pipeline: who says what in a Doc, as spans of this Doc.

    nlp = spacy.blank("en")                     # or any other pipeline
    nlp.add_pipe("sayso", config={"outlet": "Radio Kellmouth"})
    doc = nlp("...")
    for span in doc.spans["sayso:claims"]:
        print(span.label_, "|", span.text)      # Radio Kellmouth ▸ aide (says): pays | ...
    doc._.sayso                                 # the whole Analysis

sayso reads `doc.text` with models of its own: of the Doc it takes nothing else, and changes nothing
in it but these spans. A label never names a type of claim without its whole chain, and says what is
denied or told as less than real. What was found lies in the Doc as JSON, and so goes along into a
DocBin and to other processes.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from sayso.contract import Json, from_json, to_json
from sayso.export.table import chain_cells, rows
from sayso.library import analyse, report_of
from sayso.model import Analysis, Modality, Polarity, Span, lineage

CLAIMS, STATEMENTS = "sayso:claims", "sayso:statements"
KEY = "sayso"
# What goes without saying in a label.
PLAIN = (Polarity.AFFIRMED, Modality.ACTUAL)


class Component:
    """Reads each Doc; outlet and date hold for every one of them."""

    def __init__(self, outlet: str, published: str, language: str | None) -> None:
        self.outlet, self.published, self.language = outlet, published, language

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, with what is said in it; without a text it stays as it is."""
        if not doc.text.strip():
            return doc
        report = report_of(
            doc.text,
            name="doc",
            language=self.language,
            outlet=self.outlet,
            published=self.published,
        )
        analysis = analyse(report)
        doc.user_data[KEY] = without_text(analysis)
        doc.spans[CLAIMS] = list(claim_spans(doc, analysis))
        doc.spans[STATEMENTS] = list(statement_spans(doc, analysis))
        return doc


@Language.factory("sayso", default_config={"outlet": "", "published": ""})
def make(nlp: Language, name: str, outlet: str, published: str) -> Component:
    """The component, for spaCy's registry. `xx` and an empty language leave it to the text."""
    return Component(outlet, published, nlp.lang if nlp.lang not in ("", "xx") else None)


def claim_spans(doc: Doc, analysis: Analysis) -> Iterator[DocSpan]:
    """The words that each claim rests on, called after its chain and type; `id_` is the claim's."""
    for claim, row in zip(analysis.claims, rows(analysis), strict=True):
        said = [
            claim.type,
            *(each for each in (claim.polarity, claim.modality) if each not in PLAIN),
        ]
        yield aligned(doc, claim.evidence, f"{row['chain']}: {', '.join(said)}", claim.id)


def statement_spans(doc: Doc, analysis: Analysis) -> Iterator[DocSpan]:
    """What was said, called after its chain; `id_` is the statement's. Narration is not marked."""
    by_id = {statement.id: statement for statement in analysis.statements}
    for statement in analysis.statements:
        if statement.parent is not None:
            chain = chain_cells(analysis, lineage(statement, by_id))["chain"]
            for content in statement.content:
                yield aligned(doc, content, chain, statement.id)


def aligned(doc: Doc, span: Span, label: str, name: str) -> DocSpan:
    """The tokens that hold the span: where one begins within a token, the whole of it."""
    found = doc.char_span(span.start, span.end, label=label, alignment_mode="expand", span_id=name)
    if found is None:
        raise ValueError(f"{name} is not within the text of this Doc")
    return found


def without_text(analysis: Analysis) -> Json:
    """The analysis as JSON; the text is the Doc's own."""
    data = to_json(analysis)
    return {**data, "report": {**data["report"], "text": ""}}


def analysis_of(doc: Doc) -> Analysis | None:
    """What the component found in the Doc; None where it did not read it."""
    data = doc.user_data.get(KEY)
    if data is None:
        return None
    return from_json({**data, "report": {**data["report"], "text": doc.text}})


Doc.set_extension("sayso", getter=analysis_of, force=True)
