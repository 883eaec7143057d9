"""Words that pages share: dates, counts, marks. What a mark means is never told by colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from datetime import date

from sayso.show.words import between
from sayso.weigh.scale import likelihood
from sayso.weigh.why import MOST_OPEN, counted

__all__ = ["chance", "counted", "is_trusted", "percent", "plain", "runs"]
__all__ += ["said_on", "span_of_days", "tells"]

# What goes without saying in a chain.
PLAIN = frozenset({"says", "narrates", "reports", "tells", "writes"})


def percent(share: float | None) -> str:
    """A share in numbers, "45 %", which no line parts."""
    return "" if share is None else f"{round(100 * share)}\u00a0%"


def said_on(day: str | None) -> str:
    """The day on which something was told; one that has not come cannot be right, and says so.

    Weighing takes it for no date (`weigh.borrowing.Reading`).
    """
    if day is None:
        return "no date"
    return day if is_trusted(day) else f"{day} (after today, so not trusted)"


def is_trusted(day: str | None) -> bool:
    """Whether a day of publication can be right, as far as the calendar tells."""
    return day is None or day <= date.today().isoformat()


def span_of_days(first: str | None, last: str | None) -> str:
    """A stretch of time in the shortest form that says it; empty where nothing is known."""
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return f"until {last}" if first is None else f"since {first}"
    return between(date.fromisoformat(first), date.fromisoformat(last))


def tells(manner: str, *, duress: bool, negated: bool) -> str:
    """How a voice speaks: "admits, under duress"; empty where it simply says."""
    act = "" if manner in PLAIN else manner
    act = f"not said: {manner}" if negated else act
    return ", ".join(part for part in (act, "under duress" if duress else "") if part)


def chance(probability: float | None, uncertainty: float | None) -> str:
    """How likely something is, in words of ICD 203; empty where more than half is open."""
    if probability is None or uncertainty is None or uncertainty > MOST_OPEN:
        return ""
    return likelihood(probability)


def plain(value: object) -> object:
    """A value of ours as JSON has it."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers in order, three or more that follow each other as the first and the last."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    ends = ([(r[0], r[-1])] if len(r) > 2 else [(n, n) for n in r] for r in found)
    return [each for some in ends for each in some]
