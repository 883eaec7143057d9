"""Analyses to test with: one written by hand, and any that hypothesis can think of."""

from __future__ import annotations

from hypothesis import strategies as st

from sayso.model import (
    Analysis,
    Claim,
    Entity,
    EntityKind,
    Filler,
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
    chain_of,
)

TEXT = """Papers: four officers were sent into the ministry

The court papers say a former clerk admitted under questioning that the Vessan Guard had sent \
four officers to infiltrate the ministry in March 2016. "They never got past the gate," a senior \
official told the Courier.

Minister Orla Brandt denied that the ministry had been infiltrated. The Guard detained two men in \
Port Vessa on Tuesday.
"""


def find(words: str, time: int = 1) -> Span:
    """Where `words` stand in TEXT for the `time`-th time."""
    at = -1
    for _ in range(time):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


VOICES = (
    Voice("v0", "The Harbour Courier", VoiceKind.OUTLET),
    Voice("v1", "court papers", VoiceKind.DOCUMENT, (find("The court papers"),)),
    Voice("v2", "a former clerk", VoiceKind.ANONYMOUS, (find("a former clerk"),), count=1),
    Voice("v3", "a senior official", VoiceKind.ANONYMOUS, (find("a senior official"),)),
    Voice("v4", "Minister Orla Brandt", VoiceKind.PERSON, (find("Minister Orla Brandt"),)),
)
ADMITTED = find("that the Vessan Guard had sent four officers to infiltrate the ministry")
STATEMENTS = (
    Statement("s0", None, "v0", None, None, (Span(0, len(TEXT)),), "narrates", Quoted.DIRECT),
    Statement(
        "s1",
        "s0",
        "v1",
        find("The court papers"),
        find("say"),
        (Span(find("a former clerk").start, ADMITTED.end),),
        "says",
        Quoted.INDIRECT,
    ),
    Statement(
        "s2",
        "s1",
        "v2",
        find("a former clerk"),
        find("admitted"),
        (ADMITTED,),
        "admits",
        Quoted.INDIRECT,
        duress=True,
    ),
    Statement(
        "s3",
        "s0",
        "v3",
        find("a senior official"),
        find("told"),
        (find('"They never got past the gate,"'),),
        "says",
        Quoted.DIRECT,
    ),
    Statement(
        "s4",
        "s0",
        "v4",
        find("Minister Orla Brandt"),
        find("denied"),
        (find("that the ministry had been infiltrated"),),
        "denies",
        Quoted.INDIRECT,
    ),
)
ENTITIES = (
    Entity("e1", "Vessan Guard", EntityKind.GROUP, (find("Vessan Guard"), find("The Guard"))),
)
ADMISSION = Span(find("The court papers").start, find("March 2016.").end)
CLAIMS = (
    Claim(
        "c0",
        "s2",
        "infiltrates",
        find("infiltrate"),
        (
            ("target", Filler(find("the ministry", 2))),
            ("spy", Filler(find("four officers", 2), None, 4)),
        ),
        Polarity.AFFIRMED,
        Modality.PLANNED,
        ADMISSION,
        ("v0", "v1", "v2"),
        When(find("in March 2016"), "2016-03-01", "2016-03-31"),
    ),
    Claim(
        "c1",
        "s2",
        "directs",
        find("sent", 2),
        (
            ("principal", Filler(find("the Vessan Guard"), "e1")),
            ("agent", Filler(find("four officers", 2), None, 4)),
        ),
        Polarity.AFFIRMED,
        Modality.ACTUAL,
        ADMISSION,
        ("v0", "v1", "v2"),
    ),
    Claim(
        "c2",
        "s4",
        "infiltrates",
        find("infiltrated"),
        (("target", Filler(find("the ministry", 3))),),
        Polarity.DENIED,
        Modality.ACTUAL,
        find("Minister Orla Brandt denied that the ministry had been infiltrated."),
        ("v0", "v4"),
    ),
    Claim(
        "c3",
        "s0",
        "detains",
        find("detained"),
        (
            ("captor", Filler(find("The Guard"), "e1")),
            ("detainee", Filler(find("two men"), None, 2)),
        ),
        Polarity.AFFIRMED,
        Modality.ACTUAL,
        find("The Guard detained two men in Port Vessa on Tuesday."),
        ("v0",),
        When(find("on Tuesday")),
        Where(find("Port Vessa")),
    ),
)
REPORT = Report(
    "r0a1b2c3d4e5f",
    "courier/papers.html",
    "ab" * 32,
    "text/html",
    TEXT,
    outlet=Told("The Harbour Courier", "meta og:site_name"),
    title=Told("Papers: four officers were sent into the ministry", "h1"),
    published=Told("2016-03-12", "meta article:published_time"),
)
HEARSAY = Analysis(REPORT, "sayso test", VOICES, STATEMENTS, ENTITIES, CLAIMS)

FACTS = ("outlet", "title", "byline", "dateline", "published_at", "url", "language")
ROLES = ("spy", "target", "attacker", "victim", "a", "b", "anything")
WORDS = st.text(max_size=12)
DAYS = st.dates().map(lambda day: day.isoformat())


@st.composite
def reports(draw: st.DrawFn) -> Report:
    told = st.none() | st.builds(Told, WORDS, WORDS)
    return Report(
        id=draw(st.from_regex(r"r[0-9a-f]{12}", fullmatch=True)),
        path=draw(WORDS),
        sha256=draw(st.from_regex(r"[0-9a-f]{64}", fullmatch=True)),
        media=draw(st.sampled_from(("text/plain", "text/html"))),
        text=draw(st.text(min_size=1, max_size=40)),
        part=draw(WORDS),
        published=draw(st.none() | st.builds(Told, DAYS, WORDS)),
        flags=tuple(draw(st.lists(WORDS, max_size=2))),
        **{name: draw(told) for name in FACTS},
    )


@st.composite
def statement_trees(draw: st.DrawFn, spans: st.SearchStrategy[Span], voices: list[str]) -> tuple:
    """A root and up to five statements, each inside one that came before."""
    found: list[Statement] = []
    for number in range(draw(st.integers(1, 6))):
        statement = Statement(
            id=f"s{number}",
            parent=draw(st.sampled_from(found)).id if found else None,
            voice=draw(st.sampled_from(voices)) if found else voices[0],
            source=draw(st.none() | spans) if found else None,
            cue=draw(st.none() | spans) if found else None,
            content=tuple(draw(st.lists(spans, max_size=2))),
            manner=draw(st.sampled_from(("says", "admits", "denies", "believes"))),
            quoted=draw(st.sampled_from(Quoted)),
            duress=draw(st.booleans()),
            negated=draw(st.booleans()),
        )
        found.append(statement)
    return tuple(found)


@st.composite
def claims_on(
    draw: st.DrawFn,
    spans: st.SearchStrategy[Span],
    statements: tuple[Statement, ...],
    entities: st.SearchStrategy[str | None],
) -> tuple[Claim, ...]:
    counts = st.none() | st.integers(0, 10**6)
    fillers = st.builds(Filler, spans, entities, counts)
    found = []
    for number in range(draw(st.integers(0, 4))):
        statement = draw(st.sampled_from(statements))
        days = draw(st.tuples(st.none() | DAYS, st.none() | DAYS))
        roles = draw(st.lists(st.sampled_from(ROLES), unique=True, max_size=3))
        claim = Claim(
            id=f"c{number}",
            statement=statement.id,
            type=draw(st.sampled_from(("infiltrates", "meets", "not in the ontology"))),
            trigger=draw(spans),
            roles=tuple((role, draw(fillers)) for role in roles),
            polarity=draw(st.sampled_from(Polarity)),
            modality=draw(st.sampled_from(Modality)),
            evidence=draw(spans),
            chain=chain_of(statement, {s.id: s for s in statements}),
            when=draw(st.none() | st.builds(When, spans, st.just(days[0]), st.just(days[1]))),
            where=draw(st.none() | st.builds(Where, spans, entities)),
        )
        found.append(claim)
    return tuple(found)


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """Any analysis that keeps the promises: one root, true chains, spans inside the text."""
    report = draw(reports())
    ends = st.integers(0, len(report.text))
    spans = st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))
    mentions = st.lists(spans, max_size=2).map(tuple)
    entities = tuple(
        Entity(
            f"e{number}",
            draw(WORDS),
            draw(st.sampled_from(EntityKind)),
            draw(mentions),
            draw(mentions),
        )
        for number in range(draw(st.integers(0, 2)))
    )
    links = st.sampled_from([None, *(entity.id for entity in entities)])
    voices = tuple(
        Voice(
            f"v{number}",
            draw(WORDS),
            draw(st.sampled_from(VoiceKind)),
            draw(mentions),
            draw(links),
            draw(st.none() | st.integers(1, 99)),
        )
        for number in range(draw(st.integers(1, 3)))
    )
    statements = draw(statement_trees(spans, [voice.id for voice in voices]))
    claims = draw(claims_on(spans, statements, links))
    return Analysis(report, "sayso test", voices, statements, entities, claims)
