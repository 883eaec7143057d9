"""The timeline: two clocks, when it is said to have happened and when it was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Query
from pydantic import BaseModel, Field

from sayso.record import Case
from sayso.record.findings.claims import ClaimRow
from sayso.record.findings.people import identities
from sayso.record.findings.propositions import (
    PropositionRow,
    named,
    types_told,
    voice_named,
)
from sayso.record.findings.times import (
    Moment,
    Sought,
    Step,
    Times,
    busiest,
    days,
    moments,
    talkative,
    telling_order,
    times,
)
from sayso.show.workbench.pages.asking import DAY, OpenCase
from sayso.show.workbench.phrases import span_of_days
from sayso.show.workbench.sentence import in_words
from sayso.show.workbench.strip import Strip, days_of, strip_of

# So many lanes are drawn; who else there is shares the last one.
MOST_LANES = 16
OFFERED = 40
FEW = 6
# The lanes of those who cannot be told apart, and of nobody.
SHARED = ("unnamed", "nobody")
By = Literal["outlet", "voice", "entity"]


class Question(BaseModel):
    """What to show, as the address tells it; what is empty does not matter."""

    lanes: By = "outlet"
    entity: Annotated[str, Field(max_length=300)] = ""
    voice: Annotated[str, Field(max_length=300)] = ""
    type: Annotated[str, Field(max_length=100)] = ""
    since: Annotated[str, Field(pattern=DAY)] = ""
    until: Annotated[str, Field(pattern=DAY)] = ""
    proposition: Annotated[str, Field(max_length=300)] = ""

    def sought(self, today: str) -> Sought:
        """The question as the case takes it."""
        told = self.model_dump(exclude={"lanes", "proposition"})
        return Sought(today, **{name: value or None for name, value in told.items()})


@dataclass(frozen=True, slots=True)
class Event:
    """A claim on both clocks. `sentence` tells it through its whole chain.

    `precision` is "day", "month", "year" or "stretch", "since" or "until" where an end is open,
    and "not told"; `happened` is that in words. `lanes` are the keys of those it is drawn in.
    """

    claim: ClaimRow
    sentence: str
    outlet: str
    origin: str | None
    precision: str
    happened: str
    lanes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the drawing. `href` leads to its page; None where it holds several."""

    key: str
    name: str
    count: int
    unnamed: bool
    href: str | None


@dataclass(frozen=True, slots=True)
class Story:
    """How one proposition spread; `tellings` are in order of time, `total` counts all of them."""

    proposition: PropositionRow
    tellings: tuple[tuple[Step, Event], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen, as pairs of a value and its words."""

    types: tuple[str, ...]
    voices: tuple[tuple[str, str], ...]
    entities: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What was asked and what fits it: `total` claims, of which `events` are drawn.

    `undated` of them were told on a day that is not known; of `untimed` nobody tells when it
    happened. `stories` are what has spread furthest, where none is followed.
    """

    asked: Question
    events: tuple[Event, ...]
    total: int
    undated: int
    untimed: int
    lanes: tuple[Lane, ...]
    strip: Strip
    story: Story | None
    stories: tuple[PropositionRow, ...]
    choices: Choices
    today: str


def timeline(case: OpenCase, question: Annotated[Question, Query()]) -> Timeline:
    """Claims on two clocks: all, or how one proposition spread."""
    today = date.today().isoformat()
    told = telling_order(case, question.proposition) if question.proposition else None
    if told is None:
        found = times(case, question.sought(today))
        strip = strip_of(days(case, question.sought(today)))
    else:
        found = of_story(moments(case, [step.claim for step in told[1]]), told[2], today)
        strip = strip_of(days_of(found.moments, today))
    called = names_of(case, found.moments) if question.lanes == "entity" else {}
    lanes, within = lanes_of(found.moments, question.lanes, called, told_first=told is not None)
    events = tuple(event(each, within[each.claim.id]) for each in found.moments)
    story = story_of(case, told, events) if told else None
    return Timeline(
        question,
        events,
        found.total,
        found.undated,
        found.untimed,
        lanes,
        strip,
        story,
        () if story else widest(case, found.moments),
        choices(case, question),
        today,
    )


def story_of(case: Case, told: tuple[str, tuple[Step, ...], int], events: Iterable[Event]) -> Story:
    """The story of a proposition, each giver called as its own telling calls itself."""
    by_claim = {each.claim.id: each for each in events}
    outlets = {each.claim.report: each.claim.chain[0].name for each in by_claim.values()}
    steps = [
        replace(s, giver=replace(s.giver, outlet=outlets.get(s.giver.id, s.giver.outlet)))
        if s.giver
        else s
        for s in told[1]
    ]
    tellings = tuple((s, by_claim[s.claim]) for s in steps if s.claim in by_claim)
    return Story(named(case, [told[0]])[0], tellings, told[2])


def widest(case: Case, found: Iterable[Moment]) -> tuple[PropositionRow, ...]:
    """The stories from most origins and in most reports, of those that are drawn."""
    origins: dict[str, int] = {}
    tellings: Counter[str] = Counter()
    for row in (each.claim for each in found):
        if row.proposition:
            origins[row.proposition] = row.origins or 0
            tellings[row.proposition] += 1
    ranked = sorted(origins, key=lambda name: (-origins[name], -tellings[name], name))
    rows = [row for row in named(case, ranked[: 2 * FEW]) if row.reports > 1]
    return tuple(rows[:FEW])


def of_story(found: tuple[Moment, ...], total: int, today: str) -> Times:
    """The tellings of one proposition as what was found."""
    undated = sum(each.claim.told is None or each.claim.told > today for each in found)
    return Times(found, total, undated, sum(precision(each) == "not told" for each in found))


def event(moment: Moment, lanes: tuple[str, ...]) -> Event:
    """A claim as it is drawn."""
    row = moment.claim
    return Event(
        row,
        in_words(row.chain, row),
        moment.outlet,
        moment.origin,
        precision(moment),
        span_of_days(row.happened_from, row.happened_to) if moment.dated else "",
        lanes,
    )


def precision(moment: Moment) -> str:
    """How exactly it is told when it happened."""
    first, last = moment.claim.happened_from, moment.claim.happened_to
    if not moment.dated or (first is None and last is None):
        return "not told"
    if first is None or last is None:
        return "until" if first is None else "since"
    words = span_of_days(first, last)
    return {10: "day", 7: "month", 4: "year"}.get(len(words), "stretch")


def names_of(case: Case, found: Iterable[Moment]) -> dict[str, str]:
    """What the entities in the claims are called."""
    ids = {role.identity for each in found for role in each.claim.roles if role.identity}
    return {name: each.name for name, each in identities(case, sorted(ids)).items()}


def lanes_of(
    found: Iterable[Moment], by: By, called: Mapping[str, str], *, told_first: bool = False
) -> tuple[tuple[Lane, ...], dict[str, tuple[str, ...]]]:
    """The lanes, the fullest first, and in which of them each claim is drawn.

    With `told_first` they go by who told it first, so that a story is seen to go down.
    """
    within: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for each in found:
        told = dict(homes(each, by, called))
        names |= told
        counted.update(told.keys())
        within[each.claim.id] = tuple(told)
    ranked = list(counted)
    if not told_first:
        ranked.sort(key=lambda key: (-counted[key], names[key], key))
    shared = [key for key in ranked if key in SHARED]
    own = [key for key in ranked if key not in SHARED]
    room = MOST_LANES - len(shared)
    kept = [*(own if len(own) <= room else own[: room - 1]), *shared]
    lanes = [lane(key, names[key], counted[key], by) for key in kept]
    if rest := len(ranked) - len(kept):
        within = {
            claim: tuple(dict.fromkeys(k if k in kept else "others" for k in keys))
            for claim, keys in within.items()
        }
        many = sum("others" in keys for keys in within.values())
        lanes.append(Lane("others", f"{rest} others", many, unnamed=False, href=None))
    return tuple(lanes), within


def homes(moment: Moment, by: By, called: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Whose lanes a claim belongs to: key and name of each.

    By voice that is the innermost one, on whose word it stands. Those who are not named share a
    lane: one may be the other, or not.
    """
    if by == "outlet":
        return [(moment.outlet, moment.claim.chain[0].name)]
    if by == "voice":
        inner = moment.claim.chain[-1]
        hidden = inner.unnamed or inner.key.startswith("unnamed:")
        return [("unnamed", "no name given")] if hidden else [(inner.key, inner.name)]
    known = [role for role in moment.claim.roles if role.identity]
    told = [(r.identity, called.get(r.identity, r.name)) for r in known if r.identity]
    return told or [("nobody", "nobody named")]


def lane(key: str, name: str, count: int, by: By) -> Lane:
    """One lane."""
    several = key in SHARED
    where = "entities" if by == "entity" else "voices"
    href = None if several else f"/{where}/{quote(key, safe='')}"
    return Lane(key, name, count, key == "unnamed", href)


def choices(case: Case, question: Question) -> Choices:
    """What the form offers: what is commonest, and what is chosen."""
    voices, entities = dict(talkative(case, OFFERED)), dict(busiest(case, OFFERED))
    if question.voice and question.voice not in voices:
        voices[question.voice] = voice_named(case, question.voice) or question.voice
    if question.entity and question.entity not in entities:
        who = identities(case, [question.entity])
        found = who.get(question.entity)
        entities[question.entity] = found.name if found else question.entity

    def by_name(known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(known.items(), key=lambda each: (each[1].casefold(), each[0])))

    types = sorted({kind for kind, _ in types_told(case)} | ({question.type} - {""}))
    return Choices(tuple(types), by_name(voices), by_name(entities))
