"""What a brief quotes: exact passages, the reports they are from, and the state of the case."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy import func, select

from sayso.model import Told
from sayso.record import tables as ledger
from sayso.record.case import Case
from sayso.record.findings import tables
from sayso.record.findings.keeping import state
from sayso.record.rows import plain, restore


@dataclass(frozen=True, slots=True)
class Quotation:
    """The passage on which a claim rests: `words` are `text[start:end]` of the report."""

    claim: str
    report: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """A report with what it takes to find its original again, and to know that it is the same."""

    report: str
    outlet: str | None
    title: str | None
    byline: str | None
    dateline: str | None
    published: str | None
    url: str | None
    path: str
    part: str
    media: str
    size: int
    sha256: str
    added: str
    version: str


@dataclass(frozen=True, slots=True)
class CaseState:
    """The state that a case is in. `changed` is when it last changed, None where it is empty.

    `fingerprint` is the sha256 of the analyses that count and of all judgements and retractions:
    the same fingerprint, the same state.
    """

    reports: int
    judgements: int
    retracted: int
    changed: str | None
    fingerprint: str


def quotations(case: Case, claims: Sequence[str]) -> dict[str, Quotation]:
    """The passages of these claims, by claim, as the current analyses have them."""
    row, current, one = ledger.claim.c, ledger.current, tables.assertion.c
    read = (
        select(row.id, current.c.report, row.evidence_start, row.evidence_end, row.evidence_words)
        .join(current, current.c.analysis == row.analysis)
        .where(row.id.in_(claims))
    )
    # What a person added or corrected stands in other words.
    by_hand = select(
        one.claim, one.report, one.evidence_start, one.evidence_end, one.evidence_words
    ).where(one.claim.in_(claims), one.reading.is_not(None))
    with case.store.reading() as connection:
        told = [*connection.execute(read), *connection.execute(by_hand)]
    return {each[0]: Quotation(*each) for each in told}


def sources(case: Case, reports: Sequence[str]) -> dict[str, Source]:
    """The reports with these ids, by id."""
    row, report, original = ledger.analysis.c, ledger.report.c, ledger.original.c
    asked = (
        select(
            *(row.report, row.path, row.version, row.body),
            *(report.added, report.part, original.sha256, original.media, original.size),
        )
        .join(ledger.current, ledger.current.c.analysis == row.id)
        .join(ledger.report, report.id == row.report)
        .join(ledger.original, original.sha256 == report.sha256)
        .where(row.report.in_(reports))
    )
    with case.store.reading() as connection:
        found = connection.execute(asked).all()
    made = {}
    for each in found:
        told = restore(each.body).report
        made[each.report] = Source(
            each.report,
            value(told.outlet),
            value(told.title),
            value(told.byline),
            value(told.dateline),
            value(told.published),
            value(told.url),
            each.path,
            each.part,
            each.media,
            each.size,
            each.sha256,
            each.added,
            each.version,
        )
    return made


def value(fact: Told | None) -> str | None:
    """What a report tells of itself, as it can be shown."""
    return None if fact is None else plain(fact.value)


def homes(case: Case, entities: Sequence[str]) -> dict[str, str]:
    """The identity of each of these entities of reports."""
    row = tables.member.c
    asked = select(row.entity, row.identity).where(row.entity.in_(entities))
    with case.store.reading() as connection:
        return {told[0]: told[1] for told in connection.execute(asked)}


# The state of each open case as it was last asked for: naming it takes a look at every report.
_STATES: WeakKeyDictionary[Case, tuple[str, CaseState]] = WeakKeyDictionary()


def state_of(case: Case) -> CaseState:
    """The state that a case is in now."""
    now = state(case, weightless=True)
    known = _STATES.get(case)
    if known is None or known[0] != now:
        known = _STATES[case] = (now, named_state(case))
    return known[1]


def named_state(case: Case) -> CaseState:
    """The state of a case, by all that is in it."""
    row, current = ledger.analysis.c, ledger.current
    judged, taken = ledger.judgement.c, ledger.retraction.c
    read = (
        select(row.report, row.fingerprint)
        .join(current, current.c.analysis == row.id)
        .order_by(row.report)
    )
    last = (
        select(func.max(row.made)).join(current, current.c.analysis == row.id),
        select(func.max(judged.at)),
        select(func.max(taken.at)),
    )
    with case.store.reading() as connection:
        analyses = connection.execute(read).all()
        made = connection.execute(select(judged.id).order_by(judged.number)).scalars().all()
        back = connection.execute(select(taken.judgement).order_by(taken.judgement)).scalars().all()
        times = [connection.execute(each).scalar() for each in last]
    lines = [*(f"{a} {b}" for a, b in analyses), *made, *(f"-{name}" for name in back)]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    changed = max((str(time) for time in times if time), default=None)
    return CaseState(len(analyses), len(made) - len(back), len(back), changed, digest)
