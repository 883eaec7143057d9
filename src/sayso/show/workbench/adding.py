"""Reports that come in through the browser: kept in a folder of their own, read one by one.

Reading runs in a process beside the server, so that pages answer meanwhile and what the models need
is given back when it ends.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from sayso.read import Hints, Source
from sayso.record import Case
from sayso.show.workbench.aside import aside
from sayso.show.workbench.shelf import Upload


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or a report in it, that could not be read, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the adding is: how many files are done, what came of their reports."""

    total: int = 0
    done: int = 0
    added: int = 0
    known: int = 0
    failed: tuple[Unread, ...] = ()
    running: bool = False


@dataclass
class Adding:
    """One adding at a time into a case; `after` is called when it has ended."""

    case: Case
    after: Callable[[], None]
    progress: Progress = Progress()
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _stopped: threading.Event = field(default_factory=threading.Event, repr=False)
    _thread: threading.Thread | None = field(default=None, repr=False)

    def start(self, folder: Path, uploads: list[Upload], hints: Hints, who: str) -> bool:
        """Begin to read files for somebody; False where another adding is under way."""
        with self._lock:
            if self.progress.running:
                return False
            self.progress = Progress(total=len(uploads), running=True)
            work = (self.case.store.place.location, who, uploads, hints)
            self._thread = threading.Thread(target=self._run, args=(folder, work), daemon=True)
            self._thread.start()
        return True

    def wait(self, seconds: float) -> bool:
        """Wait for the adding to end; whether it did."""
        if self._thread is not None:
            self._thread.join(seconds)
        return not self.progress.running

    def _run(self, folder: Path, work: tuple[str, str, list[Upload], Hints]) -> None:
        """Start the process and follow what it tells until it ends."""
        process, here = aside(read_in, *work)
        try:
            while not self._stopped.is_set():
                if here.poll(0.2):
                    self._note(here.recv())
                elif not process.is_alive() and not here.poll():
                    break
        except EOFError:
            pass
        finally:
            process.terminate() if self._stopped.is_set() else process.join()
            shutil.rmtree(folder, ignore_errors=True)
            told = self.progress
            lost = told.total - told.done
            broke = (Unread(f"{lost} files", "reading them ended early; add them again"),)
            if not self._stopped.is_set():
                self.after()
            self._set(told, running=False, failed=(*told.failed, *(broke if lost else ())))

    def _note(self, told: tuple[str, str, str]) -> None:
        """One line from the process: what happened, to which file, and why."""
        what, name, why = told
        now = self.progress
        match what:
            case "done":
                self._set(now, done=now.done + 1)
            case "added":
                self._set(now, added=now.added + 1)
            case "known":
                self._set(now, known=now.known + 1)
            case _:
                self._set(now, failed=(*now.failed, Unread(name, why)))

    def _set(self, before: Progress, **changed: object) -> None:
        told = {name: getattr(before, name) for name in Progress.__slots__}
        self.progress = Progress(**{**told, **changed})

    def close(self) -> None:
        """Stop reading; what was added stays."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(5)


def read_in(out: Connection, location: str, who: str, uploads: list[Upload], hints: Hints) -> None:
    """Read files into the case at a place, and tell what came of each; runs in its own process."""
    # Parser and models are loaded here alone: the server stays small, and starts at once.
    from sayso.intake import FAILURES, put, reports_in  # noqa: PLC0415

    with Case.open(location, who=who) as case:
        for upload in uploads:
            for found in reports_in(Source(upload.name, upload.location), hints):
                try:
                    if isinstance(found, FAILURES):
                        raise found
                    outcome = put(*found, case, hints)
                except FAILURES as error:
                    case.fail(error.path, error.reason)
                    out.send(("failed", error.path, error.reason))
                else:
                    out.send(("known" if outcome == "unchanged" else "added", upload.name, ""))
            out.send(("done", upload.name, ""))
