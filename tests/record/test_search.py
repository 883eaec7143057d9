from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_writer import analysis_of, bare_of, report_of, sample

from sayso.model import Original, Report
from sayso.record import Case


@pytest.fixture
def full(either: Case) -> Case:
    for number in range(3):
        either.put(*sample(number))
    return either


def test_words_are_found_in_report_statement_and_claim(full: Case) -> None:
    hits = full.search('"Bridge 2"')
    report = sample(2)[1].report
    assert {hit.report for hit in hits} == {report.id}
    assert {(hit.kind, hit.subject) for hit in hits} == {
        ("report", report.id),
        ("statement", "s-told"),
        ("statement", "s-admitted"),
        ("claim", "c-shelled"),
    }
    for hit in hits:
        assert hit.span is not None
        assert "Bridge 2" in hit.span.of(report.text)
        assert "Bridge 2" in hit.snippet
    assert next(h for h in hits if h.kind == "report").span.of(report.text) == "Bridge 2"


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("nobody hurt", {"report"}),
        ("Marrun", {"report", "statement", "claim"}),
        ("guards admitting", {"report", "statement"}),
        ("MARRÚN", {"report", "statement", "claim"}),
        ("ledger shelled", {"report", "claim"}),
        ("shelling nowhere", set()),
    ],
)
def test_titles_texts_evidence_names_and_voices_are_searched(
    full: Case, words: str, kinds: set[str]
) -> None:
    assert {hit.kind for hit in full.search(words)} == kinds


def test_a_word_of_the_title_alone_has_no_span(either: Case) -> None:
    original, report = report_of(1, title="Zephyr over the valley")
    either.put(original, analysis_of(report))
    (hit,) = either.search("zephyr")
    assert (hit.kind, hit.report, hit.span) == ("report", report.id, None)


def test_words_in_quotes_follow_each_other(full: Case) -> None:
    assert full.search("Brigade Tarn")
    assert not full.search('"Brigade Tarn"')
    assert full.search('"Tarn Brigade"')


def test_the_limit_holds_and_the_order_is_stable(full: Case) -> None:
    everything = full.search("bridge")
    assert len(everything) == 12
    assert full.search("bridge", limit=5) == everything[:5]


def test_only_the_current_analysis_is_searched(either: Case) -> None:
    original, report = report_of(1)
    either.put(original, analysis_of(report, "one"))
    either.put(original, bare_of(report, "two"))
    assert [hit.kind for hit in either.search("shelled")] == ["report"]


@pytest.mark.parametrize(
    "words",
    ["", " ", '"', '""', "*", "-", "(", "AND", "NOT NOT", "title:x", "NEAR(a b)", "\0", "^"],
)
def test_signs_of_the_query_language_are_only_words(full: Case, words: str) -> None:
    assert full.search(words) == ()


@given(st.text(st.characters(), max_size=30))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_is_a_wrong_search(full: Case, words: str) -> None:
    full.search(words)


@given(
    st.text(st.characters(), max_size=60),
    st.text(st.characters(), max_size=60),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_spans_are_exact_in_every_script(either: Case, before: str, after: str) -> None:
    text = f"{before} Quendolyne {after}"
    data = text.encode("utf-8", "surrogatepass")
    original = Original(hashlib.sha256(data).hexdigest(), "text/plain", data)
    report = Report(f"r{original.sha256[:12]}", "x.txt", original.sha256, "text/plain", text)
    either.put(original, bare_of(report))
    hit = next(h for h in either.search("quendolyne", limit=1000) if h.report == report.id)
    assert hit.span is not None
    assert hit.span.of(text) == "Quendolyne"
