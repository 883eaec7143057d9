"""Corrections that an outlet prints of what it told before, and which claims they reach.

    errata(report) -> (Erratum(error="seven people had been killed in Norrby", ...),)
    reaches(erratum, testimony, report_of_the_testimony)

"An earlier version of this article said that ..." names an error and often no claim that could be
read: "misstated the number of dead. It was four, not seven." What it is about is found by its
words and numbers in the outlet's own earlier reports. In doubt it reaches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sayso.annotate.quantity import numbers_in
from sayso.annotate.spelling import fold
from sayso.model import Report
from sayso.weigh.party import ANYBODY, SMALL, Count, Party, count, stem
from sayso.weigh.refusal import refusals
from sayso.weigh.testimony import Testimony

# What an outlet calls what it published.
TEXT = r"(?:article|report|story|item|piece|dispatch|headline|bulletin|post|page)"
WRONGLY = r"(?:wrongly|incorrectly|mistakenly|erroneously|falsely|inaccurately|in error)"
# A paragraph that is a correction says so in its first word, or speaks of the report itself.
HEADED = re.compile(
    r"[^\w\n]{0,4}(?:corrections?|corrected|erratum|errata|clarification|editor[’']?s[’']? note"
    r"|corrections? and clarifications?)\s*(?:[:.—–-]|\n)",
    re.IGNORECASE,
)
ITSELF = re.compile(
    rf"\b(?:earlier|previous|original|first|initial) (?:version|edition)s? of"
    rf" (?:(?:this|our) {TEXT}|the (?:article|story|headline))\b"
    rf"|\bthis {TEXT} (?:originally|initially|previously|earlier|first|{WRONGLY})\b"
    rf"|\bthis {TEXT} (?:was|has been) (?:amended|corrected|changed|updated to correct)\b"
    rf"|\b(?:we|our (?:earlier |previous |first |original )?{TEXT}s?|in our {TEXT}s?)\b"
    rf"[^.;]{{0,80}}?\b{WRONGLY}\b",
    re.IGNORECASE,
)
# How the error is told: what stands behind one of these words is what is taken back.
TOLD = re.compile(
    r"\b(?:said|stated|reported|wrote|claimed|told|suggested|implied|gave|put|named|described)\b"
    r"(?:\s+(?:that|in error|wrongly|incorrectly|mistakenly))*",
    re.IGNORECASE,
)
MISTOLD = re.compile(r"\bmis(?:stated|reported|represented|counted|gave)\b", re.IGNORECASE)
# Misspelt names, ages and titles take nothing back that is claimed.
FORM = re.compile(
    r"\bmis(?:spell?ed|spelt|spelled)|\bspelling\b|\bcaption\b|\bphotograph\b|\bbyline\b",
    re.IGNORECASE,
)
FIGURE = re.compile(r"\b(?:number|figure|toll|count|total|amount|sum|tally)s?\b", re.IGNORECASE)
MENDED = re.compile(
    r"\b(?:corrected|amended|changed|updated) to (?:show|say|reflect|state|read|make clear)\b"
    r"(?: that)?",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"‘'(])")
# A correction is so many sentences long at most; what comes behind is the report again.
LONGEST = 3
# Where the sentence goes over from the error to what is right.
RIGHT = re.compile(
    r",?\s*\b(?:in fact|whereas|when in|while in|but in|instead|the correct)\b|;|\bnot\b(?= \w)",
    re.IGNORECASE,
)
# Words of corrections that say nothing of what was wrong.
IDLE = frozenset(
    {"number", "figure", "toll", "count", "total", "amount", "tally", "had", "have", "been", "was"}
    | {"were", "is", "are", "be", "has", "it", "there", "article", "report", "story", "version"}
    | {"earlier", "wrongly", "incorrectly", "mistakenly", "not", "as", "when", "this", "we", "did"}
)
# So much of an error's words must stand in the sentence that it is about, and so many of them. A
# convention, on the strict side: to take back what stands is worse than to leave what was wrong.
SHARE, FEWEST = 0.6, 2


@dataclass(frozen=True, slots=True)
class Erratum:
    """One error that a report owns up to, in its own words.

    `words` are those of the error as they compare, `wrong` and `right` the numbers that it was and
    should have been, `numeric` whether a number is all that was wrong; `said` is what is shown.
    """

    report: str
    words: frozenset[str]
    wrong: tuple[Count, ...]
    right: tuple[Count, ...]
    numeric: bool
    said: str


def errata(report: Report) -> tuple[Erratum, ...]:
    """The corrections that a report prints of what its outlet told before."""
    return errata_in(report.id, report.title.value if report.title else "", report.text)


@lru_cache(maxsize=20_000)
def errata_in(report: str, title: str, text: str) -> tuple[Erratum, ...]:
    """The corrections in a text under a headline; asked again with each new report."""
    found = (erratum(report, each) for each in corrections(title, text))
    return tuple(each for each in found if each is not None)


def corrections(title: str, text: str) -> Iterator[str]:
    """The passages of a text that correct what was told before, each in one line."""
    whole = HEADED.match(title) is not None
    if not (whole or ITSELF.search(" ".join(text.split())) or HEADED.search(text)):
        return
    for paragraph in re.split(rf"\n\n+|\n(?={HEADED.pattern})", text, flags=re.IGNORECASE):
        sentences = SENTENCE.split(" ".join(paragraph.split()))
        if whole or HEADED.match(paragraph):
            yield " ".join(sentences[:LONGEST])
            continue
        first = next((n for n, each in enumerate(sentences) if ITSELF.search(each)), None)
        if first is not None:
            yield " ".join(sentences[first : first + LONGEST])


def erratum(report: str, said: str) -> Erratum | None:
    """The error that a correction owns up to, if it tells one."""
    told = None if FORM.search(said) else error_in(said)
    if told is None:
        return None
    error, only_what = told
    refused = tuple(c for each in refusals(said) if (c := count(each.words)) is not None)
    named = numbers(error)
    wrong = refused or (() if only_what else named)
    right = tuple(c for c in numbers(said.replace(error, " ")) if c not in wrong)
    numeric = bool(refused or (FIGURE.search(error) and (only_what or named)))
    words = content(error)
    if len(words) < FEWEST:
        return None
    return Erratum(report, words, wrong, right, numeric, said)


def error_in(said: str) -> tuple[str, bool] | None:
    """The words of an error as a correction tells it, and whether these only tell what it was in.

    "Misstated the number of dead" tells no number, and "corrected to show that four were killed,
    not seven" tells what is right, of which the number that is refused was wrong.
    """
    for sentence in SENTENCE.split(said):
        told, mistold, mended = TOLD.search(sentence), MISTOLD.search(sentence), None
        if refusals(sentence):
            mended = MENDED.search(sentence)
        start = mistold or mended or told
        if start is not None:
            rest = sentence[start.end() :]
            right = RIGHT.search(rest)
            error = (rest[: right.start()] if right else rest).strip(" .!?,")
            return error, start is not told
    return None


def numbers(words: str) -> tuple[Count, ...]:
    """The numbers in some words."""
    found = (count(each[0]) for each in numbers_in().finditer(words))
    return tuple(each for each in found if each is not None)


def content(words: str) -> frozenset[str]:
    """The words that say what an error is about."""
    rest = numbers_in().sub(" ", words)
    out = SMALL | ANYBODY | IDLE
    return frozenset(stem(word) for word in fold(rest) if word not in out)


def reaches(found: Erratum, one: Testimony, report: Report) -> bool:
    """Whether a correction is about a claim of an earlier report of the same outlet.

    The claim's sentence has most words of the error, its parties stand in the error, and where the
    error is a number the claim has that number.
    """
    sentence = content(one.evidence.of(report.text))
    shared = found.words & sentence
    if len(shared) < FEWEST or len(shared) < SHARE * len(found.words):
        return False
    if not all(party is None or stands_in(party, found.words) for party in one.main):
        return False
    told = [party.count for party in one.main if party and party.count]
    if found.wrong:
        return any(each.agrees(wrong) for each in told for wrong in found.wrong)
    if found.numeric:
        return bool(told) and not any(each.agrees(r) for each in told for r in found.right)
    return True


def stands_in(party: Party, words: frozenset[str]) -> bool:
    """Whether somebody is named in an error; who is only "people" can be."""
    own = content(party.name)
    return not own or bool(own & words)
