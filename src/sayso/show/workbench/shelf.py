"""Files that come in: laid into a folder as they come, one after the other, under numbers.

A name that a browser tells is only ever a label. Nothing of a file is held in memory beyond the
part that has just come, whatever its size, and one file is open at a time, however many come.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import IO

from fastapi import HTTPException, Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from sayso.read import MAX_BYTES

# One byte above the limit tells the reader that the file is too large.
LARGEST = MAX_BYTES + 1
MOST_FILES = 20_000
MOST_FIELDS = 20
# Bytes of the head of a part, and of a field that is no file.
LONGEST_HEAD = 8_192
LONGEST_FIELD = 4_096


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that came in: what the browser calls it, and where it lies now."""

    name: str
    location: Path


class Unfit(Exception):
    """What came in is no form, or too much of one."""


@dataclass
class Shelf:
    """A folder for the files of one form; `fields` are what it told beside."""

    folder: Path
    uploads: list[Upload] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    _head: bytearray = field(default_factory=bytearray, repr=False)
    _value: bytearray = field(default_factory=bytearray, repr=False)
    _heads: list[tuple[bytes, bytes]] = field(default_factory=list, repr=False)
    _name: str = ""
    _file: IO[bytes] | None = field(default=None, repr=False)
    _size: int = 0
    _ended: bool = False

    def parser(self, boundary: bytes) -> MultipartParser:
        """What cuts the form into its parts, and lays them down here."""
        return MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: grow(self._head, data[start:end]),
                "on_header_value": lambda data, start, end: grow(self._value, data[start:end]),
                "on_header_end": self._end_head,
                "on_headers_finished": self._open,
                "on_part_data": self._take,
                "on_part_end": self._close,
                "on_end": self._end,
            },
        )

    def _begin(self) -> None:
        self._heads, self._head, self._value = [], bytearray(), bytearray()

    def _end_head(self) -> None:
        self._heads.append((bytes(self._head).lower(), bytes(self._value)))
        self._head, self._value = bytearray(), bytearray()
        if len(self._heads) > 20:
            raise Unfit("A part of the form says too much about itself.")

    def _open(self) -> None:
        """The head of a part is complete: it is a file, or a field."""
        told = dict(self._heads).get(b"content-disposition", b"")
        _, options = parse_options_header(told)
        self._name, self._size = text(options.get(b"name", b"")), 0
        if b"filename" not in options:
            if len(self.fields) >= MOST_FIELDS:
                raise Unfit("The form has too many fields.")
            return
        if len(self.uploads) >= MOST_FILES:
            raise Unfit(f"These are too many files at a time: {MOST_FILES} are taken.")
        name = label(text(options[b"filename"]))
        place = self.folder / f"{len(self.uploads)}{PurePosixPath(name).suffix[:12]}"
        self._file = place.open("xb")
        self.uploads.append(Upload(name, place))

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self._file is None:
            grow(self._value, data[start:end], LONGEST_FIELD)
            return
        room = max(0, LARGEST - self._size)
        self._file.write(data[start : min(end, start + room)])
        self._size += end - start

    def _close(self) -> None:
        if self._file is None:
            self.fields[self._name] = text(bytes(self._value))
            self._value = bytearray()
        else:
            self._file.close()
            self._file = None

    def _end(self) -> None:
        self._ended = True

    async def fill(self, request: Request) -> None:
        """Take the files of a request. Raises HTTPException for what is no form of files."""
        kind, options = parse_options_header(request.headers.get("content-type", ""))
        boundary = options.get(b"boundary", b"")
        if kind != b"multipart/form-data" or not 0 < len(boundary) <= 200:
            raise HTTPException(HTTPStatus.BAD_REQUEST, "Send the files as multipart/form-data.")
        try:
            parser = self.parser(boundary)
            async for part in request.stream():
                if part:
                    await run_in_threadpool(parser.write, part)
            parser.finalize()
        except Unfit as error:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(error)) from error
        except (FormParserError, ClientDisconnect) as error:
            raise HTTPException(HTTPStatus.BAD_REQUEST, "The form ended early.") from error
        except OSError as error:
            words = f"The files could not be kept: {error.strerror}."
            raise HTTPException(HTTPStatus.INSUFFICIENT_STORAGE, words) from error
        if not self._ended:
            raise HTTPException(HTTPStatus.BAD_REQUEST, "The form ended early.")

    def clear(self) -> None:
        """Throw the files away."""
        if self._file is not None:
            self._file.close()
        shutil.rmtree(self.folder, ignore_errors=True)


async def shelve(request: Request) -> Shelf:
    """The files of a request on a new shelf; nothing stays where they do not come whole."""
    shelf = Shelf(Path(tempfile.mkdtemp(prefix="sayso-")))
    try:
        await shelf.fill(request)
    except BaseException:
        shelf.clear()
        raise
    return shelf


def grow(there: bytearray, more: bytes, most: int = LONGEST_HEAD) -> None:
    """Add to what has come so far of something that must not be long."""
    if len(there) + len(more) > most:
        raise Unfit("A part of the form is too long.")
    there += more


def text(told: bytes) -> str:
    """Bytes as the text that they most likely are."""
    return told.decode("utf-8", "replace")


def label(told: str) -> str:
    """A name from outside as a relative path without ways up, in a form that can be shown."""
    parts = told.replace("\\", "/").split("/")
    kept = [part.strip() for part in parts if part.strip() not in ("", ".", "..")]
    shown = "".join(c if c.isprintable() else "\ufffd" for c in "/".join(kept))
    return shown[-200:] or "unnamed"
