"""What tests of packs share."""

from __future__ import annotations

import pytest

from office import Office, make_office


@pytest.fixture(scope="session")
def office(tmp_path_factory, kept) -> Office:
    """Made once, and only to be read: take a copy of its pack."""
    return make_office(tmp_path_factory.mktemp("office"), kept)
