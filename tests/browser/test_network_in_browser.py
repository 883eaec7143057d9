"""The network in a browser: drawn, filtered by keyboard, read, saved as a picture."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

CANVAS = "document.getElementById('canvas')._cyreg.cy"
PLACES = f"() => {CANVAS}.nodes().map((n) => [n.id(), n.position().x, n.position().y])"
LINES = f"""() => {CANVAS}.edges().map((e) => ({{
    id: e.id(), hidden: e.hasClass("gone"), dashed: e.pstyle("line-style").value === "dashed",
    label: e.data("label"), arrow: e.data("arrow"),
}}))"""


def drawn(page: Page, path: str = "/network") -> dict[str, Any]:
    """Opens the network, and waits until it is drawn; its data."""
    with page.expect_response(lambda r: "/api/network" in r.url) as answer:
        page.goto(path)
    page.wait_for_selector(".drawn")
    found: dict[str, Any] = answer.value.json()["picture"]
    return found


def shown(page: Page) -> int:
    told = re.match(r"(\d+) propositions?", page.locator("#shown").inner_text())
    assert told
    return int(told.group(1))


def test_filters_move_nothing_and_stay_in_the_address(page: Page) -> None:
    edges = drawn(page)["edges"]
    places = page.evaluate(PLACES)
    assert shown(page) == len(edges) == page.locator("#rows tr:visible").count()
    # The least number of origins, by keyboard.
    page.locator('input[name="origins"]').focus()
    page.keyboard.press("ArrowRight")
    several = sum(len(edge["origins"]) > 1 for edge in edges)
    assert 0 < several < len(edges)
    assert shown(page) == several == page.locator("#rows tr:visible").count()
    expect(page.locator("#shown")).to_contain_text(f"{len(edges) - several} hidden by the filters")
    expect(page.locator("#shown")).to_contain_text("0 of those shown rest on one origin")
    assert page.evaluate(PLACES) == places
    assert "origins=2" in page.url
    # As known on an early day: only origins told by then count.
    page.keyboard.press("Home")
    days = sorted({o["first"] for e in edges for o in e["origins"] if o["first"]})
    page.locator('input[name="day"]').focus()
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    known = [e for e in edges if any(o["first"] and o["first"] <= days[3] for o in e["origins"])]
    assert shown(page) == len(known) < len(edges)
    assert f"day={days[3]}" in page.url
    page.get_by_label("⊘ what is denied").uncheck()
    left = [edge for edge in known if edge["polarity"] != "denied"]
    assert shown(page) == len(left)
    # The same address gives the same view, with everything in its place.
    drawn(page, page.url)
    assert shown(page) == len(left)
    assert page.evaluate(PLACES) == places
    page.get_by_role("button", name="Take all filters away").click()
    assert shown(page) == len(edges)
    assert "?" not in page.url


def test_what_one_voice_tells(page: Page) -> None:
    found = drawn(page)
    voice = next(s for s in found["speakers"] if s["kind"] == "person" and not s["unnamed"])
    page.locator('select[name="voice"]').select_option(voice["key"])
    told = [e for e in found["edges"] if any(voice["key"] in o["tellers"] for o in e["origins"])]
    assert shown(page) == len(told) > 0
    page.get_by_label("what is alleged").uncheck()
    # What a person tells is never an outlet's own word.
    assert shown(page) == 0


def test_what_is_alleged_never_looks_like_a_fact(page: Page) -> None:
    by_id = {edge["id"]: edge for edge in drawn(page)["edges"]}
    lines = page.evaluate(LINES)
    assert {line["id"] for line in lines} == set(by_id)
    whole = [by_id[line["id"]] for line in lines if not line["dashed"]]
    assert whole
    for edge in whole:
        assert not edge["alleged"]
        assert sum(origin["independent"] for origin in edge["origins"]) > 1
        assert (edge["polarity"], edge["modality"]) == ("affirmed", "actual")
    for line in lines:
        edge = by_id[line["id"]]
        assert (
            re.search(r" says?:\n", line["label"]) if edge["alleged"] else "tell" in line["label"]
        )
        assert ("⊘ denied" in line["label"]) == (edge["polarity"] == "denied")
        assert (line["arrow"] == "tee") == (edge["polarity"] == "denied")
        assert ("◌" in line["label"]) == (edge["modality"] != "actual")


def test_an_edge_is_chosen_and_read_by_keyboard(page: Page) -> None:
    drawn(page)
    button = page.locator("#rows tr").nth(4).locator("button").first
    button.focus()
    page.keyboard.press("Enter")
    side = page.locator("#side")
    expect(side.locator("h2")).to_be_focused()
    expect(side.locator("h2")).to_contain_text("that")
    expect(side.locator("blockquote").first).not_to_be_empty()
    link = side.locator(".telling a[href^='/reports/']").first
    assert re.fullmatch(r"/reports/\w+\?at=(\w+)#\1", link.get_attribute("href") or "")
    assert "chosen=" in page.url
    worst = [
        fault["id"]
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
    assert worst == []
    page.keyboard.press("Escape")
    expect(side).to_be_hidden()
    expect(button).to_be_focused()
    # A name: found by search, read, and gone to.
    page.get_by_label("Find", exact=True).fill("Tolvane")
    page.keyboard.press("Enter")
    expect(side.locator("h2")).to_contain_text("Tolvane")
    side.get_by_role("link", name="Show neighbourhood").click()
    page.wait_for_selector(".drawn")
    expect(page.locator("h1")).to_contain_text("Around")
    page.locator("#canvas").focus()
    before = page.evaluate(f"() => {CANVAS}.zoom()")
    page.keyboard.press("+")
    assert page.evaluate(f"() => {CANVAS}.zoom()") > before


def test_an_edge_is_chosen_in_the_picture(page: Page) -> None:
    drawn(page)
    place = page.evaluate(
        f"""() => {{
            const cy = {CANVAS};
            cy.zoom(1.2);
            const edge = cy.edges()[7];
            cy.center(edge);
            const at = edge.renderedMidpoint();
            return [at.x, at.y, edge.id()];
        }}"""
    )
    page.locator("#canvas").click(position={"x": place[0], "y": place[1]})
    expect(page.locator("#about")).to_have_attribute("data-of", place[2])
    page.locator("#close").click()
    expect(page.locator("#side")).to_be_hidden()


def test_pictures_say_what_they_show(page: Page, tmp_path: Path) -> None:
    drawn(page, "/network?origins=2&denied=no")
    with page.expect_download() as saved:
        page.get_by_role("button", name="SVG").click()
    assert saved.value.suggested_filename == "demo-network.svg"
    saved.value.save_as(tmp_path / "net.svg")
    root = ElementTree.parse(tmp_path / "net.svg").getroot()
    told = " ".join("".join(text.itertext()) for text in root.iter() if text.tag.endswith("}text"))
    assert "demo, network of 20" in told
    assert "What is shown is what reports say" in told
    assert "at least 2 origins; nothing that is denied" in told
    assert "alleged: on the word of somebody whom reports cite" in told
    lines = page.evaluate(LINES)
    seen = [line["label"].split("\n")[0] for line in lines if not line["hidden"]]
    assert seen
    assert all(label in told for label in seen)
    hidden = {line["label"].split("\n")[0] for line in lines if line["hidden"]} - set(seen)
    assert not any(label in told for label in hidden)
    with page.expect_download() as saved:
        page.get_by_role("button", name="PNG").click()
    saved.value.save_as(tmp_path / "net.png")
    data = (tmp_path / "net.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") > 1000
