"""A hunt: one input after the other to a process that may die of it; what it cannot bear is kept.

An input may be refused with one of sayso's errors. Whatever else is raised, takes longer than the
hunt's limit or kills the process is a finding, written to a folder with what it did; findings that
end alike are one kind, and the first of a kind is kept.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import multiprocessing
import multiprocessing.connection
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.errors import SaysoError

MOST_MEMORY = 4 * 2**30
# What is done with an input and its name: "read" or "refused". Raises what should not be raised.
Bear = Callable[[str, bytes], str]
# Inputs without end, each with its name, from a seed.
Inputs = Callable[[int], Iterator[tuple[str, bytes]]]


def work(pipe: multiprocessing.connection.Connection, bear: Bear) -> None:
    """Bear one input after the other, and say what came of each."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.stderr = io.StringIO()
    while (task := pipe.recv()) is not None:
        try:
            pipe.send((bear(*task), ""))
        except SaysoError as error:
            pipe.send(("refused", str(error)))
        except BaseException:  # noqa: BLE001 - whatever it is, it is the finding
            pipe.send(("finding", traceback.format_exc()))


class Worker:
    """A process that bears inputs, replaced when one was too much for it.

    `longest` are the seconds that one input may take.
    """

    def __init__(self, bear: Bear, longest: float) -> None:
        self.does, self.longest = bear, longest
        self.start()

    def start(self) -> None:
        """Begin, or begin anew."""
        self.pipe, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self.process = context.Process(target=work, args=(theirs, self.does))
        self.process.start()
        theirs.close()

    def bear(self, name: str, data: bytes) -> tuple[str, str]:
        """What came of an input, and why."""
        try:
            self.pipe.send((name, data))
            if self.pipe.poll(self.longest):
                return self.pipe.recv()
            why = f"longer than {self.longest} seconds"
        except (EOFError, BrokenPipeError, ConnectionResetError):
            why = f"the process died ({self.process.exitcode})"
        self.process.kill()
        self.process.join()
        self.start()
        return "finding", why

    def end(self) -> None:
        """Stop the process."""
        with contextlib.suppress(BrokenPipeError):
            self.pipe.send(None)
        self.process.join(5)
        self.process.kill()


def options(about: str | None) -> argparse.Namespace:
    """How long to hunt, from which seed, and where findings are kept."""
    asked = argparse.ArgumentParser(description=about)
    asked.add_argument("--minutes", type=float, default=60.0)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--out", type=Path, default=Path("fuzz/findings"))
    return asked.parse_args()


def hunt(bear: Bear, longest: float, inputs: Inputs, about: str | None) -> None:
    """Hunt as the command line says, and say what was found.

    `longest` are the seconds for one input, and `inputs` makes them from a seed.
    """
    told = options(about)
    worker, counts, kinds = Worker(bear, longest), Counter[str](), set[str]()
    worker.bear("warm.txt", b"The minister said that the port was shut.\n")
    began = time.monotonic()
    for name, data in inputs(told.seed):
        if time.monotonic() - began > told.minutes * 60:
            break
        what, why = worker.bear(name, data)
        counts[what] += 1
        last = why.strip().splitlines()[-3:] if why else []
        if what == "finding" and (kind := " ".join(last)) not in kinds:
            kinds.add(kind)
            told.out.mkdir(parents=True, exist_ok=True)
            stem = told.out / f"{len(kinds):03}-{name}"
            stem.write_bytes(data)
            stem.with_name(stem.name + ".why").write_text(why, encoding="utf-8")
            print(f"finding {len(kinds)}: {name}: {kind}", flush=True)
    worker.end()
    hours = (time.monotonic() - began) / 3600
    print(f"{sum(counts.values())} files in {hours:.2f} hours: {dict(counts)}, {len(kinds)} kinds")
