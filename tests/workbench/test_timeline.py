"""The timeline: two clocks, what is left out of a large case, and how a story spread."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from sayso.errors import NotInCase
from sayso.record.findings import tables
from sayso.record.findings.times import Sought, days, moments, telling_order, times
from sayso.show.workbench.pages.timeline import precision
from sayso.show.workbench.strip import strip_of

ONE = tables.assertion
TODAY = "2025-01-01"


def claim_where(bench, *where) -> str:
    with bench.case.store.reading() as connection:
        found = connection.execute(select(ONE.c.claim).where(*where).order_by(ONE.c.claim)).scalar()
    assert found is not None
    return found


def written(bench, claim: str, **values) -> None:
    with bench.case.store.writing() as connection:
        connection.execute(update(ONE).where(ONE.c.claim == claim).values(**values))


def event_of(program, claim: str, **asked):
    told = program.get("/api/timeline", params=asked).json()
    return next((each for each in told["events"] if each["claim"]["id"] == claim), None)


def test_a_claim_stands_on_both_clocks_with_its_chain(program) -> None:
    told = program.get("/api/timeline").json()
    assert told["total"] == len(told["events"]) > 100
    days_ = [each["claim"]["told"] or "~" for each in told["events"]]
    assert days_ == sorted(days_)
    for each in told["events"]:
        assert each["claim"]["chain"]
        assert each["sentence"].startswith(each["claim"]["chain"][0]["name"])
    untimed = [e for e in told["events"] if e["precision"] == "not told"]
    assert len(untimed) == told["untimed"] > 0
    assert all(e["happened"] == "" for e in untimed)
    assert sum(e["claim"]["told"] is None for e in told["events"]) == told["undated"] > 0


@pytest.mark.parametrize(
    ("first", "last", "kind", "words"),
    [
        ("2019-09-10", "2019-09-10", "day", "2019-09-10"),
        ("2019-02-01", "2019-02-28", "month", "2019-02"),
        ("2017-01-01", "2017-12-31", "year", "2017"),
        ("2017-03-01", "2018-06-30", "stretch", "2017-03-01 to 2018-06-30"),
        ("2014-01-01", None, "since", "since 2014-01-01"),
        (None, "2019-12-20", "until", "until 2019-12-20"),
    ],
)
def test_imprecision_and_open_ends_are_told(bench, program, first, last, kind, words) -> None:
    claim = claim_where(bench, ONE.c.dated)
    written(bench, claim, happened_from=first, happened_to=last)
    found = event_of(program, claim)
    assert (found["precision"], found["happened"]) == (kind, words)


def test_what_no_report_dates_has_no_time_of_happening(bench, program) -> None:
    claim = claim_where(bench, ONE.c.dated)
    written(bench, claim, dated=False)
    assert precision(moments(bench.case, [claim])[0]) == "not told"
    assert event_of(program, claim)["happened"] == ""


def test_a_stretch_takes_what_was_told_or_happened_in_it_and_what_has_no_date(bench) -> None:
    told_in = claim_where(bench, ONE.c.told == "2019-09-14", ~ONE.c.dated)
    told_out = claim_where(bench, ONE.c.told == "2019-09-28", ~ONE.c.dated)
    undated = claim_where(bench, ONE.c.told.is_(None))
    open_end, closed = [
        claim_where(bench, ONE.c.dated, ONE.c.told == day) for day in ("2019-09-24", "2019-09-25")
    ]
    written(bench, open_end, happened_from="2014-01-01", happened_to=None)
    written(bench, closed, happened_from="2014-01-01", happened_to="2014-12-31")
    found = times(bench.case, Sought(TODAY, since="2019-09-14", until="2019-09-14"))
    here = {each.claim.id for each in found.moments}
    assert {told_in, undated, open_end} <= here
    assert not {told_out, closed} & here
    assert found.total == len(here)


def test_a_report_dated_after_today_has_no_date_that_can_be_right(bench, program) -> None:
    before = program.get("/api/timeline").json()
    claim = claim_where(bench, ONE.c.told == "2019-09-14")
    written(bench, claim, told="2999-01-01")
    after = program.get("/api/timeline").json()
    assert after["undated"] == before["undated"] + 1
    assert after["strip"]["told_last"] == before["strip"]["told_last"]
    assert event_of(program, claim)["claim"]["told"] == "2999-01-01"
    assert event_of(program, claim, since="2019-09-01", until="2019-09-02") is not None


def test_filters_narrow_it_down(bench, program) -> None:
    whole = program.get("/api/timeline").json()
    entity = next(
        r["identity"] for e in whole["events"] for r in e["claim"]["roles"] if r["identity"]
    )
    voice = next(
        e["claim"]["chain"][-1]["key"] for e in whole["events"] if len(e["claim"]["chain"]) > 1
    )
    kind = whole["events"][0]["claim"]["type"]
    for asked, holds in (
        ({"entity": entity}, lambda c: entity in [r["identity"] for r in c["roles"]]),
        ({"voice": voice}, lambda c: voice in [v["key"] for v in c["chain"]]),
        ({"type": kind}, lambda c: c["type"] == kind),
    ):
        found = program.get("/api/timeline", params=asked).json()
        expected = [e["claim"]["id"] for e in whole["events"] if holds(e["claim"])]
        assert [e["claim"]["id"] for e in found["events"]] == expected
        assert 0 < found["total"] < whole["total"]
        assert sum(bar["said"] for bar in found["strip"]["bars"]) == sum(
            e["claim"]["told"] is not None for e in found["events"]
        )


def test_of_too_many_those_from_most_origins_are_drawn(bench, monkeypatch) -> None:
    few = times(bench.case, Sought(TODAY), most=40)
    assert len(few.moments) == 40
    assert few.total > 300
    kept = [each.claim.origins or 0 for each in few.moments]
    every = times(bench.case, Sought(TODAY)).moments
    widest = sorted((each.claim.origins or 0 for each in every if each.claim.told), reverse=True)
    assert sorted(kept, reverse=True) == widest[:40]
    # In a large case the origins of each claim are not looked up: the same come first.
    monkeypatch.setattr("sayso.record.findings.times.FEW", 10)
    large = times(bench.case, Sought(TODAY), most=40)
    assert large.total == few.total
    several = {each.claim.id for each in few.moments if (each.claim.origins or 0) > 1}
    assert several <= {each.claim.id for each in large.moments}
    assert len({each.claim.id for each in large.moments}) == 40


def test_the_strip_counts_all_by_day_week_month_or_year(bench) -> None:
    counted = days(bench.case, Sought(TODAY, since="2019-09-14", until="2019-09-14"))
    with bench.case.store.reading() as connection:
        told = connection.execute(select(ONE.c.told).where(ONE.c.told.is_not(None))).scalars().all()
    assert sum(said for said, _ in counted.values()) == len(told)
    for last, unit, start in (
        ("2019-02-13", "day", "2019-02-13"),
        ("2020-02-13", "week", "2020-02-10"),
        ("2024-02-13", "month", "2024-02-01"),
        ("2119-02-13", "year", "2119-01-01"),
    ):
        strip = strip_of({"2019-01-01": (1, 0), last: (2, 1)})
        assert strip.unit == unit
        assert (strip.bars[-1].day, strip.bars[-1].said, strip.bars[-1].happened) == (start, 2, 1)


def test_what_happened_long_ago_does_not_stretch_the_strip() -> None:
    strip = strip_of({"1066-10-14": (0, 3), "2019-09-10": (5, 1), "2300-01-01": (0, 2)})
    assert (strip.first, strip.last) == ("2019-09-10", "2019-09-10")
    assert (strip.before, strip.after) == (3, 2)
    assert strip_of({}).bars == ()


def copied(bench):
    """A proposition of which one telling is copied, and that telling."""
    with bench.case.store.reading() as connection:
        asked = select(ONE.c.proposition, ONE.c.claim, ONE.c.taken_from)
        return connection.execute(
            asked.where(ONE.c.taken_from.is_not(None), ONE.c.told.is_not(None)).order_by(ONE.c.told)
        ).first()


def test_a_story_begins_at_its_origin_and_shows_who_copied_whom(bench, program) -> None:
    proposition, claim, giver = copied(bench)
    name, steps, total = telling_order(bench.case, proposition)
    assert name == proposition
    assert total == len(steps) > 1
    assert steps[0].kind == "first"
    copy = next(step for step in steps if step.claim == claim)
    assert copy.kind == "copy"
    assert copy.giver.id == giver
    assert 0 < copy.share <= 1
    assert copy.known_by in ("date", "credit", "what was added", "not known")
    told = program.get("/api/timeline", params={"proposition": claim}).json()
    story = told["story"]
    assert [step["claim"] for step, _ in story["tellings"]] == [step.claim for step in steps]
    assert {e["claim"]["id"] for e in told["events"]} == {step.claim for step in steps}
    days_ = [each["claim"]["told"] or "~" for _, each in story["tellings"]]
    assert days_ == sorted(days_)
    first_lanes = list(dict.fromkeys(each["outlet"] for _, each in story["tellings"]))
    assert [lane["key"] for lane in told["lanes"]] == first_lanes


def test_new_origins_are_marked_and_independence_is_not_taken_for_granted(bench) -> None:
    with bench.case.store.reading() as connection:
        row = tables.proposition.c
        wide = connection.execute(
            select(row.id, row.origins).where(row.origins > 1, row.independent == 0)
        ).first()
    _, steps, _ = telling_order(bench.case, wide.id)
    fresh = [step for step in steps if step.kind in ("first", "origin")]
    assert len({step.origin for step in fresh}) == len(fresh)
    assert len(fresh) > 1
    assert not any(step.established for step in fresh)


def test_who_says_otherwise_is_part_of_the_story(bench, client) -> None:
    with bench.case.store.reading() as connection:
        row = tables.proposition.c
        name = connection.execute(
            select(row.id).where(row.against > 0, row.polarity == "affirmed").order_by(row.id)
        ).scalar()
    _, steps, _ = telling_order(bench.case, name)
    assert [step.kind for step in steps].count("against") >= 1
    page = client.get("/timeline", params={"proposition": name}).text
    assert "⇄ says otherwise" in page
    assert "⊘ denied" in page
    assert "How one story spread" in page


def test_no_story_of_nothing(bench, program) -> None:
    with pytest.raises(NotInCase):
        telling_order(bench.case, "p0")
    assert program.get("/api/timeline", params={"proposition": "p0"}).status_code == 404


def test_lanes_by_voice_and_by_entity(program) -> None:
    by_voice = program.get("/api/timeline", params={"lanes": "voice"}).json()
    unnamed = next(lane for lane in by_voice["lanes"] if lane["key"] == "unnamed")
    assert unnamed["unnamed"]
    assert unnamed["href"] is None
    for each in by_voice["events"]:
        inner = each["claim"]["chain"][-1]
        hidden = inner["unnamed"] or inner["key"].startswith("unnamed:")
        assert each["lanes"] in ([("unnamed" if hidden else inner["key"])], ["others"])
    by_entity = program.get("/api/timeline", params={"lanes": "entity"}).json()
    assert len(by_entity["lanes"]) == 16
    assert by_entity["lanes"][-1]["key"] == "others"
    for lane in by_entity["lanes"]:
        assert lane["count"] == sum(lane["key"] in e["lanes"] for e in by_entity["events"])
    assert any(len(e["lanes"]) > 1 for e in by_entity["events"])


def test_words_that_cannot_be_meant_are_refused(program) -> None:
    for wrong in ({"lanes": "colour"}, {"since": "yesterday"}):
        assert program.get("/api/timeline", params=wrong).status_code == 422
