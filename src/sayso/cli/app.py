"""What a user can type: each command, its options, its help.

What a command needs is imported when it runs, so that help and completion answer at once, and
`show` does not wait for a parser that it does not use.
"""

# ruff: noqa: PLC0415 - see above
# ruff: noqa: PLR0913 - an option is a parameter

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import sayso
from sayso import passphrases
from sayso.cli import (
    adding_commands,
    demo,
    export_commands,
    passphrase,
    proposal_commands,
    weighing_commands,
    workbench_commands,
)
from sayso.cli.boundary import Boundary
from sayso.cli.options import (
    DEFAULT_CASE,
    Case,
    Format,
    How,
    Inputs,
    Name,
    Out,
    Outlet,
    OwnTypes,
    Published,
    Quiet,
    Title,
    UnusedCase,
    Verdict,
    Why,
)

app = typer.Typer(
    name="sayso",
    cls=Boundary,
    help="Read news reports and keep who said what, on whose word.",
    epilog="Begin with: sayso demo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def print_version(wanted: bool) -> None:
    """Print the version of the package, without loading any model."""
    if wanted:
        typer.echo(f"sayso {sayso.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=print_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Read news reports and keep who said what, on whose word."""
    passphrases.ask_by(passphrase.asked)


@app.command(epilog="Example: sayso claims demo/reports/tellimar --format csv")
def claims(
    inputs: Inputs,
    *,
    how: How = Format.TEXT,
    published: Published = None,
    outlet: Outlet = None,
    title: Title = None,
    types: OwnTypes = None,
    out: Out = None,
    quiet: Quiet = False,
    case: UnusedCase = DEFAULT_CASE,
) -> None:
    """Read reports and print who said what; nothing is stored."""
    from sayso.cli.claims import print_claims
    from sayso.cli.desk import Desk
    from sayso.cli.ontology import start_using
    from sayso.read import Hints

    start_using(types)
    print_claims(inputs, Hints(published, outlet, title), how, out, Desk(quiet=quiet))


adding_commands.register(app)


@app.command(epilog="Example: sayso show demo/reports/tellimar/2019-09-16-might-denies.txt")
def show(
    report: Annotated[
        str | None,
        typer.Argument(help="Which report to show."),
    ] = None,
    *,
    how: How = Format.TEXT,
    out: Out = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Show who said what in one report, or list them all.

    REPORT is an id, the start of one, or the file as it was named when it was added. Without
    REPORT and in another format than text: the claims of all reports.
    """
    from sayso.cli.show import list_reports, show_reports

    if report is None and how is Format.TEXT:
        list_reports(case, out)
    else:
        show_reports(case, report, how, out)


@app.command(epilog="Example: sayso search ceasefire")
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What to look for.")],
    *,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Find words in reports, statements and claims."""
    from sayso.cli.search import print_hits

    print_hits(case, " ".join(words), limit)


@app.command(epilog="Example: sayso verify")
def verify(
    *,
    pack: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Check this pack, and no case.")
    ] = None,
    signer: Annotated[
        Path | None, typer.Option(metavar="KEY", help="Who should have signed it: a public key.")
    ] = None,
    authority: Annotated[
        Path | None,
        typer.Option(metavar="CERT", help="Who should have told the time: certificates (PEM)."),
    ] = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Check that the case still holds what was put in, or a pack what was packed.

    Bytes, spans, references and chains are held against what was stored. Each fault is printed in
    a line of its own; the exit code is then 1.
    """
    from sayso.cli.desk import Desk
    from sayso.cli.verify import print_faults, print_pack_faults

    if pack is not None:
        print_pack_faults(pack, signer, authority, Desk(quiet=quiet))
    elif signer is not None or authority is not None:
        raise typer.BadParameter("Of which pack? Give --pack PATH.")
    else:
        print_faults(case, Desk(quiet=quiet))


@app.command(epilog='Example: sayso judge reject CLAIM --why "the minister took it back"')
def judge(
    verdict: Annotated[Verdict, typer.Argument(help="What you decide.")],
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Id, or start of an id.")],
    *,
    why: Why = "",
    who: Name = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Judge a claim: true or not (accept, reject), read well or not (well-read, misread).

    Exports publish, in your name, that a claim was accepted or rejected. That sayso misread the
    report counts against nobody. The claim stays in the case, with the judgement beside it.
    """
    from sayso.cli.desk import Desk
    from sayso.cli.judge import judge_claim

    judge_claim(case, who, (verdict, claim, why), Desk(quiet=quiet))


@app.command(epilog="Example: sayso undo")
def undo(
    judgement: Annotated[
        str | None,
        typer.Argument(help="Which one, by id or its start (see judgements); else the last."),
    ] = None,
    *,
    why: Why = "",
    who: Name = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Take back a judgement: the last one, or the one named.

    The judgement and its retraction both stay in the log.
    """
    from sayso.cli import judge
    from sayso.cli.desk import Desk

    judge.undo(case, who, (judgement, why), Desk(quiet=quiet))


@app.command(epilog="Example: sayso judgements --out judgements.jsonl")
def judgements(
    *,
    add: Annotated[
        Path | None,
        typer.Option("--add", metavar="FILE", help="Add those of another case, as written there."),
    ] = None,
    out: Out = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Print all judgements as JSON lines, or add those of another case."""
    from sayso.cli.desk import Desk
    from sayso.cli.judge import adopt_judgements, write_judgements

    if add is None:
        write_judgements(case, out)
    else:
        adopt_judgements(case, add, Desk(quiet=quiet))


@app.command(epilog="Example: sayso entities")
def entities(
    *,
    how: How = Format.TEXT,
    out: Out = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Show who is who over all reports, and what is left to judge.

    Names that are surely one are joined, whatever their spelling; what is not sure is asked.
    """
    from sayso.cli.entities import list_entities

    list_entities(case, how, out)


@app.command(epilog='Example: sayso entity "Sadu Ilmarak"')
def entity(
    named: Annotated[str, typer.Argument(metavar="ENTITY", help="Id, start of one, or name.")],
    *,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Show one entity: how each source writes it, its claims, what was judged of it."""
    from sayso.cli.entities import show_entity

    show_entity(case, named)


@app.command(epilog='Example: sayso same "Wayfoot Relief" "Radio Tekkara" --why "renamed"')
def same(
    one: Annotated[str, typer.Argument(metavar="ENTITY", help="Id, start of one, or name.")],
    other: Annotated[str, typer.Argument(metavar="ENTITY", help="The other one.")],
    *,
    why: Why = "",
    who: Name = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Judge two entities one and the same. `sayso undo` takes it back."""
    from sayso.cli.desk import Desk
    from sayso.cli.entities import judge_pair
    from sayso.record import Decision

    judge_pair(case, who, (Decision.SAME, one, other, why), Desk(quiet=quiet))


@app.command(epilog='Example: sayso apart "Idra Messerane" "Leyna Askarund" --why "two people"')
def apart(
    one: Annotated[str, typer.Argument(metavar="ENTITY", help="Id, start of one, or name.")],
    other: Annotated[str, typer.Argument(metavar="ENTITY", help="The other one.")],
    *,
    why: Why = "",
    who: Name = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Judge two entities not the same: they are never joined, until `sayso undo`.

    Where both are parts of one entity, name them by the ids of its parts (entities --format json).
    """
    from sayso.cli.desk import Desk
    from sayso.cli.entities import judge_pair
    from sayso.record import Decision

    judge_pair(case, who, (Decision.NOT_SAME, one, other, why), Desk(quiet=quiet))


@app.command(epilog="Example: sayso link demo/registers/sanctions.jsonl")
def link(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The register, as you have it.")],
    named: Annotated[
        str | None, typer.Argument(metavar="ENTITY", help="For this one alone: id or name.")
    ] = None,
    entry: Annotated[
        str | None, typer.Argument(metavar="ID", help="Attach this id, as the file has it.")
    ] = None,
    *,
    attach: Annotated[
        bool, typer.Option("--attach", help="Attach what is sure: one entry fits, no other could.")
    ] = False,
    why: Why = "",
    who: Name = None,
    how: How = Format.TEXT,
    out: Out = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Find entities of the case in a file of Wikidata, GeoNames, OpenSanctions, or your own.

    Nothing is fetched. What fits is proposed; what you attach is kept with file, matcher, score
    and day, is shown by `sayso entity`, and `sayso undo` takes it back.
    """
    from sayso.cli import link as linking
    from sayso.cli.desk import Desk

    desk, wish = Desk(quiet=quiet), linking.Wish(named, entry, attach, why)
    proposals, attached = linking.link(case, who, file, wish, desk)
    linking.print_links(proposals, attached, how, out)
    desk.close()


@app.command(epilog="Example: sayso ontology kills")
def ontology(
    name: Annotated[
        str | None, typer.Argument(metavar="TYPE", help="Which type to show in full.")
    ] = None,
    *,
    how: How = Format.TEXT,
    types: OwnTypes = None,
    out: Out = None,
    quiet: Quiet = False,
    case: UnusedCase = DEFAULT_CASE,
) -> None:
    """List the types of claim, or show one with the words that tell it."""
    from sayso.cli.ontology import print_ontology

    print_ontology(name, types, how, out)


@app.command(epilog="Example: sayso log")
def log(
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Print what was done to the case, by whom and when."""
    from sayso.cli.log import print_log

    print_log(case)


weighing_commands.register(app)
workbench_commands.register(app)
export_commands.register(app)
proposal_commands.register(app)
demo.register(app)
