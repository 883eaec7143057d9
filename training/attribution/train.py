"""Train the reader of statements, and write its weights as ONNX.

    python -m training.attribution.train [--shared DIR] [--small | --further] [--out DIR]

With `--shared`, the folder of the data, it learns from PolNeAR's training half, from copies of it
with sentences wrapped in others' words, and from our own marked texts, and is measured on PolNeAR's
development half: first a teacher, then the network that ships, which learns from the teacher, too,
and reads news without marks with it. Without, and with `--small`, it learns from the marked texts
alone and is measured on every sixth of them. A run that was stopped goes on from its last epoch.

Two cores with bfloat16 arithmetic take about two and a half hours, most of them for the second.
`--further` goes on from the weights that ship, a short round at a low rate: minutes, not hours.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from importlib.resources import files
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
from training.attribution.shipped import read_shipped
from training.attribution.wrap import nested_copy

HERE = Path(__file__).resolve().parent
# Texts above this length are reports; shorter ones are put together, several to a text.
REPORT, SEVERAL = 700, 6
# Texts without marks that teachers read, a third of them each epoch: a quarter of all words.
UNTOLD = 800
# The small mode reads every third of our own texts.
SMALL_SHARE = 3
# On PolNeAR's development half the teacher gained 0.0 in its sixth epoch.
TEACHER_EPOCHS, STUDENT_EPOCHS, SMALL_EPOCHS = 6, 7, 8
# The last round: our own texts twice and a quarter of the articles.
FINISH = Plan(epochs=1, encoder_rate=6e-5, head_rate=3e-4, warm_up=0.1, seed=6, average=0.985)
ARTICLES_SHARE = 4
MODELS = Path(str(files("sayso"))) / "models" / "attribution"


def marked_examples(texts: list[Text], kept: Path, chance: random.Random) -> list[Example]:
    """Our own texts, the short ones put together so that they are read beside others."""
    mixed = chance.sample(texts, len(texts))
    short = [t for t in mixed if len(t.text) < REPORT]
    return ready([*(t for t in mixed if len(t.text) >= REPORT), *joined(short, SEVERAL)], kept)


def small(out: Path, epochs: int, seed: int) -> dict[str, float]:
    """Two layers on a third of our own texts, in a minute on two cores; returns the scores."""
    texts = list(read_told(HERE / "told"))[::SMALL_SHARE]
    chance = random.Random(0)
    plan = Plan(epochs=epochs, room=1200, most=200, layers=2, seed=seed, average=0.95, wrapped=0.0)
    held = marked_examples(texts[::6], out / "kept", chance)
    plain = marked_examples([t for i, t in enumerate(texts) if i % 6], out / "kept", chance)
    return learn(begin(plan), Lessons(plain, held), out).scores


def lessons_of(shared: Path, kept: Path) -> Lessons:
    """All that there is to learn from."""
    chance = random.Random(0)
    polnear = list(read_polnear(shared / "data" / "polnear" / "train"))
    plain = ready(polnear, kept)
    nested = ready([nested_copy(t, chance) for t in polnear], kept)
    own = marked_examples(list(read_told(HERE / "told")), kept, chance)
    held = ready(list(read_polnear(shared / "data" / "polnear" / "dev")), kept)
    print(f"{len(plain)} articles, {len(nested)} wrapped copies, {len(own)} texts of our own")
    return Lessons([*plain, *own], held, nested)


def teach(lessons: Lessons, out: Path) -> Network:
    """The network that teaches the one that ships: the same one, on the same lessons alone."""
    made = out / "teacher.pt"
    if not made.exists():
        plan, folder = Plan(epochs=TEACHER_EPOCHS, seed=1), out / "teacher"
        folder.mkdir(exist_ok=True)
        learn(begin(plan), lessons, folder).network.cpu().save(made)
    return Network.load(made)


def whole(shared: Path, out: Path, epochs: int, seed: int) -> None:
    """A teacher, then the network as it ships, which also reads what only its teacher can tell."""
    lessons = lessons_of(shared, out / "kept")
    teacher = teach(lessons, out)
    untold = ready(read_untold(shared, UNTOLD), out / "kept")
    lessons = replace(lessons, untold=untold, teachers=[teacher])
    student = learn(begin(Plan(epochs=epochs, seed=seed)), lessons, out).network
    network = finish(student, lessons, out)
    network.cpu().save(out / "reader.pt")
    write(network, out)


def finish(student: Network, lessons: Lessons, out: Path) -> Network:
    """Learn a little more from our own texts, in which nested statements are marked.

    They are a twelfth of all words that the student read, and two in three of these.
    """
    folder = out / "finish"
    folder.mkdir(exist_ok=True)
    wrapped = {e.name.split("+")[0] for e in lessons.nested}
    articles = [e for e in lessons.plain if e.name in wrapped]
    own = [e for e in lessons.plain if e.name not in wrapped]
    some = random.Random(0).sample(articles, len(articles) // ARTICLES_SHARE)
    short = Lessons([*own, *own, *some], lessons.held, lessons.nested)
    return learn(begin(FINISH, student), short, folder).network


def further(shared: Path, out: Path) -> None:
    """Learn on from the weights that ship, as when texts were added to our own."""
    network = finish(read_shipped(MODELS), lessons_of(shared, out / "kept"), out)
    network.cpu().save(out / "reader.pt")
    write(network, out)


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="the folder that holds data/")
    parser.add_argument("--small", action="store_true", help="our own texts alone, two layers")
    parser.add_argument("--further", action="store_true", help="go on from the shipped weights")
    parser.add_argument("--out", type=Path, default=HERE / ".runs" / "latest")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--seed", type=int, default=2)
    told = parser.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    if told.shared is not None and told.further:
        further(told.shared, told.out)
    elif told.shared is None or told.small:
        small(told.out, told.epochs or SMALL_EPOCHS, told.seed)
    else:
        whole(told.shared, told.out, told.epochs or STUDENT_EPOCHS, told.seed)


if __name__ == "__main__":
    main()
