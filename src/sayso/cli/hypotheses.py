"""`sayso hypotheses`: put hypotheses, mark evidence for them, and see how they stand."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from sayso.cli.desk import Desk
from sayso.cli.options import Format
from sayso.cli.output import console_for, opened
from sayso.cli.weigh import Asked, only, terms_of
from sayso.errors import NotInCase
from sayso.record import Case, Decision, Judgement, pair
from sayso.record.hypotheses import find, hypotheses, marks, name_of
from sayso.record.weighing import weigh
from sayso.show.hypotheses import comparison
from sayso.weigh.hypothesis import Comparison, Mark, compare, exhibit


def put(location: str, who: str | None, ruling: tuple[str, str], desk: Desk) -> None:
    """Add a hypothesis, in the user's words, with the reason."""
    text, why = ruling
    with Case.open(location, who=who) as case:
        name = name_of(text)
        words = {"text": " ".join(text.split())}
        case.judge(Judgement(name, Decision.HYPOTHESIS, case.store.who, why, dict(words)))
    if not desk.quiet:
        sys.stdout.write(f"{name}: {words['text']}\n")


def mark(location: str, who: str | None, ruling: tuple[str, str, str, str], desk: Desk) -> None:
    """Mark how consistent a proposition is with a hypothesis. Raises NotInCase for what is not."""
    named, proposition, letters, why = ruling
    if letters.upper() not in {each.value for each in Mark}:
        allowed = ", ".join(each.value for each in Mark)
        raise NotInCase(f"{letters!r} is no mark. Choose one of: {allowed}")
    with Case.open(location, who=who) as case:
        hypothesis = find(hypotheses(case.judgements()), named)
        weighed = weigh(case, terms_of(Asked()))
        name = only(weighed.weights, proposition).proposition.id
        subject = pair(hypothesis.id, name)
        value = {"mark": letters.upper()}
        case.judge(Judgement(subject, Decision.MARKED, case.store.who, why, dict(value)))
    if not desk.quiet:
        sys.stdout.write(f"{name} is marked {letters.upper()} for: {hypothesis.text}\n")


def print_comparison(location: str, how: Format, out: Path | None) -> None:
    """Print how the hypotheses stand."""
    with Case.open(location) as case:
        rows = case.judgements()
        found = hypotheses(rows)
        weighed = weigh(case, terms_of(Asked()))
    compared = compare(found, marks(rows), map(exhibit, weighed.weights))
    told = {weight.proposition.id: weight.proposition for weight in weighed.weights}
    with opened(out) as file:
        if how is not Format.TEXT:
            file.write(json.dumps(as_json(compared), ensure_ascii=False) + "\n")
            return
        console = console_for(file)
        if not found:
            console.print('There is no hypothesis yet. Put one: sayso hypotheses --add "..."')
            return
        for part in comparison(compared, told):
            console.print(part)


def as_json(found: Comparison) -> dict[str, Any]:
    """The comparison as JSON."""
    return {
        "hypotheses": [
            {
                "id": each.hypothesis.id,
                "text": each.hypothesis.text,
                "inconsistency": round(each.inconsistency, 4),
                "log_likelihood": round(each.likelihood, 4),
            }
            for each in found.standings
        ],
        "evidence": [
            {
                "proposition": each.exhibit.proposition,
                "belief": each.exhibit.belief,
                "diagnosticity": round(each.diagnosticity, 4),
                "marks": {name: given.value for name, given in each.marks.items()},
            }
            for each in found.evidence
        ],
        "hinges": [{"without": each.source, "order": list(each.order)} for each in found.hinges],
    }
