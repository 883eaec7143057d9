"""When two spellings are one name.

`fold` forgets what typesetting changes: case, accents, apostrophes, hyphens, possessives, a leading
article. `is_variant` goes further and forgets what transliteration changes, within strict bounds:
it is meant for names inside one report, where two spellings that near are rarely two things.
`is_respelled` is for full names of people.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from sayso.annotate.lexicon import lexicon, listed, table, word_set

SMALL_WORDS = word_set("small words")
ARTICLES = frozenset(["the", "a", "an"])
# What the list of countries has beside a country and is not always the same.
PARTS_OF_COUNTRIES = frozenset(
    [
        *("England", "Scotland", "Wales", "Northern Ireland", "West Bank", "Gaza", "Gaza Strip"),
        *("Republic of the Congo", "Korea"),
    ]
)
# Within a report the same names are asked for over and over (in 300,000 characters 1,005 different
# ones, 16,000 times); those of the reports before it may go.
KEPT = 8192
APOSTROPHES = re.compile("['’‘ʼʻ`´\u00ad\u200b-\u200d]")
DOTTED = re.compile(r"\b(?:\w\.){2,}|\b\w\.(?=\w\b)")
PARTING = re.compile(r"[\s\-‐‑–—/.,\"“”„«»()]+")


@lru_cache(KEPT)
def fold(name: str) -> tuple[str, ...]:
    """The words of a name as they compare: "The Harbour-Ministry's" is ("harbour", "ministry")."""
    plain = unicodedata.normalize("NFKD", name.strip())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’]s?$", "", plain)
    plain = re.sub(r"['’]s(?=\s)", "s", plain)
    plain = APOSTROPHES.sub("", DOTTED.sub(lambda m: m.group().replace(".", ""), plain))
    words = tuple(w for w in PARTING.split(plain.casefold()) if w)
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def contents(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the small ones between them."""
    return tuple(w for w in words if w not in SMALL_WORDS)


def initials(words: tuple[str, ...]) -> frozenset[str]:
    """The acronyms that a long form may have: small words counted, or left out."""
    whole = "".join(w[0] for w in words)
    short = "".join(w[0] for w in contents(words))
    return frozenset(a for a in (whole, short) if len(a) > 1)


VOWELS = (
    (re.compile("[ou]+w?"), "O"),
    (re.compile("[aeiy]+"), "A"),
)
CONSONANTS = (("kh", "h"), ("ph", "f"), ("ck", "k"), ("dh", "d"), ("q", "k"), ("x", "ks"))
DOUBLED = re.compile(r"([a-zA-Z])\1+")
# Short words differ by one letter too often to be spellings of each other.
SHORTEST_VARIANT = 5


@lru_cache(KEPT)
def sound(word: str) -> str:
    """A folded word as heard: two classes of vowels, consonants that vary made one."""
    word = DOUBLED.sub(r"\1", word)
    for written, heard in CONSONANTS:
        word = word.replace(written, heard)
    if len(word) > 3 and word.endswith("h"):
        word = word[:-1]
    for pattern, heard in VOWELS:
        word = pattern.sub(heard, word)
    return word


def sounds(words: tuple[str, ...]) -> tuple[str, ...]:
    """The sounds of the words that carry a name."""
    return tuple(sound(w) for w in contents(words))


@cache
def western_names() -> frozenset[str]:
    """Given names whose spellings are names apart: "Frances" and "Francis"."""
    return listed("given.csv", "region", "english") | listed("given.csv", "region", "european")


def is_variant(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two folded names are one, spelled differently word by word."""
    left, right = contents(one), contents(other)
    if len(left) != len(right) or not left:
        return False
    return all(is_word_variant(a, b) for a, b in zip(left, right, strict=True))


# A name respelled has most of its words respelled: one of four letters may then be among them.
SHORTEST_RESPELLED = 4


def is_respelled(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two folded full names are one, transliterated twice: each of their words differs.

    "Yusk Ameni" and "Yousk Amenni" are; "Lena Orsk" and "Lina Orsk" may be sisters. The last word
    must be a variant, the others need the same consonants.
    """
    left, right = contents(one), contents(other)
    if is_variant(one, other) and len(left) > 1:
        return True
    if len(left) != len(right) or len(left) < 2 or not is_word_variant(left[-1], right[-1]):
        return False
    return (
        all(
            a != b
            and a[0] == b[0]
            and min(len(a), len(b)) >= SHORTEST_RESPELLED
            and consonants(a) == consonants(b)
            for a, b in zip(left[:-1], right[:-1], strict=True)
        )
        and left[-1] != right[-1]
    )


def consonants(word: str) -> str:
    """What is heard of a folded word without its vowels."""
    return DOUBLED.sub(r"\1", sound(word).replace("O", "").replace("A", ""))


def is_word_variant(one: str, other: str) -> bool:
    """Whether two folded words are spellings of one: "mohammed" and "muhammad"."""
    if one == other:
        return True
    if DOUBLED.sub(r"\1", one) == DOUBLED.sub(r"\1", other):
        return min(len(one), len(other)) >= SHORTEST_VARIANT - 1
    if min(len(one), len(other)) < SHORTEST_VARIANT or sound(one) != sound(other):
        return False
    if one in western_names() and other in western_names():
        return False
    # The last vowel tells "Maria" from "Mario", and "Niger" from "Nigeria".
    return ending(one) == ending(other)


def ending(word: str) -> str:
    """The last letter, with "ei", "ey", "y" and a mute "h" made one."""
    word = re.sub("(?:[ei]?y|ei)$", "i", word)
    return (word[:-1] if len(word) > 3 and word.endswith("h") else word)[-1]


@cache
def called() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The folded other names of each country ("U.S.", "America") to its folded name.

    What is part of another (Scotland, in "United Kingdom") is no other name of it.
    """
    rows = table("countries.csv")
    apart = {fold(name) for name in PARTS_OF_COUNTRIES}
    return {
        other: fold(row["name"])
        for row in rows
        for name in row["also"].split("|")
        if name and (other := fold(name)) not in apart
    }


@cache
def countries() -> dict[str, str]:
    """The folded word for a people to the folded word for its country, where both are one word."""
    return {people: country for people, country in lexicon().peoples.items() if " " not in country}
