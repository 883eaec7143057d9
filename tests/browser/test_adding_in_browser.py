"""What was not read as a typed claim, made one by a person: by mouse, by keyboard, and undone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


def open_untyped(page: Page) -> None:
    """A report with a statement of somebody whom the outlet cites, which no claim hangs on."""
    page.goto("/statements")
    page.locator(".row.saying").filter(has=page.locator(".arrow")).locator(
        "a[href^='/reports/']"
    ).first.click()
    expect(page.locator(".report")).to_be_visible()
    page.wait_for_load_state("domcontentloaded")


def test_a_statement_is_made_a_claim_and_that_is_undone(page: Page) -> None:
    open_untyped(page)
    name = page.url.rpartition("#")[2]
    said = page.locator(f"#saying-{name}")
    expect(said).to_be_visible()
    chain = said.locator(".chain").inner_text()
    said.get_by_role("button", name="Add a claim that this tells").click()
    dialog = page.locator("#correcting")
    expect(dialog.locator("#role-words")).not_to_have_value("")
    words = dialog.locator("#role-words").input_value()
    dialog.locator("select[name=type]").select_option("agrees")
    expect(dialog.locator("#meaning")).to_contain_text("Agreement")
    dialog.get_by_role("button", name="Add the claim").click()
    expect(dialog.locator(".problem")).to_contain_text("in one role at least")
    dialog.locator("#role-a").fill(words.split()[0])
    dialog.get_by_role("button", name="Add the claim").click()
    expect(page.locator("#toast")).to_contain_text("The claim is added, as your reading.")
    card = page.locator(".row.claim:focus")
    expect(card).to_contain_text("✎ added by Ada")
    assert card.locator(".chain").inner_text() == chain
    expect(said).to_have_count(0)
    page.locator("#toast button").click()
    expect(page.locator("#toast")).to_contain_text("taken back")
    expect(page.get_by_text("✎ added by Ada")).to_have_count(0)
    expect(said).to_have_count(1)


@pytest.mark.parametrize("by", ["keyboard", "selection"])
def test_words_of_the_text_tell_a_claim_on_the_word_of_whoever_says_them(
    page: Page, by: str
) -> None:
    open_untyped(page)
    piece = page.locator(".piece.d1[data-said]:not(.is-source, .is-cue)").filter(has_text=" ").first
    words = " ".join(piece.inner_text().strip("“”\"' ,.").split(" ")[:2])
    dialog = page.locator("#correcting")
    if by == "keyboard":
        page.locator("main").focus()
        page.keyboard.press("n")
        expect(dialog.locator("#role-words")).to_be_focused()
        page.keyboard.type("no such words in it")
        page.keyboard.press("Tab")
        expect(dialog.locator(".problem")).to_contain_text("does not stand in this report")
        dialog.locator("#role-words").fill(words)
        page.keyboard.press("Tab")
    else:
        piece.evaluate(
            """(piece, words) => {
              const text = piece.firstChild, at = text.data.indexOf(words);
              const range = document.createRange();
              range.setStart(text, at); range.setEnd(text, at + words.length);
              getSelection().removeAllRanges(); getSelection().addRange(range);
            }""",
            words,
        )
        page.locator("#add-claim").click()
        expect(dialog.locator("#role-words")).to_have_value(words)
    hangs = dialog.locator("select[name=statement]")
    expect(hangs).to_contain_text(" ▸ ")
    expect(dialog.locator(".problem")).to_have_text("")
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()


def test_the_text_has_no_gaps_however_much_is_claimed_beside_it(page: Page) -> None:
    page.set_viewport_size({"width": 1024, "height": 900})
    open_untyped(page)
    gaps = page.evaluate(
        """() => {
          const texts = [...document.querySelectorAll(".text")];
          const boxes = texts.map((e) => e.getBoundingClientRect());
          return boxes.slice(1).map((box, n) => box.top - boxes[n].bottom);
        }"""
    )
    assert max(gaps) < 20
    more = page.locator("details.more").first
    hidden = more.locator(".row.claim").first
    name = hidden.get_attribute("id")
    expect(hidden).not_to_be_visible()
    page.evaluate("name => { location.hash = name; }", name)
    expect(hidden).to_be_visible()


def test_choosing_a_line_of_the_network_leaves_the_picture_its_width(page: Page) -> None:
    page.goto("/network")
    expect(page.locator(".drawn")).to_have_count(1)
    canvas = page.locator("#canvas")
    before = canvas.bounding_box()
    page.locator("#rows button[data-edge]").first.click()
    expect(page.locator("#side")).to_be_visible()
    assert before is not None
    after = canvas.bounding_box()
    assert after is not None
    assert after["width"] == before["width"]
