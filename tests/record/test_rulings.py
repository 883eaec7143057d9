"""What people decide on proposals: a pure function of judgements, in either database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_proposals import made

from sayso.errors import JudgementStale
from sayso.propose.proposal import Kept
from sayso.record import Case, Decision, Judged, Judgement, Retraction
from sayso.record.acceptance import Status, standing
from sayso.record.findings import bring_up, is_fresh
from sayso.record.journal import from_line, to_lines
from sayso.record.proposals import keep, proposals_in, undecided
from sayso.record.rulings import NAMELESS, Rulings, dismissal, in_words, model_in, models, readers

BACK = Retraction("Ben", "2031-04-02T00:00:00Z", "was wrong")
MARK = {"proposal": {"id": "m1", "model": "small"}}
DECISIONS = (Decision.ADDED, Decision.CORRECTED, Decision.DISMISSED)

rows = st.lists(
    st.builds(
        lambda subject, decision, value, back: Judged(
            "j", "t", Judgement(subject, decision, "Ada", "", value), BACK if back else None
        ),
        st.sampled_from(("c1", "m1")),
        st.sampled_from(DECISIONS),
        st.sampled_from((None, 3, {"proposal": None}, MARK)),
        st.booleans(),
    )
)


@pytest.fixture
def kept(either: Case) -> Kept:
    """A proposal in a case."""
    asking, proposal = made(either)
    keep(either, asking, [proposal])
    (found,) = proposals_in(either)
    return found


def status_of(case: Case, kept: Kept) -> Status:
    ruled = Rulings.of(case.judgements())
    return standing(case.analysis(kept.asking.report), kept, ruled).status


def test_a_proposal_is_dismissed_and_that_is_taken_back(either: Case, kept: Kept) -> None:
    before = status_of(either, kept)
    name = either.judge(dismissal(kept, "Ada", "a threat, no attack"))
    assert status_of(either, kept) is Status.DISMISSED
    row = Rulings.of(either.judgements()).dismissed[kept.id]
    assert (row.id, row.judgement.who, row.judgement.why) == (name, "Ada", "a threat, no attack")
    assert either.audit()[-1].action == "judged"
    assert proposals_in(either) == (kept,)
    either.retract(name, "Ben", "it is one")
    assert status_of(either, kept) is before
    either.judge(dismissal(kept, "Ada", ""))
    with pytest.raises(JudgementStale, match=f"{kept.id} is dismissed already, by Ada"):
        undecided(either, kept.id)


def test_two_who_dismiss_at_once_are_told(either: Case, kept: Kept) -> None:
    either.judge(dismissal(kept, "Ada", ""), seen=0)
    with pytest.raises(JudgementStale):
        either.judge(dismissal(kept, "Ben", ""), seen=0)


def test_a_dismissal_changes_no_weight(either: Case, kept: Kept) -> None:
    bring_up(either)
    either.judge(dismissal(kept, "Ada", ""))
    assert is_fresh(either)


def test_a_dismissal_goes_where_judgements_go_without_what_was_proposed(
    either: Case, kept: Kept
) -> None:
    either.judge(dismissal(kept, "Ada", "no"))
    (line,) = to_lines(either.judgements())
    assert from_line(line, 1) == either.judgements()[0]
    for quote in kept.proposal.quotes():
        assert quote.words not in line
    assert kept.proposal.claim is not None
    assert kept.proposal.claim.type not in line


def test_proposals_are_found_by_report_and_by_the_start_of_an_id(either: Case, kept: Kept) -> None:
    assert proposals_in(either, report=kept.asking.report) == (kept,)
    assert proposals_in(either, report="r0") == ()
    assert proposals_in(either, name=kept.id[:4]) == (kept,)
    assert proposals_in(either, name="n") == ()
    assert undecided(either, kept.id[:4])[0] == kept


@given(rows)
def test_what_was_taken_back_is_as_if_it_had_not_been(found: list[Judged]) -> None:
    standing_ = [row for row in found if row.retraction is None]
    assert Rulings.of(found) == Rulings.of(standing_)
    assert readers(found) == readers(standing_)
    assert models(found) == models(standing_)
    # What a model proposed is never told as read by hand alone.
    assert set(models(found)) <= set(readers(found))
    assert all("language model (small)" in readers(found)[name] for name in models(found))


def test_a_model_without_a_name_is_still_a_model() -> None:
    said = Judgement("c1", Decision.ADDED, " Ada\n Falk ", "", {"proposal": {"model": 7}})
    row = Judged("j", "t", said)
    assert model_in(row) == NAMELESS
    assert in_words(NAMELESS, said.who).endswith("accepted by Ada Falk")
    assert model_in(replace(row, judgement=replace(said, decision=Decision.LAID))) is None
