"""Train the reader of claims, and write its weights as ONNX.

    python -m training.claims.train [--shared DIR] [--out DIR] [--epochs N] [--fold N]

With `--shared`, the folder of the data, it learns from the paragraphs that were annotated
(`told/`), on the shared layers of the reader of statements as it ships. Reports of which a
paragraph is measured on elsewhere are left out (`tests/eval/claims/told_3.jsonl`). With `--fold N`,
a fifth of the reports is held out and measured on, and the weights go to `without-N` in the same
folder: the confidence of claims is fitted by what they make of that fifth (`fit.py`). Without
`--shared`, it learns from the texts of our own (`written/`), and is measured on a fifth of them. A
run that was stopped goes on from its last epoch.

Two cores need about half an hour to prepare and two and a half minutes an epoch.
"""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path

import torch

from training.attribution.network import Network, Size
from training.attribution.shipped import read_shipped
from training.claims.annotated import fold_of, own
from training.claims.examples import Example, of_report, public
from training.claims.export import write
from training.claims.learning import Plan, learn
from training.claims.measure import Score, measure
from training.claims.network import Reader

HERE = Path(__file__).resolve().parent
LAYERS = Path(str(files("sayso"))) / "models" / "attribution"
EPOCHS, SMALL_EPOCHS = 8, 8
# Pieces in a batch where there are few texts, so that there are steps enough.
SMALL_ROOM = 300


def kept(path: Path, shared: Path) -> list[Example]:
    """The paragraphs, from a file where an earlier run left them."""
    if not path.exists():
        torch.save(list(public(shared)), path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)
    found: list[Example] = torch.load(path, weights_only=False)
    return found


def begin(network: Network) -> Reader:
    """A reader with the layers of the reader of statements."""
    reader = Reader(Size())
    reader.branch.take(network)
    return reader


def small(out: Path, epochs: int, share: int = 1) -> tuple[Score, Score]:
    """Learn from one in `share` of our own texts; the scores on the fifth that was held out.

    The first is that of a reader that has learned nothing.
    """
    some = [each for told in own(share) for each in of_report(told)]
    held = [e for e in some if fold_of(e.report) == 0]
    lessons = [e for e in some if fold_of(e.report) != 0]
    reader = begin(read_shipped(LAYERS))
    before = measure(reader, held)
    plan = Plan(epochs, room=SMALL_ROOM, average=0.95)
    return before, measure(learn(reader, lessons, plan, out), held)


def whole(told: argparse.Namespace) -> Score | None:
    """Learn from everything, or from four fifths and measure on the rest; write the graphs."""
    network = read_shipped(LAYERS)
    every = kept(told.out / "told.examples", told.shared)
    held = [e for e in every if fold_of(e.report) == told.fold]
    lessons = [e for e in every if fold_of(e.report) != told.fold]
    out = told.out / f"without-{told.fold}" if held else told.out
    out.mkdir(exist_ok=True)
    reader = learn(begin(network), lessons, Plan(told.epochs or EPOCHS), out)
    score = measure(reader, held) if held else None
    torch.save(reader.cpu().state_dict(), out / "reader.pt")
    write(reader, out)
    return score


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="the folder that holds data/")
    parser.add_argument("--out", type=Path, default=HERE / ".runs" / "latest")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--fold", type=int, default=-1, help="hold this fifth out, from 0")
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    if told.shared is None:
        before, after = small(told.out, told.epochs or SMALL_EPOCHS)
        print(f"before: {before}; after: {after}")
    elif (score := whole(told)) is not None:
        print(f"held out: {score}")


if __name__ == "__main__":
    main()
