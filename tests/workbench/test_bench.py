"""The case on the bench: one that may only be read, an older one, none yet."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import delete
from team import routes

from sayso.errors import CaseMissing
from sayso.record import Case
from sayso.record.findings import tables
from sayso.record.sqlite import Way
from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role, Visitor
from sayso.show.workbench.pages import PAGES


@pytest.fixture
def may_only_read(monkeypatch: pytest.MonkeyPatch, demo_case: Path, tmp_path: Path) -> Path:
    """A case as it is for somebody who may not write to it, and where copies are laid."""
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(copies))

    def reads(path: Path) -> Way:
        within = path.resolve().is_relative_to(copies)
        return Way.WRITE if within else Way.FROZEN

    monkeypatch.setattr("sayso.record.sqlite.way_to", reads)
    return copies


def unweighed(place: Path) -> None:
    """Take away what weighing came to, as in a case that `sayso add` made."""
    with Case.open(str(place)) as case, case.store.writing() as connection:
        for table in reversed(tables.ALL):
            connection.execute(delete(table))


def browser(bench: Bench) -> TestClient:
    guard = Guard("key", Visitor("Ada", Role.OWNER), frozenset())
    bearer = {"Authorization": "Bearer key"}
    return TestClient(application(bench, guard), headers=bearer, follow_redirects=False)


def check_that_nothing_changes(bench: Bench) -> None:
    client = browser(bench)
    told = len(bench.case.audit())
    for method, path in routes(client.app):
        if method == "POST" and path.startswith("/api/"):
            answer = client.post(path.replace("{", "").replace("}", ""), json={})
            assert answer.status_code in (403, 422), path
            if answer.status_code == 403:
                assert answer.json()["detail"].startswith("This case may only be read.")
    claim = client.get("/api/search").json()["found"]["claims"][0]["id"]
    answer = client.post(f"/api/claims/{claim}/verdict", json={"decision": "accepted"})
    assert answer.status_code == 403
    file = {"files": ("a.txt", b"General Olt said that it rained.")}
    assert client.post("/api/reports", files=file).status_code == 403
    assert len(bench.case.audit()) == told
    assert bench.case.judgements() == ()


def test_a_case_that_may_only_be_read_is_shown_as_it_lies(
    demo_case: Path, may_only_read: Path
) -> None:
    before = demo_case.read_bytes()
    with Bench.at(str(demo_case)) as bench:
        assert (bench.writable, bench.copied_to, bench.settled) == (False, None, True)
        page = browser(bench).get("/").text
        assert "This case may only be read." in page
        assert 'id="drop"' not in page
        check_that_nothing_changes(bench)
    assert demo_case.read_bytes() == before
    assert list(may_only_read.iterdir()) == []


def test_one_that_is_not_weighed_is_weighed_in_a_copy(demo_case: Path, request) -> None:
    unweighed(demo_case)
    before = demo_case.read_bytes()
    copies = request.getfixturevalue("may_only_read")
    with Bench.at(str(demo_case)) as bench:
        assert bench.copied_to is not None
        assert (bench.writable, bench.settled, bench.name) == (False, True, "demo")
        client = browser(bench)
        for page in PAGES:
            if "{" not in page.path:
                assert client.get(page.path).status_code == 200, page.path
        assert client.get("/api/case").json()["counts"]["propositions"] > 10
        check_that_nothing_changes(bench)
    assert demo_case.read_bytes() == before
    assert list(copies.iterdir()) == [], "the copy is thrown away"


def test_what_is_not_there_cannot_be_read_either(tmp_path: Path) -> None:
    with pytest.raises(CaseMissing):
        Bench.at(str(tmp_path / "none" / "case.sayso"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody")
def test_a_case_of_somebody_else_is_opened_by_its_permissions(demo_case: Path) -> None:
    """Not told by us but by the file: as nobody, in a folder that takes no file."""
    unweighed(demo_case)
    place = Path(tempfile.mkdtemp())
    try:
        shutil.copy(demo_case, place / "case.sayso")
        place.chmod(0o755)
        (place / "case.sayso").chmod(0o644)
        words = (
            f"import os, sys; sys.path[:] = {sys.path!r}\n"
            "from sayso.show.workbench.bench import Bench\n"
            # What Python loads on the way may lie where nobody may look.
            f"Bench.at({str(demo_case)!r}).close()\n"
            "os.setgid(65534); os.setuid(65534)\n"
            f"with Bench.at({str(place / 'case.sayso')!r}) as bench:\n"
            "    print(bench.writable, bench.settled, len(bench.case.reports()))\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", words], capture_output=True, text=True, check=False
        )
        with Case.open(str(demo_case)) as case:
            assert done.stdout == f"False True {len(case.reports())}\n", done.stderr
        assert [file.name for file in place.iterdir()] == ["case.sayso"]
    finally:
        shutil.rmtree(place)


def test_where_there_is_no_case_yet_an_empty_one_is_made(tmp_path: Path) -> None:
    with Bench.at(str(tmp_path / "new.sayso")) as bench:
        client = browser(bench)
        assert "There is nothing in this case yet" in client.get("/").text
        for page in PAGES:
            if "{" not in page.path:
                assert client.get(page.path).status_code == 200, page.path
    assert (tmp_path / "new.sayso").exists()


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case as the first revision of the tables has it."""
    place = tmp_path / "old.sayso"
    with monkeypatch.context() as first:
        first.setattr("sayso.record.schema.LATEST", "0001")
        Case.open(str(place), create=True).close()
    return place


def test_an_older_case_is_brought_up_to_date(older: Path) -> None:
    with Bench.at(str(older)) as bench:
        assert bench.writable
        assert browser(bench).get("/").status_code == 200
        assert bench.case.audit()[-1].action == "migrated"
    assert older.with_name("old.sayso.revision-0001.bak").exists()


def test_an_older_case_that_may_only_be_read_is_brought_up_to_date_in_a_copy(
    older: Path, request: pytest.FixtureRequest
) -> None:
    before = older.read_bytes()
    request.getfixturevalue("may_only_read")
    with Bench.at(str(older)) as bench:
        assert not bench.writable
        assert browser(bench).get("/").status_code == 200
    assert older.read_bytes() == before


def test_the_server_loads_no_parser_and_no_model(demo_case: Path) -> None:
    """Reports are read in a process of their own; the server answers at once and stays small."""
    words = (
        "import sys\n"
        "from sayso.cli.app import app\n"
        "import sayso.cli.workbench\n"
        "from fastapi.testclient import TestClient\n"
        "from sayso.show.workbench.app import application\n"
        "from sayso.show.workbench.bench import Bench\n"
        "from sayso.show.workbench.guard import Guard, Role, Visitor\n"
        f"with Bench.at({str(demo_case)!r}) as bench:\n"
        "    guard = Guard('key', Visitor('Ada', Role.OWNER), frozenset())\n"
        "    client = TestClient(application(bench, guard))\n"
        "    for path in ('/', '/search?q=port', '/claims', '/api', '/audit'):\n"
        "        answer = client.get(path, headers={'Authorization': 'Bearer key'})\n"
        "        assert answer.status_code == 200, path\n"
        "names = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(names & {'spacy', 'thinc', 'torch', 'onnxruntime', 'tokenizers',\n"
        "                      'trafilatura', 'pypdfium2', 'feedparser', 'typst'}))\n"
        # What getrusage tells begins with the memory of the process that started this one.
        "most = [l for l in open('/proc/self/status') if l.startswith('VmHWM')]\n"
        "print(int(most[0].split()[1]) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=False
    )
    loaded, memory = done.stdout.splitlines() or ["", "0"]
    assert loaded == "[]", done.stderr
    assert 0 < int(memory) < 200, "MiB"
