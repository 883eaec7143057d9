"""PDFs with a text layer: words with their places, put in reading order and joined."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sayso.errors import Broken, Locked, NoArticle
from sayso.read.draft import Draft, Facts, refuse_long, told, told_moment
from sayso.read.head import read_head
from sayso.read.layout import Box, Line, read_lines
from sayso.read.moment import Moment, days_between, parse_moment
from sayso.read.paragraphs import join_paragraphs, split_furniture
from sayso.read.people import is_name, is_outlet
from sayso.read.tidy import expand_ligatures, tidy, tidy_line

# A document, text page or handle of the library, which carries no types.
Handle = Any
# Left, bottom, right and top of a letter.
Edges = tuple[float, float, float, float]
# Rotated letters are stamps and margin notes; a page full of them is read as it is stored.
_UPRIGHT = 0.1
# A headline's letters are at least a fifth larger than those of the text.
_HEADLINE = 1.2
# Titles that programs make up.
_JUNK_TITLE = re.compile(
    r"untitled.*|.*\.(?:docx?|odt|pdf|indd|qxd|html?|tex|rtf|pages)|microsoft word.*|about:blank"
    r"|document\d*|https?://.*|.{0,3}|\(?anonymous\)?|print.*|layout \d+|unspecified",
    re.IGNORECASE,
)
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
# A report is set, and its file made, within two days of the day in its dateline.
_NEAR = 2


def draft_pdf(data: bytes, path: str) -> Draft:
    """The text of a PDF with what it tells of itself.

    Raises Locked for one that asks for a password, Broken for a damaged one, NoArticle for a scan.
    """
    try:
        with closing(pdfium.PdfDocument(data)) as document:
            return _draft(document, path)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise Locked(path, "the PDF asks for a password; save it without one first") from error
        raise Broken(path, "the PDF is damaged or cut off") from error


def _draft(document: Handle, path: str) -> Draft:
    lines: list[Line] = []
    characters = silent = 0
    height = 0.0
    for number, (words, page_height) in enumerate(_pages(document)):
        characters += sum(len(word.text) + 1 for word in words)
        refuse_long(characters, path)
        silent += not words
        height = max(height, page_height)
        lines.extend(read_lines(words, number))
    if not lines:
        raise NoArticle(path, "no text layer: run OCR first, for example ocrmypdf")
    text, furniture = split_furniture(lines, height, len(document))
    paragraphs = [_plain(paragraph) for paragraph in join_paragraphs(text or lines)]
    body = "\n\n".join(filter(None, paragraphs))
    facts, flags = _facts(document, text, furniture, body)
    if silent:
        flags += (f"{silent} of {len(document)} pages have no text layer",)
    return Draft(body, facts, flags)


def _plain(paragraph: str) -> str:
    return tidy_line(expand_ligatures(paragraph))


def _pages(document: Handle) -> Iterator[tuple[list[Box], float]]:
    """The words of each page, and its height; handles are closed page by page."""
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            words = list(_words(text.raw, text.count_chars()))
            # Letters that stand upside down or along the edge hide the rest: take them as stored.
            yield words or _stored_words(text), page.get_height()


def _words(raw: Handle, count: int) -> Iterator[Box]:
    """Runs of upright letters between blanks, with their edges."""
    box = pdfium_c.FS_RECTF()
    letters: list[str] = []
    edges: list[Edges] = []
    for index in range(count):
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        upright = _is_upright(pdfium_c.FPDFText_GetCharAngle(raw, index))
        seen = upright and not _is_blank(code)
        placed = seen and pdfium_c.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box))
        # A broken matrix puts a letter nowhere.
        if not (placed and math.isfinite(box.left + box.bottom + box.right + box.top)):
            if letters:
                yield _word(letters, edges, _is_bold(raw, index - 1))
            letters, edges = [], []
            continue
        here = (box.left, box.bottom, box.right, box.top)
        if edges and _is_apart(edges[-1], here):
            yield _word(letters, edges, _is_bold(raw, index - 1))
            letters, edges = [], []
        letters.append(chr(code))
        edges.append(here)
    if letters:
        yield _word(letters, edges, _is_bold(raw, count - 1))


def _is_bold(raw: Handle, index: int) -> bool:
    """Whether a letter's font is bold by its name; weights are missing for the standard fonts."""
    name = ctypes.create_string_buffer(64)
    pdfium_c.FPDFText_GetFontInfo(raw, index, name, len(name), None)
    return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))


def _is_blank(code: int) -> bool:
    """Whether a code is no letter: blanks and controls other than a cut word's mark (2)."""
    return (
        (code <= 0x20 and code != 2)
        or code in {0xA0, 0xFFFE, 0xFFFF}
        or 0xD800 <= code < 0xE000
        or code > 0x10FFFF
    )


def _is_upright(angle: float) -> bool:
    return angle < _UPRIGHT or angle > 6.2832 - _UPRIGHT


def _is_apart(last: Edges, here: Edges) -> bool:
    """Whether two letters in a row belong to two words: another line, size, or a wide gap."""
    size = min(last[3] - last[1], here[3] - here[1])
    return (
        abs(last[1] - here[1]) > 0.5 * size
        or here[0] - last[2] > 0.5 * size
        or last[2] - here[2] > 0.5 * size
    )


def _word(letters: list[str], edges: list[Edges], bold: bool) -> Box:
    return Box(
        "".join(letters),
        min(edge[0] for edge in edges),
        min(edge[1] for edge in edges),
        max(edge[2] for edge in edges),
        max(edge[3] for edge in edges),
        bold,
    )


def _stored_words(text: Handle) -> list[Box]:
    """The lines of a page in the order of its file, one below the other."""
    lines = [line.strip() for line in text.get_text_range().splitlines()]
    return [
        Box(line, 0.0, 700.0 - 12 * row, 6.0 * len(line), 710.0 - 12 * row)
        for row, line in enumerate(lines)
        if line
    ]


def _facts(
    document: Handle, text: list[Line], furniture: list[Line], body: str
) -> tuple[Facts, tuple[str, ...]]:
    """What the first page, the running heads and the file's own fields tell."""
    info = {key: tidy(value).strip() for key, value in document.get_metadata_dict().items()}
    title, masthead = _headline(text)
    head = read_head(body, title=not title)
    author = info.get("Author", "")
    written = info.get("Title", "")
    facts = Facts(title=told(title, "largest line"), outlet=told(masthead, "largest line"))
    if _JUNK_TITLE.fullmatch(written) is None:
        facts = facts.otherwise(Facts(title=told(written, "PDF info Title")))
    facts = facts.otherwise(head)
    running = "\n\n".join(dict.fromkeys(_plain(line.text) for line in furniture))
    facts = facts.otherwise(read_head(running, title=False))
    byline = told(author if is_name(author) else "", "PDF info Author")
    return _date(facts.otherwise(Facts(byline=byline)), info.get("CreationDate", ""))


def _date(facts: Facts, made: str) -> tuple[Facts, tuple[str, ...]]:
    """The facts with a date from the file's making, if the dateline's day bears it out.

    A PDF may be made years after the report, when somebody prints an old page; so the day on which
    it was made stands for the date of publication only next to the same day in the dateline, which
    has no year. Otherwise it is only mentioned.
    """
    found = _PDF_DATE.match(made)
    day = parse_moment("-".join(found.groups())) if found else None
    if facts.published is not None or day is None:
        return facts, ()
    if facts.dateline is not None and _bears_out(facts.dateline.value, day):
        where = "PDF info CreationDate, borne out by the dateline"
        return facts.otherwise(told_moment(day, where)), ()
    return facts, (f"no date of publication found; the PDF was made on {day.day}",)


def _bears_out(dateline: str, made: Moment) -> bool:
    """Whether the day in the dateline lies just before the day on which the file was made."""
    year = int(made.day[:4])
    for guess in (year, year - 1):
        words = re.sub(r"\s*\([^()]*\)$", "", dateline).split(",")[-1]
        moment = parse_moment(f"{words.strip()} {guess}")
        if moment and moment.day <= made.day and days_between(moment.day, made.day) <= _NEAR:
            return True
    return False


def _headline(lines: list[Line]) -> tuple[str, str]:
    """The headline of the first page by the size of its letters, and a masthead above it."""
    sizes = Counter[int]()
    for line in lines:
        sizes[round(line.box.size)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0
    large = [line for line in lines if line.page == 0 and line.box.size >= _HEADLINE * body]
    masthead = ""
    while large:
        size = max(line.box.size for line in large)
        # A headline of several lines is set in one size.
        run = [line for line in large if abs(line.box.size - size) < 0.05 * size]
        text = _plain(" ".join(line.text for line in run[:4]))
        if is_outlet(text) and not masthead:
            masthead = text
        elif len(text.split()) > 1 and len(text) <= 250:
            return text, masthead
        large = [line for line in large if line not in run]
    return "", masthead
