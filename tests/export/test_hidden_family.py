"""Hiding one of a family: in three reports that spell the name in three ways; and packing them."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sayso
from sayso.cli.app import app
from sayso.cli.export import dossier_of
from sayso.cli.weigh import Asked
from sayso.export.formats import FORMATS
from sayso.export.redaction.court import FLAG
from sayso.intake import put, reports_in
from sayso.read import Hints, find_sources
from sayso.record import Case

REPORTS = {
    "courier.txt": """\
The Harbour Courier

3 March 2031

Dockers held

Émil Kørsgaard, a dock clerk, said that the Vessan Guard had arrested two dockers in Norrby on \
Monday. Kørsgaard’s lawyer declined to comment. Mr. Kørsgaard's sister, Nadia Kørsgaard, said that \
the guards had beaten one of them.

Mail émil.korsgaard.family@harbour.example or emil.korsgaard@harbour.example, or see \
#EmilKorsgaard and #KoersgaardFamily.
""",
    "post.txt": """\
The Bay Post

4 March 2031

Guard denies arrests

Commander Ilve Sandor denied that the Vessan Guard had arrested two dockers in Norrby. E. \
Korsgaard, a clerk, told the Bay Post that he had seen the arrests. Nadia Koersgaard said that her \
brother Emil Koersgaard was in danger.

Dorde Straus, a sailor, said that the Guard had beaten a docker. The family wrote to \
korsgaard.family@harbour.example.
""",
    "herald.txt": """\
The Orvane Herald

5 March 2031

Sailor speaks

Đorđe Strauß, a sailor, said that the Vessan Guard had killed a docker in Norrby. Djordje Strauss \
said that he had seen it. Strauß denied that he had fled.
""",
}
EMIL, NADIA, SAILOR = "Émil Kørsgaard", "Nadia Kørsgaard", "Đorđe Strauß"
# By hand, and not taken from the code that hides: after `plain`.
LEFT = {
    EMIL: re.compile(r"k(o|oe)rsga+rd|emil"),
    NADIA: re.compile(r"k(o|oe)rsga+rd|nadia"),
    SAILOR: re.compile(r"dj?or(d|dj)e|strauss"),
}


@pytest.fixture(scope="module")
def family(tmp_path_factory) -> Path:
    """A case of the three reports."""
    folder = tmp_path_factory.mktemp("family")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    place = folder / "own.sayso"
    with Case.open(str(place), create=True, who="Ada") as case:
        for source in find_sources([str(folder / name) for name in REPORTS]):
            for report, original in reports_in(source, Hints()):
                put(report, original, case, Hints())
    return place


def plain(text: str) -> str:
    """A text as an independent eye compares it."""
    told = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text).casefold()
    for sign, letters in {"ø": "o", "đ": "d"}.items():
        told = told.replace(sign, letters)
    marks = unicodedata.normalize("NFD", told)
    return "".join(c for c in marks if not unicodedata.combining(c))


def plan(folder: Path, *lines: str) -> Path:
    place = folder / "plan.txt"
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def texts(dossier) -> dict[str, str]:
    """The texts of the redacted reports, by outlet."""
    return {r.outlet.value: " ".join(r.text.split()) for r in dossier.reports}


@pytest.mark.parametrize("name", LEFT)
def test_no_spelling_is_left_in_a_pack(family, tmp_path, name):
    out = tmp_path / "pack"
    done = run("pack", out, "--case", family, "--redact", plan(tmp_path, f"name: {name}"))
    assert done.exit_code == 0, done.output
    for file in (path for path in out.rglob("*") if path.is_file()):
        data = file.read_bytes()
        data = gzip.decompress(data) if file.suffix == ".gz" else data
        assert not LEFT[name].search(plain(data.decode("utf-8"))), file.name


@pytest.mark.parametrize("form", ["csv", "jsonld", "graphml", "stix"])
def test_no_spelling_is_left_in_an_export(family, tmp_path, form):
    dossier, handed = dossier_of(str(family), Asked(), plan(tmp_path, f"name: {EMIL}"))
    out = tmp_path / "out"
    if FORMATS[form].is_folder:
        out.mkdir()
    FORMATS[form].write(dossier, out)
    handed.refuse_leaks(out)
    for file in out.iterdir() if out.is_dir() else [out]:
        assert not LEFT[EMIL].search(plain(file.read_text("utf-8"))), file.name


def test_two_people_share_no_pseudonym(family, tmp_path):
    dossier, handed = dossier_of(str(family), Asked(), plan(tmp_path, f"name: {EMIL}"))
    told = texts(dossier)
    assert "Mr. [person 1]'s sister, Nadia [withheld], said" in told["The Harbour Courier"]
    assert told["The Harbour Courier"].endswith(
        "Mail [person 1].family@harbour.example or [person 1]@harbour.example, or see "
        "#[person 1] and #[withheld]Family."
    )
    assert "Nadia [withheld] said that her brother [person 1] was" in told["The Bay Post"]
    assert "[withheld].family@harbour.example" in told["The Bay Post"]
    people = [i.name for i in dossier.identities if i.kind == "person"]
    assert people.count("[person 1]") == 1
    assert "Nadia [withheld]" in people
    voices = [voice.text for analysis in dossier.analyses for voice in analysis.voices]
    assert not [text for text in voices if "Nadia" in text and "Nadia [person" in text]
    doubted = " ".join(handed.doubtful)
    assert re.search(r"Nadia Kørsgaard \(\w+\) bears the surname of somebody hidden", doubted)
    assert "Sandor" not in doubted


def test_what_only_looks_like_the_hidden_one_is_named(family, tmp_path):
    _, handed = dossier_of(str(family), Asked(), plan(tmp_path, f"name: {SAILOR}"))
    (sentence,) = handed.doubtful
    assert sentence.startswith("Dorde Straus (")
    assert "looks like somebody hidden and is not" in sentence


def test_hiding_both_leaves_neither_named_nor_doubted(family, tmp_path):
    lines = [f"name: {name}" for name in (EMIL, NADIA, "Nadia Koersgaard")]
    dossier, handed = dossier_of(str(family), Asked(), plan(tmp_path, *lines))
    told = texts(dossier)["The Harbour Courier"]
    assert "Mr. [person 1]'s sister, [person 2], said" in told
    assert handed.doubtful == []


@pytest.mark.parametrize(("form", "file"), [("export csv", "reports.csv"), ("pack", "texts/r")])
def test_a_refusal_shows_the_passage_and_the_line_to_add(family, tmp_path, monkeypatch, form, file):
    """Where the names in texts stay, since nobody replaces them."""
    monkeypatch.setattr("sayso.export.redaction.handed.redacted", lambda court, *_: court)
    hide = plan(tmp_path, "words: emil korsgaard@harbour", "words: courier.txt")
    done = run(*form.split(), tmp_path / "out", "--case", family, "--redact", hide)
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert "'courier.txt' would be left in " in line
    assert file in line
    if form == "pack":
        passage = ".family@harbour.example or emil.korsgaard@harbour.example, or see #Emil"
        assert passage in line
        assert "Add to the plan: “words: emil.korsgaard@harbour.example”" in line
    assert "“words: courier.txt”" in line
    assert "hide the person by “words: ” and the whole name" in line
    assert not (tmp_path / "out").exists()


def test_a_pack_says_that_names_were_replaced_and_where(family, tmp_path):
    out = tmp_path / "pack"
    hide = plan(tmp_path, f"name: {EMIL}")
    done = run("pack", out, "--case", family, "--redact", hide)
    assert "names and words were replaced in 2 of them" in done.stderr
    told = json.loads((out / "manifest.json").read_text())
    dossier, _ = dossier_of(str(family), Asked(), hide)
    changed = sorted(r.id for r in dossier.reports if FLAG in r.flags)
    assert told["redacted"] == changed
    assert len(changed) == 2
    assert told["audit"] == "left out: names and words were hidden before this was packed"
    page = " ".join((out / "README.txt").read_text().split())
    assert "3 reports, in 2 of which names or words were replaced" in page
    assert "reports as they were published, and a record" not in page
    assert "Whoever packed these files replaced names and words first" in page
    assert "Neither their originals nor the digests, addresses and names of the files" in page
    assert "The log of the collection is left out" in page
    assert re.findall(r"texts/(r\w+)\.txt", page) == changed
    with Case.open(str(family)) as case:
        old = {a.report.id: a.report for a in case.analyses()}
    everything = b"".join(p.read_bytes() for p in out.rglob("*") if p.is_file()).decode("latin-1")
    gone = [report for name, report in old.items() if name not in everything]
    assert len(gone) == 2
    assert not [report for report in gone if report.sha256 in everything]
    assert run("verify", "--pack", out).exit_code == 0


def test_a_pack_in_which_the_plan_finds_nothing_says_so(family, tmp_path):
    out = tmp_path / "pack"
    run("pack", out, "--case", family, "--redact", plan(tmp_path, "words: a word of nobody"))
    page = " ".join((out / "README.txt").read_text().split())
    assert "3 reports as they were published, and a record" in page
    assert "None of the reports that are here was changed by that" in page
    assert json.loads((out / "manifest.json").read_text())["redacted"] == []


def test_a_pack_without_a_plan_says_nothing_of_one(family, tmp_path):
    run("pack", tmp_path / "pack", "--case", family)
    page = (tmp_path / "pack" / "README.txt").read_text()
    assert "REPLACED" not in page
    assert "reports as they were published" in page
    told = json.loads((tmp_path / "pack" / "manifest.json").read_text())
    assert "redacted" not in told
    assert told["audit"]["entries"] > 0


def test_originals_are_refused_with_the_reason(family, tmp_path):
    hide = plan(tmp_path, f"name: {EMIL}")
    done = run("export", "warc", tmp_path / "a.warc.gz", "--case", family, "--redact", hide)
    assert done.exit_code == 1
    assert "originals byte for byte: nothing in them can be hidden" in done.stderr
    assert "sayso pack --redact" in done.stderr
    assert "There is no format" not in done.stderr


@pytest.mark.parametrize("form", ["warc", "case"])
def test_python_says_who_writes_the_other_formats(family, tmp_path, form):
    with (
        sayso.open_case(family) as case,
        pytest.raises(sayso.ExportRefused, match=f"by the command alone: sayso export {form}"),
    ):
        sayso.export_case(case, form, tmp_path / "out")
    assert not (tmp_path / "out").exists()
