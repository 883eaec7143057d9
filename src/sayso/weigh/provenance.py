"""Where a claim entered the public record: followed back through copies, citations and credits.

    found = trace(testimony, record)

A copied passage is followed to the report that has it first, and there to whose word it stands on:
who copies a sentence without its source does not make it its own. "The Courier reported" is the
Courier's word, whether or not its report is in the case. What is left is whom the first teller had
it from: the outermost voice behind the last outlet of the chain.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model import Report, Span, VoiceKind
from sayso.weigh.accord import agrees, same_parties
from sayso.weigh.borrowing import Borrowing, Known, Reading, Taken, by_taker
from sayso.weigh.credits import Credit, wholly_from
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
    """

    key: str
    root: Testimony
    teller: Link
    behind: tuple[Link, ...]
    reports: tuple[str, ...]
    steps: tuple[str, ...]
    cited: str | None = None


def trace(testimony: Testimony, tracks: Tracks) -> Provenance:
    """Where a testimony comes from."""
    reports, steps = [testimony.report], []
    root, span = testimony, testimony.evidence
    while (found := copied(reports[-1], span, tracks) or rewritten(root, tracks)) is not None:
        borrowing, span = found
        if borrowing.giver in reports:
            break
        reports.append(borrowing.giver)
        steps.append(copied_in_words(borrowing, tracks))
        root = told_there(root, borrowing.giver, span, tracks)
    teller, behind = split(root.chain)
    cited = teller.key if teller.key != root.chain[0].key else None
    credit = wholly_from(tracks.credits.get(reports[-1], ()))
    if cited is not None:
        steps.append(f"{root.chain[0].name} tells it on the word of {teller.name}")
    elif credit is not None:
        teller = replace(teller, key=credit.key, name=credit.name)
        cited = credit.key
        verb = "translated from" if credit.translated else "credited to"
        steps.append(f"{verb} {credit.name} (“{credit.words}”)")
    key = key_of(root, teller, behind)
    return Provenance(key, root, teller, behind, tuple(reports), tuple(steps), cited)


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


def rewritten(testimony: Testimony, tracks: Tracks) -> tuple[Borrowing, Span] | None:
    """From which report a claim was taken in other words: from one that this report copies from.

    Half a story is taken word for word and half is rewritten; what the first text tells as well,
    of parties with names, is no finding of the second's; unless it names a voice of its own.
    """
    own = {link.key for link in testimony.chain[1:] if link.is_known}
    for borrowing in tracks.borrowed.get(testimony.report, ()):
        for other in tracks.told.get(borrowing.giver, ()):
            same = (other.type, other.polarity, other.modality) == (
                testimony.type,
                testimony.polarity,
                testimony.modality,
            )
            taken = same and own <= {link.key for link in other.chain}
            if taken and agrees(testimony, other) and is_named(testimony, other):
                return borrowing, other.evidence
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


def told_there(testimony: Testimony, report: str, span: Span, tracks: Tracks) -> Testimony:
    """The same claim in the report that it was copied from; failing that, on its outlet's word.

    What the copy has and the first text was not read to have is told by the first outlet.
    """
    for other in tracks.told.get(report, ()):
        same = (other.type, other.polarity) == (testimony.type, testimony.polarity)
        if same and other.evidence.meets(span) and same_parties(testimony, other):
            return other
    outlet = next((t.chain[0] for t in tracks.told.get(report, ())), None)
    first = outlet or replace(testimony.chain[0], key=f"report:{report}", name="the report")
    return replace(testimony, report=report, chain=(first, *testimony.chain[1:]))


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


def name_of(report: Report) -> str:
    """A report as people call it: outlet and day."""
    outlet = report.outlet.value if report.outlet else report.file
    day = report.published.value if report.published else "no date"
    return f"{outlet} ({day})"
