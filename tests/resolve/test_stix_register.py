"""STIX bundles as a register: whom they know, under which names."""

import json

import pytest

from sayso.model import EntityKind
from sayso.resolve.identity import Identity, NameUse
from sayso.resolve.register import match, recognise
from sayso.resolve.register.stix import entry_of

NUMBER = "0f6a5c1e-52c1-4d0e-8a0b-3d9f4e2b7a0"


def thing(type_, number, **told):
    return {"type": type_, "spec_version": "2.1", "id": f"{type_}--{NUMBER}{number}", **told}


def bundle(*things):
    return {"type": "bundle", "id": f"bundle--{NUMBER}0", "objects": list(things)}


MARA = thing("identity", 1, name="Mara Olt", identity_class="individual", labels=["seen"])
BANK = thing("identity", 2, name="Harbour Bank", identity_class="organization")


def entries(lines):
    register = recognise(lines)
    assert register.name == "STIX"
    return list(register.entries(lines)), register


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (MARA, EntityKind.PERSON),
        (BANK, EntityKind.ORGANIZATION),
        (thing("identity", 3, name="Dockers", identity_class="group"), EntityKind.GROUP),
        (thing("identity", 3, name="Pier Four", identity_class="unknown"), None),
        (thing("identity", 3, name="Pier Four"), None),
        (thing("threat-actor", 4, name="Grey Heron"), EntityKind.GROUP),
        (
            thing("threat-actor", 4, name="Grey Heron", resource_level="individual"),
            EntityKind.PERSON,
        ),
        (thing("intrusion-set", 5, name="Grey Heron"), EntityKind.GROUP),
        (thing("location", 6, name="Kessen", country="DV"), EntityKind.PLACE),
    ],
)
def test_the_kind_is_that_of_the_type(told, kind):
    found = entry_of(told)
    assert (found.id, found.name, found.kind) == (f"stix:{told['id']}", told["name"], kind)
    assert found.bare == told["id"]


@pytest.mark.parametrize(
    "told",
    [
        thing("identity", 1, name="Banks", identity_class="class"),
        thing("identity", 1, name="sayso", identity_class="system"),
        thing("malware", 2, name="Grey Heron"),
        thing("relationship", 3, source_ref="a", target_ref="b"),
        thing("location", 4, region="somewhere"),
        {**MARA, "revoked": True},
        {**MARA, "x_mitre_deprecated": True},
    ],
)
def test_what_names_nobody_is_left_out(told):
    assert entry_of(told) is None


def test_every_name_is_read_once():
    extension = {"extension-definition--x": {"aliases": ["Мара Олт"], "names": ["Mara Olt"]}}
    told = {**MARA, "aliases": ["M. Olt"], "x_opencti_aliases": ["M. Olt"], "extensions": extension}
    assert entry_of(told).names == ("Mara Olt", "M. Olt", "Мара Олт")


def test_the_note_tells_what_it_says_of_itself():
    told = thing(
        "intrusion-set",
        5,
        name="Grey Heron",
        description="Bird\n" + "of the harbour " * 20,
        external_references=[
            {"source_name": "page", "url": "http://a"},
            {"source_name": "list", "external_id": "G1"},
        ],
    )
    note = entry_of(told).note
    assert note.startswith("intrusion-set, list G1, Bird of the harbour of")
    assert note.endswith(" ...")
    assert len(note) < 160
    place = thing("location", 6, name="Kessen", country="DV", region="coast")
    assert entry_of(place).note == "location, DV, coast"


@pytest.mark.parametrize("indent", [None, 2])
def test_a_bundle_is_read_in_one_line_or_many(indent):
    lines = json.dumps(bundle(MARA, BANK), indent=indent).splitlines(keepends=True)
    found, register = entries(lines)
    assert [e.name for e in found] == ["Mara Olt", "Harbour Bank"]
    assert (register.read, register.skipped) == (2, 0)


def test_objects_are_read_one_a_line_and_broken_ones_counted():
    lines = [json.dumps(MARA) + "\n", "\n", "{broken\n", '{"a": 1}\n', "7\n", json.dumps(BANK)]
    found, register = entries(lines)
    assert [e.name for e in found] == ["Mara Olt", "Harbour Bank"]
    assert register.skipped == 3


def test_a_bundle_that_breaks_off_is_told():
    lines = json.dumps(bundle(MARA, BANK), indent=2).splitlines(keepends=True)[:-3]
    found, register = entries(lines)
    assert found == []
    assert register.skipped == 1


def test_lines_are_read_one_by_one_where_each_is_an_object():
    def lines():
        yield from [json.dumps(MARA)] * 3
        pytest.fail("a fourth line was read for the third entry")

    found = recognise([json.dumps(MARA)]).entries(lines())
    assert [next(found).name for _ in range(3)] == ["Mara Olt"] * 3


@pytest.mark.parametrize("indent", [None, 2])
def test_a_broken_object_in_a_bundle_is_told_and_costs_no_other(indent):
    told = bundle(MARA, {"type": "identity"}, 7, BANK)
    lines = json.dumps(told, indent=indent).splitlines(keepends=True)
    found, register = entries(lines)
    assert [e.name for e in found] == ["Mara Olt", "Harbour Bank"]
    assert register.skipped == 1
    assert "2 objects of the bundle: not an object of STIX" in register.broken


def test_other_registers_are_still_told_apart():
    label = {"en": {"language": "en", "value": "Mara Olt"}}
    lines = {
        "Wikidata": json.dumps({"id": "Q1", "labels": label, "aliases": {}, "claims": {}}),
        "FollowTheMoney": json.dumps({"id": MARA["id"], "schema": "Person", "properties": {}}),
    }
    assert {recognise([line]).name for line in lines.values()} == set(lines)
    assert recognise(["name--kind", '"Olt--person"']) is None


def test_an_alias_finds_somebody_of_a_case():
    uses = (NameUse("Order of the Heron", (("The Courier", 1),)),)
    group = EntityKind.GROUP
    one = Identity("i1", "e1", "Order of the Heron", group, ("e1",), ("r1",), ("r1",), uses)
    told = thing("intrusion-set", 5, name="GH-7", aliases=["Order of the Heron"])
    found, _ = entries([json.dumps(bundle(told))])
    (proposal,) = match([one], found)
    assert proposal.is_sure
    assert proposal.fits[0].written == "Order of the Heron"
