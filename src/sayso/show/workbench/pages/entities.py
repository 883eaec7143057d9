"""The list of entities, and the queue of pairs that may be one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from sayso.record import Case
from sayso.record.findings.entities import EntityRow, entities, every, kinds
from sayso.record.findings.history import Decided, decided
from sayso.record.findings.pairs import Open, Pair, held_together, queue, subject_of
from sayso.record.judgement import pair
from sayso.show.workbench.pages.asking import OpenCase, PageNumber
from sayso.show.workbench.reasons import Reasons, reasons

SIZE = 50
SUGGESTED = 8
Order = Literal["reports", "claims", "name"]
Words = Annotated[str, Field(max_length=200)]
Id = Annotated[str, Field(max_length=300)]
# A place in the queue: how likely the pair is, and the ids of both.
PLACE = r"^((0|1)(\.\d{1,6})?~[^~+]{1,64}~[^~+]{1,64})?$"


class WhichEntities(BaseModel):
    """Which entities to list, as the address tells it; what is empty does not matter."""

    words: Words = ""
    kind: Annotated[str, Field(max_length=40)] = ""


class WhichPair(BaseModel):
    """Which pair to judge: `one` and `other`, or the next one in the queue.

    `later` is the place in the queue of the last pair that was put off.
    """

    one: Id = ""
    other: Id = ""
    later: Annotated[str, Field(pattern=PLACE, max_length=200)] = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One pair to judge, and where the queue goes on if it is put off.

    `left` counts the pairs that are open, `put_off` those of them that were put off. `pair` is None
    where no pair is left, `asked` tells whether the address named it.
    """

    pair: Pair | None
    reasons: Reasons
    history: tuple[Decided, ...]
    left: int
    put_off: int
    later: str
    next: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Entities:
    """One page of entities, and the pair that is to be judged next."""

    found: tuple[EntityRow, ...]
    total: int
    page: int
    pages: int
    order: str
    kinds: tuple[tuple[str, int], ...]
    question: Question


def entity_list(
    case: OpenCase,
    which: Annotated[WhichEntities, Query()],
    two: Annotated[WhichPair, Query()],
    order: Order = "reports",
    page: PageNumber = 1,
) -> Entities:
    """Who and what reports name, and which of them may be one."""
    found, total = entities(case, which.words, which.kind or None, order, page, SIZE)
    return Entities(
        found,
        total,
        page,
        max(1, -(-total // SIZE)),
        order,
        kinds(case, which.words),
        question(case, two),
    )


def question(case: Case, two: WhichPair) -> Question:
    """The pair that is asked for, or else the next that is open."""
    left = queue(case)
    behind = place_of(two.later)
    ahead = [each for each in left if behind is None or each.place > behind]
    asked = bool(two.one and two.other and two.one != two.other)
    ends = (two.one, two.other) if asked else (ahead[0].one, ahead[0].other) if ahead else None
    found = held_together(case, *ends) if ends else None
    here = next((each for each in left if ends and {each.one, each.other} == set(ends)), None)
    rows = case.judgements(pair(subject_of(found.one), subject_of(found.other))) if found else ()
    return Question(
        found,
        reasons(found),
        tuple(decided(row) for row in rows),
        len(left),
        len(left) - len(ahead),
        two.later,
        written(here) if here else two.later,
        asked,
    )


def written(here: Open) -> str:
    """A place in the queue as the address has it."""
    return f"{here.chance:.6f}~{here.one}~{here.other}"


def place_of(later: str) -> tuple[float, str, str] | None:
    """The place in the queue that an address names."""
    if not later:
        return None
    chance, one, other = later.split("~")
    return (-float(chance), one, other)


@dataclass(frozen=True, slots=True)
class Name:
    """A name that somebody may mean."""

    id: str
    name: str
    kind: str
    reports: int


def names(case: OpenCase, q: Words = "") -> tuple[Name, ...]:
    """Entities that are called so, the best known first."""
    if not q.strip():
        return ()
    found, _ = entities(case, q, None, size=SUGGESTED)
    return tuple(Name(each.id, each.name, each.kind, each.reports) for each in found)


COLUMNS = ("id", "name", "kind", "reports", "claims", "also")


def rows(case: OpenCase, which: Annotated[WhichEntities, Query()]) -> Iterator[dict[str, object]]:
    """Every entity that is called so, as a row of a table."""
    return map(as_row, every(case, which.words, which.kind or None))


def as_row(row: EntityRow) -> dict[str, object]:
    """An entity as a row of a table."""
    told: dict[str, object] = {name: getattr(row, name) for name in COLUMNS}
    return {**told, "also": "; ".join(row.also)}
