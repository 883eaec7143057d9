"""Nothing is lost: kills, two writers, a full disk."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from running import sayso, sayso_process

NAMES = ("Orla Brandt", "Ilve Sandor", "Tomas Reed", "Kessa Varn", "Piet Olm")
TOWNS = ("Norrby", "Port Vessa", "Ostrel")
REPORTS = 30


@pytest.fixture
def many(here) -> Path:
    """A folder of thirty short reports, no two alike."""
    place = here / "many"
    place.mkdir()
    for number in range(REPORTS):
        name, town = NAMES[number % len(NAMES)], TOWNS[number % len(TOWNS)]
        (place / f"{number:02}.txt").write_text(
            f"{town}, {number + 1} March 2016 - {name} said that the Vessan Guard had detained "
            f'{number + 2} members of the League in {town}. "They did nothing," a second '
            f"official said.\n\nThe Guard denied that it had attacked {town}.\n",
            "utf-8",
        )
    return place


def reports_in(case: Path) -> int:
    """How many reports another process has put in so far; -1 before there is a case."""
    if not case.exists():
        return -1
    try:
        with closing(sqlite3.connect(f"file:{case}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM current").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def kill_at(process, case: Path, number: int) -> int:
    """Kill `process` outright once it has put in `number` reports; how many are in then."""
    while process.poll() is None and reports_in(case) < number:
        time.sleep(0.002)
    process.kill()
    process.communicate(timeout=60)
    assert process.returncode == -9, "it was done before it could be killed"
    return reports_in(case)


def claims_in(case: str) -> list[str]:
    return sorted(sayso("show", "--format", "csv", "--case", case).stdout.splitlines())


def test_kills_at_any_moment_lose_nothing_and_the_run_goes_on(many, here):
    sayso("add", "many", "--case", "whole.sayso")
    case = here / "case.sayso"
    kept = [kill_at(sayso_process("add", "many"), case, moment) for moment in (0, 1, 12, 25)]
    assert kept == sorted(kept)
    assert kept[-1] < REPORTS
    result = sayso("add", "many")
    assert result.exit_code == 0
    expected = f"{REPORTS - kept[-1]} added, {kept[-1]} already there, 0 read anew, 0 failed"
    assert result.stdout == f"./case.sayso: {expected}\n"
    assert claims_in("case.sayso") == claims_in("whole.sayso")
    assert len(claims_in("case.sayso")) > REPORTS
    assert sayso("verify").stdout == f"./case.sayso: all {REPORTS} reports hold\n"


def test_two_at_once_on_one_case_lose_nothing_and_put_nothing_in_twice(many):
    both = [sayso_process("add", "many", "--outlet", "The Lantern") for _ in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [err for _, err in told] == [b"", b""]
    log = [line.split("  ")[2] for line in sayso("log").stdout.splitlines()]
    assert log.count("added") == REPORTS
    sayso("add", "many", "--case", "whole.sayso", "--outlet", "The Lantern")
    assert claims_in("case.sayso") == claims_in("whole.sayso")
    assert sayso("verify").exit_code == 0


# What a full disk does: a write beyond so many bytes fails (Python ignores SIGXFSZ). The library
# that tells languages unpacks its model into a temporary file, so that comes first.
ON_A_FULL_DISK = """
import resource
from sayso.read.language import tell_language
tell_language("The Vessan Guard denied that it had attacked the town on Tuesday.", None)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
"""


def test_a_full_disk_gives_one_line_and_keeps_what_was_put_in(many, here):
    process = sayso_process("add", "many", first=ON_A_FULL_DISK)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert out == b""
    (line,) = err.decode("utf-8").splitlines()
    assert line.startswith("sayso: ")
    assert "no room left" in line
    kept = reports_in(here / "case.sayso")
    assert 0 < kept < REPORTS
    assert f"{kept} already there" in sayso("add", "many").stdout
    assert sayso("verify").stdout == f"./case.sayso: all {REPORTS} reports hold\n"
