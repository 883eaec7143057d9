"""The list of voices: who speaks in a case, with what record, and how people rated them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from sayso.record.findings.voices import Sought, VoiceRow, counted_by_sort, every, kinds, voices
from sayso.show.workbench.pages.asking import OpenCase, PageNumber
from sayso.weigh.trust import table

SIZE = 50
Order = Literal[
    "told", "untyped", "alone", "contradicted", "taken_back", "right", "wrong", "rating", "name"
]


class WhichVoices(BaseModel):
    """Which voices to list, as the address tells it; what is empty does not matter."""

    words: Annotated[str, Field(max_length=200)] = ""
    kind: Annotated[str, Field(max_length=40)] = ""
    sort: Literal["", "outlet", "named", "body", "unnamed"] = ""
    rated: Literal["", "yes", "no"] = ""

    def sought(self) -> Sought:
        """The question as the case takes it."""
        rated = {"yes": True, "no": False}.get(self.rated)
        return Sought(self.words, self.kind or None, self.sort or None, rated)


@dataclass(frozen=True, slots=True)
class Voices:
    """One page of voices; `counts` tell how many there are of each sort, `kinds` of each kind."""

    found: tuple[VoiceRow, ...]
    total: int
    page: int
    pages: int
    order: str
    counts: dict[str, int]
    kinds: tuple[tuple[str, int], ...]
    grades: dict[str, str]


def voice_list(
    case: OpenCase,
    which: Annotated[WhichVoices, Query()],
    order: Order = "told",
    page: PageNumber = 1,
) -> Voices:
    """Who speaks, sort by sort, with the record of each."""
    sought = which.sought()
    found, total = voices(case, sought, order, page, SIZE)
    return Voices(
        found,
        total,
        page,
        max(1, -(-total // SIZE)),
        order,
        counted_by_sort(case, sought),
        kinds(case),
        grades(),
    )


def grades() -> dict[str, str]:
    """The grades of reliability after the Admiralty, with what each means."""
    return {
        grade: trust.why.partition(": ")[2]
        for grade, trust in table().items()
        if trust.grade is not None
    }


COLUMNS = (
    *("key", "name", "sort", "kind", "unnamed", "report", "told", "untyped", "alone"),
    *(
        "contradicted",
        "taken_back",
        "right",
        "wrong",
        "suggested",
        "rated",
        "rated_why",
        "rated_who",
        "rated_at",
    ),
)


def rows(case: OpenCase, which: Annotated[WhichVoices, Query()]) -> Iterator[dict[str, object]]:
    """Every voice that is sought, as a row of a table."""
    return every(case, which.sought())
