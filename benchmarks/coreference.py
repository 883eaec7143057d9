"""How well mentions are joined to chains within a report.

python benchmarks/coreference.py [--shared DIR] [--folds]

On GUM's essays and letters, which no weights that ship have learned from (their licence forbids
it): CoNLL F1 over all mentions, those that stand alone included. With `--folds`, also on its news
reports, a quarter at a time, each by networks that have learned from the rest; that trains four
times, half an hour on two cores.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from corpus import find_shared

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from training.coreference.corpora import Chained, gum  # noqa: E402
from training.coreference.score import Score  # noqa: E402

from sayso.annotate.annotation import annotate  # noqa: E402
from sayso.attribute import attribute  # noqa: E402
from sayso.model import Report, identify  # noqa: E402
from sayso.resolve.coreference.chains import refer  # noqa: E402
from sayso.resolve.resolution import named  # noqa: E402

UNSEEN = ("essay", "letter")
FOLDS = 4


def measure(texts: Iterable[Chained]) -> tuple[Score, Score]:
    """How well the weights that ship do: over all mentions, and over chains of two and more."""
    every, several = Score.zero(), Score.zero()
    for text in texts:
        report = Report(identify("r", text.name), text.name, "0" * 64, "text/plain", text.text)
        annotation = annotate(report)
        found = [
            frozenset((m.span.start, m.span.end) for m in chain.mentions)
            for chain in refer(annotation, attribute(annotation), named(annotation), 0.0)
        ]
        marked = text.chains()
        every.add(found, marked)
        several.add([c for c in found if len(c) > 1], [c for c in marked if len(c) > 1])
    return every, several


def main() -> None:
    """Print each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", help="the folder that holds data/")
    parser.add_argument("--folds", action="store_true", help="news, too: trains four times")
    told = parser.parse_args()
    shared = find_shared(told.shared)
    if shared is None:
        print("no data folder; name one with --shared DIR")
        return
    for genre in UNSEEN:
        every, several = measure(gum(shared, (genre,)))
        print(f"GUM {genre}s, never learned from: {every}")
        print(f"  chains of two and more alone: {several}")
    for fold in range(FOLDS if told.folds else 0):
        command = [sys.executable, "-m", "training.coreference.train", "--fold", str(fold)]
        command += ["--shared", str(shared), "--out", str(HERE / ".runs" / f"fold-{fold}")]
        print(f"GUM news, fold {fold}")
        subprocess.run(command, check=True, cwd=HERE.parent)


if __name__ == "__main__":
    main()
