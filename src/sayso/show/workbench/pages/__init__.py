"""The pages: each a view, from a case and what was asked to a value, and a template to show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sayso.show.workbench.pages import front, search


@dataclass(frozen=True, slots=True)
class Page:
    """A view at an address; the API has its value at the same address below `/api`."""

    path: str
    template: str
    view: Callable[..., Any]


PAGES = (
    Page("/", "front.html", front.front),
    Page("/search", "search.html", search.search),
)
# Tables as CSV, by name: what gives the rows, and the columns.
TABLES: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {
    "claims": (search.rows, search.COLUMNS),
    "reports": (front.rows, front.COLUMNS),
}
