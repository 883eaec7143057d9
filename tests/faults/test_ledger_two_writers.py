"""Several processes use one case at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sayso.errors import CaseBusy
from sayso.record import Case, Decision, Judgement, verify

WRITER = Path(__file__).parents[1] / "record" / "ledger_writer.py"


def start(place: Path, *args: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(place), *map(str, args)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_that_add_at_once_lose_nothing_and_add_nothing_twice(tmp_path: Path) -> None:
    place = tmp_path / "case.sayso"
    # The second half of the one is the first half of the other.
    running = [start(place, 0, 40), start(place, 20, 60)]
    said = [process.communicate(timeout=120)[0].split("\n")[1:-1] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    outcomes = [line.split()[1] for lines in said for line in lines]
    assert outcomes.count("added") == 60
    assert outcomes.count("unchanged") == 20
    with Case.open(str(place)) as case:
        assert {row.path for row in case.reports()} == {f"reports/{n}.txt" for n in range(60)}
        assert [row.action for row in case.audit()] == ["created"] + ["added"] * 60
        assert list(verify(case)) == []


def test_two_that_judge_at_once_lose_no_judgement(tmp_path: Path) -> None:
    place = tmp_path / "case.sayso"
    Case.open(str(place), create=True).close()
    running = [start(place, 0, 40, "--command", "judge") for _ in range(2)]
    for process in running:
        process.communicate(timeout=120)
    with Case.open(str(place)) as case:
        judged = case.judgements()
        assert len({row.id for row in judged}) == len(judged) == 80
        assert len({row.judgement.who for row in judged}) == 2


def test_a_case_that_stays_locked_is_busy_and_can_still_be_read(tmp_path: Path) -> None:
    place = tmp_path / "case.sayso"
    with (
        Case.open(str(place), create=True, wait=0.05) as case,
        closing(sqlite3.connect(place)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseBusy, match=r"Another process is writing .* run the same command"):
            case.fail("a.pdf", "locked")
        with pytest.raises(CaseBusy):
            case.judge(Judgement("c1", Decision.ACCEPTED, "Ada", "seen"))
        assert case.reports() == ()
        other.rollback()
        case.fail("a.pdf", "locked")
        assert [row.action for row in case.audit()] == ["created", "failed"]


def test_a_reader_sees_one_moment_while_another_writes(tmp_path: Path) -> None:
    place = tmp_path / "case.sayso"
    with Case.open(str(place), create=True) as case, Case.open(str(place)) as other:
        with case.store.reading() as connection:
            count = "SELECT count(*) FROM audit"
            before = connection.exec_driver_sql(count).scalar_one()
            other.fail("a.pdf", "locked")
            assert connection.exec_driver_sql(count).scalar_one() == before
        assert len(case.audit()) == before + 1
