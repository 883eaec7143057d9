"""How alike two names are: what a calibrated score is made of.

    alike = compare("Muammar Qaddafi", "Gadhafi, Moammar", person=True)

Words are matched whatever their order, each with the one that it is most like; what is left over,
what differs and in what way are counted apart, since they speak differently: a missing middle name
says little, two given names that no system of transliteration exchanges say much.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files
from operator import attrgetter

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import token_sort_ratio

from sayso.annotate.spelling import countries
from sayso.resolve.identity.sounding import Distance, distance, distance_to_bare
from sayso.resolve.identity.writing import KEPT, SMALL, Word, bones, parents, written

# From here on two words are taken for spellings of one; below, for two words. Chosen by eye.
SPELLED = 0.72
# Words whose bones have less in common are told apart without looking closer, as are most words of
# two names; those of one bone or none are looked at. F1 on 120 held-out pairs (held.csv): 75.7
# without the limit, 76.4 with it, 72.7 with 0.5 and for all words.
LEAST_BONES = 0.34
FEW_BONES = 2
# A step as dear as this one is no matter of spelling.
NOT_SPELLED = 0.5
SAME_WORD = Distance(0.0, 0.0, 1)
# The letter is right, or it is a nickname: what that is worth, the weights say.
STANDS_FOR = Distance(0.15, 0.15, 1)
OTHER_WORD = Distance(1.0, 1.0, 1)
# Words that tell two names apart that agree in all else.
POLES = (
    ("north", "northern"),
    ("south", "southern"),
    ("east", "eastern"),
    ("west", "western"),
    ("new",),
    ("old",),
    ("upper",),
    ("lower",),
    ("junior",),
    ("senior",),
    ("youth",),
    ("wing",),
)
POLAR = {word: pole[0] for pole in POLES for word in pole}
SHORTEST_ACRONYM, LONGEST_ACRONYM = 2, 10


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two names have in common, each from 0 to 1; the flags are 0 or 1."""

    mean: float = 0.0  # of the matched words
    least: float = 0.0
    worst: float = 0.0  # the dearest step in turning one into the other
    covered: float = 0.0  # the share of the longer name's words that are matched
    left: float = 0.0  # words of both that match nothing, over all
    letters: float = 0.0  # all letters in order of words
    same: float = 0.0  # nothing differs but order and small words
    one: float = 0.0  # one of them has one word
    initial: float = 0.0  # a letter stands for a word
    wrong_initial: float = 0.0  # a letter that no word of the other begins with
    nickname: float = 0.0
    turned: float = 0.0  # the first word comes last, or the last first
    swapped: float = 0.0  # the order differs in another way
    acronym: float = 0.0
    no_acronym: float = 0.0  # one looks like an acronym, and is not the other's
    poles: float = 0.0  # a figure, a cardinal point, "new", "junior" that the other lacks
    bare: float = 0.0  # the vowels of one are unknown
    person: float = 0.0

    def values(self) -> tuple[float, ...]:
        """The numbers in the order of the fields."""
        told: tuple[float, ...] = VALUES(self)
        return told


FEATURES = tuple(field.name for field in fields(Likeness))
VALUES = attrgetter(*FEATURES)


@dataclass(frozen=True, slots=True)
class Match:
    """A word of one name and its fellow in the other, by place; `how` is "initial", "nickname"."""

    mine: int
    its: int
    distance: Distance
    how: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the two are taken for one word."""
        return self.distance.likeness >= SPELLED


@lru_cache(KEPT)
def compare(one: str, other: str, *, person: bool) -> Likeness:
    """How alike two names are; the same whichever is named first."""
    if other < one:
        one, other = other, one
    left, right = written(one, person=person), written(other, person=person)
    if not left or not right:
        return Likeness(person=float(person))
    short = acronym_only(one), acronym_only(other)
    if any(short) and len(left) + len(right) > 2:
        found = is_acronym(one, other)
        return Likeness(acronym=float(found), no_acronym=float(not found), person=float(person))
    left, right, matches = likest_reading(left, right)
    good = [m for m in matches if m.is_good]
    size = len(left) + len(right)
    return Likeness(
        mean=sum(m.distance.likeness for m in matches) / len(matches),
        least=min(m.distance.likeness for m in matches),
        worst=max(m.distance.worst for m in matches),
        covered=len(good) / max(len(left), len(right)),
        left=1 - 2 * len(good) / size,
        letters=letters_alike(left, right),
        same=float(sorted(w.letters for w in left) == sorted(w.letters for w in right)),
        one=float(min(len(left), len(right)) == 1),
        initial=float(any(m.how == "initial" and m.is_good for m in matches)),
        wrong_initial=float(has_wrong_initial(left, right, good)),
        nickname=float(any(m.how == "nickname" for m in good)),
        turned=float(is_turned(good)),
        swapped=float(person and is_swapped(good)),
        poles=float(poles(left) != poles(right) or are_parents_apart(one, other)),
        bare=float(left[0].bare != right[0].bare),
        person=float(person),
    )


# What another reading must spare, in words, and how alike its word must be to its fellow.
JOINED, SURELY_JOINED = 0.5, 0.84
# What is written on to a name by some, and apart by others.
PREFIXES = re.compile(r"(?:vanden|vander|van|ben|bin|abou|abu|bou|al|el|de)(?=\w{4})")


def likest_reading(
    left: tuple[Word, ...], right: tuple[Word, ...]
) -> tuple[tuple[Word, ...], tuple[Word, ...], list[Match]]:
    """The two names as they match best, neighbours joined in one of them where that helps."""
    best = left, right, matched(left, right)
    least = unlike(*best)
    if least <= JOINED:
        return best
    others = [(a, right, i, 0) for i, a in readings(left)]
    others += [(left, b, i, 1) for i, b in readings(right)]
    for a, b, place, side in others:
        found = matched(a, b)
        joined = next((m for m in found if (m.mine, m.its)[side] == place), None)
        cost = unlike(a, b, found) + JOINED
        if joined and joined.distance.likeness >= SURELY_JOINED and cost < least:
            best, least = (a, b, found), cost
    return best


def unlike(left: Sequence[Word], right: Sequence[Word], matches: Sequence[Match]) -> float:
    """What does not match between two readings, in words."""
    good = [m for m in matches if m.is_good]
    lost = len(left) + len(right) - 2 * len(good)
    return lost + sum(m.distance.total / m.distance.units for m in good)


def readings(words: tuple[Word, ...]) -> Iterator[tuple[int, tuple[Word, ...]]]:
    """A name with two neighbours written as one ("Gholam Reza"), or a prefix left out.

    Each comes with the place of the word that differs.
    """
    for i, one in enumerate(words):
        prefix = PREFIXES.match(one.letters)
        if prefix:
            letters = one.letters[prefix.end() :]
            yield i, (*words[:i], Word(letters, bones(letters), one.bare), *words[i + 1 :])
        other = words[i + 1] if i + 1 < len(words) else None
        if other and min(len(one.letters), len(other.letters)) > 1:
            letters = one.letters + other.letters
            yield i, (*words[:i], Word(letters, bones(letters), one.bare), *words[i + 2 :])


def matched(left: Sequence[Word], right: Sequence[Word]) -> list[Match]:
    """Each word of the shorter name with one of the longer, the likest first."""
    every = sorted(
        ((match(i, j, a, b), -abs(i - j)) for i, a in enumerate(left) for j, b in enumerate(right)),
        key=lambda found: (-found[0].distance.likeness, -found[1], found[0].mine, found[0].its),
    )
    mine, its, found = set[int](), set[int](), []
    for each, _ in every:
        if each.mine not in mine and each.its not in its:
            mine.add(each.mine)
            its.add(each.its)
            found.append(each)
    return found


def match(i: int, j: int, one: Word, other: Word) -> Match:
    """How far a word of one name is from a word of the other."""
    how, far = fellow(one, other)
    return Match(i, j, far, how)


@lru_cache(KEPT)
def fellow(one: Word, other: Word) -> tuple[str, Distance]:
    """What kind of fellows two words are, and how far apart."""
    a, b = one.letters, other.letters
    if a == b:
        return "", SAME_WORD
    if a[0].isdigit() or b[0].isdigit():
        return "", OTHER_WORD
    if 1 in (len(a), len(b)):
        return "initial", STANDS_FOR if a[0] == b[0] else OTHER_WORD
    if countries().get(a, a) == countries().get(b, b):
        return "", SAME_WORD
    if bones_alike(one.bones, other.bones) < LEAST_BONES:
        alike = nicknames()[a] & nicknames()[b]
        return ("nickname", STANDS_FOR) if alike else ("", OTHER_WORD)
    if one.bare != other.bare:
        bare, full = (a, b) if one.bare else (b, a)
        return "", distance_to_bare(bare, full)
    far = distance(*sorted((a, b)))
    if far.worst >= NOT_SPELLED and nicknames()[a] & nicknames()[b]:
        return "nickname", STANDS_FOR
    return "", far


def bones_alike(one: str, other: str) -> float:
    """How alike the bones of two words are, from 0 to 1; words of few bones may be alike."""
    if min(len(one), len(other)) < FEW_BONES:
        return 1.0
    alike: float = Levenshtein.normalized_similarity(one, other)
    return alike


def letters_alike(left: Sequence[Word], right: Sequence[Word]) -> float:
    """How alike the letters of two names are, their words sorted."""
    ratio: float = token_sort_ratio(
        " ".join(w.letters for w in left), " ".join(w.letters for w in right)
    )
    return ratio / 100


@cache
def nicknames() -> defaultdict[str, frozenset[int]]:
    """The groups of given names that one person may go by, by name."""
    lines = files(__package__).joinpath("nicknames.csv").read_text("utf-8").splitlines()
    groups: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
    for number, row in enumerate(csv.DictReader(lines)):
        for name in row["names"].split("|"):
            groups[name] |= {number}
    return groups


def has_wrong_initial(left: Sequence[Word], right: Sequence[Word], good: Sequence[Match]) -> bool:
    """Whether a letter of one stands where the other has a word, or letter, that begins not so."""
    mine = [w for i, w in enumerate(left) if i not in {m.mine for m in good}]
    its = [w for j, w in enumerate(right) if j not in {m.its for m in good}]
    return bool(mine and its) and any(len(w.letters) == 1 for w in (*mine, *its))


def is_turned(good: Sequence[Match]) -> bool:
    """Whether the words stand in another order: a surname first, or something else."""
    order = [m.its for m in sorted(good, key=lambda m: m.mine)]
    return order != sorted(order)


def is_swapped(good: Sequence[Match]) -> bool:
    """Whether words stand in an order that is no rotation of the other: "Myo Aung Thant"."""
    order = [m.its for m in sorted(good, key=lambda m: m.mine)]
    ranks = [sorted(order).index(place) for place in order]
    size = len(ranks)
    return size > 2 and all(
        ranks != [(i + shift) % size for i in range(size)] for shift in range(size)
    )


def poles(words: Sequence[Word]) -> frozenset[str]:
    """The words of a name that tell it from its neighbour: figures, cardinal points, "junior"."""
    figures = {w.letters for w in words if w.letters[0].isdigit()}
    return frozenset(figures | {POLAR[w.letters] for w in words if w.letters in POLAR})


def are_parents_apart(one: str, other: str) -> bool:
    """Whether one name calls somebody father and the other mother: an Abu is never an Umm."""
    fathers, mothers = zip(parents(one), parents(other), strict=True)
    return fathers in ((True, False), (False, True)) and mothers == fathers[::-1]


def acronym_in(name: str) -> str:
    """The acronym that a name is, or that ends it in brackets; "" where there is none."""
    bare = name.rpartition("(")[2].removesuffix(")") if name.endswith(")") else name
    letters = bare.replace(".", "")
    fits = SHORTEST_ACRONYM <= len(letters) <= LONGEST_ACRONYM and " " not in letters
    capitals = sum(c.isupper() for c in letters)
    return letters.lower() if fits and 2 * capitals > len(letters) and capitals > 1 else ""


def acronym_only(name: str) -> str:
    """The acronym that a name is, "" where it is something else."""
    return "" if " " in name else acronym_in(name)


def is_acronym(one: str, other: str) -> bool:
    """Whether one name is made of the first letters of the other's words, or of its acronym."""
    letters, long = sorted((one, other), key=lambda name: (not acronym_only(name), name))
    words = long.replace("-", " ").lower().split()
    return acronym_only(letters) == acronym_in(long) or begins(acronym_only(letters), words)


def begins(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are the first ones of words, of which small ones may be left out."""
    if not words or not letters:
        return not letters and all(word in SMALL for word in words)
    taken = words[0][0] == letters[0] and begins(letters[1:], words[1:])
    return taken or (words[0] in SMALL and begins(letters, words[1:]))
