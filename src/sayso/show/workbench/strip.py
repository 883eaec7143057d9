"""How many claims there are over time, in as many steps as a strip has room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.record.findings.times import Moment

# What happened long before or after anybody told of it does not stretch the strip above the lanes.
YEARS_BEFORE, YEARS_AFTER = 10, 5
# Up to so many days the strip has a bar for each step of so many days.
STEPS = ((200, "day"), (1_200, "week"), (15_000, "month"))


@dataclass(frozen=True, slots=True)
class Bar:
    """A step of the strip: claims told from this day on, and said to begin to happen from it."""

    day: str
    said: int
    happened: int


@dataclass(frozen=True, slots=True)
class Strip:
    """How much there is in all, step by step; `before` and `after` count what lies beside it."""

    unit: str
    first: str | None
    last: str | None
    told_first: str | None
    told_last: str | None
    bars: tuple[Bar, ...]
    before: int
    after: int


def days_of(found: Iterable[Moment], today: str) -> dict[str, tuple[int, int]]:
    """What `days` tells, of some claims only."""
    told: Counter[str] = Counter()
    began: Counter[str] = Counter()
    for each in found:
        row = each.claim
        told.update([row.told] if row.told and row.told <= today else [])
        begins = row.happened_from or row.happened_to
        began.update([begins] if begins and each.dated else [])
    return {day: (told[day], began[day]) for day in sorted({*told, *began})}


def strip_of(counted: Mapping[str, tuple[int, int]]) -> Strip:
    """The counts by day, week, month or year: as many steps as a strip has room for."""
    told = [day for day, (said, _) in counted.items() if said]
    if not counted:
        return Strip("day", None, None, None, None, (), 0, 0)
    low, high = (told[0], told[-1]) if told else (min(counted), max(counted))
    earliest, latest = moved(low, -YEARS_BEFORE), moved(high, YEARS_AFTER)
    inside = {day: n for day, n in counted.items() if earliest <= day <= latest}
    first, last = date.fromisoformat(min(inside)), date.fromisoformat(max(inside))
    unit = next((word for most, word in STEPS if (last - first).days <= most), "year")
    said: Counter[str] = Counter()
    happened: Counter[str] = Counter()
    for day, (spoken, began) in inside.items():
        start = start_of(date.fromisoformat(day), unit)
        said[start] += spoken
        happened[start] += began
    return Strip(
        unit,
        first.isoformat(),
        last.isoformat(),
        told[0] if told else None,
        told[-1] if told else None,
        tuple(Bar(day, said[day], happened[day]) for day in sorted(said | happened)),
        sum(began for day, (_, began) in counted.items() if day < earliest),
        sum(began for day, (_, began) in counted.items() if day > latest),
    )


def moved(day: str, years: int) -> str:
    """The first day of the year so many years away; years have four digits here."""
    return f"{min(9999, max(1, int(day[:4]) + years)):04}-01-01"


def start_of(day: date, unit: str) -> str:
    """The first day of the day, week, month or year that a day is in."""
    if unit == "week":
        back = min(day.weekday(), (day - date.min).days)
        return (day - timedelta(days=back)).isoformat()
    if unit == "month":
        return day.replace(day=1).isoformat()
    return day.replace(month=1, day=1).isoformat() if unit == "year" else day.isoformat()
