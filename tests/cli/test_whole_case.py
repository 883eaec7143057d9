"""A whole case out as a folder and in again, and copied."""

from __future__ import annotations

import filecmp
import json
from pathlib import Path

import pytest
from running import sayso

from sayso.record import Case, Decision, Judgement

DEMO = Path(__file__).resolve().parents[2] / "demo" / "reports"


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def judged(demo_case: Path) -> Path:
    """The demo with judgements of two people, one of them taken back."""
    with Case.open(str(demo_case)) as case:
        claim = next(case.analyses()).claims[0].id
        first = case.judge(Judgement(claim, Decision.REJECTED, "Ada", "misread", {"about": "é"}))
        case.judge(Judgement(claim, Decision.ACCEPTED, "Bo", "it is so"))
        case.retract(first, "Ada", "I was wrong")
    return demo_case


@pytest.fixture
def folder(judged: Path, tmp_path: Path) -> Path:
    assert sayso("export", "case", tmp_path / "out", "--case", judged, "-q").exit_code == 0
    return tmp_path / "out"


def test_a_case_comes_back_as_it_was(judged, folder, tmp_path):
    new = tmp_path / "new.sayso"
    assert sayso("import", folder, "--case", new).exit_code == 0
    sayso("export", "case", tmp_path / "again", "--case", new)
    assert files_of(folder) == files_of(tmp_path / "again")
    with Case.open(str(judged)) as one, Case.open(str(new)) as other:
        assert list(one.analyses()) == list(other.analyses())
        assert one.judgements() == other.judgements()
        assert one.audit() == other.audit()
        assert one.search("harbour") == other.search("harbour")
    assert sayso("verify", "--case", new).exit_code == 0
    assert sayso("weigh", "--case", new).stdout == sayso("weigh", "--case", judged).stdout


def test_a_copy_holds_the_same(judged, folder, tmp_path):
    assert sayso("copy", judged, tmp_path / "copy.sayso").exit_code == 0
    sayso("export", "case", tmp_path / "again", "--case", tmp_path / "copy.sayso")
    assert files_of(folder) == files_of(tmp_path / "again")


def test_the_originals_are_files_as_they_were_published(folder):
    kept = {path.name for path in (folder / "originals").iterdir()}
    rows = [json.loads(line) for line in (folder / "originals.jsonl").read_text().splitlines()]
    assert kept == {row["sha256"] for row in rows}
    report = next(DEMO.rglob("*sent-by-colonel.html"))
    assert any(filecmp.cmp(report, path, False) for path in (folder / "originals").iterdir())


def test_what_is_there_is_not_written_over(folder, judged, tmp_path):
    before = judged.read_bytes()
    for arguments in (
        ("import", folder, "--case", judged),
        ("copy", judged, judged),
        ("export", "case", folder, "--case", judged),
    ):
        result = sayso(*arguments)
        assert result.exit_code == 1, arguments
        assert "already" in result.stderr
    assert judged.read_bytes() == before


def lose_a_line(folder: Path) -> None:
    place = folder / "analyses.jsonl"
    place.write_text("".join(place.read_text().splitlines(keepends=True)[:-1]))


def change_bytes(folder: Path) -> None:
    next((folder / "originals").iterdir()).write_bytes(b"something else")


def lose_bytes(folder: Path) -> None:
    next((folder / "originals").iterdir()).unlink()


def point_elsewhere(folder: Path) -> None:
    place = folder / "originals.jsonl"
    row = json.loads(place.read_text().splitlines()[0])
    lines = place.read_text().replace(row["sha256"], "../case.json", 1)
    place.write_text(lines)


def shift_a_span(folder: Path) -> None:
    place = folder / "analyses.jsonl"
    first, *rest = place.read_text().splitlines()
    entry = json.loads(first)
    entry["analysis"]["claims"][0]["evidence"]["end"] = 10**6
    place.write_text("\n".join([json.dumps(entry), *rest]) + "\n")


def decide_something_else(folder: Path) -> None:
    place = folder / "judgements.jsonl"
    place.write_text(place.read_text().replace('"accepted"', '"applauded"'))


def take_back_nothing(folder: Path) -> None:
    place = folder / "retractions.jsonl"
    entry = json.loads(place.read_text())
    place.write_text(json.dumps({**entry, "judgement": "j000000000000"}) + "\n")


def write_nonsense(folder: Path) -> None:
    (folder / "audit.jsonl").write_bytes(b"\xff\xfe")


def be_newer(folder: Path) -> None:
    place = folder / "case.json"
    place.write_text(place.read_text().replace('"version": 1', '"version": 2'))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lose_a_line, "not whole"),
        (change_bytes, "do not have the sha256"),
        (lose_bytes, "cannot be read"),
        (point_elsewhere, "no sha256"),
        (shift_a_span, "not sound"),
        (decide_something_else, "applauded"),
        (take_back_nothing, "retraction"),
        (write_nonsense, "UTF-8"),
        (be_newer, "newer sayso"),
    ],
)
def test_a_damaged_folder_makes_no_case(folder, tmp_path, harm, words):
    harm(folder)
    result = sayso("import", folder, "--case", tmp_path / "new.sayso")
    assert result.exit_code == 1
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert list(tmp_path.glob("new.sayso*")) == []


def test_a_folder_of_something_else_is_named(tmp_path):
    result = sayso("import", tmp_path, "--case", tmp_path / "new.sayso")
    assert result.exit_code == 1
    assert f"{tmp_path} is no folder of a case" in result.stderr


def test_an_export_that_fails_leaves_nothing(judged, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device", str(tmp_path / "out"))

    monkeypatch.setattr("sayso.export.folder.write", full)
    before = set(tmp_path.iterdir())
    assert sayso("export", "case", tmp_path / "out", "--case", judged).exit_code == 1
    assert set(tmp_path.iterdir()) == before


def test_an_unknown_format_is_told_with_those_there_are(judged, tmp_path):
    result = sayso("export", "xml", tmp_path / "out", "--case", judged)
    assert result.exit_code == 1
    assert "There is no format 'xml'. There are: stix," in result.stderr
