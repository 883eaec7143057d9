"""Many reports added by four processes that are killed at random: nothing lost, nothing doubled.

    python -m fuzz.soak --reports 10000 --seed 0 [--case PATH_OR_URL]

Each process adds all reports, in an order of its own, and is killed within seconds; another takes
its place. It ends when one of them came to the end. Reading and the ledger are the real ones; the
analysis is a bare one, since it is the ledger that is tried. Exit code 1 where anything is off.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sayso import intake
from sayso.model import Analysis, Quoted, Report, Span, Statement, Voice, VoiceKind, identify
from sayso.read import Hints, Source
from sayso.record import Case, verify

PROCESSES = 4
# A process lives for so many seconds, of which the first goes into starting Python.
LIVES = (4.0, 20.0)


def bare(report: Report) -> Analysis:
    """The outlet's narration, and nothing else."""
    voice = Voice(identify("v", report.id), report.path, VoiceKind.OUTLET)
    root = Statement(
        identify("s", report.id),
        None,
        voice.id,
        None,
        None,
        (Span(0, len(report.text)),),
        "narrates",
        Quoted.DIRECT,
    )
    return Analysis(report, "soak", (voice,), (root,))


def write_reports(folder: Path, many: int) -> None:
    """Short invented reports, each a file."""
    for number in range(many):
        text = f"OSTERVELD, report {number}. The governor said that bridge {number} was open.\n"
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def add_all(location: str, folder: str, seed: int) -> None:
    """Add every report; in an order that the seed tells, so that processes meet."""
    intake.analyse, intake.version = bare, lambda: "soak"
    files = sorted(Path(folder).iterdir())
    random.Random(seed).shuffle(files)
    with Case.open(location, create=True, wait=120) as case:
        for file in files:
            for found in intake.reports_in(Source(str(file), file), Hints()):
                assert not isinstance(found, Exception), found
                report, original = found
                if case.analysed_by(report.id) is None:
                    intake.put(report, original, case, Hints())


def start(location: str, folder: Path, seed: int) -> multiprocessing.Process:
    """A process that adds all."""
    made = multiprocessing.get_context("spawn").Process(
        target=add_all, args=(location, str(folder), seed)
    )
    made.start()
    return made


def soak(location: str, folder: Path, seed: int) -> tuple[int, int]:
    """Add and kill until one process came to the end; kills, and ends that were errors."""
    chance = random.Random(seed)
    kills = failures = 0
    running = {n: start(location, folder, n) for n in range(PROCESSES)}
    until = {n: time.monotonic() + chance.uniform(*LIVES) for n in running}
    while True:
        time.sleep(0.05)
        for n, process in running.items():
            if not process.is_alive():
                if process.exitcode == 0:
                    end(running.values())
                    return kills, failures
                failures += process.exitcode != -signal.SIGKILL
            elif time.monotonic() > until[n]:
                process.kill()
                process.join()
                kills += 1
            else:
                continue
            running[n] = start(location, folder, chance.randrange(10**9))
            until[n] = time.monotonic() + chance.uniform(*LIVES)


def end(processes: Iterator[multiprocessing.Process]) -> None:
    """Kill what still runs."""
    for process in processes:
        process.kill()
        process.join()


def faults(location: str, many: int) -> Iterator[str]:
    """What is off with the case."""
    with Case.open(location) as case:
        yield from (fault.sentence for fault in verify(case))
        reports = Counter(row.path.rpartition("/")[2] for row in case.reports())
        if len(reports) != many:
            yield f"{many - len(reports)} reports are lost"
        yield from (f"{path} is there {n} times" for path, n in reports.items() if n != 1)
        noted = Counter(row.action for row in case.audit())
        if noted != {"created": 1, "added": many}:
            yield f"the audit trail tells {dict(noted)}"


def main() -> int:
    """Soak, and tell what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--case", help="where; without it a file that is thrown away")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "reports"
        folder.mkdir()
        write_reports(folder, told.reports)
        location = told.case or str(Path(base) / "soak.sayso")
        began = time.monotonic()
        kills, failures = soak(location, folder, told.seed)
        seconds = time.monotonic() - began
        found = list(faults(location, told.reports))
    print(f"{told.reports} reports, {PROCESSES} processes, {kills} kills, {seconds:.0f} seconds")
    if failures:
        found.append(f"{failures} processes ended by an error of their own")
    for sentence in found:
        print(sentence)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
