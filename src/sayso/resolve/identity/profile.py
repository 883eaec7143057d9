"""What one report tells of an entity: its names there, who stands beside it, what it is called.

    for profile in profiles(analysis): ...

A profile is all that resolution across reports looks at; the text is not read again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.annotate.lexicon import callings
from sayso.annotate.spelling import fold
from sayso.model import Analysis, Entity, EntityKind, Span
from sayso.resolve.identity.apart import namesakes

# How far from a name, in code points, a title or an occupation is looked for: "the Orland finance
# minister, Ayla Brand", "Ayla Brand, 44, a teacher from Lissmar".
AROUND = 40
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
STOPS = re.compile(r"[.;:!?\n“”\"]")


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity of one report.

    `names` are the ways in which it is written, each with how often, the most frequent first;
    `beside` the folded names of the others in the report; `roles` the titles and occupations that
    stand next to its names, `namesakes` those of somebody of the same name who is said to be
    another. `outlet` and `published` are what the report tells of itself.
    """

    entity: str
    report: str
    name: str
    kind: EntityKind
    names: tuple[tuple[str, int], ...]
    beside: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    outlet: str | None = None
    published: str | None = None
    namesakes: frozenset[str] = frozenset()


def profiles(analysis: Analysis) -> Iterator[Profile]:
    """The profiles of an analysis, in the order of its entities."""
    report = analysis.report
    # One set for the whole report: an entity beside itself tells nothing, and costs nothing.
    beside = beside_of(e.name for e in analysis.entities)
    for entity in analysis.entities:
        texts = Counter(" ".join(m.of(report.text).split()) for m in entity.mentions)
        others = tuple(namesakes(entity.mentions, report.text)) if is_person(entity) else ()
        yield Profile(
            entity.id,
            report.id,
            entity.name,
            entity.kind,
            tuple(sorted(texts.items(), key=lambda use: (-use[1], use[0]))),
            beside,
            roles(entity, report.text, [place for place, _ in others]),
            report.outlet.value if report.outlet else None,
            report.published.value if report.published else None,
            frozenset(role for _, called in others for role in called),
        )


def beside_of(names: Iterable[str]) -> frozenset[str]:
    """The names of a report's entities as they compare."""
    return frozenset(" ".join(fold(name)) for name in names)


def is_person(entity: Entity) -> bool:
    """Whether an entity is a person."""
    return entity.kind is EntityKind.PERSON


def roles(entity: Entity, text: str, others: Iterable[Span] = ()) -> frozenset[str]:
    """The titles and occupations next to the mentions of a person; not those told of `others`."""
    if not is_person(entity):
        return frozenset()
    for place in others:
        text = f"{text[: place.start]}{'.' * (place.end - place.start)}{text[place.end :]}"
    words = (w for m in entity.mentions for w in around(m, text))
    return frozenset(w for w in words if w in callings())


def around(mention: Span, text: str) -> Iterator[str]:
    """The words before and behind a mention, up to the end of its sentence."""
    before = STOPS.split(text[max(0, mention.start - AROUND) : mention.start])[-1]
    behind = STOPS.split(text[mention.end : mention.end + AROUND])[0]
    for words in (before, behind):
        yield from (w.lower() for w in WORD.findall(words))
