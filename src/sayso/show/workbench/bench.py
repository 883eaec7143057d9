"""An open case on the bench: kept weighed while people judge and reports come in."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path, PurePath
from typing import Self

from sqlalchemy import func, select

from sayso.errors import CaseReadOnly, SaysoError
from sayso.record import Case
from sayso.record import tables as ledger
from sayso.record.duplicate import duplicate
from sayso.record.findings import bring_up, is_fresh
from sayso.record.findings.graph import Part, network
from sayso.record.place import locate
from sayso.show.workbench.adding import Adding
from sayso.show.workbench.aside import aside

# A case of so many claims is weighed while the page waits (0.5 s on two cores); a larger one in a
# process of its own, and its pages say so meanwhile.
AT_ONCE = 1_500


@dataclass
class Bench:
    """A case, and who keeps it weighed. Close it, or use it in a `with` statement.

    `trouble` is the sentence of a weighing that failed; None where all is well. `copied_to` is the
    folder of the copy that is shown in place of a case which may only be read; else None.
    """

    case: Case
    trouble: str | None = None
    copied_to: Path | None = None
    adding: Adding = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _thread: threading.Thread | None = field(default=None, repr=False)
    _process: SpawnProcess | None = field(default=None, repr=False)
    _closed: bool = False

    def __post_init__(self) -> None:
        self.adding = Adding(self.case, self.settle)

    @classmethod
    def at(cls, location: str, who: str | None = None) -> Self:
        """The bench with the case at a place, weighed or about to be. Raises a CaseError.

        A case that may only be read, and has to be weighed or brought up to date first, is copied
        to a temporary folder and shown from there.
        """
        try:
            case = Case.open(location, create=True, who=who)
        except CaseReadOnly:
            place = locate(location)
            if place.path is not None and not place.is_there:
                raise
            return cls.beside(location, who)
        if not case.store.writable and not is_fresh(case):
            case.close()
            return cls.beside(location, who)
        bench = cls(case)
        bench.settle()
        if bench.settled and not bench._is_small():
            threading.Thread(target=bench._draw, daemon=True).start()
        return bench

    @classmethod
    def beside(cls, location: str, who: str | None) -> Self:
        """The bench with a copy of the case at a place, which nothing can be changed in."""
        folder = Path(tempfile.mkdtemp(prefix="sayso-"))
        try:
            case = Case.open(str(duplicate(location, folder)), who=who)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        bench = cls(case, copied_to=folder)
        bench.settle()
        return bench

    @property
    def name(self) -> str:
        """The name of the case, as people call it."""
        return PurePath(self.case.store.place.name).stem

    @property
    def writable(self) -> bool:
        """Whether anything can be judged or added."""
        return self.case.store.writable and self.copied_to is None

    @property
    def settled(self) -> bool:
        """Whether the pages show the case as it is, as far as it can tell."""
        return self._fresh()

    def settle(self) -> None:
        """Have the case weighed anew where it has changed; a large one in the background."""
        if not self.case.store.writable or is_fresh(self.case):
            return
        if self._is_small():
            with self._lock:
                # Whoever waited here finds it weighed with what both changed.
                if not self._fresh():
                    self._tell(lambda: bring_up(self.case))
            return
        with self._lock:
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._weigh_aside, daemon=True)
                self._thread.start()

    def _is_small(self) -> bool:
        """Whether the case can be weighed at once; no more claims are counted than tell that."""
        some = select(ledger.claim.c.id).limit(AT_ONCE + 1).subquery()
        with self.case.store.reading() as connection:
            found = connection.execute(select(func.count()).select_from(some)).scalar_one()
        return found <= AT_ONCE

    def _tell(self, act: Callable[[], None]) -> None:
        """Do something, and keep the reason where it fails."""
        try:
            act()
        except SaysoError as error:
            self.trouble = self.said(error)
        else:
            self.trouble = None

    def _weigh_aside(self) -> None:
        """Weigh in a process of its own, again and again while something changes meanwhile."""
        while True:
            process, told = aside(weigh_at, self.case.store.place.location)
            self._process = process
            if self._closed:
                process.terminate()
            try:
                failed: SaysoError | None = told.recv()
                self.trouble = None if failed is None else self.said(failed)
            except EOFError:
                self.trouble = "Weighing ended early. Open the case anew."
            process.join()
            with self._lock:
                if self._closed or self.trouble is not None or self._fresh():
                    self._thread = None
                    break
        if not self._closed and self.trouble is None:
            self._draw()

    def _draw(self) -> None:
        """Draw the network of the whole case before somebody asks for it: of a large one, 1 s."""
        with suppress(SaysoError):
            network(self.case, Part())

    def _fresh(self) -> bool:
        """Whether nothing is left to weigh; yes where the case cannot tell."""
        try:
            return is_fresh(self.case)
        except SaysoError as error:
            self.trouble = self.said(error)
            return True

    def said(self, error: SaysoError) -> str:
        """An error in words; where the case lies is for whoever runs the server to know."""
        return str(error).replace(self.case.store.place.shown, self.name)

    def close(self) -> None:
        """Stop all work, and close the file."""
        self._closed = True
        self.adding.close()
        thread, process = self._thread, self._process
        if thread is not None and process is not None:
            # Its rows are written all or not at all.
            process.terminate()
            thread.join(5)
        self.case.close()
        if self.copied_to is not None:
            shutil.rmtree(self.copied_to, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def weigh_at(out: Connection, location: str) -> None:
    """Weigh the case at a place, and tell why that failed, or None; runs in its own process."""
    try:
        with Case.open(location) as case:
            bring_up(case)
    except SaysoError as error:
        out.send(error)
    else:
        out.send(None)
