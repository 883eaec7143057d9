from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from proposed import UNREAD, proper

from sayso.record import Case


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case with the hand-made report, in a folder to work in."""
    monkeypatch.chdir(tmp_path)
    for name in ("SAYSO_CASE", "SAYSO_MODEL_KEY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    place = tmp_path / "case.sayso"
    with Case.open(str(place), create=True, who="Ada") as case:
        case.put(*proper(UNREAD))
    return place


@pytest.fixture
def case(place: Path) -> Iterator[Case]:
    with Case.open(str(place), who="Ada") as opened:
        yield opened
