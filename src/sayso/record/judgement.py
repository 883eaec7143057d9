"""What people decide about a case: judgements, and what they come to.

Judgements and retractions are rows that are only ever added. What holds for a subject is a pure
function of those rows (`state`), so that taking a judgement back gives the state from before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Decision(StrEnum):
    """What a judgement says of its subject."""

    SAME = "same"
    NOT_SAME = "not same"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RATED = "rated"
    CORRECTED = "corrected"
    ADDED = "added"
    LINKED = "linked"
    HYPOTHESIS = "hypothesis"
    MARKED = "marked"
    LAID = "laid"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: `subject` is the id of a report, claim or voice, or a `pair` of entities.

    `value` is what JSON can hold: the rating of RATED, the right value of CORRECTED, and of LINKED
    the `id` that an entity has elsewhere, with the file and the matcher that it is from; of
    HYPOTHESIS its `text`, and of MARKED, whose subject is a `pair` of hypothesis and proposition,
    the `mark`. Of ADDED, whose subject is the id of a claim that a person read, what makes the
    claim (`addition.added`). LAID puts a proposition before the hypotheses. DISMISSED puts a
    model's proposal, its subject, aside; its value tells the report and the model.
    """

    subject: str
    decision: Decision
    who: str
    why: str
    value: Json = None

    def __post_init__(self) -> None:
        if not self.subject or not self.who.strip():
            raise ValueError("a judgement needs a subject, and somebody who makes it")


@dataclass(frozen=True, slots=True)
class Retraction:
    """Who took a judgement back, when (UTC, ISO 8601) and why."""

    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement as the case keeps it: with its id, its time, and its retraction if there is."""

    id: str
    at: str
    judgement: Judgement
    retraction: Retraction | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What holds for one subject now; None where nobody has decided."""

    same: bool | None = None
    accepted: bool | None = None
    rating: Json = None
    correction: Json = None


def verdicts(rows: Iterable[Judged]) -> dict[str, Decision]:
    """The claims that people accepted or rejected: the last word on each that still stands."""
    return {
        row.judgement.subject: row.judgement.decision
        for row in rows
        if row.retraction is None
        and row.judgement.decision in (Decision.ACCEPTED, Decision.REJECTED)
    }


def pair(one: str, other: str) -> str:
    """The subject id of two things judged same or not same, whichever is named first."""
    return "+".join(sorted((one, other)))


def state(rows: Iterable[Judged], subject: str) -> State:
    """What the judgements on `subject` come to: of those not retracted the last word counts.

    `rows` come in the order in which they were made. Each question (same? accepted? which rating?
    which correction?) is answered for itself.
    """
    standing = {
        row.judgement.decision: (number, row.judgement.value)
        for number, row in enumerate(rows)
        if row.judgement.subject == subject and row.retraction is None
    }

    def either(yes: Decision, no: Decision) -> bool | None:
        said = {decision: standing[decision][0] for decision in (yes, no) if decision in standing}
        return max(said, key=said.__getitem__) is yes if said else None

    return State(
        same=either(Decision.SAME, Decision.NOT_SAME),
        accepted=either(Decision.ACCEPTED, Decision.REJECTED),
        rating=standing.get(Decision.RATED, (0, None))[1],
        correction=standing.get(Decision.CORRECTED, (0, None))[1],
    )


def parts(subject: str) -> tuple[str, str] | None:
    """The two things that a subject made by `pair` is about, None where it is about one."""
    one, plus, other = subject.partition("+")
    return (one, other) if plus else None


def joined(rows: Iterable[Judged]) -> dict[tuple[str, str], Judged]:
    """The pairs judged same or not same, each with the judgement that counts: the last standing."""
    last: dict[tuple[str, str], Judged] = {}
    for row in rows:
        ends = parts(row.judgement.subject)
        said = row.judgement.decision in (Decision.SAME, Decision.NOT_SAME)
        if ends and said and row.retraction is None:
            last[ends] = row
    return last


def together(rows: Iterable[Judged]) -> list[tuple[str, str]]:
    """Pairs that stay one because the whole that they are parts of was judged the same as another.

    Of a part that a later judgement sets apart from anybody, the whole no longer decides.
    """
    standing = [row for row in rows if row.retraction is None]
    parted: set[str] = set()
    found: list[tuple[str, str]] = []
    for row in reversed(standing):
        said = row.judgement
        ends = parts(said.subject)
        if ends is None:
            continue
        if said.decision is Decision.NOT_SAME:
            parted.update(ends)
        members = said.value.get("members") if isinstance(said.value, dict) else None
        if said.decision is Decision.SAME and isinstance(members, list):
            found += [(ends[0], str(m)) for m in members if m not in parted and m not in ends]
    return found


def linked(rows: Iterable[Judged]) -> dict[str, dict[str, Judged]]:
    """The ids elsewhere that each entity is linked to, with the last judgement that stands."""
    found: dict[str, dict[str, Judged]] = {}
    for row in rows:
        value = row.judgement.value
        if row.judgement.decision is not Decision.LINKED or row.retraction is not None:
            continue
        if isinstance(value, dict):
            found.setdefault(row.judgement.subject, {})[str(value.get("id"))] = row
    return found
