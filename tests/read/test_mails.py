from __future__ import annotations

from email.message import EmailMessage

import pytest
from read_samples import HEADLINE, PARAGRAPHS, page, read_all, read_one, tagged

TEXT = "The harbour master of Pelmoor resigned on Tuesday.\n\nHe denied it, his lawyer said.\n"


def mail(text=TEXT, html=None, **headers):
    message = EmailMessage()
    message["From"] = headers.pop("From", "The Bay Post <news@bay.example>")
    message["To"] = "reader@reader.example"
    message["Subject"] = headers.pop("Subject", "Harbour master quits — at last")
    message["Date"] = headers.pop("Date", "Tue, 09 Mar 2021 23:30:00 -0500")
    message["Message-ID"] = "<1@bay.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def read_mail(message, folder):
    return read_one(message.as_bytes(), "a.eml", folder)


def test_headers_are_facts_and_the_text_part_is_the_text(tmp_path):
    report = read_mail(mail(), tmp_path)
    assert report.text == TEXT.strip()
    told = {
        name: (getattr(report, name).value, getattr(report, name).where)
        for name in ("outlet", "title", "published", "published_at")
    }
    assert told == {
        "outlet": ("The Bay Post", "mail From header"),
        "title": ("Harbour master quits — at last", "mail Subject header"),
        "published": ("2021-03-09", "mail Date header"),
        "published_at": ("2021-03-09T23:30:00-05:00", "mail Date header"),
    }
    assert report.media == "message/rfc822"


@pytest.mark.parametrize(
    ("sender", "headers", "outlet", "byline"),
    [
        ("Jane Roe <jane@bay.example>", {}, None, "Jane Roe"),
        ("Jane Roe at The Bay Post <jane@bay.example>", {}, "The Bay Post", "Jane Roe"),
        ('"Jane Roe, The Bay Post" <jane@bay.example>', {}, "The Bay Post", "Jane Roe"),
        (
            "Jane Roe <jane@bay.example>",
            {"List_Id": "Bay Letter <l.bay.example>"},
            "Bay Letter",
            "Jane Roe",
        ),
        ("Pelm Relief <press@pelm.example>", {}, "Pelm Relief", None),
        ("x@bay.example", {"List_Unsubscribe": "<https://bay.example/u>"}, "bay.example", None),
        ("x@bay.example", {}, None, None),
    ],
)
def test_the_sender_is_outlet_or_author_as_the_name_tells(
    sender, headers, outlet, byline, tmp_path
):
    report = read_mail(mail(From=sender, **headers), tmp_path)
    assert (report.outlet and report.outlet.value) == outlet
    assert (report.byline and report.byline.value) == byline


def test_the_html_part_is_read_where_the_text_part_is_a_stub(tmp_path):
    html = page(f"<h1>{HEADLINE}</h1>{tagged()}<p>Unsubscribe here</p>").decode()
    report = read_mail(mail("View this email in your browser.\n", html), tmp_path)
    assert report.text.split("\n\n") == [HEADLINE, *PARAGRAPHS]
    report = read_mail(mail("\n".join([TEXT] * 5), html), tmp_path)
    assert report.text == "\n\n".join([TEXT.strip()] * 5)


def test_hidden_text_of_newsletters_is_not_read(tmp_path):
    html = f'<div style="display:none">Preview of the letter</div>{tagged()}'
    report = read_mail(mail("x", html), tmp_path)
    assert report.text.split("\n\n") == list(PARAGRAPHS)


def test_signature_and_quoted_mail_are_cut_only_at_the_end(tmp_path):
    quoted = "On Mon, 8 Mar 2021, Olaf Poe wrote:\n> When will he resign?\n> Soon?\n"
    assert read_mail(mail(f"{TEXT}\n-- \nJane Roe\nPelmoor\n"), tmp_path).text == TEXT.strip()
    assert read_mail(mail(f"{TEXT}\n{quoted}"), tmp_path).text == TEXT.strip()
    between = read_mail(mail(f"{quoted}\n{TEXT}"), tmp_path).text
    assert "> When will he resign?" in between
    assert TEXT.strip() in between


def test_a_forwarded_report_stays(tmp_path):
    text = f"FYI\n\n---------- Forwarded message ---------\nFrom: The Bay Post\n\n{TEXT}"
    assert TEXT.strip() in read_mail(mail(text), tmp_path).text


def test_lines_that_a_program_broke_are_joined_and_others_are_not(tmp_path):
    wrapped = (
        "The charity said on Thursday that it had received a sign of life from all\n"
        "seven of its staff in the north, and that it did not know of what kind it\n"
        "was.\n\nFirst line,\nsecond line.\n"
    )
    assert read_mail(mail(wrapped), tmp_path).text == (
        "The charity said on Thursday that it had received a sign of life from all seven of its "
        "staff in the north, and that it did not know of what kind it was."
        "\n\nFirst line,\nsecond line."
    )


def test_flowed_text_is_joined_as_its_standard_says(tmp_path):
    message = mail("The quay was \nclosed, she \nsaid.\n\nNobody\nknew.\n")
    message.set_param("format", "flowed")
    assert read_mail(message, tmp_path).text == "The quay was closed, she said.\n\nNobody\nknew."


def test_attachments_are_named_and_not_read(tmp_path):
    message = mail()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="memo.pdf")
    report = read_mail(message, tmp_path)
    assert report.text == TEXT.strip()
    assert report.flags == ("attachments not read: memo.pdf",)


def test_a_saved_page_is_read_as_a_page_and_the_day_of_saving_is_no_date(tmp_path):
    html = page(f"<article><h1>{HEADLINE}</h1>{tagged()}</article>").decode()
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://bay.example/fuel"
    message["Subject"] = HEADLINE
    message["Date"] = "Fri, 12 Jan 2024 10:00:00 -0000"
    message["MIME-Version"] = "1.0"
    message.set_content(html, subtype="html")
    message.make_related()
    report = read_one(message.as_bytes(), "a.mhtml", tmp_path)
    assert report.text.split("\n\n") == [HEADLINE, *PARAGRAPHS]
    assert report.published is None
    assert (report.url.value, report.url.where) == ("https://bay.example/fuel", "saved from url")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b'charset="utf-8"', b'charset="klingon"'),
        lambda data: data.replace(b"Subject: ", b"Subject: =?utf-8?q?=FF=FE_broken?= "),
        lambda data: data.replace(b"From: ", b"From: <<>>,,;;@ "),
        lambda data: data.replace(b"Date: Tue, 09", b"Date: Foo, 99"),
        lambda data: data.replace(
            b"MIME-Version: 1.0", b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed"
        ),
        lambda data: data.replace(b"7bit", b"base64"),
    ],
)
def test_a_mail_with_broken_parts_gives_a_report_or_one_error(damage, tmp_path):
    assert len(read_all(damage(mail().as_bytes()), "a.eml", tmp_path)) == 1


@pytest.mark.parametrize(
    "date",
    ["Tue, 09 Mar 99999999999999999999 23:30:00 -0500", "Tue, 09 Mar 2021 23:30:00 -" + "9" * 30],
)
def test_a_date_beyond_all_counting_costs_the_date_alone(date, tmp_path):
    data = mail().as_bytes().replace(b"Tue, 09 Mar 2021 23:30:00 -0500", date.encode())
    report = read_one(data, "a.eml", tmp_path)
    assert report.text == TEXT.strip()
    assert report.published is None
