"""How far a voice is trusted, as an opinion of subjective logic, and why.

The numbers are conventions, not measurements: nobody has counted how often an unrated outlet is
right. They stand in `trust.csv`, each with its reason, and what a person rates comes before them.
Only their order is argued for: who speaks against himself is believed more than who has a name, he
more than who has none, and what was said under duress tells almost nothing, and nothing against it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.model import Polarity, VoiceKind
from sayso.weigh.opinion import Opinion
from sayso.weigh.testimony import Link, Testimony
from sayso.weigh.traits import traits


@dataclass(frozen=True, slots=True)
class Trust:
    """The opinion on a voice, why it is held, and the grade that it was rated, if it was."""

    opinion: Opinion
    why: str
    grade: str | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether nothing can be said of the voice: it carries no number."""
        return self.opinion.is_vacuous


@cache
def table() -> Mapping[str, Trust]:
    """The opinions by whom they are of.

    What is not known of a voice counts by the base rate: half; of one rated F, or under duress, not
    at all.
    """
    text = files("sayso.weigh").joinpath("trust.csv").read_text(encoding="utf-8")
    return {
        row["whom"]: Trust(
            Opinion(
                float(row["belief"]),
                float(row["disbelief"]),
                float(row["uncertainty"]),
                float(row["base_rate"]),
            ),
            row["why"],
            row["whom"] if len(row["whom"]) == 1 else None,
        )
        for row in csv.DictReader(text.splitlines())
    }


def trust_in(link: Link, testimony: Testimony, ratings: Mapping[str, str]) -> Trust:
    """How far a voice is trusted with what it says here; `ratings` are grades A to F by key.

    Duress comes first, whoever it is: the best source says what it is made to say.
    """
    if link.duress:
        return table()["duress"]
    grade = ratings.get(link.key)
    interest = interest_of(link, testimony)
    if grade is not None:
        return table()[grade]
    if interest:
        found = table()[interest]
    elif link.is_outlet:
        found = table()["outlet"]
    elif link.kind is VoiceKind.DOCUMENT:
        found = table()["document"]
    elif link.named:
        found = table()["named"]
    elif link.kind is VoiceKind.ORGANIZATION:
        found = table()["body"]
    else:
        found = table()["unnamed"]
    cap = table()["unnamed"].opinion
    if not link.is_known and found.opinion.probability > cap.probability:
        # Whatever else speaks for it, nobody can ask who said it.
        return Trust(cap, f"{found.why}, but it has no name")
    return found


def interest_of(link: Link, testimony: Testimony) -> str | None:
    """Whether a voice speaks for its own side or against it, by the role it plays.

    Who denies what his own side is blamed for serves himself; who admits it does not. Whoever
    suffers a deed is no more suspect for telling of it than anybody else.
    """
    blamed = traits(testimony.type).blames
    if not any(role in blamed for role in link.interests):
        return None
    return "against" if testimony.polarity is Polarity.AFFIRMED else "serving"
