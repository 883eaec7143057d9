"""The timeline in a browser: zoom, lanes, a claim chosen by keys, a story followed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

CHOSEN = "#chosen h2"


def days_in_view(page: Page) -> str:
    return page.locator("#window").inner_text().partition(":")[0]


def test_zoom_walk_and_read_by_keyboard(page: Page) -> None:
    page.goto("/timeline")
    dots = page.locator("#picture .dot")
    expect(dots.first).to_be_visible()
    whole = days_in_view(page)
    first = page.locator("#picture [tabindex='0']")
    expect(first).to_have_count(1)
    first.focus()
    before = page.evaluate("document.activeElement.dataset.claim")
    page.keyboard.press("ArrowRight")
    after = page.evaluate("document.activeElement.dataset.claim")
    assert after != before
    spoken = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert spoken.startswith("told 2019-")
    assert " says that " in spoken
    page.keyboard.press("+")
    expect(page.locator("#window")).not_to_contain_text(whole)
    assert page.evaluate("document.activeElement.dataset.claim") == after
    page.wait_for_url("**since=2019-**")
    page.keyboard.press("0")
    expect(page.locator("#window")).to_contain_text(whole)
    page.keyboard.press("Enter")
    expect(page.locator(CHOSEN)).to_be_focused()
    report, proposition = (
        page.locator(f"#chosen a[href^='/{where}/']").first.get_attribute("href")
        for where in ("reports", "propositions")
    )
    assert report.endswith(f"#{after}")
    assert proposition
    expect(page.locator("#chosen .chain .voice").first).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.claim") == after


def test_signs_lines_and_numbers_by_mouse(page: Page) -> None:
    page.goto("/timeline")
    # One that is told on a day of its own: a line leads to its dot, and to no heap of dots.
    page.locator("#picture .bar.day.event").first.wait_for()
    named = "marks => marks.map(mark => mark.dataset.claim)"
    alone = set(page.locator("#picture .dot[data-claim]").evaluate_all(named))
    told = page.locator("#picture .bar.day.event").evaluate_all(named)
    claim = next(each for each in told if each in alone)
    bar = page.locator(f"#picture .bar.day.event[data-claim='{claim}']")
    bar.hover()
    expect(page.locator(".tip")).to_contain_text(" says that ")
    expect(page.locator("#picture .join")).not_to_have_count(0)
    bar.click()
    expect(page.locator(CHOSEN)).to_contain_text(" says that ")
    # What is denied has another shape, and says so.
    denied = page.locator("#picture .dot:has(.is-denied)").first
    expect(denied.locator("line").first).to_be_attached()
    clump = page.locator("#picture .clump").first
    label = clump.get_attribute("aria-label") or ""
    shown = re.fullmatch(r"\d+ claims told ([\d-]+), [\w ]+: come nearer", label)
    assert shown, label
    day, one = date.fromisoformat(shown[1]), timedelta(days=1)
    clump.click()
    expect(page.locator("#window")).to_contain_text(f"{day - one} to {day + one}")
    # The wheel alone scrolls; with Ctrl it zooms.
    page.get_by_role("button", name="Both clocks").click()
    expect(page.locator("#window")).to_contain_text("2010-")
    wide = days_in_view(page)
    page.locator("#picture").hover(position={"x": 600, "y": 60})
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    expect(page.locator("#window")).not_to_contain_text(wide)
    page.get_by_label("From", exact=True).fill("2019-09-20")
    page.get_by_label("to", exact=True).fill("2019-09-22")
    expect(page.locator("#window")).to_contain_text("2019-09-20 to 2019-09-22")
    page.locator("#table summary").click()
    rows = page.locator("#table tbody tr")
    expect(rows.first).to_be_visible()
    in_view = int(page.locator("#window").inner_text().split(": ")[1].split(" ")[0])
    assert rows.count() == in_view > 0


def test_lanes_switch_and_keep_the_window(page: Page) -> None:
    page.goto("/timeline?since=2019-09-12&until=2019-09-20")
    expect(page.locator("#picture .lane-name").first).to_be_visible()
    page.locator("[data-lanes='entity']").click()
    page.wait_for_url("**lanes=entity**")
    expect(page.locator("[data-lanes='entity']")).to_have_attribute("aria-current", "true")
    expect(page.locator("#picture .lane-name").filter(has_text="Zhemora")).to_be_visible()
    expect(page.locator("#window")).to_contain_text("2019-09-12 to 2019-09-20")


def test_follow_a_story_from_its_origin_to_the_copies(page: Page) -> None:
    page.goto("/timeline")
    page.get_by_role("region", name="Follow a story").get_by_role("link").first.click()
    page.wait_for_url("**proposition=**")
    steps = page.locator(".step")
    expect(steps.first).to_contain_text("◉ first")
    expect(page.locator("#picture .dot")).to_have_count(steps.count())
    copies = page.locator(".step.copy")
    expect(copies.first).to_contain_text("in 100 of its words")
    expect(page.locator("#picture .copied")).to_have_count(copies.count())
    copies.first.get_by_role("button", name="Show").click()
    expect(page.locator("#picture .dot.is-chosen rect.body")).to_be_attached()
    expect(page.locator(CHOSEN)).to_be_focused()
    page.get_by_role("link", name="Everything in this case").click()
    expect(page.locator("#picture .dot").nth(100)).to_be_attached()


def test_nothing_sticks_out_of_a_narrow_window(page: Page) -> None:
    page.set_viewport_size({"width": 1024, "height": 900})
    for path in ("/timeline", "/timeline?lanes=voice", "/timeline?type=detains&lanes=entity"):
        page.goto(path)
        expect(page.locator("#picture .event").first).to_be_attached()
        wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide[0] <= wide[1]
        assert page.evaluate(
            "document.querySelector('#picture > svg').getBoundingClientRect().right"
            " <= document.querySelector('.beside').getBoundingClientRect().left"
        )
