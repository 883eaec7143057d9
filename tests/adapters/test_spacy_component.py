"""The component for spaCy: spans of the Doc, whatever made it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from sayso.adapters.spacy import CLAIMS, STATEMENTS
from sayso.pipeline import version

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
TEXT = """  Orvane police arrested Hosk Pollack on Tuesday, a court spokeswoman said.

According to two detectives, Pollack admitted that he had bribed Mayor Karst.\t\U0001f6a2

Karst denied that Pollack had paid him.
"""


@pytest.fixture(scope="module")
def blank():
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso", config={"outlet": "Radio Kellmouth", "published": "2024-03-06"})
    return nlp


@pytest.fixture(scope="module")
def doc(blank) -> Doc:
    return blank(TEXT)


def test_no_claim_is_marked_without_its_chain(doc):
    analysis = doc._.sayso
    assert len(doc.spans[CLAIMS]) == len(analysis.claims) > 0
    voices = {voice.id: voice for voice in analysis.voices}
    for span, claim in zip(doc.spans[CLAIMS], analysis.claims, strict=True):
        chain, _, said = span.label_.rpartition(": ")
        assert said.split(", ")[0] == claim.type
        links = chain.split(" ▸ ")
        assert links[0] == "Radio Kellmouth"
        assert [link.rpartition(" (")[0] for link in links[1:]] == [
            " ".join(voices[voice].text.split()) for voice in claim.chain[1:]
        ]
        assert ("denied" in said) is (claim.polarity == "denied")
        assert span.id_ == claim.id


def test_a_span_holds_the_words_and_no_token_more(doc):
    analysis = doc._.sayso
    assert analysis.report.text == TEXT
    for span, claim in zip(doc.spans[CLAIMS], analysis.claims, strict=True):
        assert span.start_char <= claim.evidence.start
        assert span.end_char >= claim.evidence.end
        assert claim.evidence.start < span.start_char + len(span[0])
        assert claim.evidence.end > span[-1].idx
    said = {span.text for span in doc.spans[STATEMENTS]}
    assert any("bribed Mayor Karst" in words for words in said)


def test_what_was_found_does_not_depend_on_the_pipeline(doc):
    nlp = spacy.blank("xx")
    nlp.add_pipe("sayso", config={"outlet": "Radio Kellmouth", "published": "2024-03-06"})
    parts = re.findall(r"\s|\S{1,5}", TEXT)
    other = nlp(Doc(nlp.vocab, words=parts, spaces=[False] * len(parts)))
    assert other._.sayso.claims == doc._.sayso.claims
    assert [span.label_ for span in other.spans[CLAIMS]] == [s.label_ for s in doc.spans[CLAIMS]]


def test_it_goes_along_into_a_file(doc, blank):
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(kept).get_docs(blank.vocab)
    assert back._.sayso == doc._.sayso
    assert back._.sayso.version == version()
    assert [span.label_ for span in back.spans[CLAIMS]] == [s.label_ for s in doc.spans[CLAIMS]]


def test_nothing_is_marked_where_nothing_is_read(blank):
    assert blank(" \n")._.sayso is None
    german = spacy.blank("de")
    german.add_pipe("sayso")
    found = german("Die Polizei nahm am Dienstag einen Mann fest.")
    assert found._.sayso.claims == ()
    assert len(found.spans[CLAIMS]) == 0


def test_an_installed_sayso_is_found_by_name():
    told = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["entry-points"]
    assert told["spacy_factories"] == {"sayso": "sayso.adapters.spacy:make"}
