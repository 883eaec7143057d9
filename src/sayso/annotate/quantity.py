"""How many: the numbers that noun phrases tell.

    count_of(head of "at least nine villagers") -> 9
    quantity_of(the same) -> Quantity(value=9, low=9, high=None, unit="villager")

A count is of people or things: money, measures, shares, ages, years and clock times are none, and
neither are vague words ("several", "dozens", "hundreds of") nor ranges ("nine to eleven" tells no
single number; `quantity_of` keeps both ends). A bare "a" or "the" tells no number either.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # who only reads numbers in words does not load the parser
    from spacy.tokens import Token

# A longer row of digits is no count of anything, and Python refuses to read very long ones.
NUMERAL = re.compile(r"\d{1,15}(?:,\d{3})*(?:\.\d{1,15})?|[^\W\d_]+")
# A four-digit number without a comma in this range is read as a year ("the 2019 raids").
YEARS = range(1500, 2100)
CURRENCY = "$£€¥"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something. `value` is the number named; None where a range names two.

    `low` and `high` bound it as far as the words do: equal for a plain number, one of them None
    for "at least" and "up to", both None for "about". `unit` is the lemma of what is counted.
    """

    value: float | None
    low: float | None
    high: float | None
    unit: str


def count_of(noun_phrase_head: Token) -> int | None:
    """The number of people or things that the noun phrase of this head tells, if it tells one.

    For "at least nine" and "up to nine" it is the number named; `quantity_of` has the bounds.
    """
    quantity = quantity_of(noun_phrase_head)
    if quantity is None or quantity.value is None or quantity.unit in tables()["uncounted"]:
        return None
    if quantity.value == 1 and quantity.low != quantity.high:
        # "one or more", "one side or another": of no number that anybody counted
        return None
    return int(quantity.value) if quantity.value == int(quantity.value) else None


def quantity_of(noun_phrase_head: Token) -> Quantity | None:
    """The quantity that the noun phrase of this head tells: people, things, money or measures."""
    head = noun_phrase_head
    if head.tag_ == "NNP" or head.ent_type_ in {"DATE", "TIME"}:
        return None
    unit = head.lemma_.lower()
    if is_number(head):
        # "Four of the suspects": the number is the head, what is counted follows "of".
        thing = thing_of(head)
        return read_quantity(
            words_before(head, inclusive=True), thing.lemma_.lower() if thing else ""
        )
    told = read_quantity(words_before(head), unit) or read_word(head, unit)
    if told is not None:
        return told
    above = head.head.head
    if head.dep_ == "pobj" and is_number(above) and thing_of(above) == head and is_bare(head):
        return read_quantity(words_before(above, inclusive=True), unit)
    thing = thing_of(head) if unit in tables()["collectives"] else None
    return read_quantity(words_before(thing), thing.lemma_.lower()) if thing else None


def is_number(token: Token) -> bool:
    """Whether the word is a number, or stands for one ("couple")."""
    return number_of(token.text) is not None or token.lower_ in tables()["groups"]


def is_bare(head: Token) -> bool:
    """Whether no "the" or "his" makes the phrase a whole of which another word takes a part."""
    return not any(t.dep_ in {"det", "poss"} for t in head.lefts)


def thing_of(head: Token) -> Token | None:
    """What follows "of" after `head`, as "suspects" in "four of the suspects"."""
    of = next((t for t in head.rights if t.lower_ == "of" and t.dep_ == "prep"), None)
    return next((t for t in of.rights if t.dep_ == "pobj"), None) if of is not None else None


def words_before(head: Token, *, inclusive: bool = False) -> str:
    """The part of the noun phrase to the left of its head, after any possessor."""
    owners = [t.right_edge.i + 1 for t in head.lefts if t.dep_ == "poss"]
    begin = max([head.left_edge.i, *owners])
    return head.doc[begin : head.i + inclusive].text


def read_quantity(words: str, unit: str) -> Quantity | None:
    """The quantity that the words to the left of a thing tell in numbers."""
    if not words:
        return None
    for found in numbers_in().finditer(words):
        if is_part_of_name(words[: found.start()], found):
            continue
        first = number_of(found["number"])
        if first is None:
            continue
        symbol = found["symbol"] or unit
        bound = bound_of(found)
        if found["to"] is not None:
            return read_range(first, number_of(found["to"]), symbol)
        if bound is None and not found["symbol"] and is_year(found["number"]):
            continue
        low = first if bound in {None, "low"} else None
        return Quantity(first, low, first if bound in {None, "high"} else None, symbol)
    return None


def read_word(head: Token, unit: str) -> Quantity | None:
    """The quantity in "both men" and "a lone gunman"; "single parents" tells none.

    Nor does "both" where it announces two phrases: "both bridges and roads".
    """
    words = words_before(head).lower().split()
    number = next((n for w in words if (n := tables()["words"].get(w)) is not None), None)
    if number is None or (number == 1) != (head.tag_ == "NN"):
        return None
    if number > 1 and any(t.dep_ == "conj" for t in head.rights):
        return None
    return Quantity(number, number, number, unit)


def read_range(low: float, high: float | None, unit: str) -> Quantity | None:
    """A range; what does not rise is a score or a part number."""
    return Quantity(None, low, high, unit) if high is not None and low < high else None


def bound_of(found: re.Match[str]) -> str | None:
    """What the words around a number say of it: low, high, near or nothing."""
    data = tables()
    before, after = found["before"], found["after"]
    if before:
        return str(data["before"][" ".join(before.lower().split())])
    return str(data["after"][" ".join(after.lower().split())]) if after else None


def is_year(numeral: str) -> bool:
    """Whether the numeral looks like a year."""
    return len(numeral) == 4 and numeral.isdecimal() and int(numeral) in YEARS


def is_part_of_name(before: str, found: re.Match[str]) -> bool:
    """Whether digits belong to a name before them ("Boeing 747 jets", "No. 10 staff")."""
    if found["before"] or not found["number"][0].isdecimal():
        return False
    word = before.strip().rpartition(" ")[2]
    return word[:1].isupper() and word.lower() not in {"the", "all", "these", "those", "another"}


def number_of(words: str) -> float | None:
    """The number that `words` spell ("1,200", "two dozen", "1.2 million", "half a dozen")."""
    data = tables()
    values, scales, groups = data["values"], data["scales"], data["groups"]
    parts = NUMERAL.findall(words.lower().replace("-", " "))
    total, current, known = 0.0, 0.0, False
    for part in parts:
        if part[0].isdecimal():
            current += float(part.replace(",", ""))
        elif part in values:
            current += values[part]
        elif part in {"hundred", "dozen"}:
            current = (current or 1) * scales[part]
        elif part in scales:
            total, current = total + (current or 1) * scales[part], 0
        elif part in groups:
            current = (current or 1) * groups[part]
        elif part in {"and", "a", "an", "half", "of"}:
            continue
        else:
            return None
        known = True
    number = (total + current) / (2 if parts[:1] == ["half"] else 1)
    return number if known else None


@cache
def tables() -> Mapping[str, Any]:
    """The number words and the words around numbers, by table."""
    numbers = tomllib.loads(files("sayso.annotate").joinpath("numbers.toml").read_text("utf-8"))
    around = tomllib.loads(files("sayso.annotate").joinpath("quantity.toml").read_text("utf-8"))
    kinds = {name: frozenset(words) for name, words in around.pop("kinds").items()}
    return MappingProxyType({**numbers, **around, **kinds})


@cache
def numbers_in() -> re.Pattern[str]:
    """A number with the words that bound it; not the first part of "30-year-old" or "AK-47"."""
    data = tables()

    def either(words: Mapping[str, Any]) -> str:
        longest = sorted(words, key=len, reverse=True)
        return "(?:" + "|".join(r"\s+".join(map(re.escape, w.split())) for w in longest) + ")"

    word = either({**data["values"], **data["scales"]})
    # "A hundred and five" is one number, "nine and eleven" are two.
    scale = "(?:(?<=hundred)|(?<=thousand)|(?<=million))"
    spelt = rf"(?:half\s+an?\s+|an?\s+)?{word}(?:(?:{scale}\s+and\s+|[\s-]+){word}){{0,7}}"
    digits = rf"\d{{1,15}}(?:,\d{{3}})*(?:\.\d{{1,15}})?(?:\s+{either(data['scales'])})*"
    number = rf"(?:{digits}|{spelt}|an?\s+{either(data['groups'])})"
    return re.compile(
        rf"(?<![\w.,{CURRENCY}-])(?:(?P<before>{either(data['before'])})\s+)?(?:between\s+)?"
        rf"(?P<symbol>[{CURRENCY}])?\s*(?P<number>{number})"
        rf"(?:(?:\s+(?:to|and|or)\s+|\s*[-–—]\s*)(?P<to>{number}))?"
        rf"(?:\s+(?P<after>{either(data['after'])}))?(?![\w%-]|[.,]\d)",
        re.IGNORECASE,
    )
