"""The nouns of sayso as frozen values. This module imports nothing of ours.

A span counts code points of the report's canonical text, so `text[span.start:span.end]` is always
exactly what is shown. Ids are made from content: the same bytes read by the same version get the
same ids, and a judgement on a claim still finds it after the report has been read anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


def identify(prefix: str, *parts: object) -> str:
    """An id made from content: `prefix` and 12 hexadecimal digits.

    12 digits (48 bits) keep the chance of one collision among a million ids below 0.2 %.
    """
    joined = "\x1f".join(str(part) for part in parts)
    return prefix + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """`start` and `end` in code points of the canonical text; `end` is exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def join(self, other: Span) -> Span:
        """The shortest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def trim(self, text: str) -> Span:
        """The span without white space at either end."""
        start, end = self.start, self.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end)


class VoiceKind(StrEnum):
    """What kind of speaker a voice is."""

    OUTLET = "outlet"
    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


class EntityKind(StrEnum):
    """What kind of thing a name refers to."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    PLACE = "place"
    FACILITY = "facility"
    VEHICLE = "vehicle"
    WEAPON = "weapon"
    DOCUMENT = "document"
    EVENT = "event"
    NATIONALITY = "nationality"
    OTHER = "other"


class Quoted(StrEnum):
    """Whether the words are the voice's own."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """Who stands behind what a statement says, by the wording of its cue."""

    SHARED = "shared"  # the outlet tells it as true: "admitted", "revealed"
    VOICE = "voice"  # the voice alone: "said", "believes"
    DOUBTED = "doubted"  # the outlet holds back: "claimed", "alleged"
    OPEN = "open"  # nobody says that it is so: "asked", "ordered", "hoped"


class Polarity(StrEnum):
    """Whether the statement asserts the claim or its opposite."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Modality(StrEnum):
    """How far the claim is said to have become real."""

    ACTUAL = "actual"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    ORDERED = "ordered"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact about a report, and where in the file it was found ("meta og:title", "byline")."""

    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes as they came, untouched, named by their sha256."""

    sha256: str
    media: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """One document as published.

    `part` locates the report inside its original where that holds several (a feed entry, a WARC
    record). `published` holds an ISO date, `published_at` the ISO time where one was told.
    `flags` are plain sentences about what a reader should know, such as a language not yet read.
    """

    id: str
    path: str
    sha256: str
    media: str
    text: str
    part: str = ""
    outlet: Told | None = None
    title: Told | None = None
    byline: Told | None = None
    dateline: Told | None = None
    published: Told | None = None
    published_at: Told | None = None
    url: Told | None = None
    language: Told | None = None
    flags: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of its file, without the folders of whoever added it: of either slash."""
        return self.path.replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks. `count` is how many people the words name ("two officials"), if they say so.

    `affiliation` holds the words that tell to whom the voice belongs ("the interior ministry"),
    `condition` those on which it spoke ("on condition of anonymity because ...").
    """

    id: str
    text: str
    kind: VoiceKind
    mentions: tuple[Span, ...] = ()
    entity: str | None = None
    count: int | None = None
    named: bool = False
    affiliation: Span | None = None
    condition: Span | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """When something was said, where, to whom and through what medium, in the report's words."""

    when: Span | None = None
    where: Span | None = None
    to: Span | None = None
    medium: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words or thoughts as told. The root, without a parent, is the outlet's narration.

    `negated` marks a statement that is said not to have been made ("did not say that ..."). `gist`
    tells in a few words what was said where no claim hangs on the statement, else it is None.
    """

    id: str
    parent: str | None
    voice: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    manner: str
    quoted: Quoted
    duress: bool = False
    negated: bool = False
    stance: Stance = Stance.VOICE
    setting: Setting = Setting()
    gist: str | None = None


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role of a claim, in the report's words."""

    span: Span
    entity: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class When:
    """When it is said to have happened: ISO dates, both inclusive.

    An end that is open ("since 2019"), or that no known date anchors, is None.
    """

    span: Span
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where it is said to have happened."""

    span: Span
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Interest:
    """A voice of a claim's chain that belongs to one of its parties, `role`.

    `itself` tells whether the voice is the party, or else speaks for it or belongs to it.
    """

    voice: str
    role: str
    itself: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A typed relation or event asserted inside one statement.

    `type` and the role names are those of the ontology. `chain` lists voice ids from the outlet
    inwards to the voice of `statement`; a claim without one does not exist. `confidence` is how
    sure it is that the claim is rightly read, from 0 to 1; None in analyses of older versions.
    """

    id: str
    statement: str
    type: str
    trigger: Span
    roles: tuple[tuple[str, Filler], ...]
    polarity: Polarity
    modality: Modality
    evidence: Span
    chain: tuple[str, ...]
    when: When | None = None
    where: Where | None = None
    interests: tuple[Interest, ...] = ()
    confidence: float | None = None

    def __post_init__(self) -> None:
        if len({name for name, _ in self.roles}) < len(self.roles):
            raise ValueError(f"a role of {self.type} is filled twice; make a claim for each")

    def role(self, name: str) -> Filler | None:
        """The first filler of the role `name`, if any."""
        return next((filler for role, filler in self.roles if role == name), None)


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what the names in a report refer to.

    `mentions` are its names. `references` are the pronouns and descriptions that surely mean it
    ("she", "the group"), as far as the report leaves no doubt.
    """

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Span, ...]
    references: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one version of sayso found in one report."""

    report: Report
    version: str
    voices: tuple[Voice, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def root(self) -> Statement:
        """The outlet's own narration."""
        return next(s for s in self.statements if s.parent is None)


def lineage(statement: Statement, by_id: Mapping[str, Statement]) -> tuple[Statement, ...]:
    """The statements on the way from the root to `statement`, the root first."""
    path = [statement]
    while (parent := path[-1].parent) is not None:
        path.append(by_id[parent])
    return tuple(reversed(path))


def chain_of(statement: Statement, by_id: Mapping[str, Statement]) -> tuple[str, ...]:
    """The voice ids on the way from the root to `statement`, outlet first."""
    return tuple(s.voice for s in lineage(statement, by_id))
