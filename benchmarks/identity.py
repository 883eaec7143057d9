"""How well and how fast entities of many reports are joined.

python benchmarks/identity.py [--shared DIR] [--mentions N ...]

Pairs of names: F1 on each half of training/identity/pairs.csv by weights fitted on the other, and
on held.csv, against rapidfuzz's token_sort_ratio at the threshold that is best on the very pairs.
ECB+ (with DIR): B-cubed over the named mentions of topics 25 and on, and over all mentions of their
entities, against joining equal strings.
Speed: made-up profiles whose names repeat as Zipf's law has it, each size in a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpus import find_shared
from numpy.typing import NDArray
from rapidfuzz.fuzz import token_sort_ratio
from spacy.tokens import Doc

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from training.identity import ecb, fit  # noqa: E402
from training.marks import PRONOUN, without_article  # noqa: E402

from sayso.annotate.annotation import annotate  # noqa: E402
from sayso.attribute import attribute  # noqa: E402
from sayso.model import Analysis, Entity, EntityKind, Report, Span  # noqa: E402
from sayso.resolve.coreference.chains import Chain, refer  # noqa: E402
from sayso.resolve.identity import Profile, identify, profiles  # noqa: E402
from sayso.resolve.resolution import named  # noqa: E402

SIZES = (10_000, 100_000, 1_000_000)
# Entities that one made-up report names, and how many mentions one person has on average.
BESIDE, TIMES = 12, 20


def f1(said: NDArray[np.bool_], same: NDArray[np.bool_]) -> float:
    """F1 in per cent."""
    return float(200 * (said & same).sum() / (said.sum() + same.sum()))


def names(path: Path) -> list[dict[str, str]]:
    """The rows of a file of pairs."""
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def print_pairs() -> None:
    """F1 on pairs of names."""
    pairs = fit.HERE / "pairs.csv"
    rows = list(fit.named_pairs(pairs))
    parts = [
        ("pairs.csv, odd rows", rows[::2], rows[1::2], names(pairs)[1::2]),
        ("pairs.csv, even rows", rows[1::2], rows[::2], names(pairs)[::2]),
    ]
    held = fit.HERE / "held.csv"
    every = [*rows, *fit.strangers(pairs)]
    parts.append(("held.csv", every, list(fit.named_pairs(held)), names(held)))
    for title, learned, asked, texts in parts:
        weights = fit.fit(learned, [1.0] * len(learned))
        same = np.array([is_same for _, is_same in asked])
        ours = np.array([[1.0, *values] for values, _ in asked]) @ weights >= 0
        plain = np.array([token_sort_ratio(r["one"].lower(), r["other"].lower()) for r in texts])
        peer = max(f1(plain >= limit, same) for limit in range(101))
        print(f"{title:22} F1 {f1(ours, same):.1f}, token_sort_ratio at its best {peer:.1f}")


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent (Bagga and Baldwin, 1998)."""
    golds, founds = defaultdict(set), defaultdict(set)
    for i, (g, f) in enumerate(zip(gold, found, strict=True)):
        golds[g].add(i)
        founds[f].add(i)
    both = [(len(golds[g] & founds[f]), g, f) for g, f in zip(gold, found, strict=True)]
    precision = sum(n / len(founds[f]) for n, _, f in both) / len(both)
    recall = sum(n / len(golds[g]) for n, g, _ in both) / len(both)
    return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def print_ecb(folder: Path) -> None:
    """B-cubed over the named mentions of the topics that nothing was fitted on."""
    gold, equal, ours = [], [], []
    for topic, reports in ecb.by_topic(folder).items():
        if int(topic) < fit.HELD_FROM:
            continue
        told = [(profile, entity, r) for r in reports for profile, entity in ecb.entities(r)]
        at = {(r.report, m): e.id for _, e, r in told for m in e.mentions}
        found = identify([profile for profile, _, _ in told])
        identity = {member: i.id for i in found.all for member in i.members}
        for report in reports:
            for span, _, name in report.names:
                gold.append((topic, name))
                equal.append((topic, span.of(report.text).lower()))
                ours.append((topic, identity[at[report.report, span]]))
    for title, found_ in (("equal strings", equal), ("sayso", ours)):
        told_ = "P {:.1f} R {:.1f} F1 {:.1f}".format(*b_cubed(gold, found_))
        print(f"ECB+ named mentions, {len(gold)}: {title} {told_}")


@dataclass(frozen=True, slots=True)
class Read:
    """A report as sayso reads it: its parse, its named entities, and the chain at each head."""

    doc: Doc
    analysis: Analysis
    outer: tuple[Entity, ...]
    chains: dict[int, Chain]


def read(told: ecb.Named) -> Read:
    """One report of ECB+, read."""
    report = Report(told.report, told.report, "0" * 64, "text/plain", told.text)
    annotation = annotate(report)
    attribution = attribute(annotation)
    outer = named(annotation)
    chains = refer(annotation, attribution, outer, 0.0)
    found = Analysis(report, "", attribution.voices, attribution.statements, outer)
    heads = {m.phrase.head: chain for chain in chains for m in chain.mentions}
    return Read(annotation.doc, found, outer, heads)


def cluster_at(span: Span, said: Read, identity: dict[str, str]) -> Hashable:
    """What a mention is taken for: an identity, or what begins with a chain's first words."""
    text = said.analysis.report.text
    words = said.doc.char_span(span.start, span.end, alignment_mode="expand")
    head = words.root if words is not None else None
    at = -1 if head is None else head.idx
    named_ = [e.id for e in said.outer for m in e.mentions if m.start <= at < m.end]
    if named_:
        return identity[named_[0]]
    chain = said.chains.get(head.i) if head is not None else None
    if chain is None:
        return span.of(text).lower()
    if chain.entity >= 0:
        return identity[said.outer[chain.entity].id]
    first = chain.mentions[0].span.of(text).lower()
    # A chain that begins with a pronoun is this report's alone.
    return (said.analysis.report.id, first) if PRONOUN.match(first) else bare(first)


def bare(words: str) -> str:
    """Words without a leading article."""
    start, _ = without_article(words, 0, len(words))
    return words[start:]


def print_every_mention(folder: Path) -> None:
    """B-cubed over all mentions of entities in the same topics, by the whole of sayso.

    Where they stand is given, as it is to the equal strings; what they are is not.
    """
    gold, equal, ours = [], [], []
    for topic, reports in ecb.by_topic(folder).items():
        if int(topic) < fit.HELD_FROM:
            continue
        every = [(report, read(report)) for report in reports]
        told = [profile for _, said in every for profile in profiles(said.analysis)]
        identity = {member: i.id for i in identify(told).all for member in i.members}
        for report, said in every:
            for span, name in report.mentions:
                gold.append((topic, name))
                equal.append((topic, span.of(report.text).lower()))
                ours.append((topic, cluster_at(span, said, identity)))
    for title, found in (("equal strings", equal), ("sayso", ours)):
        told_ = "P {:.1f} R {:.1f} F1 {:.1f}".format(*b_cubed(gold, found))
        print(f"ECB+ all mentions, {len(gold)}: {title} {told_}")


HEADS = ("b", "d", "f", "g", "h", "k", "l", "m", "n", "r", "s", "t", "z", "kh", "sh", "dr", "st")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")


def syllable(draw: random.Random) -> str:
    """A syllable of a made-up name."""
    return draw.choice(HEADS) + draw.choice(VOWELS)


def made_up(count: int, seed: int = 1) -> list[Profile]:
    """`count` mentions in reports, less those of one person in one report; a tenth respelled."""
    draw = random.Random(seed)
    people = count // TIMES
    given = ["".join(syllable(draw) for _ in range(2)).title() for _ in range(int(people**0.5) * 3)]
    last = ["".join(syllable(draw) for _ in range(3)).title() for _ in range(int(people**0.7) * 4)]
    names = [f"{draw.choice(given)} {draw.choice(last)}" for _ in range(people)]
    picks = draw.choices(range(people), weights=[1 / (i + 1) for i in range(people)], k=count)
    found = []
    for start in range(0, count, BESIDE):
        there = list(dict.fromkeys(picks[start : start + BESIDE]))
        beside = frozenset(names[p].lower() for p in there)
        for p in there:
            name = names[p]
            if draw.random() < 0.1:
                name = name.replace("kh", "k", 1).replace("ou", "u", 1)
            id_, report = f"e{start}-{p}", f"r{start}"
            found.append(
                Profile(id_, report, name, EntityKind.PERSON, ((name, 1),), beside, outlet="o")
            )
    return found


def time_one(count: int) -> None:
    """Resolve made-up mentions, and print seconds and megabytes."""
    profiles = made_up(count)
    start = time.perf_counter()
    found = identify(profiles)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} {seconds:.2f} {peak:.0f} {len(found.all)}")


def print_growth(sizes: Sequence[int]) -> None:
    """Time and memory of each size, and the exponent from one to the next."""
    before: tuple[int, float] | None = None
    for size in sizes:
        command = [sys.executable, __file__, "--one", str(size)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        seconds = float(said[1])
        grows = ""
        if before:
            exponent = math.log(seconds / before[1]) / math.log(size / before[0])
            grows = f", exponent {exponent:.2f}"
        print(f"{size} mentions: {seconds:.1f} s, {said[2]} MB, {said[3]} identities{grows}")
        before = (size, seconds)


def main() -> None:
    """Print each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", help="the folder that holds data/ and score/")
    parser.add_argument("--mentions", type=int, nargs="*", default=SIZES)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        time_one(asked.one)
        return
    print_pairs()
    shared = find_shared(asked.shared)
    if shared is None:
        print("ECB+: no data folder; name one with --shared DIR")
    else:
        print_ecb(shared / "data" / "crossdoc")
        print_every_mention(shared / "data" / "crossdoc")
    print_growth(asked.mentions)


if __name__ == "__main__":
    main()
