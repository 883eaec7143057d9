"""The workbench on a large case: how long each page takes while four people click, and memory.

    python benchmarks/workbench.py [--reports N] [--case PATH]

Synthetic reports (see `weighing.py`), ten claims each. The server runs as it does for a user, in a
process of its own; four clients walk through all pages, each in an order of its own, and search for
words that stand in few, some and most reports. The limits are 300 ms for the median page, 200 ms
for the median search, and 1 GB. With `--case` the case is kept there and used again.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import weighing
from sqlalchemy import select

from sayso.model import Original
from sayso.record import Case
from sayso.record.findings import bring_up, tables

TOKEN = "key"
CLIENTS, ROUNDS = 4, 6
PAGE_LIMIT, SEARCH_LIMIT, MEMORY_LIMIT = 0.300, 0.200, 1_000
SERVER = """
import sys, uvicorn
from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role, Visitor
guard = Guard(token=sys.argv[3], visitor=Visitor("Ada", Role.OWNER))
with Bench.at(sys.argv[1]) as bench:
    uvicorn.run(application(bench, guard), port=int(sys.argv[2]), log_level="error")
"""


def make(place: Path, count: int) -> None:
    """A weighed case of so many reports."""
    with Case.open(str(place), create=True) as case:
        for number, made in enumerate(weighing.case(count)):
            data = f"{number}\n{made.report.text}".encode()
            sha256 = hashlib.sha256(data).hexdigest()
            report = replace(made.report, sha256=sha256)
            case.put(Original(sha256, "text/plain", data), replace(made, report=report))
        start = time.perf_counter()
        bring_up(case)
        print(f"weighed and kept in {time.perf_counter() - start:.0f} s")


def addresses(place: Path, chance: random.Random) -> dict[str, list[str]]:
    """What there is to ask for, by the kind of page."""
    with Case.open(str(place)) as case, case.store.reading() as connection:

        def some(column: object, count: int = 40) -> list[str]:
            found = connection.execute(select(column).distinct().limit(4_000)).scalars().all()
            told = [urllib.parse.quote(str(each), safe="") for each in found]
            return chance.sample(told, min(count, len(told)))

        reports = some(tables.assertion.c.report)
        propositions = some(tables.proposition.c.id)
        identities = some(tables.identity.c.id)
        tellers = some(tables.teller.c.key)
        names = some(tables.identity.c.name)
    words = ["w17", "w4711", "Front", "Ana Roe", "Guard attacks", *names[:20]]
    return {
        "case": ["/"],
        "claims": ["/claims", "/claims?contested=true", "/claims?page=40", "/claims?order=last"],
        "report": [f"/reports/{name}" for name in reports],
        "proposition": [f"/propositions/{name}" for name in propositions],
        "network": ["/network", *(f"/network?around={name}" for name in identities[:8])],
        "network data": ["/api/network", *(f"/api/network?around={n}" for n in identities[:8])],
        "timeline": ["/timeline", *(f"/timeline?entity={name}" for name in identities[:8])],
        "timeline data": ["/api/timeline", *(f"/api/timeline?entity={n}" for n in identities[:8])],
        "voices": ["/voices", "/voices?page=3"],
        "voice": [f"/voices/{key}" for key in tellers],
        "entities": ["/entities", "/entities?page=5"],
        "entity": [f"/entities/{name}" for name in identities],
        "hypotheses": ["/hypotheses"],
        "brief": ["/brief", *(f"/brief?p={name}" for name in propositions[:8])],
        "judgements": ["/judgements"],
        "search": [f"/search?q={urllib.parse.quote(word)}" for word in words]
        + [f"/search?q=Guard&entity={name}" for name in identities[:8]],
    }


def ask(port: int, path: str) -> float:
    """How long one answer takes, to its last byte, in seconds."""
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    start = time.perf_counter()
    with urllib.request.urlopen(asked, timeout=120) as answer:
        answer.read()
    return time.perf_counter() - start


def click(port: int, wanted: dict[str, list[str]], seed: int, took: dict[str, list[float]]) -> None:
    """One person who looks at every kind of page, in some order."""
    chance = random.Random(seed)
    for _ in range(ROUNDS):
        kinds = list(wanted)
        chance.shuffle(kinds)
        for kind in kinds:
            took[kind].append(ask(port, chance.choice(wanted[kind])))


def memory(process: int) -> int:
    """The resident memory of a process and its children, in megabytes."""
    pages = 0
    for name in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((name / "stat").read_text().rpartition(")")[2].split()[1])
            if process in (int(name.name), parent):
                pages += int((name / "statm").read_text().split()[1])
        except OSError:
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--case", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = asked.case or Path(folder) / "large.sayso"
        if not place.exists():
            make(place, asked.reports)
        measure(place)


def measure(place: Path) -> None:
    """Serve a case, and click."""
    wanted, port = addresses(place, random.Random(5)), 8_799
    command = [sys.executable, "-c", SERVER, str(place), str(port), TOKEN]
    server = subprocess.Popen(command)
    try:
        for _ in range(300):
            try:
                ask(port, "/keys")
                break
            except OSError:
                time.sleep(0.1)
        took: dict[str, list[float]] = defaultdict(list)
        people = [
            threading.Thread(target=click, args=(port, wanted, seed, took))
            for seed in range(CLIENTS)
        ]
        for each in people:
            each.start()
        for each in people:
            each.join()
        used = memory(server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
    print(f"{'page':16} {'median':>8} {'slowest':>8}   {CLIENTS} people at once")
    for kind in wanted:
        limit = SEARCH_LIMIT if kind == "search" else PAGE_LIMIT
        middle = statistics.median(took[kind])
        note = "" if middle <= limit else f"  above {limit * 1000:.0f} ms"
        print(f"{kind:16} {middle * 1000:6.0f}ms {max(took[kind]) * 1000:6.0f}ms{note}")
    print(f"memory of the server: {used} MB (limit {MEMORY_LIMIT})")


if __name__ == "__main__":
    main()
