"""Whether a headline is for or against a claim in words.

Words that refute ("hoax", "rebuffs", "shoots down") are against what they are about, and so is a
word of the claim in quotation marks of its own ("the 'crash' was a drill"). A plain "not" is
against only where it denies something that the claim says. Against a claim that itself denies or
refutes is who says in nearly its words that it is so. The words are data (`refutation.csv`).

What no word of the text gives away ("He chaired the cabinet today", of a minister said to be dead)
is not seen. A small encoder that reads both was tried for that: trained on half of Emergent's
claims and on `tests/eval/stances` it had a macro F1 of 84 on the other half, where words have 92.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from enum import StrEnum
from functools import cache
from importlib.resources import files

from sayso.weigh.wordings import words

# So many words behind a negation are what it denies; at the end of a headline, so many before it.
BEHIND, SHORT = 6, 3
# Words up to so many letters say little; so much of the others makes a text say the same.
LITTLE, MOST_OF = 3, 0.75
NEGATIONS = ("never", "none", "nobody", "neither", "cannot")
# The longest phrase of the table, in words.
LONGEST = 5
# One or two words in quotation marks: a headline's way of keeping its distance.
DISTANCED = re.compile(r"(?<!\w)['‘\"“](\w+(?: \w+)?)['’\"”](?!\w)")
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Stance(StrEnum):
    """On which side of a claim a text is."""

    FOR = "for"
    AGAINST = "against"


@cache
def table() -> dict[str, set[tuple[str, ...]]]:
    """All words by kind."""
    text = files("sayso.weigh").joinpath("refutation.csv").read_text(encoding="utf-8")
    found: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in csv.DictReader(text.splitlines()):
        found[row["kind"]].add(tuple(row["word"].replace("-", " ").split()))
    return found


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, with straight apostrophes."""
    return [word.replace("’", "'") for word in TOKEN.findall(text.casefold())]


def stance(claim: str, text: str) -> Stance:
    """On which side of the claim the text is."""
    if denies(claim):
        return Stance.AGAINST if affirms(claim, text) else Stance.FOR
    return Stance.AGAINST if opposes(claim, text) or doubts(claim, text) else Stance.FOR


def denies(claim: str) -> bool:
    """Whether the claim itself says that something is not so."""
    told = tokens(claim)
    return bool(places(told, "negates") or places(told, "refutes"))


def affirms(claim: str, text: str) -> bool:
    """Whether the text says, in nearly its words, what the claim says is not so."""
    if denies(text) or places(tokens(claim), "refutes"):
        return False
    said = {word for word in words(claim) if len(word) > LITTLE} - {*NEGATIONS}
    return len(said & set(words(text))) >= MOST_OF * len(said)


def doubts(claim: str, text: str) -> bool:
    """Whether the text puts a word of the claim, and no more, into quotation marks."""
    said = set(words(claim))
    quoted = (set(words(match[1])) for match in DISTANCED.finditer(text))
    return any(own and own <= said for own in quoted)


def opposes(claim: str, text: str) -> bool:
    """Whether the text refutes something that the claim says, or denies it."""
    said, told = set(words(claim)), tokens(text)
    known = set(tokens(claim))
    idioms = {at + k for at, size in places(told, "idiom").items() for k in range(size)}
    for at, size in places(told, "refutes").items():
        own = all(word in known for word in told[at : at + size])
        if at not in idioms and not own:
            return True
    for at, size in places(told, "negates").items():
        behind = told[at + size : at + size + BEHIND]
        # "The leader is not dead": little stands behind it, and what stands before is in the claim.
        last = len(told) - at - size <= SHORT
        about = [*behind, *(told[max(0, at - SHORT) : at] if last else ())]
        if at not in idioms and set(words(" ".join(about))) & said:
            return True
    return False


def places(told: list[str], kind: str) -> dict[int, int]:
    """Where words of a kind stand, and how many words each is, the longest at each place."""
    known = table()[kind]
    found: dict[int, int] = {}
    for at in range(len(told)):
        for size in range(min(LONGEST, len(told) - at), 0, -1):
            if tuple(told[at : at + size]) in known:
                found[at] = size
                break
    return found
