"""Scales that people use: the Admiralty's credibility, and words for probability.

Credibility after the NATO standard AJP-2.1: 1 confirmed by other sources, 2 probably true, 3
possibly true, 4 doubtful, 5 improbable, 6 truth cannot be judged. Words after ICD 203 of the US
intelligence community; they are said of how likely something is, never of how sure anybody is.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.weigh.opinion import Opinion

CREDIBILITY = {
    1: "confirmed by independent origins",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
CANNOT_BE_JUDGED = 6
# The belief that is asked for "probably true": a named voice in an unrated outlet has 0.49, an
# unnamed one 0.39 (`trust.csv`). Above this much uncertainty nothing is judged.
PROBABLE, OPEN = 0.45, 0.9
# Why it is so much, and why no more.
PROBABLY = (
    "whoever tells it is trusted enough and nothing that stands contradicts it, so not 3; "
    "no second origin is shown to be independent, so not 1"
)
# Where a band of ICD 203 ends, and its word.
WORDS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)


@dataclass(frozen=True, slots=True)
class Credibility:
    """A grade from 1 to 6, and why not a better one; of 2 also why not a worse one."""

    grade: int
    because: str

    @property
    def words(self) -> str:
        """What the grade means."""
        return CREDIBILITY[self.grade]


def credibility(opinion: Opinion | None, independent: int, disputed: bool) -> Credibility:
    """The grade that is suggested for an opinion that rests on so many independent origins.

    1 is never suggested without two of them, nor while somebody says otherwise; 2 is the cap then.
    """
    if opinion is None:
        return Credibility(CANNOT_BE_JUDGED, "nothing is known of those who tell it")
    if opinion.uncertainty >= OPEN:
        return Credibility(CANNOT_BE_JUDGED, "what is told leaves nearly everything open")
    if opinion.disbelief >= 2 * opinion.belief:
        return Credibility(5, "much more speaks against it than for it")
    if opinion.disbelief >= opinion.belief:
        return Credibility(4, "no more speaks for it than against it")
    if disputed:
        return Credibility(3, "somebody says otherwise")
    if opinion.belief < PROBABLE:
        return Credibility(3, "those who tell it are trusted too little for more")
    if independent < 2:
        return Credibility(2, PROBABLY)
    return Credibility(1, f"{independent} origins are shown to be independent")


def likelihood(chance: float) -> str:
    """The word of ICD 203 for a probability."""
    return next(word for end, word in WORDS if chance < end)
