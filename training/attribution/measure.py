"""How well statements are found, by PolNeAR's measures, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sayso.attribute.reader.decode import Found
from training.attribution.corpus import OUTER, Example


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of one statement."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def of_found(found: Found) -> Parts:
    """The words of a statement that the network found."""
    runs = [found.source] if found.source else []
    return Parts(words_of(runs), words_of([found.cue]), words_of(list(found.content)))


def words_of(runs: list[tuple[int, int]]) -> frozenset[int]:
    """The words of some runs."""
    return frozenset(i for a, b in runs for i in range(a, b + 1))


def of_gold(example: Example, level: int = OUTER) -> list[Parts]:
    """The gold statements of one level."""
    return [
        Parts(
            frozenset(map(int, t.source)),
            frozenset(range(t.first, t.last + 1)),
            frozenset(map(int, t.content)),
        )
        for t in example.tellings
        if t.level == level
    ]


def half(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether two spans share at least half of the longer; two absent ones do."""
    return (not a and not b) or (bool(a & b) and 2 * len(a & b) >= max(len(a), len(b)))


def full(a: Parts, b: Parts) -> bool:
    """Whether cues meet, and sources and contents agree by half."""
    return bool(a.cue & b.cue) and half(a.source, b.source) and half(a.content, b.content)


def is_same(a: frozenset[int], b: frozenset[int], example: Example) -> bool:
    """Whether two spans hold the same words, signs aside."""
    text, w = example.wording.text, example.wording
    bare = [frozenset(i for i in s if text[w.starts[i]].isalnum()) for s in (a, b)]
    return bare[0] == bare[1]


def outermost(found: list[Found]) -> list[Found]:
    """The statements whose cue stands in no other's content."""
    inside: dict[int, list[int]] = {}
    for k, f in enumerate(found):
        for a, b in f.content:
            for i in range(a, b + 1):
                inside.setdefault(i, []).append(k)
    return [f for k, f in enumerate(found) if all(j == k for j in inside.get(f.cue[0], []))]


def count(found: list[Found], example: Example, totals: Counter[str]) -> None:
    """Add what was found in one example to the totals."""
    predicted = [of_found(f) for f in outermost(found)]
    gold = of_gold(example)
    totals["gold"] += len(gold)
    totals["found"] += len(predicted)
    left = list(gold)
    for p in predicted:
        hit = next((g for g in left if full(p, g)), None)
        if hit is not None:
            left.remove(hit)
            totals["full"] += 1
    met = list(gold)
    for p in predicted:
        hit = next((g for g in met if p.cue & g.cue), None)
        if hit is not None:
            met.remove(hit)
            totals["cue"] += 1
            totals["source"] += half(p.source, hit.source)
            totals["content"] += half(p.content, hit.content)
            totals["exact"] += is_same(p.content, hit.content, example)


def summary(totals: Counter[str]) -> dict[str, float]:
    """F1 of full statements and of cues; of the cues met, how many sources and contents agree."""
    both = max(1, totals["gold"] + totals["found"])
    met = max(1, totals["cue"])
    return {
        "full": round(200 * totals["full"] / both, 2),
        "P": round(100 * totals["full"] / max(1, totals["found"]), 1),
        "R": round(100 * totals["full"] / max(1, totals["gold"]), 1),
        "cue": round(200 * totals["cue"] / both, 1),
        "source": round(100 * totals["source"] / met, 1),
        "content": round(100 * totals["content"] / met, 1),
        "exact": round(100 * totals["exact"] / met, 1),
    }
