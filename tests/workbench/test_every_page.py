"""Every page of the workbench answers, as a page and as JSON, with the same content."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from sayso.record.findings import tables
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.pages import PAGES


@pytest.fixture
def ids(bench: Bench) -> dict[str, str]:
    """Something for each name in an address."""
    with bench.case.store.reading() as connection:

        def first(column):
            return connection.execute(select(column).order_by(column)).scalar()

        return {
            "{report}": first(tables.assertion.c.report),
            "{proposition}": first(tables.proposition.c.id),
            "{claim}": first(tables.assertion.c.claim),
            "{entity}": first(tables.identity.c.id),
            "{voice:path}": first(tables.teller.c.key),
        }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_page_answers_as_a_page_and_as_json(page, client: TestClient, ids) -> None:
    path = page.path
    for name, value in ids.items():
        path = path.replace(name, value)
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1" in answer.text
    told = client.get("/api" + (path if path != "/" else "/case"))
    assert told.status_code == 200, told.text
    assert told.json()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_asks_only_this_server_and_runs_nothing_inline(page, client, ids) -> None:
    path = page.path
    for name, value in ids.items():
        path = path.replace(name, value)
    words = client.get(path).text
    assert "http://" not in words.replace("http://www.w3.org", "")
    assert "https://" not in words or "og:url" in words or "/reports/" in path
    for inline in (" style=", "<style", " onclick=", "javascript:", "<script>"):
        assert inline not in words
