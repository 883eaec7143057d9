"""Keeps what weighing came to in step with the case: made anew when something has changed.

    if not is_fresh(case):
        bring_up(case)

All rows are written in one transaction, so that whoever reads sees one state of the case or the
next, and never half of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from sqlalchemy import Connection, Table, delete, func, insert, select, true

import sayso
from sayso.record import tables as ledger
from sayso.record.case import Case
from sayso.record.findings import rows, tables
from sayso.record.findings.heard import heard, sayings, spellings, voices_heard
from sayso.record.findings.overview import counted
from sayso.record.findings.rows import Findings
from sayso.record.judgement import Decision
from sayso.record.rows import Row
from sayso.record.weighing import Court
from sayso.weigh.whole import Terms

# What a judgement decides without changing any weight or record.
WEIGHTLESS = (
    *(Decision.LINKED, Decision.HYPOTHESIS, Decision.MARKED, Decision.LAID),
    Decision.DISMISSED,
)
# Rows that go into a table at once: more need more memory and are no faster.
BATCH = 5_000


def state(case: Case, *, weightless: bool = False) -> str:
    """What weighing rests on, in a few words: other words, another state of the case.

    `weightless` counts the judgements that change no weight, too.
    """
    judged, taken = ledger.judgement.c, ledger.retraction.c
    matters = true() if weightless else judged.decision.not_in(WEIGHTLESS)
    back = ledger.retraction.join(ledger.judgement, judged.id == taken.judgement)
    asked = (
        select(func.max(ledger.current.c.analysis)),
        select(func.count()).select_from(ledger.current),
        select(func.max(judged.number)).where(matters),
        select(func.count()).select_from(back).where(matters),
    )
    with case.store.reading() as connection:
        told = [connection.execute(each).scalar() for each in asked]
    return " ".join(str(part or 0) for part in (sayso.__version__, *told))


def kept(case: Case) -> str | None:
    """The state of the case that the rows are from; None where there are none."""
    with case.store.reading() as connection:
        return connection.execute(select(tables.weighing.c.state)).scalar()


def is_fresh(case: Case) -> bool:
    """Whether the rows are from the case as it is."""
    return kept(case) == state(case)


def bring_up(case: Case) -> None:
    """Weigh the case as it is, and keep what that came to. Raises CaseReadOnly."""
    now = state(case)
    terms = Terms(today=date.today().isoformat())
    court = Court.of(case, terms)
    found = Findings(court, court.weigh(terms))
    with case.store.writing() as connection:
        for table in reversed(tables.ALL):
            connection.execute(delete(table))
        for table, each in tabled(found):
            fill(connection, table, each)
        connection.execute(
            insert(tables.weighing).values(
                number=1,
                state=now,
                made=case.store.now(),
                untyped=found.weighed.untyped,
                counts=counted(connection, found.weighed.untyped),
                disputes=rows.disputed(found.weighed),
            )
        )


def tabled(found: Findings) -> tuple[tuple[Table, Iterable[Row]], ...]:
    """The rows of each table, in an order in which the tables can be filled."""
    told, said = list(rows.everything(found)), list(heard(found.court))
    return (
        (tables.proposition, rows.propositions(found)),
        (tables.party, rows.parties(found)),
        (tables.teller, rows.tellers(found, told, said)),
        (tables.assertion, rows.assertions(found, told)),
        (tables.voicing, rows.voicings(told)),
        (tables.filling, rows.fillings(told)),
        (tables.saying, sayings(said)),
        (tables.hearing, voices_heard(said)),
        (tables.spelling, spellings(found.court)),
        (tables.identity, rows.identities(found)),
        (tables.member, rows.members(found)),
        (tables.doubt, rows.doubts(found)),
        (tables.borrowing, rows.borrowings(found)),
        (tables.citation, rows.citations(found)),
        (tables.contradiction, rows.contradictions(found)),
    )


def fill(connection: Connection, table: Table, made: Iterable[Row]) -> None:
    """Put rows into a table."""
    waiting: Iterator[Row] = iter(made)
    while some := list(islice(waiting, BATCH)):
        connection.execute(insert(table), some)
