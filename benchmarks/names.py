"""How well names are found and typed.

python benchmarks/names.py [--shared DIR]

CrossNER politics' development half (Liu et al., AAAI 2021): strict F1 over persons, organizations
and places, sentence by sentence, of what `annotate` finds, of the rules alone, and of the
parser's recogniser. re3d is no measure of the weights that ship, which have learned from it; the
card tells how they do on a publisher that they had not seen.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus import find_shared
from spacy.tokens import Doc

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from training.names.corpora import crossner  # noqa: E402
from training.names.labels import BODY, SITE, bits  # noqa: E402

from sayso.annotate.encoder import read  # noqa: E402
from sayso.annotate.encoder.wording import word_by_word  # noqa: E402
from sayso.annotate.layout import lay_out  # noqa: E402
from sayso.annotate.names import find_names  # noqa: E402
from sayso.annotate.naming import name  # noqa: E402
from sayso.annotate.parse import parse  # noqa: E402

GOLD = {bits(["person"]): "person", BODY: "organization", SITE: "place"}
COARSE = {"group": "organization", "facility": "place"}
RECOGNISED = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place"}
RECOGNISED["FAC"] = "place"
Spans = dict[tuple[int, int], str]


def trained(doc: Doc) -> Spans:
    """What `annotate` finds."""
    wording = word_by_word(doc, lay_out(doc.text))
    found = name(wording, tuple(read(wording))).names
    return {(n.span.start, n.span.end): COARSE.get(n.kind, n.kind) for n in found}


def ruled(doc: Doc) -> Spans:
    """What the rules find."""
    found = find_names(doc)
    return {(n.span.start, n.span.end): COARSE.get(n.kind, n.kind) for n in found}


def recognised(doc: Doc) -> Spans:
    """What the parser's recogniser finds, without articles."""
    kept = [(e[1:] if e[0].lower_ in ("the", "a", "an") and len(e) > 1 else e) for e in doc.ents]
    return {(e.start_char, e.end_char): RECOGNISED.get(e.label_, "") for e in kept}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", help="the folder that holds data/ and score/")
    shared = find_shared(parser.parse_args().shared)
    if shared is None:
        print("CrossNER: no data folder; name one with --shared DIR")
        return
    texts = list(crossner(shared / "data" / "names" / "crossner_politics_dev.txt"))
    docs = [parse(text.text) for text in texts]
    for title, find in (("sayso", trained), ("rules alone", ruled), ("recogniser", recognised)):
        right = found = gold = 0
        for text, doc in zip(texts, docs, strict=True):
            marked = {at: GOLD[label] for at, label in text.spans.items() if label in GOLD}
            said = {at: kind for at, kind in find(doc).items() if kind in GOLD.values()}
            right += sum(said.get(at) == kind for at, kind in marked.items())
            found, gold = found + len(said), gold + len(marked)
        p, r = 100 * right / found, 100 * right / gold
        print(f"{title:12} precision {p:.1f}, recall {r:.1f}, F1 {2 * p * r / (p + r):.1f}")


if __name__ == "__main__":
    main()
