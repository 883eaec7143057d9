"""Which spellings are worth comparing: those that share a key, and stand near each other in it.

Each spelling has a handful of keys made of its words' bones, so that spellings of one name share
one at least. Keys that many share are walked through in the order of how they sound, each spelling
with the few behind it (sorted neighbourhood; Hernández and Stolfo, 1995), and of these pairs those
are compared that sound likest, so that the number of comparisons grows with the number of spellings
and no faster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from heapq import nlargest
from itertools import combinations

from rapidfuzz.fuzz import ratio

from sayso.annotate.spelling import initials
from sayso.model import EntityKind
from sayso.resolve.identity.likeness import nicknames
from sayso.resolve.identity.writing import Word, written

# Up to this many spellings of one key are all compared; among more, each with the WINDOW behind it.
SMALL_BLOCK = 24
WINDOW = 12
# Words of a name that make keys, its first ones and its last.
MOST_WORDS = 4
Key = tuple[str, ...]
# Keys that names share which are far apart; such pairs are compared only where their bones have so
# much in common, in per cent. Of the 200 pairs that are one in training/identity/pairs.csv, 178 are
# compared.
LOOSE = frozenset(["begin", "one", "two"])
LEAST_RATIO = 60

# Keys that say enough by themselves. Of the pairs that share others, each spelling is compared with
# those that sound likest, so many at most: without the bound, pairs grew with the spellings to 1.4.
SURE = frozenset(["acronym", "nickname"])
MOST_FELLOWS = 5

FAMILIES = {
    EntityKind.GROUP: "body",
    EntityKind.ORGANIZATION: "body",
    EntityKind.PLACE: "place",
    EntityKind.FACILITY: "place",
}


def family(kind: EntityKind) -> str:
    """The kinds that reports take for each other, as one word."""
    return FAMILIES.get(kind, kind.value)


def candidates(spellings: Sequence[tuple[str, EntityKind]]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `spellings` (name, kind) that may be one thing, each once."""
    blocks: defaultdict[Key, list[int]] = defaultdict(list)
    for i, (name, kind) in enumerate(spellings):
        for key in keys(name, kind):
            blocks[key].append(i)
    sounds = [heard(name, kind) for name, kind in spellings]
    alike: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    shared = (key for key, block in blocks.items() if len(block) > 1)
    # The sure keys first: what one of them has found, no bound takes away.
    for key in sorted(shared, key=lambda k: (k[1] not in SURE, k)):
        least = LEAST_RATIO if key[1] in LOOSE else 0
        for i, j in near(blocks[key], sounds):
            if (i, j) in seen:
                continue
            close = ratio(sounds[i], sounds[j])
            if close >= least:
                seen.add((i, j))
                if key[1] in SURE:
                    yield i, j
                else:
                    alike[i].append((close, j))
                    alike[j].append((close, i))
    yield from likest(alike, [name for name, _ in spellings])


def likest(
    alike: Mapping[int, list[tuple[float, int]]], names: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """The pairs that are among the likest of either, by sound, then by letters; each once."""

    def near_to(i: int, found: tuple[float, int]) -> tuple[float, float, int]:
        return found[0], ratio(names[i], names[found[1]]), found[1]

    kept: set[tuple[int, int]] = set()
    for i, fellows in sorted(alike.items()):
        few = len(fellows) <= MOST_FELLOWS
        for _, j in fellows if few else nlargest(MOST_FELLOWS, fellows, partial(near_to, i)):
            pair = (min(i, j), max(i, j))
            if pair not in kept:
                kept.add(pair)
                yield pair


def near(block: list[int], sounds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of one block, by place."""
    if len(block) <= SMALL_BLOCK:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda i: (sounds[i], i))
    for at, i in enumerate(ordered):
        for j in ordered[at + 1 : at + 1 + WINDOW]:
            yield (i, j) if i < j else (j, i)


def heard(name: str, kind: EntityKind) -> str:
    """How a name sounds: the bones of its words, in the order of the alphabet."""
    words = written(name, person=kind is EntityKind.PERSON)
    return " ".join(sorted(bones(w) for w in words))


def keys(name: str, kind: EntityKind) -> set[Key]:
    """The keys of a spelling."""
    words = written(name, person=kind is EntityKind.PERSON)
    of = family(kind)
    if len(words) > MOST_WORDS:
        words = (*words[: MOST_WORDS // 2], *words[-MOST_WORDS // 2 :])
    found: set[Key] = {(of, "whole", *sorted(bones(w) for w in words))}
    if of == "person":
        found |= person_keys(words)
    elif len(words) == 1:
        found.add((of, "one", bones(words[0])[:3]))
    for one, other in combinations(sorted(bones(w) for w in words), 2):
        found.add((of, "two", one, other))
        found.add((of, "begin", one[:2], other[:2]))
    if of == "body":
        found |= acronym_keys(name)
    return found


def bones(word: Word) -> str:
    """A word's bones, or its letters where it has none ("Aye")."""
    return word.bones or word.letters


def person_keys(words: Sequence[Word]) -> set[Key]:
    """A surname with what a given name may be shortened to; a name of one word alone."""
    if len(words) == 1:
        return {("person", "part", bones(words[0]))}
    found: set[Key] = {("person", "part", bones(words[0])), ("person", "part", bones(words[-1]))}
    for given, surname in ((words[0], words[-1]), (words[-1], words[0])):
        found.add(("person", "initial", given.letters[:1], bones(surname)))
        for group in nicknames()[given.letters]:
            found.add(("person", "nickname", str(group), bones(surname)))
    return found


def acronym_keys(name: str) -> set[Key]:
    """The acronyms that a body's name may have, or the name where it looks like one."""
    words = tuple(name.replace("-", " ").lower().split())
    plain = name.replace(".", "")
    if len(words) == 1 and plain.isupper():
        return {("body", "acronym", plain.lower())}
    return {("body", "acronym", letters) for letters in initials(words)}
