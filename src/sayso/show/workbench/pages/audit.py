"""What was done to the case, by whom and when: for owners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field

from sayso.record import AuditRow
from sayso.record.trail import Trace, traced, trail, whole_trail
from sayso.show.workbench.pages.asking import OpenCase, PageNumber

SIZE = 100


@dataclass(frozen=True, slots=True)
class Audit:
    """One page of the audit trail, the latest first. `people` and `actions` are all there are."""

    entries: tuple[AuditRow, ...]
    total: int
    page: int
    pages: int
    people: tuple[str, ...]
    actions: tuple[str, ...]


class Wish(BaseModel):
    """Which entries somebody wants; what is empty does not matter."""

    who: Annotated[str, Field(max_length=300)] = ""
    action: Annotated[str, Field(max_length=100)] = ""
    about: Annotated[str, Field(max_length=4_000)] = ""

    def trace(self) -> Trace:
        """The wish as the case takes it."""
        return Trace(self.who or None, self.action or None, self.about or None)


def audit(case: OpenCase, wish: Annotated[Wish, Query()], page: PageNumber = 1) -> Audit:
    """What was done to the case."""
    found = trail(case, wish.trace(), page, SIZE)
    people, actions = traced(case)
    pages = max(1, -(-found.total // SIZE))
    return Audit(found.entries, found.total, page, pages, people, actions)


COLUMNS = ("number", "at", "who", "action", "subject", "detail")


def rows(case: OpenCase, wish: Annotated[Wish, Query()]) -> Iterator[dict[str, object]]:
    """Every entry, the oldest first."""
    return map(asdict, whole_trail(case, wish.trace()))
