"""The commands. `run` is what the `sayso` program starts."""

from __future__ import annotations

import gc
import sys

__all__ = ["run"]

# Loading makes some hundred thousand objects that stay, and looking through them again and again
# for garbage, which Python does after each 700 new ones, took a seventh of the time in which a
# report is added to a new case (6.4 s, 5.6 s with this), and no memory is saved by it (491 MB).
OBJECTS_BETWEEN_SEARCHES = 50_000


def run() -> None:
    """Run the command that the arguments of this process name, and exit."""
    gc.set_threshold(OBJECTS_BETWEEN_SEARCHES)
    try:
        # Imported here, so that Ctrl-C while Python is still loading is answered in one line too.
        from sayso.cli.app import app  # noqa: PLC0415

        app()
    except KeyboardInterrupt:
        sys.stderr.write("sayso: interrupted\n")
        sys.exit(130)
