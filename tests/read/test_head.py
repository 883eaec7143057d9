from __future__ import annotations

import pytest

from sayso.read.head import read_head
from sayso.read.moment import parse_moment

BODY = (
    "The bridge over the Pel was closed on Monday after a storm, and it will stay closed for at "
    "least a week, the port authority said in a statement."
)


def told(text, field):
    fact = getattr(read_head(text), field)
    return fact and (fact.value, fact.where)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Bridge closed after storm\n\n", "Bridge closed after storm"),
        ("Bridge closed after storm\nBy Jane Roe\n\n", "Bridge closed after storm"),
        ("Bridge closed after storm\n4 May 2019\n", "Bridge closed after storm"),
        ("Bridge closed after storm\n", "Bridge closed after storm"),
        ("# Bridge closed\n\n", "Bridge closed"),
        ("Title: Bridge closed\nDate: 4 May 2019\n\n", "Bridge closed"),
        ("The Bay Gazette\n\nBridge closed after storm\n\n", "Bridge closed after storm"),
        (
            "BAY NEWS AGENCY\nTue, 10 Sep 2019\n\nBridge closed, says port\n\n",
            "Bridge closed, says port",
        ),
        ("The port authority said that nobody was hurt.\n\n", None),
        ("", None),
    ],
)
def test_a_title_line_is_found_only_where_it_stands_apart(head, title):
    assert told(head + BODY, "title") == (title and (title, "title line"))


def test_the_first_line_of_a_wrapped_text_is_no_title():
    wrapped = "The port authority said on Monday that\nthe Old Bridge would be closed.\n"
    assert told(wrapped, "title") is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("By Jane Roe, Staff Writer", "Jane Roe"),
        ("BY JANE ROE", "JANE ROE"),
        ("By Jane Roe and Olaf Poe", "Jane Roe and Olaf Poe"),
        ("By Jane Roe, Olaf Poe and Ann van der Moe", "Jane Roe, Olaf Poe and Ann van der Moe"),
        ("By Jane Roe in Karsk", "Jane Roe"),
        ("By Seán Ó Cléirigh, Political Editor", "Seán Ó Cléirigh"),
        ("Jane Roe | The Courier | 12 March 2021", "Jane Roe"),
        ("By Land and Sea", None),
        ("By Monday Evening", None),
        ("By the time it was over", None),
        ("By our correspondent", None),
    ],
)
def test_a_byline_names_people_or_is_none(line, names):
    assert told(f"Bridge closed\n\n{line}\n\n{BODY}", "byline") == (
        names and (names, "byline line")
    )


def test_a_wires_last_line_tells_who_reported():
    text = f"{BODY}\n\n(Reporting by Jane Roe; editing by Olaf Poe)\n"
    assert told(text, "byline") == ("Jane Roe", "sign-off line")


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Jane Roe | The Courier | 12 March 2021", "The Courier"),
        ("By Jane Roe, The Bay Post", "The Bay Post"),
        ("By Jane Roe for Karsk News", "Karsk News"),
        ("Outlet: Karsk Wire", "Karsk Wire"),
    ],
)
def test_an_outlet_in_the_head_is_found(line, outlet):
    assert told(f"Bridge closed\n\n{line}\n\n{BODY}", "outlet")[0] == outlet


def test_a_masthead_is_the_outlet_and_not_the_title():
    for masthead in ("The Bay Gazette\n\n", "BAY NEWS AGENCY\n10 Sep 2019\n\n"):
        text = f"{masthead}Bridge closed after storm\n\n{BODY}"
        assert told(text, "outlet") == (masthead.split("\n")[0], "masthead line")


@pytest.mark.parametrize(
    ("start", "dateline"),
    [
        ("VOSTRA, March 3 (VNA) -- ", "VOSTRA, March 3 (VNA)"),
        ("KARSK — ", "KARSK"),
        ("KARSK—", "KARSK"),
        ("ST. PELM, Vostra (VNA) - ", "ST. PELM, Vostra (VNA)"),
        ("Karsk (VNA) – ", "Karsk (VNA)"),
        ("NEW KARSK, 3 March – ", "NEW KARSK, 3 March"),
        ("KARSK - ", "KARSK"),
        ("UPDATE — ", None),
        ("EXCLUSIVE - ", None),
        ("SMITH: ", None),
        ("The minister — ", None),
        ("", None),
    ],
)
def test_a_dateline_opens_the_text(start, dateline):
    text = f"Bridge closed\n\n{start}{BODY}"
    assert told(text, "dateline") == (dateline and (dateline, "dateline"))


def test_a_headline_in_capitals_is_no_dateline():
    assert told(f"STORM HITS COAST - BRIDGE CLOSED\n\n{BODY}", "dateline") is None


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ("Published: 4 May 2019", "2019-05-04"),
        ("First published on May 4, 2019", "2019-05-04"),
        ("May 4, 2019", "2019-05-04"),
        ("Saturday, 4 May 2019", "2019-05-04"),
        ("2019-05-04", "2019-05-04"),
        ("World in brief - Saturday 4 May 2019", "2019-05-04"),
        ("No. 77. Pelmoor, Saturday, 4 May 2019", "2019-05-04"),
        ("Updated 5 May 2019 | Published 4 May 2019", "2019-05-04"),
        ("Last updated: 5 May 2019", None),
        ("Sunday, 4 May 2019", None),
        ("03/04/2019", None),
        ("May 2019", None),
        ("4 May", None),
        ("4 May 2019\n5 May 2019", None),
    ],
)
def test_a_date_line_is_taken_only_when_it_is_clear(lines, day):
    fact = read_head(f"Bridge closed\n\n{lines}\n\n{BODY}").published
    assert (fact and fact.value) == day


def test_the_year_of_a_dateline_is_not_guessed():
    assert told(f"VOSTRA, March 3 (VNA) -- {BODY}", "published") is None
    dated = f"VOSTRA, March 3, 2021 (VNA) -- {BODY}"
    assert told(dated, "published") == ("2021-03-03", "dateline")


def test_a_date_within_the_story_is_not_the_date_of_the_report():
    assert told(f"Bridge closed\n\n{BODY}\n\n{BODY}\n\n4 May 2019\n", "published") is None


@pytest.mark.parametrize(
    ("value", "day", "at"),
    [
        ("2019-05-04", "2019-05-04", None),
        ("20190504", "2019-05-04", None),
        ("2019-05-04T10:30:00Z", "2019-05-04", "2019-05-04T10:30:00+00:00"),
        ("2019-05-04T23:30:00-05:00", "2019-05-04", "2019-05-04T23:30:00-05:00"),
        ("2019-05-04 10:30:00 +0200", "2019-05-04", "2019-05-04T10:30:00+02:00"),
        ("2019-05-04T10:30:00", "2019-05-04", None),
        ("Sat, 04 May 2019 10:30:00 GMT", "2019-05-04", "2019-05-04T10:30:00+00:00"),
        ("4th of May 2019, 10:30pm UTC", "2019-05-04", "2019-05-04T22:30:00+00:00"),
        ("4 May 2019 10:30 EST", "2019-05-04", None),
        ("13/04/2019", "2019-04-13", None),
        ("04/13/2019", "2019-04-13", None),
        ("5.5.2019", "2019-05-05", None),
        ("Saturday 13.04.2019, 18:00", "2019-04-13", None),
        ("1970-01-01T00:00:00Z", None, None),
        ("0001-01-01", None, None),
        ("2019-02-30", None, None),
        ("03/04/2019", None, None),
        ("4 May 19", None, None),
        ("2019", None, None),
        ("yesterday", None, None),
        ("", None, None),
    ],
)
def test_a_moment_is_what_is_told_and_no_more(value, day, at):
    moment = parse_moment(value)
    assert (moment and (moment.day, moment.at)) == (day and (day, at))
