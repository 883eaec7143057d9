"""What a format found in a file, before it is a report; and the report made of it.

Every fact is `Told`: its value and where it stood. Facts from a better place win over facts from a
lesser one, and what the user told wins over all.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace

from sayso.errors import TooLarge
from sayso.model import Original, Report, Told, identify
from sayso.read.language import tell_language
from sayso.read.moment import Moment
from sayso.read.tidy import tidy_line

TOLD_BY_USER = "told by the user"
# A report longer than a novel is none, and an analysis takes memory and time for each character
# (measured on 300,000: 0.4 kB, and 0.05 ms).
MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file tells of itself."""

    outlet: Told | None = None
    title: Told | None = None
    byline: Told | None = None
    dateline: Told | None = None
    published: Told | None = None
    published_at: Told | None = None
    url: Told | None = None
    language: Told | None = None

    def otherwise(self, other: Facts) -> Facts:
        """These facts, and those of `other` where these are silent.

        A time of publication is taken from `other` only if it falls on the day that is told.
        """
        merged = Facts(
            **{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(Facts)}
        )
        day, at = merged.published, merged.published_at
        if day is not None and at is not None and not at.value.startswith(day.value):
            return replace(merged, published_at=None)
        return merged


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user told on the command line; it wins over what the file says."""

    published: str | None = None
    outlet: str | None = None
    title: str | None = None

    def as_facts(self) -> Facts:
        """The hints as facts told by the user."""
        return Facts(
            outlet=told(self.outlet, TOLD_BY_USER),
            title=told(self.title, TOLD_BY_USER),
            published=told(self.published, TOLD_BY_USER),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as a format found it.

    `part` locates it inside its file. `identity` is what its id is made from where that is not all
    of the file's bytes. `flags` are plain sentences for the reader.
    """

    text: str
    facts: Facts = Facts()
    flags: tuple[str, ...] = ()
    part: str = ""
    identity: bytes | None = None


def told(value: str | None, where: str) -> Told | None:
    """The value on one line, or None if there is nothing in it."""
    line = tidy_line(value) if value else ""
    return Told(line, where) if line else None


def told_moment(moment: Moment | None, where: str) -> Facts:
    """Day and time of publication as facts."""
    if moment is None:
        return Facts()
    return Facts(published=Told(moment.day, where), published_at=told(moment.at, where))


def refuse_long(characters: int, path: str) -> None:
    """Raise TooLarge if a text of so many characters is more than can be read."""
    if characters > MAX_CHARACTERS:
        raise TooLarge(
            path,
            f"its text is longer than {MAX_CHARACTERS:,} characters, the most that sayso reads",
        )


def keep(data: bytes, media: str) -> Original:
    """The bytes, named by their sha256."""
    return Original(hashlib.sha256(data).hexdigest(), media, data)


def finish(draft: Draft, path: str, original: Original, hints: Hints) -> Report:
    """The report: user's word first, then the file's; with the language told or detected."""
    language, flag = tell_language(draft.text, draft.facts.language)
    facts = replace(hints.as_facts().otherwise(draft.facts), language=language)
    digest = original.sha256
    if draft.identity is not None:
        digest = hashlib.sha256(draft.identity).hexdigest()
    return Report(
        id=identify("r", digest),
        path=path,
        sha256=original.sha256,
        media=original.media,
        text=draft.text,
        part=draft.part,
        flags=draft.flags + ((flag,) if flag else ()),
        **{f.name: getattr(facts, f.name) for f in fields(Facts)},
    )
