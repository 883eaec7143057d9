"""What all tests share.

How hypothesis searches: the same examples each time, so that a run says something of the change.
Look for new ones with `HYPOTHESIS_PROFILE=explore pytest`. No deadlines: machines are noisy.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from sayso.own_types import use_types

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(autouse=True)
def no_own_types() -> Iterator[None]:
    """Forget a user's own types that a command was told to use."""
    yield
    use_types(None, {})
