"""`sayso add --engine dask`: archives of any size, over many cores or machines."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from sayso.cli.desk import Desk
from sayso.cli.results import bring, part_of
from sayso.errors import ReadError
from sayso.intake import FAILURES, Failure
from sayso.own_types import own_types
from sayso.pipeline import version
from sayso.read import Hints, Piece, find_sources, pieces
from sayso.record import Case, Outcome
from sayso.scale.crew import Client, crew, page_of
from sayso.scale.dispatch import Came, answers
from sayso.scale.parcel import LIMIT, Job, Read, Same
from sayso.scale.shelf import Folder, Ledger, Shelf

# How often a line tells how far it is where no bar can, in seconds.
EVERY = 60.0


@dataclass(frozen=True, slots=True)
class Engine:
    """How to read: on which cluster, and where to."""

    scheduler: str | None = None
    workers: int | None = None
    results: Path | None = None
    limit: float = LIMIT


@dataclass(slots=True)
class Tally:
    """What has come of the reports so far."""

    desk: Desk
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    nameless: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def done(self) -> int:
        """How many reports have been dealt with."""
        return self.outcomes.total() + self.desk.failed

    def __str__(self) -> str:
        speed = self.done / max(time.monotonic() - self.began, 1e-9)
        return f"{self.done:,} reports, {speed:.1f} a second, {self.desk.failed:,} failed"


def add_archive(
    inputs: list[str], hints: Hints, location: str, engine: Engine, desk: Desk
) -> tuple[str, Counter[Outcome]]:
    """Put in what `inputs` lead to; where to, and what came of those that did not fail.

    Raises ExtraMissing, CrewFailed, ResultsFailed or a CaseError; what was kept by then stays.
    """
    tally = Tally(desk)
    job = Job(version(), own_types(), hints, engine.limit)
    with ExitStack() as stack:
        case, shelf = shelf_for(engine, location, job, stack)
        # Last in, first out: the cluster ends before the last part is written, whatever happens.
        stack.callback(shelf.close)
        client = stack.enter_context(crew(engine.scheduler, engine.workers or os.cpu_count() or 1))
        tell_page(client, engine, desk)
        found = answers(pieces_in(inputs, case, tally), client, job, shelf.known)
        keep(watched(found, tally), shelf, tally)
    tell(tally)
    return shelf.shown, tally.outcomes


def shelf_for(
    engine: Engine, location: str, job: Job, stack: ExitStack
) -> tuple[Case | None, Shelf]:
    """Where analyses go, and the case if it is one, which is closed with the stack."""
    if engine.results is not None:
        return None, Folder(engine.results, job.version, job.hints)
    case = stack.enter_context(Case.open(location, create=True))
    return case, Ledger(case, job.version, job.hints)


def pieces_in(inputs: list[str], case: Case | None, tally: Tally) -> Iterator[Piece | ReadError]:
    """What lies in the inputs, one piece after the other; results of other runs go in at once."""
    for source in find_sources(inputs):
        part = part_of(source)
        if isinstance(source, ReadError):
            yield source
        elif part is not None and case is not None:
            for came in bring(part, source.path, case):
                if isinstance(came, Outcome):
                    tally.outcomes[came] += 1
                else:
                    complain(came, case, tally)
        else:
            yield from pieces(source)


def keep(found: Iterable[Came], shelf: Shelf, tally: Tally) -> None:
    """Put each answer where it belongs, and count it."""
    for answer, original in found:
        try:
            if isinstance(answer, FAILURES):
                raise answer
            if isinstance(answer, Read) and original is not None:
                tally.outcomes[shelf.keep(answer, original)] += 1
                tally.flags.update(answer.flags)
                tally.nameless += answer.outlet is None
            elif isinstance(answer, Same):
                tally.outcomes[Outcome.UNCHANGED] += 1
        except FAILURES as error:
            complain(error, shelf, tally)


def complain(error: Failure, shelf: Shelf | Case, tally: Tally) -> None:
    """Say what failed, and note it where it can be noted."""
    tally.desk.complain(error)
    if isinstance(shelf, Case):
        shelf.fail(error.path, error.reason)
    else:
        shelf.fail(error)


def watched(found: Iterable[Came], tally: Tally) -> Iterator[Came]:
    """The answers, with how far it is: in a line that moves, or now and then in one that stays."""
    if tally.desk.quiet or not sys.stderr.isatty():
        yield from spoken(found, tally)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=tally.desk.console, transient=True) as bar:
        line = bar.add_task("starting", total=None)
        for came in found:
            yield came
            bar.update(line, description=str(tally))


def spoken(found: Iterable[Came], tally: Tally) -> Iterator[Came]:
    """The answers, with a note every minute."""
    last = time.monotonic()
    for came in found:
        yield came
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            tally.desk.note(str(tally))


def tell_page(client: Client, engine: Engine, desk: Desk) -> None:
    """Name the page on which Dask shows what it does, where there is one."""
    page = page_of(client, engine.scheduler)
    if page:
        desk.note(f"a progress page: {page}")


def tell(tally: Tally) -> None:
    """What a person should know about the reports that were kept: each thing once."""
    for flag, count in sorted(tally.flags.items()):
        tally.desk.note(f"{count_of(count)}: {flag}")
    if tally.nameless:
        verb = "does" if tally.nameless == 1 else "do"
        tally.desk.note(
            f"{count_of(tally.nameless)} {verb} not say whose they are; tell it with --outlet, "
            "since outlets are weighed."
        )


def count_of(number: int) -> str:
    """So many reports, in words."""
    return "1 report" if number == 1 else f"{number:,} reports"
