"""Archives: a cluster beside plain processes, the growth of a case, the cost of a million reports.

    python benchmarks/archive.py [--shared DIR] [--reports N] [--largest N] [--price PRICE]

Three sides read the same reports into results of their own, in one run: one plain process, two
plain processes with half of the reports each, and Dask with two workers. The clock of each runs
from the first report to the last, models loaded: on an archive the start does not count. Machines
are noisy: only the ratios are worth keeping, and those of the processor's seconds before those of
the clock.

The growth is measured with analyses of one text that are put into a case as reports of their own
(the text is copied, with a number in it): the ledger does all of its work, the reading none.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

# Before the imports that start thread pools.
os.environ.update({"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"})

import distributed
import psutil
from corpus import ROOT, find_shared

from sayso.intake import analysed
from sayso.model import Analysis, Original, identify
from sayso.pipeline import version
from sayso.read import Hints, Piece, Source, find_sources, pieces, read_piece
from sayso.record import Case
from sayso.scale.crew import crew
from sayso.scale.dispatch import answers
from sayso.scale.parcel import Job, Parcel, answers_to
from sayso.scale.shelf import Folder

# Seconds from the first report to the last, and seconds of the processor.
Took = tuple[float, float]
# What one vCPU for an hour costs, in dollars: a common price on demand; pass your own.
PRICE = 0.04
PLAIN = """
import sys, time
sys.path.insert(0, sys.argv[1])
from archive import plain, some
found = some(sys.argv[2] or None, int(sys.argv[3]))[int(sys.argv[4]) :: int(sys.argv[5])]
plain(found[:2], "warm")
print("ready", flush=True)
sys.stdin.readline()
start, busy = time.time(), time.process_time()
plain(found, f"plain-{sys.argv[4]}-{sys.argv[5]}")
print(start, time.time(), time.process_time() - busy)
"""


def some(shared: str | None, count: int) -> list[Piece]:
    """So many reports: real ones where the data is at hand, else the demo's, each with a number."""
    folder = Path(shared) / "data" / "polnear" if shared else ROOT / "demo" / "reports"
    found: list[Piece] = []
    for source in find_sources([str(folder / "**" / "*.txt")]):
        if isinstance(source, Source):
            found += [each for each in pieces(source) if isinstance(each, Piece)]
        if len(found) >= count:
            break
    # What is there several times is told apart by a last line; it is read anew each time.
    return [
        replace(found[n % len(found)], data=found[n % len(found)].data + f"\n\n{n}.\n".encode())
        for n in range(count)
    ]


def plain(found: list[Piece], name: str) -> None:
    """Read and analyse in this process, into a folder of results."""
    with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
        shelf = Folder(Path(folder) / name, version(), Hints())
        job = Job(version())
        for piece in found:
            for answer in answers_to(Parcel(piece), job):
                shelf.keep(answer, piece.original()[1])
        shelf.close()


def plain_processes(shared: str | None, count: int, many: int) -> Took:
    """What the reports take in so many processes."""
    here = str(Path(__file__).parent)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PLAIN, here, shared or "", str(count), str(n), str(many)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(many)
    ]
    for each in running:
        assert each.stdout is not None
        each.stdout.readline()
    told = []
    for each in running:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    for each in running:
        assert each.stdout is not None
        told.append(tuple(map(float, each.stdout.readline().split())))
        each.communicate()
    starts, ends, busy = zip(*told, strict=True)
    return max(ends) - min(starts), sum(busy)


def busy() -> float:
    """The processor's seconds that this process and all below it have had."""
    here = psutil.Process()
    times = [each.cpu_times() for each in (here, *here.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def dask_workers(found: list[Piece], address: str) -> Took:
    """The same on a cluster, whose workers have loaded their models."""
    job = Job(version())
    with tempfile.TemporaryDirectory(prefix="sayso-") as folder, crew(address, 0) as client:
        warm = [Piece(f"{n}.txt", f"The mayor said so {n} times.".encode()) for n in range(64)]
        list(answers(warm, client, job, lambda ids: {}))
        shelf = Folder(Path(folder), version(), Hints())
        start, worked = time.time(), busy()
        for answer, original in answers(found, client, job, shelf.known):
            shelf.keep(answer, original)
        shelf.close()
        return time.time() - start, busy() - worked


def compare(shared: str | None, count: int, turns: int) -> float:
    """Print the three sides; reports per second on one core."""
    found = some(shared, count)
    sides: dict[str, list[Took]] = {"one process": [], "two processes": [], "Dask, 2 workers": []}
    one, two, dask = sides.values()
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=60
    ) as cluster:
        for _ in range(turns):
            two.append(plain_processes(shared, count, 2))
            dask.append(dask_workers(found, cluster.scheduler_address))
            one.append(plain_processes(shared, count, 1))
    size = sum(len(piece.data) for piece in found) / count
    print(f"{count} reports of {size:.0f} bytes, median of {turns} turns")
    clock = {name: statistics.median(each[0] for each in took) for name, took in sides.items()}
    core = {name: statistics.median(each[1] for each in took) for name, took in sides.items()}
    for name in sides:
        print(
            f"  {name:16} {count / clock[name]:6.2f} reports/s  "
            f"{core[name] / count:.3f} s of a core each"
        )
    for what, took in (("time", clock), ("work", core)):
        over = took["Dask, 2 workers"] / took["two processes"] - 1
        print(f"  Dask against two plain processes: {100 * over:+.1f} % {what} (asked: below 15 %)")
    print(f"  two processes against one: {clock['one process'] / clock['two processes']:.2f} times")
    return count / core["one process"]


def copies(piece: Piece, many: int) -> Iterator[tuple[Original, Analysis]]:
    """An analysis as often as asked, each time of another report."""
    read, original = next(found for found in read_piece(piece) if isinstance(found, tuple))
    analysis = analysed(read)
    for number in range(many):
        data = original.data + f"{number}".encode()
        again = replace(piece, data=data).original()[1]
        report = replace(read, id=identify("r", again.sha256), sha256=again.sha256)
        yield again, replace(analysis, report=report)


def grow(largest: int, piece: Piece) -> None:
    """Print what a case of 10^3 and more reports takes to write, on the disk, and to open."""
    print("growth of a case: one text copied, the analysis made once; the ledger does all its work")
    with (
        tempfile.TemporaryDirectory(prefix="sayso-") as folder,
        Case.open(f"{folder}/case.sayso", create=True) as case,
    ):
        size, start = min(1000, largest), time.time()
        for done, (original, analysis) in enumerate(copies(piece, largest), start=1):
            case.put(original, analysis)
            if done == size:
                tell_size(case, analysis.report.id, done, time.time() - start)
                size = min(10 * size, largest)


def tell_size(case: Case, known: str, done: int, took: float) -> None:
    """Print what the case takes now, each thing for one report."""
    disk = sum(each.stat().st_size for each in case.store.path.parent.iterdir()) / done / 1024
    start = time.time()
    for _ in range(100):
        case.analysed_by(known)
    asked = (time.time() - start) * 10
    print(
        f"  {done:7} reports  {1000 * took / done:6.2f} ms each  {disk:6.1f} kB each  "
        f"known after {asked:.2f} ms"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", help="the folder that holds data/")
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--largest", type=int, default=10_000)
    parser.add_argument("--price", type=float, default=PRICE, help="dollars for a core-hour")
    told = parser.parse_args()
    place = find_shared(told.shared)
    shared = str(place) if place is not None else None
    speed = compare(shared, told.reports, told.turns)
    hours = 1e6 / speed / 3600
    print(
        f"  a million such reports: {hours:.0f} core-hours, {hours * told.price:.2f} dollars at "
        f"{told.price} a core-hour"
    )
    grow(told.largest, some(shared, 1)[0])


if __name__ == "__main__":
    main()
