"""Mutated texts, one after the other, through all stages from the text to the analysis.

    python -m fuzz.stages --minutes 60 --out fuzz/findings

Whatever stands in a text, it is analysed: nothing is raised, it takes no longer than LONGEST, every
span lies in the text, the analysis comes back whole from its JSON, and twice the same. The corpus
are the reports of the demo; words, lines and signs of theirs are moved, doubled, lost or put in
runs, which is where patterns and recursions over a sentence break.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fuzz.hunt import hunt
from fuzz.readers import ROOT

# Seconds for a text of MOST letters: the slowest report of that size takes two here.
LONGEST = 60.0
MOST = 6_000
# Signs and words that some stage takes for a sign of something.
TOKENS = (
    *("\n", "\n\n", " ", "\u00a0", "\t", "\r\n", "\u2028", ".", "...", "-", "—", "–", ":", ";"),
    *(",", '"', "“", "”", "‘", "’", "'", "(", ")", "[", "]", "«", "»", "*", "#", "|", "_", "/"),
    *("said", "that", "who", "not", "never", "according to", "and", "or", "by", "of", "the", "had"),
    *("allegedly", "denied", "if", "would", "told", "accused", "killed", "did", "was", "to", "it"),
    *("at least", "dozens", "1,000", "9", "2019", "May", "Monday", "10 per cent", "$5m", "1990s"),
    *("PARIS (AP) -", "Correction:", "Q:", "A:", "Copyright ©", "Read more:", "By A. B.", "Mr."),
    *("\u202e", "\u0301", "\u200b", "💩", "ﬁ", "İ", "ß", "مرحبا", "你好", "\ufeff", "\\", "X"),
    *("A" * 300, "é" * 60),
)


def corpus() -> list[str]:
    """Texts of the demo."""
    places = sorted((ROOT / "demo" / "reports").rglob("*.txt"))
    return [path.read_text(encoding="utf-8", errors="replace") for path in places]


def mutated(chance: random.Random, one: str, other: str) -> str:
    """A text with some of it changed, moved, doubled or lost, cut to MOST letters."""
    parts = one.split(" ")
    for _ in range(chance.choice((1, 2, 4, 16, 64))):
        at = chance.randrange(len(parts) + 1)
        end = min(len(parts), at + chance.choice((1, 2, 5, 30)))
        match chance.randrange(7):
            case 0:
                parts[at:at] = [chance.choice(TOKENS)] * chance.choice((1, 1, 2, 40, 400))
            case 1:
                parts[at:end] = [chance.choice(TOKENS)]
            case 2:
                del parts[at:end]
            case 3:
                parts[at:at] = parts[at:end] * chance.choice((1, 3, 20))
            case 4:
                parts[at:at] = other.split(" ")[: chance.choice((3, 20, 80))]
            case 5:
                parts[at:end] = reversed(parts[at:end])
            case _:
                parts[at:end] = ["".join(parts[at:end])]
    text = " ".join(parts)
    start = chance.randrange(max(1, len(text) - MOST))
    return text[start : start + MOST]


def bear(name: str, data: bytes) -> str:
    """Analyse a text, twice. Raises whatever should not be raised."""
    from sayso.contract import from_json, to_json  # noqa: PLC0415 - in the process that may die
    from sayso.pipeline import analyse  # noqa: PLC0415
    from sayso.read import Hints  # noqa: PLC0415
    from sayso.read.text import report_of_text  # noqa: PLC0415

    report = report_of_text(data.decode("utf-8"), name, Hints(), "en")
    first = analyse(report)
    told = to_json(first)
    assert from_json(told) == first, "its JSON gives another analysis"
    assert to_json(analyse(report)) == told, "analysed twice, it is not the same"
    for claim in first.claims:
        for span in (claim.trigger, claim.evidence, *(f.span for _, f in claim.roles)):
            assert 0 <= span.start < span.end <= len(report.text), "a span outside the text"
    return "read"


def inputs(seed: int) -> Iterator[tuple[str, bytes]]:
    """Mutated texts without end."""
    chance = random.Random(seed)
    texts = corpus()
    while True:
        text = mutated(chance, chance.choice(texts), chance.choice(texts))
        yield "text.txt", text.encode("utf-8")


if __name__ == "__main__":
    hunt(bear, LONGEST, inputs, __doc__)
