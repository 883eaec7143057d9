"""The demo case is what its truth file says; no part of the engine is needed to see that."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import email
import email.policy
import html
import io
import itertools
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from sayso.model import Modality, Polarity

DEMO = Path(__file__).parents[1] / "demo"
REPORTS = DEMO / "reports"
TRUTH: dict[str, Any] = tomllib.loads((DEMO / "expected.toml").read_text(encoding="utf-8"))
BY_ID: dict[str, dict[str, Any]] = {report["id"]: report for report in TRUTH["report"]}
AFFAIRS = {"harbour", "ferries", "wells"}
MONTHS = {
    name: number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
}
DAYS = {
    name: number
    for number in range(7)
    for name in (calendar.day_name[number], calendar.day_abbr[number])
}
DAY_FIRST = re.compile(r"\b([A-Z][a-z]+),? (\d{1,2}) ([A-Z][a-z]+),? (\d{4})\b")
MONTH_FIRST = re.compile(r"\b([A-Z][a-z]+),? ([A-Z][a-z]+) (\d{1,2}),? (\d{4})\b")
DOTTED = re.compile(r"\b([A-Z][a-z]+),? (\d{2})\.(\d{2})\.(\d{4})\b")
YEARLESS = re.compile(r"\b([A-Z][a-z]+),? (\d{1,2}) ([A-Z][a-z]+)\b(?!,? \d{4})")


def fold(text: str) -> str:
    """`text` without soft hyphens, each run of white space (also no-break) one space."""
    return " ".join(text.replace("\u00ad", "").split())


def strip_tags(markup: str) -> str:
    """The words of a page: blocks and line breaks part them, other tags do not."""
    parted = re.sub(
        r"<(br|/?(p|div|h\d|li|td|tr|ul|ol|title|section|article|aside|footer)\b)[^>]*>",
        " ",
        markup,
        flags=re.IGNORECASE,
    )
    return html.unescape(re.sub(r"<[^>]*>", "", parted))


def read_page(data: bytes) -> str:
    """The words of an HTML page in the encoding that it declares."""
    declared = re.search(rb'charset="?([\w-]+)', data)
    encoding = declared.group(1).decode() if declared else "utf-8"
    return strip_tags(data.decode(encoding))


def read_entry(data: bytes, part: str) -> str:
    """Title and content of the entry of an RSS or Atom feed that has the id `part`."""
    for entry in ET.fromstring(data).iter():
        inside = {child.tag.rpartition("}")[2]: child.text or "" for child in entry}
        if part in (inside.get("guid"), inside.get("id")) and "title" in inside:
            body = inside.get("encoded") or inside.get("content") or ""
            return inside["title"] + "\n" + strip_tags(body)
    raise LookupError(part)


def read_mail(data: bytes) -> str:
    """Subject and plain text of a mail; flowed lines are only wrapped lines here."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    return f"{message['subject']}\n{body.get_content()}"


def read_pdf(data: bytes) -> str:
    """The text layer of a PDF; U+FFFE is pdfium's sign for a word broken at a line's end."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return "\n".join(pages).replace("\ufffe", "")


def words_of(report: dict[str, Any]) -> str:
    """The folded words of a report, whatever its format."""
    path = REPORTS / report["path"]
    data = path.read_bytes()
    match path.suffix:
        case ".html":
            text = read_page(data)
        case ".xml" | ".atom":
            text = read_entry(data, report["part"])
        case ".eml":
            text = read_mail(data)
        case ".pdf":
            text = read_pdf(data)
        case _:
            text = data.decode("utf-8")
    return fold(text)


def whole_file(path: Path) -> str:
    """All the folded words of a file: boilerplate, every part of a mail, and its headers."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return fold(read_pdf(data))
    text = read_page(data)
    if path.suffix == ".eml":
        for part in email.message_from_bytes(data, policy=email.policy.default).walk():
            if not part.is_multipart():
                text += " " + strip_tags(part.get_content())
    return fold(text)


WORDS = {name: words_of(report) for name, report in BY_ID.items()}


def body_tokens(name: str) -> list[str]:
    """The tokens of a report in one spelling of quotes and apostrophes."""
    return re.findall(r"\w+", WORDS[name].replace("’", "'").lower())


def containment(copy: str, original: str) -> float:
    """The share of the shorter report's runs of five words that the other has too."""
    runs = [
        {tuple(tokens[i : i + 5]) for i in range(len(tokens) - 4)}
        for tokens in (body_tokens(original), body_tokens(copy))
    ]
    return len(runs[0] & runs[1]) / min(len(runs[0]), len(runs[1]))


def tell_weekdays(text: str) -> Iterator[tuple[str, dt.date, int]]:
    """Each date in `text` that names its weekday: the words, the date, the weekday named.

    A date without a year is taken to be of 2019, the year of the case.
    """
    for pattern, order in (
        (DAY_FIRST, "wdmy"),
        (MONTH_FIRST, "wmdy"),
        (DOTTED, "wdmy"),
        (YEARLESS, "wdm"),
    ):
        for match in pattern.finditer(text):
            part = dict(zip(order, match.groups(), strict=True))
            month = MONTHS.get(part["m"]) or (int(part["m"]) if part["m"].isdigit() else None)
            if part["w"] in DAYS and month:
                date = dt.date(int(part.get("y", "2019")), month, int(part["d"]))
                yield match.group(), date, DAYS[part["w"]]


def test_there_are_enough_reports_outlets_and_formats() -> None:
    assert len(TRUTH["report"]) >= 24
    assert len({report["outlet"] for report in TRUTH["report"]}) >= 10
    suffixes = [Path(path).suffix for path in {report["path"] for report in TRUTH["report"]}]
    least = {".html": 12, ".txt": 6, ".pdf": 2, ".xml": 1, ".atom": 1, ".eml": 2}
    assert {suffix: suffixes.count(suffix) >= number for suffix, number in least.items()} == (
        dict.fromkeys(least, True)
    )
    assert {report["affair"] for report in TRUTH["report"]} == AFFAIRS


def test_every_report_file_is_expected_and_every_expected_file_is_there() -> None:
    there = {path.relative_to(REPORTS).as_posix() for path in REPORTS.rglob("*.*")}
    assert there == {report["path"] for report in TRUTH["report"]}


def test_every_entry_of_a_feed_is_expected() -> None:
    told = {report["part"] for report in TRUTH["report"] if report.get("part")}
    found = set()
    for path in (*REPORTS.rglob("*.xml"), *REPORTS.rglob("*.atom")):
        for entry in ET.fromstring(path.read_bytes()).iter():
            if entry.tag.rpartition("}")[2] in ("item", "entry"):
                found |= {c.text for c in entry if c.tag.rpartition("}")[2] in ("guid", "id")}
    assert found == told


@pytest.mark.parametrize("name", BY_ID)
def test_a_report_holds_what_it_must_contain(name: str) -> None:
    report = BY_ID[name]
    assert report["must_contain"]
    wanted = [*report["must_contain"], *([report["title"]] if report["title"] else [])]
    if not report["path"].endswith(".pdf"):
        assert [snippet for snippet in wanted if fold(snippet) not in WORDS[name]] == []
    else:
        squeezed = WORDS[name].replace(" ", "")
        assert [s for s in wanted if fold(s).replace(" ", "") not in squeezed] == []


@pytest.mark.parametrize("name", BY_ID)
def test_boilerplate_is_in_the_file_and_not_in_the_wanted_text(name: str) -> None:
    report = BY_ID[name]
    whole = whole_file(REPORTS / report["path"])
    assert [s for s in report["must_not_contain"] if fold(s) not in whole] == []
    wanted = " ".join(report["must_contain"])
    assert [s for s in report["must_not_contain"] if s in wanted] == []


@pytest.mark.parametrize("name", BY_ID)
def test_claims_are_in_the_words_of_the_report_and_of_the_ontology(name: str) -> None:
    ontology = files("sayso").joinpath("ontology.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(ontology))
    roles_of = {
        row["type"]: {
            row["source_role"].split(":")[0],
            row["target_role"].split(":")[0],
            *(extra.split("(")[0] for extra in row["extra_roles"].split(";")),
        }
        for row in rows
    }
    text = WORDS[name]
    for claim in BY_ID[name]["claim"]:
        assert fold(claim["words"]) in text
        assert set(claim["roles"]) <= roles_of[claim["type"]], claim["words"]
        assert claim["roles"], claim["words"]
        assert [r for r in claim["roles"].values() if r not in text] == [], claim["words"]
        assert claim["chain"][0] == BY_ID[name]["outlet"]
        assert [v for v in claim["chain"][1:] if v.lower() not in text.lower()] == []
        assert claim.get("polarity", "affirmed") in set(Polarity)
        assert claim.get("modality", "actual") in set(Modality)
        first, last = claim.get("when") or ("2019-01-01", "2019-01-01")
        assert dt.date.fromisoformat(first) <= dt.date.fromisoformat(last)


def test_the_claims_run_over_the_ontology_and_nest_deeply() -> None:
    claims = [claim for report in TRUTH["report"] for claim in report["claim"]]
    assert len({claim["type"] for claim in claims}) >= 20
    assert sum(len(claim["chain"]) >= 3 for claim in claims) >= 15
    assert sum(len(claim["chain"]) >= 4 for claim in claims) >= 4
    assert sum(claim.get("polarity") == "denied" for claim in claims) >= 15
    assert sum(claim.get("duress", False) for claim in claims) >= 3


@pytest.mark.parametrize("name", [n for n, r in BY_ID.items() if r.get("copies")])
def test_copies_share_as_many_words_with_their_original_as_is_said(name: str) -> None:
    # Between reports of different outlets that copy nothing it stays below 0.1, mostly the long
    # names of groups; the copy that keeps least has 0.2.
    least = {"verbatim": 0.8, "edited": 0.2, "part": 0.15, "cited": 0.0}
    most = {"verbatim": 1.0, "edited": 0.8, "part": 0.8, "cited": 0.1}
    for copy in BY_ID[name]["copies"]:
        share = containment(name, copy["from"])
        assert least[copy["how"]] <= share <= most[copy["how"]], (copy, share)
        assert copy["credit"] in WORDS[name]
        assert copy["credit"] or BY_ID[copy["from"]]["outlet"] not in WORDS[name]


def test_reports_that_copy_nothing_share_next_to_nothing() -> None:
    taken = {
        name: {name, *(c["from"] for c in report.get("copies", []) if c["how"] != "cited")}
        for name, report in BY_ID.items()
    }
    shares = {
        (a, b): containment(a, b)
        for a, b in itertools.combinations(BY_ID, 2)
        if BY_ID[a]["outlet"] != BY_ID[b]["outlet"] and not taken[a] & taken[b]
    }
    assert {pair: share for pair, share in shares.items() if share >= 0.1} == {}


def test_origins_are_reports_and_an_origin_is_its_own() -> None:
    for report in TRUTH["report"]:
        origin = BY_ID[report["origin"]]
        assert origin["origin"] == origin["id"]
        assert dt.date.fromisoformat(origin["published"])
        if report["published"]:
            assert origin["published"] <= report["published"]


@pytest.mark.parametrize("affair", sorted(AFFAIRS))
def test_an_affair_has_what_makes_real_ones_hard(affair: str) -> None:
    shown = {tag for r in TRUTH["report"] if r["affair"] == affair for tag in r["shows"]}
    assert {"denial", "no comment", "headline form", "counts disagree", "three deep"} <= shown
    kinds = {r["kind"] for r in TRUTH["relation"] if r["affair"] == affair}
    assert {"denial", "value"} <= kinds
    assert kinds & {"retraction", "correction"}


@pytest.mark.parametrize("relation", TRUTH["relation"], ids=lambda r: r["about"][:40])
def test_what_stands_against_what_is_in_the_reports(relation: dict[str, Any]) -> None:
    assert relation["kind"] in ("denial", "value", "update", "retraction", "correction")
    assert len(relation["sides"]) >= (1 if relation["kind"] == "correction" else 2)
    for side in relation["sides"]:
        assert BY_ID[side["report"]]["affair"] == relation["affair"]
        assert fold(side["words"]) in WORDS[side["report"]]


def test_unnamed_voices_are_in_the_reports_in_five_phrasings() -> None:
    for voice in TRUTH["unnamed"]:
        for mention in voice["mentions"]:
            assert mention["words"] in WORDS[mention["report"]]
    phrasings = {
        report: [
            m["words"] for v in TRUTH["unnamed"] for m in v["mentions"] if m["report"] == report
        ]
        for report in ("courier-colonel",)
    }
    assert len(set(phrasings["courier-colonel"])) >= 7


def test_each_spelling_of_a_name_is_in_some_report() -> None:
    everything = " ".join(WORDS.values())
    for entity in TRUTH["entity"]:
        assert [name for name in entity["names"] if name not in everything] == []
    assert sum(len(entity["names"]) >= 3 for entity in TRUTH["entity"]) >= 2


def test_weekdays_agree_with_the_calendar() -> None:
    told = [
        (path.name, *pair)
        for path in sorted(REPORTS.rglob("*.*"))
        for pair in tell_weekdays(whole_file(path))
    ]
    assert len(told) >= 15
    assert [(name, words) for name, words, date, day in told if date.weekday() != day] == []


def test_the_weekday_check_sees_a_wrong_weekday() -> None:
    pairs = list(tell_weekdays("Friday, 14 March 2019; Thu, Mar 14, 2019; Monday 25.09.2019"))
    assert [date.weekday() == day for _, date, day in pairs] == [False, True, False]


def test_the_date_of_publication_is_told_in_the_file_or_nowhere() -> None:
    undated = [r["id"] for r in TRUTH["report"] if not r["published"]]
    assert undated == ["unmoored-who-paid"]
    assert not re.search(r"20[12]9|September|October", WORDS["unmoored-who-paid"])
    for report in TRUTH["report"]:
        if report["published"]:
            date = dt.date.fromisoformat(report["published"])
            raw = (REPORTS / report["path"]).read_bytes().decode("utf-8", "replace")
            forms = (
                date.isoformat(),
                f"{date:%Y%m%d}",
                f"{date:%d.%m.%Y}",
                f"{date.day} {date:%B} {date.year}",
                f"{date.day} {date:%B} {date.year}".upper(),
                f"{date:%B} {date.day}, {date.year}",
                f"{date.day:02} {date:%b} {date.year}",
            )
            told = WORDS[report["id"]] if report["path"].endswith(".pdf") else raw
            assert any(form in told for form in forms), report["id"]


def test_one_page_is_in_windows_1252_and_not_in_utf_8() -> None:
    [report] = [r for r in TRUTH["report"] if r.get("encoding")]
    data = (REPORTS / report["path"]).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert "’" in data.decode(report["encoding"])


def test_one_page_has_soft_hyphens_and_no_break_spaces() -> None:
    markup = (REPORTS / BY_ID["lead-memo"]["path"]).read_text(encoding="utf-8")
    assert markup.count("&shy;") >= 10
    assert markup.count("&nbsp;") >= 5


def test_pages_name_no_address_that_could_exist() -> None:
    for path in REPORTS.rglob("*.*"):
        if path.suffix != ".pdf":
            hosts = re.findall(rb"https?://([\w.-]+)", path.read_bytes())
            real = [h for h in hosts if not h.endswith(b".example")]
            # Names of markup vocabularies are not visited by anybody.
            allowed = {b"schema.org", b"ogp.me", b"purl.org", b"www.w3.org"}
            assert set(real) <= allowed, path.name


def test_the_pdfs_come_out_of_their_texts_to_the_byte(tmp_path: Path) -> None:
    command = [sys.executable, str(DEMO / "make_pdfs.py"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*.pdf")}
    kept = {p.relative_to(REPORTS): p.read_bytes() for p in REPORTS.rglob("*.pdf")}
    assert len(made) == 3
    assert made == kept


def test_the_readme_names_every_report_file() -> None:
    readme = (DEMO / "README.md").read_text(encoding="utf-8")
    assert [r["path"] for r in TRUTH["report"] if r["path"] not in readme] == []
