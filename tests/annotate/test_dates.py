"""Date phrases: found whole, exact, and not where a name or a number only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from sayso.annotate.dates import entries, find_dates, finder, matches, tables
from sayso.annotate.parse import parse, pipeline

FOUND = [
    ("The council met on Thursday in Tarn.", ["Thursday"]),
    ("The raid took place in early March.", ["early March"]),
    ("He left Tarn three months ago.", ["three months ago"]),
    ("The bridge was rebuilt last spring.", ["last spring"]),
    ("They had met two years earlier in Orvelle.", ["two years earlier"]),
    ("She has led the party since 2019.", ["2019"]),
    ("The war began in the 1990s.", ["the 1990s"]),
    ("Shelling continued overnight.", ["overnight"]),
    ("The envoy arrived yesterday.", ["yesterday"]),
    ("Shots were heard in the early hours of Sunday.", ["the early hours of Sunday"]),
    ("The decree is dated 14 March 2019.", ["14 March 2019"]),
    ("The decree is dated March 14, 2019.", ["March 14, 2019"]),
    ("The decree is dated 2019-03-14.", ["2019-03-14"]),
    ("The decree is dated 14/03/2019.", ["14/03/2019"]),
    ("The vote was held on March 14.", ["March 14"]),
    ("The vote was held on Thursday, March 14.", ["Thursday, March 14"]),
    ("Prices rose in the past six weeks.", ["the past six weeks"]),
    ("Prices rose this year.", ["this year"]),
    ("A week later he was free.", ["A week later"]),
    ("A bomb went off on Monday night.", ["Monday night"]),
    ("A bomb went off at 4 p.m. on Friday.", ["4 p.m. on Friday"]),
    ("Troops left between 3 and 5 May.", ["between 3 and 5 May"]),
    ("He was held from March to June 2018.", ["from March to June 2018"]),
    ("Output fell in the first quarter of 2018.", ["the first quarter of 2018"]),
    ("The gates open at noon.", ["noon"]),
    ("Two clerks were held the same day.", ["the same day"]),
    ("He came back late last year, in mid-December.", ["late last year", "mid-December"]),
    ("The pact was signed on Dec. 3 in Orvelle.", ["Dec. 3"]),
    ("The siege lasted 40 days.", ["40 days"]),
    ("The market opens every Thursday.", ["every Thursday"]),
    ("The report said in May that wells were dry.", ["May"]),
    ("A fire in the '90s destroyed the mill.", ["the '90s"]),
    ("The treaty of nineteen ninety-six still holds.", ["nineteen ninety-six"]),
    ("He was seen on New Year's Eve in Tarn.", ["New Year's Eve"]),
    ("In March President Vell Oram resigned.", ["March"]),
    ("The market of the old harbour in the town was closed on March\n14.", ["March\n14"]),
]

NONE = [
    "May said the talks had failed.",
    "Mrs May left the room.",
    "Rebels march on the capital.",
    "They may go.",
    "The Sunday Times wrote about the mine.",
    "The Sunday Courier wrote about the mine.",
    "Shops were full on Black Friday.",
    "Some 1,990 people fled.",
    "They keep a 24-hour watch.",
    "He gave her 1984 (the book) to read.",
    "He came second.",
    "A second man was seen.",
    "The 30-year-old driver was unhurt.",
    "She is in her 30s.",
    "He is 44 years old.",
    "It cost $1999 in all.",
    "The plant runs four shifts a day.",
    "A quarter of voters stayed at home.",
]


def phrases_of(text: str) -> list[str]:
    """The words that are found."""
    return [span.of(text) for span in find_dates(parse(text))]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_phrase_is_found_whole(text: str, expected: list[str]) -> None:
    assert phrases_of(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert phrases_of(text) == []


def test_a_phrase_does_not_run_on_from_a_headline_into_the_body() -> None:
    assert (
        phrases_of("Mill burned down in May\n\n2019 people came to the hall on Monday.")[0] == "May"
    )


def test_phrases_are_in_the_order_of_the_text_and_do_not_overlap() -> None:
    text = " ".join(text for text, _ in FOUND)
    spans = find_dates(parse(text))
    assert len(spans) > len(FOUND) // 2
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(
    before=st.text("é🙂\u0301\u200dкع¿ ", max_size=8),
    after=st.text("🙂\u0301\u200dع ", max_size=8),
)
def test_spans_are_exact_beside_emoji_and_combining_marks(before: str, after: str) -> None:
    text = f"{before} The mill burned on 14 March 2019 . {after}"
    assert [span.of(text) for span in find_dates(parse(text))] == ["14 March 2019"]


def test_a_combining_mark_makes_it_another_word() -> None:
    assert phrases_of("He met Friday\u0301 there.") == []


@given(st.text(min_size=1, max_size=60))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for span in find_dates(parse(text)):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip() == span.of(text)


def test_looking_only_where_a_phrase_can_begin_loses_none() -> None:
    for text, _ in FOUND:
        doc = parse(text)
        everywhere = {m.span() for m in finder().finditer(text) if m.lastgroup != "never"}
        assert everywhere <= {m.span() for m in matches(doc, text)}, text


def test_every_name_in_the_grammar_is_used_once() -> None:
    data = tables()
    names = [name for part in ("words", "parts", "phrases") for name in data[part]]
    assert len(names) == len(set(names))
    assert set(names) <= set(entries())


@pytest.mark.parametrize(
    "piece", ["one ", "the early in the ", "from March ", "a few ", "1 1 one and "]
)
def test_rows_of_half_phrases_take_time_in_step_with_their_length(piece: str) -> None:
    """A pattern that tries every split of a row would not come back from this one."""
    doc: Doc = pipeline().make_doc(piece * 3000)
    assert isinstance(find_dates(doc), tuple)
