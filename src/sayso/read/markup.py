"""HTML trees: parsed once, and read out as paragraphs in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from sayso.read.tables import listed
from sayso.read.tidy import SENTENCE_END, tidy, tidy_line

# An element of lxml, and a walk over them; the library carries no types.
Element = Any
Walk = Any

BLOCKS = frozenset(listed("markup", "block"))
# Never read by a reader of the text: code, controls, and pictures with their captions.
UNREAD = frozenset(listed("markup", "unread"))
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})
ITEMS = frozenset({"li", "item", "dt", "dd"})
_CELLS = frozenset({"td", "th", "cell"})
_BREAKS = frozenset({"br", "lb"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p(?=[\s>])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the tag of the element that it stood in."""

    text: str
    tag: str = "p"

    @property
    def is_heading(self) -> bool:
        """Whether it is a headline or a subhead."""
        return self.tag in HEADINGS

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.tag in ITEMS


def parse_markup(text: str) -> Element | None:
    """The tree of a page or fragment, or None if there is nothing in it.

    `huge_tree` lets elements nest up to 2,048 deep; without it the parser drops what lies below
    256, where pages with unclosed tags already get.
    """
    tree = _parse(text)
    if tree is not None and tree.find(".//p//p") is not None:
        # A new paragraph ends the open one, whatever tags are open in it (HTML standard, 13.2.6).
        tree = _parse(_PARAGRAPH.sub("</p><p", text))
    return tree


def _parse(text: str) -> Element | None:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def paragraphs_of(
    tree: Element, blocks: frozenset[str] = BLOCKS, unread: frozenset[str] = UNREAD
) -> list[Paragraph]:
    """What a tree says, paragraph by paragraph; each stands once and in order."""
    return list(_Flow(blocks, unread).read(tree))


class _Flow:
    """Gathers text between the edges of blocks; without recursion, for trees may be deep."""

    def __init__(self, blocks: frozenset[str], unread: frozenset[str]) -> None:
        self._blocks = blocks
        self._unread = unread
        self._pieces: list[str] = []
        self._open: list[str] = []

    def read(self, tree: Element) -> Iterator[Paragraph]:
        walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                yield from self._enter(element, walk)
            elif event == "end":
                yield from self._leave(element)
            if event != "start" and element is not tree:
                self._add(element.tail)
        yield from self._flush()

    def _enter(self, element: Element, walk: Walk) -> Iterator[Paragraph]:
        tag = element.tag
        if tag in self._blocks:
            yield from self._flush()
            self._open.append(tag)
        if tag in self._unread or _is_hidden(element):
            walk.skip_subtree()
            return
        if tag in _BREAKS:
            self._pieces.append("\n")
        elif tag in _CELLS and any(map(str.strip, self._pieces)):
            self._pieces.append(" | ")
        elif tag == "q":
            self._pieces.append("“")
        self._add(element.text)

    def _leave(self, element: Element) -> Iterator[Paragraph]:
        if element.tag == "q":
            self._pieces.append("”")
        if element.tag in self._blocks:
            yield from self._flush()
            self._open.pop()

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(re.sub(r"\s+", " ", tidy(text)))

    def _flush(self) -> Iterator[Paragraph]:
        text = "".join(self._pieces)
        self._pieces.clear()
        tag = self._open[-1] if self._open else "p"
        for paragraph in _split_breaks(text):
            yield Paragraph(paragraph, tag)


def _split_breaks(text: str) -> Iterator[str]:
    """Cut at line breaks that end a paragraph: doubled ones, and those after a full sentence."""
    lines: list[str] = []
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if lines and (not line or SENTENCE_END.search(lines[-1])):
            yield "\n".join(lines)
            lines = []
        if line:
            lines.append(line)
    if lines:
        yield "\n".join(lines)


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def text_of(element: Element) -> str:
    """All the text in an element on one line."""
    return tidy_line("".join(element.itertext()))


# Classes and ids that name the furniture of a page and nothing else.
_FURNITURE = frozenset(listed("markup", "furniture"))


def prepare(tree: Element) -> None:
    """Take away named furniture, and make plain what extractors misread.

    `<q>` is shown with quotation marks, so it becomes them; a cell that holds paragraphs or
    headings is no data but layout.
    """
    for part in tree.xpath("//body//*[@class or @id][not(.//h1)]"):
        names = f"{part.get('class') or ''} {part.get('id') or ''}".lower().split()
        if not _FURNITURE.isdisjoint(names) and part.tag not in {"article", "main"}:
            part.drop_tree()
    for quote in list(tree.iter("q")):
        quote.text = "“" + (quote.text or "")
        last = quote[-1] if len(quote) else None
        if last is None:
            quote.text += "”"
        else:
            last.tail = (last.tail or "") + "”"
        quote.tag = "span"
    for table in list(tree.iter("table")):
        if table.tag == "table" and _lays_out(table):
            for part in table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
                part.tag = "div"


def _lays_out(table: Element) -> bool:
    """Whether a table's cells hold paragraphs, headings, tables, or text cut by line breaks."""
    inner = table.iter("p", "h1", "h2", "h3", "div", "table")
    return any(part is not table for part in inner) or any(
        len(cell.findall("br")) > 1 for cell in table.iter("td")
    )
