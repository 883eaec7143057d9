"""The page of a proposition: on whose word it stands, from how many origins, what is against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sayso.record import Case
from sayso.record.findings.claims import ClaimRow, Voicing, claims
from sayso.record.findings.copies import ReportName, reports_named
from sayso.record.findings.history import Decided, by_subject, seen
from sayso.record.findings.propositions import PropositionRow, body, named
from sayso.show.workbench.pages.asking import OpenCase
from sayso.show.workbench.sentence import in_words
from sayso.show.workbench.spread import Spread, spread

# So many tellings of an origin are shown; the rest is told as a number.
MOST = 60


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim of an origin: through whom, in which report, and whether it adds anything."""

    claim: str
    row: ClaimRow | None
    report: ReportName | None
    told: str | None
    chain: tuple[Voicing, ...]
    sentence: str
    evidence: str
    steps: tuple[str, ...]
    counted: bool
    status: str
    history: tuple[Decided, ...]
    seen: int


@dataclass(frozen=True, slots=True)
class OriginPart:
    """An origin with its tellings, the earliest first, and how the reports took it from others."""

    id: str
    source: str
    denies: bool
    independence: str
    because: tuple[str, ...]
    probability: float | None
    belief: float | None
    uncertainty: float | None
    tellings: tuple[Telling, ...]
    more: int
    spread: Spread


@dataclass(frozen=True, slots=True)
class Rival:
    """A proposition that cannot hold together with this one."""

    row: PropositionRow
    kind: str
    because: str


@dataclass(frozen=True, slots=True)
class PropositionPage:
    """All that a case has on one proposition; `steps` are how its weight came about, by depth."""

    row: PropositionRow
    origins: tuple[OriginPart, ...]
    rivals: tuple[Rival, ...]
    steps: tuple[tuple[int, str], ...]
    credibility: str
    because: str


def proposition(case: OpenCase, proposition: str) -> PropositionPage:
    """A proposition, by its id or by that of a claim in it."""
    told = body(case, proposition)
    row = named(case, [told["id"]])[0]
    sides = [*((each, False) for each in told["origins"]), *((o, True) for o in told["against"])]
    tellings = [t for origin, _ in sides for t in origin["tellings"]]
    rows = {each.id: each for each in claims(case, [t["claim"] for t in tellings])}
    reports = reports_named(case, sorted({name for t in tellings for name in t["way"]}))
    history = by_subject(case.judgements())
    origins = tuple(
        origin_part(case, origin, rows, reports, history, denies=denies) for origin, denies in sides
    )
    return PropositionPage(
        row,
        origins,
        rivals(case, told["contradicts"]),
        tuple((depth, sentence) for depth, sentence in told["steps"]),
        told["words"],
        told["because"],
    )


def origin_part(
    case: Case,
    origin: dict[str, Any],
    rows: dict[str, ClaimRow],
    reports: dict[str, ReportName],
    history: dict[str, tuple[Decided, ...]],
    *,
    denies: bool,
) -> OriginPart:
    """One origin."""
    opinion = origin["opinion"] or {}
    shown = [telling(t, rows, reports, history) for t in origin["tellings"][:MOST]]
    return OriginPart(
        origin["id"],
        origin["source"],
        denies,
        origin["independence"],
        tuple(origin["because"]),
        opinion.get("probability"),
        opinion.get("belief"),
        opinion.get("uncertainty"),
        tuple(shown),
        max(0, len(origin["tellings"]) - MOST),
        spread(case, [t["way"] for t in origin["tellings"]], reports),
    )


def telling(
    told: dict[str, Any],
    rows: dict[str, ClaimRow],
    reports: dict[str, ReportName],
    history: dict[str, tuple[Decided, ...]],
) -> Telling:
    """One claim of an origin."""
    row = rows.get(told["claim"])
    return Telling(
        told["claim"],
        row,
        reports.get(told["report"]),
        told["told"],
        row.chain if row else (),
        in_words(row.chain, row) if row else "",
        row.evidence if row else "",
        tuple(told["steps"]),
        told["counted"],
        row.status if row else "open",
        history.get(told["claim"], ()),
        seen(history, told["claim"]),
    )


def rivals(case: Case, told: Iterable[dict[str, str]]) -> tuple[Rival, ...]:
    """What contradicts it, side by side."""
    listed = list(told)
    rows = {row.id: row for row in named(case, [each["proposition"] for each in listed])}
    return tuple(
        Rival(rows[each["proposition"]], each["kind"], each["because"])
        for each in listed
        if each["proposition"] in rows
    )
