"""The brief by hand: choose in lists and on its page, give it words, order it, print it."""

from __future__ import annotations

import pypdfium2
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect


def test_what_is_chosen_in_lists_is_in_the_brief(page: Page) -> None:
    page.goto("/claims")
    toggles = page.locator("[data-brief]")
    first, second = (toggles.nth(n).get_attribute("data-brief") for n in (0, 1))
    toggles.nth(0).click()
    toggles.nth(1).focus()
    page.keyboard.press("Enter")
    expect(toggles.nth(1)).to_have_attribute("aria-pressed", "true")
    toggles.nth(2).click()
    toggles.nth(2).click()
    link = page.get_by_role("navigation", name="Pages").get_by_role("link", name="Brief")
    expect(link).to_contain_text("2")
    link.click()
    passages = page.locator(".passage")
    expect(passages).to_have_count(2)
    assert passages.evaluate_all("all => all.map(e => e.id)") == [first, second]

    page.get_by_label("Title").fill("The ferries & <b>us</b>")
    page.get_by_label("Introduction, in your words").fill("Asked for.\n\nBy the desk.")
    page.get_by_role("button", name="Write it so").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The ferries & <b>us</b>")
    expect(page.locator(".introduction p")).to_have_count(2)

    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        faults = Axe().run(page).response["violations"]
        assert [f["id"] for f in faults if f["impact"] in ("serious", "critical")] == []

    # The first goes down, then out; a bare address remembers what is left, and the words.
    page.get_by_role("link", name="later").first.click()
    expect(passages.first).to_have_attribute("id", str(second))
    page.get_by_role("link", name="take out").last.click()
    expect(passages).to_have_count(1)
    page.goto("/brief")
    expect(passages.first).to_have_attribute("id", str(second))
    expect(page.get_by_role("heading", level=1)).to_have_text("The ferries & <b>us</b>")

    # A reference leads to its words, and these to their report.
    page.locator(".passage .refs a").first.click()
    assert page.evaluate("location.hash") == "#ref-1"
    expect(page.locator("#ref-1")).to_be_in_viewport()
    quoted = page.locator("#ref-1 .quote").inner_text()
    assert quoted == page.locator(".passage blockquote .quote").first.inner_text()

    page.get_by_label("Words, a name, a voice, or an id").fill("Maesfell")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("link", name="Add").first.click()
    expect(passages).to_have_count(2)
    expect(passages.last).to_contain_text("Maesfell")

    page.get_by_text("How the weight came about").first.click()
    expect(page.locator(".steps").first).to_contain_text("Told in")
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    words = " ".join(sheet.get_textpage().get_text_range() for sheet in printed)
    printed.close()
    assert "It does not establish what happened" in " ".join(words.split())
    assert "Choose more" not in words
    address = page.get_by_role("link", name="PDF").get_attribute("href")
    answer = page.request.get(address or "")
    assert answer.ok
    assert answer.body().startswith(b"%PDF-")

    page.get_by_role("link", name="Begin anew").click()
    expect(passages).to_have_count(0)
    page.goto("/brief")
    expect(page.get_by_text("Choose what the brief is to hold")).to_be_visible()
