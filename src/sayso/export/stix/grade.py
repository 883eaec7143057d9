"""Both axes of the Admiralty scale, as marking definitions and as the labels that MISP knows.

A source is rated by people, from A to F; whoever nobody rated is F, for nothing can be judged. A
chain is as reliable as its weakest voice. A claim is credible from 1 to 6 as the weighing suggests.
STIX has a number for the second axis (`confidence`); what cannot be judged on either has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.export.dossier import Assertion
from sayso.export.stix.thing import US, Json, extended, named
from sayso.weigh.scale import CANNOT_BE_JUDGED, CREDIBILITY

UNKNOWN = "F"
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    UNKNOWN: "reliability cannot be judged",
}
SOURCE, INFORMATION = "source-reliability", "information-credibility"
# STIX 2.1, Appendix A, "Admiralty Credibility": 6 is "not applicable" there.
CONFIDENCE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
# When these definitions were written; they never change.
WRITTEN = "2026-11-01T00:00:00.000Z"


@dataclass(frozen=True, slots=True)
class Grade:
    """One value on one axis. `label` is the machine tag of MISP's taxonomy "admiralty-scale"."""

    axis: str
    value: str
    words: str

    @property
    def label(self) -> str:
        """`admiralty-scale:source-reliability="f"`."""
        return f'admiralty-scale:{self.axis}="{self.value.lower()}"'

    @property
    def id(self) -> str:
        """The id of its marking definition."""
        return named("marking-definition", self.axis, self.value)

    @property
    def statement(self) -> str:
        """`Admiralty scale, source: F, reliability cannot be judged`."""
        what = "source" if self.axis == SOURCE else "information"
        return f"Admiralty scale, {what}: {self.value}, {self.words}"

    def marking(self) -> Json:
        """Its marking definition: a statement, which is the one type that every reader knows."""
        return {
            "type": "marking-definition",
            "spec_version": "2.1",
            "id": self.id,
            "created_by_ref": US,
            "created": WRITTEN,
            "name": self.label,
            "definition_type": "statement",
            "definition": {"statement": self.statement},
            "extensions": extended("grade", axis=self.axis, value=self.value, words=self.words),
        }


def rated(ratings: Mapping[str, str], *voices: str) -> Grade:
    """How reliable a chain of voices (by key) is: as its weakest; F where one was not rated."""
    worst = max((ratings.get(voice, UNKNOWN) for voice in voices), default=UNKNOWN)
    return Grade(SOURCE, worst, RELIABILITY[worst])


def credible(grade: int) -> Grade:
    """How credible a claim is suggested to be."""
    return Grade(INFORMATION, str(grade), CREDIBILITY[grade])


@dataclass(frozen=True, slots=True)
class Graded:
    """A claim on both axes."""

    source: Grade
    information: Grade

    @classmethod
    def of(cls, assertion: Assertion, ratings: Mapping[str, str]) -> Graded:
        """The grades of a claim: of its whole chain, and of its proposition."""
        chain = rated(ratings, *(speaker.key for speaker in assertion.chain))
        return cls(chain, credible(assertion.weight.credibility.grade))

    @property
    def both(self) -> tuple[Grade, Grade]:
        """The source's, then the information's."""
        return self.source, self.information

    @property
    def is_judged(self) -> bool:
        """Whether both can be judged; else the claim carries no number at all."""
        known = self.information.value != str(CANNOT_BE_JUDGED)
        return known and self.source.value != UNKNOWN

    @property
    def confidence(self) -> int | None:
        """The number that STIX has for the credibility; None where one of them cannot be judged."""
        return CONFIDENCE[int(self.information.value)] if self.is_judged else None


def markings(refs: frozenset[str]) -> list[Json]:
    """The marking definitions that are referred to.

    No others: MISP takes a marking that nothing refers to for one of the whole bundle.
    """
    sources = [Grade(SOURCE, value, words) for value, words in RELIABILITY.items()]
    grades = [*sources, *(credible(grade) for grade in CREDIBILITY)]
    return [grade.marking() for grade in grades if grade.id in refs]
