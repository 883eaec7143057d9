"""From many reports to who took what from whom: time and memory, beside MinHash LSH alone.

    python benchmarks/origins.py [--reports N]

Synthetic reports, one in five a story of its own and the others copies: cut, edited, with
paragraphs of their own. sayso aligns every passage and finds the giver; `datasketch` (128
permutations, Jaccard 0.5) makes sketches of the same runs of five words, and asks for the
neighbours of each, no more. Each runs in a process of its own, one after the other.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import resource
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from datasketch import MinHash, MinHashLSH

from sayso.model import Report, Told
from sayso.weigh.borrowing import borrowings, readings
from sayso.weigh.outlets import Outlets
from sayso.weigh.reuse.wording import RUN

ORIGINAL = 5
WORDS, PARAGRAPHS, LENGTH = 30_000, 6, 45
Result = TypeVar("Result")


def paragraph(chance: random.Random) -> list[str]:
    """Words as English spreads them: few of them often, most of them seldom."""
    return [f"w{min(int(chance.paretovariate(0.7)), WORDS)}" for _ in range(LENGTH)]


def stories(count: int) -> Iterator[list[list[str]]]:
    """Reports as paragraphs: originals, and copies of earlier ones."""
    chance = random.Random(7)
    made: list[list[list[str]]] = []
    for number in range(count):
        if number % ORIGINAL == 0 or not made:
            story = [paragraph(chance) for _ in range(PARAGRAPHS)]
            made.append(story)
        else:
            story = [list(part) for part in made[int(len(made) * chance.random() ** 2)]]
            story = story[: chance.randint(2, PARAGRAPHS)]
            for part in story:
                for place in chance.sample(range(LENGTH), 3):
                    part[place] = f"x{chance.randrange(WORDS)}"
            story.insert(chance.randrange(len(story)), paragraph(chance))
        yield story


def reports(count: int) -> list[Report]:
    """The stories as reports of three hundred outlets, a minute apart."""
    made = []
    for number, story in enumerate(stories(count)):
        text = "\n\n".join(" ".join(part).capitalize() + "." for part in story)
        day = f"2019-{1 + number * 12 // count:02d}-{1 + number * 28 // count % 28:02d}"
        outlet = Told(f"Outlet {number % 300}", "")
        name = f"r{number:07d}"
        made.append(
            Report(name, name, name, "text/plain", text, "", outlet, published=Told(day, ""))
        )
    return made


def ours(made: list[Report]) -> int:
    """How many borrowings there are."""
    outlets = Outlets.of({r.outlet.value for r in made if r.outlet})
    return sum(1 for _ in borrowings(readings(made, outlets, None), outlets))


def theirs(made: list[Report]) -> int:
    """How many pairs `datasketch` finds."""
    index = MinHashLSH(threshold=0.5, num_perm=128)
    found = 0
    for report in made:
        words = re.findall(r"\w+", report.text.casefold())
        runs = {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
        sketch = MinHash(num_perm=128)
        sketch.update_batch([run.encode() for run in runs])
        found += len(index.query(sketch))
        index.insert(report.id, sketch)
    return found


def measured(work: Callable[[list[Report]], int], count: int) -> tuple[int, float, float]:
    """What came out, seconds, and GB at the peak beyond those of the texts."""
    made = reports(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    found = work(made)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found, seconds, (peak - before) / 1e6


def apart(work: Callable[[list[Report]], int], count: int) -> tuple[int, float, float]:
    """The same in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measured, (work, count))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    count = parser.parse_args().reports
    taken, mine, memory = apart(ours, count)
    print(f"sayso: {count} reports, {taken} borrowings, {mine:.1f} s, {memory:.2f} GB", flush=True)
    pairs, peer, more = apart(theirs, count)
    print(f"datasketch LSH: {pairs} pairs, {peer:.1f} s, {more:.2f} GB")
    print(f"sayso takes {mine / peer:.2f} of its time")


if __name__ == "__main__":
    main()
