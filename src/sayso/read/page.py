"""HTML pages: the report on the page, without the page around it."""

from __future__ import annotations

import re
from typing import Any

import trafilatura

from sayso.errors import NoArticle, TooLarge
from sayso.read.boilerplate import drop_boilerplate
from sayso.read.draft import Draft
from sayso.read.encoding import Decoded, decode
from sayso.read.head import read_head
from sayso.read.markup import Element, Paragraph, paragraphs_of, parse_markup, prepare, text_of
from sayso.read.pagefacts import PageFacts
from sayso.read.tables import listed
from sayso.read.tidy import bare

# No report needs as many, and the tree takes six times the bytes (measured on a page of 6 MB).
MAX_PAGE_BYTES = 16 * 2**20
# Shorter than any report: what is left of error pages, menus and cookie walls.
MIN_CHARACTERS = 60
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
SERVED_CHARSET = re.compile(r"charset=\"?([\w.:-]+)", re.IGNORECASE)
# Tags of the extractor's own tree.
_BODY_BLOCKS = frozenset(listed("markup", "extracted"))
# What the extractor raises on trees that it does not foresee.
_EXTRACTOR_FAILURES = (
    ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError,
)  # fmt: skip


def draft_page(data: bytes, path: str, media: str = "text/html") -> Draft:
    """The report on a page. `media` may name the charset that the server declared.

    Raises NoArticle for a page without one, TooLarge, NotText.
    """
    if len(data) > MAX_PAGE_BYTES:
        limit = MAX_PAGE_BYTES // 2**20
        raise TooLarge(path, f"the page is larger than {limit} MiB, the most that sayso reads")
    decoded = decode_page(data, path, media)
    return draft_markup(decoded.text, path, (decoded.flag,) if decoded.flag else ())


def decode_page(data: bytes, path: str, media: str) -> Decoded:
    """The page as text: by its mark, as UTF-8, or in the charset that server or page declare."""
    served = SERVED_CHARSET.search(media)
    written = _CHARSET.search(data[:4096])
    declared = served[1] if served else written[1].decode("ascii") if written else None
    # NUL bytes in pages are faults of servers; browsers ignore them too.
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return decode(data if wide else data.replace(b"\x00", b""), path, declared)


def draft_markup(text: str, path: str, flags: tuple[str, ...] = ()) -> Draft:
    """The report in the markup of a page. Raises NoArticle."""
    tree = parse_markup(text)
    if tree is None:
        raise NoArticle(path, "there is no text on this page")
    places = PageFacts(tree)
    facts = places.read()
    headline = places.heading(facts.outlet)
    standfirst = _standfirst(headline[0] if headline else None)
    top = _lines_below(tree, headline[1].value) if headline else ""
    prepare(tree)
    links = {bare(text_of(link)) for link in tree.iter("a")}
    if not _holds_prose(tree):
        raise NoArticle(path, "there is no text of a report on this page")
    found = _extract(tree, path)
    title = headline[1].value if headline else ""
    found = _lead_with(found, [Paragraph(title, "h1"), Paragraph(standfirst)])
    text = "\n\n".join(paragraph.text for paragraph in found)
    facts = facts.otherwise(read_head(top, title=False)).otherwise(read_head(text, title=False))
    facts = facts.otherwise(places.by_address(facts.url))
    kept = _once(drop_boilerplate(found, facts))
    own = [p.text for p in kept if not p.is_heading and bare(p.text) not in links]
    if sum(map(len, own)) < MIN_CHARACTERS:
        raise NoArticle(path, "there is no text of a report on this page")
    body = "\n\n".join(paragraph.text for paragraph in kept)
    return Draft(text=body, facts=facts, flags=flags)


def _holds_prose(tree: Element) -> bool:
    """Whether there is text outside of links; a page of links leads to reports and is none."""
    texts = tree.xpath("//body//text()[not(ancestor::a or ancestor::script or ancestor::style)]")
    return sum(len(text.strip()) for text in texts) >= MIN_CHARACTERS


def _extract(tree: Element, path: str) -> list[Paragraph]:
    """The main text as the extractor sees it."""
    try:
        document: Any = trafilatura.bare_extraction(tree, include_comments=False)
    except _EXTRACTOR_FAILURES as error:
        raise NoArticle(path, "the text of a report could not be told from the page") from error
    if document is None or document.body is None:
        raise NoArticle(path, "there is no text of a report on this page")
    return paragraphs_of(document.body, _BODY_BLOCKS, frozenset())


def _lines_below(tree: Element, title: str) -> str:
    """What the page shows right below its headline, where bylines and dates stand."""
    shown = [paragraph.text for paragraph in paragraphs_of(tree)]
    start = next((index for index, text in enumerate(shown) if bare(text) == bare(title)), None)
    return "\n\n".join(shown[start + 1 : start + 9]) if start is not None else ""


def _standfirst(headline: Element | None) -> str:
    """The lines between headline and text that many pages mark as such, or nothing."""
    if headline is None:
        return ""
    below = "following::*[self::p or self::h2 or self::div or self::span]"
    for element in headline.xpath(f"{below}[not(ancestor::aside or ancestor::nav)]")[:12]:
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        names = re.split(r"[\s_]+|-{2}", marks)
        text = text_of(element)
        if any(_marks_standfirst(word) for word in names) and 20 <= len(text) <= 600:
            return text
    return ""


def _marks_standfirst(word: str) -> bool:
    return any(word == mark or word.endswith("-" + mark) for mark in listed("markup", "standfirst"))


def _lead_with(found: list[Paragraph], leads: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, opened by those leads that the page shows, each once."""
    leads = [lead for lead in leads if lead.text]
    seen = {bare(lead.text) for lead in leads}
    rest = [p for p in found if bare(p.text) not in seen]
    # A standfirst that only repeats words of the text is no standfirst.
    body = "".join(bare(paragraph.text) for paragraph in rest)
    return [lead for lead in leads if lead.tag == "h1" or bare(lead.text) not in body] + rest


def _once(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Without paragraphs that the page shows twice (for screens of two sizes, as pull quotes)."""
    seen: set[str] = set()
    kept = []
    for paragraph in paragraphs:
        plain = bare(paragraph.text)
        # Short lines may be said twice: "No comment."
        if len(plain) < 30 or plain not in seen:
            kept.append(paragraph)
        seen.add(plain)
    return kept
