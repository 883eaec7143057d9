"""What outlets have taken back: reports withdrawn, and what an earlier version said.

    withdrawn(reports, told, outlets) -> {claim id: why it no longer counts}

Whatever was copied from what is taken back, or tells it on the outlet's word, goes with it. A
notice that names no headline is held against the outlet's own earlier reports by its words; that
another outlet is said to have taken something back takes nothing back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.model import Report, VoiceKind
from sayso.weigh.borrowing import outlet_key
from sayso.weigh.erratum import Erratum, content, errata, reaches
from sayso.weigh.outlets import Outlets
from sayso.weigh.testimony import Testimony

# Words by which an outlet takes a report back as a whole. "Withdrew its ambassador" is no such
# word: what is withdrawn must be a report, or the notice be headed so.
NOTICE = re.compile(
    r"\b(?:withdraw|withdrawn|withdraws|retract|retracts|retracted|retraction|kills?)\b[^.\n]{0,60}?"
    r"\b(?:story|report|article|item|claim)s?\b"
    r"|\b(?:story|report|article)\b[^.\n]{0,40}?\b(?:is|has been|was) (?:withdrawn|retracted)\b"
    r"|\bnone of (?:this|it|that) (?:was|is) true\b",
    re.IGNORECASE,
)
HEADED = re.compile(r"\b(?:WITHDRAWN|RETRACTED|RETRACTION|KILL(?:ED)?)\b")
TITLE = re.compile(r"[“\"‘']([^“”\"‘’]{8,160}?)[!?.,]?[”\"’']")
# What a report calls an earlier state of itself.
EARLIER = re.compile(
    r"earlier version|previous version|earlier article|original version", re.IGNORECASE
)

# A notice without a headline means the earlier report that has at least so much of what it says
# that the report was about, of so many words at least, in its headline or its first characters. A
# convention, on the strict side: a wrong hit takes back a report that stands.
MOST_WORDS, FEWEST_WORDS, OPENING = 0.6, 2, 1_500
# Words of such notices that tell nothing of what the report was about.
OUTWORN = frozenset(
    {"withdraw", "withdrawn", "withdrew", "retract", "retracted", "article", "story", "report"}
    | {"item", "dispatch", "bulletin", "published", "publish", "we", "this", "entirety", "been"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january"}
    | {"february", "march", "april", "may", "june", "july", "august", "september", "october"}
    | {"november", "december", "about", "hereby", "today", "yesterday", "have", "has", "is", "was"}
    | {"headlined", "earlier", "previou"}
)
# So many characters of a correction are shown with the claim that it reaches.
SHOWN = 160


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A report that takes another one back: `notice` does, `report` is taken back."""

    notice: str
    report: str


def withdrawals(reports: Iterable[Report], outlets: Outlets) -> Iterator[Withdrawal]:
    """The reports that their own outlets take back, the earliest notice first.

    Meant are those whose headline the notice names; where it names none, the one that shares most
    words with it.
    """
    ordered = sorted(reports, key=lambda r: (r.published.value if r.published else "~", r.id))
    by_outlet: defaultdict[str, list[Report]] = defaultdict(list)
    for report in ordered:
        if (own := outlet_key(report, outlets)) is not None:
            by_outlet[own].append(report)
    for report in ordered:
        own = outlet_key(report, outlets)
        if own is None or not is_notice(report):
            continue
        day = day_of(report)
        before = [r for r in by_outlet[own] if r is not report and day_of(r) <= day]
        named = [r for r in before if r.title and bare(r.title.value) in titles(report)]
        for earlier in named or described(report, before):
            yield Withdrawal(report.id, earlier.id)


def titles(notice: Report) -> set[str]:
    """The headlines that a notice may mean: quoted ones, and its own behind the label."""
    found = {bare(each) for each in TITLE.findall(flat(notice.text))}
    own = notice.title.value if notice.title else ""
    if HEADED.search(own) or takes_back(notice):
        found.add(bare(after_label(own)))
    return found - {""}


def described(notice: Report, before: Iterable[Report]) -> Iterator[Report]:
    """The report that a notice means by telling what it was about: the one that fits best."""
    said = takes_back(notice)
    words = content(said) - OUTWORN
    if len(words) < FEWEST_WORDS:
        return
    fits = []
    for report in before:
        told = content(report.title.value if report.title else "") | content(report.text[:OPENING])
        share = len(words & told) / len(words)
        if share >= MOST_WORDS and not is_notice(report):
            fits.append((share, day_of(report), report.id, report))
    if fits:
        yield max(fits, key=lambda f: f[:3])[3]


def takes_back(notice: Report) -> str:
    """The sentence by which an outlet takes back a report of its own; empty where none does."""
    found = own_words(notice.outlet.value if notice.outlet else "").search(flat(notice.text))
    return found[0] if found else ""


@lru_cache(maxsize=1_000)
def own_words(outlet: str) -> re.Pattern[str]:
    """How an outlet says that it takes back a report: "we", or itself by name."""
    names = "|".join(re.escape(name) for name in {outlet, outlet.removeprefix("The ")} if name)
    who = r"(?:we|this (?:paper|newspaper|site|agency|station)" + (f"|{names})" if names else ")")
    text = r"(?:story|report|article|item|dispatch|bulletin)"
    return re.compile(
        rf"\b(?:{who} (?:\w+ ){{0,2}}?(?:withdraws?|withdrawn|withdrew|retracts?|retracted)"
        rf" (?:\w+ ){{0,4}}?{text}s?\b|(?:this|our) (?:\w+ ){{0,2}}?{text}"
        r" [^.!?]{0,80}?\b(?:is|has been|was) (?:\w+ )?(?:withdrawn|retracted))[^.!?]*",
        re.IGNORECASE,
    )


def day_of(report: Report) -> str:
    """The day of publication; a report without one stands behind all."""
    return report.published.value if report.published else "~"


def is_notice(report: Report) -> bool:
    """Whether a report takes one back."""
    return reads_as_notice(report.title.value if report.title else "", report.text)


@lru_cache(maxsize=20_000)
def reads_as_notice(title: str, text: str) -> bool:
    """Whether a text under a headline takes a report back; asked again with each new report."""
    return HEADED.search(title) is not None or NOTICE.search(flat(text)) is not None


def bare(title: str) -> str:
    """A headline as it compares."""
    return " ".join(re.findall(r"\w+", title.casefold()))


def flat(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def after_label(title: str) -> str:
    """A headline without the words that head the notice: "ADVISORY - WITHDRAWN: Two ..."."""
    head, colon, rest = title.partition(":")
    return rest if colon and HEADED.search(head) else title


def withdrawn(
    reports: Mapping[str, Report], told: Iterable[Testimony], outlets: Outlets
) -> dict[str, str]:
    """The claims that their outlets have taken back, each with who did so and when."""
    back = {w.report: reports[w.notice] for w in withdrawals(reports.values(), outlets)}
    return reasons(reports, told, back, owned_up(reports.values(), outlets))


def owned_up(reports: Iterable[Report], outlets: Outlets) -> dict[str, tuple[Erratum, ...]]:
    """The errors that outlets own up to, by the key of the outlet, the earliest first."""
    found: defaultdict[str, list[Erratum]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: (day_of(r), r.id)):
        own = outlet_key(report, outlets)
        if own is not None:
            found[own].extend(errata(report))
    return {own: tuple(each) for own, each in found.items() if each}


def reasons(
    reports: Mapping[str, Report],
    told: Iterable[Testimony],
    back: Mapping[str, Report],
    errors: Mapping[str, Sequence[Erratum]],
) -> dict[str, str]:
    """Why claims no longer count.

    `back` holds for each report taken back the notice that does, `errors` what outlets corrected.
    """
    notices = {report.id for report in back.values()}
    found: dict[str, str] = {}
    for one in told:
        report = reports[one.report]
        if one.report in back:
            found[one.claim] = f"taken back by {when_and_who(back[one.report])}"
        elif any(is_earlier_version(link.name, link.kind) for link in one.chain[1:2]):
            found[one.claim] = f"corrected by {when_and_who(report)}"
        elif repeats(one, report, notices):
            found[one.claim] = f"taken back by {when_and_who(report)}"
        elif own_error := corrected(one, reports, errors.get(one.chain[0].key, ())):
            by = when_and_who(reports[own_error.report])
            found[one.claim] = f"corrected by {by}: “{clipped(own_error.said)}”"
    return found


def corrected(
    one: Testimony, reports: Mapping[str, Report], errors: Sequence[Erratum]
) -> Erratum | None:
    """The first error that an outlet owned up to later, or in another report, of a claim."""
    report = reports[one.report]
    for found in errors:
        notice = reports[found.report]
        if notice.id == report.id:
            # "We wrongly stated that ...", told of itself; what else it tells is what is right.
            if len(one.chain) > 1 and one.chain[1].key == one.chain[0].key:
                return found
        elif day_of(report) <= day_of(notice) and reaches(found, one, report):
            return found
    return None


def clipped(words: str) -> str:
    """What a correction says, cut where it is long."""
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]} …"


def repeats(one: Testimony, report: Report, notices: Collection[str]) -> bool:
    """Whether a notice only repeats what it takes back: in its headline, or as "we reported"."""
    title = report.title.value if report.title else ""
    if HEADED.search(title) and bare(after_label(title)) in bare(one.evidence.of(report.text)):
        return True
    if len(one.chain) < 2 or one.chain[1].key != one.chain[0].key:
        return False
    return one.report in notices or is_notice(report)


def is_earlier_version(name: str, kind: VoiceKind) -> bool:
    """Whether a voice is an earlier state of the report itself."""
    return kind is VoiceKind.DOCUMENT and EARLIER.search(name) is not None


def when_and_who(report: Report) -> str:
    """Who takes back, and on which day."""
    outlet = report.outlet.value if report.outlet else report.file
    return f"{outlet} on {report.published.value}" if report.published else outlet
