"""The same claim in other words, and for or against: headlines of Emergent, and pairs of our own.

    python benchmarks/stances.py [--shared DIR]

The half of Emergent that the data folder has (Ferreira and Vlachos, NAACL 2016): 150 claims, 1,304
headlines. Each headline is put to the claim that it is most like, beside TF-IDF alone. For
against against: refutation words alone, and sayso, on two halves of the claims; the words of sayso
were chosen by looking at the first half. Our own pairs (`tests/eval/stances`) are about invented
things and need no data folder.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
from collections.abc import Callable

import numpy as np
from corpus import ROOT, find_shared
from numpy.typing import NDArray

from sayso.weigh.stance import Stance, stance
from sayso.weigh.wordings import Space, alike_in_words, words

# A plain list, such as the one that the data folder's notes tell of.
REFUTES = re.compile(
    r"\b(?:not|no|never|false|fake|hoax|den(?:y|ies|ied|ying)|refute\w*|debunk\w*|untrue|bogus|myth"
    r"|rumou?rs?|fabricat\w*|despite|nope|doubt\w*|dispute\w*|retract\w*|wrong|fraud|satire|prank"
    r"|contrary|unlikely|dismiss\w*|reject\w*)\b|n't",
    re.IGNORECASE,
)
OWN = ROOT / "tests" / "eval" / "stances" / "pairs.csv"
Row = dict[str, str]
Marks = NDArray[np.bool_]


def half(row: Row) -> int:
    """0 for the half of the claims that was looked at, 1 for the other."""
    return int(hashlib.sha256(row["claimId"].encode()).hexdigest(), 16) % 2


def macro(said: Marks, gold: Marks) -> float:
    """The mean of F1 for and F1 against, in percent."""
    scores = []
    for mine, theirs in ((said, gold), (~said, ~gold)):
        scores.append(200 * int((mine & theirs).sum()) / int(mine.sum() + theirs.sum()))
    return sum(scores) / 2


def against(rows: list[Row], judge: Callable[[Row], bool]) -> str:
    """Macro F1 on each half."""
    told = []
    for number in (0, 1):
        kept = [row for row in rows if half(row) == number]
        gold = np.array([row["articleHeadlineStance"] == "against" for row in kept])
        told.append(macro(np.array([judge(row) for row in kept]), gold))
    return f"macro F1 {told[0]:.1f} on the half looked at, {told[1]:.1f} on the other"


def own_pairs() -> None:
    """Print macro F1 on each set of our own pairs."""
    with OWN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name in sorted({row["set"] for row in rows}):
        kept = [row for row in rows if row["set"] == name]
        gold = np.array([row["stance"] == "against" for row in kept])
        mine = np.array([stance(row["claim"], row["words"]) is Stance.AGAINST for row in kept])
        base = np.array([REFUTES.search(row["words"]) is not None for row in kept])
        print(
            f"own pairs, {name} ({len(kept)}): macro F1 {macro(mine, gold):.1f}, "
            f"refutation words {macro(base, gold):.1f}"
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", help="the folder that holds data/")
    shared = find_shared(parser.parse_args().shared)
    own_pairs()
    if shared is None:
        print("Emergent: no data folder; name one with --shared DIR")
        return
    with (shared / "data" / "stances" / "emergent_a.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    claims = sorted({row["claimHeadline"] for row in rows})
    heads = [row["articleHeadline"] for row in rows]
    gold = np.array([claims.index(row["claimHeadline"]) for row in rows])
    plain = Space([*claims, *heads], words).products(heads, claims).argmax(axis=1)
    ours = alike_in_words(heads, claims).argmax(axis=1)
    print(
        f"right claim first: sayso {(ours == gold).mean():.3f}, TF-IDF {(plain == gold).mean():.3f}"
    )
    sided = [row for row in rows if row["articleHeadlineStance"] != "observing"]
    base = against(sided, lambda row: REFUTES.search(row["articleHeadline"]) is not None)
    print(f"for against against, refutation words: {base}")
    mine = against(
        sided,
        lambda row: stance(row["claimHeadline"], row["articleHeadline"]) is Stance.AGAINST,
    )
    print(f"for against against, sayso: {mine}")


if __name__ == "__main__":
    main()
