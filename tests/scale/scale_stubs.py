"""Analyses that take no time, and reports that do harm; a bench imports this by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from sayso.attribute import narration
from sayso.model import Analysis, Report
from sayso.pipeline import version

# Where another process finds this module.
FOUND = os.pathsep.join(str(place) for place in Path(__file__).parents[:3] if place.name != "tests")


def words(number: int) -> str:
    return f"OSTERVELD, Report {number}. The council said that bridge {number} would be closed.\n"


def quick(report: Report) -> Analysis:
    """What the words of the report ask for, then an analysis in which the outlet alone speaks."""
    text = report.text
    if "KILLS ONCE" in text:
        once = Path(text.split()[-1])
        if not once.exists():
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    elif "KILLS THE WORKER" in text:
        os.kill(os.getppid(), signal.SIGKILL)
    elif "KILLS" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    elif "HANGS" in text:
        time.sleep(600)
    elif "RAISES" in text:
        raise ZeroDivisionError("the stub was asked to")
    elif "SLOW" in text:
        time.sleep(0.1)
    root, outlet = narration(report)
    return Analysis(report, version(), (outlet,), (root,))


def folder_of(name: str, numbers: range, more: str = "") -> Path:
    place = Path(name)
    place.mkdir(exist_ok=True)
    for number in numbers:
        (place / f"{number:03}.txt").write_text(words(number) + more, "utf-8")
    return place
