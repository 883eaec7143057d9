"""An encrypted case is a case: the same in it, and nothing of it on the disk in plain words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_writer import sample

from sayso import passphrases
from sayso.errors import CaseLocked, ExtraMissing
from sayso.record import Case, cipher, verify
from sayso.record.duplicate import duplicate
from sayso.show.workbench.aside import aside

WORDS = "four words and a comma, it's"


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch) -> Iterator[None]:
    monkeypatch.delenv("SAYSO_PASSPHRASE_FILE", raising=False)
    passphrases.ask_by(lambda _: None)
    yield
    passphrases.forget()


@pytest.fixture
def locked(place: Path) -> Path:
    passphrases.learn(place, WORDS)
    with Case.open(str(place), create=True, who="Ada") as case:
        case.put(*sample(1))
        assert case.search("shelled")
    return place


def test_nothing_of_it_lies_on_the_disk_in_plain_words(locked: Path) -> None:
    with Case.open(str(locked)) as case:
        case.put(*sample(2))
        files = [path for path in locked.parent.iterdir() if path.is_file()]
        assert locked.with_name("case.sayso-wal") in files
        for path in files:
            data = path.read_bytes()
            assert b"Marrun" not in data, path
            assert b"CREATE TABLE" not in data, path
    assert not locked.read_bytes().startswith(b"SQLite")


def test_it_opens_with_its_passphrase_alone(locked: Path) -> None:
    passphrases.forget()
    with pytest.raises(CaseLocked, match="asks for the passphrase"):
        Case.open(str(locked))
    passphrases.learn(locked, "another one altogether")
    with pytest.raises(CaseLocked, match="does not open with this passphrase"):
        Case.open(str(locked))
    passphrases.forget()
    asked: list[Path] = []
    passphrases.ask_by(lambda path: asked.append(path) or WORDS)
    with Case.open(str(locked)) as case:
        assert list(verify(case)) == []
        assert len(case.reports()) == 1
    with Case.open(str(locked)):
        assert asked == [locked]


def test_a_file_can_tell_the_passphrase(locked: Path, tmp_path: Path, monkeypatch) -> None:
    passphrases.forget()
    told = tmp_path / "passphrase"
    told.write_text(WORDS + "\nnot this\n", encoding="utf-8")
    monkeypatch.setenv("SAYSO_PASSPHRASE_FILE", str(told))
    with Case.open(str(locked)) as case:
        assert len(case.reports()) == 1
    passphrases.forget()
    told.write_text("")
    with pytest.raises(CaseLocked, match="holds no passphrase"):
        Case.open(str(locked))


def test_a_changed_page_is_noticed(locked: Path) -> None:
    data = bytearray(locked.read_bytes())
    data[-2000] ^= 1
    locked.write_bytes(data)
    with Case.open(str(locked)) as case:
        assert [fault.kind for fault in verify(case)][:1] == ["file"]


def test_its_copy_is_encrypted_too(locked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    copy = duplicate(str(locked), folder)
    assert b"Marrun" not in copy.read_bytes()
    passphrases.learn(copy, WORDS)
    with Case.open(str(copy)) as case:
        assert len(case.reports()) == 1


def test_another_process_of_the_same_person_knows_it(locked: Path) -> None:
    process, told = aside(count_reports, str(locked))
    assert told.recv() == 1
    process.join()


def count_reports(out, location: str) -> None:
    with Case.open(location) as case:
        out.send(len(case.reports()))


def test_without_the_library_it_is_told_what_to_install(locked: Path, monkeypatch) -> None:
    monkeypatch.setattr(cipher, "find_spec", lambda name: None)
    with pytest.raises(ExtraMissing, match="pipx inject sayso sqlcipher3-wheels"):
        Case.open(str(locked))


def test_a_plain_case_needs_no_cipher(case: Case) -> None:
    assert not cipher.is_encrypted(case.store.path)
    assert cipher.driver_of(case.store.path) is sys.modules["sqlite3"]
