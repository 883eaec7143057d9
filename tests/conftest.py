"""What all tests share.

How hypothesis searches: the same examples each time, so that a run says something of the change.
Look for new ones with `HYPOTHESIS_PROFILE=explore pytest`. No deadlines: machines are noisy.
"""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from sayso.intake import put, reports_in
from sayso.own_types import use_types
from sayso.read import Hints, Source, find_sources
from sayso.record import Case
from sayso.record.findings import bring_up

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(autouse=True)
def no_own_types() -> Iterator[None]:
    """Forget a user's own types that a command was told to use."""
    yield
    use_types(None, {})


DEMO = Path(__file__).resolve().parents[1] / "demo" / "reports"
# The reports of the demo take 20 s to read: one of the processes that run tests reads them.
PATIENCE = 300


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as a case, weighed. Not to be written to: take `demo_case`."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    place, mine = shared / "demo-made" / "demo.sayso", shared / "demo-made"
    try:
        mine.mkdir()
    except FileExistsError:
        ends = time.monotonic() + PATIENCE
        while not (mine / "done").exists():
            assert time.monotonic() < ends, "the demo was not read in time"
            time.sleep(0.2)
        return place
    with Case.open(str(place), create=True, who="Ada") as case:
        for source in find_sources([str(DEMO)]):
            assert isinstance(source, Source)
            for report, original in reports_in(source, Hints()):
                put(report, original, case, Hints())
        bring_up(case)
    (mine / "done").touch()
    return place


@pytest.fixture
def demo_case(demo_made: Path, tmp_path: Path) -> Path:
    """A copy of the demo as a case, weighed."""
    place = tmp_path / "demo.sayso"
    shutil.copy(demo_made, place)
    return place
