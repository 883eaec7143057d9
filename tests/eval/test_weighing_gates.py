"""Quality gates on weighing: copies, the same claim in other words, values that are disputed.

The benchmarks print the scores; each floor is a point below the one measured when it was set.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.mark.parametrize(
    ("script", "floors"),
    [
        ("copies.py", {r"sayso, .* test F1 ([\d.]+)": 89.9}),
        (
            "stances.py",
            {
                r"right claim first: sayso ([\d.]+)": 0.926,
                r"against, sayso: .* ([\d.]+) on the other": 90.9,
            },
        ),
        (
            "truth.py --only accucopy",
            {
                r"Book: accucopy\s+([\d.]+)": 0.94,
                r"lists stand alone: accucopy\s+([\d.]+)": 0.91,
            },
        ),
    ],
)
def test_weighing_has_not_got_worse(shared, script, floors):
    name, *told = script.split()
    command = [sys.executable, str(BENCHMARKS / name), *told, "--shared", str(shared)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for line, floor in floors.items():
        found = re.search(line, printed)
        assert found, printed
        assert float(found[1]) >= floor, line
