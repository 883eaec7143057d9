"""The pictures of the workbench in the README: `make screenshots`.

Reads the demo into a case of its own, serves it, and takes a picture of each page in Debian's
Chromium.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from sayso.intake import put, reports_in
from sayso.read import Hints, Source, find_sources
from sayso.record import Case
from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role, Visitor

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "screenshots"
TOKEN = "key"
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
REPORT = "suspects-sent"
# The proposition of the claim with the longest chain.
LONGEST = """() => [...document.querySelectorAll(".row.claim")]
    .sort((a, b) => b.querySelectorAll(".voice").length - a.querySelectorAll(".voice").length)[0]
    .querySelector("a[href^='/propositions/']").getAttribute("href")"""


def make(place: Path) -> None:
    """The demo as a case."""
    with Case.open(str(place), create=True, who="Ada") as case:
        for source in find_sources([str(ROOT / "demo" / "reports")]):
            if isinstance(source, Source):
                for report, original in reports_in(source, Hints()):  # type: ignore[misc]
                    put(report, original, case, Hints())


def take(page: Page, case: Case) -> None:
    """One picture of each page."""
    report = next(row.id for row in case.reports() if REPORT in row.path)
    page.goto(f"/reports/{report}")
    proposition = str(page.evaluate(LONGEST))
    pages = {
        "report": f"/reports/{report}",
        "proposition": proposition,
        "network": "/network",
        "timeline": "/timeline",
    }
    for name, path in pages.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1_500)
        page.screenshot(path=TARGET / f"{name}.png")
        sys.stdout.write(f"docs/screenshots/{name}.png\n")


def main() -> None:
    """Take the pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("There is no Chromium on this machine: apt-get install chromium")
    TARGET.mkdir(exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "demo.sayso"
        make(place)
        with Bench.at(str(place), who="Ada") as bench, sync_playwright() as play:
            guard = Guard(token=TOKEN, visitor=Visitor("Ada", Role.OWNER))
            config = uvicorn.Config(application(bench, guard), port=port, log_level="error")
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, daemon=True)
            thread.start()
            while not server.started:
                thread.join(0.01)
            browser = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
            page = browser.new_page(
                base_url=f"http://127.0.0.1:{port}", viewport={"width": 1440, "height": 900}
            )
            page.goto(f"/enter?token={TOKEN}")
            take(page, bench.case)
            browser.close()
            server.should_exit = True
            thread.join(10)


if __name__ == "__main__":
    main()
