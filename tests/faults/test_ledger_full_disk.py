"""No room is left: what was accepted stays, and the case goes on once there is room."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event

from sayso.errors import CaseFull
from sayso.record import Case, Decision, Judgement, verify

WRITER = Path(__file__).parents[1] / "record" / "ledger_writer.py"
REPORTS = 40
SIZE = 40_000


def accepted(said: str) -> set[str]:
    return {f"reports/{number}.txt" for number in re.findall(r"^(\d+) ", said, re.MULTILINE)}


def check(place: Path, kept: set[str]) -> None:
    """The case holds what was accepted, nothing by halves, and takes the rest."""
    with Case.open(str(place)) as case:
        assert {row.path for row in case.reports()} == kept
        assert list(verify(case)) == []
    out = subprocess.run(
        [sys.executable, str(WRITER), str(place), "0", str(REPORTS), "--size", str(SIZE)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert len(accepted(out)) == REPORTS
    with Case.open(str(place)) as case:
        assert len(case.reports()) == REPORTS
        assert list(verify(case)) == []


def test_a_limit_on_the_size_of_files_is_a_full_disk(tmp_path: Path) -> None:
    place = tmp_path / "case.sayso"

    def allow_little() -> None:
        # Python ignores SIGXFSZ, so that a write beyond the limit fails as it would on a disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

    told = subprocess.run(
        [sys.executable, str(WRITER), str(place), "0", str(REPORTS), "--size", str(SIZE)],
        capture_output=True,
        text=True,
        preexec_fn=allow_little,
        check=False,
    )
    assert told.returncode == 1, told.stderr
    kept = accepted(told.stdout)
    assert 0 < len(kept) < REPORTS
    last = told.stdout.splitlines()[-1]
    assert last.startswith(f"CaseFull: There is no room left to write to {place}."), last
    assert "run the same command again" in last
    check(place, kept)


FULL = """
set -e
mount -t tmpfs -o size=2m none "$1"
shift
set +e
"$@" --size {size}
echo "rc $?"
# Reading works on the full disk as well, and then the case is carried away from it.
"$@" --command read
cp "$3"* "$AWAY"
"""


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk, away = tmp_path / "disk", tmp_path / "away"
    disk.mkdir()
    away.mkdir()
    # A name space of its own: the small disk is gone when the process ends.
    apart = ["unshare", "--mount", "--map-root-user"]
    tried = [*apart, "mount", "-t", "tmpfs", "none", str(disk)]
    if subprocess.run(tried, capture_output=True, check=False).returncode:
        pytest.skip("this system does not let a process mount a small disk of its own")
    place = disk / "case.sayso"
    run = [sys.executable, str(WRITER), str(place), "0", str(REPORTS)]
    told = subprocess.run(
        [*apart, "sh", "-c", FULL.format(size=SIZE), "sh", str(disk), *run],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "AWAY": str(away)},
    )
    lines = told.stdout.splitlines()
    kept = accepted(told.stdout.split("rc")[0])
    assert 0 < len(kept) < REPORTS
    assert "rc 1" in lines, told.stdout
    assert lines[lines.index("rc 1") - 1].startswith("CaseFull: There is no room left"), lines
    assert lines[-1].startswith(f"{len(kept)} {len(kept)} "), lines
    assert lines[-1].endswith(" []"), lines
    check(away / "case.sayso", kept)


def test_a_judgement_that_finds_no_room_is_not_half_made(tmp_path: Path) -> None:
    place = tmp_path / "case.sayso"
    with Case.open(str(place), create=True) as case:

        @event.listens_for(case.store.engine, "checkout")
        def allow_no_growth(connection, *_) -> None:
            connection.execute("PRAGMA max_page_count = 1")

        long = Judgement("c1", Decision.CORRECTED, "Ada", "why " * 50_000, "right")
        with pytest.raises(CaseFull):
            case.judge(long)
        assert case.judgements() == ()
        assert [row.action for row in case.audit()] == ["created"]
    with Case.open(str(place)) as case:
        case.judge(long)
        assert len(case.judgements()) == 1
        assert list(verify(case)) == []
