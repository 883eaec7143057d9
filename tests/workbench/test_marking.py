"""The text of a report, cut to be marked, is the text still."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyses import analyses
from sayso.model import Analysis, Span
from sayso.show.workbench.marking import Shared, paragraphs, window_of, windows


@given(analyses())
def test_the_pieces_of_a_report_are_its_text(analysis: Analysis) -> None:
    text = analysis.report.text
    for paragraph in paragraphs(analysis, ()):
        assert "".join(p.text for p in paragraph.pieces) == text[paragraph.start : paragraph.end]
        for piece in paragraph.pieces:
            assert text[piece.start : piece.start + len(piece.text)] == piece.text
    shown = "".join(text[p.start : p.end] for p in paragraphs(analysis, ()))
    assert [c for c in shown if not c.isspace()] == [c for c in text if not c.isspace()]


@given(analyses())
def test_a_piece_is_as_deep_as_the_statements_over_it(analysis: Analysis) -> None:
    for paragraph in paragraphs(analysis, ()):
        for piece in paragraph.pieces:
            here = Span(piece.start, piece.start + len(piece.text))
            over = {
                s.id
                for s in analysis.statements
                if s.parent is not None and any(span.holds(here) for span in s.content)
            }
            assert set(piece.statements) == over
            assert piece.depth == len(over)


@given(analyses())
def test_what_stands_elsewhere_too_is_marked_where_it_does(analysis: Analysis) -> None:
    length = len(analysis.report.text)
    half = Span(0, length // 2)
    for paragraph in paragraphs(analysis, (Shared(half, half, "r9", from_there=True),)):
        for piece in paragraph.pieces:
            assert (piece.shared == ("r9",)) == (piece.start < half.end)


@given(st.text(alphabet="ab .\n", max_size=400), st.integers(2, 40))
def test_windows_lie_end_to_end(text: str, longest: int) -> None:
    found = windows(text, longest)
    assert "".join(span.of(text) for span in found) == text
    assert all(len(span.of(text)) <= longest for span in found)
    for place in range(len(text)):
        assert found[window_of(found, place)].holds(Span(place, place + 1))
