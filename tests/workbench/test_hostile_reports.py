"""Reports are data: whatever stands in them, or in their names, is shown and never run."""

from __future__ import annotations

import csv
import io
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import select
from team import Answer, ask, routes

from sayso.record.findings import tables
from sayso.show.workbench import shelf, shield
from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role, Visitor
from sayso.show.workbench.pages import PAGES, TABLES
from sayso.show.workbench.shelf import label

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
FORMULA = "=cmd|' /C calc'!A0"
TEXT = f"""Colonel {SCRIPT} and "{IMAGE}" in Norrby

NORRBY, 14 March 2016 - General Olt {SCRIPT} said that Colonel Brandt had killed two men in Norrby.
Minister {IMAGE} Varn denied that the Guard had detained four officers. "The {SCRIPT} Guard attacked
the harbour of Norrby on Monday," a spokesman for {IMAGE} said. javascript:alert(3)

The Guard killed Orla Brandt in Norrby, court papers say. {{{{ 7*7 }}}} {{% raw %}} ${{7*7}}
"""
PAGE = f"""<!doctype html><html><head><title>&lt;script&gt;alert(4)&lt;/script&gt; Olt</title>
<link rel="canonical" href="javascript:alert(5)">
<meta property="og:url" content="javascript:alert(6)">
<meta name="author" content="&lt;img src=x onerror=alert(7)&gt;">
<meta property="og:site_name" content="{FORMULA}"></head><body><article>
<h1>&lt;script&gt;alert(4)&lt;/script&gt; Olt</h1>
<p onclick="alert(8)">
The Guard said on Monday that General Olt had killed two men in Port Vessa.</p>
<p>&lt;script&gt;alert(9)&lt;/script&gt; General Olt denied that he had killed the two men. He said
that the Guard had detained four officers in Norrby and that a court had jailed them for a year.</p>
<script>alert(10)</script><a href="javascript:alert(11)">more</a></article></body></html>"""
NAMES = (
    "../../etc/passwd.txt",
    "..\\..\\windows\\<script>alert(12)</script>.txt",
    "\u202etxt.exe\u2066.txt",
    "n" * 3_000 + ".txt",
    "a\0b.txt",
    IMAGE + ".txt",
)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bench, TestClient]]:
    """A case of hostile reports that came in through the browser, and hostile judgements."""
    place = tmp_path_factory.mktemp("attacked")
    with Bench.at(str(place / f"{IMAGE.replace('/', '')}.sayso"), who="Ada") as bench:
        guard = Guard("key", Visitor(f"Ada {IMAGE}", Role.OWNER), frozenset())
        app = application(bench, guard)
        client = TestClient(app, headers={"Authorization": "Bearer key"})
        files = [(name, f"{TEXT}{name!r} came last.") for name in NAMES]
        parts = [("files", (name, text.encode())) for name, text in files]
        parts.append(("files", ("page.html", PAGE.encode())))
        told = {"outlet": f"{FORMULA} {IMAGE}", "published": "2016-03-14"}
        answer = client.post("/api/reports", files=parts, data=told)
        assert answer.status_code == 202, answer.text
        assert bench.adding.wait(120)
        assert bench.adding.progress.added == len(parts), bench.adding.progress
        claim = client.get("/api/search").json()["found"]["claims"][0]["id"]
        why = {"why": f"{FORMULA} {SCRIPT}"}
        made = [
            client.post(f"/api/claims/{claim}/verdict", json={"decision": "accepted", **why}),
            client.post("/api/hypotheses", json={"text": f"{SCRIPT} {IMAGE} did it", **why}),
        ]
        assert [each.status_code for each in made] == [201, 201]
        yield bench, client


def places(bench: Bench) -> Iterator[str]:
    """The address of every page, with everything of the case that it can be about."""
    columns = {
        "report": tables.assertion.c.report,
        "proposition": tables.proposition.c.id,
        "claim": tables.assertion.c.claim,
        "entity": tables.identity.c.id,
        "voice": tables.teller.c.key,
    }
    for page in PAGES:
        start, brace, rest = page.path.partition("{")
        if not brace:
            yield page.path
            continue
        name, _, end = rest.partition("}")
        with bench.case.store.reading() as connection:
            column = columns[name.partition(":")[0]]
            found = connection.execute(select(column).distinct()).scalars().all()
        assert found, name
        yield from (f"{start}{quote(value, safe='')}{end}" for value in found)
    yield "/search?q=alert"
    yield f"/search?q={SCRIPT}"
    yield f"/voices?words={IMAGE}"
    yield "/api"


def check_page(words: str, place: str) -> None:
    """Nothing in a page runs or is loaded but what is ours."""
    tree = html.fromstring(words)
    for each in tree.iter():
        if not isinstance(each.tag, str):
            continue
        for name, value in each.attrib.items():
            assert not name.startswith("on"), (place, name, value)
            assert name not in ("style", "srcdoc", "formaction"), (place, name)
            if name in ("href", "src", "action", "data-post"):
                low = value.strip().lower()
                assert not low.startswith(("javascript:", "vbscript:", "data:")), (place, value)
            if name == "src":
                assert value.startswith("/static/"), (place, value)
        if each.tag == "script":
            assert each.get("src") or each.get("type") == "application/json", place
        assert each.tag not in ("iframe", "object", "embed", "base"), place
    assert "<script>alert" not in words, place
    assert "<img src=x" not in words, place


def test_every_page_shows_hostile_reports_as_text(attacked) -> None:
    bench, client = attacked
    seen, looked = "", 0
    for place in places(bench):
        answer = client.get(place)
        assert answer.status_code in (200, 404), (place, answer.status_code)
        if answer.status_code == 200:
            check_page(answer.text, place)
            seen += answer.text
            looked += 1
    assert looked > 20
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in seen
    assert "&lt;img src=x onerror=alert(2)&gt;" in seen
    assert "{ 7*7 }} {% raw %} ${7*7" in seen, "what looks like a template is text"


def test_what_came_in_is_never_served_as_a_page(attacked) -> None:
    bench, client = attacked
    for row in bench.case.reports():
        answer = client.get(f"/reports/{row.id}/original")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "\n" not in answer.headers["content-disposition"]
        kind = answer.headers["content-type"]
        assert not kind.startswith(("text/html", "image/svg", "application/xhtml", "text/xml"))


def test_no_table_holds_a_formula(attacked) -> None:
    _, client = attacked
    held = ""
    for name in TABLES:
        words = client.get(f"/{name}.csv").text
        for row in csv.reader(io.StringIO(words)):
            for cell in row:
                number = cell.lstrip("+-").replace(".", "", 1).isdigit()
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (name, cell)
        held += words
    assert f"'{FORMULA}" in held


def test_hostile_names_are_labels(attacked) -> None:
    bench, _ = attacked
    names = sorted(row.path for row in bench.case.reports())
    assert len(names) == len(NAMES) + 1
    for name in names:
        assert name.isprintable()
        assert len(name) <= 200
        assert not name.startswith("/")
        assert ".." not in name.split("/")
    assert "etc/passwd.txt" in names


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Users\\ada\\a.txt", "C:/Users/ada/a.txt"),
        ("a\0b", "a\ufffdb"),
        ("\u202egpj.exe", "\ufffdgpj.exe"),
        ("", "unnamed"),
        ("..", "unnamed"),
        ("x" * 500, "x" * 200),
        ("folder/сведка.txt", "folder/сведка.txt"),
    ],
)
def test_a_name_from_outside_leads_nowhere(told: str, shown: str) -> None:
    assert label(told) == shown


# What comes in badly


@pytest.fixture
def shelves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files that come in are laid; empty when nothing is kept."""
    place = tmp_path / "shelves"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


FIELD = b'--cut\r\nContent-Disposition: form-data; name="outlet"\r\n\r\n'
HEAD = b'--cut\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
TAIL = b"\r\n--cut--\r\n"


def send(
    program: TestClient, parts: list[bytes | float], length: int = 0, end: bool = True
) -> Answer:
    """Send a form in pieces; a number is a pause, and without an end the connection breaks."""
    messages: list[dict] = []
    for part in parts:
        if isinstance(part, bytes):
            messages.append({"type": "http.request", "body": part, "more_body": True})
        else:
            messages.append({"pause": part})
    if end:
        messages.append({"type": "http.request", "body": b"", "more_body": False})
    size = (
        (b"content-length", str(length).encode()) if length else (b"transfer-encoding", b"chunked")
    )
    headers = [
        (b"authorization", program.headers["authorization"].encode()),
        (b"content-type", b"multipart/form-data; boundary=cut"),
        size,
    ]
    return ask(
        program.app, {"path": "/api/reports", "method": "POST", "headers": headers}, messages
    )


def test_a_large_file_passes_through_without_filling_memory(
    program: TestClient, shelves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []

    def look(uploads: list[shelf.Upload]) -> bool:
        kept.extend(each.location.stat().st_size for each in uploads)
        return False

    adding = program.app.state.bench.adding
    monkeypatch.setattr(type(adding), "start", lambda _, __, uploads, *___: look(uploads))
    piece = bytes(1 << 20)
    tracemalloc.start()
    answer = send(program, [HEAD, *[piece] * 70, TAIL])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status == 503
    assert kept == [shelf.LARGEST]
    assert peak < 16 << 20
    assert list(shelves.iterdir()) == []


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ([HEAD, b"half"], 400),
        ([HEAD, b"no end"], 400),
        ([b"this is no form"], 400),
        ([b"--cut\r\nNo-Colon\r\n\r\nx", TAIL], 400),
        ([b"--cut\r\nX: " + b"y" * 10_000 + b"\r\n\r\nx", TAIL], 400),
        ([b"--cut\r\n" + b"A: b\r\n" * 50 + b"\r\nx", TAIL], 400),
        (
            [b'--cut\r\nContent-Disposition: form-data; name="outlet"\r\n\r\n', b"x" * 9_000, TAIL],
            413,
        ),
        ([FIELD, b"The Courier", TAIL], 422),
        ([b"--cut--\r\n"], 422),
    ],
)
def test_a_form_that_is_none_is_refused_and_nothing_of_it_stays(
    program: TestClient, shelves: Path, parts: list[bytes], status: int
) -> None:
    answer = send(program, list(parts), end=parts[-1] != b"half")
    assert answer.status == status, answer.body
    assert answer.headers["content-type"] == "application/json"
    assert list(shelves.iterdir()) == []
    assert not program.app.state.bench.adding.progress.running


def test_an_upload_that_stops_is_not_waited_for(
    program: TestClient, shelves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shield, "SLOWEST", 0.1)
    answer = send(program, [HEAD, b"so far", 5.0])
    assert answer.status == 408
    assert b"for a while" in answer.body
    assert list(shelves.iterdir()) == []


def test_too_much_is_refused_whether_its_length_is_told_or_not(
    program: TestClient, shelves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shield, "LARGEST_UPLOAD", 3 << 20)
    piece = bytes(1 << 20)
    told = send(program, [HEAD, piece, TAIL], length=4 << 20)
    found_out = send(program, [HEAD, *[piece] * 4, TAIL])
    assert told.status == found_out.status == 413
    assert b"3 MB" in told.body
    assert list(shelves.iterdir()) == []
    monkeypatch.setattr(shelf, "MOST_FILES", 3)
    many = send(program, [HEAD + b"x\r\n"] * 4 + [TAIL])
    assert many.status == 413
    assert b"3 are taken" in many.body
    assert list(shelves.iterdir()) == []


def test_no_judgement_is_a_megabyte_long(program: TestClient) -> None:
    large = {"text": "x" * (1 << 20)}
    for method, path in routes(program.app):
        if method == "POST" and path not in shield.UPLOADS:
            answer = program.post(path.replace("{", "").replace("}", ""), json=large)
            assert answer.status_code == 413, path
    assert program.post("/api/hypotheses", json={"text": "x" * 4_001}).status_code == 422


@pytest.mark.parametrize("day", ["2016-02-30", "14.3.2016", "yesterday", "2016-03-14T00:00"])
def test_a_day_that_is_none_is_refused(program: TestClient, shelves: Path, day: str) -> None:
    files = [("files", ("a.txt", b"General Olt said that it rained."))]
    answer = program.post("/api/reports", files=files, data={"published": day})
    assert answer.status_code == 422
    assert "is not a date" in answer.json()["detail"]
    assert list(shelves.iterdir()) == []
