"""Invented reports for the tests of the ledger, and a process that puts them into a case.

    python ledger_writer.py CASE FIRST LAST [--size BYTES] [--wait SECONDS] [--as-nobody]
                                            [--command add|read|judge]

Prints one line for each report once it is in the case, or the error that ended the run.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys

# Loaded here rather than on first use, since nobody may not be allowed to read the library.
import sqlalchemy.dialects.sqlite  # noqa: F401

from sayso.errors import CaseError
from sayso.model import (
    Analysis,
    Claim,
    Entity,
    EntityKind,
    Filler,
    Modality,
    Original,
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
from sayso.record import Case, Decision, Judgement, verify

VERSION = "sayso 0, hand"


def wording(number: int) -> str:
    return (
        f"OSTERVELD, Report {number}. Governor Ilse Marrun said that guards had admitted "
        f"that the Tarn Brigade shelled Bridge {number} in March. Nobody was hurt."
    )


def report_of(
    number: int, *, title: str | None = None, path: str | None = None, text: str | None = None
) -> tuple[Original, Report]:
    text = wording(number) if text is None else text
    data = text.encode()
    original = Original(hashlib.sha256(data).hexdigest(), "text/plain", data)
    report = Report(
        id=identify("r", original.sha256, ""),
        path=path or f"reports/{number}.txt",
        sha256=original.sha256,
        media="text/plain",
        text=text,
        outlet=Told("The Osterveld Ledger", "byline"),
        title=Told(title or f"Bridge {number} shelled", "first line"),
        published=Told(f"2031-03-{1 + number % 28:02}", "dateline"),
        language=Told("en", "words"),
        flags=("no byline",),
    )
    return original, report


def analysis_of(report: Report, version: str = VERSION) -> Analysis:
    """The analysis of a report in the words of `wording`."""
    text = report.text

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    outlet = Voice("v-outlet", "The Osterveld Ledger", VoiceKind.OUTLET)
    governor = Voice(
        "v-governor", "Governor Ilse Marrun", VoiceKind.PERSON, (at("Ilse Marrun"),), "e-marrun"
    )
    guards = Voice("v-guards", "guards", VoiceKind.ANONYMOUS, (at("guards"),), count=2)
    bridge = text[text.index("Bridge") : text.index(" in March")]
    root = Statement(
        "s-root", None, outlet.id, None, None, (Span(0, len(text)),), "narrates", Quoted.DIRECT
    )
    inner = at(f"the Tarn Brigade shelled {bridge} in March")
    told = Statement(
        "s-told",
        root.id,
        governor.id,
        at("Governor Ilse Marrun"),
        at("said"),
        (Span(text.index("guards"), inner.end),),
        "says",
        Quoted.INDIRECT,
    )
    admitted = Statement(
        "s-admitted",
        told.id,
        guards.id,
        at("guards"),
        at("admitted"),
        (inner,),
        "admits",
        Quoted.INDIRECT,
        duress=True,
    )
    claim = Claim(
        "c-shelled",
        admitted.id,
        "attacks",
        at("shelled"),
        (
            ("target", Filler(at(bridge), "e-bridge", 1)),
            ("attacker", Filler(at("Tarn Brigade"), "e-tarn")),
        ),
        Polarity.AFFIRMED,
        Modality.ACTUAL,
        inner,
        (outlet.id, governor.id, guards.id),
        When(at("in March"), "2031-03-01", "2031-03-31"),
        Where(at(bridge), "e-bridge"),
    )
    return Analysis(
        report,
        version,
        (outlet, governor, guards),
        (root, told, admitted),
        (
            Entity("e-marrun", "Ilse Marrun", EntityKind.PERSON, (at("Ilse Marrun"),)),
            Entity("e-tarn", "Tarn Brigade", EntityKind.GROUP, (at("Tarn Brigade"),)),
            Entity("e-bridge", bridge, EntityKind.FACILITY, (at(bridge),)),
        ),
        (claim,),
    )


def bare_of(report: Report, version: str = VERSION) -> Analysis:
    """An analysis in which the outlet speaks and nobody else."""
    outlet = Voice("v-outlet", "The Osterveld Ledger", VoiceKind.OUTLET)
    whole = (Span(0, len(report.text)),)
    root = Statement("s-root", None, outlet.id, None, None, whole, "narrates", Quoted.DIRECT)
    return Analysis(report, version, (outlet,), (root,))


def sample(number: int, size: int = 0) -> tuple[Original, Analysis]:
    """The report of this number; `size` more bytes, which do not compress, follow its words."""
    text = wording(number)
    while len(text) < size:
        text += "\n" + hashlib.sha512(f"{number} {len(text)}".encode()).hexdigest()
    original, report = report_of(number, text=text)
    return original, analysis_of(report)


def become_nobody() -> None:
    """Root may write anywhere; this process gives that up. Others are left who they are."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def add(case: Case, numbers: range, size: int) -> None:
    for number in numbers:
        outcome = case.put(*sample(number, size))
        print(number, outcome.value, flush=True)


def read(case: Case) -> None:
    print(
        len(case.reports()),
        sum(len(analysis.claims) for analysis in case.analyses()),
        len(case.search("Tarn Brigade")),
        len(case.audit()),
        [fault.sentence for fault in verify(case)],
        flush=True,
    )


def judge(case: Case, numbers: range) -> None:
    for number in numbers:
        case.judge(Judgement(f"c{number}", Decision.ACCEPTED, f"process {os.getpid()}", "seen"))
        print(number, "judged", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("case")
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--size", type=int, default=0)
    parser.add_argument("--wait", type=float, default=30.0)
    parser.add_argument("--as-nobody", action="store_true")
    parser.add_argument("--command", choices=("add", "read", "judge"), default="add")
    asked = parser.parse_args()
    numbers = range(asked.first, asked.last)
    print("ready", flush=True)
    if asked.as_nobody:
        become_nobody()
    try:
        with Case.open(asked.case, create=asked.command == "add", wait=asked.wait) as case:
            if asked.command == "add":
                add(case, numbers, asked.size)
            elif asked.command == "judge":
                judge(case, numbers)
            else:
                read(case)
    except CaseError as error:
        print(f"{type(error).__name__}: {error}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
