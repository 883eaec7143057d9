"""Statements and voices in our own marked texts: what PolNeAR lacks. The half to look at, `dev`.

Each floor is what was measured when it was set, less a point. The other half, `test`, is run by
`make bench` when a figure is reported.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import told  # noqa: E402

LEAST = {
    "nested": 0.0,
    "voices": 0.0,
    "headlines": 0.0,
    "transcripts": 0.0,
    "passives": 0.0,
}
LEAST_NESTED = 0.0
LEAST_JOINED = 0.0
