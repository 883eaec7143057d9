"""A case encrypted and made plain again, by copying."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import sayso

from sayso import passphrases

WORDS = "four words and a comma, it's"


@pytest.fixture
def case(demo_case: Path) -> Path:
    yield demo_case
    passphrases.forget()


def test_it_is_made_and_undone_by_copying(case, tmp_path, monkeypatch):
    told = tmp_path / "passphrase"
    told.write_text(WORDS + "\n", encoding="utf-8")
    locked, plain = tmp_path / "locked.sayso", tmp_path / "plain.sayso"
    made = sayso("copy", case, locked, "--passphrase-file", told)
    assert made.exit_code == 0
    assert b"Lissmar" not in locked.read_bytes()
    passphrases.forget()
    assert sayso("show", "--case", locked).exit_code == 1
    monkeypatch.setenv("SAYSO_PASSPHRASE_FILE", str(told))
    assert sayso("copy", locked, plain).exit_code == 0
    assert sayso("show", "--case", plain).stdout == sayso("show", "--case", locked).stdout
    for name, source in (("one", case), ("two", locked), ("three", plain)):
        assert sayso("export", "case", tmp_path / name, "--case", source).exit_code == 0
    files = [
        {p.name: p.read_bytes() for p in (tmp_path / n).iterdir() if p.is_file()}
        for n in ("one", "two", "three")
    ]
    assert files[0] == files[1] == files[2]


def test_a_short_passphrase_and_nobody_to_ask_are_refused(case, tmp_path):
    told = tmp_path / "passphrase"
    told.write_text("short\n", encoding="utf-8")
    made = sayso("copy", case, tmp_path / "new.sayso", "--passphrase-file", told)
    assert made.exit_code == 1
    assert "12 characters or more" in made.stderr
    made = sayso("copy", case, tmp_path / "new.sayso", "--encrypt")
    assert made.exit_code == 2
    assert "Nobody is there to ask" in made.stderr
    assert not (tmp_path / "new.sayso").exists()
