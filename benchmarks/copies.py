"""Which of two news texts are copies: as sayso tells, beside Jaccard similarity by MinHash.

    python benchmarks/copies.py [--shared DIR] [--draw]

400 pairs of FNC-1 bodies that people labelled (`tests/eval/copies/METHOD.md`). `--draw` prints the
pairs that were drawn for it. MinHash (Broder 1997) is `datasketch` with 128 permutations over
runs of five words: at similarity 0.5, as its documentation and most pipelines have it, and at the
threshold that serves it best on the development half.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from corpus import ROOT, find_shared
from datasketch import MinHash
from numpy.typing import NDArray

from sayso.weigh.reuse.passage import COPIED, overlap
from sayso.weigh.reuse.wording import Wording, wording

PAIRS = ROOT / "tests" / "eval" / "copies" / "pairs.csv"
# As much of a text as those who labelled the pairs were shown.
SHOWN = 2600
SEED, EACH = 20261127, 50
EDGES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
Values = NDArray[np.float64]
Marks = NDArray[np.bool_]


def bodies(shared: Path) -> dict[int, str]:
    """The texts by their numbers."""
    csv.field_size_limit(10**7)
    with (shared / "data" / "origins" / "fnc1_train_bodies.csv").open(encoding="utf-8") as file:
        return {int(row["Body ID"]): row["articleBody"] for row in csv.DictReader(file)}


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """TF-IDF of every word in two texts or more: a row a text, of length one."""
    counts = [Counter(re.findall(r"\w+", text.casefold())) for text in texts]
    spread = Counter(word for count in counts for word in count)
    column = {word: i for i, word in enumerate(sorted(w for w in spread if spread[w] > 1))}
    made = np.zeros((len(texts), len(column)), np.float32)
    for row, count in enumerate(counts):
        for word, times in count.items():
            if word in column:
                rare = math.log(len(texts) / spread[word])
                made[row, column[word]] = (1 + math.log(times)) * rare
    length: NDArray[np.float32] = np.linalg.norm(made, axis=1, keepdims=True)
    return made / np.maximum(length, 1e-9)


def draw(texts: dict[int, str]) -> list[tuple[int, int, float]]:
    """The pairs to label: as many from each bin of similarity, in an order of chance."""
    names = list(texts)
    made = vectors(list(texts.values()))
    first, second = np.triu_indices(len(names), 1)
    close = (made @ made.T)[first, second]
    chance = random.Random(SEED)
    drawn = []
    for low, high in pairwise(EDGES):
        among = list(np.flatnonzero((close >= low) & (close < high)))
        drawn += [(names[first[k]], names[second[k]], close[k]) for k in chance.sample(among, EACH)]
    chance.shuffle(drawn)
    return [(one, other, round(float(cosine), 3)) for one, other, cosine in drawn]


def minhash(text: Wording) -> MinHash:
    """The sketch of a text's runs of five words."""
    made = MinHash(num_perm=128, seed=1)
    made.update_batch([run.tobytes() for run in np.unique(text.runs)])
    return made


def f1(said: Marks, gold: Marks) -> float:
    """The harmonic mean of precision and recall, in percent."""
    right = int((said & gold).sum())
    return 200 * right / max(1, int(said.sum()) + int(gold.sum()))


def best(values: Values, gold: Marks) -> float:
    """The threshold that serves best."""
    return float(max(np.unique(values), key=lambda limit: f1(values >= limit, gold)))


def figures(values: Values, limit: float, gold: Marks, dev: Marks) -> str:
    """F1 on both halves, and precision and recall on the test half."""
    said, test = values >= limit, ~dev
    right = int((said & gold & test).sum())
    p, r = 100 * right / int((said & test).sum()), 100 * right / int((gold & test).sum())
    halves = f"dev F1 {f1(said[dev], gold[dev]):.1f}, test F1 {f1(said[test], gold[test]):.1f}"
    return f"{halves} (precision {p:.1f}, recall {r:.1f})"


def main() -> None:
    """Print the pairs, or the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", help="the folder that holds data/ and score/")
    parser.add_argument("--draw", action="store_true", help="print the pairs that were labelled")
    told = parser.parse_args()
    shared = find_shared(told.shared)
    if shared is None:
        print("FNC-1: no data folder; name one with --shared DIR")
        return
    texts = bodies(shared)
    if told.draw:
        for number, (one, other, cosine) in enumerate(draw(texts)):
            print(f"{number},{one},{other},{cosine}")
        return
    rows = list(csv.DictReader(PAIRS.open(encoding="utf-8")))
    shown = {name: wording(text.strip()[:SHOWN]) for name, text in texts.items()}
    pairs = [(shown[int(row["one"])], shown[int(row["other"])]) for row in rows]
    gold = np.array([row["copy"] == "yes" for row in rows])
    dev = np.array([int(row["number"]) % 2 == 0 for row in rows])
    narrated = np.array([float(overlap(*pair).narrated) for pair in pairs])
    alike = np.array([minhash(one).jaccard(minhash(other)) for one, other in pairs])
    print(f"sayso, {COPIED} words of narration  {figures(narrated, COPIED, gold, dev)}")
    print(f"MinHash, Jaccard 0.5         {figures(alike, 0.5, gold, dev)}")
    limit = best(alike[dev], gold[dev])
    print(f"MinHash, Jaccard {limit:.2f}        {figures(alike, limit, gold, dev)}")


if __name__ == "__main__":
    main()
