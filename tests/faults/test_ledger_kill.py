"""A process that adds reports is killed, at points that nobody chose, and the case goes on."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.model import Analysis, Original
from sayso.record import Case, verify

WRITER = Path(__file__).parents[1] / "record" / "ledger_writer.py"
REPORTS = 60
# With 40 kB each a report is several hundred pages of the log: most kills fall within a write.
SIZE = 40_000
KILLS = 5


def start(place: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(place), "0", str(REPORTS), "--size", str(SIZE)],
        stdout=subprocess.PIPE,
        text=True,
    )


def killed(place: Path, after: int, pause: float) -> list[str]:
    """What a writer said before it was killed, `pause` seconds after its line number `after`."""
    with start(place) as process:
        assert process.stdout
        said = [process.stdout.readline() for _ in range(after)]
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    assert process.returncode == -signal.SIGKILL
    return said[1:]


def finished(place: Path) -> None:
    with start(place) as process:
        out, _ = process.communicate(timeout=120)
    assert process.returncode == 0, out


def content(place: Path) -> list[tuple[Analysis, Original]]:
    with Case.open(str(place)) as case:
        assert list(verify(case)) == []
        actions = [row.action for row in case.audit()]
        assert actions == ["created"] + ["added"] * REPORTS
        return [(a, case.original(a.report.sha256)) for a in case.analyses()]


@pytest.mark.parametrize("seed", [7])
def test_kills_at_any_point_lose_nothing_that_was_accepted(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    place = tmp_path / "killed.sayso"
    accepted: set[str] = set()
    # The first kill falls into the making of the case itself.
    points = [1, *sorted(chance.sample(range(2, REPORTS - 10), KILLS - 1))]
    for after in points:
        said = killed(place, after, chance.uniform(0, 0.005))
        accepted |= {line.split()[0] for line in said if line.endswith("\n")}
        with Case.open(str(place), create=True) as case:
            assert list(verify(case)) == []
            kept = {report.path for report in case.reports()}
        assert {f"reports/{number}.txt" for number in accepted} <= kept
    assert 0 < len(accepted) < REPORTS
    finished(place)
    whole = tmp_path / "whole.sayso"
    finished(whole)
    assert content(place) == content(whole)
