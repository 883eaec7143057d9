"""`sayso claims`: reports in, statements and claims out, nothing kept."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from running import ARABIC, sayso

import sayso.intake as intake
from sayso.contract import from_json
from sayso.export.table import COLUMNS
from sayso.pipeline import analyse
from sayso.read import read


def test_a_report_is_shown_as_a_tree_and_nothing_is_stored(folder, here):
    result = sayso("claims", folder / "papers.txt")
    assert result.exit_code == 0
    assert "under duress" in result.stdout
    assert [path.name for path in here.iterdir()] == ["news"]


def test_json_has_one_report_a_line_and_jsonl_is_the_same(folder):
    result = sayso("claims", folder, "--format", "json")
    found = [from_json(json.loads(line)) for line in result.stdout.splitlines()]
    assert sorted(analysis.report.path for analysis in found) == sorted(map(str, folder.iterdir()))
    assert sayso("claims", folder, "--format", "jsonl").stdout == result.stdout


def test_csv_has_a_row_for_each_claim(folder):
    as_json = sayso("claims", folder, "--format", "json").stdout.splitlines()
    claims = [claim["id"] for line in as_json for claim in json.loads(line)["claims"]]
    table = csv.DictReader(StringIO(sayso("claims", folder, "--format", "csv").stdout))
    assert [row["claim"] for row in table] == claims
    assert claims
    assert table.fieldnames == list(COLUMNS)


def test_what_the_user_tells_about_a_report_is_in_it(folder):
    told = ("--published", "2016-03-14", "--outlet", "The Courier", "--title", "A title")
    report = json.loads(sayso("claims", folder / "shelling.txt", "--format", "json", *told).stdout)[
        "report"
    ]
    assert (report["published"], report["outlet"], report["title"]) == (
        "2016-03-14",
        "The Courier",
        "A title",
    )


@pytest.mark.parametrize("date", ["2016-13-01", "14.3.2016", "20160314", "yesterday", "٢٠١٦-٠٣-١٤"])
def test_a_date_that_is_none_is_wrong_usage(folder, date):
    result = sayso("claims", folder, "--published", date)
    assert result.exit_code == 2
    assert f"'{date}' is not a date; write the day as 2016-03-14" in result.stderr


def test_bad_input_gives_one_line_and_the_rest_goes_on(folder):
    (folder / "empty.txt").write_bytes(b"")
    result = sayso("claims", folder, "nowhere.txt", "--format", "json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 3
    first, second = result.stderr.splitlines()
    assert first.startswith(f"sayso: {folder}/empty.txt: ")
    assert second.startswith("sayso: nowhere.txt: ")


def test_a_mistake_of_ours_costs_one_report_only(folder, monkeypatch):
    def stumble(report):
        if report.path.endswith("arrests.txt"):
            raise ZeroDivisionError("by\nzero")
        return analyse(report)

    monkeypatch.setattr(intake, "analyse", stumble)
    result = sayso("claims", folder, "--format", "json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == f"sayso: {folder}/arrests.txt: ZeroDivisionError: by zero\n"


def test_a_mistake_in_reading_costs_one_file_only(folder, monkeypatch):
    def stumble(source, hints):
        if source.path.endswith("arrests.txt"):
            raise IndexError("list index out of range")
        yield from read(source, hints)

    monkeypatch.setattr(intake, "read", stumble)
    result = sayso("claims", folder, "--format", "json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == f"sayso: {folder}/arrests.txt: IndexError: list index out of range\n"


def test_a_report_in_another_language_is_noted_unless_quiet(folder):
    (folder / "arabic.txt").write_text(ARABIC, "utf-8")
    result = sayso("claims", folder / "arabic.txt", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["claims"] == []
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"sayso: {folder}/arabic.txt: in Arabic")
    assert sayso("claims", folder / "arabic.txt", "--quiet", "--format", "json").stderr == ""


def test_out_writes_a_whole_file_and_nothing_else(folder, here):
    result = sayso("claims", folder, "--format", "json", "--out", here / "found.jsonl")
    assert (result.stdout, result.exit_code) == ("", 0)
    expected = sayso("claims", folder, "--format", "json").stdout
    assert (here / "found.jsonl").read_text("utf-8") == expected
    assert sorted(path.name for path in here.iterdir()) == ["found.jsonl", "news"]


def test_an_interrupted_run_leaves_the_file_as_it_was(folder, here, monkeypatch):
    (here / "found.jsonl").write_text("before")

    def interrupt(report):
        raise KeyboardInterrupt

    monkeypatch.setattr(intake, "analyse", interrupt)
    result = sayso("claims", folder, "--format", "json", "--out", "found.jsonl")
    assert result.exit_code == 130
    assert result.stderr == "sayso: interrupted\n"
    assert (here / "found.jsonl").read_text() == "before"
    assert sorted(path.name for path in here.iterdir()) == ["found.jsonl", "news"]


def test_a_place_that_cannot_be_written_is_told_in_one_line(folder):
    result = sayso("claims", folder, "--out", "no/such/folder.csv", "--format", "csv")
    assert result.exit_code == 1
    assert result.stderr == "sayso: no/such/folder.csv.part: No such file or directory\n"


def test_standard_input_is_a_report(folder):
    text = (folder / "papers.txt").read_bytes()
    result = sayso("claims", "-", "--format", "json", input=text)
    assert json.loads(result.stdout)["report"]["path"] == "-"
