"""Batches out, answers in: never too many at once, and each report once.

`answers` reads its pieces only as fast as the cluster takes them: what is under way is bounded by
the number of threads and by `UNDER_WAY`, however large the archive. Nothing depends on the order in
which answers come back.

A worker that is lost costs no report: Dask gives its batch to another one. A batch that one worker
after the other was lost with (Dask counts them) is taken apart, and its parcels are sent one at a
time, until it shows which of them it was.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, cast

from sayso.errors import ReadError
from sayso.intake import FAILURES, Failure, boundary_of_one
from sayso.model import Original, identify
from sayso.read import Hints, Piece, read_piece
from sayso.read.kind import Kind
from sayso.scale.crew import Client, gone, library, threads
from sayso.scale.foreman import lost, work
from sayso.scale.parcel import Answer, Job, Parcel, Read, Same

# A report of 3 kB takes a quarter of a second, handing over a batch a hundredth: with eight of them
# the way costs less than 1 %, and a lost worker no more than two seconds of work.
REPORTS = 8
# Pages have 0.1 to 1 MB: a batch holds no more than that many bytes, unless one page alone does.
BYTES = 4 * 2**20
# So many batches for each thread: one at work, one that waits beside it, so that none stands idle.
BATCHES = 2
# The scheduler and the client hold no more than this of pieces under way, whatever the threads.
UNDER_WAY = 2**30
# How often to look whether the cluster is still there, in seconds.
_LOOK = 1.0

# What of some reports, by their ids, needs no second analysis; see `Parcel.known`.
Known = Callable[[Sequence[str]], Mapping[str, str | None]]
# What came of a report, and the bytes that it was read from where it was read.
Came = tuple[Answer, Original | None]


@dataclass(slots=True)
class _Batch:
    """Parcels that go together, each with the ids of its reports."""

    parcels: list[Parcel] = field(default_factory=list)
    ids: list[tuple[str, ...]] = field(default_factory=list)
    size: int = 0

    def add(self, parcel: Parcel, ids: tuple[str, ...]) -> None:
        self.parcels.append(parcel)
        self.ids.append(ids)
        self.size += len(parcel.piece.data)

    @property
    def is_full(self) -> bool:
        return len(self.parcels) >= REPORTS or self.size >= BYTES

    def apart(self) -> Iterator[_Batch]:
        """Its parcels, each as a batch of its own."""
        for parcel, ids in zip(self.parcels, self.ids, strict=True):
            yield _Batch([parcel], [ids], len(parcel.piece.data))


def answers(
    pieces: Iterable[Piece | ReadError], client: Client, job: Job, known: Known
) -> Iterator[Came]:
    """What comes of each report in the pieces, in the order in which it comes.

    `known` is asked before a piece is sent, so that what is done already is not done again. Raises
    CrewFailed where the cluster is lost, or a worker is of another version.
    """
    return _Dispatch(client, job, known).run(pieces)


class _Dispatch:
    """What is under way at one moment."""

    def __init__(self, client: Client, job: Job, known: Known) -> None:
        self._client = client
        self._hints: Hints = job.hints
        self._job = pickle.dumps(job)
        self._known = known
        self._batch = _Batch()
        self._sent: dict[Any, _Batch] = {}
        self._done: SimpleQueue[Any] = SimpleQueue()
        self._suspects: deque[_Batch] = deque()
        self._suspect: _Batch | None = None
        self._size = 0
        # Reports under way by id, and the files in which the same bytes were found meanwhile.
        self._twins: dict[str, list[str]] = {}

    def run(self, pieces: Iterable[Piece | ReadError]) -> Iterator[Came]:
        """See `answers`."""
        try:
            for piece in pieces:
                yield from self._take(piece)
                if self._batch.is_full:
                    yield from self._make_room()
                    self._flush()
            self._flush()
            while self._sent or self._suspects:
                yield from self._absorb()
        finally:
            if self._sent and self._client.status == "running":
                self._client.cancel(list(self._sent))

    def _take(self, piece: Piece | ReadError) -> Iterator[Came]:
        """Put a piece into the batch, unless nothing is to be done about it."""
        if isinstance(piece, ReadError):
            yield piece, None
            return
        try:
            with boundary_of_one(piece.path):
                ids = _ids(piece, self._hints)
        except FAILURES as error:
            yield error, None
            return
        if len(ids) == 1 and ids[0] in self._twins:
            self._twins[ids[0]].append(piece.path)
            return
        known = {**self._known(ids), **{name: None for name in ids if name in self._twins}}
        if ids and all(name in known and known[name] is None for name in ids):
            for name in ids:
                yield Same(name), None
            return
        mine = tuple(name for name in ids if name not in known or known[name] is not None)
        self._twins.update({name: [] for name in mine})
        self._batch.add(Parcel(piece, known), mine)

    def _flush(self) -> None:
        if self._batch.parcels:
            self._send(self._batch)
            self._batch = _Batch()

    def _send(self, batch: _Batch) -> None:
        self._size += batch.size
        blob = pickle.dumps(batch.parcels)
        # Within the task and not as data beside it: data that lies on a worker is lost with it.
        future = self._client.submit(work, self._job, blob, pure=False)
        self._sent[future] = batch
        future.add_done_callback(self._done.put)

    def _make_room(self) -> Iterator[Came]:
        """Wait until one more batch may be under way."""
        while self._sent and (
            len(self._sent) >= BATCHES * max(1, threads(self._client)) or self._size >= UNDER_WAY
        ):
            yield from self._absorb()

    def _absorb(self) -> Iterator[Came]:
        """Wait for a batch, and give what came of it."""
        if self._suspects and self._suspect is None:
            self._suspect = self._suspects.popleft()
            self._send(self._suspect)
        future = self._next()
        batch = self._sent.pop(future)
        self._size -= batch.size
        if batch is self._suspect:
            self._suspect = None
        found = self._result(future, batch)
        future.release()
        for parcel, ids, answers in zip(batch.parcels, batch.ids, found, strict=False):
            yield from self._settle(parcel, ids, answers)

    def _next(self) -> Any:  # noqa: ANN401
        """The next future that is done. Raises CrewFailed where the cluster is gone."""
        while True:
            try:
                return self._done.get(timeout=_LOOK)
            except Empty:
                if self._client.status not in {"running", "connecting"}:
                    raise gone() from None

    def _result(self, future: Any, batch: _Batch) -> list[list[Answer]]:  # noqa: ANN401
        """The answers for each parcel; none where the batch is to be sent again, taken apart."""
        distributed = library()
        try:
            return cast("list[list[Answer]]", pickle.loads(future.result()))
        except distributed.KilledWorker as error:
            if len(batch.parcels) > 1:
                self._suspects.extend(batch.apart())
                return []
            many = error.allowed_failures + 1
            died = f"{many} workers died with it" if many > 1 else "a worker died with it"
            return [[lost(batch.parcels[0], died)]]
        except (
            distributed.comm.CommClosedError,
            distributed.client.FutureCancelledError,
            distributed.client.FuturesCancelledError,
        ) as error:
            raise gone() from error

    def _settle(
        self, parcel: Parcel, ids: tuple[str, ...], answers: list[Answer]
    ) -> Iterator[Came]:
        """The answers for one parcel, and what they mean for the same bytes found elsewhere."""
        failure: Failure | None = None
        for answer in answers:
            if isinstance(answer, Read):
                yield answer, Original(answer.sha256, answer.media, parcel.piece.data)
            else:
                failure = answer if isinstance(answer, FAILURES) else failure
                yield answer, None
        read = {answer.id for answer in answers if isinstance(answer, Read | Same)}
        for name in ids:
            for path in self._twins.pop(name, []):
                if name in read or failure is None:
                    yield Same(name), None
                else:
                    yield type(failure)(path, failure.reason), None


def _ids(piece: Piece, hints: Hints) -> tuple[str, ...]:
    """The ids that the reports of a piece will have. Raises ReadError."""
    kind, original = piece.original()
    if kind is not Kind.FEED:
        return (identify("r", original.sha256),)
    # The entries of a feed have ids of their own, which only reading tells. It takes little time.
    found = (each for each in read_piece(piece, hints) if not isinstance(each, ReadError))
    return tuple(dict.fromkeys(report.id for report, _ in found))
