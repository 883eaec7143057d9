"""A brief as a PDF file, set by typst with our own template.

All that a report tells goes to the template as JSON and is only ever text there. Setting runs in
a process of its own, which is stopped when it takes too long; the time in the file is that of the
last change of the case, so that the same brief gives the same bytes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from threading import BoundedSemaphore
from typing import Any

from sayso.errors import BriefFailed
from sayso.show.words import visible
from sayso.show.workbench.brief import Brief
from sayso.show.workbench.typesetting import SECONDS

# A brief of 60 propositions from 31 reports is 0.3 MB of JSON, and set in 0.4 s.
LARGEST = 8_000_000
# So many briefs are set at once; others wait for their turn.
AT_ONCE = 2
TYPESETTER = "sayso.show.workbench.typesetting"
_turns = BoundedSemaphore(AT_ONCE)


def printed(brief: Brief, *, steps: bool = False) -> bytes:
    """The brief as PDF, `steps` with how each weight came about. Raises BriefFailed."""
    told = {**asdict(brief), "steps": steps, "uncovered": []}
    order = json.dumps({"brief": shown(told), "time": seconds(brief.state.changed)}).encode()
    if len(order) > LARGEST:
        raise BriefFailed("The brief is too long for one file. Choose fewer propositions.")
    command = [sys.executable, "-P", "-m", TYPESETTER]
    if not _turns.acquire(timeout=SECONDS):
        raise BriefFailed("Other briefs are being made. Try again in a moment.")
    try:
        done = subprocess.run(
            command, input=order, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise BriefFailed(
            f"The brief was not set within {SECONDS} seconds. Choose fewer propositions."
        ) from error
    finally:
        _turns.release()
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        raise BriefFailed("The brief could not be set as a PDF. Print the page instead.")
    return done.stdout


def shown(told: Any) -> Any:  # noqa: ANN401 - JSON
    """The same values with text that steers nothing, as a page of paper can show it."""
    if isinstance(told, str):
        return visible(told)
    if isinstance(told, Mapping):
        return {name: shown(each) for name, each in told.items()}
    return [shown(each) for each in told] if isinstance(told, list | tuple) else told


def seconds(moment: str | None) -> int:
    """A time of the case in seconds since 1970; 0 where there is none."""
    return int(datetime.fromisoformat(moment).timestamp()) if moment else 0
