from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sayso.record import Case


class Clock:
    """A clock that goes on by one minute each time somebody looks at it."""

    def __init__(self) -> None:
        self.time = datetime(2031, 4, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "case.sayso"


@pytest.fixture
def case(place: Path) -> Iterator[Case]:
    with Case.open(str(place), create=True, who="Ada", clock=Clock()) as opened:
        yield opened
