"""`sayso add`: reports into a case, each whole or not at all."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.cli.desk import Desk
from sayso.cli.intake import tell_flags
from sayso.cli.results import bring, part_of
from sayso.errors import ReadError
from sayso.intake import FAILURES, Failure, put, reports_in
from sayso.read import Hints, Reading, find_sources
from sayso.record import Case, Outcome

if TYPE_CHECKING:
    from sayso.cli.archive import Engine

WORDS = {
    Outcome.ADDED: "added",
    Outcome.UNCHANGED: "already there",
    Outcome.READ_ANEW: "read anew",
}


def add_reports(
    inputs: list[str], hints: Hints, location: str, desk: Desk, engine: Engine | None = None
) -> None:
    """Put in what `inputs` lead to, and sum up; what failed is noted in the case too.

    With an `engine` a cluster reads, else this process.
    """
    try:
        if engine is None:
            shown, outcomes = add_here(inputs, hints, location, desk)
        else:
            # Loaded here, since few need it.
            from sayso.cli.archive import add_archive  # noqa: PLC0415

            shown, outcomes = add_archive(inputs, hints, location, engine, desk)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(
            "what was added stays, and the same command goes on from there"
        ) from None
    if not desk.quiet:
        counts = [f"{outcomes[outcome]} {words}" for outcome, words in WORDS.items()]
        sys.stdout.write(f"{shown}: {', '.join(counts)}, {desk.failed} failed\n")
    desk.close()


def add_here(
    inputs: list[str], hints: Hints, location: str, desk: Desk
) -> tuple[str, Counter[Outcome]]:
    """Put in what `inputs` lead to; where to, and what came of those that did not fail."""
    with Case.open(location, create=True) as case:
        return case.store.place.shown, Counter(outcomes_of(inputs, hints, case, desk))


def found_in(
    inputs: list[str], hints: Hints, case: Case, desk: Desk
) -> Iterator[Reading | Outcome | Failure]:
    """Each report that the inputs lead to, or why there is none; results go in as they are."""
    for source in desk.track(list(find_sources(inputs))):
        part = part_of(source)
        if isinstance(source, ReadError):
            yield source
        elif part is not None:
            yield from bring(part, source.path, case)
        else:
            yield from reports_in(source, hints)


def outcomes_of(inputs: list[str], hints: Hints, case: Case, desk: Desk) -> list[Outcome]:
    """Put each report in; what came of those that did not fail."""
    outcomes = []
    nameless = 0
    for found in found_in(inputs, hints, case, desk):
        if isinstance(found, Outcome):
            outcomes.append(found)
            continue
        try:
            if isinstance(found, FAILURES):
                raise found
            outcomes.append(put(*found, case, hints))
        except FAILURES as error:
            desk.complain(error)
            case.fail(error.path, error.reason)
        else:
            tell_flags(found[0], desk)
            # What is there already was told whose it is, or asked for, when it came.
            is_new = outcomes[-1] is not Outcome.UNCHANGED
            nameless += is_new and found[0].outlet is None
    if nameless:
        many = "1 report does" if nameless == 1 else f"{nameless} reports do"
        desk.note(
            f"{many} not say whose they are; tell it with --outlet, since outlets are weighed."
        )
    return outcomes
