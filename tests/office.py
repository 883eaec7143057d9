"""A small case of every kind of file that sayso reads, and a pack of it, signed and timestamped."""

from __future__ import annotations

import gzip
import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from kept import Kept
from sayso import intake
from sayso.cli.pack import contents_of
from sayso.cli.weigh import Asked
from sayso.export.pack.contents import Contents
from sayso.export.pack.seal import Seal, write
from sayso.export.pack.signature import make_key, read_private
from sayso.export.redaction.handed import Handed
from sayso.read import Hints, Source
from sayso.record import Case, Decision, Judgement
from sayso.weigh.whole import Terms
from timekeeper import Authority, serving

PASSPHRASE = "four words that nobody guesses"
WORDS = (
    "The Vessan Guard shelled the town of Norrby on Tuesday, killing two farmers, the Relief Union "
    "said. Commander Ilve Sandor denied that the Guard had shelled Norrby."
)
MORE = (
    "A senior official said that the ministry had known of the attack for a week, and that nobody "
    "had been told. Two witnesses saw trucks of the Guard near the town on Monday night."
)
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Norrby shelled</title>'
    '<link rel="canonical" href="https://bay.example/norrby">'
    '<meta property="og:site_name" content="The Bay Post"></head>'
    f"<body><article><h1>Norrby shelled</h1><p>{WORDS}</p><p>{MORE}</p></article></body></html>"
).encode()
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Bay Wire</title>'
    "<link>https://wire.example/</link><description>News</description>"
    + "".join(
        f"<item><title>{title}</title><link>https://wire.example/{number}</link>"
        f"<guid>https://wire.example/{number}</guid><description>{text}</description></item>"
        for number, (title, text) in enumerate((("Shelling", WORDS), ("What was known", MORE)))
    )
    + "</channel></rss>"
).encode()
MAIL = (
    "From: Anna Reeve <anna@bay.example>\r\nTo: desk@bay.example\r\nSubject: Norrby\r\n"
    "Date: Wed, 16 Mar 2016 10:00:00 +0000\r\nMessage-ID: <1@bay.example>\r\n"
    f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{MORE}\r\n"
).encode()


def document() -> bytes:
    """A PDF with the words on it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    words = WORDS.split()
    for number in range(0, len(words), 8):
        canvas.drawString(60, 760 - 2 * number, " ".join(words[number : number + 8]))
    canvas.save()
    return buffer.getvalue()


def archive() -> bytes:
    """A WARC with one page, whose server said in which charset it is."""
    story = f"<article><h1>Café talk</h1><p>{WORDS}</p><p>{MORE}</p></article>"
    body = f"<html><body>{story}</body></html>".encode("cp1252")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n" + body
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2016-03-17T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:6a1f4fb2-7f2e-4b0f-8a87-2f6c2f1d9a11>\r\n"
        "WARC-Target-URI: https://café.example/talk\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    ).encode()
    return gzip.compress(head + http + b"\r\n\r\n", mtime=0)


@dataclass(frozen=True)
class Office:
    """What one needs to make and to check a pack."""

    case: Path
    pack: Path
    key: Path
    public: Path
    authority: Authority
    certificate: Path


def make_office(folder: Path, kept: Kept) -> Office:
    """An office in an empty folder."""
    news = folder / "Secret Folder"
    news.mkdir()
    files = {
        "plain.txt": WORDS.encode(),
        "page.html": PAGE,
        "feed.xml": FEED,
        "mail.eml": MAIL,
        "paper.pdf": document(),
        "crawl.warc.gz": archive(),
    }
    for name, data in files.items():
        (news / name).write_bytes(data)
    case = folder / "norrby.sayso"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "analyse", kept.analyse)
        fill(case, news, files)
    key = folder / "office.pem"
    public, _ = make_key(key, PASSPHRASE)
    authority = Authority.make()
    pack = folder / "pack"
    pack.mkdir()
    with serving(authority) as address:
        sealed(case, pack, Seal(read_private(key, PASSPHRASE), address))
    return Office(case, pack, key, public, authority, authority.write_root(folder / "root.pem"))


def fill(place: Path, news: Path, files: dict[str, bytes]) -> None:
    """Make the case: a day for each file, and what the user tells of the plain text alone."""
    told = Hints("2016-03-15", "The Relief Bulletin", "Two farmers killed")

    def on(day: int) -> Case:
        at = datetime(2026, 3, day, 10, 0, tzinfo=UTC)
        return Case.open(str(place), create=True, who="Ada", clock=lambda: at)

    for day, name in enumerate(files, start=1):
        hints = told if name == "plain.txt" else Hints()
        source = Source(str(news / name), news / name)
        with on(day) as case:
            for report, original in intake.reports_in(source, hints):
                intake.put(report, original, case, hints)
    with on(20) as case:
        first, second = [c.id for a in case.analyses() for c in a.claims][:2]
        case.judge(Judgement(first, Decision.REJECTED, "Ada", "misread"))
        back = case.judge(Judgement(second, Decision.REJECTED, "Ada", "misread, too"))
        case.retract(back, "Ada", "it was not")


def sealed(place: Path, folder: Path, seal: Seal, **changed) -> Contents:
    """Write a pack of a case into an empty folder."""
    with Case.open(str(place)) as case:
        contents = replace(contents_of(case, Asked(), Handed.of(case, Terms(), None)), **changed)
        write(contents, folder, seal)
    return contents
