"""What holds for any input at all."""

from __future__ import annotations

import tempfile
import warnings
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_samples import PARAGRAPHS, canvas_pdf, check_reading, feed, item, page, tagged

from sayso.errors import ReadError
from sayso.model import Report
from sayso.read import Source, read
from sayso.read.boilerplate import part_of
from sayso.read.head import read_head
from sayso.read.moment import parse_moment
from sayso.read.tidy import tidy

MAIL = (
    b"From: Jane Roe <jane@bay.example>\r\nSubject: Ferry late\r\nMIME-Version: 1.0\r\n"
    b"Date: Tue, 09 Mar 2021 08:00:00 +0100\r\nContent-Type: multipart/alternative; boundary=b\r\n"
    b"\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe ferry was late, he said.\r\n"
    b"--b\r\nContent-Type: text/html\r\n\r\n<p>The ferry was late, he said.</p>\r\n--b--\r\n"
)
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: "
    b"https://bay.example/\r\nWARC-Date: 2024-01-12T10:00:00Z\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
)
BODY = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(tagged())
SEEDS = {
    "a.html": page(f"<article><h1>Ferry late</h1>{tagged()}</article>", lang="fr"),
    "a.pdf": canvas_pdf(["The ferry was late, the company said on Monday."]),
    "a.xml": feed(item(1), item(2)),
    "a.eml": MAIL,
    "a.warc": WARC % (len(BODY), BODY),
    "a.txt": "\n\n".join(PARAGRAPHS).encode(),
}


def read_bytes(data: bytes, name: str) -> list:
    """Everything that reading the bytes yields, every report checked."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        found = list(read(Source(name, path)))
    for thing in found:
        if isinstance(thing, ReadError):
            assert thing.path == name
            assert "\n" not in str(thing)
        else:
            assert isinstance(thing[0], Report)
            check_reading(*thing)
    return found


@given(
    data=st.binary(max_size=300),
    name=st.sampled_from([*SEEDS, "a", "a.warc.gz"]),
    start=st.sampled_from(
        [
            b"",
            b"%PDF-1.4\n",
            b"WARC/1.0\r\n",
            b"\x1f\x8b\x08",
            b"<html>",
            b"<rss><item>",
            b"\xff\xfe",
        ]
    ),
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_reports_or_errors_and_raise_nothing(data, name, start):
    assert read_bytes(start + data, name)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_damaged_files_give_reports_or_errors_and_raise_nothing(data):
    name = data.draw(st.sampled_from(sorted(SEEDS)))
    seed = SEEDS[name]
    start = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(start, min(len(seed), start + 60)))
    patch = data.draw(st.binary(max_size=20))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_bytes(seed[:start] + patch + seed[end:], name)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text_in_a_text_file_is_kept_unchanged(text, dos):
    text = f"Report: {text}\nEnd"
    text = text.replace("\n", "\r\n") if dos else text
    (found,) = read_bytes(text.encode(), "a.txt")
    assert found[0].text == text


SCRIPTS = "aé e\u0301👩‍👩‍👧ﬁ\u00ad\u200bعربيжщ漢字\u00a0“”–"


@given(st.lists(st.text(SCRIPTS, min_size=1, max_size=40), min_size=1, max_size=4))
@settings(max_examples=80, deadline=None)
def test_paragraphs_of_any_script_come_through_a_page_in_order(texts):
    wanted = [f"Witness {n} said {text} on Monday in court." for n, text in enumerate(texts)]
    shown = [" ".join(tidy(text).split()) for text in (*wanted, *PARAGRAPHS)]
    body = tagged((*wanted, *PARAGRAPHS))
    (found,) = read_bytes(page(f"<article>{body}</article>"), "a.html")
    assert found[0].text.split("\n\n") == shown


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_tidied_text_stays_as_it_is_when_tidied_again(text):
    once = tidy(text)
    assert tidy(once) == once
    assert once.encode("utf-8").decode("utf-8") == once


@given(st.text("ABy jan2019/-:,.|() —\nMay4The", max_size=120))
@settings(max_examples=300, deadline=None)
def test_heads_and_dates_of_any_text_raise_nothing_and_give_real_days(text):
    fact = read_head(text).published
    moment = parse_moment(text)
    for day in (fact and fact.value, moment and moment.day):
        if day is not None:
            assert 1605 <= date.fromisoformat(day).year <= 2199


@pytest.mark.parametrize(
    "start", ["Read ", "Share ", "Sign up ", "Comments ", "We use cookies ", ""]
)
def test_patterns_of_boilerplate_end_in_time_on_long_lines(start):
    began = perf_counter()
    for filler in ("a ", "and, ", "| ", "to the ", "share ", "99999"):
        part_of(start + filler * 100)
    assert perf_counter() - began < 1


FINDINGS = sorted((Path(__file__).parent / "findings").iterdir())


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda path: path.name)
def test_what_fuzzing_found_is_borne(finding):
    """Each raised an error that was not foreseen, or did not end."""
    (found,) = read(Source(finding.name, finding))
    assert not isinstance(found, ReadError)
