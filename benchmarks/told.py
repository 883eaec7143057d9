"""How well statements and voices are found in our own marked texts, which hold what PolNeAR lacks.

    python benchmarks/told.py [--half dev|test] [--voices-alone]

`tests/eval/told` has two halves: `dev` to look at, `test` to run when a figure is reported. Nested
statements count when cue, source and content match as in PolNeAR's scorer and the statement hangs
on the right one. Voices are scored by B-cubed over the sources of the reports (Bagga and Baldwin,
1998); a source that was not found stands alone. `--voices-alone` gives the statements as marked.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from training.attribution.marked import MarkedStatement, MarkedText, read_marked  # noqa: E402

from sayso.annotate.annotation import annotate  # noqa: E402
from sayso.annotate.layout import lay_out  # noqa: E402
from sayso.attribute import Attribution, attribute, hang  # noqa: E402
from sayso.attribute.cue import manner_of  # noqa: E402
from sayso.attribute.telling import Telling  # noqa: E402
from sayso.model import Report, Span, Statement, Told, identify  # noqa: E402

TOLD = ROOT / "tests" / "eval" / "told"
SETS = ("nested", "voices", "headlines", "transcripts", "passives")


@dataclass(slots=True)
class Tally:
    """How many were marked, found and right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """F1 in per cent."""
        return 200 * self.right / max(1, self.gold + self.found)

    def __str__(self) -> str:
        p, r = (100 * self.right / max(1, n) for n in (self.found, self.gold))
        counts = f"({self.gold} marked, {self.found} found)"
        return f"P {p:5.1f}  R {r:5.1f}  F1 {self.f1:5.1f}  {counts}"


def report_of(text: MarkedText) -> Report:
    """A marked text as a report."""
    digest = hashlib.sha256(text.text.encode()).hexdigest()
    heads = {name: Told(value, "marked") for name, value in text.heads.items()}
    return Report(identify("r", digest), text.name, digest, "text/plain", text.text, **heads)


def items(half: str, name: str) -> list[MarkedText]:
    """The marked texts of one set."""
    return list(read_marked(TOLD / half / f"{name}.txt"))


def marked_tellings(text: MarkedText, report: Report) -> Attribution:
    """The tree and the voices that follow where statements are given as marked."""
    annotation = annotate(report)
    doc = annotation.doc
    tellings = []
    for told in text.statements.values():
        cue = Span(*told.cue[0]) if told.cue else None
        source = Span(*told.source[0]) if told.source else None
        content = tuple(Span(a, b) for a, b in told.content)
        at = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue else None
        who = doc.char_span(source.start, source.end, alignment_mode="expand") if source else None
        head = at.root if at is not None else None
        manner = manner_of(doc, cue, head, content[0]) if cue and head is not None else "says"
        tellings.append(
            Telling(
                source,
                cue,
                content,
                manner,
                head.i if head is not None else -1,
                who.root.i if who is not None else -1,
            )
        )
    return hang(annotation, lay_out(report.text), sorted(tellings, key=lambda t: t.anchor))


def chars(spans: Iterable[tuple[int, int]], text: str) -> frozenset[int]:
    """The places of letters and digits in some spans."""
    return frozenset(i for a, b in spans for i in range(a, b) if text[i].isalnum())


def half(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether two spans share at least half of the longer; two absent ones do."""
    return (not a and not b) or (bool(a & b) and 2 * len(a & b) >= max(len(a), len(b)))


def spans_of(statement: Statement) -> tuple[list[tuple[int, int]], ...]:
    """Source, cue and content as pairs."""
    one = [[(s.start, s.end)] if s else [] for s in (statement.source, statement.cue)]
    return (*one, [(s.start, s.end) for s in statement.content])


def matches(statement: Statement, told: MarkedStatement, text: str) -> bool:
    """Whether a found statement is the marked one."""
    source, cue, content = spans_of(statement)
    meet = any(a < d and c < b for a, b in cue for c, d in told.cue) or (not cue and not told.cue)
    return (
        meet
        and half(chars(source, text), chars(told.source, text))
        and half(chars(content, text), chars(told.content, text))
    )


def pair_up(
    found: Iterable[Statement],
    marked: dict[int, MarkedStatement],
    like: Callable[[Statement, MarkedStatement], bool],
) -> dict[int, Statement]:
    """Each marked statement's found one, one to one, in the order of the text."""
    left = list(found)
    pairs: dict[int, Statement] = {}
    for number, told in marked.items():
        hit = next((s for s in left if like(s, told)), None)
        if hit is not None:
            left.remove(hit)
            pairs[number] = hit
    return pairs


def count_statements(text: MarkedText, told: Attribution, totals: dict[str, Tally]) -> None:
    """Add one text's statements, outermost and nested, to the totals."""
    root = told.root.id
    found = [s for s in told.statements if s.parent is not None and s.cue is not None]
    marked = {n: m for n, m in text.statements.items() if m.cue}
    pairs = pair_up(found, marked, lambda s, m: matches(s, m, text.text))
    by_cue = {n: s.id for n, s in pair_up(found, marked, meets).items()}
    for n, m in marked.items():
        totals["all"].gold += 1
        totals["all"].right += n in pairs
        if m.parent is not None:
            totals["nested"].gold += 1
            right = n in pairs and pairs[n].parent == by_cue.get(m.parent)
            totals["nested"].right += right
    totals["all"].found += len(found)
    totals["nested"].found += sum(s.parent != root for s in found)


def b_cubed(gold: list[str], found: list[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent over parallel lists of cluster names."""
    of_gold, of_found = Counter(gold), Counter(found)
    both = Counter(zip(gold, found, strict=True))
    n = max(1, len(gold))
    p = sum(both[g, f] / of_found[f] for g, f in zip(gold, found, strict=True)) / n
    r = sum(both[g, f] / of_gold[g] for g, f in zip(gold, found, strict=True)) / n
    return 100 * p, 100 * r, 200 * p * r / (p + r) if p + r else 0.0


def voices(half_name: str, alone: bool, show: bool = False) -> tuple[float, float, float]:
    """B-cubed over the sources of the marked reports."""
    gold, found = [], []
    for text in items(half_name, "voices"):
        report = report_of(text)
        told = marked_tellings(text, report) if alone else attribute(annotate(report))
        spoken = [s for s in told.statements if s.parent is not None]
        pairs = pair_up(spoken, text.statements, meets)
        names = {v.id: v.text for v in told.voices}
        shown: dict[str, list[str]] = defaultdict(list)
        for n, m in text.statements.items():
            if m.voice is None:
                continue
            voice = pairs[n].voice if n in pairs else f"nobody {text.name} {n}"
            gold.append(f"{text.name} {m.voice}")
            found.append(voice)
            words = [text.text[a:b] for a, b in m.source] or ["-"]
            shown[m.voice].append(
                f"{words[0][:40]!r} -> {names.get(voice, '-')[:40]!r} {voice[:5]}"
            )
        if show:
            print(text.name)
            for key, rows in shown.items():
                print(f"  {key}", *rows, sep="\n      ")
    return b_cubed(gold, found)


def meets(statement: Statement, told: MarkedStatement) -> bool:
    """Whether the cues share a character, or, without a cue, the contents begin alike."""
    if statement.cue is None or not told.cue:
        if statement.cue is not None or told.cue:
            return False
        return any(s.start < b and a < s.end for s in statement.content for a, b in told.content)
    start, end = told.cue[0]
    return statement.cue.start < end and start < statement.cue.end


def main() -> None:
    """Print each set's figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("dev", "test"), default="dev")
    parser.add_argument("--voices-alone", action="store_true")
    parser.add_argument("--show", action="store_true", help="list the voices")
    told = parser.parse_args()
    if not told.voices_alone:
        for name in SETS:
            totals: dict[str, Tally] = defaultdict(Tally)
            for text in items(told.half, name):
                count_statements(text, attribute(annotate(report_of(text))), totals)
            for level, tally in totals.items():
                print(f"  {name:12} {level:7} {tally}")
    p, r, f = voices(told.half, told.voices_alone, told.show)
    print(f"  voices joined (B-cubed)  P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}")


if __name__ == "__main__":
    main()
