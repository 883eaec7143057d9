"""Bytes to text: what the bytes declare, else UTF-8, else a careful guess that is noted."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from sayso.errors import NotText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters other than tab, line ends, form feed, backspace and escape.
_CONTROLS = re.compile("[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]")
# Terminal captures and old word processors leave a stray control or two; binary data is full of
# them (random bytes: one in eight).
_CONTROL_SHARE = 0.005
# English in a one-byte encoding holds a few quotation marks, dashes and accents (below 3 % of the
# letters in the prose tried); other languages that use such encodings hold far more.
_ENGLISH_SHARE = 0.03
# UTF-8 with a damaged character here and there: at least this share of what is not ASCII decodes.
_SOUND_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, without the byte order mark, and a plain sentence if it took a guess."""

    text: str
    flag: str | None = None


def decode(data: bytes, path: str, declared: str | None = None) -> Decoded:
    """The text of `data`. A byte order mark wins, then UTF-8, then `declared`, then a guess.

    UTF-8 comes before `declared`, for text that is valid UTF-8 by chance is all but unknown and
    wrong declarations are common. Raises NotText for bytes that are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], encoding, path))
    for encoding in filter(None, ("utf-8", declared)):
        try:
            return Decoded(_refuse_binary(data.decode(encoding), path))
        except (UnicodeDecodeError, LookupError):
            continue
    return _guess(data, path)


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return _refuse_binary(data.decode(encoding), path)
    except UnicodeDecodeError as error:
        raise NotText(
            path, f"it starts as {encoding.upper()} text, but its bytes are not"
        ) from error


def _refuse_binary(text: str, path: str) -> str:
    if "\x00" in text:
        raise NotText(path, "it holds NUL characters, so it is not plain text")
    if len(_CONTROLS.findall(text)) > _CONTROL_SHARE * len(text):
        raise NotText(path, "its bytes are binary data, not text")
    return text


def _guess(data: bytes, path: str) -> Decoded:
    others = sum(byte >= 0x80 for byte in data)
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if sum(char > "\x7f" for char in text) - damaged > _SOUND_SHARE / (1 - _SOUND_SHARE) * damaged:
        times = "once" if damaged == 1 else f"{damaged} times"
        flag = f"bytes that are not valid UTF-8 are shown as \ufffd ({times})"
        return Decoded(_refuse_binary(text, path), flag)
    if others <= _ENGLISH_SHARE * len(data):
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            return Decoded(_refuse_binary(text, path), "encoding guessed: cp1252")
    return _guess_widely(data, path)


def _guess_widely(data: bytes, path: str) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed, costs 30 ms

    best = from_bytes(data).best()
    if best is None:
        raise NotText(path, "its bytes are not text in any encoding that sayso can tell")
    return Decoded(_refuse_binary(str(best), path), f"encoding guessed: {best.encoding}")
