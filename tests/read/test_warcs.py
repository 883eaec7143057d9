from __future__ import annotations

import gzip
import uuid

import pytest
from read_samples import HEADLINE, PARAGRAPHS, page, read_all, read_one, tagged

from sayso.errors import Broken, Empty, NoArticle, NotText, ReadError
from sayso.read import MAX_BYTES
from sayso.read import reading as reading_module

PAGE = page(f"<article><h1>{HEADLINE}</h1>{tagged()}</article>")


def archive(*responses, gzipped=True):
    """A WARC of responses: (address, status, content type, body, more headers)."""
    records = [record("warcinfo", "", "application/warc-fields", b"software: a test\r\n")]
    for address, status, media, body, *more in responses:
        headers = [("Content-Type", media), *more]
        head = "".join(f"{name}: {value}\r\n" for name, value in headers)
        http = f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body
        records.append(record("response", address, "application/http; msgtype=response", http))
    return b"".join(gzip.compress(data, mtime=0) if gzipped else data for data in records)


def record(kind, address, media, block):
    """One record as ISO 28500 lays it out."""
    name = uuid.uuid5(uuid.NAMESPACE_URL, address or kind)
    target = f"WARC-Target-URI: {address}\r\n" if address else ""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{name}>\r\n{target}"
        f"WARC-Date: 2024-01-12T10:00:00Z\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


GOOD = ("https://bay.example/fuel", "200 OK", "text/html", PAGE)


@pytest.mark.parametrize("gzipped", [True, False])
def test_each_html_response_is_a_report(gzipped, tmp_path):
    other = page(f"<article><h1>Another story</h1>{tagged(PARAGRAPHS[:3])}</article>")
    data = archive(
        GOOD,
        ("https://bay.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://bay.example/old", "301 Moved", "text/html", b"<p>Moved to a new place</p>"),
        ("https://bay.example/other", "200 OK", "text/html; charset=utf-8", other),
        gzipped=gzipped,
    )
    found = read_all(data, "a.warc.gz" if gzipped else "a.warc", tmp_path)
    assert [report.url.value for report, _ in found] == [
        "https://bay.example/fuel",
        "https://bay.example/other",
    ]
    report, original = found[0]
    assert original.data == PAGE
    assert report.url.where == "WARC-Target-URI"
    assert report.part.startswith("<urn:uuid:")
    assert report.published is None  # the day of the crawl is not that of the report


def test_a_page_has_one_id_in_an_archive_and_as_a_file(tmp_path):
    report = read_one(archive(GOOD), "a.warc.gz", tmp_path)
    assert report.id == read_one(PAGE, "a.html", tmp_path).id


def test_transfer_and_content_codings_are_undone(tmp_path):
    packed = gzip.compress(PAGE, mtime=0)
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:100], packed[100:]))
    data = archive(
        (
            *GOOD[:3],
            chunked + b"0\r\n\r\n",
            ("Transfer-Encoding", "chunked"),
            ("Content-Encoding", "gzip"),
        )
    )
    (found,) = read_all(data, "a.warc.gz", tmp_path)
    assert found[1].data == PAGE


def test_the_charset_that_the_server_told_stays_with_the_bytes(tmp_path):
    text = PAGE.decode().replace('<meta charset="utf-8">', "")
    data = archive((*GOOD[:2], "text/html; charset=windows-1252", text.encode("cp1252")))
    (found,) = read_all(data, "a.warc.gz", tmp_path)
    assert found[1].media == "text/html; charset=windows-1252"
    assert PARAGRAPHS[1] in found[0].text


def test_a_response_without_an_article_gives_one_error_that_names_it(tmp_path):
    menu = b"<html><body><a href='/'>Home</a></body></html>"
    data = archive(("https://bay.example/menu", "200 OK", "text/html", menu), GOOD)
    error, good = read_all(data, "a.warc.gz", tmp_path)
    assert isinstance(error, NoArticle)
    assert error.reason.startswith("https://bay.example/menu: ")
    assert good[0].title.value == HEADLINE


@pytest.mark.parametrize("gzipped", [True, False])
@pytest.mark.parametrize("cut", [30, 300])
def test_an_archive_that_is_cut_off_gives_its_whole_records_and_one_error(gzipped, cut, tmp_path):
    other = page(f"<article><h1>Another</h1>{tagged()}</article>")
    data = archive(GOOD, ("https://bay.example/2", "200 OK", "text/html", other), gzipped=gzipped)
    found = read_all(data[:-cut], "a.warc.gz", tmp_path)
    errors = [item for item in found if isinstance(item, ReadError)]
    assert found[0][0].title.value == HEADLINE
    assert [type(error) for error in errors] == [Broken]
    assert len(found) == 2


def test_archives_may_be_larger_than_the_limit_of_files(tmp_path, monkeypatch):
    monkeypatch.setattr(reading_module, "MAX_BYTES", 100)
    assert MAX_BYTES > 100
    assert read_one(archive(GOOD), "a.warc.gz", tmp_path).title.value == HEADLINE


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (gzip.compress(b"some other text", mtime=0), "a.warc.gz", NotText),
        (b"\x1f\x8bbroken", "a.warc.gz", NotText),
        (b"WARC/1.0\r\n\r\n", "a.warc", None),
        (b"WARC/nonsense", "a.warc", None),
        (b"a plain text", "a.warc", NotText),
    ],
)
def test_what_is_no_archive_gives_one_error(data, name, kind, tmp_path):
    (error,) = read_all(data, name, tmp_path)
    assert isinstance(error, kind or Broken | Empty)
