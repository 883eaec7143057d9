"""Plain text files: the canonical text is the text, unchanged."""

from __future__ import annotations

from sayso.errors import Empty
from sayso.model import Report, Told
from sayso.read.draft import TOLD_BY_USER, Draft, Facts, Hints, finish, keep, refuse_long
from sayso.read.encoding import decode
from sayso.read.head import read_head


def draft_text(data: bytes, path: str) -> Draft:
    """The text as it stands, a byte order mark aside, with what its first lines tell.

    Raises NotText for bytes that are no text.
    """
    # No encoding needs more than four bytes for a character: no need to decode what is too long.
    refuse_long(len(data) // 4, path)
    decoded = decode(data, path)
    flags = (decoded.flag,) if decoded.flag else ()
    return Draft(text=decoded.text, facts=read_head(decoded.text), flags=flags)


def report_of_text(text: str, path: str, hints: Hints, language: str | None) -> Report:
    """The report whose canonical text is exactly this text, with what its first lines tell.

    `language` is its code, or None to detect it. Raises Empty and TooLarge.
    """
    refuse_long(len(text), path)
    if not text.strip():
        raise Empty(path, "there is no text in it")
    spoken = Facts(language=Told(language, TOLD_BY_USER) if language else None)
    facts = spoken.otherwise(read_head(text))
    original = keep(text.encode("utf-8", "surrogatepass"), "text/plain")
    return finish(Draft(text=text, facts=facts), path, original, hints)
