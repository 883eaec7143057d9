"""Characters of pages, PDFs, mails and feeds made plain, so that spans count what is seen.

A `.txt` file never comes here: its text is kept unchanged. Everywhere else the layout decided the
characters, and the canonical text is what a reader would copy by hand: in Unicode's form NFC,
without soft hyphens and zero-width spaces, every kind of blank a plain space, and no control
characters. Zero-width joiners stay, for emoji and several scripts need them.
"""

from __future__ import annotations

import re
import unicodedata

# Soft hyphen, zero-width space, word joiner, byte order mark: seen by no reader. NUL and the other
# controls have no place in text; lone surrogates cannot be written as UTF-8.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
# No-break, figure, thin and other typographic blanks, tabs and vertical tabs.
_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f]")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
# The end of a sentence, closing marks included.
SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)]*$")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")


def tidy(text: str) -> str:
    """The same text in plain characters; line ends become newlines and stay."""
    text = _LINE_ENDS.sub("\n", text)
    text = _BLANK.sub(" ", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", text)


def tidy_line(text: str) -> str:
    """The text tidied and on one line, without blanks at its ends or doubled within."""
    return " ".join(tidy(text).split())


def bare(text: str) -> str:
    """The letters and digits alone, in small letters: what two copies of a line share."""
    return re.sub(r"\W+", "", text).casefold()


def expand_ligatures(text: str) -> str:
    """`ﬁ` and its kin as the letters that they stand for; fonts in PDFs make them."""
    return text.translate(_LIGATURES)
