"""What the site needs beyond docs/: the pages at the root of the repository, and one list of all.

MkDocs calls the functions by their names (`hooks` in mkdocs.yml). A page that appears in docs/ is
on the site without a line here. Links that leave the site, to code or data of the repository,
become words: the site stands alone. A link to a file that is nowhere stays as it is, and fails.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
# Pages at the root, by what they are called on the site.
ABOVE = {
    "index.md": "README.md",
    "demo.md": "demo/README.md",
    "architecture.md": "ARCHITECTURE.md",
    "changes.md": "CHANGELOG.md",
}
# The order for people who read from the top; what is not named follows, before the last two.
FIRST = ("index.md", "demo.md", "commands.md", "statements.md", "python.md", "exports.md")
LAST = ("architecture.md", "changes.md")
LINK = re.compile(
    r"(?P<picture>!?)\[(?P<words>[^\]\[]*)\]\((?P<to>[^)\s#]+)(?P<anchor>#[^)\s]*)?\)"
)
CODE = re.compile(r"(^```.*?^```)", re.DOTALL | re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages at the root, and list all."""
    for name, place in ABOVE.items():
        files.append(File.generated(config, name, content=(ROOT / place).read_text("utf-8")))
    names = sorted(file.src_uri for file in files.documentation_pages())
    between = [name for name in names if name not in (*FIRST, *LAST)]
    config.nav = [*(name for name in FIRST if name in names), *between, *LAST]
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with its links as they go on the site; code stays as it is."""
    here = ABOVE.get(page.file.src_uri, f"docs/{page.file.src_uri}")
    parts = CODE.split(markdown)
    return "".join(
        part if number % 2 else LINK.sub(lambda found: led(found, here), part)
        for number, part in enumerate(parts)
    )


def led(found: re.Match[str], here: str) -> str:
    """One link of the file `here`: to a page of the site, or as words where it leaves the site."""
    if "://" in found["to"]:
        return found[0]
    target = posixpath.normpath(posixpath.join(posixpath.dirname(here), found["to"]))
    named = {place: name for name, place in ABOVE.items()}
    inside = named.get(target, target.removeprefix("docs/"))
    if target in named or (target.startswith("docs/") and not target.endswith(".py")):
        return f"{found['picture']}[{found['words']}]({inside}{found['anchor'] or ''})"
    return found["words"] if (ROOT / target).exists() else found[0]
