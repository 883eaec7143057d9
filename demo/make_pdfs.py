"""Build the PDF reports of the demo case from the texts in `pdf_sources/`.

    python demo/make_pdfs.py [FOLDER]

Writes under `demo/reports/` unless another folder is given. The same texts give the same bytes:
ReportLab runs with `invariant` (no clock, no random id) and without compression, whose bytes would
depend on the zlib at hand. As a consequence each file says that it was created on 1 January 2000,
like many a real one from a machine whose clock was never set; the true date is in the text.

In the sources `# ` starts a title, `= ` a line under it, `## ` a heading; blank lines part
paragraphs. Soft hyphens are places where a column may break a word.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

HERE = Path(__file__).parent

# Smaller than A4, so that the article runs over pages and its running head falls into the text.
MAGAZINE = (150 * mm, 210 * mm)
Dress = Callable[[Canvas, BaseDocTemplate], None]


@dataclass(frozen=True, slots=True)
class Layout:
    """How one PDF looks: its place, what its metadata say, its page, and what frames the page."""

    source: str
    target: str
    title: str
    author: str
    page: tuple[float, float]
    columns: int
    serif: bool
    dress: Dress


def blocks(source: str) -> Iterator[tuple[str, str]]:
    """The style name and the words of each paragraph of a source text."""
    marks = {"# ": "title", "= ": "line", "## ": "heading"}
    for block in source.split("\n\n"):
        words = " ".join(block.split("\n")).strip()
        mark = next((m for m in marks if words.startswith(m)), "")
        if words:
            yield marks.get(mark, "body"), words.removeprefix(mark)


def styles(layout: Layout) -> dict[str, ParagraphStyle]:
    """The paragraph styles of a layout; several columns are justified and break words."""
    font, bold = ("Times-Roman", "Times-Bold") if layout.serif else ("Helvetica", "Helvetica-Bold")
    narrow = layout.columns > 1
    centre = 0 if narrow else TA_CENTER
    body = ParagraphStyle(
        "body",
        fontName=font,
        fontSize=10.5 if narrow else 11,
        leading=13.5 if narrow else 15,
        spaceAfter=2 if narrow else 8,
        firstLineIndent=9 if narrow else 0,
        alignment=TA_JUSTIFY,
        embeddedHyphenation=1 if narrow else 0,
    )
    return {
        "body": body,
        "title": ParagraphStyle(
            "title", fontName=bold, fontSize=17, leading=20, spaceAfter=8, alignment=centre
        ),
        "line": ParagraphStyle(
            "line", fontName=font, fontSize=9.5, leading=12, spaceAfter=8, alignment=centre
        ),
        "heading": ParagraphStyle(
            "heading", fontName=bold, fontSize=11, leading=14, spaceBefore=6, spaceAfter=4
        ),
    }


def magazine_page(canvas: Canvas, document: BaseDocTemplate) -> None:
    """A running head and a page number, as a quarterly sets them."""
    width, height = document.pagesize
    canvas.setFont("Helvetica", 8)
    canvas.drawString(20 * mm, height - 13 * mm, "Sounding Lead Quarterly No. 31")
    canvas.drawRightString(width - 20 * mm, height - 13 * mm, "Ships & money")
    canvas.line(20 * mm, height - 15 * mm, width - 20 * mm, height - 15 * mm)
    canvas.drawCentredString(width / 2, 10 * mm, str(13 + document.page))


def court_page(canvas: Canvas, document: BaseDocTemplate) -> None:
    """The file number and the sheet number of a court's record, and its stamp."""
    width, height = document.pagesize
    canvas.setFont("Courier", 8)
    canvas.drawRightString(width - 20 * mm, height - 12 * mm, f"K 114/2019 - sheet {document.page}")
    canvas.saveState()
    canvas.translate(width - 45 * mm, 25 * mm)
    canvas.rotate(12)
    canvas.rect(-16 * mm, -5 * mm, 32 * mm, 10 * mm)
    canvas.drawCentredString(0, -1 * mm, "COPY FOR COUNSEL")
    canvas.restoreState()


def gazette_page(canvas: Canvas, document: BaseDocTemplate) -> None:
    """The price line at the foot of a gazette."""
    canvas.setFont("Times-Italic", 8)
    foot = f"Printed by authority. Price 2 florins. Page {document.page}"
    canvas.drawCentredString(document.pagesize[0] / 2, 10 * mm, foot)


LAYOUTS = (
    Layout(
        "eleven-payments.txt",
        "sounding-lead/2019-09-12-eleven-payments.pdf",
        "Eleven payments and two ferries",
        "Noor Wyndram, Ines Halloquist",
        MAGAZINE,
        2,
        True,
        magazine_page,
    ),
    Layout(
        "court-record.txt",
        "lissmar-court/2019-09-20-court-record.pdf",
        # Real court papers often carry the name of the file they were typed in.
        "k114_record_final2.doc",
        "clerk3",
        A4,
        1,
        False,
        court_page,
    ),
    Layout(
        "charge-notice.txt",
        "skellane-gazette/2019-09-24-charge-notice.pdf",
        "",
        "",
        A4,
        1,
        True,
        gazette_page,
    ),
)


def build(layout: Layout, folder: Path) -> Path:
    """Write one PDF below `folder` and return its path."""
    target = folder / layout.target
    target.parent.mkdir(parents=True, exist_ok=True)
    width, height = layout.page
    margin, gap = 20 * mm, 7 * mm
    column = (width - 2 * margin - gap * (layout.columns - 1)) / layout.columns
    frames = [
        Frame(margin + i * (column + gap), 18 * mm, column, height - 36 * mm, 0, 0, 0, 0)
        for i in range(layout.columns)
    ]
    document = BaseDocTemplate(
        str(target),
        pagesize=layout.page,
        title=layout.title or None,
        author=layout.author or None,
        invariant=1,
        pageCompression=0,
    )
    document.addPageTemplates(PageTemplate("page", frames, onPage=layout.dress))
    style = styles(layout)
    text = (HERE / "pdf_sources" / layout.source).read_text(encoding="utf-8")
    document.build([Paragraph(escape(words), style[name]) for name, words in blocks(text)])
    return target


def main(folder: Path) -> None:
    """Write every PDF below `folder`."""
    for layout in LAYOUTS:
        print(build(layout, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "reports")
