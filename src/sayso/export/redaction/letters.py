"""How the letters of an alias compare with a text: without accents, in every usual spelling.

    re.search(pattern("Kørsgaard"), fold("KOERSGAARD’s"))       # found; so are Korsgaard, Körsgård

Folded, a text is small letters and digits, everything else a blank. A letter with an accent is the
letter alone. One that is spelt in several ways (`letters.csv`: ø as o and as oe) stays what it is,
and the pattern of an alias matches each way, whichever the alias itself is written in. Other Latin
letters (ł, ı, ħ) are what `anyascii` gives for them. Another script is another name.

The spellings are those of passports (ICAO 9303, part 3, section 6) and of newspapers.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

# An alias this long, in letters, is looked for within longer words, too ("stopjanevanenow").
DISTINCT = 8
# In a word this long, spelt in the shortest way, "ue" and "u" are one even if nobody writes "ü"
# ("Mueller", "Muller"). Of 34,936 words in the reports, pages and training texts of this project
# eight pairs become one then, five of them the same name; with 5 letters it would be 16, with 3 it
# would be 76, "guest" and "gust", "does" and "dos" among them.
LONG = 6
SHORTENED = re.compile("([aou])e|aa")
VOWELS = "aou"
# What stands within words and is no letter: accents written as signs, marks of the apostrophe.
WITHIN = frozenset("'’‘`´")
# Clusters of a letter and its accents that are remembered; a text has some hundred.
KEPT = 1 << 14


def _spellings() -> dict[str, tuple[str, ...]]:
    """Each letter that is spelt in several ways, with these."""
    lines = files(__package__).joinpath("letters.csv").read_text("utf-8").splitlines()
    return {row["sign"]: tuple(row["spellings"].split()) for row in csv.DictReader(lines)}


SPELLINGS = _spellings()


def _signs() -> dict[str, str]:
    """Each spelling, with the letters that are spelt so."""
    found: dict[str, str] = {}
    for sign, spellings in SPELLINGS.items():
        for spelling in spellings:
            found[spelling] = found.get(spelling, "") + sign
    return found


SIGNS = _signs()


def _compared(sign: str) -> Iterator[str]:
    """What one sign without compositions is compared by."""
    for letter in unicodedata.normalize("NFKD", sign):
        if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
            continue
        if not letter.isalnum():
            yield " "
        elif letter.isascii() or not unicodedata.name(letter, "").startswith(("LATIN", "MODIF")):
            yield letter
        else:
            yield from (c for c in anyascii(letter).casefold() if c.isalnum())


@lru_cache(KEPT)
def _letters(cluster: str) -> str:
    """What a sign with its accents is compared by: nothing for an apostrophe, else a blank."""
    if cluster[0] in WITHIN:
        return ""
    signs = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", cluster).casefold())
    return "".join(c if c in SPELLINGS else "".join(_compared(c)) for c in signs)


class _Table(dict[int, str]):
    """What each sign is compared by, for `str.translate`."""

    def __missing__(self, sign: int) -> str:
        self[sign] = found = _letters(chr(sign))
        return found


_TABLE = _Table()


def fold(text: str) -> str:
    """A text as it is compared."""
    return unicodedata.normalize("NFC", text).translate(_TABLE)


def folded(text: str) -> tuple[str, list[int]]:
    """A text as `fold` gives it, and for each sign of that the place in the text."""
    signs: list[str] = []
    places: list[int] = []
    for start, letters in _in_order(text):
        for letter in letters:
            signs.append(letter)
            places.append(start)
    return "".join(signs), places


def _in_order(text: str) -> Iterator[tuple[int, str]]:
    """Each sign of a text with the accents that follow it: where it stands, what it compares by."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((start, _TABLE[ord(sign)]) for start, sign in enumerate(text))
        return
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        yield start, _letters(text[start:end])
        start = end


def plain(text: str) -> str:
    """A text as it is compared, each letter in its first spelling: to count, to look up."""
    return "".join(SPELLINGS[c][0] if c in SPELLINGS else c for c in fold(text))


def _any(ways: Iterable[str]) -> str:
    """A regular expression for any of some others."""
    told = list(dict.fromkeys(ways))
    return told[0] if len(told) == 1 else f"(?:{'|'.join(told)})"


def _one(letter: str) -> str:
    """A letter, however it is written."""
    signs = SIGNS.get(letter, "")
    return f"[{letter}{signs}]" if signs else re.escape(letter)


def _two(letters: str) -> str:
    """Two letters that may be one, however they are written."""
    return _any([f"{_one(letters[0])}{_one(letters[1])}", f"[{SIGNS[letters]}]"])


def _vowel(letter: str) -> str:
    """A vowel of a long word: with or without what its other spellings add."""
    pairs = [spelling for spelling in SIGNS if len(spelling) > 1 and spelling[0] == letter]
    signs = dict.fromkeys(letter + SIGNS[letter] + "".join(SIGNS[pair] for pair in pairs))
    return f"[{''.join(signs)}][{''.join(pair[1] for pair in pairs)}]?"


@cache
def _word(word: str) -> str:
    """The regular expression of a folded word."""
    first = "".join(SPELLINGS[c][0] if c in SPELLINGS else c for c in word)
    is_long = len(SHORTENED.sub(lambda m: m[1] or "a", first)) >= LONG
    made, at = [], 0
    while at < len(word):
        pair = word[at : at + 2]
        told = (pair,) if pair in SIGNS and len(pair) > 1 else SPELLINGS.get(word[at], (word[at],))
        at += len(told[0]) if told == (pair,) else 1
        if is_long and told[0][0] in VOWELS:
            made.append(_vowel(told[0][0]))
        else:
            # The longer first: of "ø" in "oe", nothing may be left.
            ways = sorted(told, key=len, reverse=True)
            made.append(_any(_one(way) if len(way) == 1 else _two(way) for way in ways))
    return "".join(made)


def pattern(alias: str) -> str | None:
    """The regular expression of an alias in a folded text; None where it has no letter."""
    words = fold(alias).split()
    if not words:
        return None
    if len("".join(words)) >= DISTINCT:
        return " *".join(map(_word, words))
    return _bounded(" *".join(map(_word, words)))


def whole(alias: str) -> str | None:
    """The same, where each word of it stands for itself."""
    words = fold(alias).split()
    return _bounded(" +".join(map(_word, words))) if words else None


def same(one: str, other: str) -> bool:
    """Whether two spellings are of the same words."""
    told = whole(one)
    return told is not None and re.fullmatch(told, fold(other).strip()) is not None


def _bounded(body: str) -> str:
    # What follows may be the s of a plural or of "Vane’s", which stays.
    return rf"(?<![^\W_]){body}(?=s?(?![^\W_]))"
