"""Mutated files, one after the other, through every reader; what it cannot bear is kept.

    python -m fuzz.readers --minutes 60 --out fuzz/findings

A reader may refuse a file with a ReadError. It may raise nothing else, take no longer than LONGEST
and no more memory than `hunt.MOST_MEMORY`, and it reads the same bytes to the same reports twice.
Each finding is written to the folder with what it did. The corpus are the reports and registers of
the demo and small files made here, one at least of each format; a seed tells the mutations.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import multiprocessing
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fuzz.hunt import hunt

ROOT = Path(__file__).resolve().parents[1]
# Seconds for one file, of which the largest here have 100 kB: the slowest of the demo takes 0.3.
LONGEST = 30.0
# Longer inputs find little that shorter ones do not, and take the time of many.
MOST_BYTES = 100_000
# What formats are made of: put into other places, it leads a reader astray.
TOKENS = (
    *(
        b"<",
        b">",
        b"</",
        b"<![CDATA[",
        b"<!--",
        b"-->",
        b"&#x110000;",
        b"&#xD800;",
        b"<!DOCTYPE x [",
    ),
    *(
        b'<!ENTITY a "&a;&a;">',
        b"<script>",
        b"<meta charset=utf-7>",
        b'{"@graph":[',
        b"\xef\xbb\xbf",
    ),
    *(
        b'Content-Type: multipart/mixed; boundary="b"\n\n',
        b"=?utf-8?b?",
        b"\r\n\r\n",
        b"\0",
        b"\xff\xfe",
    ),
    *(
        b"WARC/1.0\r\n",
        b"Content-Length: 99999999999\r\n",
        b"Content-Length: -1\r\n",
        b"%PDF-1.7\n",
    ),
    *(
        b"endobj",
        b"stream\n",
        b"<< /Type /Page >>",
        b"xref\n0 1",
        b"/Filter /FlateDecode",
        b"\x1f\x8b\x08",
    ),
    *(
        b"9" * 400,
        b"-1",
        b"1e999",
        b"0000-00-00",
        b"2019-02-30T25:61:61Z",
        b"[" * 500,
        b"\xf0\x9f\x92\xa9",
    ),
    *("\u202e".encode(), "\u0301".encode() * 60, b"\xed\xa0\x80", b"\xc0\xaf", b"]]>", b"\\ud800"),
)


def corpus() -> dict[str, bytes]:
    """Files of each format, by name; the ending tells a reader what to expect."""
    found = {}
    for folder in ("reports", "registers"):
        for path in sorted((ROOT / "demo" / folder).rglob("*")):
            if path.is_file() and path.stat().st_size <= MOST_BYTES:
                found[f"{folder}-{path.name}"] = path.read_bytes()
    page = next(data for name, data in found.items() if name.endswith(".html"))
    found["archive.warc"] = warc(page)
    found["archive.warc.gz"] = gzip.compress(found["archive.warc"])
    found["letter.eml"] = (
        b"From: desk@example.org\nSubject: =?utf-8?b?UG9ydA==?=\n"
        b"Date: Tue, 10 Sep 2019 11:52:00 +0000\n"
        b"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\n"
        b"Content-Type: text/plain; charset=utf-8\n\nThe minister said that the port was shut.\n"
        b"--b\n"
        b"Content-Type: text/html\n\n<p>The minister said that the port was shut.</p>\n--b--\n"
    )
    found["feed.xml"] = (
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>The Post</title><item>'
        b"<title>Port shut</title><pubDate>Tue, 10 Sep 2019 11:52:00 GMT</pubDate><description>"
        b"&lt;p&gt;The minister said that the port was shut.&lt;/p&gt;</description></item>"
        b"</channel></rss>"
    )
    return found


def warc(page: bytes) -> bytes:
    """An archive with one response."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415 - only needed here
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=False)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        "https://example.org/a", "response", payload=io.BytesIO(page), http_headers=head
    )
    writer.write_record(record)
    return file.getvalue()


def mutated(chance: random.Random, one: bytes, other: bytes) -> bytes:
    """A file with some of it changed, doubled, lost, or taken from another."""
    data = bytearray(one)
    for _ in range(chance.choice((1, 1, 2, 4, 8, 32))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 2, 8, 64, 1000)))
        match chance.randrange(8):
            case 0 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                data[at:at] = chance.choice(TOKENS)
            case 2:
                del data[at:end]
            case 3:
                data[at:at] = data[at:end] * chance.choice((1, 2, 50))
            case 4:
                data[at:end] = chance.choice(TOKENS)
            case 5 if other:
                start = chance.randrange(len(other))
                data[at:end] = other[start : start + chance.choice((8, 100, 2000))]
            case 6:
                data[at:end] = chance.randbytes(end - at)
            case _ if chance.random() < 0.2:
                del data[at:]
    return bytes(data[:MOST_BYTES])


def bear(name: str, data: bytes) -> str:
    """What a reader makes of a file, in a word. Raises whatever should not be raised."""
    return link(name, data) if name.startswith("registers") else told(name, data)


def told(name: str, data: bytes) -> str:
    """Read it as a report, twice."""
    from sayso.read import Source, read  # noqa: PLC0415 - in the process that may die

    path = laid(name, data)
    first, again = (list(read(Source(name, path))) for _ in range(2))
    if [str(each) for each in first] != [str(each) for each in again]:
        raise AssertionError("read twice, it is not the same")
    for each in first:
        if isinstance(each, Exception):
            assert "\n" not in str(each), "an error of more than one line"
            continue
        report, original = each
        assert original.sha256 == hashlib.sha256(original.data).hexdigest()
        assert report.text.strip(), "a report without text"
        assert "\0" not in report.text or b"\0" in data
    return "refused" if all(isinstance(each, Exception) for each in first) else "read"


def laid(name: str, data: bytes) -> Path:
    """The file, where only this process looks."""
    folder = Path(tempfile.gettempdir()) / f"sayso-fuzz-{multiprocessing.current_process().pid}"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def link(name: str, data: bytes) -> str:
    """Read it as a register."""
    from sayso.cli.desk import Desk  # noqa: PLC0415 - in the process that may die
    from sayso.cli.outside import entries_of  # noqa: PLC0415

    path = laid(name, data)
    with entries_of(path, Desk(quiet=True)) as entries:
        return "read" if list(entries) else "refused"


def inputs(seed: int) -> Iterator[tuple[str, bytes]]:
    """Mutated files without end."""
    chance = random.Random(seed)
    files = corpus()
    names = list(files)
    while True:
        name = chance.choice(names)
        yield name, mutated(chance, files[name], files[chance.choice(names)])


if __name__ == "__main__":
    hunt(bear, LONGEST, inputs, __doc__)
