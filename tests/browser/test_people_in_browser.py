"""Voices and entities in a browser: rated, merged, parted, by mouse and by keyboard."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect


def judged(page: Page) -> list[tuple[str, str, bool]]:
    """Decision, reason, and whether it was taken back, the last first."""
    told = page.request.get("/api/judgements").json()["entries"]
    return [
        (e["decided"]["decision"], e["decided"]["why"], bool(e["decided"]["back"])) for e in told
    ]


def no_serious_fault(page: Page) -> None:
    faults = Axe().run(page).response["violations"]
    worst = [
        (f["id"], f["nodes"][0]["html"]) for f in faults if f["impact"] in ("serious", "critical")
    ]
    assert worst == []


def test_the_queue_is_walked_by_keyboard(page: Page) -> None:
    page.goto("/entities")
    left = page.request.get("/api/entities").json()["question"]["left"]
    # Outside of the queue its keys do nothing.
    page.keyboard.press("s")
    page.get_by_role("link", name=re.compile("may be one|judge")).first.click()
    queue, ask = page.locator("#queue"), page.locator("#pair-title")
    expect(queue).to_be_focused()
    expect(queue.locator("mark").first).to_be_visible()
    no_serious_fault(page)
    first = ask.inner_text()
    page.keyboard.press("l")
    page.wait_for_url(re.compile("later="))
    expect(ask).not_to_have_text(first)
    expect(queue).to_be_focused()
    assert judged(page) == []
    second = queue.locator(".side h3 a").last.get_attribute("href") or ""
    page.keyboard.press("n")
    expect(page.locator("#toast")).to_contain_text("are not the same")
    expect(queue).to_contain_text(f"{left - 1} pairs are open")
    expect(queue).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator("#toast")).to_contain_text("are one")
    assert [row[0] for row in judged(page)] == ["same", "not same"]
    expect(queue).to_be_focused()
    # The last answer is taken back, then the one before, from the page of one of the two.
    page.keyboard.press("u")
    expect(page.locator("#toast")).to_contain_text("taken back")
    expect(queue).to_contain_text(f"{left - 1} pairs are open")
    page.goto(second)
    page.locator("#judged").get_by_role("button", name="Take back").first.press("Enter")
    expect(page.locator("#judged .taken-back")).to_have_count(1)
    assert page.request.get("/api/entities").json()["question"]["left"] == left


def test_two_are_held_beside_each_other_merged_and_parted_again(page: Page) -> None:
    page.goto("/entities?kind=person")
    page.locator(".records tbody a").first.click()
    name = page.locator("h1").inner_text()
    no_serious_fault(page)
    page.get_by_label("Hold beside another").fill("edda")
    expect(page.locator("#suggested-count")).to_have_text(re.compile("name"))
    expect(page.locator("#suggested a").first).to_contain_text("Edda")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#suggested a").first).to_be_focused()
    page.keyboard.press("Enter")
    ask = page.locator("#pair-title")
    expect(ask).to_contain_text(name)
    expect(ask).to_contain_text("Edda")
    expect(ask).to_contain_text("no number")
    page.get_by_label("Why").fill("the same <b>hand</b>")
    page.get_by_role("button", name=re.compile("^The same")).click()
    expect(page.locator("#toast")).to_contain_text("are one")
    expect(ask).not_to_contain_text("Edda")
    expect(page.locator("#queue")).to_be_focused()
    page.go_back()
    page.reload()
    expect(page.locator("#judged")).to_contain_text("the same <b>hand</b>")
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.locator("#judged .taken-back")).to_have_count(1)
    expect(page.locator("h1")).to_have_text(name)
    # One report's is somebody else: chosen, held beside, set apart.
    parts = page.locator(".parts li").count()
    page.locator(".parts li").nth(2).get_by_role("radio", name="B").check()
    page.get_by_role("button", name="Compare A and B").click()
    expect(page.locator("#pair-title")).to_contain_text("held for one now")
    expect(page.get_by_role("button", name=re.compile("^The same"))).to_have_count(0)
    page.get_by_role("button", name="Not the same").click()
    expect(page.locator("#toast")).to_contain_text("are not the same")
    assert judged(page)[0][0] == "not same"
    page.locator("#toast").get_by_role("button", name="Undo").click()
    expect(page.locator("#toast")).to_contain_text("taken back")
    page.goto("/entities?kind=person")
    page.locator(".records tbody a").first.click()
    expect(page.locator(".parts li")).to_have_count(parts)


def test_a_voice_is_rated_with_a_reason_and_the_rating_taken_back(page: Page) -> None:
    page.goto("/voices")
    no_serious_fault(page)
    page.get_by_label("Name", exact=True).fill("courier")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="The Hastrel Courier").click()
    no_serious_fault(page)
    page.get_by_label("usually reliable", exact=False).nth(0).check()
    page.get_by_role("button", name="Rate", exact=True).click()
    # Without a reason nothing is sent.
    expect(page.get_by_label("Why? Others will read it.")).to_be_focused()
    assert judged(page) == []
    page.keyboard.type("corrects itself in public")
    page.get_by_role("button", name="Rate", exact=True).press("Enter")
    expect(page.locator("#toast")).to_contain_text("rated B")
    expect(page.locator("#rating .grade").first).to_have_text("B")
    expect(page.locator("#rating")).to_contain_text("corrects itself in public")
    page.locator("#rating .history summary").click()
    page.locator("#rating").get_by_role("button", name="Take back").click()
    expect(page.locator("#rating")).to_contain_text("Not rated")
    assert judged(page) == [("rated", "corrects itself in public", True)]
    page.goto("/voices?sort=unnamed")
    page.locator(".records tbody th[scope=row] .voice").first.click()
    expect(page.locator("#rating")).to_contain_text("may be anybody")
    expect(page.get_by_role("button", name="Rate", exact=True)).to_have_count(0)
