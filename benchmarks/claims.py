"""How many of the claims that sayso makes are right, by claims that people judged.

    python benchmarks/claims.py [--shared DIR] [--half dev|test] [--unjudged FILE]

`training/claims/judged.py` tells what is drawn. `right` is a claim whose type, both main roles and
chain of voices are all right by the text, `stands` one whose polarity and modality are. What nobody
judged is left out and counted; `--unjudged` prints it to judge, and writes its keys. Last comes how
far the confidence is from how often claims are right, in ten bins of equal size.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from corpus import ROOT, find_shared

sys.path.insert(0, str(ROOT))

from training.claims.fit import report
from training.claims.judged import (
    READ,
    TOLD,
    TOLD_LATER,
    Drawn,
    Key,
    draw,
    everything,
    later,
    recalled,
    verdicts,
    within,
)


def told(d: Drawn, number: int) -> str:
    """A claim to judge, with its sentence, roles, standing and chain."""
    text = d.analysis.report.text
    claim = d.claim
    voices = {v.id: v.text for v in d.analysis.voices}
    cut = text[max(0, claim.evidence.start - 130) : claim.evidence.start].replace("\n", " ")
    said = text[claim.evidence.start : claim.evidence.end].replace("\n", " ")
    names = {e.id: e.name for e in d.analysis.entities}
    roles = {
        role: text[f.span.start : f.span.end] + (f" ={names[f.entity]}" if f.entity else "")
        for role, f in claim.roles
    }
    trigger = text[claim.trigger.start : claim.trigger.end]
    chain = [voices[v] for v in claim.chain]
    standing = f"{claim.polarity.value} {claim.modality.value}"
    return f"{number}. ..{cut}||{said}||\n    {claim.type} <{trigger}> {standing} {roles} {chain}"


def main() -> None:
    """Print the figures, or the claims that nobody judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared")
    parser.add_argument("--half", choices=["dev", "test"], default="dev")
    parser.add_argument("--unjudged", type=Path, metavar="FILE", help="write their keys here")
    parser.add_argument("--missed", action="store_true", help="list the told claims not found")
    parser.add_argument("--later", action="store_true", help="also the paragraphs drawn later")
    parser.add_argument("--read", action="store_true", help="only the paragraphs read as a whole")
    options = parser.parse_args()
    shared = find_shared(options.shared)
    if shared is None:
        print("skipped: the data's folder is not there (--shared DIR)")
        return
    known = verdicts()
    every = later(shared, READ) if options.read else everything(shared)
    claims = within(every, options.half, READ) if options.read else draw(every, options.half)
    if options.unjudged:
        left = [d for d in claims if d.key not in known]
        options.unjudged.write_text("".join(json.dumps(d.key) + "\n" for d in left))
        for number, d in enumerate(left):
            print(told(d, number))
        return
    found = recalled(every, options.half, READ if options.read else TOLD)
    show_recall(found, "told claims", options.missed)
    if options.later:
        found = recalled(later(shared), options.half, TOLD_LATER)
        show_recall(found, "told in paragraphs drawn later", options.missed)
    show_precision(claims, known)
    sure = [(d.claim.confidence, float(known[d.key][0])) for d in claims if d.key in known]
    if sure:
        report("confidence", *np.array(sure).T)


def show_recall(found: list[tuple[str, str, list[str], bool]], of_what: str, missed: bool) -> None:
    """Print how many of the claims that people told were found, and which were not."""
    hits = sum(hit for *_, hit in found)
    print(f"recall   {100 * hits / max(1, len(found)):.1f} ({hits} of {len(found)} {of_what})")
    if missed:
        print("\n".join(f"  missed {row[:3]}" for row in found if not row[3]))


def show_precision(claims: list[Drawn], known: dict[Key, tuple[bool, bool]]) -> None:
    """Print how many of the drawn claims are right, by source and over all."""
    for source in (*sorted({d.source for d in claims}), None):
        some = [d for d in claims if source in (None, d.source)]
        judged = [known[d.key] for d in some if d.key in known]
        right = sum(r for r, _ in judged)
        stands = sum(s for r, s in judged if r)
        print(
            f"{source or 'all':8} precision {100 * right / max(1, len(judged)):.1f}, "
            f"polarity and modality right of those {100 * stands / max(1, right):.1f} "
            f"({len(judged)} of {len(some)} judged)"
        )


if __name__ == "__main__":
    main()
