"""Numbers that a teller puts another one in the place of: "not seven, as police said, but four".

    refusals("Four people, not seven as police have said, were killed.") -> (Refusal("seven", ...),)

Who says so speaks against the seven, whatever day either was told on; and the words between
("as police have said") tell who stands behind the seven, and not behind the four. Horn, *A Natural
History of Negation* (1989), chapter 6, calls this negation metalinguistic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.annotate.quantity import numbers_in
from sayso.model import Span

# What stands right before a number that is refused.
REFUSING = re.compile(
    r"\b(?:not|rather than|instead of)(?:\s+(?:the|all))?(?:\s+(?:earlier|original|initial))?\s+$",
    re.IGNORECASE,
)
# The longest of these is shorter, in code points.
BEFORE = 40
# What may follow it. Another noun ("not seven hours later", "not three others") makes it a number
# of something else; a noun that the corrected number has as well is allowed by the caller.
FOLLOWS = re.compile(
    r"\s*(?:$|[,.;:)—–-]|(?:as|but|that|which|who|earlier|previously|first|initially|originally"
    r"|reported|claimed|announced|given|stated|said|told)\b)",
    re.IGNORECASE,
)
NOUN = re.compile(r"\s*([^\W\d_]+)")
# Who is said to have told the number: from it to the comma, or to the number that is right.
ASIDE = re.compile(r"\s*(?:[^\W\d_]+\s*)?,?\s*(?:as|that|which)\s[^,.;:()—–]{3,80}")
# "Not seven but four dockers" as one phrase: what is meant stands behind the "but".
NOT_BUT = re.compile(r"\bnot\s+(?P<refused>[^.;]{2,60}?),?\s+but\s+(?:rather\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A number that is refused: its words, where they stand, the noun behind them, and the aside.

    `noun` is empty where none stands there. Places are code points of the text that was searched.
    """

    words: str
    span: Span
    noun: str
    aside: Span


@lru_cache(maxsize=4_000)
def refusals(text: str) -> tuple[Refusal, ...]:
    """The numbers that a sentence refuses, in its order."""
    found = []
    for number in numbers_in().finditer(text):
        if not REFUSING.search(text, max(0, number.start() - BEFORE), number.start()):
            continue
        noun = NOUN.match(text, number.end())
        behind = "" if FOLLOWS.match(text, number.end()) or noun is None else noun[1]
        aside = ASIDE.match(text, number.end())
        end = aside.end() if aside else number.end()
        span = Span(number.start(), number.end())
        found.append(Refusal(number[0], span, behind, Span(number.end(), end)))
    return tuple(found)


def what_is_meant(words: str) -> str:
    """A phrase without the number that it refuses: "not seven but four men" as "four men"."""
    found = NOT_BUT.search(words)
    if found is None or not (numbers_in().search(found["refused"])):
        return words
    rest = words[found.end() :]
    return words[: found.start()] + rest if numbers_in().match(rest) else words
