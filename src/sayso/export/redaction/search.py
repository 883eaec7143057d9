"""Whether anything of what was hidden is left in what is about to be handed over.

    for leak in leaks(folder, secrets.searched): ...

Every file is looked through as it lies and as whoever opens it sees it: text in any common
encoding, escaped for JSON, XML, HTML or an address, packed (zip, gzip, Parquet), or written as
base64 or hexadecimal digits. File names are looked through, too.
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
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

from sayso.export.redaction.alias import fold, pattern

# Encodings in which a text may lie in a file: in one with NUL bytes, and in one that is no UTF-8.
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
NARROW = ("latin-1", "cp1251")
ESCAPED = re.compile(r"\\+u([0-9a-fA-F]{4})|\\+x([0-9a-fA-F]{2})")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}={0,2}")
HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){4,}")
# Packed within packed is opened so deep.
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Leak:
    """An alias that is left: in which file, and how it lies there."""

    file: str
    alias: str
    how: str


def holds(data: bytes, searched: Iterable[str]) -> bool:
    """Whether any of the searched words is in a file."""
    wanted = [re.compile(told) for alias in searched if (told := pattern(alias))]
    return any(one.search(text) for _, text in seen(data) for one in wanted)


def leaks(place: Path, searched: Iterable[str]) -> Iterator[Leak]:
    """What is left of the searched words in a file, or in all files of a folder."""
    wanted = {alias: re.compile(told) for alias in searched if (told := pattern(alias))}
    files = sorted(p for p in place.rglob("*") if p.is_file()) if place.is_dir() else [place]
    for file in files:
        name = str(file.relative_to(place)) if place.is_dir() else file.name
        views = [("its name", fold(name)), *seen(file.read_bytes())]
        for alias, one in wanted.items():
            how = next((how for how, text in views if one.search(text)), None)
            if how is not None:
                yield Leak(name, alias, how)


def seen(data: bytes, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The contents of a file as it can be read, each way folded for comparison."""
    yield from read_as_text(data)
    yield "as base64", fold(" ".join(from_base64(data)))
    yield "as hexadecimal digits", fold(" ".join(from_hex(data)))
    if depth < DEEPEST:
        for how, inner in unpacked(data):
            yield from ((f"{how}, {inside}", text) for inside, text in seen(inner, depth + 1))


def read_as_text(data: bytes) -> Iterator[tuple[str, str]]:
    """A file as text, in each encoding and without each way of escaping."""
    for encoding in encodings(data):
        text = data.decode(encoding, "ignore")
        yield encoding, fold(text)
        plain = unescaped(text)
        if plain != text:
            yield f"{encoding}, escaped", fold(plain)
    if b"=" in data:
        yield "quoted-printable", fold(quopri.decodestring(data).decode("utf-8", "ignore"))


def encodings(data: bytes) -> Iterator[str]:
    """The encodings that a file may be in."""
    yield "utf-8"
    if b"\0" in data:
        yield from WIDE
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        yield from NARROW


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
            yield base64.b64decode(part + b"=" * (-len(part) % 4)).decode("utf-8", "ignore")


def from_hex(data: bytes) -> Iterator[str]:
    """What stands in a file as hexadecimal digits."""
    for match in HEX.finditer(data):
        yield bytes.fromhex(match.group().decode("ascii")).decode("utf-8", "ignore")


def unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What is packed in a file: members of a zip, what gzip holds, the cells of a table."""
    if data[:4] == b"PK\x03\x04":
        yield from from_zip(data)
    at = 0
    while (at := data.find(b"\x1f\x8b\x08", at)) >= 0:
        with suppress(zlib.error):
            yield "gzip", zlib.decompressobj(31).decompress(data[at:])
        at += 1
    if data[:4] == b"PAR1" and find_spec("pyarrow"):
        yield "Parquet", cells(data)


def from_zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The members of a zip, and their names."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "zip", "\n".join(archive.namelist()).encode()
            yield from (("zip", archive.read(name)) for name in archive.namelist())
    except zipfile.BadZipFile:
        return


def cells(data: bytes) -> bytes:
    """All cells of a Parquet file, a line each, with its metadata."""
    table = import_module("pyarrow.parquet").read_table(io.BytesIO(data))
    told = [str(table.schema), str(table.schema.metadata)]
    told += [str(value) for column in table.columns for value in column.to_pylist()]
    return "\n".join(told).encode("utf-8", "surrogatepass")
