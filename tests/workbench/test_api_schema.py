"""The API does what its description says, whatever is sent to it (schemathesis)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from conftest import TOKEN
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role, Visitor

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
BEARER = {"Authorization": f"Bearer {TOKEN}"}
EXAMPLES = 12


# The description needs no case; the one on the bench comes when the tests begin.
APP = application(None, Guard(TOKEN, Visitor("Ada", Role.OWNER), frozenset()))  
schema = schemathesis.openapi.from_asgi("/api/openapi.json", APP, headers=BEARER)


@pytest.fixture(scope="module", autouse=True)
def demo_on_the_bench(demo_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The demo, with nobody who reads the reports that come in: what is tested is the API."""
    place = tmp_path_factory.mktemp("api") / "demo.sayso"
    shutil.copy(demo_made, place)
    with Bench.at(str(place), who="Ada") as bench, pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(bench.adding), "start", lambda *_: True)
        APP.state.bench = bench
        yield


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_api_keeps_its_word(case) -> None:
    case.call_and_validate(headers=BEARER, checks=CHECKS)
