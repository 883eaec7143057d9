from __future__ import annotations

import random

import pytest
from read_samples import ARTICLE, canvas_pdf, fail_one, page, read_all, read_one, set_pdf, tagged

from sayso.errors import Broken, Empty, NoArticle, NotText, ReadError, TooLarge
from sayso.model import Original
from sayso.read import MAX_BYTES, MAX_CHARACTERS, Source, read, reread
from sayso.read import reading as reading_module

NOISE = random.Random(7).randbytes(4000)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.xml", "a.eml", "a.warc", "a"])
def test_an_empty_file_gives_one_error(name, tmp_path):
    assert str(fail_one(b"", name, tmp_path)) == f"{tmp_path}/{name}: the file is empty"


@pytest.mark.parametrize(
    "data", [b" \n\t\r\n ", "\ufeff \u2003\n".encode(), b"\xff\xfe \x00\n\x00"]
)
def test_white_space_alone_gives_one_error(data, tmp_path):
    assert isinstance(fail_one(data, "a.txt", tmp_path), Empty)


@pytest.mark.parametrize(
    "data",
    [
        NOISE,
        b"text with a NUL \x00 in it",
        b"\xff\xfe" + b"odd number of bytes",
        bytes(range(1, 32)) * 30,
        "no mark".encode("utf-16-le"),
    ],
)
def test_bytes_that_are_no_text_give_one_error(data, tmp_path):
    assert isinstance(fail_one(data, "a.txt", tmp_path), NotText)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n....", "a picture"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"SQLite format 3\x00....", "an SQLite database"),
        (b"{\\rtf1 hello}", "a word processor document"),
    ],
)
def test_a_named_file_of_another_kind_gives_one_error_that_says_so(data, words, tmp_path):
    for name in ("a.txt", "a.bin"):
        error = fail_one(data, name, tmp_path)
        assert isinstance(error, NotText)
        assert words in error.reason


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.docx", "a.sayso"])
def test_a_named_file_with_the_ending_of_another_kind_gives_one_error(name, tmp_path):
    assert isinstance(fail_one(b"Some text, he said.", name, tmp_path), NotText)


def test_xml_of_another_kind_gives_one_error(tmp_path):
    assert "neither a feed" in fail_one(b'<?xml version="1.0"?><svg></svg>', "a", tmp_path).reason
    assert isinstance(fail_one(b'<?xml version="1.0"?><x><y>', "a.xml", tmp_path), ReadError)


def test_the_bytes_tell_the_kind_before_the_name(tmp_path):
    pdf = canvas_pdf(["The port authority said that fuel was missing."])
    assert read_one(pdf, "a.txt", tmp_path).media == "application/pdf"
    html = page(f"<article><h1>{ARTICLE[0]}</h1>{tagged()}</article>")
    assert read_one(html, "a.txt", tmp_path).media == "text/html"
    assert read_one(b"A text, she said.", "a.unknown", tmp_path).media == "text/plain"


def test_labels_at_the_head_of_a_text_do_not_make_it_a_mail(tmp_path):
    text = b"From: The Bay Post\nDate: 4 May 2019\nSubject: Ferry\n\nThe ferry was late, he said."
    assert read_one(text, "a.txt", tmp_path).media == "text/plain"
    assert read_one(b"Message-ID: <1@x>\n" + text, "a.txt", tmp_path).media == "message/rfc822"


@pytest.mark.parametrize("data", [b"not a pdf", b"%PDF-1.7\n", set_pdf(["x" * 50])[:400]])
def test_a_damaged_pdf_gives_one_error(data, tmp_path):
    assert isinstance(fail_one(data, "a.pdf", tmp_path), Broken | NotText)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<nav><a href='/'>Home</a> <a href='/2'>World</a></nav>",
        "<h1>404</h1><p>Page not found.</p>",
        "<script>document.write('The minister said ...')</script>",
        "".join(f'<li><a href="/{n}">Story {n} of the quay in Pelmoor</a></li>' for n in range(99)),
        '<p>We use cookies to improve your experience.</p><form><input name="q"></form>',
    ],
)
def test_a_page_without_an_article_gives_one_error(body, tmp_path):
    assert isinstance(fail_one(page(body), "a.html", tmp_path), NoArticle)


def test_a_text_that_is_too_long_gives_one_error_that_says_the_limit(tmp_path):
    line = "The ferry was late, the company said. "
    text = (line * (MAX_CHARACTERS // len(line) + 1)).encode()
    error = fail_one(text, "a.txt", tmp_path)
    assert isinstance(error, TooLarge)
    assert "1,000,000 characters" in error.reason
    assert len(read_one(text[:MAX_CHARACTERS], "b.txt", tmp_path).text) == MAX_CHARACTERS


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.write(b"The ferry was late, the company said. ")
        stream.truncate(100 * 10**6)
    decoded = []
    monkeypatch.setattr(reading_module, "keep", lambda *parts: decoded.append(parts))
    (error,) = read(Source(str(path), path))
    assert isinstance(error, TooLarge)
    assert f"{MAX_BYTES // 2**20} MiB" in error.reason
    assert decoded == []


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td", "ul><li"])
def test_deeply_nested_markup_gives_a_report_or_one_error(tag, tmp_path):
    for depth in (300, 3000):
        data = page(f"<{tag}>" * depth + "".join(f"<p>{text}</p>" for text in ARTICLE))
        assert len(read_all(data, "a.html", tmp_path)) == 1


def test_markup_that_lies_deeper_than_parsers_usually_go_is_read(tmp_path):
    data = page(f"{'<div>' * 300}<article><h1>{ARTICLE[0]}</h1>{tagged()}</article>")
    assert read_one(data, "a.html", tmp_path).text.startswith(ARTICLE[0])


def test_nul_characters_in_a_page_are_passed_over(tmp_path):
    data = page(f"<article><h1>{ARTICLE[0]}</h1>{tagged()}</article>").replace(b"fuel", b"fu\x00el")
    assert "fuel" in read_one(data, "a.html", tmp_path).text


def test_half_characters_in_entities_and_json_do_no_harm(tmp_path):
    node = '{"@type": "NewsArticle", "headline": "A \\ud800 b"}'
    head = f'<script type="application/ld+json">{node}</script>'
    body = f"<article><h1>A &#xD800; headline</h1>{tagged()}</article>"
    read_one(page(body, head), "a.html", tmp_path)


def test_bytes_of_a_kind_that_is_not_kept_cannot_be_reread():
    assert isinstance(reread(Original("0" * 64, "image/png", b"x"), "a.png", ""), ReadError)
    assert isinstance(reread(Original("0" * 64, "application/pdf", b"x"), "a.pdf", ""), Broken)
