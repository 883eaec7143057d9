"""What is to be hidden: as a person writes it down, and as it lies in a case.

    # a line each
    name: Aldric Vane
    voice: a senior official with knowledge of the talks
    report: demo/reports/tellimar/2019-09-14.txt
    words: the Blue House

A name is an entity's, or its id; all that the case calls it is hidden, and of a person's name each
part. A voice is known by the words of a report for it, or its id. Words are hidden wherever they
stand. A report is left out, by its id or its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.fuzz import token_sort_ratio

from sayso.annotate.lexicon import lexicon
from sayso.annotate.spelling import ARTICLES, SMALL_WORDS
from sayso.errors import RedactionInvalid
from sayso.export.redaction.alias import Aliases
from sayso.export.redaction.letters import fold, pattern, plain, same, whole
from sayso.model import Analysis, EntityKind, Voice, VoiceKind
from sayso.record.identity import find
from sayso.record.weighing import Court
from sayso.resolve.identity import Identity
from sayso.resolve.identity.blocks import family
from sayso.resolve.identity.chance import of_names, probability
from sayso.resolve.identity.identities import APART
from sayso.resolve.identity.likeness import compare

KINDS = ("name", "voice", "report", "words")
# What stands where words were that told more of a hidden voice than who it is.
WITHHELD = "[withheld]"
# Shorter parts of a name are no name: "de", "al".
SHORTEST_PART = 3
# How many in a hundred letters must be the same for a slip of the pen: one in a name of ten. What
# tells identities apart takes a "đ" for "dj" alone, and so "Đorđe" and "Dorde" for two.
NEAR = 90
# The names of a case that are kept folded while it is hidden in: 50,000 people have about as many.
KEPT = 1 << 17


@dataclass(frozen=True, slots=True)
class Wish:
    """One line of a plan: its kind, what it names, and where it stands in the file."""

    kind: str
    value: str
    line: int


def read_plan(path: Path) -> tuple[Wish, ...]:
    """The wishes in a file. Raises RedactionInvalid for a line that is none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise RedactionInvalid(f"{path} cannot be read: {reason}.") from error
    wishes = []
    for number, line in enumerate(lines, start=1):
        told = line.strip()
        if not told or told.startswith("#"):
            continue
        kind, colon, value = (part.strip() for part in told.partition(":"))
        if not colon or kind not in KINDS or not value:
            raise RedactionInvalid(
                f"{path}, line {number}: {told!r} hides nothing. Write KIND: WHAT, where KIND is "
                f"one of {', '.join(KINDS)}."
            )
        wishes.append(Wish(kind, value, number))
    if not wishes:
        raise RedactionInvalid(f"{path} names nothing to hide.")
    return tuple(wishes)


@dataclass(frozen=True)
class Secrets:
    """What is hidden of a case, with what stands for it.

    `aliases` hold all names and words; `voices` the pseudonym of each hidden voice by report and
    voice, `entities` of each hidden entity; `reports` those that are left out. `searched` are the
    words that nothing handed over may hold. `likely` are names of the case that look like a hidden
    one and are not hidden; `namesakes` are people who bear the surname of a hidden one.
    """

    aliases: Aliases
    voices: dict[tuple[str, str], str]
    reports: frozenset[str]
    entities: dict[str, str]
    searched: tuple[str, ...]
    likely: tuple[str, ...]
    namesakes: tuple[str, ...] = ()

    @classmethod
    def of(cls, wishes: Iterable[Wish], court: Court) -> Secrets:
        """What wishes mean in a case. Raises NotInCase or RedactionInvalid for what it lacks."""
        maker = _Maker(court)
        for wish in wishes:
            getattr(maker, f"hide_{wish.kind}")(wish.value)
        return maker.secrets()


class _Maker:
    """Secrets in the making."""

    def __init__(self, court: Court) -> None:
        self.court = court
        self.told: dict[str, str] = {}
        self.voices: dict[tuple[str, str], str] = {}
        self.reports: set[str] = set()
        self.entities: dict[str, str] = {}
        self.left_out: list[str] = []
        self.numbers = dict.fromkeys(("person", "name", "source", "words"), 0)

    def number(self, noun: str) -> str:
        """The next pseudonym of a kind: by the order of the plan, so that it says nothing."""
        self.numbers[noun] += 1
        return f"[{noun} {self.numbers[noun]}]"

    def hide_name(self, value: str) -> None:
        """Hide an entity under all its names."""
        identity, _ = find(self.court.identities, value)
        is_person = identity.kind is EntityKind.PERSON
        instead = self.number("person" if is_person else "name")
        for member in identity.members:
            self.entities[member] = instead
        others = [other for other in self.court.identities.all if other is not identity]
        for name in dict.fromkeys((*names_of(identity), *parts_of(identity))):
            # A name that others bear, too: whom it means where it stands is not known.
            shared = is_borne(name, others, person=is_person)
            self.told.setdefault(name, WITHHELD if shared else instead)

    def hide_words(self, value: str) -> None:
        """Hide words wherever they stand."""
        if not fold(value).split():
            raise RedactionInvalid(f"{value!r} has no letter to look for.")
        self.told.setdefault(value, self.number("words"))

    def hide_voice(self, value: str) -> None:
        """Hide a voice, by its id or the words that a report has for it."""
        wanted = whole(value)
        found = [
            (analysis, voice)
            for analysis in self.court.analyses
            for voice in analysis.voices
            if voice.id == value or (wanted and called(analysis, voice, re.compile(wanted)))
        ]
        if not found:
            raise RedactionInvalid(f"No voice of the case is called {value!r}.")
        instead = self.number("source")
        for analysis, voice in found:
            self.voices[analysis.report.id, voice.id] = instead
            for words in telling(analysis, voice):
                self.told.setdefault(words, instead)

    def hide_report(self, value: str) -> None:
        """Leave a report out, by its id, the start of one, or its file."""
        found = [
            a.report
            for a in self.court.analyses
            if a.report.id.startswith(value) or value in (a.report.path, a.report.file)
        ]
        if len(found) != 1:
            raise RedactionInvalid(f"{len(found)} reports are called {value!r}; name one.")
        report = found[0]
        self.reports.add(report.id)
        self.left_out += [report.id, report.sha256, report.file]
        self.left_out += [report.url.value] if report.url else []

    def secrets(self) -> Secrets:
        """What was made."""
        aliases = Aliases.of(self.told)
        return Secrets(
            aliases,
            self.voices,
            frozenset(self.reports),
            self.entities,
            (*(alias for alias, _ in aliases.known), *self.left_out),
            tuple(self.likely()),
            tuple(self.namesakes()),
        )

    def likely(self) -> Iterator[str]:
        """Names of others that may be another spelling of a hidden one."""
        found = self.court.identities.all
        hidden = [one for one in found if one.members[0] in self.entities]
        for other in found:
            if other.members[0] not in self.entities and any(alike(one, other) for one in hidden):
                yield f"{other.name} ({other.id})"
        yield from self.likely_voices()

    def namesakes(self) -> Iterator[str]:
        """People who are not hidden and bear the surname of somebody who is: of a family, maybe."""
        people = [i for i in self.court.identities.all if i.kind is EntityKind.PERSON]
        hidden = [one for one in people if one.members[0] in self.entities]
        borne = {name for one in hidden for name in surnames(one)}
        found = [re.compile(told) for told in filter(None, map(whole, borne))]
        for other in people:
            if other.members[0] in self.entities or any(alike(one, other) for one in hidden):
                continue
            if any(one.search(compared(name)) for one in found for name in names_of(other)):
                yield f"{other.name} ({other.id})"

    def likely_voices(self) -> Iterator[str]:
        """Voices of other reports that may be a hidden one: half of their words are the same."""
        hidden: set[frozenset[str]] = set()
        rest: dict[frozenset[str], Voice] = {}
        for analysis in self.court.analyses:
            for voice in analysis.voices:
                words = saying_who(voice.text)
                if (analysis.report.id, voice.id) in self.voices:
                    hidden.add(words)
                elif len(words) > 1:
                    rest.setdefault(words, voice)
        for words, voice in rest.items():
            if any(2 * len(words & own) > len(words | own) for own in hidden):
                yield f"{' '.join(voice.text.split())} ({voice.id})"


def alike(one: Identity, other: Identity) -> bool:
    """Whether two names are so near that a person would be asked whether they are one."""
    if family(one.kind) != family(other.kind):
        return False
    found = compare(one.name, other.name, person=one.kind is EntityKind.PERSON)
    return probability(of_names(found)) >= APART or is_near(one, other)


def is_near(one: Identity, other: Identity) -> bool:
    """Whether two are written so alike that a slip of the pen explains it; names of two words."""
    left, right = (
        {told for name in names_of(each) if " " in (told := in_plain_letters(name))}
        for each in (one, other)
    )
    return any(token_sort_ratio(a, b, score_cutoff=NEAR) for a in left for b in right)


def names_of(identity: Identity) -> Iterator[str]:
    """All that an entity is called."""
    yield identity.name
    yield from (use.text for use in identity.names)


@lru_cache(KEPT)
def compared(name: str) -> str:
    """A name as it compares; it is asked for again and again."""
    return fold(name)


@lru_cache(KEPT)
def in_plain_letters(name: str) -> str:
    """The words of a name, each letter in its first spelling."""
    return " ".join(plain(name).split())


def is_borne(name: str, others: Iterable[Identity], *, person: bool) -> bool:
    """Whether others bear a name that is hidden, so that whoever reads it may think of them.

    A single word of a person's name counts wherever it is a word of another name, and where it is
    within a word of another person's; several words count within other people's names. What is no
    person shares its name with what is called the same.
    """
    if not person:
        return any(same(name, other) for one in others for other in names_of(one))
    apart, anywhere = whole(name), pattern(name)
    if apart is None or anywhere is None:
        return False
    is_part = len(fold(name).split()) == 1
    people, rest = re.compile(anywhere if is_part else apart), re.compile(apart)
    for one in others:
        if one.kind is EntityKind.PERSON:
            told = people
        elif is_part:
            told = rest
        else:
            continue
        if any(told.search(compared(other)) for other in names_of(one)):
            return True
    return False


def surnames(identity: Identity) -> set[str]:
    """The last word of each name of a person; a name of one word only where there is no longer."""
    names = [fold(name).split() for name in names_of(identity)]
    known = [words for words in names if len(words) > 1] or [words for words in names if words]
    return {words[-1] for words in known if len(words[-1]) >= SHORTEST_PART}


def parts_of(identity: Identity) -> Iterator[str]:
    """The words of a person's names that are names: no rank, no office, no small word."""
    if identity.kind is not EntityKind.PERSON:
        return
    known = lexicon().titles | lexicon().modifiers | SMALL_WORDS
    for name in names_of(identity):
        for word in name.replace("-", " ").split():
            told = plain(word).strip()
            if len(told) >= SHORTEST_PART and told not in known:
                yield word


def called(analysis: Analysis, voice: Voice, wanted: re.Pattern[str]) -> bool:
    """Whether a report has some words for a voice."""
    text = analysis.report.text
    return any(
        wanted.fullmatch(fold(words).strip())
        for words in (voice.text, *(mention.of(text) for mention in voice.mentions))
    )


def saying_who(words: str) -> frozenset[str]:
    """The words of a description that tell who it is of."""
    return frozenset(w for w in plain(words).split() if w not in SMALL_WORDS and w not in ARTICLES)


def telling(analysis: Analysis, voice: Voice) -> Iterator[str]:
    """The words for a voice that tell it from others, as far as they do: no "he", no "official"."""
    text = analysis.report.text
    for words in (voice.text, *(mention.of(text) for mention in voice.mentions)):
        if len(saying_who(words)) > 1 or voice.kind is VoiceKind.OUTLET or voice.named:
            yield " ".join(words.split())
