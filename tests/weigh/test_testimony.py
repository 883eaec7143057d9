"""Who is who for weighing: bodies of one name, namesakes, and what people judged."""

from __future__ import annotations

from sayso.model import EntityKind
from sayso.resolve.identity import Profile, identify
from sayso.weigh.outlets import Outlets
from sayso.weigh.testimony import Cast


def profile(report: int, name: str, kind: EntityKind) -> Profile:
    made = f"e{report}"
    return Profile(made, f"r{report}", name, kind, ((name, 1),), published=f"2019-09-{report:02d}")


SCHOOL = [
    profile(1, "Saint Anna School", EntityKind.ORGANIZATION),
    profile(2, "Saint Anna School", EntityKind.FACILITY),
]


def cast(profiles, apart=()) -> Cast:
    return Cast.of(identify(profiles, (), apart), Outlets.of([]))


def test_a_body_in_one_report_and_a_building_in_the_next_are_one():
    found = cast(SCHOOL).identities
    assert found["e1"].id == found["e2"].id


def test_what_people_judged_apart_stays_apart():
    found = cast(SCHOOL, [("e1", "e2")]).identities
    assert found["e1"].id != found["e2"].id


def test_namesakes_that_resolution_parted_are_not_joined():
    two = [
        profile(1, "Saint Anna School", EntityKind.ORGANIZATION),
        profile(2, "Saint Anna School", EntityKind.ORGANIZATION),
    ]
    found = cast([*two, profile(3, "Saint Anna School", EntityKind.FACILITY)], [("e1", "e2")])
    assert len({found.identities[name].id for name in ("e1", "e2", "e3")}) == 3


def test_one_word_and_people_are_never_joined_by_name():
    mixed = [
        profile(1, "Norrby", EntityKind.ORGANIZATION),
        profile(2, "Norrby", EntityKind.FACILITY),
    ]
    assert len({one.id for one in cast(mixed).identities.values()}) == 2
    people = [
        profile(1, "Anna Roe", EntityKind.PERSON),
        profile(2, "Anna Roe", EntityKind.FACILITY),
    ]
    assert len({one.id for one in cast(people).identities.values()}) == 2
