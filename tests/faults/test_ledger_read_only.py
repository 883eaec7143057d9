"""A case that may be read but not written: another's file, another's folder, read-only media.

Where the tests run as root, which may write anywhere, the process under test becomes nobody.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.record import Case

WRITER = Path(__file__).parents[1] / "record" / "ledger_writer.py"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may enter: those that pytest makes are closed to nobody."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


@pytest.fixture
def place(folder: Path) -> Path:
    """A case with three reports."""
    run(folder / "case.sayso", 0, 3)
    return folder / "case.sayso"


def run(place: Path, *args: object) -> list[str]:
    told = subprocess.run(
        [sys.executable, str(WRITER), str(place), *map(str, args)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stderr == ""
    return told.stdout.splitlines()[1:]


def contents(folder: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in folder.iterdir()}


def check_reading(place: Path) -> None:
    before = contents(place.parent)
    (line,) = run(place, 0, 0, "--as-nobody", "--command", "read")
    # Three reports, three claims, a hit in each report, its statements and its claim, the audit.
    assert line == "3 3 12 4 []"
    assert contents(place.parent) == before


def check_writing(place: Path) -> None:
    before = contents(place.parent)
    (known, new) = run(place, 2, 4, "--as-nobody")
    assert known == "2 unchanged"
    assert new.startswith(f"CaseReadOnly: {place} may not be written to."), new
    (judged,) = run(place, 0, 1, "--as-nobody", "--command", "judge")
    assert judged.startswith("CaseReadOnly: "), judged
    assert contents(place.parent) == before


def test_a_read_only_file(place: Path) -> None:
    place.chmod(0o444)
    check_reading(place)
    check_writing(place)


def test_a_read_only_file_in_a_folder_that_takes_files(place: Path) -> None:
    place.chmod(0o444)
    place.parent.chmod(0o777)
    check_reading(place)
    check_writing(place)


def test_a_read_only_folder_around_a_file_that_may_be_written(place: Path) -> None:
    place.chmod(0o666)
    place.parent.chmod(0o555)
    check_reading(place)
    check_writing(place)


def test_a_link_to_a_case_in_a_read_only_folder(place: Path) -> None:
    closed = place.parent / "closed"
    closed.mkdir()
    place.rename(closed / "case.sayso")
    (closed / "case.sayso").chmod(0o666)
    closed.chmod(0o555)
    place.symlink_to(closed / "case.sayso")
    place.parent.chmod(0o777)
    (line,) = run(place, 0, 0, "--as-nobody", "--command", "read")
    assert line == "3 3 12 4 []"
    (refused,) = run(place, 3, 4, "--as-nobody")
    assert refused.startswith(f"CaseReadOnly: {place} may not be written to."), refused
    closed.chmod(0o755)


def test_a_case_that_another_user_has_open_for_writing(place: Path) -> None:
    place.parent.chmod(0o755)
    with Case.open(str(place)) as case:
        case.fail("bad.pdf", "truncated")
        for entry in place.parent.iterdir():
            entry.chmod(0o644)
        (line,) = run(place, 0, 0, "--as-nobody", "--command", "read")
        assert line == "3 3 12 5 []"


def test_a_log_left_over_on_read_only_media_is_told_not_ignored(place: Path) -> None:
    with Case.open(str(place)) as case:
        case.fail("bad.pdf", "truncated")
        log = place.with_name("case.sayso-wal")
        left = {path: path.read_bytes() for path in (place, log)}
    for path, data in left.items():
        path.write_bytes(data)
        path.chmod(0o444)
    place.parent.chmod(0o555)
    (line,) = run(place, 0, 0, "--as-nobody", "--command", "read")
    assert line.startswith(f"CaseReadOnly: {place} could not be opened."), line
    assert "with its -wal file" in line
    place.parent.chmod(0o777)
    place.chmod(0o666)
    log.chmod(0o666)
    assert run(place, 0, 0, "--as-nobody", "--command", "read") == ["3 3 12 5 []"]


def test_no_case_can_be_made_where_nothing_may_be_written(folder: Path) -> None:
    folder.chmod(0o555)
    (line,) = run(folder / "case.sayso", 0, 1, "--as-nobody")
    assert line.startswith("CaseReadOnly: "), line
    assert "its folder" in line


def test_a_file_that_may_not_be_read_either(place: Path) -> None:
    place.chmod(0o000)
    (line,) = run(place, 0, 0, "--as-nobody", "--command", "read")
    assert line.startswith("CaseReadOnly: "), line
    place.chmod(0o644)
    place.parent.chmod(0o000)
    (line,) = run(place, 0, 0, "--as-nobody", "--command", "read")
    assert line.startswith("CaseReadOnly: "), line


MEDIA = """
set -e
mount --bind "$1" "$1"
mount -o remount,bind,ro "$1"
shift
"$@" --command read
set +e
"$@"
"""


def test_read_only_media(place: Path) -> None:
    apart = ["unshare", "--mount", "--map-root-user"]
    run_it = [sys.executable, str(WRITER), str(place), "3", "4"]
    told = subprocess.run(
        [*apart, "sh", "-c", MEDIA, "sh", str(place.parent), *run_it],
        capture_output=True,
        text=True,
        check=False,
    )
    if "mount" in told.stderr or "unshare" in told.stderr:
        pytest.skip("this system does not let a process mount a folder read-only for itself")
    ready, read, again, refused = told.stdout.splitlines()
    assert (ready, again) == ("ready", "ready")
    assert read == "3 3 12 4 []"
    assert refused.startswith(f"CaseReadOnly: {place} may not be written to."), refused
