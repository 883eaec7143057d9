"""The options that commands share, so that each means the same everywhere."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How claims are printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def iso_date(told: str | None) -> str | None:
    """`told`, where it is a day of the calendar in the form 2016-03-14."""
    if told is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", told, re.ASCII):
            return date.fromisoformat(told).isoformat()
    except ValueError:
        pass
    raise typer.BadParameter(f"{told!r} is not a date; write the day as 2016-03-14")


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE", help="Reports, folders of them, patterns, or - for standard input."
    ),
]
Case = Annotated[
    str,
    typer.Option("--case", metavar="PATH_OR_URL", envvar="SAYSO_CASE", help="The case to work on."),
]
UnusedCase = Annotated[
    str,
    typer.Option(
        "--case", metavar="PATH_OR_URL", help="Not looked at: this command stores nothing."
    ),
]
NamedCase = Annotated[
    str,
    typer.Option(
        "--case", metavar="PATH_OR_URL", help="Not looked at: what this works on is named."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only results and errors.")]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", callback=iso_date, help="When they were published, whatever they say."
    ),
]
Outlet = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who published them, whatever they say.")
]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="Their title, whatever they say.")]
How = Annotated[Format, typer.Option("--format", help="How to print what was found.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write here and not to standard output."),
]

OwnTypes = Annotated[
    Path | None,
    typer.Option(
        "--types",
        metavar="FILE",
        envvar="SAYSO_TYPES",
        help="Types of claim of your own, beside those that sayso knows.",
    ),
]

DEFAULT_CASE = "./case.sayso"


class Verdict(StrEnum):
    """What a person decides about a claim: that it is so, or not; that it was read well, or not."""

    ACCEPT = "accept"
    REJECT = "reject"
    WELL_READ = "well-read"
    MISREAD = "misread"


class Grade(StrEnum):
    """How reliable a voice is, as the Admiralty counts."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", callback=iso_date, help="Weigh what was published by this day."
    ),
]
ToldBy = Annotated[
    list[str] | None,
    typer.Option("--as-told-by", metavar="VOICE", help="Weigh what this voice tells; repeatable."),
]
Families = Annotated[
    Path | None,
    typer.Option("--families", metavar="FILE", help="CSV of outlets that belong together."),
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for the log.")]
Name = Annotated[
    str | None,
    typer.Option("--who", metavar="NAME", help="Who decides; by default who is logged in."),
]
