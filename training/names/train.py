"""Train the finder of names, and write its weights as ONNX.

    python -m training.names.train [--shared DIR] [--without PUBLISHER ...] [--further]
                                   [--out DIR] [--epochs N]

With `--shared`, the folder of the data, it learns from CrossNER politics' training half, Universal
NER, re3d, four genres of GUM, ECB+ and our own marked texts, on the shared layers of the reader of
statements as it ships, and is measured on CrossNER politics' development half. Without, it learns
from our own texts alone and is measured on every sixth of them. A run that was stopped goes on from
its last epoch. `--further` goes on from the weights of a `names.pt` in DIR. `--without` leaves
publishers of re3d out, so that the weights can be measured on them.

Two cores need about ten minutes to prepare and three to four minutes an epoch.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib.resources import files
from itertools import chain
from pathlib import Path

import torch

from training.attribution.network import Size
from training.attribution.shipped import read_shipped
from training.names.batches import Example, examples
from training.names.corpora import Marked, crossner, ecb, gum, own, re3d, uner
from training.names.export import write
from training.names.learning import Plan, learn
from training.names.measure import f1
from training.names.network import Branch

HERE = Path(__file__).resolve().parent
MODELS = Path(str(files("sayso"))) / "models"
# GUM's genres whose licence lets weights be given on; essays and letters have another one.
GENRES = ("news", "interview", "bio", "speech")
EPOCHS, SMALL_EPOCHS = 8, 6
# Pieces in a batch where there are few texts, so that there are steps enough.
SMALL_ROOM = 300
# Our own texts count twice: they are what is nearest to the task, and a fifth of the words.
OWN = 2


def own_texts() -> list[Marked]:
    """Our own marked texts."""
    return [text for path in sorted((HERE / "named").glob("*.txt")) for text in own(path)]


def public(shared: Path, without: frozenset[str] = frozenset()) -> Iterator[Marked]:
    """The texts of the public corpora that are learned from; `without` names files of re3d."""
    data = shared / "data"
    yield from crossner(data / "names" / "crossner_politics_train.txt")
    yield from uner(data / "names" / "uner_ewt_dev.iob2")
    for path in sorted((data / "re3d").glob("*.jsonl")):
        if path.stem not in without:
            yield from re3d(path)
    for genre in GENRES:
        for path in sorted((data / "coref").glob(f"GUM_{genre}_*.tsv")):
            yield from gum(path)
    for path in sorted((data / "crossdoc").glob("*/*.xml")):
        yield from ecb(path)


def kept(path: Path, texts: Iterator[Marked]) -> list[Example]:
    """The windows of texts, from a file where an earlier run left them."""
    if not path.exists():
        made = list(examples(texts, read_shipped(MODELS / "attribution")))
        torch.save(made, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)
    found: list[Example] = torch.load(path, weights_only=False)
    return found


def begin(out: Path, further: bool) -> Branch:
    """A branch with the layers of the reader of statements, or with what was learned before."""
    branch = Branch(Size())
    if further:
        branch.load_state_dict(torch.load(out / "names.pt", weights_only=True))
    else:
        branch.take(read_shipped(MODELS / "attribution"))
    return branch


def small(out: Path, epochs: int, share: int = 1) -> float:
    """Learn from one in `share` of our own texts alone; the F1 on every sixth of them."""
    texts = own_texts()[::share]
    every = kept(out / f"own-{share}.examples", iter(texts))
    held = {text.name for text in texts[::6]}
    lessons = [e for e in every if e.text.name not in held]
    branch = learn(begin(out, False), lessons, Plan(epochs, room=SMALL_ROOM, average=0.95), out)
    return f1(branch, [e for e in every if e.text.name in held])


def whole(told: argparse.Namespace) -> float:
    """Learn from everything, and write the graph; the F1 on CrossNER politics' dev half."""
    shared, out = told.shared, told.out
    lessons = kept(out / "public.examples", public(shared, frozenset(told.without)))
    ours = kept(out / "own-1.examples", iter(own_texts()))
    dev = crossner(shared / "data" / "names" / "crossner_politics_dev.txt")
    held = kept(out / "held.examples", dev)
    plan = Plan(told.epochs or EPOCHS)
    branch = learn(begin(out, told.further), list(chain(lessons, ours * OWN)), plan, out)
    torch.save(branch.cpu().state_dict(), out / "names.pt")
    write(branch, out / "names.onnx")
    return f1(branch, held)


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="the folder that holds data/")
    parser.add_argument("--without", nargs="+", default=[], metavar="PUBLISHER")
    parser.add_argument("--further", action="store_true", help="go on from names.pt in the folder")
    parser.add_argument("--out", type=Path, default=HERE / ".runs" / "latest")
    parser.add_argument("--epochs", type=int)
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    if told.shared is None:
        print(f"F1 {small(told.out, told.epochs or SMALL_EPOCHS):.1f}")
    else:
        score = whole(told)
        print(f"CrossNER politics dev, F1 {score:.1f}")


if __name__ == "__main__":
    main()
