"""Whom names alone would join: what is named after what, namesakes, one name of two kinds."""

from __future__ import annotations

import pytest

from sayso.model import Analysis, Entity, EntityKind, Report, Span
from sayso.resolve.identity import Identities, Profile, identify, profiles
from sayso.resolve.identity.apart import is_headed, is_named_after, namesakes

PERSON, GROUP, BODY = EntityKind.PERSON, EntityKind.GROUP, EntityKind.ORGANIZATION
PLACE, SITE, EVENT = EntityKind.PLACE, EntityKind.FACILITY, EntityKind.EVENT
NEAR = frozenset({"orla brandt", "hill front", "norrby"})


def profile(report: int, name: str, kind: EntityKind, **told: object) -> Profile:
    """What a report tells of an entity; the same others stand beside all."""
    return Profile(f"e{report}", f"r{report}", name, kind, ((name, 1),), NEAR, **told)


def people(text: str, name: str = "Ilse Marwen", report: int = 1) -> Profile:
    """The profile of a person in a text."""
    at = text.index(name)
    entity = Entity(f"e{report}", name, PERSON, (Span(at, at + len(name)),))
    told = Report(f"r{report}", "a.txt", "0" * 64, "text/plain", text)
    (found,) = profiles(Analysis(told, "test", (), (), (entity,), ()))
    return found


def asked(found: Identities) -> list[str]:
    """The reasons of all questions."""
    return [reason for doubt in found.doubts for reason in doubt.because]


@pytest.mark.parametrize("kinds", [(PLACE, GROUP), (PLACE, PLACE), (BODY, GROUP), (GROUP, GROUP)])
@pytest.mark.parametrize(
    ("place", "body"),
    [
        ("Upper Tekkara", "Front of the Dispossessed of Upper Tekkara"),
        ("Upper Tekkara", "Movement for Upper Tekkara"),
        ("Sant Orrel", "Port of Sant Orrel"),
        ("High Court", "Registrar of the High Court"),
    ],
)
def test_a_body_is_not_what_it_is_named_after(kinds, place, body):
    assert is_named_after(place, body)
    assert is_named_after(body, place)
    told = [profile(1, place, kinds[0]), profile(2, body, kinds[1])]
    assert len(identify(told).all) == 2
    # Where a report knows the place, or a court by its name, nobody is asked.
    known = identify([*told, profile(3, place, PLACE)])
    assert known.doubts == () or all("read as" in d.because[0] for d in known.doubts)
    assert not any({"e1", "e2"} <= set(i.members) for i in known.all)


def test_what_may_be_short_for_a_body_is_asked_about():
    names = ("Dispossessed of Kessen", "Front of the Dispossessed of Kessen")
    found = identify([profile(n, name, GROUP) for n, name in enumerate(names)])
    assert len(found.all) == 2
    assert len(found.doubts) == 1


def test_nor_is_it_through_a_third_name():
    names = ["Upper Tekkara", "Upper Tekkara Front", "Front of Upper Tekkara"]
    found = identify([profile(n, name, GROUP) for n, name in enumerate(names)])
    homes = [set(i.members) for i in found.all]
    assert not any({"e0", "e2"} <= home for home in homes)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Republic of Kessen", "Kessen"),
        ("City of Sant Orrel", "Sant Orrel"),
        ("Federation of Upper Kessen", "Upper Kessen"),
        ("Front of the Dispossessed", "Front of the Dispossessed of Upper Tekkara"),
        ("Upper Tekkara", "Upper Tekkara"),
        ("Tekkara", "Upper Tekkara"),
        ("", "Upper Tekkara"),
        ("Of", "Front of"),
    ],
)
def test_a_place_is_what_its_own_title_names(one, other):
    assert not is_named_after(one, other)


def test_a_town_is_not_surely_the_body_that_is_called_by_it():
    assert is_headed("Upper Tekkara", "Upper Tekkara Front")
    assert is_headed("Radio Tekkara", "Tekkara")
    assert not is_headed("Tekkara", "Upper Tekkara")
    bodies = [profile(1, "Upper Tekkara", GROUP), profile(2, "Upper Tekkara Front", GROUP)]
    town = profile(3, "Upper Tekkara", PLACE)
    # Where no report knows a town of the name, it may be short for the body.
    assert len(identify(bodies).all) == 1
    found = identify([*bodies, town])
    assert len(found.all) == 3
    assert found.doubts


@pytest.mark.parametrize("kinds", [(BODY, SITE), (BODY, PLACE), (BODY, EVENT), (EVENT, PLACE)])
def test_one_name_of_two_kinds_is_asked_about(kinds):
    told = [profile(n, "Ostrey Harvest Fair", kind) for n, kind in enumerate(kinds)]
    found = identify(told)
    assert len(found.all) == 2
    (doubt,) = found.doubts
    assert any(
        reason.startswith("read as ") and all(kind.value in reason for kind in kinds)
        for reason in doubt.because
    )
    assert doubt.chance < 0.9
    one, other = (each.entity for each in told)
    joined = identify(told, same=[(one, other)])
    assert len(joined.all) == 1
    assert joined.doubts == ()
    parted = identify(told, apart=[(one, other)])
    assert len(parted.all) == 2
    assert parted.doubts == ()
    assert identify(told) == found


@pytest.mark.parametrize(
    ("name", "kinds", "many"),
    [
        ("Weld", (PERSON, PLACE), 0),
        ("Anna Weld", (PERSON, BODY), 1),
        ("Welder", (EntityKind.NATIONALITY, BODY), 0),
        ("Weld", (PLACE, BODY), 1),
    ],
)
def test_of_people_only_full_names_are_asked_about_across_kinds(name, kinds, many):
    found = identify([profile(n, name, kind) for n, kind in enumerate(kinds)])
    assert len(found.all) == 2
    assert len(found.doubts) == many


PROSECUTOR = "The prosecutor, Ilse Marwen, charged two men in Norrby on Tuesday."


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Marwen, who is not related to the prosecutor of the same name, was elected.",
        "Ilse Marwen (no relation to the prosecutor) opened her shop.",
        "Ilse Marwen, not the prosecutor of the same name, was elected.",
        "Ilse Marwen, a baker who is unrelated to the prosecutor of that name, was elected.",
        "Ilse Marwen, not to be confused with the prosecutor, was elected.",
        "Ilse Marwen, a namesake of the prosecutor, was elected.",
    ],
)
def test_whom_a_report_tells_from_a_namesake_is_not_joined_with_him(text):
    baker, prosecutor = people(text), people(PROSECUTOR, report=2)
    assert "prosecutor" in prosecutor.roles
    assert baker.namesakes == {"prosecutor"}
    assert "prosecutor" not in baker.roles
    found = identify([baker, prosecutor])
    assert len(found.all) == 2
    # Without these words they are one.
    plain = people("Ilse Marwen was elected on Tuesday, to the joy of Norrby.")
    assert len(identify([plain, prosecutor]).all) == 1


def test_who_is_told_apart_is_asked_about_where_much_speaks_for_one():
    told = [
        profile(1, "Ilse Marwen", PERSON, namesakes=frozenset({"prosecutor"})),
        profile(2, "Ilse Marwen", PERSON, roles=frozenset({"prosecutor"})),
    ]
    found = identify(told)
    assert len(found.all) == 2
    assert "a report says that one is not the other" in asked(found)
    assert len(identify(told, same=[("e1", "e2")]).all) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Marwen, the prosecutor, denied that the cases were related to the minister.",
        "Ilse Marwen was elected. Police saw no relation to the prosecutor.",
        "Ilse Marwen is a prosecutor of the court in Norrby.",
        "Ilse Marwen",
    ],
)
def test_other_words_tell_nobody_apart(text):
    assert people(text).namesakes == frozenset()
    assert list(namesakes([], text)) == []
