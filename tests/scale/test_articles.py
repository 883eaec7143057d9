"""Parquet files of articles: each row a report."""

from __future__ import annotations

import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.errors import Broken, Empty, ReadError
from sayso.read import Hints, Source, find_sources, read, reread
from sayso.read.parquet import columns_of

TEXT = "The Vessan Guard denied on Tuesday that it had attacked the town of Norrby.\n"
PAGE = (
    "<html><head><title>Guard denies attack</title></head><body><article><h1>Guard denies attack"
    f"</h1><p>{TEXT}</p><p>Commander Ilve Sandor said that nobody had been hurt there.</p>"
    "</article></body></html>"
)


def table(columns: dict[str, list], name: str = "all.parquet") -> Source:
    pq.write_table(pa.table(columns), name)
    return Source(name, Path(name))


def reports(source: Source) -> list:
    return [found[0] for found in read(source) if not isinstance(found, ReadError)]


def test_a_row_tells_what_its_columns_say():
    day = datetime.date(2016, 3, 14)
    (report,) = reports(
        table({
            "Source_Name": ["The Harbour Courier"], "Headline": ["Guard denies attack"],
            "URL": ["https://courier.example/1"], "Body": [TEXT], "Publish Date": [day],
            "authors": [["Ada Roe", "Olaf Poe"]], "shares": [12],
        })
    )  # fmt: skip
    assert report.text == TEXT
    assert report.outlet.value == "The Harbour Courier"
    assert report.outlet.where == "column outlet"
    assert report.title.value == "Guard denies attack"
    assert report.url.value == "https://courier.example/1"
    assert report.published.value == "2016-03-14"
    assert report.byline.value == "Ada Roe, Olaf Poe"
    assert report.flags == ()


def test_a_page_and_bytes_are_read_as_what_they_are():
    source = table({"url": ["a", "b", "c"], "html": [PAGE, None, None],
                    "payload": [None, PAGE.encode("utf-16"), TEXT.encode()]})  # fmt: skip
    found = reports(source)
    assert [report.url.value for report in found] == ["a", "b", "c"]
    assert [report.text.count("Norrby") for report in found] == [1, 1, 1]
    assert "<p>" not in found[0].text + found[1].text


def test_the_same_words_in_two_outlets_are_two_reports_and_the_same_row_is_one():
    source = table({"text": [TEXT] * 3, "outlet": ["The Lantern", "The Courier", "The Lantern"]})
    first, second, third = (report.id for report in reports(source))
    assert first == third != second


def test_what_is_kept_of_a_row_gives_the_same_report_again():
    source = table(
        {"text": [TEXT], "html": [PAGE], "site": ["The Lantern"], "date": ["2016-03-14"]}
    )
    ((report, original),) = read(source, Hints())
    again, same = reread(original, report.path, report.part)
    assert again == report
    assert same == original
    assert TEXT.encode()[:40] in original.data


def test_a_day_that_is_not_sure_is_said_and_not_taken():
    (report,) = reports(table({"text": [TEXT], "date": ["03/04/2016"]}))
    assert report.published is None
    assert report.flags == (
        "its table says that it was published '03/04/2016', which is no sure day",
    )


def test_a_bad_row_is_named_and_the_others_go_on():
    source = table({"text": [TEXT, " ", None], "url": ["a", "https://b.example", "c"]})
    found = list(read(source))
    assert [isinstance(each, ReadError) for each in found] == [False, True, True]
    assert str(found[1]) == "all.parquet: row 2 (https://b.example): the row holds no text"


def test_files_that_hold_no_articles_are_told():
    (nothing,) = read(table({"number": [1, 2], "price": [3, 4]}))
    assert isinstance(nothing, Empty)
    assert "none of its columns is named as text, html or bytes: number, price" in str(nothing)
    data = Path("all.parquet").read_bytes()
    Path("cut.parquet").write_bytes(data[: len(data) // 2])
    (broken,) = read(Source("cut.parquet", Path("cut.parquet")))
    assert isinstance(broken, Broken)


def test_a_folder_and_a_pattern_lead_to_them():
    Path("in").mkdir()
    table({"text": [TEXT]}, "in/one.parquet")
    for argument in ("in", "in/*.parquet"):
        assert [source.path for source in find_sources([argument])] == ["in/one.parquet"]


def test_the_surest_name_of_a_column_wins():
    found = columns_of(["source", "Publisher", "content", "TEXT", "Source URL"])
    assert found == {"url": "Source URL", "outlet": "Publisher", "text": "TEXT"}
