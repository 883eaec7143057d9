"""The calendar: units that tile it, parts of them, months of unequal length."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.calendar import Days, add_months, season_of, unit_of


def test_a_month_before_the_last_of_march_is_february() -> None:
    assert add_months(date(2016, 3, 31), -1) == date(2016, 2, 29)
    assert add_months(date(2016, 2, 29), 12) == date(2017, 2, 28)


@given(st.dates(date(1800, 1, 1), date(2200, 1, 1)))
def test_a_week_has_the_days_of_its_iso_week(day: date) -> None:
    week = unit_of("week", day)
    assert {week.first.isocalendar()[:2], week.last.isocalendar()[:2]} == {day.isocalendar()[:2]}
    assert (week.last - week.first).days == 6


@given(
    st.dates(date(1800, 1, 1), date(2200, 1, 1)),
    st.sampled_from(["day", "week", "month", "quarter", "half", "year", "decade", "century"]),
)
def test_units_tile_the_calendar(day: date, unit: str) -> None:
    here, following = unit_of(unit, day), unit_of(unit, day, 1)
    assert here.first <= day <= here.last
    assert following.first == here.last + timedelta(days=1)


@given(
    st.dates(date(1800, 1, 1), date(2200, 1, 1)),
    st.sampled_from(["week", "month", "year", "decade"]),
    st.sampled_from(["early", "mid", "late"]),
)
def test_a_part_lies_within_its_whole(day: date, unit: str, side: str) -> None:
    whole = unit_of(unit, day)
    part = whole.part(side)
    assert whole.first <= part.first <= part.last <= whole.last
    assert part != whole
    assert (part.first == whole.first) == (side == "early")
    assert (part.last == whole.last) == (side == "late")


def test_days_do_not_end_before_they_begin() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Days(date(2016, 6, 15), date(2016, 6, 14))


def test_the_winter_of_a_leap_year_ends_on_its_last_day_of_february() -> None:
    assert season_of(2015, 12) == Days(date(2015, 12, 1), date(2016, 2, 29))
