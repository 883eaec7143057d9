"""Where a claim entered the public record: followed back through copies, citations and credits.

    found = trace(testimony, record)

A copied passage is followed to the report that has it first, and there to whose word it stands on:
who copies a sentence without its source does not make it its own. Who changes what it says, does:
a claim that the first text does not have is never put into its mouth (`retelling`). "The Courier
reported" is the Courier's word, whether or not its report is in the case. What is left is whom the
first teller had it from: the outermost voice behind the last outlet of the chain.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model import Report, Span, VoiceKind
from sayso.weigh.accord import agrees
from sayso.weigh.borrowing import Borrowing, Known, Reading, Taken, by_taker
from sayso.weigh.credits import Credit, wholly_from
from sayso.weigh.retelling import (
    Original,
    Retelling,
    in_its_place,
    retelling,
    sort_of,
    told_otherwise,
)
from sayso.weigh.testimony import Link, Testimony

# So much of the words around a claim must stand in a passage for the claim to be copied.
COPIED_SHARE = 0.5
# Where the words behind the noun of a description begin: "official with knowledge of ...".
BEHIND = re.compile(r",|\s(?:of|with|in|from|who|which|that|close|at|on|for|to|about|near)\s")
# Words that part one unnamed voice from another of the same description.
ANOTHER = frozenset({"second", "third", "fourth", "another", "other"})


@dataclass(frozen=True)
class Tracks:
    """What claims are followed by: copies, credits, and all testimony of the case by report."""

    borrowed: Mapping[str, tuple[Borrowing, ...]]
    credits: Mapping[str, tuple[Credit, ...]]
    told: Mapping[str, tuple[Testimony, ...]]
    reports: Mapping[str, Report]

    @classmethod
    def of(
        cls,
        borrowings: Sequence[Borrowing],
        readings: Iterable[Reading],
        told: Iterable[Testimony],
    ) -> Tracks:
        """The tracks of a case."""
        by_report: defaultdict[str, list[Testimony]] = defaultdict(list)
        for testimony in told:
            by_report[testimony.report].append(testimony)
        grouped = {report: tuple(found) for report, found in by_report.items()}
        read = {reading.report.id: reading for reading in readings}
        credits_ = {name: reading.credits for name, reading in read.items() if reading.credits}
        reports = {name: reading.report for name, reading in read.items()}
        return cls(by_taker(borrowings), credits_, grouped, reports)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a testimony comes from. Testimonies with one `key` are one origin.

    `root` is what the first teller says, `teller` who that is; `behind` the voices that he has it
    from, the outermost first. `reports` leads from the report of the testimony to that of
    the root. `cited` is an outlet that is quoted and whose own report is not on the way.
    `follows` names the text that the root's report follows while it tells this otherwise, and
    `beside` what that text tells in its place, or there. `in_words` marks a root that stands in its
    report word for word and was not read there.
    """

    key: str
    root: Testimony
    teller: Link
    behind: tuple[Link, ...]
    reports: tuple[str, ...]
    steps: tuple[str, ...]
    cited: str | None = None
    follows: str | None = None
    beside: Testimony | None = None
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A text that a claim was taken from, at which place, and what that text has of the claim."""

    borrowing: Borrowing
    place: Span
    has: Retelling


@dataclass
class Way:
    """How far a claim has been followed back, and where it stands there.

    `home` is the report in which the root was read, `changed` a text that tells it otherwise;
    `guessed` marks a way of which nobody knows in which direction it leads.
    """

    root: Testimony
    place: Span
    home: str
    reports: list[str]
    steps: list[str]
    changed: Source | None = None
    guessed: bool = False


def trace(testimony: Testimony, tracks: Tracks) -> Provenance:
    """Where a testimony comes from."""
    way = followed(testimony, tracks)
    root, reports, steps = way.root, way.reports, way.steps
    teller, behind = split(root.chain)
    cited = teller.key if teller.key != root.chain[0].key else None
    credit = wholly_from(tracks.credits.get(reports[-1], ()))
    changed = way.changed
    if changed is not None and credit is not None and credit.key == giver_of(changed, tracks):
        # What it changed it does not have from there, whatever its credit line says.
        credit = None
    if cited is not None:
        steps.append(f"{root.chain[0].name} tells it on the word of {teller.name}")
    elif credit is not None:
        teller = replace(teller, key=credit.key, name=credit.name)
        cited = credit.key
        verb = "translated from" if credit.translated else "credited to"
        steps.append(f"{verb} {credit.name} (“{credit.words}”)")
    if len(reports) > 1 and behind and len(testimony.chain) == 1:
        steps.append(without_its_source(way, behind, tracks))
    return Provenance(
        key_of(root, teller, behind),
        root,
        teller,
        behind,
        tuple(reports),
        tuple(steps),
        cited,
        name_of(tracks.reports[changed.borrowing.giver]) if changed else None,
        changed.has.beside if changed else None,
        way.home != reports[-1],
    )


def followed(testimony: Testimony, tracks: Tracks) -> Way:
    """A testimony followed back through the texts that others took, as far as they have it."""
    home = testimony.report
    way = Way(testimony, testimony.evidence, home, [home], [])
    while (found := source(way, tracks)) is not None:
        giver = found.borrowing.giver
        if giver in way.reports:
            break
        way.steps.append(copied_in_words(found.borrowing, tracks))
        if found.has.kept is None and not found.has.in_words:
            way.changed = found
            way.steps.append(otherwise_in_words(way.root, found, tracks))
            break
        way.reports.append(giver)
        way.guessed |= found.borrowing.known_by is Known.GUESS
        if found.has.kept is not None:
            way.root, way.place, way.home = found.has.kept, found.has.kept.evidence, giver
        else:
            way.root, way.place = in_the_words_of(way.root, giver, tracks), found.place
    return way


def source(way: Way, tracks: Tracks) -> Source | None:
    """The text that a claim was taken from: word for word, rewritten, or under a new headline."""
    root, report = way.root, way.reports[-1]
    if report not in tracks.borrowed:
        return None
    taken = copied(report, way.place, tracks)
    if taken is not None:
        borrowing, place = taken
        giver = tracks.reports[borrowing.giver]
        original = Original(giver, tracks.told.get(giver.id, ()), place)
        return Source(borrowing, place, retelling(root, tracks.reports[way.home], original))
    return rewritten(root, tracks) or overwritten(root, tracks)


def copied(report: str, span: Span, tracks: Tracks) -> tuple[Borrowing, Span] | None:
    """From which report a stretch of another was taken, and where it stands there."""
    best: tuple[float, Borrowing, Taken] | None = None
    for borrowing in tracks.borrowed.get(report, ()):
        for taken in borrowing.passages:
            inside = min(span.end, taken.here.end) - max(span.start, taken.here.start)
            share = inside / max(1, span.end - span.start)
            if share >= COPIED_SHARE and (best is None or share > best[0]):
                best = (share, borrowing, taken)
    if best is None:
        return None
    return best[1], there(span, best[2])


def rewritten(testimony: Testimony, tracks: Tracks) -> Source | None:
    """From which report a claim was taken in other words: from one that this report copies from.

    Half a story is taken word for word and half is rewritten; what the first text tells as well,
    of parties with names or as the second's own word, is no finding of the second's; unless it
    names a voice of its own.
    """
    own = {link.key for link in testimony.chain[1:] if link.is_known}
    bare = len(testimony.chain) == 1
    for borrowing in tracks.borrowed.get(testimony.report, ()):
        for other in tracks.told.get(borrowing.giver, ()):
            taken = sort_of(other) == sort_of(testimony) and own <= {x.key for x in other.chain}
            if taken and agrees(testimony, other) and (bare or is_named(testimony, other)):
                return Source(borrowing, other.evidence, Retelling(other))
    return None


def overwritten(testimony: Testimony, tracks: Tracks) -> Source | None:
    """Whose text stands under a headline that tells another number than that text does."""
    if not testimony.headline:
        return None
    for borrowing in tracks.borrowed.get(testimony.report, ()):
        other = told_otherwise(testimony, tracks.told.get(borrowing.giver, ()))
        if other is not None:
            return Source(borrowing, other.evidence, Retelling(None, other, other))
    return None


def is_named(one: Testimony, other: Testimony) -> bool:
    """Whether both name one of the parties."""
    mine = {party.identity for party in one.main if party and party.identity}
    return bool(mine & {party.identity for party in other.main if party and party.identity})


def there(span: Span, taken: Taken) -> Span:
    """Where a stretch stands in the giver's text: as far into the passage as here."""
    here, other = taken.here, taken.there
    scale = (other.end - other.start) / max(1, here.end - here.start)
    start = other.start + int(max(0, span.start - here.start) * scale)
    end = other.start + int(min(here.end - here.start, span.end - here.start) * scale)
    return Span(min(start, other.end), max(min(end, other.end), min(start, other.end)))


def in_the_words_of(testimony: Testimony, report: str, tracks: Tracks) -> Testimony:
    """A claim that stands word for word in a report in which it was not read, on its word."""
    first = next((t.chain[0] for t in tracks.told.get(report, ())), None)
    if first is None:
        first = replace(testimony.chain[0], key=f"report:{report}", name="the report")
    return replace(testimony, report=report, chain=(first, *testimony.chain[1:]))


def giver_of(changed: Source, tracks: Tracks) -> str | None:
    """The key of the outlet whose text was changed."""
    told = tracks.told.get(changed.borrowing.giver, ())
    return told[0].chain[0].key if told else None


def split(chain: tuple[Link, ...]) -> tuple[Link, tuple[Link, ...]]:
    """The last outlet of a chain, and the voices behind it."""
    last = max(place for place, link in enumerate(chain) if link.is_outlet or not place)
    return chain[last], chain[last + 1 :]


def key_of(root: Testimony, teller: Link, behind: tuple[Link, ...]) -> str:
    """What all testimony of one origin has in common."""
    if not behind:
        return teller.key
    first = behind[0]
    if first.is_known and not first.key.startswith("unnamed:"):
        return first.key
    if first.kind is VoiceKind.ORGANIZATION:
        return f"body:{described(first.name)}"
    if first.name == "not named":
        return f"unnamed|{teller.key}|{root.report}"
    return f"unnamed|{teller.key}|{described(first.name)}"


def described(words: str) -> str:
    """The noun of a description, and what parts it from another of the same noun."""
    before = BEHIND.split(words.lower().strip())[0].split()
    another = [word for word in before if word in ANOTHER]
    return " ".join([*another, *before[-1:]])


def copied_in_words(borrowing: Borrowing, tracks: Tracks) -> str:
    """A sentence on one step of copying."""
    taker, giver = (tracks.reports[r] for r in (borrowing.taker, borrowing.giver))
    share = round(100 * borrowing.share)
    words = f"{name_of(taker)} shares {share} in 100 of its words with {name_of(giver)}"
    match borrowing.known_by:
        case Known.CREDIT:
            return f"{words}, and credits it"
        case Known.DATE:
            return f"{words}, which is earlier"
        case Known.ADDED:
            return f"{words}, and adds to it"
        case _:
            return f"{words}; which of them was first is not known"


def otherwise_in_words(claim: Testimony, found: Source, tracks: Tracks) -> str:
    """A sentence on a copy that tells otherwise: what its original says there, on whose word."""
    giver = name_of(tracks.reports[found.borrowing.giver])
    known = found.borrowing.known_by is not Known.GUESS
    verb = "follows the text of" if known else "shares the text of"
    words = f"{name_of(tracks.reports[claim.report])} {verb} {giver}"
    if found.has.instead is None:
        return f"{words}, in which this was not read"
    said = f"{words}, which says: {in_its_place(claim, found.has.instead)}"
    behind = split(found.has.instead.chain)[1]
    return f"{said}, on the word of {voices(behind)}" if behind else said


def without_its_source(way: Way, behind: Sequence[Link], tracks: Tracks) -> str:
    """A sentence on a copy that leaves out on whose word its original has what it tells."""
    taker, giver = (name_of(tracks.reports[way.reports[n]]) for n in (0, -1))
    how = "with which it shares the text" if way.guessed else "from which it took the text"
    return (
        f"{taker} gives it without its source; {giver}, {how}, has it on the word of "
        f"{voices(behind)}"
    )


def voices(behind: Sequence[Link]) -> str:
    """Voices in words, the one that spoke to the public first."""
    return " ← ".join(link.name for link in behind)


def name_of(report: Report) -> str:
    """A report as people call it: outlet and day."""
    outlet = report.outlet.value if report.outlet else report.file
    day = report.published.value if report.published else "no date"
    return f"{outlet} ({day})"
