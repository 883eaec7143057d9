"""Points in time as files tell them: a day, and the exact time where an offset is told.

Only what is clear is taken: "03/04/2019" is two days, so it is none; a weekday that does not fit
its date spoils both. Nothing here looks at the clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

MONTHS = "January February March April May June July August September October November December"
_MONTH = {
    short: number
    for number, name in enumerate(MONTHS.lower().split(), 1)
    for short in (name, name[:3])
} | {"sept": 9}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTH_PATTERN = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"  # noqa: E501
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORDS = re.compile(
    r"(?:(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
    rf"(?:{_DAY}\s+(?:of\s+)?(?P<month>{MONTH_PATTERN})|(?P<month2>{MONTH_PATTERN})\s+"
    rf"{_DAY.replace('day', 'day2')}),?\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:,|\s+at|\s*[-–—|])?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>GMT|UTC|Z|[A-Z]{2,4})?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d\S*)?(?: ?[+-]\d\d:?\d\d)?|\d{8}(?:T\d{4,6}\S*)?"
)
_WEEKDAY = r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
_NUMERIC = re.compile(
    rf"{_WEEKDAY}(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark)(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_ISO_HEAD = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")

# The first printed newspaper is of 1605; what a file dates outside these is a placeholder.
FIRST_YEAR, LAST_YEAR = 1605, 2199
# What content systems write when they know no date.
_PLACEHOLDERS = {"1970-01-01"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as ISO date, and the ISO time with its offset where both were told."""

    day: str
    at: str | None = None


def parse_moment(value: str) -> Moment | None:
    """What `value`, all of it, tells: ISO 8601, mail dates, or a date in English words."""
    value = " ".join(value.split())
    if not value or len(value) > 80:  # the longest real forms stay below 60
        return None
    return _from_iso(value) or _from_words(value) or _from_numbers(value) or _from_mail(value)


def _moment(when: date, at: datetime | None = None) -> Moment | None:
    day = when.isoformat()
    if not FIRST_YEAR <= when.year <= LAST_YEAR or day in _PLACEHOLDERS:
        return None
    return Moment(day, at.isoformat() if at is not None and at.tzinfo is not None else None)


def _from_iso(value: str) -> Moment | None:
    if not _ISO.fullmatch(value):
        return None
    try:
        at = datetime.fromisoformat(re.sub(r" (?=[+-]\d)", "", value))
    except ValueError:
        return None
    return _moment(at.date(), at)


def _from_mail(value: str) -> Moment | None:
    if not re.search(r"\d\d:\d\d", value):
        return None
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # RFC 5322: "-0000" says that the offset is unknown; the library then gives a naive time.
    return _moment(at.date(), at)


def _from_words(value: str) -> Moment | None:
    found = _WORDS.match(value)
    if found is None:
        return None
    month = _MONTH[(found["month"] or found["month2"]).lower().rstrip(".")]
    try:
        when = date(int(found["year"]), month, int(found["day"] or found["day2"]))
    except ValueError:
        return None
    if not _fits(found["weekday"], when):
        return None
    rest = value[found.end() :]
    if not rest:
        return _moment(when)
    clock = _CLOCK.fullmatch(rest)
    return _moment(when, _clock_on(when, clock)) if clock else None


def _clock_on(when: date, clock: re.Match[str]) -> datetime | None:
    """The exact time, where the zone is one of the few abbreviations that mean one offset."""
    if (clock["zone"] or "").upper() not in {"GMT", "UTC", "Z"}:
        return None
    hour, half = int(clock["hour"]), (clock["half"] or "")[:1].lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return datetime(when.year, when.month, when.day, hour, int(clock["minute"]), tzinfo=UTC)
    except ValueError:
        return None


def _from_numbers(value: str) -> Moment | None:
    """Numeric dates whose order cannot be mistaken: year first, or one number above twelve."""
    if year_first := _ISO_HEAD.fullmatch(value):
        return _from_parts(*(int(part) for part in year_first.groups()))
    found = _NUMERIC.match(value)
    if found is None or not (found.end() == len(value) or _CLOCK.fullmatch(value, found.end())):
        return None
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    moment = None
    if first > 12 or first == second:
        moment = _from_parts(year, second, first)
    elif second > 12:
        moment = _from_parts(year, first, second)
    return moment if moment and _fits(found["weekday"], date.fromisoformat(moment.day)) else None


def _fits(weekday: str | None, when: date) -> bool:
    """Whether a weekday that was told is that of the date."""
    return weekday is None or _WEEKDAYS[when.weekday()] == weekday[:3].lower()


def _from_parts(year: int, month: int, day: int) -> Moment | None:
    try:
        return _moment(date(year, month, day))
    except ValueError:
        return None


def days_between(first: str, second: str) -> int:
    """How many days lie between two ISO dates, without a sign."""
    return abs(date.fromisoformat(first) - date.fromisoformat(second)) // timedelta(days=1)
