"""A team in real browsers: come in by password, two at one claim, go, and what each may see."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from sayso.record.accounts import Accounts, Role
from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard
from sayso.show.workbench.limits import Flow

PASSWORD = "four words and a comma"
TEAM = {"Ines Falk": Role.OWNER, "Tomas Reed": Role.ANALYST, "Orla Brandt": Role.READER}


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with Accounts.open(tmp_path / "accounts", create=True) as opened:
        for name, role in TEAM.items():
            opened.add(name, role, PASSWORD)
        yield opened


@pytest.fixture
def served(demo_case: Path, accounts: Accounts) -> Iterator[str]:
    """Where the demo is served to a team, with the limits that `sayso serve` sets."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    with taken, Bench.at(str(demo_case)) as bench:
        guard = Guard(accounts=accounts, flow=Flow())
        server = uvicorn.Server(uvicorn.Config(application(bench, guard), log_level="error"))
        thread = threading.Thread(target=server.run, args=([taken],), daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.01)
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def come_in(browser: Browser, served: str, name: str, where: str) -> Page:
    """A browser of its own, in which somebody asked for a page and came in by the keyboard."""
    context = browser.new_context(base_url=served, viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(10_000)
    context.add_init_script(path=Path(__file__).with_name("hold.js"))
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(where)
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type(name.lower())
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{where}")
    return page


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [each["id"] for each in found if each["impact"] in ("serious", "critical")]


def test_two_people_at_one_claim_do_not_overwrite_each_other(
    browser: Browser, served: str, accounts: Accounts
) -> None:
    tomas = come_in(browser, served, "Tomas Reed", "/search")
    where = tomas.locator("a[href*='/reports/']").first.get_attribute("href")
    assert where is not None
    tomas.goto(where)
    ines = come_in(browser, served, "Ines Falk", where)
    for page in (tomas, ines):
        page.locator("article.claim").first.focus()
    tomas.keyboard.press("a")
    accept = tomas.locator("article.claim [data-act=accept]").first
    expect(accept).to_have_attribute("aria-pressed", "true")
    ines.locator("article.claim [data-act=reject]").first.click()
    expect(ines.locator("#toast")).to_contain_text("since you looked at it")
    ines.goto("/audit")
    expect(ines.locator("tbody tr").first).to_contain_text("Tomas Reed")
    expect(ines.locator("tbody tr").first).to_contain_text("judged")
    # Whoever is taken away is out at once, and is told so where they are.
    accounts.remove("Tomas Reed")
    tomas.locator("article.claim").nth(1).focus()
    tomas.keyboard.press("a")
    expect(tomas.locator("#toast")).to_contain_text("no longer")
    tomas.goto("/")
    expect(tomas.get_by_label("Password")).to_be_visible()


def test_who_may_see_what_and_the_way_out(browser: Browser, served: str) -> None:
    page = come_in(browser, served, "Orla Brandt", "/claims?contested=true")
    page.goto("/")
    expect(page.locator("#drop")).to_have_count(0)
    page.get_by_text("Orla Brandt").click()
    expect(page.get_by_role("link", name="Audit")).to_have_count(0)
    page.get_by_role("link", name="API").click()
    summary = page.locator("details.endpoint summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.endpoint pre").first).to_contain_text("curl")
    assert serious(page) == []
    page.get_by_text("Orla Brandt").click()
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_label("Password")).to_be_visible()
    assert serious(page) == []
    page.go_back()
    page.reload()
    expect(page.get_by_label("Password")).to_be_visible()


def test_a_wrong_password_is_told_and_the_door_works_in_the_dark(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(base_url=served, color_scheme="dark")
    page = context.new_page()
    page.goto("/login")
    page.get_by_label("Name").fill("Ines Falk")
    page.get_by_label("Password").fill("not this one at all")
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    expect(page.get_by_label("Password")).to_be_focused()
    assert serious(page) == []
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}/")
    page.goto("/accounts")
    expect(page.get_by_role("row", name="Ines Falk refused")).to_have_count(1)
    assert serious(page) == []
    context.close()
