"""Characters that every reader of files takes.

Reports come from strangers, and their words may hold what XML 1.0 (section 2.2) forbids even as an
escape, what UTF-8 cannot hold, and what ends a row for some readers of tables.
"""

from __future__ import annotations

import re

# Control characters but for tab and the ends of lines, halves of surrogate pairs, and the two code
# points of the first plane that are no characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Unicode's own sign for a character that could not be shown.
INSTEAD = "\ufffd"


def legible(text: str) -> str:
    """The text with U+FFFD for each character that a file cannot hold; of the same length."""
    return FORBIDDEN.sub(INSTEAD, text)
