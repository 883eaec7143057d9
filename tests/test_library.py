"""sayso from Python: what the pages show works, and what is promised is there."""

from __future__ import annotations

import ast
import doctest
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import sayso
from sayso import errors, intake
from sayso.adapters import spacy as component  # noqa: F401 - what the installed package registers

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "python.md")
SESSION = re.compile(r"^```pycon\n(.*?)^```", re.DOTALL | re.MULTILINE)
SENTENCE = "Orvane police arrested Hosk Pollack on Tuesday, a court spokeswoman said."


def stub() -> ast.Module:
    return ast.parse((ROOT / "src" / "sayso" / "__init__.pyi").read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_session_on_the_page_gives_what_it_shows(page, tmp_path, monkeypatch, kept, capsys):
    shutil.copytree(ROOT / "demo" / "reports", tmp_path / "demo" / "reports")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(intake, "analyse", kept.analyse)
    told = "\n".join(SESSION.findall(page.read_text("utf-8")))
    test = doctest.DocTestParser().get_doctest(told, {}, page.name, page.name, 0)
    assert test.examples
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
    assert result.failed == 0, capsys.readouterr().out


def test_the_page_tells_of_every_function():
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)\([^`]*\)`", page.partition("## What there is")[2]))
    functions = {name for name in sayso.__all__ if name.islower() and not name.startswith("_")}
    assert functions <= named


def test_every_name_is_there_and_the_stub_tells_the_same():
    for name in sayso.__all__:
        assert getattr(sayso, name) is not None
    imported = {
        alias.name: node.module
        for node in stub().body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert imported == sayso._PLACE_OF
    listed = next(
        ast.literal_eval(node.value) for node in stub().body if isinstance(node, ast.Assign)
    )
    assert sorted(listed) == sorted(sayso.__all__)


def test_a_name_that_is_not_there_is_told_as_any_module_tells_it():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        sayso.nothing  # noqa: B018
    assert "analyse" in dir(sayso)


def test_importing_loads_nothing_that_is_not_used():
    told = "import sys, sayso; print(sorted(m for m in sys.modules if m.startswith('sayso')))"
    done = subprocess.run(
        [sys.executable, "-c", f"{told}; sayso.Span(0, 1); print('spacy' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n")[:2] == ["['sayso']", "False"]


def test_errors_that_are_no_accident_have_one_root():
    for name in sayso._PLACES["sayso.errors"]:
        assert issubclass(getattr(errors, name), sayso.SaysoError)


def test_spans_count_the_text_that_was_given():
    text = f"\ufeff  {SENTENCE}\r\n\r\n\U0001f6a2 He denied it, Karst said.\r\n"
    report = sayso.report_of(text, outlet="Radio Kellmouth")
    assert report.text == text
    analysis = sayso.analyse(report)
    assert [claim.role("detainee").span.of(text) for claim in analysis.claims[:1]] == [
        "Hosk Pollack"
    ]


def test_what_the_caller_knows_wins():
    text = f"Orvane Herald\n3 March 2024\n\n{SENTENCE}\n"
    report = sayso.report_of(text, outlet="Kellmouth Examiner", published=date(2024, 3, 6))
    assert report.outlet.value == "Kellmouth Examiner"
    assert report.published.value == "2024-03-06"
    with pytest.raises(ValueError, match="Invalid isoformat"):
        sayso.report_of(text, published="last week")
    with pytest.raises(errors.Empty):
        sayso.report_of(" \n")


def test_a_bad_file_is_raised_or_told_and_costs_no_other(tmp_path):
    (tmp_path / "a.txt").write_text(SENTENCE)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(SENTENCE.replace("Orvane", "Kellmouth"))
    with pytest.raises(sayso.ReadError, match=r"b\.txt"):
        list(sayso.read_reports(tmp_path))
    failures = []
    reports = list(sayso.read_reports(tmp_path, failed=failures.append))
    assert [Path(report.path).name for report in reports] == ["a.txt", "c.txt"]
    assert [Path(error.path).name for error in failures] == ["b.txt"]


def test_a_case_keeps_what_is_added_and_notes_what_failed(tmp_path):
    place = tmp_path / "new.sayso"
    with pytest.raises(sayso.CaseMissing):
        sayso.open_case(place)
    failures = []
    with sayso.open_case(place, create=True, who="Ada") as case:
        given = [SENTENCE.encode(), tmp_path / "gone.txt"]
        told = sayso.add_reports(case, given, name="note", failed=failures.append)
        assert told == {sayso.Outcome.ADDED: 1}
        assert len(failures) == 1
        assert sayso.add_reports(case, given[0], name="note") == {sayso.Outcome.UNCHANGED: 1}
        with pytest.raises(sayso.ReadError, match=r"gone\.txt"):
            sayso.add_reports(case, given[1])
        actions = [(row.action, row.who) for row in case.audit()]
    assert ("added", "Ada") in actions
    assert [action for action, _ in actions].count("failed") == 1


def test_weights_and_exports_are_those_of_the_commands(demo_case, tmp_path):
    with sayso.open_case(demo_case) as case:
        weighed = sayso.weigh_case(case)
        early = sayso.weigh_case(case, as_of="2019-09-12")
        alone = sayso.weigh_case(case, told_by="Voice of Zhemora")
        with pytest.raises(sayso.NotInCase):
            sayso.weigh_case(case, told_by="nobody at all")
        sayso.export_case(case, "csv", tmp_path / "tables")
        with pytest.raises(sayso.ExportRefused, match="new or empty"):
            sayso.export_case(case, "csv", tmp_path / "tables")
        with pytest.raises(sayso.ExportRefused, match="no format 'docx'"):
            sayso.export_case(case, "docx", tmp_path / "case.docx")
        (tmp_path / "plan.txt").write_text("name: Edda Sollavane\n")
        sayso.export_case(case, "csv", tmp_path / "hidden", redact=tmp_path / "plan.txt")
        (tmp_path / "nobody.txt").write_text("name: Nobody Atall\n")
        with pytest.raises(sayso.SaysoError, match="Nobody Atall"):
            sayso.export_case(case, "csv", tmp_path / "not", redact=tmp_path / "nobody.txt")
    assert not (tmp_path / "not").exists()
    assert "Sollavane" in (tmp_path / "tables" / "claims.csv").read_text("utf-8")
    assert "Sollavane" not in (tmp_path / "hidden" / "claims.csv").read_text("utf-8")
    assert 0 < len(early.weights) < len(weighed.weights)
    assert 0 < len(alone.weights) < len(weighed.weights)
    assert any((tmp_path / "tables").iterdir())
    for weight in weighed.weights[:20]:
        steps = sayso.explain(weighed, weight)
        assert steps[-1].startswith(f"Credibility {weight.credibility.grade}")
        assert weight.number is None or weight.credibility.grade != 6
