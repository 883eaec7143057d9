"""`sayso add`: reports into a case, each whole or not at all."""

from __future__ import annotations

import sys
from collections import Counter

from sayso.cli.desk import Desk
from sayso.cli.intake import reports, tell_flags
from sayso.intake import FAILURES, put
from sayso.read import Hints
from sayso.record import Case, Outcome

WORDS = {
    Outcome.ADDED: "added",
    Outcome.UNCHANGED: "already there",
    Outcome.READ_ANEW: "read anew",
}


def add_reports(inputs: list[str], hints: Hints, location: str, desk: Desk) -> None:
    """Put in what `inputs` lead to, and sum up; what failed is noted in the case too."""
    with Case.open(location, create=True) as case:
        try:
            outcomes = Counter(outcomes_of(inputs, hints, case, desk))
        except KeyboardInterrupt:
            raise KeyboardInterrupt(
                "what was added stays, and the same command goes on from there"
            ) from None
    if not desk.quiet:
        counts = [f"{outcomes[outcome]} {words}" for outcome, words in WORDS.items()]
        sys.stdout.write(f"{case.store.place.shown}: {', '.join(counts)}, {desk.failed} failed\n")
    desk.close()


def outcomes_of(inputs: list[str], hints: Hints, case: Case, desk: Desk) -> list[Outcome]:
    """Put each report in; what came of those that did not fail."""
    outcomes = []
    nameless = 0
    for found in reports(inputs, hints, desk):
        try:
            if isinstance(found, FAILURES):
                raise found
            outcomes.append(put(*found, case, hints))
        except FAILURES as error:
            desk.complain(error)
            case.fail(error.path, error.reason)
        else:
            tell_flags(found[0], desk)
            nameless += found[0].outlet is None
    if nameless:
        many = "1 report does" if nameless == 1 else f"{nameless} reports do"
        desk.note(
            f"{many} not say whose they are; tell it with --outlet, since outlets are weighed."
        )
    return outcomes
