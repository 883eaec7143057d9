"""`sayso weigh`, `why`, `origins`, `rate`, `records`, `diff`: how well things are supported."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sayso.cli.desk import Desk
from sayso.cli.options import Format
from sayso.cli.output import console_for, opened
from sayso.cli.show import named as reports_named
from sayso.errors import NotInCase
from sayso.export.weights import write_lines, write_table
from sayso.record import Case, Decision, Judgement
from sayso.record.judgement import Json
from sayso.record.weighing import Court, judged_claims, weigh
from sayso.show.copying import citation_list, copying_trees
from sayso.show.records import difference_list, dispute_list, record_table
from sayso.show.weights import explanation, weight_list
from sayso.weigh.difference import difference
from sayso.weigh.outlets import read_families
from sayso.weigh.track import disputes, track_records
from sayso.weigh.weighing import Weight
from sayso.weigh.whole import Terms, Weighed, order


@dataclass(frozen=True, slots=True)
class Asked:
    """On which terms a user wants a case weighed."""

    as_of: str | None = None
    told_by: tuple[str, ...] = ()
    families: Path | None = None


def weighed(location: str, asked: Asked) -> Weighed:
    """The case, weighed as asked."""
    with Case.open(location) as case:
        return weigh(case, terms_of(asked), asked.told_by)


def terms_of(asked: Asked) -> Terms:
    """The terms that a user asks for, as of today."""
    families = read_families(asked.families) if asked.families else {}
    return Terms(families=families, as_of=asked.as_of, today=date.today().isoformat())


def print_weights(location: str, asked: Asked, how: Format, out: Path | None) -> None:
    """Print every proposition of the case with its weight."""
    found = weighed(location, asked)
    ordered = order(found.weights)
    with opened(out) as file:
        match how:
            case Format.TEXT:
                console = console_for(file)
                for part in weight_list(ordered):
                    console.print(part)
                if not ordered:
                    console.print("Nothing is claimed in what was weighed.")
                if found.untyped:
                    console.print(
                        f"{found.untyped} statements have no typed claim and are not weighed. "
                        'Find them with: sayso search, or sayso about "..."'
                    )
            case Format.CSV:
                write_table(ordered, file)
            case _:
                write_lines(ordered, found.grounds, file)


def print_why(location: str, proposition: str, asked: Asked) -> None:
    """Print the steps that led to one proposition's weight."""
    found = weighed(location, asked)
    weight = only(found.weights, proposition)
    console_for(sys.stdout).print(explanation(weight, found.grounds))


def only(weights: tuple[Weight, ...], start: str) -> Weight:
    """The weight of the proposition whose id starts so, or that has a claim whose id does.

    Raises NotInCase where there is none, or several.
    """
    found = [w for w in weights if w.proposition.id.startswith(start)]
    if not found and start.startswith("c"):
        found = [
            w for w in weights if any(t.claim.startswith(start) for t in w.proposition.testimonies)
        ]
    if not found:
        raise NotInCase(f"No proposition has the id {start!r}. See: sayso weigh")
    if len(found) > 1:
        some = ", ".join(w.proposition.id for w in found[:5])
        raise NotInCase(f"{len(found)} propositions fit {start!r}: {some}. Give more of it.")
    return found[0]


def print_origins(location: str, report: str | None, asked: Asked) -> None:
    """Draw who took what from whom: for one report, or all."""
    found = weighed(location, asked)
    with Case.open(location) as case:
        named = next(reports_named(case, report)).report.id if report else None
    console = console_for(sys.stdout)
    trees = list(copying_trees(found, named))
    for tree in trees:
        console.print(tree)
        console.print()
    cited = list(citation_list(found, named))
    for line in cited:
        console.print(line)
    if not trees and not cited:
        whose = f"Nothing shares enough text with {report}" if report else "No report shares text"
        console.print(f"{whose} to call it a copy.")


def rate_voice(location: str, who: str | None, ruling: tuple[str, str, str], desk: Desk) -> None:
    """Record a grade from A to F of an outlet, a person or a body, with the reason."""
    name, grade, why = ruling
    with Case.open(location, who=who) as case:
        subject, shown = Court.of(case, Terms()).rated(name)
        value: dict[str, Json] = {"grade": grade, "names": [shown]}
        case.judge(Judgement(subject, Decision.RATED, case.store.who, why, value))
    if not desk.quiet:
        sys.stdout.write(f"rated {grade}: {shown}\n")


def print_records(location: str, asked: Asked, how: Format, out: Path | None) -> None:
    """Print the track record of every voice, and what the methods make of disputes.

    Rejected claims are counted here: they are what a record is made of.
    """
    with Case.open(location) as case:
        court = Court.of(case, terms_of(asked))
    found = court.weigh(terms_of(asked), rejected_too=True)
    accepted = judged_claims(court.judgements, Decision.ACCEPTED, of_truth=True)
    rejected = judged_claims(court.judgements, Decision.REJECTED, of_truth=True)
    records = track_records(found, accepted, rejected)
    told = disputes(found)
    with opened(out) as file:
        match how:
            case Format.TEXT:
                console = console_for(file)
                console.print(record_table(records))
                for part in dispute_list(told, {w.proposition.id: w for w in found.weights}):
                    console.print(part)
            case Format.CSV:
                table = csv.writer(file, lineterminator="\n")
                table.writerow(RECORD_FIELDS)
                table.writerows([getattr(each, name) for name in RECORD_FIELDS] for each in records)
            case _:
                for each in records:
                    row = {name: getattr(each, name) for name in RECORD_FIELDS}
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
                for dispute in told:
                    choices = {"disputed": dispute.propositions, "right by": dict(dispute.choices)}
                    file.write(json.dumps(choices, ensure_ascii=False) + "\n")


RECORD_FIELDS = (
    *("key", "name", "unnamed", "told", "alone", "contradicted"),
    *("taken_back", "right", "wrong", "rated", "suggested"),
)


def print_difference(location: str, names: tuple[str, str], asked: Asked, limit: int) -> None:
    """Print what two tellers disagree on, what both say and what one alone says."""
    with Case.open(location) as case:
        terms = terms_of(asked)
        court = Court.of(case, terms)
    found = court.weigh(terms)
    one, other = (court.voices(name) for name in names)
    console = console_for(sys.stdout)
    for part in difference_list(difference(found, one, other), *names, few=limit):
        console.print(part)
