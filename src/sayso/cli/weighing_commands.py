"""The commands that weigh: on whose word something stands, and how well it is supported."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs, as in app.py
# ruff: noqa: PLR0913 - an option is a parameter

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.options import (
    DEFAULT_CASE,
    AsOf,
    Case,
    Families,
    Format,
    Grade,
    How,
    Name,
    Out,
    Quiet,
    ToldBy,
    Why,
)

PROPOSITION = typer.Argument(metavar="PROPOSITION", help="Id of it or of a claim, or its start.")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog="Example: sayso weigh")(weigh)
    app.command(epilog="Example: sayso why CLAIM")(why)
    app.command(epilog="Example: sayso origins")(origins)
    app.command(epilog='Example: sayso rate "Tellimar Newswire" B --why "corrects itself"')(rate)

    app.command(epilog='Example: sayso about "MIGHT bombed the port"')(about)
    app.command(epilog="Example: sayso records")(records)
    app.command(epilog='Example: sayso diff "Tellimar Newswire" "Leyna Askarund"')(diff)
    app.command(epilog='Example: sayso hypotheses --add "The rebels did it"')(hypotheses)


def weigh(
    *,
    how: How = Format.TEXT,
    as_of: AsOf = None,
    told_by: ToldBy = None,
    families: Families = None,
    out: Out = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Weigh what is told: on whose word, from how many origins, how well supported.

    Copies are one origin. Origins count as independent only where something shows it.
    """
    from sayso.cli.weigh import Asked, print_weights

    print_weights(case, Asked(as_of, tuple(told_by or ()), families), how, out)


def why(
    proposition: Annotated[str, PROPOSITION],
    *,
    as_of: AsOf = None,
    told_by: ToldBy = None,
    families: Families = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Explain one weight: chains, discounts, fusions, caps, contradictions, step by step."""
    from sayso.cli.weigh import Asked, print_why

    print_why(case, proposition, Asked(as_of, tuple(told_by or ()), families))


def origins(
    report: Annotated[
        str | None, typer.Argument(help="For this report alone: id, start of one, or file.")
    ] = None,
    *,
    as_of: AsOf = None,
    families: Families = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Draw who took what from whom: reports that share text, the first at the root."""
    from sayso.cli.weigh import Asked, print_origins

    print_origins(case, report, Asked(as_of, (), families))


def rate(
    voice: Annotated[str, typer.Argument(metavar="VOICE", help="An outlet, a person or a body.")],
    grade: Annotated[Grade, typer.Argument(help="A reliable to E unreliable; F cannot be judged.")],
    *,
    why: Why = "",
    who: Name = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Rate how reliable a voice is, from A to F. `sayso undo` takes it back."""
    from sayso.cli.desk import Desk
    from sayso.cli.weigh import rate_voice

    rate_voice(case, who, (voice, grade.value, why), Desk(quiet=quiet))


def about(
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM", help="A claim in your words.")],
    *,
    limit: Annotated[int, typer.Option(min=1, help="At most so many on each side.")] = 10,
    how: How = Format.TEXT,
    out: Out = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Find what the reports say about a claim in your own words, for it and against it.

    Of several claims each text is about the one that it is most like. Sides are told by words.
    """
    from sayso.cli.about import print_mentions

    print_mentions(case, claims, limit, how, out)


def records(
    *,
    how: How = Format.TEXT,
    as_of: AsOf = None,
    families: Families = None,
    out: Out = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Show what each voice told, how often alone, contradicted, taken back, judged right or wrong.

    Where something is told in several ways, several methods of truth discovery run side by side.
    """
    from sayso.cli.weigh import Asked, print_records

    print_records(case, Asked(as_of, (), families), how, out)


def diff(
    one: Annotated[str, typer.Argument(metavar="A", help="An outlet, a person or a body.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    *,
    limit: Annotated[int, typer.Option(min=0, help="At most so many of each kind.")] = 10,
    as_of: AsOf = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Compare two tellers: what they disagree on, what both say, what only one says."""
    from sayso.cli.weigh import Asked, print_difference

    print_difference(case, (one, other), Asked(as_of), limit)


def hypotheses(
    *,
    add: Annotated[
        str | None, typer.Option("--add", metavar="TEXT", help="Put a hypothesis.")
    ] = None,
    mark: Annotated[
        tuple[str, str, str] | None,
        typer.Option(
            "--mark",
            metavar="HYPOTHESIS PROPOSITION MARK",
            help="How consistent evidence is with a hypothesis: CC, C, N, I or II.",
        ),
    ] = None,
    why: Why = "",
    who: Name = None,
    how: How = Format.TEXT,
    out: Out = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Compare hypotheses by the evidence that you mark; `sayso undo` takes either back.

    Without options: how they stand, what tells them apart, on which single origin it hangs.
    """
    from sayso.cli import hypotheses as competing
    from sayso.cli.desk import Desk

    desk = Desk(quiet=quiet)
    if add is not None:
        competing.put(case, who, (add, why), desk)
    if mark is not None:
        competing.mark(case, who, (*mark, why), desk)
    if add is None and mark is None:
        competing.print_comparison(case, how, out)
