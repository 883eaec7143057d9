"""The lines and the table of `sayso weigh`: one proposition each, never without its origins."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import TextIO

from sayso.weigh.contract import opinion_to_json, to_json
from sayso.weigh.scale import likelihood
from sayso.weigh.weighing import Grounds, Weight
from sayso.weigh.why import MOST_OPEN

COLUMNS = {
    "proposition": "id of the proposition",
    "type": "type of its claims",
    "roles": "who plays which part: `role: name; role: name`",
    "polarity": "`affirmed` or `denied`",
    "modality": "how far it is said to have become real",
    "origins": "how many origins assert it; copies are not counted",
    "independent": "how many of them are shown to be independent of each other",
    "reports": "how many reports tell it",
    "told_by": "the origins in words: who told it, the public's first teller first",
    "first": "the day on which it was first told; empty where no date is known",
    "contradicted": "how many propositions contradict it",
    "credibility": "suggested, 1 to 6 as the Admiralty counts",
    "belief": "how far it is believed, 0 to 1; empty where nothing can be known",
    "disbelief": "how far it is disbelieved",
    "uncertainty": "how much is left open",
    "probability": "the projected probability",
    "likelihood": "the probability in words of ICD 203; empty where more than half is open",
}


def write_lines(weights: Iterable[Weight], grounds: Grounds, file: TextIO) -> None:
    """One JSON object per line."""
    for weight in weights:
        file.write(json.dumps(to_json(weight, grounds), ensure_ascii=False) + "\n")


def write_table(weights: Iterable[Weight], file: TextIO) -> None:
    """One row per proposition, with the columns of COLUMNS."""
    table = csv.DictWriter(file, list(COLUMNS), lineterminator="\n")
    table.writeheader()
    table.writerows(row(weight) for weight in weights)


def row(weight: Weight) -> dict[str, object]:
    """One proposition as a row."""
    proposition, opinion = weight.proposition, weight.number
    own = [each for each in weight.origins if not each.denies]
    days = [t.told for t in proposition.testimonies if t.told]
    told: dict[str, object] = {
        "proposition": proposition.id,
        "type": proposition.type,
        "roles": "; ".join(f"{role}: {p.name}" for role, p in proposition.parties().items()),
        "polarity": proposition.polarity.value,
        "modality": proposition.modality.value,
        "origins": len(own),
        "independent": sum(each.independent is not None for each in own),
        "reports": len({t.report for t in proposition.testimonies}),
        "told_by": "; ".join(each.origin.source for each in own),
        "first": min(days, default=""),
        "contradicted": len(weight.contradictions),
        "credibility": weight.credibility.grade,
    }
    if opinion is not None:
        told |= opinion_to_json(opinion) or {}
        if opinion.uncertainty <= MOST_OPEN:
            told["likelihood"] = likelihood(opinion.probability)
    return {name: told.get(name, "") for name in COLUMNS}
