"""Plain text files: the canonical text is the text, unchanged."""

from __future__ import annotations

from sayso.read.draft import Draft, refuse_long
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
