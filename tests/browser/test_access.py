"""No page has a serious fault of accessibility, by axe-core, in either theme; none is too wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from sayso.show.workbench.pages import PAGES

WORST = ("serious", "critical")
# Where the first of each kind of page is linked.
LISTS = {
    "{proposition}": ("/claims?contested=true", ".proposition .stretch"),
    "{report}": ("/", ".reports a"),
    "{voice}": ("/voices", "main a[href^='/voices/']"),
    "{entity}": ("/entities", "main a[href^='/entities/']"),
}


def addresses(page: Page) -> list[str]:
    """Every page, the ones about something with the first thing that there is."""
    found = {}
    for name, (where, link) in LISTS.items():
        page.goto(where)
        href = page.locator(link).first.get_attribute("href")
        found[name] = href.split("?")[0].rpartition("/")[2]
    paths = []
    for each in PAGES:
        path = each.path
        for name, value in found.items():
            path = path.replace(name, value).replace(f"{name[:-1]}:path}}", value)
        paths.append(path)
    return paths


def in_tabs(page: Page, theme: str, width: int) -> Iterator[tuple[str, Page]]:
    """Every page in a tab of its own: while one is looked at, all others come to rest."""
    tabs = []
    for path in addresses(page):
        tab = page.context.new_page()
        tab.emulate_media(color_scheme=theme)
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(path)
        tabs.append((path, tab))
    for path, tab in tabs:
        tab.bring_to_front()
        tab.wait_for_load_state("networkidle")
        yield path, tab
        tab.close()


# Each theme in one of the two widths: both are looked at on each page that was loaded.
@pytest.mark.parametrize(("theme", "width"), [("light", 1024), ("dark", 2560)])
def test_pages_have_no_serious_fault_and_fit_the_window(page: Page, theme: str, width: int) -> None:
    found, wide = [], []
    for path, tab in in_tabs(page, theme, width):
        if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
        for fault in Axe().run(tab).response["violations"]:
            if fault["impact"] in WORST:
                some = [node["html"][:160] for node in fault["nodes"][:3]]
                found.append((path, fault["id"], some))
    assert found == []
    assert wide == []
