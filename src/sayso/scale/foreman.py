"""What a worker does with a batch: each parcel to the bench, and a new bench where it died.

A worker keeps one bench for each of its threads, from batch to batch. A parcel that its bench died
of is tried again, as often as the job allows; then it is named as what it is, and the rest of the
batch goes on.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import BinaryIO, cast

from sayso.errors import AnalysisError, CrewFailed
from sayso.scale.bench import read_frame, write_frame
from sayso.scale.parcel import Answer, Job, Parcel, named

# One thread for each bench: there is one for every core, and more would stand in one another's way.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class BenchDied(Exception):
    """The process that read and analysed is gone; how it ended is told in a few words."""


@dataclass(slots=True)
class Bench:
    """A running bench, and the job that it was started for."""

    job: bytes
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, job: bytes) -> Bench:
        """A bench for a job, pickled. Raises CrewFailed where it does not start, or is another."""
        process = subprocess.Popen(
            [sys.executable, "-m", "sayso.scale.bench"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_ONE_THREAD},
            # Ctrl-C is for the client, which tells the others when to end.
            start_new_session=True,
        )
        bench = cls(job, process)
        wanted = cast("Job", pickle.loads(job)).version
        try:
            found = bench.ask(job).decode()
        except BenchDied as error:
            raise CrewFailed(f"A worker cannot start sayso: {error}. Its log says more.") from error
        if found != wanted:
            bench.end()
            raise CrewFailed(
                f"A worker has {found}, and this machine {wanted}. Install the same on all of them."
            )
        return bench

    def ask(self, frame: bytes) -> bytes:
        """What the bench answers. Raises BenchDied."""
        try:
            write_frame(_pipe(self.process.stdin), frame)
            answer = read_frame(_pipe(self.process.stdout))
        except OSError:
            answer = None
        if answer is None:
            raise BenchDied(self.end())
        return answer

    def is_alive(self) -> bool:
        """Whether it can be asked; one that had nothing to do for long has ended by itself."""
        return self.process.poll() is None

    def end(self) -> str:
        """End the process, and tell how it ended."""
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                _pipe(pipe).close()
            except OSError:
                continue  # what was still to be written is of no use to anybody
        try:
            code = self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        if code == -signal.SIGALRM:
            return "it took too long"
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _pipe(pipe: object) -> BinaryIO:
    return cast("BinaryIO", pipe)


# The bench of each thread, by the thread's number; and whether there is to be none any more.
_benches: dict[int, Bench] = {}
_called_off = threading.Event()


def work(job: bytes, batch: bytes) -> bytes:
    """What comes of a batch: pickled parcels in, a pickled list of answers for each out.

    This runs on a worker. Raises CrewFailed where no bench can be started there.
    """
    parcels: list[Parcel] = pickle.loads(batch)
    return pickle.dumps([_try(parcel, job) for parcel in parcels])


def _try(parcel: Parcel, job: bytes) -> list[Answer]:
    frame = pickle.dumps(parcel)
    told = cast("Job", pickle.loads(job))
    reasons: dict[str, None] = {}
    for _ in range(told.tries):
        bench = _bench_for(job)
        try:
            return cast("list[Answer]", pickle.loads(bench.ask(frame)))
        except BenchDied as died:
            reasons[str(died)] = None
    why = " and ".join(reasons).replace("too long", f"longer than {told.limit:g} s")
    return [lost(parcel, f"the process that read it died {told.tries} times: {why}")]


def lost(parcel: Parcel, reason: str) -> AnalysisError:
    """The failure of a parcel that nothing came of."""
    return named(AnalysisError(parcel.path, reason), parcel.piece)


def _bench_for(job: bytes) -> Bench:
    """The bench of this thread, started anew where it died, or was for another job."""
    number = threading.get_ident()
    bench = _benches.get(number)
    if bench is not None and bench.job == job and bench.is_alive():
        return bench
    if bench is not None:
        bench.end()
    if _called_off.is_set():
        raise CrewFailed("The work was called off.")
    _benches[number] = Bench.start(job)
    if _called_off.is_set():
        _benches[number].process.kill()
    return _benches[number]


def engage() -> None:
    """Let threads of this process have benches again, after they were dismissed."""
    _called_off.clear()


def dismiss() -> None:
    """End all benches of this process at once, whatever they are at."""
    _called_off.set()
    while _benches:
        bench = _benches.popitem()[1]
        # Killed first: a thread that waits for an answer holds the pipe until there is none.
        bench.process.kill()
        bench.end()
