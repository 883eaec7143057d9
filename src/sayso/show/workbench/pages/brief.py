"""The brief: a report for an editor or a court, of the propositions that somebody chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query, Response
from pydantic import BaseModel, Field

from sayso.errors import NotInCase
from sayso.record import Case
from sayso.record.findings.exhibits import fitting
from sayso.record.findings.propositions import PropositionRow, Wanted
from sayso.show.workbench.brief import Brief, Words
from sayso.show.workbench.briefing import compose
from sayso.show.workbench.pages.asking import OpenCase
from sayso.show.workbench.press import printed

SIZE = 12
MOST = 60
Id = Annotated[str, Field(min_length=1, max_length=100)]


class Choice(BaseModel):
    """What a brief is to hold, as the address tells it: propositions in their order, and words.

    `q` and `only` look for more to choose; `steps` prints how each weight came about.
    """

    p: Annotated[list[Id], Field(max_length=MOST)] = []
    title: Annotated[str, Field(max_length=300)] = ""
    introduction: Annotated[str, Field(max_length=5_000)] = ""
    steps: bool = False
    q: Annotated[str, Field(max_length=500)] = ""
    only: Literal["", "contested", "several"] = ""

    def wanted(self) -> Wanted:
        """Which propositions to offer."""
        least = 2 if self.only == "several" else 1
        return Wanted(contested=self.only == "contested", least_origins=least)

    def composed(self, case: Case) -> Brief:
        """The brief that is asked for."""
        return compose(case, self.p, Words.of(self.title, self.introduction))


@dataclass(frozen=True, slots=True)
class BriefPage:
    """A brief, and what else could be chosen."""

    brief: Brief
    asked: Choice
    found: tuple[PropositionRow, ...]


def brief(case: OpenCase, asked: Annotated[Choice, Query()]) -> BriefPage:
    """The brief on the chosen propositions: each sentence with its reference."""
    known = set(asked.p)
    found = fitting(case, asked.q, asked.wanted(), SIZE + len(known))
    offered = tuple(row for row in found if row.id not in known)[:SIZE]
    return BriefPage(asked.composed(case), asked, offered)


def pdf(case: OpenCase, asked: Annotated[Choice, Query()]) -> Response:
    """The brief as a PDF file: the same bytes for the same case in the same state."""
    made = asked.composed(case)
    if not made.passages:
        raise NotInCase("There is nothing to print: choose what the brief is to hold.")
    headers = {"Content-Disposition": 'inline; filename="brief.pdf"'}
    return Response(printed(made, steps=asked.steps), media_type="application/pdf", headers=headers)
