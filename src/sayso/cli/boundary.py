"""The outermost boundary: how every command ends when it does not end well.

Exit codes: 0 fine; 1 something could not be read, or a fault was found; 2 wrong usage;
130 interrupted; 141 the reader of our output went away (128 + SIGPIPE, as a shell tells it).
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Any

import typer
from typer.core import TyperGroup

from sayso.errors import SaysoError

FAILED = 1
INTERRUPTED = 130
READER_GONE = 141


class Boundary(TyperGroup):
    """A group of commands that turns every foreseen failure into one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer exports no type for these
        """Run the command; what it raises on purpose never reaches the user as a traceback."""
        write_any_character()
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except SaysoError as error:
            end(str(error), FAILED, error)
        except BrokenPipeError as error:
            silence_stdout()
            raise typer.Exit(READER_GONE) from error
        except OSError as error:
            # Where to read and what to store answer for their own; here it is our output.
            place = os.fsdecode(error.filename) if error.filename else "standard output"
            end(f"{place}: {error.strerror or error}", FAILED, error)
        except KeyboardInterrupt as error:
            end("; ".join(("interrupted", *map(str, error.args))), INTERRUPTED, error)
        return result


def end(sentence: str, code: int, error: BaseException) -> None:
    """Say why in one line on standard error, and exit."""
    print("sayso:", " ".join(sentence.split()), file=sys.stderr)
    raise typer.Exit(code) from error


def write_any_character() -> None:
    r"""Have both streams write UTF-8 whatever the locale, and half characters as escapes.

    A lone surrogate inside a JSON string becomes `\ud800`, which is how JSON writes it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def silence_stdout() -> None:
    """Let Python's own flush at exit go nowhere (Python documentation, "Note on SIGPIPE")."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
