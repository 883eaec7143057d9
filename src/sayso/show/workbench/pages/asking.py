"""What views ask for: the case on the bench, a page of a list, a day."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from sayso.record import Case
from sayso.show.workbench.bench import Bench


def bench_of(request: Request) -> Bench:
    """The bench of this server."""
    bench: Bench = request.app.state.bench
    return bench


def case_of(request: Request) -> Case:
    """The case on the bench."""
    return bench_of(request).case


OpenBench = Annotated[Bench, Depends(bench_of)]
OpenCase = Annotated[Case, Depends(case_of)]
PageNumber = Annotated[int, Query(ge=1, le=100_000, alias="page")]
DAY = r"^(\d{4}-\d{2}-\d{2})?$"
