"""`sayso add --engine dask`: the same case as without, whatever happens on the way."""

from __future__ import annotations

import json
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from scale_stubs import folder_of

from cli.running import sayso, sayso_process
from sayso.record import Case, verify
from sayso.scale import shelf

STORY = (
    "PORT VESSA, March 12 2016 (Courier) - Court papers say that a former clerk admitted under "
    "questioning that the Vessan Guard had sent four officers to spy on the ministry.\n"
)
DENIAL = "Commander Ilve Sandor denied on Tuesday that the Guard had shelled the town of Norrby.\n"
PAGE = f"<html><body><article><h1>Guard</h1><p>{DENIAL}</p><p>{STORY}</p></article></body></html>"
FEED = f"""<rss version="2.0"><channel><title>The Lantern</title>
<item><title>One</title><guid>1</guid><description>{STORY}</description></item>
<item><title>Two</title><guid>2</guid><description>{DENIAL}</description></item></channel></rss>"""
STUBBED = """
from functools import partial
from scale_stubs import quick
from sayso.cli import archive
archive.Job = partial(archive.Job, analyse=quick)
"""
FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))
"""


def warc(page: bytes) -> bytes:
    """A web archive of one page."""
    answer = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2016-03-12T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:5ba2ae16-0c1b-4f5d-9f2c-1d1b0a7a3c55>\r\n"
        "WARC-Target-URI: https://lantern.example/1\r\nContent-Type: application/http; "
        f"msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


@pytest.fixture
def mixed(here) -> list[str]:
    """A folder, a web archive and a table, with a feed and what cannot be read among them."""
    Path("news").mkdir()
    Path("news/papers.txt").write_text(STORY, "utf-8")
    Path("news/copy.txt").write_text(STORY, "utf-8")
    Path("news/empty.txt").write_text("", "utf-8")
    Path("news/feed.rss").write_text(FEED, "utf-8")
    Path("crawl.warc").write_bytes(warc(PAGE.encode()))
    rows = {"text": [STORY, DENIAL, ""], "outlet": ["The Lantern", "The Courier", "The Courier"]}
    pq.write_table(pa.table(rows), "all.parquet")
    return ["news", "crawl.warc", "all.parquet"]


def bodies(case: str) -> dict[str, bytes]:
    """The analyses in a case, as they are stored."""
    with closing(sqlite3.connect(case)) as database:
        return dict(database.execute("SELECT report, body FROM analysis"))


def add(cluster, *more: str, **options):
    return sayso(
        "add", "--engine", "dask", "--scheduler", cluster.scheduler_address, *more, **options
    )


def add_apart(cluster, *more: str, first: str = "", **options):
    """The same in a process of its own, with analyses that take no time."""
    words = ("add", "--engine", "dask", "--scheduler", cluster.scheduler_address, *more)
    return sayso_process(*words, first=STUBBED + first, **options)


def test_a_cluster_makes_the_same_case_and_results_bring_it_about_without_reading(
    mixed, cluster, monkeypatch
):
    plain = sayso("add", *mixed, "--case", "plain.sayso")
    assert plain.stdout == "plain.sayso: 6 added, 1 already there, 0 read anew, 2 failed\n"
    there = add(cluster, *mixed, "--case", "there.sayso")
    assert there.stdout == plain.stdout.replace("plain", "there")
    assert there.exit_code == 1
    assert bodies("there.sayso") == bodies("plain.sayso")
    told = sorted(line for line in there.stderr.splitlines() if ".txt: " in line or "row" in line)
    assert told == sorted(
        line for line in plain.stderr.splitlines() if ".txt: " in line or "row" in line
    )

    kept = add(cluster, *mixed, "--results", "kept")
    assert kept.stdout == "kept: 6 added, 1 already there, 0 read anew, 2 failed\n"
    again = add(cluster, *mixed, "--results", "kept")
    assert again.stdout == "kept: 0 added, 7 already there, 0 read anew, 2 failed\n"
    (part,) = Path("kept").glob("*.parquet")
    row = pq.read_table(part).to_pylist()[0]
    assert json.loads(row["analysis"])["report"]["id"] == row["id"]

    monkeypatch.setattr("sayso.intake.analyse", None)
    brought = sayso("add", "kept", "--case", "brought.sayso")
    assert brought.stdout == "brought.sayso: 6 added, 0 already there, 0 read anew, 0 failed\n"
    assert bodies("brought.sayso") == bodies("plain.sayso")
    with Case.open("brought.sayso") as case:
        assert list(verify(case)) == []
    assert ": 0 added, 6 already there" in sayso("add", str(part), "--case", "brought.sayso").stdout


def test_results_that_were_tampered_with_do_not_get_in(stubbed, cluster, here):
    folder_of("few", range(3))
    add(cluster, "few", "--results", "kept")
    (part,) = Path("kept").glob("*.parquet")
    table = pq.read_table(part)
    rows = table.to_pylist()
    rows[0]["original"] = b"something else"
    rows[1]["analysis"] = rows[1]["analysis"].replace('"statement', '"words')
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), "bad.parquet")
    result = sayso("add", "bad.parquet")
    assert "1 added, 0 already there, 0 read anew, 2 failed" in result.stdout
    assert "its original bytes are not those that were read" in result.stderr
    assert "this is no analysis" in result.stderr


def test_facts_that_the_user_tells_decide_what_is_read_anew(stubbed, cluster, many):
    counts = [
        add(cluster, "many", *told).stdout.partition(": ")[2].rpartition(",")[0]
        for told in ([], [], ["--outlet", "The Lantern"], ["--outlet", "The Lantern"])
    ]
    assert counts == [
        "60 added, 0 already there, 0 read anew",
        "0 added, 60 already there, 0 read anew",
        "0 added, 0 already there, 60 read anew",
        "0 added, 60 already there, 0 read anew",
    ]


def reports_in(case: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{case}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM current").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_goes_on_where_it_was(end, cluster, stubbed, here):
    folder_of("many", range(120), "This is SLOW.")
    process = add_apart(cluster, "many")
    case = here / "case.sayso"
    while process.poll() is None and reports_in(case) < 20:
        time.sleep(0.01)
    process.send_signal(end)
    _, err = process.communicate(timeout=60)
    kept = reports_in(case)
    assert 20 <= kept < 120
    if end is signal.SIGINT:
        assert process.returncode == 130
        last = "sayso: interrupted; what was added stays, and the same command goes on from there"
        assert err.decode().splitlines()[-1] == last
    result = add(cluster, "many")
    assert f"{120 - kept} added, {kept} already there, 0 read anew, 0 failed" in result.stdout
    with Case.open(str(case)) as opened:
        assert list(verify(opened)) == []
        assert [row.action for row in opened.audit()].count("added") == 120


def test_a_full_disk_keeps_what_was_put_in(cluster, stubbed, many, here):
    process = add_apart(cluster, "many", first=FULL.format(1_000_000))
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "no room left" in err.decode().splitlines()[-1]
    kept = reports_in(here / "case.sayso")
    assert 0 < kept < 60
    assert f"{60 - kept} added, {kept} already there" in add(cluster, "many").stdout
    with Case.open("case.sayso") as opened:
        assert list(verify(opened)) == []


def test_a_full_disk_leaves_no_half_of_a_part(cluster, stubbed, many, monkeypatch):
    monkeypatch.setattr(shelf, "ROWS", 20)
    few = [f"many/{number:03}.txt" for number in range(20)]
    add(cluster, *few, "--results", "kept")
    (first,) = Path("kept").glob("*.parquet")
    process = add_apart(cluster, "many", "--results", "kept", first=FULL.format(4_000))
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.decode().splitlines()[-1].startswith("sayso: There is no room left to write to kept")
    assert [*Path("kept").glob("*part*")] == [first]
    result = add(cluster, "many", "--results", "kept")
    assert result.stdout == "kept: 40 added, 20 already there, 0 read anew, 0 failed\n"
    names = [row for part in Path("kept").glob("*.parquet") for row in pq.read_table(part)["id"]]
    assert len(set(names)) == len(names) == 60


def test_two_cannot_write_into_one_folder_of_results(cluster, here):
    kept = shelf.Folder(Path("kept"), "sayso 0", shelf.Hints())
    result = add(cluster, "nowhere.txt", "--results", "kept")
    kept.close()
    assert result.exit_code == 1
    assert "another process writes its results here" in result.stderr


def test_what_is_for_archives_alone_is_wrong_usage_elsewhere(many):
    for option in (["--workers", "2"], ["--scheduler", "tcp://a:1"], ["--results", "kept"]):
        assert sayso("add", "many", *option).exit_code == 2
    both = ["--engine", "dask", "--scheduler", "tcp://a:1", "--workers", "2"]
    assert sayso("add", "many", *both).exit_code == 2


def test_on_this_machine_no_scheduler_is_needed(stubbed, many):
    result = sayso("add", "many", "--engine", "dask", "--workers", "1")
    assert "60 added, 0 already there, 0 read anew, 0 failed" in result.stdout
