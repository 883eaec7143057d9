"""Origins: where what a proposition asserts entered the public record, each counted once.

Ten reprints of one wire story are one origin, and so are two papers to which one minister spoke.
That two origins are independent is shown by evidence or not at all: different voices with names,
different documents, reporters at different places. Somebody unnamed may be anybody, also
the other source, and shows nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.model import Report, VoiceKind
from sayso.weigh.credits import AGENCY
from sayso.weigh.proposition import Voiced
from sayso.weigh.testimony import Link


@dataclass(frozen=True, slots=True)
class Origin:
    """Testimonies that go back to one source.

    `source` is who that is, in words; `shows` what the origin has to show for its independence,
    or None; `lacks` why it has nothing. `people` are all whom the origin rests on.
    """

    key: str
    voiced: tuple[Voiced, ...]
    source: str
    shows: str | None
    lacks: str | None
    people: frozenset[str]
    place: str | None = None

    @property
    def first(self) -> Voiced:
        """The earliest testimony."""
        return self.voiced[0]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that tell it, the earliest first."""
        return tuple(dict.fromkeys(each.testimony.report for each in self.voiced))


def origins(told: Sequence[Voiced], reports: Mapping[str, Report]) -> tuple[Origin, ...]:
    """The origins of testimonies, by the earliest of each."""
    groups: defaultdict[str, list[Voiced]] = defaultdict(list)
    root = joined(told)
    for voiced in told:
        groups[root[voiced.provenance.key]].append(voiced)
    return tuple(origin(key, group, reports) for key, group in groups.items())


def joined(told: Sequence[Voiced]) -> dict[str, str]:
    """The keys of testimonies, each with the one that stands for all of its origin.

    An outlet that others cite has what it tells from its own sources: where its report is there,
    the two are one. The same literal quotation is one utterance, whoever is said to have made it.
    """
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            key = parent[key]
        return key

    def join(one: str, other: str) -> None:
        first, second = sorted((find(one), find(other)))
        parent[second] = first

    by_teller: dict[str, str] = {}
    by_quote: dict[str, str] = {}
    for voiced in told:
        found = voiced.provenance
        find(found.key)
        if found.cited is None and found.teller.is_outlet:
            by_teller.setdefault(found.teller.key, found.key)
        if voiced.testimony.quote:
            join(by_quote.setdefault(voiced.testimony.quote, found.key), found.key)
    for voiced in told:
        found = voiced.provenance
        if found.cited == found.key and found.cited in by_teller:
            join(found.key, by_teller[found.cited])
    return {key: find(key) for key in parent}


def origin(key: str, group: Iterable[Voiced], reports: Mapping[str, Report]) -> Origin:
    """One origin: who it goes back to, and what shows that it stands alone."""
    voiced = tuple(group)
    # Who only changed what another text says has learnt nothing that could be independent of it.
    standing = [v for v in voiced if v.provenance.follows is None]
    best = max(
        standing or voiced, key=lambda v: (len(v.provenance.behind), v.provenance.cited is None)
    )
    teller, behind = best.provenance.teller, best.provenance.behind
    people = {link.key for v in voiced for link in v.provenance.behind if link.is_known}
    people |= {side for v in voiced for link in v.provenance.behind for side in link.sides}
    follows = None if standing else f"its text is that of {best.provenance.follows}"
    if behind:
        shows, lacks = (None, follows) if follows else testimony_of(behind)
        return Origin(key, voiced, told_by(teller, behind), shows, lacks, frozenset(people))
    report = reports.get(best.provenance.root.report)
    own = report if best.provenance.cited is None else None
    place = place_of(own) if own else None
    seen = None if follows else observer(own)
    shows = f"reported by {seen} from {place}" if seen else None
    lacks = None if shows else follows or f"{teller.name} does not say how it knows"
    people.add(teller.key)
    return Origin(key, voiced, teller.name, shows, lacks, frozenset(people), place)


def testimony_of(behind: Sequence[Link]) -> tuple[str | None, str | None]:
    """What shows that voices stand on their own, or why nothing does."""
    hidden = next((link for link in behind if not link.is_known), None)
    if hidden is not None:
        return None, f"“{hidden.name}” is not named, and may be anybody"
    last = behind[-1]
    if last.kind is VoiceKind.DOCUMENT:
        return f"a document: {last.name}", None
    if not all(link.named or link.kind is VoiceKind.DOCUMENT for link in behind):
        return None, f"who speaks for “{last.name}” is not named"
    return f"a voice with a name: {last.name}", None


def told_by(teller: Link, behind: Sequence[Link]) -> str:
    """The voices of an origin in words, the one that spoke to the public first."""
    if behind[0].is_known:
        return " ← ".join(link.name for link in behind)
    return " ← ".join([f"{behind[0].name} ({teller.name}'s source)", *(b.name for b in behind[1:])])


def place_of(report: Report) -> str | None:
    """Where a report was written, by its dateline."""
    if report.dateline is None:
        return None
    return AGENCY.sub("", report.dateline.value).split(",")[0].strip().title() or None


def observer(report: Report | None) -> str | None:
    """Who is shown to have seen it: a reporter with a name, who writes from a place."""
    shown = report is not None and report.byline is not None and place_of(report) is not None
    return report.byline.value if shown and report and report.byline else None


def independent(found: Sequence[Origin]) -> dict[str, str]:
    """The origins that are shown to be independent of each other, by key, each with the reason.

    Two at least, or none: nothing is independent alone. The earliest are kept where two of
    them share somebody.
    """
    kept: list[Origin] = []
    for one in found:
        if one.shows is not None and not any(share(one, other) for other in kept):
            kept.append(one)
    if len(kept) < 2:
        return {}
    return {one.key: one.shows for one in kept if one.shows is not None}


def share(one: Origin, other: Origin) -> bool:
    """Whether two origins rest on the same people, or report from the same place."""
    if one.people & other.people:
        return True
    return one.place is not None and one.place == other.place
