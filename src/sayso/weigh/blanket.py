"""Denials that leave nobody out: "nobody was beaten" is against whoever tells of a beating.

    types = denied_of_all(analysis)[span]

Such a sentence shares no word with "guards beat the miners" that could be counted: neither the
verb's form nor anybody's name. What tells is its reading: a denied claim of a type that the words
of the claim stand for in some report of the case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.model import Analysis, Polarity
from sayso.weigh.wordings import words

# Who is meant by it is whoever it could have been.
NOBODY = re.compile(r"\b(?:nobody|no[ -]one|none)\b", re.IGNORECASE)
# Words up to so many letters are in every report.
LITTLE = 3


@dataclass
class Meant:
    """What a claim in a user's words stands for: types of claims, and its words beside the verb."""

    said: set[str]
    types: set[str] = field(default_factory=set)
    verbs: set[str] = field(default_factory=set)

    def is_denied(self, types: frozenset[str], around: set[str]) -> bool:
        """Whether a denial of these types is against it; `around` are the words of its report.

        A report that names nothing of the claim tells of something else of which nobody suffered.
        """
        rest = self.said - self.verbs
        return bool(self.types & types) and (not rest or bool(rest & around))


def meant(claims: Sequence[str], analyses: Iterable[Analysis]) -> list[Meant]:
    """What each claim stands for, by the words that reports tell typed claims with."""
    found = [Meant({word for word in words(claim) if len(word) > LITTLE}) for claim in claims]
    triggers: defaultdict[str, set[str]] = defaultdict(set)
    for analysis in analyses:
        for claim in analysis.claims:
            triggers[claim.trigger.of(analysis.report.text)].add(claim.type)
    for trigger, types in triggers.items():
        verb = set(words(trigger))
        for each in found:
            if verb and verb <= each.said:
                each.types |= types
                each.verbs |= verb
    return found


def denied_of_all(analysis: Analysis, statement: str, said: str) -> frozenset[str]:
    """The types of what a statement denies of everybody."""
    if not NOBODY.search(said):
        return frozenset()
    return frozenset(
        claim.type
        for claim in analysis.claims
        if claim.statement == statement
        and claim.polarity is Polarity.DENIED
        and NOBODY.search(claim.evidence.of(analysis.report.text))
    )
