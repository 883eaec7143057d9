"""A case of many reports weighed, and one report more: the time of each.

    python benchmarks/weighing.py [--reports N]

Synthetic reports of sixty outlets about 48 bodies and a thousand people, ten claims each, a third
of them copied. Who is who is computed before, and not counted; ten reports are then added, one
after the other, and the median counts.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from itertools import product

from corpus import ROOT

from sayso.model import Analysis
from sayso.resolve.identity import identify, profiles
from sayso.weigh.scales import Scales
from sayso.weigh.whole import Terms

sys.path.insert(0, str(ROOT / "tests" / "weigh"))
from newsroom import Line, news

FIRST = ("Ana", "Bo", "Ilse", "Orla", "Petar", "Lida", "Wim", "Sadu")
LAST = ("Roe", "Lind", "Marw", "Brandt", "Kolv", "Morv", "Uddg", "Ilm")
ENDS = ("", "ka", "ri", "mo")
PEOPLE = [f"{a}{b} {c}{d}" for a, b, c, d in product(FIRST, ENDS, LAST, ENDS)]
PLACES = ("Hill", "Coast", "River", "Free", "Red", "North", "Harbour", "Valley")
BODIES = [
    f"{a} {b}"
    for a, b in product(PLACES, ("Front", "Guard", "Brigade", "League", "Union", "Movement"))
]
TYPES = (
    ("attacks", "attacker", "victim"),
    ("detains", "captor", "detainee"),
    ("meets", "a", "b"),
    ("accuses", "accuser", "accused"),
    ("kills", "killer", "victim"),
    ("supports", "provider", "beneficiary"),
    ("directs", "principal", "agent"),
)
OUTLETS = [f"{a} {b}" for a, b in product(PLACES, ("Post", "Times", "Echo", "Courier"))][:60]
OUTLETS += [f"{a}ville {b}" for a, b in product(PLACES, ("Post", "Times", "Echo", "Courier"))]
ADDED, CLAIMS = 10, 10


def words(chance: random.Random, count: int) -> str:
    """Some words that hardly anybody else has."""
    return " ".join(f"w{chance.randrange(40_000)}" for _ in range(count))


def line(chance: random.Random) -> Line:
    """A claim of somebody, on somebody's word."""
    type_, first, second = chance.choice(TYPES)
    who, whom = chance.choice(BODIES), chance.choice(PEOPLE)
    voices = chance.choice(
        [
            (),
            (chance.choice(PEOPLE),),
            ("an official",),
            (chance.choice(PEOPLE), "a witness"),
            (f"outlet:{chance.choice(OUTLETS)}",),
        ]
    )
    day = f"2019-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    return Line(
        f"{who} {words(chance, 9)} {whom} {words(chance, 12)}.",
        type_,
        {first: who, second: whom},
        voices,
        denied=chance.random() < 0.1,
        day=day if chance.random() < 0.4 else None,
    )


def case(count: int) -> list[Analysis]:
    """The reports of a year."""
    chance = random.Random(3)
    stock: list[Line] = []
    made = []
    for number in range(count):
        mine = []
        for _ in range(CLAIMS):
            if stock and chance.random() < 0.3:
                mine.append(chance.choice(stock[-400:]))
            else:
                mine.append(line(chance))
                stock.append(mine[-1])
        month = 1 + number * 12 // count
        day = f"2019-{month:02d}-{chance.randint(1, 28):02d}"
        different = {each.text: each for each in mine}.values()
        made.append(news(OUTLETS[number % 60], day, *different, key=str(number)))
    return made


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    count = parser.parse_args().reports
    analyses = case(count + ADDED)
    told = [list(profiles(analysis)) for analysis in analyses]
    found = [
        identify([profile for each in told[:upto] for profile in each])
        for upto in range(count, count + ADDED + 1)
    ]
    start = time.perf_counter()
    scales = Scales(analyses[:count], found[0], Terms())
    whole = time.perf_counter() - start
    one = []
    for analysis, who in zip(analyses[count:], found[1:], strict=True):
        start = time.perf_counter()
        scales.add(analysis, who)
        one.append(time.perf_counter() - start)
    took = statistics.median(one)
    print(f"{count} reports, {len(scales.weights)} propositions: {whole:.1f} s at once")
    print(
        f"one report more: {took:.3f} s, {100 * took / whole:.2f} % of it (at most {max(one):.3f})"
    )


if __name__ == "__main__":
    main()
