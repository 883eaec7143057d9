"""Full F1 on PolNeAR's development half by the kind of cue, and by publisher.

    python benchmarks/cues.py --shared DIR

Speech cues are verbs and phrases of plain telling (`said`, `according to`, `claimed`); all others
show an attitude or an act, or are nouns: 44 % of gold. A statement found that is no gold one counts
against the kind of its own cue. Matching is the scorer's own.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from corpus import find_shared, reports_at
from spacy.tokens import Doc

from sayso.annotate.annotation import annotate
from sayso.attribute.cue import head_of, manner_of
from sayso.contract import to_json
from sayso.model import Report, Span
from sayso.pipeline import analyse

# Manners of plain telling; with nouns left out they are 56 % of the gold cues.
TELLING = frozenset({"says", "announces", "reports", "claims", "suggests", "admits"})


def kind_of(report: Report, doc: Doc, pairs: list[tuple[int, int]]) -> str:
    """`speech`, or `attitude, act or noun`, for a cue that stands at some pairs of offsets."""
    if not pairs:
        return "no cue"
    cue = Span(pairs[0][0], pairs[-1][1])
    head = head_of(doc, cue)
    manner = manner_of(doc, cue, head, Span(cue.end, cue.end))
    plain = manner in TELLING and head.pos_ not in ("NOUN", "PROPN", "ADJ")
    return "speech" if plain else "attitude, act or noun"


def count(
    scorer: ModuleType, report: Report, gold_file: str, totals: Counter[tuple[str, str]]
) -> None:
    """Add one report's statements to the totals by the kind of their cue."""
    text = report.text
    tokens = [m.span() for m in scorer.TOKEN.finditer(text)]
    doc = annotate(report).doc
    gold = scorer.read_gold(gold_file)
    found = scorer.outermost(to_json(analyse(report)), lambda at: at)
    pairs = match(scorer, tokens, found, gold)
    for j, each in enumerate(gold):
        kind = kind_of(report, doc, sorted(each["cue"]))
        totals[kind, "gold"] += 1
        totals[kind, "right"] += j in pairs.values()
        totals[kind, "found"] += j in pairs.values()
    for i, each in enumerate(found):
        if i not in pairs:
            totals[kind_of(report, doc, sorted(each["cue"])), "found"] += 1


def match(
    scorer: ModuleType, tokens: list[tuple[int, int]], found: list[Any], gold: list[Any]
) -> dict[int, int]:
    """The gold statement of each found one that is full, one to one."""
    pairs: dict[int, int] = {}
    of_gold = [scorer.to_tokens(g, tokens) for g in gold]
    for i, each in enumerate(found):
        p = scorer.to_tokens(each, tokens)
        for j, g in enumerate(of_gold):
            agrees = bool(p["cue"] & g["cue"]) and all(
                scorer.half(p[role], g[role]) for role in ("source", "content")
            )
            if agrees and j not in pairs.values():
                pairs[i] = j
                break
    return pairs


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", help="the folder that holds data/ and score/")
    shared = find_shared(parser.parse_args().shared)
    if shared is None:
        print("cues: no data folder; name one with --shared DIR")
        return
    sys.path.insert(0, str(shared / "score"))
    import attribution as scorer  # noqa: PLC0415  # lies in the data's folder

    data = shared / "data" / "polnear" / "dev"
    totals: Counter[tuple[str, str]] = Counter()
    of_name = {Path(text).stem: marks for text, marks, _ in scorer.gold_files(str(data)).values()}
    for report in reports_at(str(data / "text")):
        count(scorer, report, of_name[Path(report.path).stem], totals)
    for kind in sorted({kind for kind, _ in totals}):
        gold, found, right = (totals[kind, x] for x in ("gold", "found", "right"))
        p, r = 100 * right / max(1, found), 100 * right / max(1, gold)
        f = 200 * right / max(1, gold + found)
        print(f"  {kind:24} P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}  ({gold} gold)")


if __name__ == "__main__":
    main()
