"""How a check of a pack ends: with one plain sentence, which no good word on a seal contradicts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from office import PASSPHRASE, Office, sealed
from sayso.cli.app import app
from sayso.export.pack import manifest as listing
from sayso.export.pack.check import CHANGED, UNTRUSTED
from sayso.export.pack.seal import Seal
from sayso.export.pack.signature import make_key


@pytest.fixture
def pack(office: Office, tmp_path: Path) -> Path:
    """A copy to change."""
    shutil.copytree(office.pack, tmp_path / "pack")
    return tmp_path / "pack"


def verified(place: Path, *options: object) -> tuple[int, list[str]]:
    told = ["verify", "--pack", place, *options]
    done = CliRunner().invoke(app, [str(argument) for argument in told])
    return done.exit_code, [line.removeprefix(f"{place}: ") for line in done.stdout.splitlines()]


def trusted(office: Office) -> tuple[object, ...]:
    return ("--signer", office.public, "--authority", office.certificate)


def a_text(pack: Path) -> None:
    place = next((pack / "texts").iterdir())
    place.write_text(place.read_text("utf-8").replace("two", "six") + " ", "utf-8")


def an_addition(pack: Path) -> None:
    (pack / "more.txt").write_text("More")


def a_loss(pack: Path) -> None:
    (pack / "judgements.jsonl").unlink()


@pytest.mark.parametrize("change", [a_text, an_addition, a_loss])
def test_a_changed_pack_is_called_so_at_the_end(office, pack, change):
    change(pack)
    code, lines = verified(pack, *trusted(office))
    assert code == 1
    assert lines[-1] == CHANGED
    seals = [line for line in lines if "you trust" in line]
    assert len(seals) == 2
    for line in seals:
        assert line.endswith("That is the list, not what is here now")


@pytest.mark.parametrize("name", [listing.NAME, listing.SIGNATURE, listing.DIGEST])
def test_so_is_one_whose_list_or_seal_was_changed(office, pack, name):
    data = bytearray((pack / name).read_bytes())
    data[len(data) // 2] ^= 1
    (pack / name).write_bytes(data)
    code, lines = verified(pack, *trusted(office))
    assert (code, lines[-1]) == (1, CHANGED)


def test_a_whole_pack_of_somebody_else_is_not_called_changed(office, tmp_path):
    public, _ = make_key(tmp_path / "other.pem", PASSPHRASE)
    code, lines = verified(office.pack, "--signer", public)
    assert (code, lines[-1]) == (1, UNTRUSTED)
    (tmp_path / "bare").mkdir()
    sealed(office.case, tmp_path / "bare", Seal())
    code, lines = verified(tmp_path / "bare", *trusted(office))
    assert (code, lines[-1]) == (1, UNTRUSTED)


def test_a_sound_pack_ends_well(office):
    code, lines = verified(office.pack, *trusted(office))
    assert code == 0
    assert lines[-1].endswith("files are as they were packed")
    assert not [line for line in lines if "not what is here" in line]


def test_an_unsigned_pack_that_was_changed_has_no_word_on_a_list(office, tmp_path):
    (tmp_path / "bare").mkdir()
    sealed(office.case, tmp_path / "bare", Seal())
    an_addition(tmp_path / "bare")
    code, lines = verified(tmp_path / "bare")
    assert code == 1
    assert lines[-3:] == [
        "it is not signed: nothing shows who packed it",
        "it bears no timestamp: nothing shows when it was there",
        CHANGED,
    ]
