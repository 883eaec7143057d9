"""The page of an entity: its names by source, its reports, claims about it, what was judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from sayso.errors import NotInCase
from sayso.record import Case, Decision, Judged
from sayso.record.conflict import overruled, touches
from sayso.record.findings.claims import ClaimRow
from sayso.record.findings.entities import claims_about, found, part, parts, roles, sourced
from sayso.record.findings.history import Decided, decided
from sayso.record.findings.mentions import Mention, mentions
from sayso.record.findings.pairs import open_with
from sayso.record.findings.people import IdentityRow, NameRow, identities
from sayso.record.findings.voice import Said
from sayso.record.findings.voices import VoiceRow
from sayso.record.findings.voices import voice as voice_row
from sayso.record.judgement import parts as two_of
from sayso.show.workbench.pages.asking import OpenCase, PageNumber

SIZE, PARTS, FEW = 15, 10, 5
Word = Annotated[str, Query(max_length=100)]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An id that the entity has in a register, and on what the link rests."""

    id: str
    name: str
    file: str
    score: float | None
    because: tuple[str, ...]
    decided: Decided


@dataclass(frozen=True, slots=True)
class Entry:
    """A judgement on the entity, whom it is about, and whether others overrule it."""

    decided: Decided
    about: tuple[str, ...]
    overruled: bool


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody who may be the same, and how likely that is."""

    id: str
    name: str
    kind: str
    chance: float


@dataclass(frozen=True, slots=True)
class EntityPage:
    """An entity in full. `here` is the part that the address names, if it names one.

    `mentions` are one page of its parts, each with a sentence; `first` is the part after which the
    whole is called. `said` is what it says as a voice.
    """

    id: str
    name: str
    kind: str
    first: str
    here: str | None
    reports: int
    names: tuple[NameRow, ...]
    mentions: tuple[Mention, ...]
    parts: int
    part_page: int
    part_pages: int
    roles: tuple[tuple[str, str, int], ...]
    claims: tuple[ClaimRow, ...]
    total: int
    page: int
    pages: int
    voice: VoiceRow | None
    said: tuple[ClaimRow, ...]
    elsewhere: tuple[Elsewhere, ...]
    open: tuple[Question, ...]
    history: tuple[Entry, ...]


def entity(
    case: OpenCase,
    entity: str,
    type: Word = "",  # noqa: A002 - as the address has it
    role: Word = "",
    page: PageNumber = 1,
    part_page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> EntityPage:
    """An entity: who calls it what, where, what is claimed about it, what was judged."""
    who, here = found(case, entity)
    who = sourced(case, who)
    told, total = claims_about(case, who.id, (type, role), page, SIZE)
    voice = speaker(case, who.id)
    rows = tuple(r for r in case.judgements() if touches(r, frozenset((who.id, *who.members))))
    return EntityPage(
        who.id,
        who.name,
        who.kind,
        who.first,
        here if here == entity else None,
        who.reports,
        who.names,
        tuple(mentions(case, parts(case, who.id, part_page, PARTS))),
        len(who.members),
        part_page,
        max(1, -(-len(who.members) // PARTS)),
        roles(case, who.id),
        told,
        total,
        page,
        max(1, -(-total // SIZE)),
        voice,
        Said(case, who.id).claims(1, FEW) if voice else (),
        elsewhere(rows),
        questions(case, who),
        history(case, rows),
    )


def speaker(case: Case, identity: str) -> VoiceRow | None:
    """The entity as a voice, where it is one."""
    try:
        return voice_row(case, identity)
    except NotInCase:
        return None


def elsewhere(rows: tuple[Judged, ...]) -> tuple[Elsewhere, ...]:
    """The ids that it has in registers, by the judgements that stand."""
    linked: dict[str, Elsewhere] = {}
    for row in rows:
        value = row.judgement.value
        if row.judgement.decision is not Decision.LINKED or row.retraction or not value:
            continue
        told = value if isinstance(value, dict) else {}
        score, because = told.get("score"), told.get("because")
        linked[str(told.get("id"))] = Elsewhere(
            str(told.get("id")),
            str(told.get("name") or ""),
            str(told.get("file") or ""),
            float(score) if isinstance(score, int | float) else None,
            tuple(map(str, because)) if isinstance(because, list) else (),
            decided(row),
        )
    return tuple(linked[name] for name in sorted(linked))


def questions(case: Case, who: IdentityRow) -> tuple[Question, ...]:
    """Who may be the same, the likeliest first."""
    told = open_with(case, who.id, FEW)
    known = identities(case, [name for each in told for name in (each.one, each.other)])
    made = []
    for each in told:
        other = known.get(each.other if each.one == who.id else each.one)
        if other is not None:
            made.append(Question(other.id, other.name, other.kind, each.chance))
    return tuple(made)


def history(case: Case, rows: tuple[Judged, ...]) -> tuple[Entry, ...]:
    """What was judged of it, the last first."""
    lost = {row.id for row in overruled(case.judgements())}
    return tuple(Entry(decided(row), about(case, row), row.id in lost) for row in reversed(rows))


def about(case: Case, row: Judged) -> tuple[str, ...]:
    """Whom a judgement is about: each with the report in which it stands, if that is known."""
    value = row.judgement.value
    told = value.get("names") if isinstance(value, dict) else None
    names = [str(name) for name in told] if isinstance(told, list) else []
    ends = two_of(row.judgement.subject)
    if ends is None:
        return tuple(names[:1]) or (row.judgement.subject,)
    found = []
    for end in ends:
        try:
            one = part(case, end)
        except NotInCase:
            return tuple(names) or ends
        title = one.report.title or one.report.path
        found.append(f"{one.name} (in “{title}”)")
    return tuple(found)
