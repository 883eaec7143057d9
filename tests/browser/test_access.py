"""No page has a serious fault of accessibility, by axe-core, in either theme."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from sayso.show.workbench.pages import PAGES

WORST = ("serious", "critical")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_have_no_serious_fault(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    found = []
    for path in (each.path for each in PAGES if "{" not in each.path):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        for fault in Axe().run(page).response["violations"]:
            if fault["impact"] in WORST:
                some = [node["html"][:160] for node in fault["nodes"][:3]]
                found.append((path, fault["id"], some))
    assert found == []
