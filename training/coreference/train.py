"""Train the finder of phrases and the ranker of mentions, and write their weights as ONNX.

    python -m training.coreference.train [--shared DIR] [--fold K] [--out DIR] [--epochs N]

With `--shared`, the folder of the data, they learn from five genres of GUM and from our own marked
texts, and the graphs are written to the folder that `--out` names. With `--fold K` (0 to 3) every
fourth of GUM's news reports is held out, and what is learned from the rest is measured on it: that
is how the card's figures were made. Without `--shared` they learn from our own texts alone, as the
tests do, and every sixth is held out. An interrupted run goes on from its last epoch.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from training.coreference.corpora import HERE, gum, own_texts
from training.coreference.examples import LIKELY, Example, examples, lesson
from training.coreference.learning import Plan, begin, learn, loss_of_pairs, loss_of_phrases
from training.coreference.measure import measure, phrases
from training.coreference.network import PhraseFinder, Ranker
from training.coreference.score import Score

EPOCHS, SMALL_EPOCHS = 14, 4
FOLDS = 4


def learn_both(every: Sequence[Example], epochs: int, out: Path) -> tuple[PhraseFinder, Ranker]:
    """Both networks, learned from some texts."""
    plan = Plan(epochs)
    finder = learn(begin(PhraseFinder, plan), every, loss_of_phrases, out / "phrases.pt")
    lessons = [lesson(each, phrases(finder, each, LIKELY)) for each in every]
    ranker = learn(begin(Ranker, plan), lessons, loss_of_pairs, out / "pairs.pt")
    return finder, ranker


def split(every: Sequence[Example], fold: int, folds: int) -> tuple[list[Example], list[Example]]:
    """The texts that are learned from, and every so-many-th that is not."""
    held = every[fold::folds]
    names = {e.text.name for e in held}
    return [e for e in every if e.text.name not in names], list(held)


def small(out: Path, epochs: int) -> Score:
    """Learn from our own texts alone; how well it does on every sixth of them."""
    lessons, held = split(examples(own_texts()), 0, 6)
    finder, ranker = learn_both(lessons, epochs, out)
    return measure(finder, ranker, held)


def fold_of(shared: Path, out: Path, epochs: int, fold: int) -> Score:
    """Learn from all but a quarter of GUM's news reports; how well it does on these."""
    lessons, held = split(examples(gum(shared, ("news",))), fold, FOLDS)
    others = examples([*gum(shared, ("interview", "bio", "speech", "court")), *own_texts()])
    finder, ranker = learn_both([*lessons, *others], epochs, out)
    return measure(finder, ranker, held)


def whole(shared: Path, out: Path, epochs: int) -> None:
    """Learn from everything, and write the graphs."""
    from training.coreference.export import write  # noqa: PLC0415  # slow, and seldom needed

    finder, ranker = learn_both(examples([*gum(shared), *own_texts()]), epochs, out)
    write(finder, ranker, out)


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="the folder that holds data/")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="hold out a quarter")
    parser.add_argument("--out", type=Path, default=HERE / ".runs" / "latest")
    parser.add_argument("--epochs", type=int)
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    if told.shared is None:
        print(small(told.out, told.epochs or SMALL_EPOCHS))
    elif told.fold is not None:
        print(fold_of(told.shared, told.out, told.epochs or EPOCHS, told.fold))
    else:
        whole(told.shared, told.out, told.epochs or EPOCHS)


if __name__ == "__main__":
    main()
