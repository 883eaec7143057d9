"""Reports to weigh, written by hand: sentences with who tells them and what they claim.

    news("The Lantern", "2019-09-10", Line("Nine men ...", "kills", {"victim": "nine men"}))

Names in roles and voices become entities where they begin with a capital.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.model import (
    Analysis,
    Claim,
    Entity,
    EntityKind,
    Filler,
    Interest,
    Modality,
    Polarity,
    Quoted,
    Report,
    Span,
    Statement,
    Told,
    Voice,
    VoiceKind,
    When,
    Where,
    identify,
)
from sayso.resolve.identity import identify as resolve
from sayso.resolve.identity import profiles
from sayso.weigh.whole import Terms, Weighed, weigh_case

KINDS = {
    "outlet": VoiceKind.OUTLET,
    "doc": VoiceKind.DOCUMENT,
    "org": VoiceKind.ORGANIZATION,
}
# What fills the page beside the claims, different for each outlet, so that nothing else is shared.
PADDING = "{n} walked past the {n} stall while {n} counted {n} crates under a {n} awning of {n}. "


@dataclass(frozen=True)
class Line:
    """A sentence and its claim. `voices` stand behind the outlet, the outermost first.

    A voice is its words; "outlet:", "doc:" and "org:" before them tell its kind, "!" behind
    them that it speaks under duress. Small letters make it anonymous.
    """

    text: str
    type: str
    roles: dict[str, str]
    voices: tuple[str, ...] = ()
    denied: bool = False
    day: str | None = None
    place: str | None = None
    modality: Modality = Modality.ACTUAL
    interests: tuple[str, ...] = ()
    manner: str = "says"
    quoted: Quoted = Quoted.INDIRECT


@dataclass
class Page:
    """What is put together of one report."""

    name: str
    text: str
    voices: dict[str, Voice] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def entity(self, words: str, kind: EntityKind) -> str | None:
        if not words[:1].isupper():
            return None
        name = f"e-{self.name}-{words}"
        at = self.text.find(words)
        mention = Span(at, at + len(words)) if at >= 0 else Span(0, 1)
        self.entities.setdefault(name, Entity(name, words, kind, (mention,)))
        return name

    def voice(self, told: str) -> tuple[Voice, bool]:
        duress = told.endswith("!")
        kind, _, words = told.rstrip("!").rpartition(":")
        named = words[:1].isupper()
        made = KINDS.get(kind) or (VoiceKind.PERSON if named else VoiceKind.ANONYMOUS)
        if words not in self.voices:
            entity = self.entity(words, EntityKind.PERSON) if made is VoiceKind.PERSON else None
            name = f"v-{self.name}-{len(self.voices)}"
            self.voices[words] = Voice(name, words, made, entity=entity, named=named)
        return self.voices[words], duress


def news(outlet: str | None, day: str | None, *lines: Line | str, **told: str) -> Analysis:
    """A report of an outlet; a plain string is a paragraph without a claim."""
    texts = [line if isinstance(line, str) else line.text for line in lines]
    name = identify("r", outlet, day, told.get("title"), told.get("key"), *texts)
    padding = PADDING.format(n=name)
    text = "\n\n".join([padding, *texts])
    facts = {key: Told(value, "test") for key, value in told.items() if key != "key"}
    report = Report(
        name,
        f"{name}.txt",
        name,
        "text/plain",
        text,
        outlet=Told(outlet, "test") if outlet else None,
        published=Told(day, "test") if day else None,
        **facts,
    )
    page = Page(name, text)
    root = Voice(f"v-{name}", outlet or "the report", VoiceKind.OUTLET, named=bool(outlet))
    page.statements.append(
        Statement("s0", None, root.id, None, None, (Span(0, len(text)),), "narrates", Quoted.DIRECT)
    )
    for number, line in enumerate(lines):
        if isinstance(line, Line):
            add(page, line, number, root)
    return Analysis(
        report,
        "test",
        (root, *page.voices.values()),
        tuple(page.statements),
        tuple(page.entities.values()),
        tuple(page.claims),
    )


def add(page: Page, line: Line, number: int, root: Voice) -> None:
    """Put a line's statements and claim on the page."""
    at = page.text.index(line.text)
    evidence = Span(at, at + len(line.text))
    parent, chain = "s0", [root.id]
    for depth, told in enumerate(line.voices):
        voice, duress = page.voice(told)
        name = f"s{number}-{depth}"
        page.statements.append(
            Statement(
                name, parent, voice.id, None, None, (evidence,), line.manner, line.quoted, duress
            )
        )
        parent = name
        chain.append(voice.id)
    roles = []
    for role, words in line.roles.items():
        start = page.text.find(words, at)
        span = Span(start, start + len(words)) if start >= 0 else evidence
        roles.append((role, Filler(span, page.entity(words, EntityKind.GROUP))))
    page.claims.append(
        Claim(
            identify("c", page.name, number),
            parent,
            line.type,
            evidence,
            tuple(roles),
            Polarity.DENIED if line.denied else Polarity.AFFIRMED,
            line.modality,
            evidence,
            tuple(chain),
            When(evidence, line.day, line.day) if line.day else None,
            Where(evidence, page.entity(line.place, EntityKind.PLACE)) if line.place else None,
            tuple(Interest(chain[-1], role, itself=True) for role in line.interests),
        )
    )


def weighed(analyses: Iterable[Analysis], terms: Terms | None = None) -> Weighed:
    """The reports, weighed, with who is who found as in a case."""
    told = list(analyses)
    found = resolve([profile for analysis in told for profile in profiles(analysis)])
    return weigh_case(told, found, terms or Terms())
