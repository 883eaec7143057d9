"""Packing a case, signing it, and checking what was packed, as a user types it."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from running import sayso

from office import PASSPHRASE
from sayso import intake
from sayso.read import Hints, Source
from sayso.record import Case
from timekeeper import Authority, serving


@pytest.fixture
def key(tmp_path: Path) -> Path:
    done = sayso("key", tmp_path / "office.pem", "--stdin", input=f"{PASSPHRASE}\n")
    assert done.exit_code == 0
    return tmp_path / "office.pem"


@pytest.fixture
def small(folder: Path, tmp_path: Path, kept, monkeypatch) -> Path:
    """A case of three short reports."""
    monkeypatch.setattr(intake, "analyse", kept.analyse)
    assert sayso("add", folder, "--case", tmp_path / "small.sayso", "-q").exit_code == 0
    return tmp_path / "small.sayso"


def test_a_case_is_packed_and_checked(demo_case, tmp_path):
    done = sayso("pack", tmp_path / "pack", "--case", demo_case)
    assert done.exit_code == 0
    assert "31 reports and their originals" in done.stderr
    assert "It is not signed" in done.stderr
    done = sayso("verify", "--pack", tmp_path / "pack")
    assert done.exit_code == 0
    *seals, last = done.stdout.splitlines()
    assert [line.partition(": ")[2].partition(":")[0] for line in seals] == [
        "it is not signed",
        "it bears no timestamp",
    ]
    assert last.endswith("files are as they were packed")


def test_a_zip_by_its_name_holds_the_same(small, tmp_path):
    assert sayso("pack", tmp_path / "pack", "--case", small, "-q").exit_code == 0
    assert sayso("pack", tmp_path / "pack.zip", "--case", small, "-q").exit_code == 0
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {
        path.relative_to(tmp_path / "pack").as_posix(): path.read_bytes()
        for path in (tmp_path / "pack").rglob("*")
        if path.is_file()
    }
    assert sayso("verify", "--pack", tmp_path / "pack.zip", "-q").stdout == ""


def test_signed_and_timestamped_and_checked_against_whom_one_trusts(small, key, tmp_path):
    authority = Authority.make()
    with serving(authority) as address:
        done = sayso(
            *("pack", tmp_path / "pack.zip", "--case", small, "--stdin"),
            *("--sign", key, "--timestamp", address),
            input=f"{PASSPHRASE}\n",
        )
    assert done.exit_code == 0, done.output
    assert len(authority.queries) == 1
    done = sayso(
        *("verify", "--pack", tmp_path / "pack.zip", "--signer", tmp_path / "office.pub.pem"),
        *("--authority", authority.write_root(tmp_path / "root.pem")),
    )
    assert done.exit_code == 0
    assert "signed with the key that you trust" in done.stdout
    assert "whom you trust" in done.stdout
    done = sayso("verify", "--pack", tmp_path / "pack.zip")
    assert done.stdout.count("not checked against") == 2


def test_each_fault_is_a_line_and_the_exit_code_is_one(small, tmp_path):
    sayso("pack", tmp_path / "pack", "--case", small)
    (tmp_path / "pack" / "README.txt").unlink()
    (tmp_path / "pack" / "more.txt").write_text("More")
    done = sayso("verify", "--pack", tmp_path / "pack", "--quiet")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"{tmp_path / 'pack'}: more.txt is not in manifest.json: it was added",
        f"{tmp_path / 'pack'}: README.txt is missing",
    ]


def test_the_originals_come_back_into_a_case_as_the_same_reports(small, tmp_path):
    sayso("pack", tmp_path / "pack", "--case", small)
    place = tmp_path / "pack" / "originals.warc.gz"
    done = sayso("add", place, "--case", tmp_path / "new.sayso")
    assert done.exit_code == 0, done.output
    assert "3 added, 0 already there, 0 read anew, 0 failed" in done.stdout
    assert sayso("verify", "--case", tmp_path / "new.sayso").exit_code == 0
    with Case.open(str(small)) as old, Case.open(str(tmp_path / "new.sayso")) as new:
        one = {a.report.id: a for a in old.analyses()}
        other = {a.report.id: a for a in new.analyses()}
    assert one.keys() == other.keys()
    for name, analysis in one.items():
        assert analysis.claims == other[name].claims
        assert analysis.statements == other[name].statements
        assert analysis.report.text == other[name].report.text
    done = sayso("add", place, "--case", small)
    assert "0 added, 3 already there, 0 read anew" in done.stdout


def test_every_original_of_the_demo_is_read_back(demo_case, tmp_path):
    sayso("export", "warc", tmp_path / "all.warc.gz", "--case", demo_case)
    source = Source(str(tmp_path / "all.warc.gz"), tmp_path / "all.warc.gz")
    found = {report.id: report for report, _ in intake.reports_in(source, Hints())}
    with Case.open(str(demo_case)) as case:
        before = {analysis.report.id: analysis.report for analysis in case.analyses()}
    assert found.keys() == before.keys()
    for name, old in before.items():
        new = found[name]
        assert Path(new.path).name == Path(old.path).name
        assert replace(new, path=old.path, part=old.part) == old


def test_the_judgements_in_a_pack_go_to_the_case_made_of_it(small, tmp_path):
    with Case.open(str(small)) as case:
        claim = next(c.id for a in case.analyses() for c in a.claims)
    sayso("judge", "reject", claim, "--why", "misread", "--case", small)
    sayso("pack", tmp_path / "pack", "--case", small)
    new = tmp_path / "new.sayso"
    sayso("add", tmp_path / "pack" / "originals.warc.gz", "--case", new)
    done = sayso("judgements", "--add", tmp_path / "pack" / "judgements.jsonl", "--case", new)
    assert done.exit_code == 0
    assert sayso("weigh", "--case", new).stdout == sayso("weigh", "--case", small).stdout


def test_what_was_published_by_a_day_is_packed_alone(demo_case, tmp_path):
    day = "2019-09-14"
    assert sayso("pack", tmp_path / "p", "--case", demo_case, "--as-of", day).exit_code == 0
    rows = (tmp_path / "p" / "analyses.jsonl").read_text("utf-8").splitlines()
    days = [json.loads(row)["report"]["published"] for row in rows]
    assert days
    assert max(days) <= day
    assert len(list((tmp_path / "p" / "texts").iterdir())) == len(days)
    assert f"published by {day} is in it" in " ".join(
        (tmp_path / "p" / "README.txt").read_text().split()
    )
    assert sayso("verify", "--pack", tmp_path / "p").exit_code == 0


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_no_answer_from_the_authority_leaves_nothing_behind(small, tmp_path, name):
    before = set(tmp_path.iterdir())
    done = sayso("pack", name, "--case", small, "--timestamp", "http://127.0.0.1:1/tsr")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("sayso: http://127.0.0.1:1/tsr gave no timestamp: ")
    assert set(tmp_path.iterdir()) == before


def test_what_is_there_is_not_written_over(small, tmp_path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "mine.txt").write_text("mine")
    done = sayso("pack", tmp_path / "pack", "--case", small)
    assert done.exit_code == 1
    assert "already" in done.stderr
    assert [path.name for path in (tmp_path / "pack").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--stdin",), "Name one: --sign"),
        (("--sign", "office.pem"), "Nobody is here to type"),
        (("--sign", "office.pem", "--stdin"), "does not open"),
        (("--sign", "office.pub.pem", "--stdin"), "holds no private key"),
        (("--sign", "nowhere.pem", "--stdin"), "cannot be read"),
    ],
)
def test_a_key_that_does_not_open_packs_nothing(small, key, tmp_path, arguments, words):
    done = sayso("pack", "pack", "--case", small, *arguments, input="a wrong passphrase\n")
    assert done.exit_code == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "pack").exists()


def test_a_key_is_named_by_its_fingerprint_everywhere(small, key, tmp_path):
    other = tmp_path / "other.pem"
    name = sayso("key", other, "--stdin", "-q", input=f"{PASSPHRASE}\n").stdout.strip()
    sayso("pack", "pack", "--case", small, "--sign", other, "--stdin", input=f"{PASSPHRASE}\n")
    assert json.loads((tmp_path / "pack" / "manifest.json").read_bytes())["signer"] == name
    assert name in (tmp_path / "pack" / "README.txt").read_text()
    assert name in sayso("verify", "--pack", "pack").stdout
    done = sayso("verify", "--pack", "pack", "--signer", "office.pub.pem")
    assert done.exit_code == 1
    assert f"signed with the key {name}, and not with yours" in done.stdout


@pytest.mark.parametrize(
    ("told", "words"),
    [("short\n", "too easy to guess"), ("", "too easy to guess"), (None, "Nobody is here")],
)
def test_no_key_is_made_with_a_weak_passphrase(tmp_path, told, words):
    before = set(tmp_path.iterdir())
    done = sayso("key", "a.pem", *(["--stdin"] if told is not None else []), input=told)
    assert done.exit_code == 1
    assert words in done.stderr
    assert set(tmp_path.iterdir()) == before


def test_seals_are_of_packs(small):
    assert sayso("verify", "--signer", "office.pub.pem", "--case", small).exit_code == 2
    assert sayso("verify", "--authority", "root.pem", "--case", small).exit_code == 2


def test_a_pack_that_is_not_there_is_named(tmp_path):
    done = sayso("verify", "--pack", tmp_path / "nowhere")
    assert done.exit_code == 1
    assert f"{tmp_path / 'nowhere'} cannot be read" in done.stderr


def test_the_originals_alone(small, tmp_path):
    done = sayso("export", "warc", tmp_path / "a.warc.gz", "--case", small)
    assert done.exit_code == 0
    assert "3 originals of 3 reports" in done.stderr
    sayso("pack", tmp_path / "pack", "--case", small)
    packed = (tmp_path / "pack" / "originals.warc.gz").read_bytes()
    assert (tmp_path / "a.warc.gz").read_bytes() == packed


def test_no_original_is_left_out_silently(small, tmp_path):
    for more in (("--as-of", "2016-01-01"), ("--as-told-by", "The Courier")):
        done = sayso("export", "warc", "a.warc.gz", "--case", small, *more)
        assert done.exit_code == 1
        assert "holds all originals" in done.stderr
    (tmp_path / "plan").write_text("words: Courier\n")
    done = sayso("export", "warc", "a.warc.gz", "--case", small, "--redact", "plan")
    assert done.exit_code == 1
    assert not (tmp_path / "a.warc.gz").exists()
