"""`sayso demo`: what comes with sayso is unpacked, and nobody's own files are touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso import intake
from sayso.cli.app import app
from sayso.record import Case


@pytest.fixture
def here(tmp_path, monkeypatch, kept) -> Path:
    monkeypatch.setattr(intake, "analyse", kept.analyse)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_makes_a_case_that_knows_its_files_and_goes_on_where_it_stopped(here):
    first = CliRunner().invoke(app, ["demo"])
    assert first.exit_code == 0
    assert "31 added" in first.stdout
    assert "cd sayso-demo" in first.stdout
    with Case.open("sayso-demo/case.sayso") as case:
        paths = [row.path for row in case.reports()]
    assert all((here / "sayso-demo" / path).is_file() for path in paths)
    shown = next(line.split()[-1] for line in first.stdout.splitlines() if "sayso show" in line)
    assert shown in paths
    (here / "sayso-demo" / shown).unlink()
    again = CliRunner().invoke(app, ["demo"])
    assert again.exit_code == 0
    assert "31 already there" in again.stdout
    assert Path.cwd() == here


@pytest.mark.parametrize("name", ["case.sayso", "notes.txt"])
def test_a_folder_with_something_else_in_it_stays_as_it_is(here, name):
    own = here / "mine" / name
    own.parent.mkdir()
    own.write_text("mine")
    refused = CliRunner().invoke(app, ["demo", "mine"])
    assert refused.exit_code == 2
    assert "holds something else" in refused.output
    assert [path.name for path in own.parent.iterdir()] == [name]
    assert own.read_text() == "mine"


def test_a_file_in_its_place_is_told(here):
    (here / "taken").write_text("mine")
    refused = CliRunner().invoke(app, ["demo", "taken"])
    assert refused.exit_code == 2
    assert "cannot be used" in refused.output
