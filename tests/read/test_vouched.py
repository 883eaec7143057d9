"""Originals that sayso packed are read back with what was noted; notes are not trusted."""

from __future__ import annotations

import json

import pytest
from read_samples import ARTICLE, PARAGRAPHS, read_all
from test_warcs import record

from sayso.errors import Empty, TooLarge
from sayso.model import Report, Told
from sayso.read import Hints
from sayso.read.vouched import FORMAT, TOLD_BY_PACKER, read_notes, told_by_people

TEXT = "\n\n".join(ARTICLE).encode()
TARGET = "urn:sha256:1"
# As `record` names what it makes.
NAME = (
    record("resource", TARGET, "text/plain", b"").decode().split("WARC-Record-ID: ")[1].split()[0]
)


def notes(*reports: dict, refers: str = NAME, form: str = FORMAT, **more) -> bytes:
    block = json.dumps({"format": form, "reports": list(reports), **more}).encode()
    made = record("metadata", TARGET + "#notes", "application/json", block)
    return made.replace(
        b"\r\nWARC-Date", b"\r\nWARC-Refers-To: " + refers.encode() + b"\r\nWARC-Date"
    )


def note(**told) -> dict:
    return {"id": "r1", "part": "", "file": "harbour.txt", "told": told}


def original(media: str = "text/plain", data: bytes = TEXT) -> bytes:
    return record("resource", TARGET, media, data)


def test_a_text_comes_back_with_what_was_told_of_it(tmp_path):
    data = notes(note(outlet="The Bay Post", published="2024-01-12")) + original()
    ((report, kept),) = read_all(data, "a.warc", tmp_path)
    assert kept.data == TEXT
    assert report.outlet == Told("The Bay Post", TOLD_BY_PACKER)
    assert report.published == Told("2024-01-12", TOLD_BY_PACKER)
    assert report.path == f"{tmp_path / 'a.warc'}/harbour.txt"
    assert report.url is None


def test_what_the_reader_tells_wins(tmp_path):
    data = notes(note(outlet="The Bay Post")) + original()
    ((report, _),) = read_all(data, "a.warc", tmp_path, Hints(outlet="Somebody"))
    assert report.outlet.value == "Somebody"


@pytest.mark.parametrize(
    "before",
    [
        b"",
        notes(note(), refers="<urn:uuid:another>"),
        notes(note(), form="something else"),
        notes(note()).replace(b"application/json", b"text/somewhat!!!"),
        record("metadata", TARGET + "#notes", "application/json", b"{"),
        record("metadata", TARGET + "#notes", "application/json", b'{"format": "sayso original"}'),
    ],
)
def test_a_text_that_nothing_vouches_for_is_no_report(tmp_path, before):
    (error,) = read_all(before + original(), "a.warc", tmp_path)
    assert isinstance(error, Empty)


@pytest.mark.parametrize("media", ["image/png", "application/octet-stream", ""])
def test_notes_make_no_report_of_what_is_none(tmp_path, media):
    (error,) = read_all(notes(note()) + original(media), "a.warc", tmp_path)
    assert isinstance(error, Empty)


def test_notes_on_one_original_say_nothing_of_another(tmp_path):
    other = record("resource", "urn:sha256:2", "text/plain", TEXT + b"\n")
    found = read_all(notes(note(outlet="The Bay Post")) + original() + other, "a.warc", tmp_path)
    assert len(found) == 1


def test_an_original_larger_than_a_file_may_be_is_told_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("sayso.read.reading.MAX_BYTES", len(TEXT))
    large = original(data=TEXT + b" more")
    error, (report, _) = read_all(
        notes(note()) + large + notes(note()) + original(), "a.warc", tmp_path
    )
    assert isinstance(error, TooLarge)
    assert PARAGRAPHS[1] in report.text


@pytest.mark.parametrize(
    ("fields", "outlet", "published"),
    [
        ({"outlet": "a\nb\x00"}, "a b", None),
        ({"outlet": 7, "published": ["2024-01-12"]}, None, None),
        ({"published": "yesterday"}, None, None),
        ({"published": "2024-02-31"}, None, None),
        ({"url": "https://a.example/"}, None, None),
    ],
)
def test_facts_that_are_none_are_left_out(fields, outlet, published):
    data = json.dumps({"format": FORMAT, "reports": [note(**fields)]}).encode()
    facts = read_notes("x", data).on("").facts
    assert (facts.outlet and facts.outlet.value) == outlet
    assert (facts.published and facts.published.value) == published
    assert facts.url is None


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\Users\\ada\\passwd", "\x1b/pass\x00wd"])
def test_a_file_is_named_without_folders(name):
    data = json.dumps({"format": FORMAT, "reports": [{**note(), "file": name}]}).encode()
    assert read_notes("x", data).on("").file == "passwd"


def test_what_a_file_tells_of_itself_is_not_noted():
    report = Report(
        *("r1", "a", "0" * 64, "text/plain", "text"),
        outlet=Told("The Bay Post", "masthead"),
        title=Told("Fuel", "told by the user"),
        published=Told("2024-01-12", TOLD_BY_PACKER),
    )
    assert told_by_people(report) == {"title": "Fuel", "published": "2024-01-12"}
