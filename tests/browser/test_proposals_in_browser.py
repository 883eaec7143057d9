"""A model's proposals beside the text: by keyboard, by mouse, undone, and fit for everybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from machine import propose_in
from sayso.propose.proposal import Kept
from sayso.record import Case

WORST = ("serious", "critical")


@pytest.fixture
def three(demo_case: Path) -> tuple[Kept, ...]:
    """A claim that can be accepted, one that cannot, and a statement alone."""
    with Case.open(str(demo_case), who="Ada") as case:
        return propose_in(case)


def open_report(page: Page, three: tuple[Kept, ...]) -> None:
    page.goto(f"/reports/{three[0].asking.report}")
    expect(page.locator("#proposed")).to_contain_text("3 proposals")


def test_one_is_accepted_by_keyboard_and_that_is_taken_back(page: Page, three) -> None:
    open_report(page, three)
    name = three[0].id
    page.locator("main").focus()
    page.keyboard.press("p")
    card = page.locator(".row.proposal:focus")
    expect(card).to_have_attribute("id", name)
    words = page.locator(f".piece.meant[data-proposed~='{name}']").all_inner_texts()
    assert "".join(words) == three[0].proposal.claim.evidence.words
    # No key accepts or rejects it in passing.
    page.keyboard.press("a")
    page.keyboard.press("r")
    expect(card).to_have_attribute("id", name)
    page.keyboard.press("Tab")
    expect(page.locator("button:focus")).to_have_text("✓ Accept")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("The claim is added, as your reading.")
    expect(page.locator("#proposed")).to_contain_text("2 proposals")
    added = page.locator(".row.claim:focus")
    expect(added).to_contain_text("proposed by a language model (a <b>small</b> one), accepted by")
    page.keyboard.press("u")
    expect(page.locator("#toast")).to_contain_text("taken back")
    expect(page.locator("#proposed")).to_contain_text("3 proposals")
    expect(page.locator(f"#{name}")).to_be_attached()


def test_all_are_dismissed_one_after_the_other_and_the_last_is_taken_back(page: Page, three):
    open_report(page, three)
    page.locator("main").focus()
    page.keyboard.press("p")
    for left in (2, 1, 0):
        page.locator(".row.proposal:focus-within button", has_text="Dismiss").press("Enter")
        expect(page.locator(".row.proposal")).to_have_count(left)
        # Whoever works by keyboard stays where the work is.
        expect(page.locator(".margin [tabindex]:focus")).to_have_count(1)
    expect(page.locator("#proposed")).to_have_count(0)
    page.locator("#toast button").click()
    expect(page.locator("#proposed")).to_contain_text("1 proposal of a language model waits")
    expect(page.locator("#proposed")).to_contain_text("2 dismissed")
    page.goto("/judgements")
    page.get_by_role("button", name="Take back").first.click()
    expect(page.locator("tr.was-back")).to_have_count(2)


def test_another_part_of_the_page_that_changes_at_that_moment_does_not_lead_away(page: Page, three):
    open_report(page, three)
    # What the rest of the page shows comes between the new sheet and its settling.
    page.evaluate("""document.body.addEventListener("htmx:afterSwap", ({ target }) => {
        if (target.id !== "sheet") return;
        const state = document.getElementById("state");
        for (const kind of ["htmx:beforeSwap", "htmx:afterSettle"])
            state.dispatchEvent(new CustomEvent(kind, { bubbles: true }));
    })""")
    page.locator("main").focus()
    page.keyboard.press("p")
    page.locator(".row.proposal:focus-within button", has_text="Dismiss").press("Enter")
    expect(page.locator(".row.proposal")).to_have_count(2)
    expect(page.locator(".margin [tabindex]:focus")).to_have_count(1)


def test_it_is_folded_out_where_an_address_leads_to_it(page: Page, three) -> None:
    name = three[2].id
    page.goto(f"/reports/{three[0].asking.report}?at={name}#{name}")
    expect(page.locator(f"#{name}")).to_be_in_viewport()
    page.locator(f"#{name}").hover()
    assert page.locator(f".piece.meant[data-proposed~='{name}']").count() > 0


@pytest.mark.parametrize(("theme", "width"), [("light", 1024), ("dark", 1440)])
def test_the_page_has_no_serious_fault_and_fits_the_window(page: Page, three, theme, width) -> None:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    open_report(page, three)
    for each in page.locator("details.more").all():
        each.evaluate("e => { e.open = true; }")
    page.keyboard.press("p")
    faults = [
        (fault["id"], [node["html"][:160] for node in fault["nodes"][:3]])
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in WORST
    ]
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    inside = """cards => cards.every(card => [...card.querySelectorAll('*')].every(
        each => each.getBoundingClientRect().right <= card.getBoundingClientRect().right + 1))"""
    assert page.locator(".row.proposal").evaluate_all(inside)
