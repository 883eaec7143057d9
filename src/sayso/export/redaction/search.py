"""Whether anything of what was hidden is left in what is about to be handed over.

    for leak in leaks(folder, secrets.searched): ...

Every file is looked through as it lies and as whoever opens it sees it: text in any common
encoding, escaped for JSON, XML, HTML or an address, packed (zip, gzip, Parquet), or written as
base64 or hexadecimal digits. File names are looked through, too. What is found is told with the
passage that it stands in, so that a person sees what it is.
"""

from __future__ import annotations

import base64
import html
import io
import quopri
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from sayso.export.redaction.letters import fold, folded, pattern

# Encodings in which a text may lie in a file: in one with NUL bytes, in a text that is no UTF-8,
# and in what is neither, such as a picture with words in it.
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
NARROW = ("cp1252", "cp1250", "iso-8859-2", "cp1254", "cp1257", "cp1251")
MIXED = ("cp1252", "cp1251")
ESCAPED = re.compile(r"\\+u([0-9a-fA-F]{4})|\\+x([0-9a-fA-F]{2})")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}={0,2}")
HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){4,}")
# What is read as base64 or as digits must be text, whole or for so long. Else the digests of 20,000
# reports hold 5,325 words of three letters by chance, "Ana" and "Ben" among them, and read as
# base64 4,240; so they hold 16 and 8.
TEXT = re.compile(r"[^\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]+")
LONG_TEXT = 12
# Packed within packed is opened so deep.
DEEPEST = 4
# So many signs are shown on each side of what was found; so many are folded at a time to find it.
AROUND = 40
BLOCK = 1 << 16
# What ends a word as it stands in a file: signs of the formats, and of what stands for a name.
ENDS = re.compile(r"""[\s\[\]{}()<>"“”«»,;|\\]""")


@dataclass(frozen=True, slots=True)
class Leak:
    """An alias that is left: in which file, how it lies there, and in which passage.

    `words` are those that it stands in, as they stand there.
    """

    file: str
    alias: str
    how: str
    passage: str
    words: str


def holds(data: bytes, searched: Iterable[str]) -> bool:
    """Whether any of the searched words is in a file."""
    wanted = [re.compile(told) for alias in searched if (told := pattern(alias))]
    return any(one.search(fold(text)) for _, text in seen(data) for one in wanted)


def leaks(place: Path, searched: Iterable[str]) -> Iterator[Leak]:
    """What is left of the searched words in a file, or in all files of a folder."""
    wanted = {alias: re.compile(told) for alias in searched if (told := pattern(alias))}
    files = sorted(p for p in place.rglob("*") if p.is_file()) if place.is_dir() else [place]
    for file in files:
        name = str(file.relative_to(place)) if place.is_dir() else file.name
        yield from left_in(name, file.read_bytes(), wanted)


def left_in(name: str, data: bytes, wanted: Mapping[str, re.Pattern[str]]) -> Iterator[Leak]:
    """What is left in one file: each alias once, where it is seen first."""
    views = [("its name", fold(name)), *((how, fold(text)) for how, text in seen(data))]
    for alias, one in wanted.items():
        for number, (how, view) in enumerate(views):
            if match := one.search(view):
                # What it looks like unfolded is read anew: that is kept of no view.
                text = next(islice(seen(data), number - 1, None))[1] if number else name
                yield Leak(name, alias, how, *shown(text, match.start(), match.end()))
                break


def shown(text: str, start: int, end: int) -> tuple[str, str]:
    """The passage, and the words, that a stretch of a folded text stands in."""
    first, last = place_in(text, start), place_in(text, end - 1) + 1
    passage = text[max(0, first - AROUND) : last + AROUND]
    while first and not ENDS.match(text[first - 1]) and last - first < BLOCK:
        first -= 1
    while last < len(text) and not ENDS.match(text[last]) and last - first < BLOCK:
        last += 1
    return " ".join(passage.split()), " ".join(text[first:last].split()).strip(".:!?'’‘")


def place_in(text: str, place: int) -> int:
    """Where in a text a sign of the folded one stands."""
    for at in range(0, len(text), BLOCK):
        block = text[at : at + BLOCK]
        size = len(fold(block))
        if place < size:
            return at + folded(block)[1][place]
        place -= size
    return len(text) - 1


def seen(data: bytes, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The contents of a file as it can be read, in each way: how, and what is seen then."""
    packed, rest = unpacked(data) if depth < DEEPEST else ([], data)
    yield from read_as_text(rest)
    yield "as base64", " ".join(from_base64(rest))
    yield "as hexadecimal digits", " ".join(from_hex(rest))
    for how, inner in packed:
        yield from ((f"{how}, {inside}", text) for inside, text in seen(inner, depth + 1))


def read_as_text(data: bytes) -> Iterator[tuple[str, str]]:
    """A file as text, in each encoding and without each way of escaping."""
    for encoding in encodings(data):
        text = data.decode(encoding, "ignore")
        yield encoding, text
        plain = unescaped(text)
        if plain != text:
            yield f"{encoding}, escaped", plain
    if b"=" in data:
        yield "quoted-printable", quopri.decodestring(data).decode("utf-8", "ignore")


def encodings(data: bytes) -> Iterator[str]:
    """The encodings that a file may be in."""
    yield "utf-8"
    is_wide = b"\0" in data
    if is_wide:
        yield from WIDE
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        yield from MIXED if is_wide else NARROW


def unescaped(text: str) -> str:
    """A text without the escapes of JSON, HTML and addresses, however they are nested."""
    for _ in range(DEEPEST):
        before = text
        text = ESCAPED.sub(lambda m: chr(int(m.group(1) or m.group(2), 16)), text)
        # Halves of a pair, escaped one by one.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        text = unquote(html.unescape(text), errors="ignore")
        text = text.replace("\\n", " ").replace("\\t", " ").replace("\\r", " ")
        if text == before:
            break
    return unicodedata.normalize("NFC", text)


def from_base64(data: bytes) -> Iterator[str]:
    """What stands in a file as base64, wherever it may begin."""
    for match in BASE64.finditer(data):
        told = match.group().rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        for start in range(4):
            part = told[start:]
            part = part[: len(part) - (len(part) % 4 == 1)]
            yield from texts(base64.b64decode(part + b"=" * (-len(part) % 4)))


def from_hex(data: bytes) -> Iterator[str]:
    """What stands in a file as hexadecimal digits."""
    for match in HEX.finditer(data):
        yield from texts(bytes.fromhex(match.group().decode("ascii")))


def texts(data: bytes) -> Iterator[str]:
    """What of some bytes is text: all of them, or a long stretch."""
    told = data.decode("utf-8", "replace")
    for match in TEXT.finditer(told):
        if len(match.group()) >= min(LONG_TEXT, len(told)):
            yield match.group()


Packed = list[tuple[str, bytes]]


def unpacked(data: bytes) -> tuple[Packed, bytes]:
    """What is packed in a file: members of a zip, what gzip holds, the cells of a table; the rest.

    What was packed is looked at unpacked alone: in bytes that look like chance there is any short
    name by chance.
    """
    if data[:4] == b"PK\x03\x04" and (found := from_zip(data)):
        return found, b""
    if data[:4] == b"PAR1" and find_spec("pyarrow"):
        return [("Parquet", cells(data))], b""
    return from_gzip(data)


def from_gzip(data: bytes) -> tuple[Packed, bytes]:
    """What gzip holds, wherever it begins in a file, and the bytes between."""
    found: Packed = []
    rest, at, since = [], 0, 0
    while (at := data.find(b"\x1f\x8b\x08", at)) >= 0:
        inner, end = from_one_gzip(data, at)
        if inner:
            found.append(("gzip", inner))
        if end is None:
            at += 1
            continue
        rest.append(data[since:at])
        at = since = end
    return found, b" ".join([*rest, data[since:]])


def from_one_gzip(data: bytes, start: int) -> tuple[bytes, int | None]:
    """What one gzip holds, as far as it is whole, and where it ends; None where it is broken."""
    opened, parts = zlib.decompressobj(31), []
    with suppress(zlib.error):
        for at in range(start, len(data), BLOCK):
            block = data[at : at + BLOCK]
            parts.append(opened.decompress(block))
            if opened.eof:
                return b"".join(parts), at + len(block) - len(opened.unused_data)
    return b"".join(parts), None


def from_zip(data: bytes) -> Packed:
    """The members of a zip, with their names and notes; none of a broken one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            told = [archive.comment]
            for each in archive.infolist():
                told += [each.filename.encode(), each.comment, each.extra]
            members = [("zip", archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return []
    return [("zip", b"\n".join(told)), *members]


def cells(data: bytes) -> bytes:
    """All cells of a Parquet file, a line each, with its metadata."""
    table = import_module("pyarrow.parquet").read_table(io.BytesIO(data))
    told = [str(table.schema), str(table.schema.metadata)]
    told += [str(value) for column in table.columns for value in column.to_pylist()]
    return "\n".join(told).encode("utf-8", "surrogatepass")
