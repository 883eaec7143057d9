"""`sayso weigh`, `why`, `origins`, `rate`: how well what is told is supported, and by whom."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sayso.cli.desk import Desk
from sayso.cli.options import Format
from sayso.cli.output import console_for, opened
from sayso.errors import NotInCase
from sayso.export.weights import write_lines, write_table
from sayso.record import Case, Decision, Judgement
from sayso.record.identity import identities
from sayso.record.judgement import Json
from sayso.record.weighing import rated, weigh
from sayso.show.copying import copying_trees
from sayso.show.weights import explanation, weight_list
from sayso.weigh.outlets import Outlets, read_families
from sayso.weigh.testimony import outlet_names
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
    families = read_families(asked.families) if asked.families else {}
    terms = Terms(families=families, as_of=asked.as_of, today=date.today().isoformat())
    with Case.open(location) as case:
        return weigh(case, terms, asked.told_by)


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
    named = report_named(location, report) if report else None
    console = console_for(sys.stdout)
    trees = list(copying_trees(found, named))
    for tree in trees:
        console.print(tree)
        console.print()
    if not trees:
        whose = f"Nothing shares enough text with {report}" if report else "No report shares text"
        console.print(f"{whose} to call it a copy.")


def report_named(location: str, named: str) -> str:
    """The id of a report, by id, start of one, or path."""
    with Case.open(location) as case:
        paths = [row.id for row in case.reports() if row.path == named]
        return paths[0] if len(paths) == 1 else case.analysis(named).report.id


def rate_voice(location: str, who: str | None, ruling: tuple[str, str, str], desk: Desk) -> None:
    """Record a grade from A to F of an outlet, a person or a body, with the reason."""
    name, grade, why = ruling
    with Case.open(location, who=who) as case:
        outlets = Outlets.of(outlet_names(a.report for a in case.analyses()))
        subject, shown = rated(name, identities(case), outlets)
        value: dict[str, Json] = {"grade": grade, "names": [shown]}
        case.judge(Judgement(subject, Decision.RATED, case.store.who, why, value))
    if not desk.quiet:
        sys.stdout.write(f"rated {grade}: {shown}\n")
