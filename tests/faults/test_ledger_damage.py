"""A case whose file is damaged is refused or its faults are named; nothing else comes out."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import CaseCorrupt, CaseError
from sayso.record import Case, verify

WRITER = Path(__file__).parents[1] / "record" / "ledger_writer.py"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a case with twelve reports."""
    place = tmp_path_factory.mktemp("whole") / "case.sayso"
    args = [sys.executable, str(WRITER), str(place), "0", "12", "--size", "5000"]
    subprocess.run(args, check=True, capture_output=True)
    return place.read_bytes()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "case.sayso"


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    "data", [b"Dear reader, this is a letter.\n" * 300, b"\x00" * 9000, b"PK\x03\x04" + b"x" * 99]
)
def test_a_file_of_another_kind_is_not_a_case_and_is_left_alone(
    place: Path, data: bytes, create: bool
) -> None:
    place.write_bytes(data)
    with pytest.raises(CaseCorrupt, match="is not a sayso case"):
        Case.open(str(place), create=create)
    assert place.read_bytes() == data


def test_random_bytes_behind_a_right_header_are_damage(place: Path, whole: bytes) -> None:
    rest = random.Random(1).randbytes(len(whole) - 100)
    place.write_bytes(whole[:100] + rest)
    with pytest.raises(CaseCorrupt):
        Case.open(str(place))


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_case_is_damaged(place: Path, whole: bytes, part: float) -> None:
    place.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(CaseCorrupt, match=r"is damaged.*copy from a backup"):
        Case.open(str(place))


def test_a_case_that_lacks_its_last_bytes_is_damaged(place: Path, whole: bytes) -> None:
    place.write_bytes(whole[:-100])
    assert told_of(place)


def test_wiped_pages_are_named_or_refused(place: Path, whole: bytes) -> None:
    """Page by page: what the page held is missed, by an error of ours or by a fault."""
    unnoticed = []
    for start in range(0, len(whole), 4096):
        place.write_bytes(whole[:start] + b"\xa5" * 4096 + whole[start + 4096 :])
        if not told_of(place):
            unnoticed.append(start // 4096)
    assert unnoticed == []


def test_flipped_bytes_never_bring_anything_but_a_plain_answer(place: Path, whole: bytes) -> None:
    chance = random.Random(2)
    noticed = 0
    for _ in range(150):
        at = chance.randrange(len(whole))
        place.write_bytes(
            whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]
        )
        noticed += told_of(place)
    # In a case this small two thirds of the file are room to grow, where nothing is lost.
    assert noticed > 30


def told_of(place: Path) -> bool:
    """Whether opening, reading, searching or verifying tells of damage."""
    for name in ("-wal", "-shm"):
        place.with_name(place.name + name).unlink(missing_ok=True)
    try:
        with Case.open(str(place)) as case:
            if list(verify(case)):
                return True
            for report in case.reports():
                case.analysis(report.id)
            case.search("Tarn Brigade")
            case.judgements()
            case.audit()
    except CaseError:
        return True
    return False
