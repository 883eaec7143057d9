"""Time: what phrases mean on the calendar, and which phrase belongs to which event."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Token

from sayso.annotate.annotation import Annotation, annotate
from sayso.annotate.dates import phrases
from sayso.extract.dating import DAYLESS, READERS
from sayso.extract.time import Interval, Tense, anchor_of, interpret, tense_of, when_of
from sayso.model import Report, Span, Told, When

WEDNESDAY = date(2016, 6, 15)

AGAINST_WEDNESDAY = [
    ("three months ago", "2016-03-01", "2016-03-31"),
    ("two weeks ago", "2016-05-30", "2016-06-05"),
    ("two days ago", "2016-06-13", "2016-06-13"),
    ("a year ago", "2015-01-01", "2015-12-31"),
    ("a year ago today", "2015-06-15", "2015-06-15"),
    ("an hour ago", "2016-06-15", "2016-06-15"),
    ("Wednesday", "2016-06-15", "2016-06-15"),
    ("Thursday", "2016-06-09", "2016-06-09"),
    ("last Wednesday", "2016-06-08", "2016-06-08"),
    ("next Thursday", "2016-06-16", "2016-06-16"),
    ("this Sunday", "2016-06-19", "2016-06-19"),
    ("Thursday of last week", "2016-06-09", "2016-06-09"),
    ("Monday night", "2016-06-13", "2016-06-13"),
    ("4 p.m. on Friday", "2016-06-10", "2016-06-10"),
    ("the early hours of Sunday", "2016-06-12", "2016-06-12"),
    ("late on Thursday", "2016-06-09", "2016-06-09"),
    ("yesterday", "2016-06-14", "2016-06-14"),
    ("the day before yesterday", "2016-06-13", "2016-06-13"),
    ("tonight", "2016-06-15", "2016-06-15"),
    ("last night", "2016-06-14", "2016-06-14"),
    ("tomorrow", "2016-06-16", "2016-06-16"),
    ("overnight", "2016-06-14", "2016-06-15"),
    ("last week", "2016-06-06", "2016-06-12"),
    ("this week", "2016-06-13", "2016-06-19"),
    ("next month", "2016-07-01", "2016-07-31"),
    ("last year", "2015-01-01", "2015-12-31"),
    ("last weekend", "2016-06-11", "2016-06-12"),
    ("the weekend", "2016-06-11", "2016-06-12"),
    ("last spring", "2016-03-01", "2016-05-31"),
    ("last winter", "2015-12-01", "2016-02-29"),
    ("next winter", "2016-12-01", "2017-02-28"),
    ("last June", "2015-06-01", "2015-06-30"),
    ("next March", "2017-03-01", "2017-03-31"),
    ("May", "2016-05-01", "2016-05-31"),
    ("July", "2015-07-01", "2015-07-31"),
    ("June last year", "2015-06-01", "2015-06-30"),
    ("March 14", "2016-03-14", "2016-03-14"),
    ("14th March", "2016-03-14", "2016-03-14"),
    ("Sept. 3", "2015-09-03", "2015-09-03"),
    ("February 29", "2016-02-29", "2016-02-29"),
    ("Christmas Eve", "2015-12-24", "2015-12-24"),
    ("earlier this month", "2016-06-01", "2016-06-15"),
    ("later this week", "2016-06-15", "2016-06-19"),
    ("early March", "2016-03-01", "2016-03-11"),
    ("late last year", "2015-09-01", "2015-12-31"),
    ("the end of the year", "2016-09-01", "2016-12-31"),
    ("the past six weeks", "2016-05-04", "2016-06-15"),
    ("the past week", "2016-06-08", "2016-06-15"),
    ("the next two days", "2016-06-15", "2016-06-17"),
    ("the third quarter", "2015-07-01", "2015-09-30"),
    ("last year's second half", "2015-07-01", "2015-12-31"),
    ("the '90s", "1990-01-01", "1999-12-31"),
    ("the twenties", "1920-01-01", "1929-12-31"),
    ("between 3 and 5 May", "2016-05-03", "2016-05-05"),
    ("from 30 December to 2 January", "2015-12-30", "2016-01-02"),
    ("between Monday and Wednesday", "2016-06-13", "2016-06-15"),
    ("since last month", "2016-05-01", None),
]

ABSOLUTE = [
    ("14 March 2019", "2019-03-14", "2019-03-14"),
    ("March 14, 2019", "2019-03-14", "2019-03-14"),
    ("Thursday, March 14, 2019", "2019-03-14", "2019-03-14"),
    ("2019-03-14", "2019-03-14", "2019-03-14"),
    ("14/03/2019", "2019-03-14", "2019-03-14"),
    ("3/14/2019", "2019-03-14", "2019-03-14"),
    ("MARCH 2019", "2019-03-01", "2019-03-31"),
    ("February 2016", "2016-02-01", "2016-02-29"),
    ("February 1900", "1900-02-01", "1900-02-28"),
    ("29 February 2016", "2016-02-29", "2016-02-29"),
    ("mid-2018", "2018-05-01", "2018-08-31"),
    ("the 1990s", "1990-01-01", "1999-12-31"),
    ("in the 1990s", "1990-01-01", "1999-12-31"),
    ("the late 1990s", "1996-01-01", "1999-12-31"),
    ("the 20th century", "1900-01-01", "1999-12-31"),
    ("nineteen ninety-six", "1996-01-01", "1996-12-31"),
    ("the year two thousand and one", "2001-01-01", "2001-12-31"),
    ("the summer of 2016", "2016-06-01", "2016-08-31"),
    ("winter 2015", "2015-12-01", "2016-02-29"),
    ("first quarter of 2018", "2018-01-01", "2018-03-31"),
    ("Q4 2018", "2018-10-01", "2018-12-31"),
    ("2015-18", "2015-01-01", "2018-12-31"),
    ("March 3-5, 2018", "2018-03-03", "2018-03-05"),
    ("from March to June 2018", "2018-03-01", "2018-06-30"),
    ("from 30 December to 2 January 2019", "2018-12-30", "2019-01-02"),
    ("since 2019", "2019-01-01", None),
    ("until March 2019", None, "2019-03-31"),
    ("by 2019", None, "2019-12-31"),
    ("before 1 January 2019", None, "2018-12-31"),
    ("after 2019", "2020-01-01", None),
]

NO_DAYS = [
    "two years earlier",
    "a week later",
    "the same day",
    "recently",
    "now",
    "noon",
    "for three months",
    "every Thursday",
    "several years ago",
    "03/04/2019",
    "29 February 2017",
    "2016-02-30",
    "9999999 days ago",
    "previous week",
    "a bag of flour",
    "",
]


@pytest.mark.parametrize(("phrase", "start", "end"), AGAINST_WEDNESDAY)
def test_a_phrase_that_counts_from_the_day_of_publication(
    phrase: str, start: str | None, end: str | None
) -> None:
    assert interpret(phrase, WEDNESDAY) == Interval(start, end)


@pytest.mark.parametrize("phrase", [phrase for phrase, *_ in AGAINST_WEDNESDAY])
def test_without_a_day_of_publication_it_stays_open(phrase: str) -> None:
    assert interpret(phrase, None) == Interval()


@pytest.mark.parametrize(("phrase", "start", "end"), ABSOLUTE)
def test_an_absolute_phrase_needs_no_day_of_publication(
    phrase: str, start: str | None, end: str | None
) -> None:
    assert interpret(phrase, None) == Interval(start, end)
    assert interpret(phrase, WEDNESDAY) == Interval(start, end)


@pytest.mark.parametrize("phrase", NO_DAYS)
def test_what_names_no_days_stays_open(phrase: str) -> None:
    assert interpret(phrase, WEDNESDAY) == Interval()


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("Wednesday", "2016-06-15", "2016-06-15"),
        ("Thursday", "2016-06-16", "2016-06-16"),
        ("Tuesday", "2016-06-21", "2016-06-21"),
        ("March 14", "2017-03-14", "2017-03-14"),
        ("June 15", "2016-06-15", "2016-06-15"),
        ("May", "2017-05-01", "2017-05-31"),
        ("February 29", "2020-02-29", "2020-02-29"),
        ("overnight", "2016-06-15", "2016-06-16"),
        ("the weekend", "2016-06-18", "2016-06-19"),
    ],
)
def test_the_future_looks_ahead_from_the_day_of_publication(
    phrase: str, start: str, end: str
) -> None:
    assert interpret(phrase, WEDNESDAY, Tense.FUTURE) == Interval(start, end)


def test_the_turn_of_the_year_and_of_months() -> None:
    assert interpret("last month", date(2019, 1, 31)) == Interval("2018-12-01", "2018-12-31")
    assert interpret("a month ago", date(2016, 3, 31)) == Interval("2016-02-01", "2016-02-29")
    assert interpret("yesterday", date(2019, 1, 1)) == Interval("2018-12-31", "2018-12-31")
    assert interpret("December 30", date(2019, 1, 2)) == Interval("2018-12-30", "2018-12-30")
    assert interpret("this week", date(2019, 1, 1)) == Interval("2018-12-31", "2019-01-06")
    assert interpret("next year", date(2019, 12, 31)) == Interval("2020-01-01", "2020-12-31")


WORDS = """
    the last next this early late mid of from to between and in on since until before after ago two
    3 14 31 29 99 2016 2019 9999 February March May Monday Sunday week weeks month years year decade
    days spring winter quarter first end 1990s 20th century overnight today p.m. 4 past couple half
    a Christmas 14/03/2019 2019-03-14 million recently every
"""
MADE_UP = st.lists(st.sampled_from(WORDS.split()), max_size=7).map(" ".join)
REAL = st.sampled_from([phrase for phrase, *_ in (*AGAINST_WEDNESDAY, *ABSOLUTE)])


@given(
    st.one_of(st.text(max_size=40), MADE_UP, REAL),
    st.none() | st.dates(),
    st.sampled_from(Tense),
)
def test_any_words_give_an_interval_that_does_not_end_before_it_begins(
    phrase: str, anchor: date | None, tense: Tense
) -> None:
    found = interpret(phrase, anchor, tense)
    if found.start is not None and found.end is not None:
        assert date.fromisoformat(found.start) <= date.fromisoformat(found.end)


@given(st.one_of(MADE_UP, REAL), st.dates(), st.sampled_from(Tense))
def test_what_is_read_without_an_anchor_means_the_same_with_any(
    phrase: str, anchor: date, tense: Tense
) -> None:
    alone = interpret(phrase, None, tense)
    assert alone in {Interval(), interpret(phrase, anchor, tense)}


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(Tense))
def test_a_weekday_is_within_a_week_of_the_day_of_publication(day: date, tense: Tense) -> None:
    for number, name in enumerate(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]):
        found = date.fromisoformat(interpret(name, day, tense).start or "")
        assert found.weekday() == number
        ahead = (found - day).days
        assert 0 <= ahead < 7 if tense is Tense.FUTURE else -7 < ahead <= 0


def test_every_kind_of_phrase_has_a_reader_or_names_no_days() -> None:
    assert set(phrases()) == set(READERS) | DAYLESS
    assert not set(READERS) & DAYLESS


# --- which phrase belongs to which event


def annotated(text: str, published: str | None = "2016-06-15", dateline: str = "") -> Annotation:
    """The annotation of a report with this text."""
    return annotate(
        Report(
            id="r1",
            path="report.txt",
            sha256="0" * 64,
            media="text/plain",
            text=text,
            published=Told(published, "meta date") if published else None,
            dateline=Told(dateline, "dateline") if dateline else None,
        )
    )


def token(annotation: Annotation, word: str) -> Token:
    """The first token that reads `word`."""
    return next(t for t in annotation.doc if t.text == word)


def when(
    text: str, word: str, scope: str = "", published: str | None = "2016-06-15"
) -> When | None:
    """When the event of `word` is said to have happened."""
    annotation = annotated(text, published)
    start = text.index(scope)
    held = Span(start, start + len(scope)) if scope else Span(0, len(text))
    return when_of(annotation, token(annotation, word), (held,))


@pytest.mark.parametrize(
    ("text", "word", "phrase", "start", "end"),
    [
        ("Three months ago rebels attacked Tarn.", "attacked", "Three months ago", "2016-03-01",
         "2016-03-31"),
        ("Rebels attacked on Thursday and killed two.", "killed", "Thursday", "2016-06-09",
         "2016-06-09"),
        ("Rebels arrived on Monday and left on Tuesday.", "arrived", "Monday", "2016-06-13",
         "2016-06-13"),
        ("Rebels arrived on Monday and left on Tuesday.", "left", "Tuesday", "2016-06-14",
         "2016-06-14"),
        ("The minister will meet the envoy on Friday.", "meet", "Friday", "2016-06-17",
         "2016-06-17"),
        ("They planned to meet the envoy on Friday.", "meet", "Friday", "2016-06-17",
         "2016-06-17"),
        ("They tried to kill the judge on Friday.", "kill", "Friday", "2016-06-10", "2016-06-10"),
        ("The man who was shot last year was arrested on Monday.", "shot", "last year",
         "2015-01-01", "2015-12-31"),
        ("The man who was shot last year was arrested on Monday.", "arrested", "Monday",
         "2016-06-13", "2016-06-13"),
        ("A bomb exploded in Tarn on Monday, killing five.", "killing", "Monday", "2016-06-13",
         "2016-06-13"),
        ("He has led the Front since 2014.", "led", "2014", "2014-01-01", None),
        ("He was detained until March 2015.", "detained", "March 2015", None, "2015-03-31"),
        ("She was held for three months in 2014.", "held", "2014", "2014-01-01", "2014-12-31"),
        ("Sunday's raid killed four villagers.", "raid", "Sunday", "2016-06-12", "2016-06-12"),
        ("Sunday's raid killed four villagers.", "killed", "Sunday", "2016-06-12", "2016-06-12"),
        ("They asked the minister on Monday to resign.", "asked", "Monday", "2016-06-13",
         "2016-06-13"),
        ("Gunmen seized nine clerks, two of them foreigners, in Tarn on Saturday, the third raid "
         "this year.", "seized", "Saturday", "2016-06-11", "2016-06-11"),
        ("Police arrested a man on Tuesday after a raid last week.", "raid", "last week",
         "2016-06-06", "2016-06-12"),
        ("Police arrested a man on Tuesday after a raid last week.", "arrested", "Tuesday",
         "2016-06-14", "2016-06-14"),
        ("In early March, according to police, gunmen opened fire.", "opened", "early March",
         "2016-03-01", "2016-03-11"),
        ("Between 3 and 5 May, soldiers burned three villages.", "burned", "Between 3 and 5 May",
         "2016-05-03", "2016-05-05"),
    ],
)  # fmt: skip
def test_an_event_gets_the_phrase_of_its_own_clause(
    text: str, word: str, phrase: str, start: str | None, end: str | None
) -> None:
    found = when(text, word)
    assert found is not None
    assert (found.span.of(text), found.start, found.end) == (phrase, start, end)


def test_the_day_of_the_saying_is_not_the_day_of_the_deed() -> None:
    text = "On Friday he said that Orrin Vale was shot on Monday."
    found = when(text, "shot", "Orrin Vale was shot on Monday")
    assert found is not None
    assert found.span.of(text) == "Monday"
    assert (
        when("On Friday he said that Orrin Vale was shot.", "shot", "Orrin Vale was shot") is None
    )
    assert when("Officials said on Monday that troops shelled the town.", "shelled") is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The winner of the 2012 election was jailed.", "jailed"),
        ("The 2012 election winner was jailed.", "jailed"),
        ("The man who was shot was arrested on Monday.", "shot"),
        ("The trial, which opened in 2011, ended.", "ended"),
        ("She was held for three months.", "held"),
        ("Rebels attacked Tarn.", "attacked"),
        ("They asked the minister on Monday to resign.", "resign"),
        ("Rebels attacked the base on Monday and the army fled.", "fled"),
        ("Sunday's issue angered the mayor.", "angered"),
        ("“Now is the time,” said Orrin Vale, who has led the guild.", "led"),
        ("Nobody had replied by noon.", "replied"),
    ],
)
def test_a_phrase_of_another_event_is_not_taken(text: str, word: str) -> None:
    assert when(text, word) is None


def test_a_relative_phrase_is_kept_without_days_where_no_date_is_known() -> None:
    text = "Three months ago rebels attacked Tarn."
    assert when(text, "attacked", published=None) == When(Span(0, 16))


def test_the_anchor_is_the_day_of_publication_else_the_dateline() -> None:
    assert anchor_of(annotated("x", "2016-06-15T08:00:00Z").report) == WEDNESDAY
    assert anchor_of(annotated("x", None, "TARN, June 15, 2016").report) == WEDNESDAY
    assert anchor_of(annotated("x", None, "TARN, 15 June 2016 (Orvelle Wire)").report) == WEDNESDAY
    assert anchor_of(annotated("x", None, "TARN, June 15").report) is None
    assert anchor_of(annotated("x", "last Tuesday").report) is None
    assert anchor_of(annotated("x", None).report) is None


@pytest.mark.parametrize(
    ("text", "word", "tense"),
    [
        ("The troops left.", "left", Tense.PAST),
        ("The troops had left.", "left", Tense.PAST),
        ("The troops have left.", "left", Tense.PAST),
        ("The troops may have left.", "left", Tense.PAST),
        ("The troops will leave.", "leave", Tense.FUTURE),
        ("The troops will have left.", "left", Tense.FUTURE),
        ("The troops are to leave.", "leave", Tense.FUTURE),
        ("The troops are leaving.", "leaving", Tense.FUTURE),
        ("The troops are going to leave.", "leave", Tense.FUTURE),
        ("The troops were ordered to leave.", "leave", Tense.FUTURE),
        ("The troops tried to leave.", "leave", Tense.PAST),
        ("The troops leave.", "leave", Tense.PRESENT),
    ],
)
def test_the_tense_of_a_clause(text: str, word: str, tense: Tense) -> None:
    assert tense_of(token(annotated(text), word)) is tense
