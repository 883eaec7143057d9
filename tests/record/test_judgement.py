from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import NotInCase
from sayso.record import Case, Decision, Judged, Judgement, Retraction, State, pair, state

SUBJECTS = ("c1", "c2")
BACK = Retraction("Ben", "2031-04-02T00:00:00Z", "was wrong")

judged = st.lists(
    st.builds(
        lambda subject, decision, value, back: Judged(
            "j", "t", Judgement(subject, decision, "Ada", "seen", value), BACK if back else None
        ),
        st.sampled_from(SUBJECTS),
        st.sampled_from(Decision),
        st.integers(1, 6),
        st.booleans(),
    )
)


def test_a_judgement_comes_back_with_its_id_time_and_value(either: Case) -> None:
    value = {"reliability": "B", "because": ["on the record", None, 2]}
    judgement = Judgement("v-outlet", Decision.RATED, "Ada", "knows the place", value)
    name = either.judge(judgement)
    assert either.judgements() == (Judged(name, "2031-04-01T12:02:00Z", judgement),)
    assert (either.audit()[-1].action, either.audit()[-1].subject) == ("judged", "v-outlet")


def test_the_same_judgement_made_twice_is_two_rows(either: Case) -> None:
    judgement = Judgement("c1", Decision.ACCEPTED, "Ada", "seen")
    assert len({either.judge(judgement), either.judge(judgement)}) == 2
    assert len(either.judgements("c1")) == 2
    assert either.judgements("c2") == ()


def test_a_judgement_taken_back_stays_and_is_marked(either: Case) -> None:
    kept = either.judge(Judgement("c1", Decision.ACCEPTED, "Ada", "seen"))
    gone = either.judge(Judgement("c1", Decision.REJECTED, "Ben", "misread"))
    either.retract(gone, "Ben", "read it again")
    first, second = either.judgements("c1")
    assert (first.id, first.retraction) == (kept, None)
    assert second.id == gone
    assert second.retraction is not None
    assert (second.retraction.who, second.retraction.why) == ("Ben", "read it again")
    assert state(either.judgements(), "c1") == State(accepted=True)


def test_taking_back_twice_is_once_and_an_unknown_one_is_told(either: Case) -> None:
    name = either.judge(Judgement("c1", Decision.ACCEPTED, "Ada", "seen"))
    either.retract(name, "Ada", "first")
    before = (either.judgements(), either.audit())
    either.retract(name, "Ben", "second")
    assert (either.judgements(), either.audit()) == before
    with pytest.raises(NotInCase, match="no judgement 'j-none'"):
        either.retract("j-none", "Ada", "?")


def test_words_that_are_not_utf_8_are_kept_as_far_as_they_can_be(place: Path) -> None:
    odd = b"Ilse \xff".decode("utf-8", "surrogateescape")
    with Case.open(str(place), create=True, who=odd) as case:
        name = case.judge(Judgement("c1", Decision.REJECTED, odd, odd))
        case.retract(name, odd, odd)
        (judged,) = case.judgements()
        assert (judged.judgement.who, judged.judgement.why) == ("Ilse \ufffd", "Ilse \ufffd")
        assert judged.retraction is not None
        assert (judged.retraction.who, judged.retraction.why) == ("Ilse \ufffd", "Ilse \ufffd")
        assert case.audit()[-1].who == "Ilse \ufffd"


def test_merge_and_unmerge_leave_the_state_from_before(either: Case) -> None:
    subject = pair("e-north", "e-brigade")
    assert subject == pair("e-brigade", "e-north")
    either.judge(Judgement(subject, Decision.NOT_SAME, "Ada", "two towns"))
    before = state(either.judgements(), subject)
    merged = either.judge(Judgement(subject, Decision.SAME, "Ben", "one name"))
    assert state(either.judgements(), subject) == State(same=True)
    either.retract(merged, "Ben", "two after all")
    assert state(either.judgements(), subject) == before == State(same=False)


@given(judged, judged.filter(bool))
@settings(deadline=None)
def test_what_is_taken_back_counts_as_never_made(rows: list[Judged], more: list[Judged]) -> None:
    taken = [replace(row, retraction=BACK) for row in more]
    for subject in SUBJECTS:
        assert state([*rows, *taken], subject) == state(rows, subject)
        assert state([*taken, *rows], subject) == state(rows, subject)


@given(judged)
@settings(deadline=None)
def test_of_those_that_stand_the_last_word_counts(rows: list[Judged]) -> None:
    for subject in SUBJECTS:
        standing = [
            row.judgement
            for row in rows
            if row.judgement.subject == subject and row.retraction is None
        ]
        yes_no = [
            judgement.decision is Decision.ACCEPTED
            for judgement in standing
            if judgement.decision in (Decision.ACCEPTED, Decision.REJECTED)
        ]
        ratings = [j.value for j in standing if j.decision is Decision.RATED]
        now = state(rows, subject)
        assert now.accepted == (yes_no[-1] if yes_no else None)
        assert now.rating == (ratings[-1] if ratings else None)


@pytest.mark.parametrize(("subject", "who"), [("", "Ada"), ("c1", " ")])
def test_a_judgement_needs_a_subject_and_somebody(subject: str, who: str) -> None:
    with pytest.raises(ValueError, match="needs a subject"):
        Judgement(subject, Decision.ACCEPTED, who, "why")
