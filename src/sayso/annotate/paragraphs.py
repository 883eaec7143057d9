"""Where the paragraphs of a text begin, and what stands before the first sentence of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Above this many characters one paragraph is cut at a space: the parser's memory grows with the
# length of what it is given (about 1 GB per 100,000 words, spaCy documentation on `max_length`).
LONGEST_PARAGRAPH = 20_000

# What stands before the first sentence and is no part of its grammar: "LISSMAR, Drovenia, 9 Oct.
# (Northern Wire) - ", "Lissmar (Northern Wire) - ", "(Lissmar) - ", and labels ("Correction: ").
DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?"
PLACE = r"[A-Z][A-Z'’. /-]{2,40}(?:, [A-Z][\w.'’ ]{1,30}?)?"
AGENCY = r"\([^()\n]{2,40}\)"
DATELINE = re.compile(
    rf"\s*(?:{PLACE}(?:,? {DAY})?(?:(?: ?{AGENCY})? ?(?:--|[-–—])| ?{AGENCY}:)"
    # A word is taken whole ("++"): tried in pieces, 300 capitals in a row would take a minute.
    rf"|(?:[A-Z][\w'’-]++ ?){{1,4}}(?:, [A-Z]\w+)?(?:,? {DAY})? {AGENCY} ?(?:--|[-–—])"
    r"|\([A-Z][\w'’ -]{2,30}\) ?(?:--|[-–—])"
    r"|(?i:corrections?|clarification|update \d*|editor['’]s note|exclusive|breaking(?: news)?):"
    r")\s+(?=\S)"
)

# Mail and old archives break lines inside a sentence at a fixed width (72 or so). Such a line is
# long and does not end a sentence; a headline or a byline is mostly shorter.
SHORTEST_WRAPPED_LINE, LONGEST_WRAPPED_LINE = 50, 100
BYLINE = re.compile(r"By [A-Z][a-z]")
SENTENCE_END = re.compile(r"[.!?:][\"'”’»)\]]*\s*$")


def paragraphs(text: str) -> Iterator[str]:
    """Cut `text` into consecutive pieces, one per paragraph; joined they are `text` again."""
    start = 0
    lines = text.splitlines(keepends=True)
    at = 0
    for number, line in enumerate(lines, 1):
        following = lines[number] if number < len(lines) else ""
        at += len(line)
        if following and not line.strip():
            ends = bool(following.strip())
        else:
            goes_on = is_wrapped(line) and not BYLINE.match(following)
            ends = bool(following.strip()) and not goes_on
        if ends and text[start:at].strip():
            yield from bounded(text[start:at])
            start = at
    if start < len(text):
        yield from bounded(text[start:])


def is_wrapped(line: str) -> bool:
    """Whether the break after `line` is typesetting and not the end of a paragraph."""
    bare = line.rstrip()
    # A wrapped line may happen to end with a full stop; then nothing is lost by the cut.
    fits = SHORTEST_WRAPPED_LINE <= len(bare) <= LONGEST_WRAPPED_LINE
    return fits and not SENTENCE_END.search(bare)


def bounded(piece: str) -> Iterator[str]:
    """Cut a dateline off, and a paragraph that is too long for the parser at spaces."""
    if dateline := DATELINE.match(piece):
        yield piece[: dateline.end()]
        piece = piece[dateline.end() :]
    while len(piece) > LONGEST_PARAGRAPH:
        cut = piece.rfind(" ", 1, LONGEST_PARAGRAPH) + 1 or LONGEST_PARAGRAPH
        yield piece[:cut]
        piece = piece[cut:]
    yield piece
