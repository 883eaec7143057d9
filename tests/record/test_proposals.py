"""Proposals as either database keeps them: added once, never changed, told by verify if off."""

from __future__ import annotations

import pytest
from ledger_writer import sample
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from sayso.errors import NotInCase
from sayso.model import Modality, Polarity, Span
from sayso.propose.proposal import Asking, ClaimProposed, Proposal, Quote, proposal_to_json
from sayso.record import Case, tables, verify
from sayso.record.proposals import asked, keep, proposal_named, proposals_in


def made(case: Case, model: str = "small") -> tuple[Asking, Proposal]:
    """A report in the case, and a proposal about it."""
    original, analysis = sample(1)
    case.put(original, analysis)
    text = analysis.report.text

    def quote(words: str) -> Quote:
        start = text.index(words)
        return Quote(Span(start, start + len(words)), words)

    claim = ClaimProposed(
        "attacks",
        quote("shelled"),
        (("attacker", quote("the Tarn Brigade")),),
        Polarity.AFFIRMED,
        Modality.ACTUAL,
        quote("the Tarn Brigade shelled Bridge 1"),
    )
    asking = Asking(
        report=analysis.report.id,
        start=0,
        end=len(text),
        model=model,
        host="localhost:1",
        prompt="1",
        prompt_sha256="ab" * 32,
        answer_sha256="cd" * 32,
        tokens=99,
        dropped={"quotes what the report does not say": 2},
    )
    return asking, Proposal((), claim)


def test_what_a_model_proposes_comes_back_as_it_was(either: Case) -> None:
    asking, proposal = made(either)
    assert keep(either, asking, [proposal])
    (kept,) = proposals_in(either)
    assert kept.proposal == proposal
    assert kept.asking.who == "Ada"
    assert kept.asking.at.startswith("2031-04-01T")
    assert kept.asking.dropped == asking.dropped
    assert proposal_named(either, kept.id[:5]) == kept
    assert [row.action for row in either.audit()] == ["created", "added", "asked"]
    assert either.judgements() == ()
    assert list(verify(either)) == []
    with pytest.raises(NotInCase, match="No proposal"):
        proposal_named(either, "")


def test_the_same_asked_again_adds_nothing(either: Case) -> None:
    asking, proposal = made(either)
    assert keep(either, asking, [proposal])
    assert not keep(either, asking, [])
    assert keep(either, made(either, "large")[0], [])
    assert len(proposals_in(either)) == 1
    assert set(asked(either)) == {("ab" * 32, "small"), ("ab" * 32, "large")}


@pytest.mark.parametrize("table", ["asking", "proposal"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_rewrite_proposals(either: Case, table: str, change: str) -> None:
    asking, proposal = made(either)
    keep(either, asking, [proposal])
    with (
        pytest.raises(DBAPIError, match=f"rows of {table} are only ever added"),
        either.store.engine.begin() as connection,
    ):
        connection.exec_driver_sql(change.format(table))


def test_a_proposal_that_no_report_says_is_a_fault(either: Case) -> None:
    asking, proposal = made(either)
    keep(either, asking, [])
    told = proposal_to_json(proposal, by=1)
    with either.store.writing() as connection:
        connection.execute(insert(tables.proposal).values(id="m0", asking=asking.id, body=told))
    (fault,) = verify(either)
    assert (fault.kind, fault.report) == ("proposal", asking.report)
    assert "m0 quotes what the report never said" in fault.sentence
