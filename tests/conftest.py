"""What all tests share.

How hypothesis searches: the same examples each time, so that a run says something of the change.
Look for new ones with `HYPOTHESIS_PROFILE=explore pytest`. No deadlines: machines are noisy.
"""

import fcntl
import gc
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from typer import testing
from typer.main import get_command

from kept import Kept
from sayso import intake
from sayso.cli import OBJECTS_BETWEEN_SEARCHES
from sayso.own_types import use_types
from sayso.read import Hints, Source, find_sources
from sayso.record import Case
from sayso.record.findings import bring_up

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

# As in the program itself.
gc.set_threshold(OBJECTS_BETWEEN_SEARCHES)
# Commands that are run in this process are put together from their signatures once, as in a process
# of their own, and not for each run (0.07 s).
testing._get_command = cache(get_command)

# What takes longest, by files: begun first, so that no process is left alone with it at the end.
LONGEST = (
    "test_small.py",
    "test_gates.py",
    "test_documentation.py",
    "test_access.py",
    "test_small_coreference.py",
    "test_interrupt.py",
    "test_archive_add.py",
    "test_dispatch.py",
    "test_weighing_gates.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest tests first, in the order of `LONGEST`; the others stay as they are."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONGEST)))


# A folder in which whatever is installed for training alone is not to be had.
AS_INSTALLED = Path(__file__).parent / "as_installed"


@pytest.fixture(scope="session", autouse=True)
def as_installed() -> Iterator[None]:
    """What tests start in processes of their own finds what a user has, and is up the sooner."""
    before = os.environ.get("PYTHONPATH")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(AS_INSTALLED), before))))
        yield


@pytest.fixture(autouse=True)
def no_own_types() -> Iterator[None]:
    """Forget a user's own types that a command was told to use."""
    yield
    use_types(None, {})


DEMO = Path(__file__).resolve().parents[1] / "demo" / "reports"


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run of the tests share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def kept(run_folder: Path) -> Kept:
    """Analyses by report: what was read in this run is not read again."""
    folder = run_folder / "analyses"
    folder.mkdir(exist_ok=True)
    return Kept(folder)


@pytest.fixture(scope="session")
def demo_made(run_folder: Path, kept: Kept) -> Path:
    """The demo as a case, weighed. Not to be written to: take `demo_case`."""
    place = run_folder / "demo-made" / "demo.sayso"
    place.parent.mkdir(exist_ok=True)
    with (place.parent / "lock").open("w") as lock, pytest.MonkeyPatch.context() as patch:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if place.exists():
            return place
        patch.setattr(intake, "analyse", kept.analyse)
        # Named at the end, so that a case that was not finished is never taken for one that was.
        making = place.with_name("making.sayso")
        with Case.open(str(making), create=True, who="Ada") as case:
            for source in find_sources([str(DEMO)]):
                assert isinstance(source, Source)
                for report, original in intake.reports_in(source, Hints()):
                    intake.put(report, original, case, Hints())
            bring_up(case)
        making.rename(place)
    return place


@pytest.fixture
def demo_case(demo_made: Path, tmp_path: Path) -> Path:
    """A copy of the demo as a case, weighed."""
    place = tmp_path / "demo.sayso"
    shutil.copy(demo_made, place)
    return place
