"""The API does what its description says, whatever is sent to it (schemathesis)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import Column, select

from machine import propose_in
from sayso.record import Decision, Judgement
from sayso.record.findings import tables
from sayso.record.hypotheses import name_of
from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role, Visitor

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
TOKEN = "key-of-the-test"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
EXAMPLES, EXAMPLES_OF_WHAT_IS_THERE = 8, 6
STEADY = settings(
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# Ids of things that are in the case, by the names that the API has for them.
THERE: dict[str, str] = {}


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
        THERE.update(things(bench))
        yield


def things(bench: Bench) -> dict[str, str]:
    """Something that there is, for each name that stands for an id."""
    claim = bench.case.claim(next(c.id for a in bench.case.analyses() for c in a.claims))[1].id
    told = Judgement(claim, Decision.ACCEPTED, "Ada", "")
    put = Judgement(name_of("They did it"), Decision.HYPOTHESIS, "Ada", "", {"text": "They did it"})
    made = {"judgement": bench.case.judge(told), "claim": claim, "hypothesis": put.subject}
    bench.case.judge(put)
    made["proposal"] = propose_in(bench.case)[0].id
    bench.settle()

    def some(column: Column[str], place: int = 0) -> str:
        asked = select(column).distinct().order_by(column).offset(place).limit(1)
        with bench.case.store.reading() as connection:
            return str(connection.execute(asked).scalar_one())

    return made | {
        "report": some(tables.assertion.c.report),
        "proposition": some(tables.proposition.c.id),
        "entity": some(tables.identity.c.id),
        "voice": some(tables.teller.c.key),
        "statement": some(tables.saying.c.statement),
        "one": some(tables.identity.c.id),
        "other": some(tables.identity.c.id, 1),
    }


@schema.parametrize()
@settings(STEADY, max_examples=EXAMPLES)
def test_the_api_keeps_its_word(case) -> None:
    case.call_and_validate(headers=BEARER, checks=CHECKS)


@schema.parametrize()
@settings(STEADY, max_examples=EXAMPLES_OF_WHAT_IS_THERE)
def test_the_api_keeps_its_word_on_what_there_is(case) -> None:
    """Ids that are made up get little further than "nothing has this id"."""
    for part in (case.path_parameters, case.body, case.query):
        if isinstance(part, dict):
            part.update({name: THERE[name] for name in part.keys() & THERE.keys()})
            # As somebody who has seen nothing of what others decided, and does not ask.
            part.pop("seen", None)
    case.call_and_validate(headers=BEARER, checks=CHECKS)
