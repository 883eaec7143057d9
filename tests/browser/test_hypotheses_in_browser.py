"""The matrix by hand: put, lay beside, mark by keyboard, reorder by key and by mouse, print."""

from __future__ import annotations

import pypdfium2
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect


def put(page: Page, text: str) -> None:
    page.get_by_label("What may be the case").fill(text)
    page.get_by_role("button", name="Put this hypothesis").click()
    expect(page.locator(".standing").get_by_text(text)).to_be_visible()


def columns(page: Page) -> list[str]:
    return page.locator(".matrix thead .hypothesis .badge").all_inner_texts()


def rows(page: Page) -> list[str]:
    return page.locator(".matrix tbody tr").evaluate_all("all => all.map(e => e.dataset.row)")


def test_hypotheses_are_put_marked_and_undone_by_keyboard(page: Page) -> None:
    page.goto("/hypotheses")
    expect(page.get_by_text("There is no hypothesis yet.")).to_be_visible()
    put(page, "Zhemora sent the bombers")
    put(page, "The movement did it")
    for number in range(2):
        page.locator(".offered .button").first.click()
        expect(page.locator(".matrix tbody tr")).to_have_count(number + 1)
    assert len(rows(page)) == 2
    assert "Nothing is marked yet" in page.locator(".note").first.inner_text()

    # One stop of Tab leads into the matrix; arrow keys go on from there, letters mark.
    expect(page.locator('.letters[tabindex="0"]')).to_have_count(1)
    page.locator('.letters[tabindex="0"]').focus()
    page.keyboard.press("Shift+I")
    pressed = page.locator('.letters[aria-pressed="true"]')
    expect(pressed).to_have_count(1)
    expect(pressed).to_have_text("II")
    expect(pressed).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    expect(pressed).to_have_count(2)
    assert pressed.all_inner_texts() == ["II", "C"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("n")
    expect(pressed).to_have_count(3)
    expect(page.locator(".standing tbody tr").first).to_contain_text("The movement did it")
    expect(page.locator(".note").first).to_contain_text("The order hangs on")

    here = page.evaluate("document.activeElement.id")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        faults = Axe().run(page).response["violations"]
        assert [f["id"] for f in faults if f["impact"] in ("serious", "critical")] == []

    # `u` takes the last mark back, the mark itself does so too.
    page.locator(f"#{here}").focus()
    page.keyboard.press("u")
    expect(pressed).to_have_count(2)
    pressed.last.click()
    expect(pressed).to_have_count(1)
    page.get_by_role("button", name="Take off the table").first.click()
    expect(pressed).to_have_count(0)
    assert len(rows(page)) == 1


def test_rows_and_columns_are_moved_and_printed(page: Page) -> None:
    page.goto("/hypotheses")
    for text in ("First of all", "Second of all", "Third of all"):
        put(page, text)
    for number in range(3):
        page.locator(".offered .button").first.click()
        expect(page.locator(".matrix tbody tr")).to_have_count(number + 1)
    page.locator('.letters[data-letters="II"]').first.click()
    expect(page.locator('.letters[aria-pressed="true"]')).to_have_count(1)
    before = rows(page)
    standing = page.locator(".standing tbody").inner_text()

    page.get_by_role("button", name="Move H1").focus()
    page.keyboard.press("ArrowRight")
    assert columns(page) == ["H2", "H1", "H3"]
    expect(page.locator("#moved")).to_have_text("The hypothesis is now 2 of 3.")
    expect(page.get_by_role("button", name="Move H1")).to_be_focused()
    page.locator(f"#row-{before[0]}").focus()
    page.keyboard.press("ArrowDown")
    assert rows(page) == [before[1], before[0], before[2]]
    # By mouse: the last column to the front, the last row to the top.
    page.get_by_role("button", name="Move H3").drag_to(page.locator("th.hypothesis").first)
    assert columns(page) == ["H3", "H2", "H1"]
    page.locator(f"#row-{before[2]}").drag_to(page.locator(".matrix tbody tr").first)
    assert rows(page) == [before[2], before[1], before[0]]

    # The address keeps the order; a mark leaves it; no result hangs on it.
    page.reload()
    assert columns(page) == ["H3", "H2", "H1"]
    assert rows(page) == [before[2], before[1], before[0]]
    assert page.locator(".standing tbody").inner_text() == standing
    page.locator('.letters[data-letters="C"]').first.click()
    expect(page.locator('.letters[aria-pressed="true"]')).to_have_count(2)
    assert columns(page) == ["H3", "H2", "H1"]
    page.get_by_role("link", name="Order as put").click()
    page.wait_for_load_state("networkidle")
    assert columns(page) == ["H1", "H2", "H3"]

    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    sheet = document[0]
    width, height = sheet.get_size()
    words = " ".join(p.get_textpage().get_text_range() for p in document)
    document.close()
    assert width > height
    assert "on the word of" in words
    assert "Second of all" in words
    assert "Put this hypothesis" not in words
    assert "Lay evidence beside" not in words
