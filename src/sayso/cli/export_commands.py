"""The commands by which a case leaves sayso."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs, as in app.py
# ruff: noqa: PLR0913 - an option is a parameter

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import DEFAULT_CASE, AsOf, Case, Families, NamedCase, Quiet, ToldBy

Redact = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Hide the names, voices, words, reports listed here."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog="Example: sayso export stix case.stix.json")(export)
    app.command("import", epilog="Example: sayso import folder --case new.sayso")(import_)
    app.command(epilog="Example: sayso copy case.sayso copy.sayso")(copy)
    app.command(epilog="Example: sayso pack case-pack.zip")(pack)
    app.command(
        epilog='Example: sayso key office.pem --stdin <<< "four words that nobody guesses"'
    )(key)


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="stix, ftm, prov, graphml, gexf, csv, parquet, jsonld, warc for the originals "
            "alone, or case for all of it.",
        ),
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file or folder to write.")],
    *,
    as_of: AsOf = None,
    told_by: ToldBy = None,
    families: Families = None,
    redact: Redact = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Write the case in a format that other programs read.

    No claim leaves without its whole chain of voices. The same case gives the same bytes.
    """
    from sayso.cli.desk import Desk
    from sayso.cli.export import export_case
    from sayso.cli.pack import export_originals
    from sayso.cli.weigh import Asked
    from sayso.export.formats import ORIGINALS

    asked = Asked(as_of, tuple(told_by or ()), families)
    if form == ORIGINALS and redact is None:
        export_originals(case, out, asked, Desk(quiet=quiet))
    else:
        export_case(case, form, out, asked, Desk(quiet=quiet), redact)


def import_(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What sayso export case wrote.")],
    *,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Make a new case of a folder that `export case` wrote: nothing added, nothing lost."""
    from sayso.cli.desk import Desk
    from sayso.cli.export import import_case

    import_case(folder, case, Desk(quiet=quiet))


def copy(
    source: Annotated[str, typer.Argument(metavar="CASE", help="The case to copy.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Where no case is yet.")],
    *,
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="Encrypt the copy; a passphrase is asked for.")
    ] = False,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Encrypt the copy, with the first line of this file."),
    ] = None,
    case: NamedCase = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Copy a whole case to another place, with its judgements and its log."""
    from sayso.cli.desk import Desk
    from sayso.cli.export import copy_case

    copy_case(source, target, Desk(quiet=quiet), encrypt=encrypt, told=passphrase_file)


def pack(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder, or the .zip, to write.")],
    *,
    sign: Annotated[
        Path | None, typer.Option(metavar="KEY", help="Sign it with this private key.")
    ] = None,
    timestamp: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Ask this authority, and nobody else, for the time."),
    ] = None,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read the key's passphrase from standard input.")
    ] = False,
    as_of: AsOf = None,
    families: Families = None,
    redact: Redact = None,
    case: Case = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Pack the case for a court or a colleague: originals, readings, weights, and a sealed list.

    Whoever gets it needs no sayso to read it. Nothing leaves this machine but, with --timestamp,
    a digest of the list. `sayso verify --pack` checks it.
    """
    from sayso.cli.desk import Desk
    from sayso.cli.pack import Sealing, make_pack
    from sayso.cli.weigh import Asked

    sealing = Sealing(sign, timestamp, stdin)
    make_pack(case, out, Asked(as_of, (), families), sealing, Desk(quiet=quiet), redact)


def key(
    place: Annotated[Path, typer.Argument(metavar="NEW.pem", help="Where no file is yet.")],
    *,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read the passphrase from standard input.")
    ] = False,
    case: NamedCase = DEFAULT_CASE,
    quiet: Quiet = False,
) -> None:
    """Make a pair of keys to sign packs with, and print their fingerprint.

    The private key opens with a passphrase, which is asked for twice. The public one lies beside
    it as NEW.pub.pem: give it, or the fingerprint, to whoever has to check your packs.
    """
    from sayso.cli.desk import Desk
    from sayso.cli.pack import new_key

    new_key(place, Desk(quiet=quiet), stdin=stdin)
