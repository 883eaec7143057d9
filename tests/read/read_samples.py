"""Invented reports in every format, and short ways to read them."""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph

from sayso.errors import ReadError
from sayso.model import Original, Report
from sayso.read import Hints, Source, find_sources, read, reread

NO_HINTS = Hints()
HEADLINE = "Harbour master quits over missing fuel"
STANDFIRST = "An inquiry found that records were altered, two officials say."
PARAGRAPHS = (
    "PELMOOR — The harbour master of Pelmoor resigned on Tuesday after an inquiry found that 40 "
    "tonnes of fuel had gone missing, the port authority said.",
    "“I never touched a litre of it,” Anton Reeve told reporters outside his home.",
    "The inquiry, led by retired judge Selma Orr, heard 31 witnesses over four weeks and is "
    "expected to publish its findings in June.",
    "He denied it.",
    "A spokeswoman for the port authority said that it would not comment further while police "
    "were looking into the matter.",
    "According to two officials who asked not to be named, the fuel was sold to a fishing company "
    "on the far side of the bay.",
)
ARTICLE = (HEADLINE, STANDFIRST, *PARAGRAPHS)


def read_all(data: bytes, name: str, folder: Path, hints: Hints = NO_HINTS) -> list:
    """All that reading a file of these bytes yields; each report is checked to reread the same."""
    path = folder / name
    path.write_bytes(data)
    found = list(read(Source(str(path), path), hints))
    for item in found:
        if not isinstance(item, ReadError):
            check_reading(*item)
    return found


def check_reading(report: Report, original: Original) -> None:
    """What holds for every reading."""
    assert report.sha256 == original.sha256
    assert report.text.strip()
    assert report.text.encode("utf-8").decode("utf-8") == report.text
    again = reread(original, report.path, report.part)
    assert not isinstance(again, ReadError), again
    assert (again[0].id, again[0].text, again[0].part) == (report.id, report.text, report.part)


def read_one(data: bytes, name: str, folder: Path, hints: Hints = NO_HINTS) -> Report:
    """The only report in a file of these bytes."""
    (found,) = read_all(data, name, folder, hints)
    assert not isinstance(found, ReadError), found
    return found[0]


def fail_one(data: bytes, name: str, folder: Path) -> ReadError:
    """The only error that a file of these bytes gives."""
    (found,) = read_all(data, name, folder)
    assert isinstance(found, ReadError), found
    assert "\n" not in str(found)
    return found


def sources_of(*arguments: str | Path) -> list[str]:
    """What the arguments name, as paths; errors by their type."""
    return [
        f"{type(found).__name__} {found.path}" if isinstance(found, ReadError) else found.path
        for found in find_sources([str(argument) for argument in arguments])
    ]


def page(body: str, head: str = "", lang: str = "en") -> bytes:
    """An HTML page of the Bay Post."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{HEADLINE} | The Bay Post</title>{head}</head><body>{body}</body></html>"
    ).encode()


def tagged(texts: tuple[str, ...] = PARAGRAPHS, tag: str = "p") -> str:
    """Each text in an element."""
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def canvas_pdf(lines: list[str], *, password: str | None = None, size: int = 11) -> bytes:
    """A PDF of one page with these lines."""
    buffer = io.BytesIO()
    lock = StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(buffer, pagesize=A4, encrypt=lock, invariant=1)
    canvas.setFont("Helvetica", size)
    for number, line in enumerate(lines):
        canvas.drawString(60, 760 - 1.3 * size * number, line)
    canvas.save()
    return buffer.getvalue()


def set_pdf(texts: list[str], *, columns: int = 1, title: str = HEADLINE) -> bytes:
    """A PDF as a newspaper sets it: headline, justified columns, running heads, page numbers."""
    buffer = io.BytesIO()
    width, height = A4

    def furnish(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, height - 30, "The Bay Post | 12 March 2021")
        canvas.drawString(290, 20, str(document.page))

    column = (width - 100 - 20 * (columns - 1)) / columns
    first = [Frame(50, height - 130, width - 100, 80)]
    first += [Frame(50 + n * (column + 20), 50, column, height - 190) for n in range(columns)]
    later = [Frame(50 + n * (column + 20), 50, column, height - 100) for n in range(columns)]
    document = BaseDocTemplate(
        buffer, pagesize=A4, title="Microsoft Word - final2.doc", invariant=1
    )
    document.addPageTemplates(
        [
            PageTemplate("first", first, onPage=furnish, autoNextPageTemplate="later"),
            PageTemplate("later", later, onPage=furnish),
        ]
    )
    body = ParagraphStyle(
        "body", fontName="Times-Roman", fontSize=10, leading=12, spaceAfter=6, alignment=4
    )
    head = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=20, leading=24)
    story = [Paragraph(title, head), FrameBreak(), *(Paragraph(text, body) for text in texts)]
    document.build(story)
    return buffer.getvalue()


def feed(*items: str) -> bytes:
    """An RSS feed of the Bay Post."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Bay Post</title>'
        f"<link>https://bay.example/</link><language>en</language>{''.join(items)}</channel></rss>"
    ).encode()


def item(number: int, text: str = "The quay was closed, the port authority said.") -> str:
    """One good entry."""
    return (
        f"<item><title>Story {number} from the quay</title><guid>bay-{number}</guid>"
        f"<link>https://bay.example/{number}?a=1&amp;b=2</link><dc:creator>Mira Toll</dc:creator>"
        f"<pubDate>Tue, 09 Mar 2021 08:0{number % 10}:00 +0100</pubDate>"
        f"<description>{text}</description></item>"
    )
