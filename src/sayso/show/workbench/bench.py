"""An open case on the bench: kept weighed while people judge and reports come in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context

from sqlalchemy import func, select

from sayso.errors import SaysoError
from sayso.record import Case
from sayso.record import tables as ledger
from sayso.record.findings import bring_up, is_fresh
from sayso.show.workbench.adding import Adding

# A case of so many claims is weighed while the page waits (0.5 s on two cores); a larger one in a
# process of its own, and its pages say so meanwhile.
AT_ONCE = 1_500


@dataclass
class Bench:
    """A case, and who keeps it weighed. Close it, or use it in a `with` statement.

    `trouble` is the sentence of a weighing that failed; None where all is well.
    """

    case: Case
    trouble: str | None = None
    adding: Adding = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _pool: ProcessPoolExecutor | None = field(default=None, repr=False)
    _running: Future[None] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.adding = Adding(self.case, self.settle)

    @classmethod
    def at(cls, location: str, who: str | None = None) -> Bench:
        """The bench with the case at a place, weighed or about to be. Raises a CaseError."""
        bench = cls(Case.open(location, create=True, who=who))
        bench.settle()
        return bench

    @property
    def name(self) -> str:
        """The name of the case, as people call it."""
        return self.case.store.path.stem

    @property
    def writable(self) -> bool:
        """Whether anything can be judged or added."""
        return self.case.store.writable

    @property
    def settled(self) -> bool:
        """Whether the pages show the case as it is."""
        return is_fresh(self.case)

    def settle(self) -> None:
        """Have the case weighed anew where it has changed; a large one in the background."""
        if not self.writable or is_fresh(self.case):
            return
        if self._claims() <= AT_ONCE:
            with self._lock:
                self._tell(lambda: bring_up(self.case))
            return
        with self._lock:
            if self._running is None or self._running.done():
                self._pool = self._pool or ProcessPoolExecutor(1, get_context("spawn"))
                self._running = self._pool.submit(weigh_at, str(self.case.store.path))
                self._running.add_done_callback(self._done)

    def _claims(self) -> int:
        row = ledger.analysis.c
        asked = select(func.sum(row.claims)).join(
            ledger.current, ledger.current.c.analysis == row.id
        )
        with self.case.store.reading() as connection:
            return int(connection.execute(asked).scalar() or 0)

    def _tell(self, act: Callable[[], None]) -> None:
        """Do something, and keep the reason where it fails."""
        try:
            act()
        except SaysoError as error:
            self.trouble = str(error)
        else:
            self.trouble = None

    def _done(self, run: Future[None]) -> None:
        """A weighing in the background ended: what changed meanwhile needs the next one."""
        if run.cancelled():
            return
        self._tell(run.result)
        if self.trouble is None:
            # At the end of the program nothing new is begun.
            with suppress(RuntimeError):
                self.settle()

    def close(self) -> None:
        """Stop all work, and close the file."""
        self.adding.close()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self.case.close()

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def weigh_at(location: str) -> None:
    """Weigh the case at a place, in a process of its own."""
    with Case.open(location) as case:
        bring_up(case)
