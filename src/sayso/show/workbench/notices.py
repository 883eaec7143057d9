"""What is no page of the case: which keys there are, and whether the pages are up to date."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sayso.show.workbench.templates import render

router = APIRouter(include_in_schema=False)


@router.get("/keys")
def keys(request: Request) -> Response:
    """What each key does."""
    return render(request, "keys.html")


@router.get("/state")
def state(request: Request) -> Response:
    """Whether the pages show the case as it is."""
    return render(request, "state.html")
