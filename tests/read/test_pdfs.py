from __future__ import annotations

import io

import pytest
from pypdfium2 import PdfDocument
from read_samples import HEADLINE, PARAGRAPHS, canvas_pdf, fail_one, read_one, set_pdf
from reportlab.pdfgen.canvas import Canvas

from sayso.errors import Broken, Locked, NoArticle
from sayso.read.layout import Box, read_lines
from sayso.read.paragraphs import join_paragraphs

STORY = [*PARAGRAPHS, *(f"In case {n}: {text}" for n in range(6) for text in PARAGRAPHS)]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_the_other_as_paragraphs(columns, tmp_path):
    data = set_pdf(["By Mira Toll", *STORY], columns=columns)
    assert len(PdfDocument(data)) > 1
    report = read_one(data, "a.pdf", tmp_path)
    assert report.text.split("\n\n") == [HEADLINE, "By Mira Toll", *STORY]


def test_a_paper_tells_its_title_byline_date_and_name(tmp_path):
    report = read_one(set_pdf(["By Mira Toll", *STORY], columns=2), "a.pdf", tmp_path)
    told = {
        name: (getattr(report, name).value, getattr(report, name).where)
        for name in ("title", "outlet", "byline", "dateline", "published")
    }
    assert told == {
        "title": (HEADLINE, "largest line"),
        "outlet": ("The Bay Post", "byline line"),
        "byline": ("Mira Toll", "byline line"),
        "dateline": ("PELMOOR", "dateline"),
        "published": ("2021-03-12", "byline line"),
    }


def pdf_with(lines, **info):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for name, value in info.items():
        getattr(canvas, f"set{name}")(value)
    for number, line in enumerate(lines):
        canvas.drawString(60, 760 - 14 * number, line)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("title", "where"),
    [
        ("Fuel is missing", "PDF info Title"),
        ("Microsoft Word - fuel.doc", None),
        ("untitled", None),
    ],
)
def test_the_title_in_the_file_is_taken_unless_a_program_made_it_up(title, where, tmp_path):
    text = "The port authority said that forty tonnes of fuel are missing."
    report = read_one(pdf_with([text], Title=title), "a.pdf", tmp_path)
    assert (report.title and report.title.where) == where


def made_on(day, lines):
    """A PDF made on that day; the library's own invariant date is overwritten in place."""
    data = pdf_with(lines)
    assert b"D:20000101000000" in data
    return data.replace(b"D:20000101000000", f"D:{day}000000".encode())


def test_the_day_on_which_a_pdf_was_made_is_not_the_date_published(tmp_path):
    data = made_on("20240105", ["The port authority said that forty tonnes of fuel are missing."])
    report = read_one(data, "a.pdf", tmp_path)
    assert report.published is None
    assert report.flags == ("no date of publication found; the PDF was made on 2024-01-05",)


@pytest.mark.parametrize(
    ("dateline", "day", "published"),
    [
        ("VOSTRA, March 3 (VNA) -- ", "20210304", "2021-03-04"),
        ("VOSTRA, 31 December -- ", "20210101", "2021-01-01"),
        ("VOSTRA, March 3 (VNA) -- ", "20210601", None),
        ("VOSTRA, March 3 (VNA) -- ", "20210301", None),
        ("VOSTRA (VNA) -- ", "20210304", None),
    ],
)
def test_a_dateline_can_bear_out_the_day_on_which_a_pdf_was_made(
    dateline, day, published, tmp_path
):
    data = made_on(day, [f"{dateline}The port authority said that fuel was missing."])
    report = read_one(data, "a.pdf", tmp_path)
    assert (report.published and report.published.value) == published


def test_words_cut_at_line_ends_are_made_whole(tmp_path):
    lines = [
        "The harbour master denied that he had known of the miss-",
        "ing fuel. A well-known lawyer, Anton Reeve, said the inqui-",
        "ry had been unfair. It was a well-",
        "known fact, he said, that the Pelmoor-",
        "Karsk line lost money.",
    ]
    assert read_one(canvas_pdf(lines), "a.pdf", tmp_path).text == (
        "The harbour master denied that he had known of the missing fuel. A well-known lawyer, "
        "Anton Reeve, said the inquiry had been unfair. It was a well-known fact, he said, that "
        "the Pelmoor-Karsk line lost money."
    )


def test_lines_that_repeat_on_every_page_are_dropped_wherever_pages_number(tmp_path):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for number in range(1, 4):
        canvas.drawString(60, 800, f"The Bay Post, page {number}")
        canvas.drawString(
            60, 500, f"Witness {number} said that the pump had been locked all night."
        )
        canvas.drawString(280, 30, f"- {number} -")
        canvas.showPage()
    canvas.save()
    text = read_one(buffer.getvalue(), "a.pdf", tmp_path).text
    assert text.split("\n\n") == [
        f"Witness {n} said that the pump had been locked all night." for n in (1, 2, 3)
    ]


def box(text, left, bottom, width=None, size=10.0):
    return Box(text, left, bottom, left + (width or 5.0 * len(text)), bottom + size)


def test_a_headline_over_two_columns_comes_first_and_a_line_below_them_last():
    words = [box("HEADLINE OVER BOTH COLUMNS OF TEXT", 50, 700, 400)]
    for row in range(4):
        words.append(box(f"left{row}", 50, 650 - 12 * row, 180))
        words.append(box(f"right{row}", 250, 650 - 12 * row, 200))
    words.append(box("a line below both of the columns", 50, 500, 400))
    assert [line.text for line in read_lines(words, 0)] == [
        "HEADLINE OVER BOTH COLUMNS OF TEXT",
        *(f"left{row}" for row in range(4)),
        *(f"right{row}" for row in range(4)),
        "a line below both of the columns",
    ]


def test_a_large_first_letter_opens_its_word():
    words = [Box("T", 50, 632, 66, 662), box("he", 70, 650), box("quay was", 85, 650)]
    words += [box("closed, he", 70, 638), box("said.", 50, 626)]
    assert join_paragraphs(read_lines(words, 0))[0].startswith("The quay was closed")


def test_a_bold_heading_of_the_same_size_is_a_paragraph_of_its_own():
    words = [
        Box("Notice to all masters of vessels in the port", 50, 700, 400, 710, bold=True),
        box("The quay is closed from Monday on, as the port authority says.", 50, 688, 350),
    ]
    assert len(join_paragraphs(read_lines(words, 0))) == 2


def test_a_pdf_that_asks_for_a_password_gives_one_error(tmp_path):
    error = fail_one(canvas_pdf(["Secret."], password="open sesame"), "a.pdf", tmp_path)
    assert isinstance(error, Locked)
    assert "password" in error.reason


def test_a_scan_without_a_text_layer_says_what_to_do(tmp_path):
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.save()
    error = fail_one(buffer.getvalue(), "a.pdf", tmp_path)
    assert isinstance(error, NoArticle)
    assert error.reason == "no text layer: run OCR first, for example ocrmypdf"


def test_a_scanned_page_among_others_is_flagged(tmp_path):
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(60, 700, "The port authority said that forty tonnes of fuel are missing.")
    canvas.showPage()
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.save()
    report = read_one(buffer.getvalue(), "a.pdf", tmp_path)
    assert "1 of 2 pages have no text layer" in report.flags


@pytest.mark.parametrize("share", [0.01, 0.1, 0.3])
def test_a_pdf_that_is_cut_off_gives_one_error(share, tmp_path):
    data = set_pdf(STORY)
    error = fail_one(data[: int(share * len(data))], "a.pdf", tmp_path)
    assert isinstance(error, Broken | NoArticle)
