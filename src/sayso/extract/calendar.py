"""The calendar: runs of days, and the units that news counts in.

    unit_of("month", date(2016, 6, 15), -3) -> 1 to 31 March 2016

Weeks run from Monday to Sunday (ISO 8601). Centuries and decades are those of the digits (ISO
8601-2: "the 20th century" is 1900 to 1999). Seasons are the meteorological ones of the northern
hemisphere. Whatever falls outside the years 1 to 9999 raises ValueError or OverflowError.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
# Length of the units in months; days and weeks are counted in days.
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14}
# Seconds to hours stay inside the day: the finest grain of a run of days.
WITHIN_A_DAY = frozenset({"second", "minute", "hour"})


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, both ends inclusive."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"ends before it begins: {self.first} to {self.last}")

    def part(self, side: str) -> Days:
        """The `early`, `mid` or `late` part: a third, counted generously in the next finer unit.

        Thirds of the next finer unit: years of a decade, months of a year, days of less. A third
        that does not come out even is rounded up, so that "early" and "mid" may share a unit.
        """
        if self.first == self.last:
            return self
        cells = self.cells()
        third = -(-len(cells) // 3)
        begin = {"early": 0, "mid": len(cells) // 3, "late": len(cells) - third}[side]
        end = len(cells) - len(cells) // 3 if side == "mid" else begin + third
        return Days(cells[begin].first, cells[end - 1].last)

    def cells(self) -> list[Days]:
        """The run cut into years, months or days, whichever is the next finer."""
        length = (self.last - self.first).days + 1
        unit = "year" if length > 5 * 366 else "month" if length > 80 else "day"
        found = [unit_of(unit, self.first)]
        while found[-1].last < self.last:
            found.append(unit_of(unit, found[-1].last + DAY))
        return found


def single(day: date) -> Days:
    """One day."""
    return Days(day, day)


def months_of(first: date, count: int) -> Days:
    """`count` whole months, beginning with that of `first`."""
    begin = first.replace(day=1)
    return Days(begin, add_months(begin, count) - DAY)


def month_of(year: int, month: int) -> Days:
    """A month of a year."""
    return months_of(date(year, month, 1), 1)


def year_of(year: int, count: int = 1) -> Days:
    """`count` whole years."""
    return Days(date(year, 1, 1), date(year + count - 1, 12, 31))


def season_of(year: int, month: int) -> Days:
    """The season that begins with `month`; winter is named by the year in which it begins."""
    return months_of(date(year, month, 1), 3)


def unit_of(unit: str, day: date, offset: int = 0) -> Days:
    """The whole `unit` that lies `offset` units after the one with `day` in it."""
    if unit in WITHIN_A_DAY:
        return single(day)
    if unit in DAYS:
        return days_of(unit, day + timedelta(days=offset * DAYS[unit]))
    length = MONTHS[unit]
    moved = add_months(day.replace(day=1), offset * length)
    if length >= 12:
        years = length // 12
        first = max(moved.year - moved.year % years, 1)
        return year_of(first, years)
    return months_of(moved.replace(month=moved.month - (moved.month - 1) % length), length)


def days_of(unit: str, day: date) -> Days:
    """The day, week or weekend with `day` in it; a fortnight is told to the week."""
    monday = day - timedelta(days=day.weekday())
    if unit in {"week", "fortnight"}:
        return Days(monday, monday + 6 * DAY)
    if unit == "weekend":
        return Days(monday + 5 * DAY, monday + 6 * DAY)
    return single(day)


def shift(day: date, unit: str, count: float) -> date:
    """`day` moved by `count` units; a day that a month lacks becomes the month's last."""
    if unit in WITHIN_A_DAY:
        return day
    if unit in DAYS:
        return day + timedelta(days=round(count * DAYS[unit]))
    return add_months(day, round(count * MONTHS[unit]))


def add_months(day: date, count: int) -> date:
    """`day` moved by whole months; a day that a month lacks becomes the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, monthrange(year, month + 1)[1]))
