"""Reading and judging in a browser: by mouse and by keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

PAPER = "/search?q=custody"


def open_report(page: Page) -> None:
    page.goto(PAPER)
    page.locator(".row.claim a[href^='/reports/']").first.click()
    expect(page.locator(".report")).to_be_visible()
    page.wait_for_load_state("domcontentloaded")


def test_a_claim_is_judged_by_keyboard_and_that_is_taken_back(page: Page) -> None:
    open_report(page)
    page.locator("main").focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    card = page.locator(".row.claim:focus")
    name = card.get_attribute("id")
    assert name
    assert page.locator(f".piece.meant[data-claims~='{name}']").count() > 0
    page.keyboard.press("r")
    expect(page.locator("#toast")).to_contain_text("The claim is rejected as misread")
    expect(page.locator(f"#{name}")).to_have_class("row claim status-rejected")
    expect(page.locator(f"#{name}")).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("#toast")).to_contain_text("taken back")
    expect(page.locator(f"#{name}")).to_have_class("row claim status-open")
    expect(page.locator(f"#{name} details.history")).to_contain_text("1 judgement")


def test_one_voice_is_heard_and_all_else_is_dimmed(page: Page) -> None:
    open_report(page)
    chip = page.locator(".voice-chip").nth(1)
    voice = chip.get_attribute("data-voice")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    heard = page.locator(".piece.heard").all()
    assert heard
    assert all(voice in (piece.get_attribute("data-voices") or "").split() for piece in heard)
    assert (
        float(page.locator(".piece:not(.heard)").first.evaluate("e => getComputedStyle(e).opacity"))
        < 1
    )
    page.keyboard.press("Escape")
    expect(page.locator(".piece.heard")).to_have_count(0)


@pytest.mark.parametrize("by", ["words", "selection"])
def test_a_role_is_corrected_in_the_words_of_the_report(page: Page, by: str) -> None:
    page.goto("/search?type=kills&status=open")
    page.locator(".row.claim a[href^='/reports/']").first.click()
    name = page.url.rpartition("#")[2]
    page.locator(f"#correct-{name}").click()
    dialog = page.locator("#correcting")
    expect(dialog).to_be_visible()
    piece = page.locator(f".piece[data-claims~='{name}']").first
    word = piece.inner_text().split()[0]
    role = dialog.locator("#role-place, #role-victim").first
    if by == "words":
        role.fill("no such words in this report")
        dialog.get_by_role("button", name="Save the correction").click()
        expect(dialog.locator(".problem")).to_contain_text("does not stand in this report")
        role.fill(word)
    else:
        role.locator("xpath=..").get_by_role("button", name="select the words").click()
        expect(dialog).not_to_be_visible()
        place = f".piece[data-claims~='{name}']"
        page.evaluate(
            """([place, length]) => {
              const text = document.querySelector(place).firstChild, range = document.createRange();
              range.setStart(text, 0); range.setEnd(text, length);
              getSelection().removeAllRanges(); getSelection().addRange(range);
              document.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
            }""",
            [place, len(word)],
        )
        expect(dialog).to_be_visible()
        expect(role).to_have_value(word)
    dialog.locator("select[name=polarity]").select_option("denied")
    dialog.locator("input[name=why]").fill("as the report has it")
    dialog.get_by_role("button", name="Save the correction").click()
    expect(page.locator("#toast")).to_contain_text("The claim is corrected.")
    expect(page.locator(f"#{name}")).to_contain_text("denied")
    expect(page.locator(f"#{name} .line")).to_contain_text(word)
    page.locator("#toast button").click()
    expect(page.locator("#toast")).to_contain_text("taken back")
    expect(page.locator(f"#{name} .line")).not_to_contain_text("denied")


def test_a_proposition_shows_its_chain_its_origins_and_its_steps(page: Page) -> None:
    page.goto("/claims?contested=true")
    page.locator(".proposition .stretch").first.click()
    expect(page.locator("ol.links .link-box").first).to_be_visible()
    expect(page.locator(".sentence").first).to_contain_text(" that ")
    page.get_by_text("Every step to this weight").click()
    expect(page.locator(".steps li").last).to_contain_text("Credibility")
    page.locator(".telling").first.get_by_role("button", name="It is so").click()
    expect(page.locator(".telling .mark.accepted").first).to_be_visible()
    page.goto("/judgements")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("tr.was-back")).to_have_count(1)


def test_a_file_is_added_and_searched_for(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "kestrel.txt"
    file.write_text(
        "PORT KESTREL, May 2 2021 - Police detained Ilo Varn in Port Kestrel, "
        "the mayor said on Sunday.\n"
    )
    page.goto("/")
    page.locator("#drop input[name=outlet]").fill("The Kestrel Gazette")
    page.locator("#files").set_input_files(str(file))
    expect(page.locator("#progress")).to_contain_text("1 added", timeout=60_000)
    expect(page.locator(".reports").first).to_contain_text("The Kestrel Gazette", timeout=20_000)
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("Kestrel")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("“Kestrel”")
    expect(page.locator(".row.claim").first).to_contain_text("The Kestrel Gazette")
    expect(page.locator(".facet").first).to_be_visible()
    page.get_by_role("link", name="detains").first.click()
    expect(page).to_have_url(re.compile(r"q=Kestrel.*type=detains"))


def test_the_theme_is_chosen_and_kept(page: Page) -> None:
    page.goto("/")
    page.locator("#theme").click()
    chosen = page.evaluate("document.documentElement.dataset.theme")
    assert chosen == "dark"
    page.goto("/claims")
    assert page.evaluate("document.documentElement.dataset.theme") == chosen
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
