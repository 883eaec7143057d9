"""Fit the weights of names and context, and write them: `make train-identity`.

A logistic regression (Newton's method) on the pairs of names in pairs.csv and, where the data is
there, on pairs of entities in ECB+'s topics 1 to 24. A prior stands in for what 400 pairs are too
few to tell: an Abu is no Umm, the 12th Brigade is not the 14th.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.resolve.identity import chance
from sayso.resolve.identity.blocks import family
from sayso.resolve.identity.chance import CONTEXT
from sayso.resolve.identity.cluster import cluster_of, context, likeness, rarity
from sayso.resolve.identity.likeness import FEATURES, compare
from training.identity import ecb

HERE = Path(__file__).parent
WEIGHTS = Path("src/sayso/resolve/identity/weights.csv")
PRIOR = {
    "poles": -4.0,
    "wrong_initial": -3.0,
    "swapped": -3.0,
    "no_acronym": -3.0,
    "acronym": 2.0,
    "same": 1.0,
    "worst": -3.0,
    "least": 3.0,
    "shared": 2.0,
    "roles": 1.0,
    "other_roles": -1.0,
    "years": -0.5,
}
STRENGTH = 0.3
FEW = 0.1
# Too rare in the data to be learned, or absent from it but by mistakes of its rules.
RARE = frozenset(["poles", "wrong_initial", "swapped", "acronym", "no_acronym"])
FIRM = 10.0
STEPS = 60
# Of ECB+'s 35 topics here, those from this one on are held out.
HELD_FROM = 25
Reals = NDArray[np.float64]
Row = tuple[tuple[float, ...], bool]


def named_pairs(path: Path) -> Iterator[Row]:
    """The pairs of a file, with no context."""
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            told = compare(row["one"], row["other"], person=row["kind"] == "person")
            yield (*told.values(), *[0.0] * len(CONTEXT)), row["same"] == "1"


def strangers(path: Path, seed: int = 1) -> Iterator[Row]:
    """Names of different rows of a file: what most pairs of names in a case are.

    The rows themselves are all look-alikes; from them alone nothing is learned of names that have
    nothing in common.
    """
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    chance_ = random.Random(seed)
    for kind in ("person", "organization", "place"):
        names = [row["one"] for row in rows if row["kind"] == kind]
        others = chance_.sample(names, len(names))
        for one, other in zip(names, others, strict=True):
            if not has_common(one, other):
                told = compare(one, other, person=kind == "person")
                yield (*told.values(), *[0.0] * len(CONTEXT)), False


def entity_pairs(folder: Path, topics: Iterable[int]) -> Iterator[Row]:
    """Pairs of entities of two reports of one topic, most of them with a word in common."""
    every = ecb.by_topic(folder)
    chance_ = random.Random(1)
    for topic in topics:
        reports = every.get(str(topic), [])
        made = [(p, e, r) for r in reports for p, e in ecb.entities(r)]
        rare = rarity([p for p, _, _ in made])
        for (p, e, r), (q, f, s) in combinations(made, 2):
            if r is s or family(p.kind) != family(q.kind):
                continue
            # Of the pairs that have nothing in common one in ten is enough.
            if not has_common(p.name, q.name) and chance_.random() > FEW:
                continue
            one, other = cluster_of(0, p, rare), cluster_of(1, q, rare)
            told = context(one, other, rare)
            same = bool(gold(e, r) & gold(f, s))
            yield (*likeness(one, other).values(), *told.values()), same


def has_common(one: str, other: str) -> bool:
    """Whether two names have a word in common, or the beginning of one."""
    mine, its = ({w[:3].lower() for w in name.split()} for name in (one, other))
    return bool(mine & its)


def gold(entity: ecb.Entity, report: ecb.Named) -> set[str]:
    """The instances that an entity's mentions name."""
    return {name for span, _, name in report.names if span in entity.mentions}


def fit(rows: list[Row], weight: list[float]) -> Reals:
    """The bias and the weights that are likeliest, given the prior."""
    told = np.array([[1.0, *values] for values, _ in rows])
    same = np.array([float(is_same) for _, is_same in rows])
    counts = np.array(weight)
    mean = np.array([0.0, *(PRIOR.get(name, 0.0) for name in (*FEATURES, *CONTEXT))])
    pull = np.full(told.shape[1], STRENGTH)
    pull[0] = 1e-3
    for place, name in enumerate((*FEATURES, *CONTEXT), start=1):
        pull[place] = FIRM if name in RARE else STRENGTH
    w = mean.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-told @ w))
        slope = told.T @ (counts * (same - p)) - pull * (w - mean)
        bend = (told.T * (counts * p * (1 - p))) @ told + np.diag(pull)
        w += np.linalg.solve(bend, slope)
    found: Reals = w
    return found


def write(weights: Reals, path: Path) -> None:
    """Write the weights."""
    names = ("bias", *FEATURES, *CONTEXT)
    lines = [f"{name},{value:.4f}" for name, value in zip(names, weights, strict=True)]
    path.write_text("\n".join(["feature,weight", *lines]) + "\n", encoding="utf-8")
    chance.weights.cache_clear()
    chance.of_names.cache_clear()


def train(shared: Path | None, path: Path = WEIGHTS) -> None:
    """Fit on all that there is, and write."""
    rows = [*named_pairs(HERE / "pairs.csv"), *strangers(HERE / "pairs.csv")]
    weight = [1.0] * len(rows)
    # Which of two entities' names are compared is for the weights to say: these, at first.
    write(fit(rows, weight), path)
    if shared:
        more = list(entity_pairs(shared / "data" / "crossdoc", range(1, HELD_FROM)))
        rows += more
        # The corpus counts as much as the pairs do: its thousands are a few names' repetitions.
        weight += [len(weight) / len(more)] * len(more)
        print(f"{len(more)} pairs of entities, {sum(same for _, same in more)} of them the same")
        write(fit(rows, weight), path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path)
    train(parser.parse_args().shared)
