"""Fit the confidence of claims to what was judged of them, and write it: `make train-claims`.

    python -m training.claims.fit --shared DIR [--held DIR]

A logistic regression (Newton's method, weights pulled to zero) on all judged claims. The rules were
mended by what was wrong on the development half, so that claims are right more often there than
elsewhere; a sign of its own takes that up, and is left out of what is written. With `--held`, the
graphs of a reader that was not taught by the first fifth of the annotated paragraphs
(`train --fold 0`), it learns from the claims there, too: right are those that were annotated, which
not all right ones were; a second sign takes that up. Prints how well the score is calibrated on all
judged claims and on the test half, by cross-validation over reports.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.annotation import annotate
from sayso.attribute import attribute
from sayso.extract import extract_all
from sayso.extract.confidence import SIGNS, signs, weights
from training.claims.held import held_rows
from training.claims.judged import READ, Drawn, everything, later, lot, rows_of, verdicts

WEIGHTS = Path("src/sayso/extract/confidence.csv")
# How strongly weights are pulled to zero: 450 verdicts are few for twelve signs. Log loss by
# cross-validation is 0.553 with it, 0.555 with 1, 0.560 with 10.
PULL = 3.0
STEPS = 40
FOLDS = 10
# Whether a claim was annotated counts for less than a verdict about it. By cross-validation over
# all 1,145 judged claims, log loss is 0.442 without what was annotated, 0.448 with a tenth, 0.459
# with a quarter; of pairs in the test half 74, 76 and 76 of a hundred are told apart.
OF_ANNOTATED = 0.1
BINS = 10
Reals = NDArray[np.float64]


def rows(claims: Iterable[Drawn]) -> Iterator[tuple[int, list[float], bool]]:
    """The fold, the signs and the verdict of each judged claim; the last but one tells the half.

    Every report of `claims` is read again: what is too unsure to be claimed is learned from, too.
    """
    known, seen = verdicts(), set()
    for d in claims:
        if (d.source, d.report) in seen:
            continue
        seen.add((d.source, d.report))
        annotation = annotate(d.analysis.report)
        for claim, chances in extract_all(annotation, attribute(annotation)):
            again = replace(d, claim=claim)
            if again.key in known:
                told = signs(claim, annotation, chances)
                mended = float(half_of(again) == "dev")
                values = [1.0, *(told[s] for s in SIGNS), mended, 0.0]
                yield lot(d.report) % FOLDS, values, known[again.key][0]


def half_of(d: Drawn) -> str:
    """The half that a claim is judged in: that of its report, or of the paragraph that was read."""
    for start, end, half in paragraphs_read().get((d.source, d.report), ()):
        if start <= d.claim.trigger.start < end:
            return half
    return d.half


@cache
def paragraphs_read() -> dict[tuple[str, str], list[tuple[int, int, str]]]:
    """The paragraphs that were read as a whole, and their halves, by source and report."""
    found: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
    for row in rows_of(READ):
        found[row["source"], row["report"]].append((row["start"], row["end"], row["half"]))
    return found


@dataclass(frozen=True, slots=True)
class Lessons:
    """Signs (claims, 1 + signs + 2), whether each claim is right, and what each counts."""

    told: Reals
    right: Reals
    counts: Reals


def fit(lessons: Lessons) -> Reals:
    """The bias and the weights."""
    told, right, counts = lessons.told, lessons.right, lessons.counts
    w = np.zeros(told.shape[1])
    pull = np.full(told.shape[1], PULL)
    pull[[0, -2, -1]] = 1e-3
    for _ in range(STEPS):
        p = chance(told, w)
        bend = (told.T * (counts * p * (1 - p))) @ told + np.diag(pull)
        w += np.linalg.solve(bend, told.T @ (counts * (right - p)) - pull * w)
    found: Reals = w
    return found


def chance(told: Reals, w: Reals) -> Reals:
    """The probability of each claim."""
    p: Reals = 1 / (1 + np.exp(-told @ w))
    return p


def together(told: Reals, right: Reals, others: Sequence[tuple[list[float], bool]]) -> Lessons:
    """Judged claims, and those of annotated paragraphs."""
    more = np.array([[1.0, *values, 0.0, 1.0] for values, _ in others]).reshape(-1, told.shape[1])
    verdicts_of = np.array([found for _, found in others], dtype=float)
    counts = np.r_[np.ones(len(right)), np.full(len(others), OF_ANNOTATED)]
    return Lessons(np.r_[told, more], np.r_[right, verdicts_of], counts)


def bins(p: Reals) -> list[NDArray[np.intp]]:
    """The places of the claims in each bin, the least sure first."""
    return list(np.array_split(np.argsort(p), BINS))


def calibration(p: Reals, right: Reals) -> tuple[float, list[str]]:
    """The expected calibration error over bins of equal size, and the bins in words.

    Naeini et al., AAAI 2015; bins of equal size (Nguyen and O'Connor, EMNLP 2015), since few
    claims are unsure.
    """
    error, told = 0.0, []
    for part in bins(p):
        gap = abs(p[part].mean() - right[part].mean())
        error += gap * len(part) / len(p)
        told.append(f"told {p[part].mean():.2f}, right {right[part].mean():.2f} ({len(part)})")
    return error, told


def error_by_chance(p: Reals) -> float:
    """The calibration error that a faultless confidence would show for so few claims.

    In each bin as many are right as chance has it: the mean distance from what is expected is the
    standard deviation by the root of two over pi.
    """
    spread = [(p[part] * (1 - p[part])).sum() for part in bins(p)]
    return float(np.sqrt(2 / np.pi * np.array(spread)).sum() / len(p))


def report(title: str, p: Reals, right: Reals) -> None:
    """Print a calibration."""
    error, told = calibration(p, right)
    p = np.clip(p, 1e-6, 1 - 1e-6)
    loss = -np.mean(right * np.log(p) + (1 - right) * np.log(1 - p))
    chance = f"{error_by_chance(p):.3f} by chance alone"
    print(f"{title}: expected calibration error {error:.3f} ({chance}), log loss {loss:.3f}")
    print("\n".join(f"  {line}" for line in told))


def arrays(found: list[tuple[int, list[float], bool]]) -> tuple[NDArray[np.int_], Reals, Reals]:
    """Folds, signs and verdicts."""
    folds, told, right = zip(*found, strict=True)
    return np.array(folds), np.array(told), np.array(right, dtype=float)


def main() -> None:
    """Fit, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--held", type=Path, help="graphs of a reader not taught by fold 0")
    args = parser.parse_args()
    shared = args.shared
    others = list(held_rows(shared, args.held, 0)) if args.held else []
    folds, told, right = arrays(list(rows([*everything(shared), *later(shared, READ)])))
    p = np.zeros(len(right))
    for fold in range(FOLDS):
        held = folds == fold
        if held.any():
            learned = fit(together(told[~held], right[~held], others))
            # As it is written: without the signs that are left out.
            p[held] = chance(told[held, :-2], learned[:-2])
    report("cross-validated over reports", p, right)
    test = told[:, -2] == 0
    report("test half of these", p[test], right[test])
    fitted = fit(together(told, right, others))[:-2]
    lines = [f"{name},{w:.4f}" for name, w in zip(("bias", *SIGNS), fitted, strict=True)]
    WEIGHTS.write_text("\n".join(["sign,weight", *lines]) + "\n", encoding="utf-8")
    weights.cache_clear()
    print("\n".join(lines))


if __name__ == "__main__":
    main()
