"""The commands that work on a case: add, show, search, verify, judge, undo, log."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from running import sayso

import sayso.intake as intake
from sayso.export.table import COLUMNS
from sayso.pipeline import analyse


def refuse(report):
    raise AssertionError("it was analysed again")


@pytest.fixture
def case(folder) -> str:
    """A case with the three reports, named by where it lies when nobody says."""
    result = sayso("add", "news")
    assert result.stdout == "./case.sayso: 3 added, 0 already there, 0 read anew, 0 failed\n"
    assert result.exit_code == 0
    return "case.sayso"


def claims_of(*arguments) -> list[dict]:
    lines = sayso("show", *arguments, "--format", "json").stdout.splitlines()
    return [claim for line in lines for claim in json.loads(line)["claims"]]


def test_what_is_there_already_is_not_read_again(case, monkeypatch):
    monkeypatch.setattr(intake, "analyse", refuse)
    result = sayso("add", "news")
    assert result.stdout == "./case.sayso: 0 added, 3 already there, 0 read anew, 0 failed\n"


def test_another_date_told_about_a_report_reads_it_anew(case):
    told = ("news/arrests.txt", "--published", "2016-03-14")
    assert "0 added, 0 already there, 1 read anew" in sayso("add", *told).stdout
    assert "0 added, 1 already there, 0 read anew" in sayso("add", *told).stdout
    report = json.loads(sayso("show", "news/arrests.txt", "--format", "json").stdout)["report"]
    assert report["published"] == "2016-03-14"


def test_the_case_can_lie_elsewhere(folder, here, monkeypatch):
    sayso("add", "news/papers.txt", "--case", "one.sayso")
    monkeypatch.setenv("SAYSO_CASE", "two.sayso")
    sayso("add", "news/papers.txt")
    assert {"one.sayso", "two.sayso"} <= {path.name for path in here.iterdir()}
    assert sayso("show").stdout == sayso("show", "--case", "one.sayso").stdout


def test_what_failed_is_counted_told_and_noted(folder, monkeypatch):
    def stumble(report):
        if report.path.endswith("arrests.txt"):
            raise RecursionError("too deep")
        return analyse(report)

    monkeypatch.setattr(intake, "analyse", stumble)
    result = sayso("add", "news", "nowhere.txt")
    assert result.exit_code == 1
    assert result.stdout == "./case.sayso: 2 added, 0 already there, 0 read anew, 2 failed\n"
    assert result.stderr.splitlines()[0] == "sayso: news/arrests.txt: RecursionError: too deep"
    log = sayso("log").stdout
    assert "failed  news/arrests.txt  RecursionError: too deep" in log
    assert "failed  nowhere.txt  " in log


def test_quiet_leaves_results_and_errors(folder):
    result = sayso("add", "news", "nowhere.txt", "--quiet")
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_ctrl_c_says_that_nothing_is_lost(folder, monkeypatch):
    done = []

    def interrupt(report):
        if done:
            raise KeyboardInterrupt
        done.append(report)
        return analyse(report)

    monkeypatch.setattr(intake, "analyse", interrupt)
    result = sayso("add", "news")
    assert result.exit_code == 130
    assert result.stderr == (
        "sayso: interrupted; what was added stays, and the same command goes on from there\n"
    )
    monkeypatch.undo()
    monkeypatch.chdir(folder.parent)
    assert "2 added, 1 already there" in sayso("add", "news").stdout


def test_the_reports_are_listed(case):
    lines = sayso("show").stdout.splitlines()
    assert lines[0].split() == ["report", "published", "outlet", "title", "claims"]
    assert len([line for line in lines if line.startswith("r") and line[1:5].isalnum()]) == 4


def test_a_report_is_found_by_id_by_its_start_and_by_its_file(case, folder):
    shown = sayso("show", "news/papers.txt")
    assert shown.exit_code == 0
    report = json.loads(sayso("show", "news/papers.txt", "--format", "json").stdout)["report"]
    for name in (report["id"], report["id"][:9], folder / "papers.txt", "./news/papers.txt"):
        assert sayso("show", name).stdout == shown.stdout


@pytest.mark.parametrize("name", ["rffffffffffff", "news/other.txt", "r", "x'; --"])
def test_a_report_that_is_not_there_or_not_alone_gives_one_line(case, name):
    result = sayso("show", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("sayso: ")


def test_all_claims_of_the_case_come_as_json_and_as_csv(case):
    assert len(sayso("show", "--format", "jsonl").stdout.splitlines()) == 3
    assert claims_of()
    rows = sayso("show", "--format", "csv").stdout.splitlines()
    assert rows[0] == ",".join(COLUMNS)
    assert len(rows) == len(claims_of()) + 1


def test_show_says_what_claims_says(case):
    def as_json(*arguments):
        lines = sayso(*arguments, "--format", "json").stdout.splitlines()
        return sorted(lines)

    assert as_json("show") == as_json("claims", "news")


def test_words_are_found_with_who_says_them(case):
    result = sayso("search", "Norrby", "shelled")
    assert result.exit_code == 0
    assert "Ilve Sandor (denies):" in result.stdout
    assert sayso("search", "unheard").stdout == "Nothing in ./case.sayso holds all of: unheard\n"


def test_a_claim_is_judged_shown_so_and_the_judgement_taken_back(case):
    before = sayso("show", "--format", "csv").stdout
    claim = claims_of("news/shelling.txt")[0]["id"]
    result = sayso("judge", "reject", claim, "--why", "taken back since", "--who", "Ines")
    assert result.stdout.startswith(f"rejected as untrue {claim}: ")
    assert "✗ rejected" in sayso("show", "news/shelling.txt").stdout
    assert "Ines  judged" in sayso("log").stdout
    assert sayso("undo", "--who", "Ines").stdout == f"taken back: rejected {claim}\n"
    assert sayso("show", "--format", "csv").stdout == before
    assert sayso("log").stdout.splitlines()[-1].split("  ")[1:3] == ["Ines", "retracted"]


def test_that_a_claim_was_misread_is_no_word_on_its_truth(case):
    claim = claims_of("news/shelling.txt")[0]["id"]
    result = sayso("judge", "misread", claim, "--who", "Ines")
    assert result.stdout.startswith(f"rejected as misread {claim}: ")
    assert "✗ rejected" in sayso("show", "news/shelling.txt").stdout
    sayso("export", "jsonld", "told.jsonld")
    assert "ClaimReview" not in Path("told.jsonld").read_text("utf-8")
    sayso("judge", "reject", claim, "--who", "Ines")
    sayso("export", "jsonld", "again.jsonld")
    assert "ClaimReview" in Path("again.jsonld").read_text("utf-8")


def test_the_last_word_on_a_claim_counts(case):
    claim = claims_of("news/shelling.txt")[0]["id"]
    sayso("judge", "reject", claim)
    sayso("judge", "accept", claim[:9])
    assert "✓ accepted" in sayso("show", "news/shelling.txt").stdout
    sayso("undo")
    assert "✗ rejected" in sayso("show", "news/shelling.txt").stdout


@pytest.mark.parametrize("claim", ["c", "cffffffffffff", ""])
def test_only_one_claim_of_the_case_can_be_judged(case, claim):
    result = sayso("judge", "accept", claim)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_without_a_judgement_there_is_nothing_to_take_back(case):
    result = sayso("undo")
    assert result.exit_code == 1
    assert result.stderr == "sayso: There is no judgement in ./case.sayso to take back.\n"


def test_a_sound_case_holds(case):
    result = sayso("verify")
    assert (result.exit_code, result.stdout) == (0, "./case.sayso: all 3 reports hold\n")
    assert sayso("verify", "--quiet").stdout == ""


def test_changed_bytes_are_named_in_one_line_each(case):
    with closing(sqlite3.connect(case)) as database:
        guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'original'"
        for (name,) in database.execute(guards).fetchall():
            database.execute(f"DROP TRIGGER {name}")
        changed = database.execute(
            "UPDATE original SET data = CAST(data || 'x' AS BLOB) "
            "WHERE CAST(data AS TEXT) LIKE '%shelled%'"
        )
        assert changed.rowcount == 1
        database.commit()
    result = sayso("verify")
    assert result.exit_code == 1
    assert all(line.startswith("news/shelling.txt (r") for line in result.stdout.splitlines())
    assert "sha256" in result.stdout


@pytest.mark.parametrize(
    "command",
    [("show",), ("verify",), ("search", "x"), ("log",), ("undo",), ("judge", "accept", "c")],
)
def test_without_a_case_one_line_says_how_to_make_one(here, command):
    result = sayso(*command)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "sayso add" in line
    assert list(here.iterdir()) == []
