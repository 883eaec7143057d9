"""Train the reader of statements, and write its weights as ONNX.

    python -m training.attribution.train [--shared DIR] [--small] [--out DIR] [--epochs N]

With `--shared`, the folder of the data, it learns from PolNeAR's training half, from copies of it
with sentences wrapped in others' words, and from our own marked texts, and is measured on PolNeAR's
development half. Without, and with `--small`, it learns from the marked texts alone and is measured
on every sixth of them. A run that was stopped goes on from its last epoch.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from training.attribution.corpus import (
    Example,
    Text,
    joined,
    read_polnear,
    read_told,
    read_untold,
    ready,
)
from training.attribution.export import write
from training.attribution.learning import Lessons, Plan, begin, learn
from training.attribution.network import Network
from training.attribution.wrap import nested_copy

HERE = Path(__file__).resolve().parent
# Texts above this length are reports; shorter ones are put together, several to a text.
REPORT, SEVERAL = 700, 6
# Texts without marks that teachers read, a third of them each epoch: a quarter of all words.
UNTOLD = 800


def marked_examples(texts: list[Text], kept: Path, chance: random.Random) -> list[Example]:
    """Our own texts, the short ones put together so that they are read beside others."""
    mixed = chance.sample(texts, len(texts))
    short = [t for t in mixed if len(t.text) < REPORT]
    return ready([*(t for t in mixed if len(t.text) >= REPORT), *joined(short, SEVERAL)], kept)


def small(out: Path, epochs: int, seed: int) -> dict[str, float]:
    """Two layers on our own texts, in about a minute on two cores; returns the last scores."""
    texts = list(read_told(HERE / "told"))
    chance = random.Random(0)
    plan = Plan(epochs=epochs, room=1200, most=200, layers=2, seed=seed, average=0.95, wrapped=0.0)
    held = marked_examples(texts[::6], out / "kept", chance)
    plain = marked_examples([t for i, t in enumerate(texts) if i % 6], out / "kept", chance)
    return learn(begin(plan), Lessons(plain, held), out).scores


def lessons_of(shared: Path, kept: Path, teachers: list[Path]) -> Lessons:
    """All that there is to learn from, with the networks that teach."""
    chance = random.Random(0)
    polnear = list(read_polnear(shared / "data" / "polnear" / "train"))
    plain = ready(polnear, kept)
    nested = ready([nested_copy(t, chance) for t in polnear], kept)
    own = marked_examples(list(read_told(HERE / "told")), kept, chance)
    held = ready(list(read_polnear(shared / "data" / "polnear" / "dev")), kept)
    untold = ready(read_untold(shared, UNTOLD), kept) if teachers else []
    print(f"{len(plain)} articles, {len(own)} texts of our own, {len(untold)} without marks")
    return Lessons([*plain, *own], held, nested, untold, [Network.load(t) for t in teachers])


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="the folder that holds data/")
    parser.add_argument("--small", action="store_true", help="our own texts alone, two layers")
    parser.add_argument("--out", type=Path, default=HERE / ".runs" / "latest")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--teacher", type=Path, action="append", default=[], help="a reader.pt")
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    if told.shared is None or told.small:
        small(told.out, told.epochs or 12, told.seed)
        return
    lessons = lessons_of(told.shared, HERE / ".kept", told.teacher)
    learned = learn(begin(Plan(epochs=told.epochs or 8, seed=told.seed)), lessons, told.out)
    learned.network.save(told.out / "reader.pt")
    write(learned.network, told.out)


if __name__ == "__main__":
    main()
