"""The process that reads and analyses, one parcel after the other.

    python -m sayso.scale.bench

Frames come on standard input and go to standard output: eight bytes that tell the length, then as
many bytes. The first frame is the job, and the answer to it the version that this process makes
analyses of; each further one is a parcel, and the answer a list of what came of its reports.

The system's own alarm ends the process where a report takes too long. So it holds for code that
never comes back to Python, and needs nobody who watches: a bench whose foreman was killed ends too.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
from io import FileIO
from typing import BinaryIO

from sayso.annotate.parse import pipeline
from sayso.intake import analysed
from sayso.own_types import adopt_types
from sayso.pipeline import version
from sayso.read.language import tell_language
from sayso.scale.parcel import Job, Parcel, answers_to

# How long to wait for more work, in seconds, before the memory that the models take is given back.
IDLE = 600.0
_LENGTH = 8
_ENGLISH = "The council said on Tuesday that the bridge would be closed for the winter. " * 3


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame; None where the other side is gone, or went within a frame."""
    head = _exactly(stream, _LENGTH)
    return None if head is None else _exactly(stream, int.from_bytes(head, "big"))


def _exactly(stream: BinaryIO, size: int) -> bytes | None:
    """So many bytes, though a pipe gives them in several; None where it ends before."""
    found = bytearray()
    while len(found) < size:
        some = stream.read(size - len(found))
        if not some:
            return None
        found += some
    return bytes(found)


def write_frame(stream: BinaryIO, body: bytes) -> None:
    """Write one frame. Raises OSError where the other side is gone."""
    stream.write(len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)
    stream.flush()


def main() -> None:
    """Answer until there is nobody to answer to."""
    # What a library prints must not get between the frames.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # Unbuffered, so that waiting for the next frame sees all that has come.
    asked: BinaryIO = FileIO(os.dup(0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    told = read_frame(asked)
    if told is None:
        return
    job: Job = pickle.loads(told)
    adopt_types(job.types)
    # Loaded here, so that the first report has as much time as the others.
    tell_language(_ENGLISH, None)
    if job.analyse is analysed:
        pipeline()
    write_frame(answer, version().encode())
    while select.select([asked], [], [], IDLE)[0]:
        frame = read_frame(asked)
        if frame is None:
            return
        signal.setitimer(signal.ITIMER_REAL, job.limit)
        parcel: Parcel = pickle.loads(frame)
        found = pickle.dumps(list(answers_to(parcel, job)))
        signal.setitimer(signal.ITIMER_REAL, 0)
        write_frame(answer, found)


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(1)
