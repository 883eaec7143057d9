"""How each kind of time phrase counts its days.

    read("early March 2019", Context(None, Tense.PAST)) -> Days(2019-03-01, 2019-03-11)

The grammar (`sayso/annotate/dates.toml`) names the kinds; `READERS`, at the end, has a function
for each kind that names days. What the words mean in news is told in `sayso.extract.time`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from sayso.annotate.dates import phrases, tables
from sayso.extract.calendar import Days, month_of, season_of, shift, single, unit_of, year_of
from sayso.extract.reckoning import (
    Context,
    Tense,
    around,
    calendar_name,
    count_told,
    month_number,
    moved,
    nearest,
    ordinal,
    quarter_of,
    recurring,
    singular,
    spoken,
    stretch,
    words,
)

# Units that a "last" or "next" counts; every other name is a season or a month.
UNITS = frozenset({"week", "weekend", "month", "quarter", "year", "decade", "century"})

Reader = Callable[[re.Match[str], Context], Days | None]


def read(words: str, context: Context) -> Days | None:
    """The days that the words name, by the first entry of the grammar that fits them whole."""
    for name, pattern in phrases().items():
        if found := pattern.fullmatch(words):
            reader = READERS.get(name)
            try:
                return reader(found, context) if reader else None
            except (ValueError, OverflowError):  # no such day, or outside the calendar
                return None
    unit = re.fullmatch(r"the (week|month|quarter|year|decade|century)", words, re.IGNORECASE)
    return around(unit[1], context) if unit else None


def year_told(text: str, context: Context) -> int | None:
    """The year that "2019", "nineteen ninety" or "last year" names."""
    if text.isdecimal():
        return int(text)
    if re.search(r"\byear$", text, re.IGNORECASE):
        days = read(text, context)
        return days.first.year if days else None
    return spoken(text)


def read_year(m: re.Match[str], context: Context) -> Days | None:
    """2019."""
    year = year_told(m["year"], context)
    return year_of(year) if year else None


def read_years(m: re.Match[str], _: Context) -> Days:
    """2015-18."""
    first, last = m["year"], m["to"]
    return Days(date(int(first), 1, 1), date(int(first[: 4 - len(last)] + last), 12, 31))


def read_decade(m: re.Match[str], context: Context) -> Days | None:
    """The late 1970s; "the 90s" are the latest that began before the anchor."""
    short = m["tens"] or m["short"] or words()["decades"].get((m["word"] or "").lower())
    if m["year"]:
        first = int(m["year"])
    elif context.anchor is None:
        return None
    else:
        first = context.anchor.year // 100 * 100 + int(short)
        first -= 100 * (first > context.anchor.year)
    side = re.search("early|mid|late", m[0], re.IGNORECASE)
    days = year_of(first, 10)
    return days.part(side[0].lower()) if side else days


def read_century(m: re.Match[str], _: Context) -> Days:
    """The 20th century."""
    return year_of((ordinal(m["nth"]) - 1) * 100, 100)


def read_month(m: re.Match[str], context: Context) -> Days | None:
    """March."""
    month = month_number(m["month"])
    return nearest(lambda year: month_of(year, month), context)


def read_month_year(m: re.Match[str], context: Context) -> Days | None:
    """March 2019, March last year."""
    groups = m.groupdict()
    year = year_told(groups.get("year") or groups["rest"], context)
    return month_of(year, month_number(m["month"])) if year else None


def read_season_year(m: re.Match[str], context: Context) -> Days | None:
    """The summer of 2016."""
    year = year_told(m["rest"], context)
    return season_of(year, tables()["seasons"][m["season"].lower()]) if year else None


def read_season(m: re.Match[str], context: Context) -> Days | None:
    """In the spring."""
    month = tables()["seasons"][m[0].lower()]
    return nearest(lambda year: season_of(year, month), context)


def read_quarter(m: re.Match[str], context: Context) -> Days | None:
    """The first quarter of 2018, last year's second half, Q3 2018."""
    told = m["rest"] or m["before"] or m["rest2"]
    year = around("year", context) if told.lower() == "the year" else None
    number = year.first.year if year else year_told(told, context)
    if number is None:
        return None
    part = (m["part"] or m["part2"] or "quarter").lower()
    return quarter_of(number, m["nth"] or m["nth2"] or m["q"], part)


def read_bare_quarter(m: re.Match[str], context: Context) -> Days | None:
    """The third quarter."""
    return nearest(lambda year: quarter_of(year, m["nth"], "quarter"), context)


def read_numeric(m: re.Match[str], _: Context) -> Days:
    """2019-03-14."""
    return single(date(int(m["year"]), int(m["month"]), int(m["day"])))


def read_slashed(m: re.Match[str], _: Context) -> Days | None:
    """14/03/2019 and 3/14/2019; not 03/04/2019, which can be either."""
    a, b, year = (int(part) for part in re.split("[/.]", m[0]))
    if a > 12 or a == b:
        return single(date(year, b, a))
    return single(date(year, a, b)) if b > 12 else None


def read_feast(m: re.Match[str], context: Context) -> Days | None:
    """Christmas Eve."""
    feasts = {name.lower(): day for name, day in tables()["feasts"].items()}
    month, day = feasts[m["feast"].lower().replace("’", "'")]
    return in_year(m["year"], month, day, context)


def read_day(m: re.Match[str], context: Context) -> Days | None:
    """14 March 2019; March 14; the fifth of May."""
    groups = m.groupdict()
    day = ordinal(groups.get("day") or groups["nth"])
    return in_year(m["year"], month_number(m["month"]), day, context)


def in_year(told: str | None, month: int, day: int, context: Context) -> Days | None:
    """A day of the year that is told, else of the nearest year."""
    if told is None:
        return nearest(lambda year: single(date(year, month, day)), context)
    year = year_told(told, context)
    return single(date(year, month, day)) if year else None


def read_weekday(m: re.Match[str], context: Context) -> Days | None:
    """Thursday, last Thursday, Thursday of last week."""
    if context.anchor is None:
        return None
    anchor = context.anchor
    number = tables()["weekdays"][m["weekday"].capitalize()]
    week = re.search("last|this|next", m["week"] or "", re.IGNORECASE)
    which = (m["which"] or "").lower()
    if week or which in {"this", "current"}:
        offset = {"last": -1, "this": 0, "next": 1}[week[0].lower() if week else "this"]
        return single(unit_of("week", anchor, offset).first + timedelta(days=number))
    if which in {"following", "previous", "preceding"}:
        return None
    behind, before = (anchor.weekday() - number) % 7, (number - anchor.weekday()) % 7
    if which in {"last", "past", "this past"}:
        return single(anchor - timedelta(days=behind or 7))
    if which:
        return single(anchor + timedelta(days=before or 7))
    return single(anchor + timedelta(days=before if context.ahead else -behind))


def read_deictic(m: re.Match[str], context: Context) -> Days | None:
    """Yesterday, tonight, overnight, this morning."""
    if context.anchor is None:
        return None
    told = (m["day"] or "today").lower()
    if told == "overnight":
        other = shift(context.anchor, "day", 1 if context.ahead else -1)
        return Days(min(other, context.anchor), max(other, context.anchor))
    return single(shift(context.anchor, "day", words()["deictic"][told]))


def read_relative(m: re.Match[str], context: Context) -> Days | None:
    """Last week, next month, this spring, the past year."""
    which, unit = m["which"].lower(), m["unit"].lower()
    step = words()["steps"].get(which)
    if step is None or context.anchor is None:
        return None
    if unit not in UNITS:
        return recurring(unit, step, context)
    reaches = which in {"past", "this past", "coming", "this coming"}
    if step and (reaches or (m["the"] and which in {"last", "next"})):
        return stretch(context.anchor, unit, step)
    return around(unit, context, step)


def read_past_span(m: re.Match[str], context: Context) -> Days | None:
    """The past six weeks, the next two days."""
    step, count = words()["steps"].get(m["which"].lower()), count_told(m["n"])
    if step is None or count is None or context.anchor is None:
        return None
    return stretch(context.anchor, singular(m["unit"]), step * count)


def read_ago(m: re.Match[str], context: Context) -> Days | None:
    """Three months ago, a year ago today."""
    if m["unit"] is None or (count := count_told(m["n"])) is None:
        return None
    return moved(-count - 0.5 * bool(m["half"]), singular(m["unit"]), context, bool(m["today"]))


def read_ahead(m: re.Match[str], context: Context) -> Days | None:
    """Two weeks from now."""
    count = count_told(m["n"])
    return moved(count, singular(m["unit"]), context, False) if count is not None else None


def read_rest(m: re.Match[str], context: Context) -> Days | None:
    """10 p.m. on Friday, the early hours of Sunday: the day counts."""
    return read(m["rest"], context)


def read_edge(m: re.Match[str], context: Context) -> Days | None:
    """Early March, late last year, the end of 2019."""
    days = read(m["rest"], context)
    side = next(s for w, s in words()["sides"].items() if re.search(rf"\b{w}\b", m["edge"].lower()))
    return days.part(side) if days else None


def read_year_end(m: re.Match[str], context: Context) -> Days | None:
    """The year end."""
    days = around("month" if "month" in m[0].lower() else "year", context)
    return days.part("late") if days else None


def read_within(m: re.Match[str], context: Context) -> Days | None:
    """Earlier this month: from its first day to the anchor."""
    days, anchor = read(m["rest"], context), context.anchor
    if days is None or anchor is None or not days.first <= anchor <= days.last:
        return days
    if m["edge"].lower() == "earlier":
        return Days(days.first, anchor)
    return Days(anchor, days.last)


def read_month_days(m: re.Match[str], context: Context) -> Days | None:
    """March 3-5, 2018."""
    month, tail = m["month"], f", {m['year']}" if m["year"] else ""
    first = read(f"{month} {m['day']}{tail}", context)
    last = read(f"{month} {m['to']}{tail}", context)
    return Days(first.first, last.last) if first and last else None


def read_range(m: re.Match[str], context: Context) -> Days | None:
    """Between 3 and 5 May, from March to June 2018: the first end is the latest before the last."""
    begin, end = m["a"] or m["a2"], m["b"] or m["b2"]
    last = read(end, context)
    if last is None:
        return None
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", begin):
        begin += " " + calendar_name(last.first)
    first = read(begin, Context(last.first, Tense.PAST))
    return Days(first.first, last.last) if first else None


def read_weekend(_: re.Match[str], context: Context) -> Days | None:
    """At the weekend."""
    if context.ahead or context.anchor is None or context.anchor.weekday() > 4:
        return around("weekend", context)
    return around("weekend", context, -1)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "year": read_year,
        "spoken_year": read_year,
        "year_span": read_years,
        "decade": read_decade,
        "century": read_century,
        "month": read_month,
        "month_year": read_month_year,
        "month_in": read_month_year,
        "season_year": read_season_year,
        "season": read_season,
        "quarter": read_quarter,
        "bare_quarter": read_bare_quarter,
        "iso": read_numeric,
        "slashed": read_slashed,
        "feast": read_feast,
        "weekday": read_weekday,
        "day_month": read_day,
        "month_day": read_day,
        "nth_month": read_day,
        "deictic": read_deictic,
        "relative": read_relative,
        "past_span": read_past_span,
        "ago": read_ago,
        "ahead": read_ahead,
        "hours_of": read_rest,
        "clock_day": read_rest,
        "day_clock": read_rest,
        "edge": read_edge,
        "year_end": read_year_end,
        "within": read_within,
        "month_days": read_month_days,
        "range": read_range,
        "weekend": read_weekend,
    }
)
# Kinds of phrase that name no days of the calendar by themselves.
DAYLESS = frozenset({"vague", "bare_units", "duration", "counted_span", "set", "clock", "later"})
