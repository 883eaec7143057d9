"""The page of a voice: what it said, about whom and where, what speaks against it, its ratings."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import NotInCase
from sayso.record import Case
from sayso.record.findings.claims import ClaimRow
from sayso.record.findings.history import Decided, decided
from sayso.record.findings.people import rated_voice
from sayso.record.findings.sayings import Saying, Sought, sayings
from sayso.record.findings.voice import MOST, About, Clash, Contest, Heard, Place, Said
from sayso.record.findings.voices import VoiceRow, rating_history
from sayso.record.findings.voices import voice as voice_row
from sayso.show.workbench.pages.asking import OpenCase, PageNumber
from sayso.show.workbench.pages.voices import grades
from sayso.weigh.discovery import METHODS
from sayso.weigh.track import FEWEST_OUTCOMES

SIZE = 15
FEW, LINES = 8, 12


@dataclass(frozen=True, slots=True)
class Rateable:
    """Whether a voice can be rated, else why not; `seen` counts the judgements on `subject`."""

    subject: str | None
    why_not: str | None
    seen: int


@dataclass(frozen=True, slots=True)
class VoicePage:
    """A voice in full. `claims` counts the claims looked at, `capped`: there are more.

    `sayings` are the latest of its statements that were not read as a typed claim.

    `identity` is its id among the entities, where it is one of them; `grades` holds each grade that
    it can be given, with what it means.
    """

    voice: VoiceRow
    identity: str | None
    claims: int
    capped: bool
    said: tuple[ClaimRow, ...]
    page: int
    pages: int
    sayings: tuple[Saying, ...]
    about: tuple[About, ...]
    places: tuple[Place, ...]
    reports: tuple[Heard, ...]
    clashes: tuple[Clash, ...]
    withdrawn: tuple[ClaimRow, ...]
    contests: tuple[Contest, ...]
    methods: tuple[str, ...]
    rateable: Rateable
    grades: dict[str, str]
    fewest_outcomes: int
    history: tuple[Decided, ...]


def voice(case: OpenCase, voice: str, page: PageNumber = 1) -> VoicePage:
    """A voice: what it said, about whom, where, and how it is rated."""
    row = voice_row(case, voice)
    said = Said(case, row.key)
    count = said.count()
    return VoicePage(
        row,
        row.key if row.sort == "named" and ":" not in row.key else None,
        count,
        count >= MOST,
        said.claims(page, SIZE),
        page,
        max(1, -(-count // SIZE)),
        sayings(case, Sought(voice=row.key), size=FEW)[0],
        said.about(LINES),
        said.places(LINES),
        said.reports(LINES),
        said.clashes(FEW),
        said.withdrawn(FEW),
        said.contests(FEW),
        tuple(METHODS),
        rateable(case, row),
        grades(),
        FEWEST_OUTCOMES,
        tuple(decided(each) for each in rating_history(case, row.key)),
    )


def rateable(case: Case, row: VoiceRow) -> Rateable:
    """Whether a voice can be rated, and under which subject its ratings are kept."""
    try:
        subject, _ = rated_voice(case, row.key)
    except NotInCase as error:
        return Rateable(None, str(error), 0)
    rows = case.judgements(subject)
    return Rateable(subject, None, len(rows) + sum(r.retraction is not None for r in rows))
