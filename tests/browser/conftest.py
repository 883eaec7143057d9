"""The workbench in a real browser: Debian's Chromium, driven by Playwright. Skipped without it."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role, Visitor

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
TOKEN = "key-of-the-test"
# As long as an action waits, a look waits too, in milliseconds: other tests share the machine.
PATIENCE = 10_000
HOLD = Path(__file__).with_name("hold.js")
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def address(demo_case: Path) -> Iterator[str]:
    """Where the demo is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Bench.at(str(demo_case), who="Ada") as bench:
        guard = Guard(token=TOKEN, visitor=Visitor("Ada", Role.OWNER))
        config = uvicorn.Config(application(bench, guard), port=port, log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.01)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that came in. What any tab tells in its console, or asks of others, fails."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(path=HOLD)
    wrong: list[str] = []
    tell = wrong.append
    context.on("console", lambda m: tell(m.text) if m.type in ("error", "warning") else None)
    context.on("weberror", lambda told: tell(str(told.error)))
    context.on(
        "request",
        lambda r: None if r.url.startswith((address, "data:", "blob:")) else tell(r.url),
    )
    opened = context.new_page()
    opened.goto(f"/enter?token={TOKEN}")
    yield opened
    context.close()
    assert wrong == []
