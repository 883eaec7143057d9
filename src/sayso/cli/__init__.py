"""The commands. `run` is what the `sayso` program starts."""

from __future__ import annotations

import sys

__all__ = ["run"]


def run() -> None:
    """Run the command that the arguments of this process name, and exit."""
    try:
        # Imported here, so that Ctrl-C while Python is still loading is answered in one line too.
        from sayso.cli.app import app  # noqa: PLC0415

        app()
    except KeyboardInterrupt:
        sys.stderr.write("sayso: interrupted\n")
        sys.exit(130)
