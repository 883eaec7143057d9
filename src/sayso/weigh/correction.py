"""What outlets have taken back: reports withdrawn, and what an earlier version said.

    withdrawn(reports, told, outlets) -> {claim id: why it no longer counts}

Whatever was copied from what is taken back, or tells it on the outlet's word, goes with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sayso.model import Report, VoiceKind
from sayso.weigh.borrowing import outlet_key
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


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A report that takes another one back: `notice` does, `report` is taken back."""

    notice: str
    report: str


def withdrawals(reports: Iterable[Report], outlets: Outlets) -> Iterator[Withdrawal]:
    """The reports that their own outlets take back, by the headline that the notice names."""
    ordered = sorted(reports, key=lambda r: (r.published.value if r.published else "~", r.id))
    by_outlet: defaultdict[str, list[Report]] = defaultdict(list)
    for report in ordered:
        own = outlet_key(report, outlets)
        if own is None:
            continue
        if is_notice(report):
            titles = [bare(found) for found in TITLE.findall(flat(report.text))]
            titles += [bare(after_label(report.title.value))] if report.title else []
            for earlier in by_outlet[own]:
                if earlier.title and bare(earlier.title.value) in titles:
                    yield Withdrawal(report.id, earlier.id)
        by_outlet[own].append(report)


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
    return reasons(reports, told, back)


def reasons(
    reports: Mapping[str, Report], told: Iterable[Testimony], back: Mapping[str, Report]
) -> dict[str, str]:
    """Why claims no longer count; `back` holds for each report taken back the notice that does."""
    notices = {report.id for report in back.values()}
    found: dict[str, str] = {}
    for one in told:
        if one.report in back:
            found[one.claim] = f"taken back by {when_and_who(back[one.report])}"
        elif any(is_earlier_version(link.name, link.kind) for link in one.chain[1:]):
            found[one.claim] = f"corrected by {when_and_who(reports[one.report])}"
        elif repeats(one, reports[one.report], notices):
            found[one.claim] = f"taken back by {when_and_who(reports[one.report])}"
    return found


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
    outlet = report.outlet.value if report.outlet else report.path
    return f"{outlet} on {report.published.value}" if report.published else outlet
