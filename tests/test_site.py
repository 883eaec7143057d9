"""The documentation as a site: every link leads somewhere, and no page fetches anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FETCHED = re.compile(
    r"<(?:script|img|iframe|source)[^>]*\ssrc=\"?([^\s\">]+)|<link[^>]*\shref=\"?([^\s\">]+)"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("material")
    place = tmp_path_factory.mktemp("site")
    # Strict mode counts warnings: a link that leads nowhere, a page that no list names.
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(place)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return place


def test_every_page_is_on_it(site):
    pages = {page.stem for page in (ROOT / "docs").glob("*.md")}
    assert pages <= {page.stem for page in site.glob("*.html")}
    front = (site / "index.html").read_text("utf-8")
    for page in pages:
        assert f'href="{page}.html"' in front, page


def test_no_page_fetches_anything_from_elsewhere(site):
    fetched = {
        place
        for page in site.rglob("*.html")
        for found in FETCHED.findall(page.read_text("utf-8"))
        for place in found
        if place
    }
    assert fetched
    for place in fetched:
        assert "//" not in place, place
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//|@import", style.read_text("utf-8")), style
