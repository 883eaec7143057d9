"""How two spellings of a word sound alike: an edit distance over the units of transliteration.

    distance("qaddafi", "gadhafi").total     # 0.3: only what transliterations exchange

"kh", "zh" and the like are one unit. What two systems of transliteration write for one sound costs
little to exchange; what no system exchanges ("b" and "n") costs 1. A word in letters that leave out
vowels (Arabic, Hebrew) meets any short vowel for nothing, but its long ones must be met.
The costs are those of Needleman and Wunsch's alignment (1970); the tables follow the systems of
ALA-LC, BGN/PCGN, Wade-Giles, pinyin, McCune-Reischauer and the usage of the press.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.resolve.identity.writing import KEPT

# What several systems write with one letter more.
RESPELLED = (
    (re.compile(r"^ou(?=[aei])"), "w"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ee"), "i"),
    # In pinyin "x" is a sound of its own.
    (re.compile(r"x(?![iu])|(?<=[aeo])x"), "ks"),
    (re.compile(r"(?:s|sh|shc|sc)h?ch"), "shch"),
    (re.compile(r"(?<=[bcdfghjklmnpqrstvxz])[yi]o"), "e"),
)
UNITS = re.compile(
    r"shch|tsch|tch|sch|dzh|dj|zh|sh|ch|kh|gh|ph|th|dh|ts|tz|cz|hs|ck|ng|[a-z0-9]", re.ASCII
)
VOWELS = frozenset("aeiouy")

# What a unit may be heard as. Two units that share a sound are often exchanged.
SOUNDS = {
    "k": "k", "ck": "k", "q": "k g C", "c": "k s T C", "g": "g k J", "gh": "g k",
    "kh": "x h k", "h": "h x g", "ch": "C x S k J", "x": "X S x", "hs": "S",
    "j": "J Z y C", "dj": "J C", "dzh": "J", "zh": "Z J C", "sh": "S s", "sch": "S", "shch": "S C",
    "tsch": "C", "tch": "C", "cz": "C T", "z": "z s T d", "s": "s S z", "ts": "T C s z",
    "tz": "T z", "th": "t s", "dh": "d z", "d": "d", "t": "t", "b": "b", "p": "p", "v": "v w b f",
    "w": "w v", "f": "f", "ph": "f", "m": "m", "n": "n", "ng": "N g", "r": "r", "l": "l",
    "a": "a", "e": "e", "i": "i", "o": "o", "u": "u", "y": "i y",
}  # fmt: skip
HEARD = {unit: frozenset(sounds.split()) for unit, sounds in SOUNDS.items()}
EXCHANGED = 0.15
# Pairs that some dialects or systems make one: stops with voice and without.
NEAR = {
    frozenset(pair)
    for pair in ("td", "bp", "kg", "sz", "vf", "lr", "SZ", "CJ", "TC", "pf", "Nn", "dz")
}
NEARLY = 0.4
VOWEL_COSTS = {
    frozenset("ae"): 0.25,
    frozenset("ei"): 0.2,
    frozenset("ou"): 0.12,
    frozenset("ao"): 0.55,
    frozenset("ai"): 0.75,
    frozenset("au"): 0.6,
    frozenset("eo"): 0.6,
    frozenset("eu"): 0.6,
    frozenset("io"): 0.8,
    frozenset("iu"): 0.7,
    frozenset("ay"): 0.5,
    frozenset("ey"): 0.15,
    frozenset("iy"): 0.05,
    frozenset("oy"): 0.8,
    frozenset("uy"): 0.6,
}
# A vowel and a consonant that write one glide.
GLIDES = {frozenset(p): 0.2 for p in ("uw", "uv", "ow", "ij", "yj", "ov", "yg", "ig")}
DIFFERENT = 1.0
DROPPED = {"h": 0.25, "y": 0.2, "w": 0.35, "j": 0.5, "e": 0.3, "i": 0.4, "u": 0.4, "a": 0.45}
DROPPED |= {"o": 0.5, "s": 0.7, "t": 0.7, "n": 0.8}
DROPPED_ELSE = 0.9
GLIDE = 0.15
# "Dan" and "Dana" are two people; "Anne" and "Ann" need not be.
FINAL = {"a": 0.8, "o": 0.75, "i": 0.55, "u": 0.5, "e": 0.15, "y": 0.5, "h": 0.05, "s": 0.45}
LONG = {"a": frozenset("ae"), "y": frozenset("iey"), "w": frozenset("ouwv"), "v": frozenset("ouwv")}
NONE: frozenset[str] = frozenset()
LONG_MISSED, SHORT_ADDED = 0.6, 0.04


@dataclass(frozen=True, slots=True)
class Distance:
    """What turns one word into another costs in all, the dearest step of it, and how many units."""

    total: float
    worst: float
    units: int

    @property
    def likeness(self) -> float:
        """From 1, the same, down to 0."""
        return max(0.0, 1 - self.total / max(1, self.units))


@lru_cache(KEPT)
def units(word: str) -> tuple[str, ...]:
    """The units of a word; one that is written twice counts once."""
    for pattern, letters in RESPELLED:
        word = pattern.sub(letters, word)
    found = UNITS.findall(word)
    return tuple(u for i, u in enumerate(found) if i == 0 or u != found[i - 1])


@lru_cache(KEPT)
def exchange(one: str, other: str) -> float:
    """What it costs to write one unit for the other."""
    if one == other:
        return 0.0
    pair = frozenset((one, other))
    if pair in GLIDES:
        return GLIDES[pair]
    if one in VOWELS and other in VOWELS:
        return VOWEL_COSTS.get(pair, DIFFERENT)
    if one in VOWELS or other in VOWELS:
        return DIFFERENT + 0.2
    mine, its = HEARD.get(one, frozenset()), HEARD.get(other, frozenset())
    if mine & its:
        return EXCHANGED
    near = any(frozenset((a, b)) in NEAR for a in mine for b in its)
    return NEARLY if near else DIFFERENT


def dropped(word: tuple[str, ...], at: int) -> float:
    """What it costs that a unit is missing from the other word."""
    unit = word[at]
    if unit in "iy" and VOWELS.intersection(word[max(0, at - 1) : at] + word[at + 1 : at + 2]):
        return GLIDE
    if at == len(word) - 1:
        return FINAL.get(unit, DROPPED.get(unit, DROPPED_ELSE))
    return DROPPED.get(unit, DROPPED_ELSE)


@lru_cache(KEPT)
def distance(one: str, other: str) -> Distance:
    """How far apart two words sound."""
    left, right = units(one), units(other)
    losses = [dropped(left, i) for i in range(len(left))]
    gains = [dropped(right, j) for j in range(len(right))]
    return align(left, right, losses, gains, bare=False)


@lru_cache(KEPT)
def distance_to_bare(bare: str, whole: str) -> Distance:
    """How far a word without its short vowels sounds from one that has all."""
    left, right = units(bare), units(whole)
    losses = [LONG_MISSED if u in LONG else dropped(left, i) for i, u in enumerate(left)]
    gains = [SHORT_ADDED if u in VOWELS else dropped(right, j) for j, u in enumerate(right)]
    return align(left, right, losses, gains, bare=True)


def align(
    left: tuple[str, ...],
    right: tuple[str, ...],
    losses: list[float],
    gains: list[float],
    *,
    bare: bool,
) -> Distance:
    """The cheapest alignment; of two that cost the same, one of them."""
    totals, worsts = [0.0], [0.0]
    for gain in gains:
        totals.append(totals[-1] + gain)
        worsts.append(max(worsts[-1], gain))
    for i, unit in enumerate(left):
        loss, long = losses[i], LONG.get(unit, NONE) if bare else NONE
        corner, over = totals[0], worsts[0]
        total, worst = corner + loss, max(over, loss)
        row, dearest = [total], [worst]
        for j, other in enumerate(right):
            step = 0.0 if unit == other or other in long else exchange(unit, other)
            swap, drop, add = corner + step, totals[j + 1] + loss, total + gains[j]
            if swap <= drop and swap <= add:
                total, worst = swap, max(over, step)
            elif drop <= add:
                total, worst = drop, max(worsts[j + 1], loss)
            else:
                total, worst = add, max(worst, gains[j])
            corner, over = totals[j + 1], worsts[j + 1]
            row.append(total)
            dearest.append(worst)
        totals, worsts = row, dearest
    return Distance(totals[-1], worsts[-1], max(len(left), len(right)))
