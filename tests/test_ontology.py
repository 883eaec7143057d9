"""The types of claim."""

from __future__ import annotations

from sayso.ontology import claim_types, role_of


def test_there_are_forty_two_types_with_two_main_roles_each():
    types = claim_types()
    assert len(types) == 42
    assert all(
        t.first.name and t.second.name and t.first.name != t.second.name for t in types.values()
    )


def test_a_role_lists_the_kinds_that_it_takes():
    role = role_of("killer:ACTOR|EVENT")
    assert role.name == "killer"
    assert role.kinds == {"ACTOR", "EVENT"}


def test_roles_stand_in_the_order_of_reading():
    assert claim_types()["kills"].roles == ("killer", "victim", "quantity", "weapon", "place")


def test_symmetric_types_and_inverses_are_told_apart():
    types = claim_types()
    assert types["meets"].symmetric
    assert types["meets"].inverse is None
    assert not types["kills"].symmetric
    assert types["kills"].inverse == "killed_by"


def test_extra_roles_are_named_without_their_values():
    assert "direction" in claim_types()["changes_post"].others


def test_other_vocabularies_are_kept():
    assert "ASSAULT" in claim_types()["kills"].plover
