"""Judgements that contradict each other: those for the same win, and whoever lost is named."""

from __future__ import annotations

from sayso.record import Decision, Judged, Judgement, Retraction, pair
from sayso.record.conflict import Holding, holders, overruled, touches


def same(name: str, one: str, other: str, *members: str) -> Judged:
    value = {"members": list(members)} if members else None
    return Judged(name, "t", Judgement(pair(one, other), Decision.SAME, "Ada", "", value))


def apart(name: str, one: str, other: str) -> Judged:
    return Judged(name, "t", Judgement(pair(one, other), Decision.NOT_SAME, "Ada", ""))


def back(row: Judged) -> Judged:
    return Judged(row.id, row.at, row.judgement, Retraction("Ben", "t", ""))


def test_what_others_hold_together_overrules_not_the_same() -> None:
    rows = [apart("j1", "a", "b"), same("j2", "a", "c"), same("j3", "c", "b")]
    assert [row.id for row in overruled(rows)] == ["j1"]
    assert [row.id for row in holders(rows, "a")] == ["j2", "j3"]
    assert overruled([*rows[:2], back(rows[2])]) == ()


def test_the_last_word_on_a_pair_is_not_overruled_by_the_one_before() -> None:
    rows = [same("j1", "a", "b"), apart("j2", "a", "b")]
    assert overruled(rows) == ()
    assert not Holding(rows).holds("a", "b")
    assert holders(rows, "a") == ()


def test_a_judgement_on_wholes_holds_their_parts_until_one_is_set_apart() -> None:
    whole = same("j1", "a", "x", "a", "b", "x", "y")
    assert Holding([whole]).holds("b", "y")
    rows = [whole, apart("j2", "b", "y")]
    assert not Holding(rows).holds("b", "y")
    assert overruled(rows) == ()


def test_a_judgement_is_about_its_ends_and_about_the_parts_of_wholes() -> None:
    whole = same("j1", "a", "x", "a", "b", "x")
    assert touches(whole, frozenset({"b"}))
    assert touches(whole, frozenset({"x", "other"}))
    assert not touches(whole, frozenset({"other"}))
