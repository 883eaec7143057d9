"""Counting days against the day of publication.

    nearest(lambda year: month_of(year, 3), Context(date(2016, 6, 15), Tense.PAST)) -> March 2016

What the readers in `sayso.extract.dating` are made of: the words of time phrases read as numbers,
and the ways in which news counts from an anchor.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from sayso.annotate.dates import tables
from sayso.annotate.quantity import number_of
from sayso.extract.calendar import Days, month_of, season_of, shift, single, unit_of

# Within so many years a day that only leap years have comes back.
LEAP_GAP = 8


class Tense(StrEnum):
    """When, seen from the telling, the clause around a phrase takes place."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase is read against."""

    anchor: date | None
    tense: Tense

    @property
    def ahead(self) -> bool:
        """Whether to look forward from the anchor."""
        return self.tense is Tense.FUTURE


def around(unit: str, context: Context, offset: int = 0) -> Days | None:
    """The unit with the anchor in it, or one that lies `offset` units from it."""
    return unit_of(unit.lower(), context.anchor, offset) if context.anchor else None


def nearest(days_in: Callable[[int], Days], context: Context) -> Days | None:
    """What comes back each year: its latest begun instance, or the next not ended one."""
    if context.anchor is None:
        return None
    years = range(context.anchor.year - LEAP_GAP, context.anchor.year + LEAP_GAP + 1)
    found = [days for year in years if (days := instance(days_in, year))]
    if context.ahead:
        return next((days for days in found if days.last >= context.anchor), None)
    return next((days for days in reversed(found) if days.first <= context.anchor), None)


def instance(days_in: Callable[[int], Days], year: int) -> Days | None:
    """The days of one year; None where that year does not have them."""
    try:
        return days_in(year)
    except (ValueError, OverflowError):
        return None


def month_number(name: str) -> int:
    """1 to 12."""
    data, bare = tables(), name.rstrip(".").capitalize()
    return int(data["months"].get(bare) or data["short_months"][bare])


def ordinal(text: str) -> int:
    """The number of "third", "3rd" or "twenty-first"."""
    digits = re.match(r"\d+", text)
    ordinals = tables()["numbers"]["ordinals"]
    return int(digits[0]) if digits else int(ordinals["-".join(text.lower().split())])


def calendar_name(day: date) -> str:
    """The English name of the month of `day`."""
    return next(str(name) for name, number in tables()["months"].items() if number == day.month)


def spoken(text: str) -> int | None:
    """The year of "nineteen ninety-six" or "the year two thousand and one"."""
    parts = re.findall(r"[a-z]+", text.lower().replace("year", "").replace("the ", ""))
    if "thousand" in parts:
        whole = number_of(" ".join(parts))
        return int(whole) if whole is not None else None
    century = number_of(parts[0])
    rest = number_of(" ".join(p for p in parts[1:] if p not in {"hundred", "oh"}) or "zero")
    return int(century * 100 + rest) if century is not None and rest is not None else None


def quarter_of(year: int, nth: str, part: str) -> Days:
    """A quarter or half of a year; "final" and "last" are the last one."""
    parts = {"quarter": 4, "half": 2}[part]
    number = parts if nth.lower() in {"last", "final"} else ordinal(nth)
    return unit_of(part, date(year, 1, 1), number - 1)


def recurring(name: str, step: int, context: Context) -> Days | None:
    """Last spring, next March: the season or month wholly before or after the anchor."""
    month = tables()["seasons"].get(name)
    number = month_number(name) if month is None else 0

    def days_in(year: int) -> Days:
        return season_of(year, month) if month else month_of(year, number)

    anchor = context.anchor
    if anchor is None:
        return None
    if step == 0:
        return days_in(anchor.year)
    found = [days_in(anchor.year + n) for n in (-2, -1, 0, 1, 2)]
    if step < 0:
        return next((days for days in reversed(found) if days.last < anchor), None)
    return next((days for days in found if days.first > anchor), None)


def stretch(anchor: date, unit: str, count: float) -> Days:
    """From the anchor so many units on, or back."""
    other = shift(anchor, unit, count)
    return Days(min(anchor, other), max(anchor, other))


def moved(count: float, unit: str, context: Context, to_the_day: bool) -> Days | None:
    """The unit that lies so many units from the anchor, or the very day."""
    if context.anchor is None:
        return None
    day = shift(context.anchor, unit, count)
    return single(day) if to_the_day else unit_of(unit, day)


def count_told(text: str) -> float | None:
    """The number in front of a unit; None for "several"."""
    return 1 if text.lower() in {"a", "an"} else number_of(text)


def singular(unit: str) -> str:
    """Turn "weeks" into "week" and "centuries" into "century"."""
    name = unit.lower()
    return "century" if name == "centuries" else name.removesuffix("s")


@cache
def words() -> Mapping[str, Any]:
    """The words that phrases are read by, by table."""
    return MappingProxyType(
        tomllib.loads(files("sayso.extract").joinpath("time.toml").read_text("utf-8"))
    )
