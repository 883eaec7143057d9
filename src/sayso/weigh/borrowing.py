"""Who took which passages from whom: the copying between the reports of a case.

    for borrowing in borrowings(reports, outlets): ...

A report can be half wire copy and half its own reporting, so what is kept is passages. Of reports
that share a text the earlier one is taken for the giver; where the days cannot tell, a credit does;
where nothing tells, the order is a guess and is marked as such. Either way the texts are one
origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import numpy as np

from sayso.model import Report, Span
from sayso.weigh.credits import Credit, credits_of
from sayso.weigh.outlets import Outlets
from sayso.weigh.reuse.alike import FEWEST, alike
from sayso.weigh.reuse.passage import SHORTEST, Overlap, overlap
from sayso.weigh.reuse.wording import Wording, wording

# The earlier reports that a report is held against, those that share most first: a desk that
# mixes more sources is rare: of 447 bodies of FNC-1 that take from others one has seven givers,
# and all others five at most.
MOST_GIVERS = 6
# Day, time, id: the order in which reports can have taken from each other.
Moment = tuple[str, str, str]
# Later than any day in this order: a report without a date is taken for the later one.
UNDATED = "9999"


class Known(StrEnum):
    """How it is known which of two reports took from the other."""

    DATE = "date"
    CREDIT = "credit"
    ADDED = "what was added"
    GUESS = "not known"


@dataclass(frozen=True, slots=True)
class Taken:
    """Characters of one report that stand in an earlier one, and where they stand there."""

    here: Span
    there: Span


@dataclass(frozen=True, slots=True)
class Borrowing:
    """What `taker` has from `giver`. `share` is how much of the taker's words that is."""

    taker: str
    giver: str
    passages: tuple[Taken, ...]
    share: float
    known_by: Known
    credited: bool


@dataclass(frozen=True)
class Reading:
    """A report as borrowing looks at it: its words, its credits, and where it stands in time."""

    report: Report
    words: Wording
    credits: tuple[Credit, ...]
    day: str

    @classmethod
    def of(cls, report: Report, outlets: Outlets, today: str | None) -> Reading:
        """A report, read; a day after `today` cannot be right, and is taken for none."""
        day = report.published.value if report.published else UNDATED
        day = UNDATED if today is not None and day > today else day
        return cls(report, wording(report.text), credits_of(report, outlets), day)

    @property
    def time(self) -> str | None:
        """The time of publication in UTC, where it was told with its zone."""
        told = self.report.published_at
        try:
            at = datetime.fromisoformat(told.value) if told else None
        except ValueError:
            return None
        if at is None or at.tzinfo is None:
            return None
        return at.astimezone(UTC).isoformat(timespec="seconds")


def readings(reports: Sequence[Report], outlets: Outlets, today: str | None) -> list[Reading]:
    """The reports, the earliest first.

    Within a day those with a time go by it; of those without one the outlets that others credit
    come first, and the rest last.
    """
    made = [Reading.of(report, outlets, today) for report in reports]
    cited = cited_by(made)
    return sorted(made, key=lambda reading: moment(reading, outlets, cited))


def cited_by(made: Iterable[Reading]) -> frozenset[str]:
    """The outlets that reports credit, by their keys."""
    return frozenset(credit.key for reading in made for credit in reading.credits)


def moment(reading: Reading, outlets: Outlets, cited: frozenset[str]) -> Moment:
    """Where a report stands in time; the id decides where nothing else does."""
    time = reading.time
    if time is None:
        time = "" if outlet_key(reading.report, outlets) in cited else "~"
    return reading.day, time, reading.report.id


def outlet_key(report: Report, outlets: Outlets) -> str | None:
    """Who published a report, as it compares over all reports."""
    words = outlets.meant(report.outlet.value) if report.outlet else None
    return outlets.key(words) if words else None


def borrowings(ordered: Sequence[Reading], outlets: Outlets) -> Iterator[Borrowing]:
    """What each report has from earlier ones, in the order of the takers; see `readings`."""
    found = alike([reading.words.fingerprints for reading in ordered])
    earlier: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    pairs = zip(found.later.tolist(), found.earlier.tolist(), found.shared.tolist(), strict=True)
    for later, before, shared in pairs:
        earlier[later].append((-shared, before))
    for place in sorted(earlier):
        givers = [ordered[before] for _, before in sorted(earlier[place])[:MOST_GIVERS]]
        yield from taken_from(ordered[place], givers, int(found.met[place]), outlets)


def taken_from(
    taker: Reading, givers: Sequence[Reading], met: int, outlets: Outlets
) -> Iterator[Borrowing]:
    """What a report has from each of some earlier ones: of what several have, from the first.

    Who shares most is asked first; another one is asked only for what nobody before him has, as
    long as some of the `met` fingerprints that earlier reports have are left.
    """
    open_ = np.ones(len(taker.words.words), bool)
    wanted = taker.words.fingerprints
    for giver in givers:
        if met < FEWEST:
            return
        known = giver.words.known(wanted)
        shared = int(np.count_nonzero(known))
        if shared < FEWEST:
            continue
        found = overlap(taker.words, giver.words)
        if not found.is_copy:
            continue
        wanted, met = wanted[~known], met - shared
        passages = list(still_open(taker, giver, found, open_))
        if passages:
            words = sum(last - first for (first, last), _ in passages)
            key = outlet_key(giver.report, outlets)
            credited = key is not None and any(c.key == key for c in taker.credits)
            yield Borrowing(
                taker.report.id,
                giver.report.id,
                tuple(taken for _, taken in passages),
                round(words / len(taker.words.words), 4),
                known_by(taker, giver, found, credited),
                credited,
            )


def still_open(
    taker: Reading,
    giver: Reading,
    found: Overlap,
    open_: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> Iterator[tuple[tuple[int, int], Taken]]:
    """The passages of which enough words have no giver yet; their words are marked as given."""
    for passage in found.passages:
        if open_[passage.first : passage.last].sum() < SHORTEST:
            continue
        open_[passage.first : passage.last] = False
        here = taker.words.span(passage.first, passage.last)
        yield (
            (passage.first, passage.last),
            Taken(here, giver.words.span(passage.from_, passage.to)),
        )


def known_by(taker: Reading, giver: Reading, found: Overlap, credited: bool) -> Known:
    """How it is known that the later one took, and not the other way round."""
    if credited:
        return Known.CREDIT
    if UNDATED in (taker.day, giver.day):
        return Known.GUESS if taker.day == giver.day else added(taker, giver, found)
    if taker.day != giver.day:
        return Known.DATE
    if taker.time and giver.time and taker.time != giver.time:
        return Known.DATE
    return added(taker, giver, found)


def added(taker: Reading, giver: Reading, found: Overlap) -> Known:
    """Whether what is not shared tells: the giver's text is in the taker's, which has more."""
    mine, theirs = len(taker.words.words), len(giver.words.words)
    inside = sum(p.to - p.from_ for p in found.passages) >= 0.9 * theirs
    return Known.ADDED if inside and mine > 1.1 * theirs else Known.GUESS


def by_taker(found: Sequence[Borrowing]) -> Mapping[str, tuple[Borrowing, ...]]:
    """What each report took, by its id."""
    made: defaultdict[str, list[Borrowing]] = defaultdict(list)
    for borrowing in found:
        made[borrowing.taker].append(borrowing)
    return {taker: tuple(taken) for taker, taken in made.items()}
