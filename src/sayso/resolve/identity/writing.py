"""A name in any script, as words that compare.

    words = written("معمر القذافي", person=True)    # m'mr, qdhafy, both `bare`

Transliteration is anyascii's, a table for every script. It says nothing of the short vowels that
Arabic and Hebrew leave out; how such words compare is told in `sounding`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

from sayso.annotate.lexicon import word_set
from sayso.annotate.spelling import DOUBLED, SMALL_WORDS

# Names that are kept while others are compared; a case of 50,000 reports has about as many.
KEPT = 1 << 16
ARTICLES = frozenset(["al", "el", "ul", "as", "ash", "ar", "ad", "an", "at", "az", "adh", "ath"])
SMALL = SMALL_WORDS | ARTICLES | word_set("particles") | word_set("name links")
HONORIFICS = word_set("honorifics")
FATHERS, MOTHERS = frozenset(["abu", "abou", "aboo", "abi"]), frozenset(["umm", "oum"])
# Alef is dropped by anyascii, yet it is the one vowel that tells Jamal from Jamil.
ALEFS = str.maketrans({"ا": "a", "آ": "a", "أ": "a", "إ": "i", "ى": "a", "ة": "a", "א": "a"})
# Letters whose sign anyascii drops though it tells a sound, and what two Greek letters write.
SOUNDED = str.maketrans(
    {"đ": "dj", "č": "ch", "ć": "ch", "š": "sh", "ž": "zh", "ş": "sh", "ç": "ch"}
    | {"Đ": "Dj", "Č": "Ch", "Ć": "Ch", "Š": "Sh", "Ž": "Zh", "Ş": "Sh", "Ç": "Ch"}
)
GREEK = (("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "ng"), ("ου", "u"), ("ού", "u"))
ARABIC_ARTICLE = re.compile(r"(?:(?<=\s)|^)و?ال(?=\w{2})")
UNVOWELLED = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]")
# A surname that is written first: "Deraz, Ismat".
REVERSED = re.compile(r"([^,]+), ([^,]+)")
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
INITIALS = re.compile(r"(?<!\w)((?:\w\.){2,})")
INITIAL = re.compile(r"(?<!\w)(\w)\.")
POSSESSIVE = re.compile(r"'s\b|'")
WORD = re.compile(r"[a-z0-9]+")
# "Free Hill Army (FHA)".
BRACKETED = re.compile(r"\s*\([A-Z.]+\)$")

# Classes of consonants that spellings of one name exchange. What is longer comes first.
BONES = (
    (re.compile(r"tch|tsch|sch|sh|zh|ch|ts|tz|dz|dj|cz|cs|gy|hs"), "S"),
    (re.compile(r"kh|gh|ck"), "K"),
    (re.compile(r"th|dh"), "T"),
    (re.compile(r"ph|^ou(?=[aei])"), "P"),
    (re.compile(r"c(?=[eiy])"), "S"),
    (re.compile(r"[ckgqx]"), "K"),
    (re.compile(r"[szj]"), "S"),
    (re.compile(r"[td]"), "T"),
    (re.compile(r"[pbfvw]"), "P"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: `letters` in plain Latin, its `bones`, and whether it lacks vowels."""

    letters: str
    bones: str
    bare: bool


@lru_cache(KEPT)
def written(name: str, *, person: bool) -> tuple[Word, ...]:
    """The words of a name that tell something, in its order; of a person's, titles left out."""
    bare = bool(UNVOWELLED.search(name))
    empty = SMALL | HONORIFICS if person else SMALL
    letters = {m[1].lower() for m in INITIAL.finditer(name)} if person else set()
    words = plain(name)
    told = [w for w in words if w not in empty or w in letters] or list(words)
    return tuple(Word(w, bones(w), bare) for w in map(whole, told))


def plain(name: str) -> tuple[str, ...]:
    """All words of a name in plain Latin."""
    name = BRACKETED.sub("", name.strip()) or name
    turned = REVERSED.fullmatch(name)
    if turned:
        name = f"{turned[2]} {turned[1]}"
    if " " in name:
        name = INITIALS.sub(lambda m: m[1].replace(".", " "), name)
    told = POSSESSIVE.sub("", latin(name).lower())
    return tuple(WORD.findall(told.replace(".", "") if " " not in told else told))


def latin(name: str) -> str:
    """A name in plain Latin letters; a Chinese or Korean one with its syllables parted."""
    name = unicodedata.normalize("NFC", name)
    name = ARABIC_ARTICLE.sub("", name).translate(ALEFS).replace("\u200c", " ")
    if any("\u0370" <= c <= "\u03ff" for c in name):
        for letters, sound in GREEK:
            name = name.lower().replace(letters, sound)
    told = anyascii(name.translate(SOUNDED))
    if any("\u3400" <= c <= "\ud7af" for c in name):
        told = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", told)
    return told.replace("`", "")


@cache
def abbreviations() -> dict[str, str]:
    """Short forms, with what they are short for."""
    lines = files(__package__).joinpath("abbreviations.csv").read_text("utf-8").splitlines()
    return {row["short"]: row["long"] for row in csv.DictReader(lines)}


def whole(word: str) -> str:
    """A word with what it is short for: "Ltd" is "limited", "3rd" is "3"."""
    ordinal = ORDINAL.fullmatch(word)
    return ordinal[1] if ordinal else abbreviations().get(word, word)


@lru_cache(KEPT)
def bones(letters: str) -> str:
    """The classes of a word's consonants, in its order."""
    for pattern, heard in BONES:
        letters = pattern.sub(heard, letters)
    return DOUBLED.sub(r"\1", re.sub("[^A-Z0-9mnrl]", "", letters).upper())


@lru_cache(KEPT)
def parents(name: str) -> tuple[bool, bool]:
    """Whether a name calls somebody father or mother ("Abu Yusuf", "Umm Yusuf")."""
    words = set(plain(name))
    return bool(words & FATHERS), bool(words & MOTHERS)
