"""Registers of the outside world: their lines read, and their names held against a case's."""

import json

import pytest

from sayso.model import EntityKind
from sayso.resolve.identity import Identity, NameUse
from sayso.resolve.register import Entry, held, match, recognise
from sayso.resolve.register.geonames import read_line as geonames
from sayso.resolve.register.opensanctions import read_line as opensanctions
from sayso.resolve.register.wikidata import read_line as wikidata


def identity(name, kind=EntityKind.PERSON, *others):
    uses = tuple(NameUse(n, (("The Courier", 1),)) for n in (name, *others))
    return Identity(f"i-{name}", f"e-{name}", name, kind, (f"e-{name}",), ("r1",), ("r1",), uses)


def entry(number, name, kind=EntityKind.PERSON, *others):
    return Entry(f"test:{number}", name, (name, *others), kind)


PLACE = "\t".join(
    [
        *("77", "Kessen", "Kessen", "Qessen,Кессен", "1.0", "2.0", "P", "PPL", "DV"),
        *("", "", "", "", "", "31000", "", "5", "UTC", "2019-01-01"),
    ]
)


def test_a_place_of_geonames():
    found = geonames(PLACE + "\n")
    assert (found.id, found.name, found.kind) == ("geonames:77", "Kessen", EntityKind.PLACE)
    assert found.names == ("Kessen", "Qessen", "Кессен")
    assert found.note == "PPL in DV, 31,000 people"
    spot = geonames(PLACE.replace("\tP\tPPL", "\tS\tHSP"))
    assert spot.kind is EntityKind.FACILITY


@pytest.mark.parametrize("line", ["", "Kessen", "x\t" * 18, "77\tKessen"])
def test_other_lines_are_no_places(line):
    with pytest.raises(ValueError, match="not a line"):
        geonames(line)


def test_an_entity_of_opensanctions():
    line = json.dumps(
        {
            "id": "NK-1",
            "schema": "Person",
            "caption": "Mara Olt",
            "properties": {"name": ["Mara Olt"], "alias": ["Мара Олт"], "birthDate": ["1960"]},
        }
    )
    found = opensanctions(line)
    assert (found.id, found.kind) == ("opensanctions:NK-1", EntityKind.PERSON)
    assert found.names == ("Mara Olt", "Мара Олт")
    assert found.note == "1960"
    assert opensanctions(line.replace("Person", "Address")) is None


def test_an_entity_of_wikidata_in_a_dump():
    label = {"en": {"language": "en", "value": "Mara Olt"}}
    instance = [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}]
    told = {"id": "Q1", "labels": label, "aliases": {}, "claims": {"P31": instance}}
    found = wikidata(json.dumps(told) + ",\n")
    assert (found.id, found.name, found.kind) == ("wikidata:Q1", "Mara Olt", EntityKind.PERSON)
    assert wikidata("[\n") is None
    del told["claims"]
    assert wikidata(json.dumps(told)).kind is None


@pytest.mark.parametrize("read", [opensanctions, wikidata])
@pytest.mark.parametrize("line", ["{", "[1]", '{"id": 1}', '{"labels": 3, "schema": []}', "null"])
def test_broken_json_is_told(read, line):
    with pytest.raises(ValueError):
        read(line)


def test_a_register_is_recognised_and_broken_lines_are_counted():
    register = recognise([PLACE])
    assert register.name == "GeoNames"
    assert [e.name for e in register.entries([PLACE, "", "broken", PLACE])] == ["Kessen"] * 2
    assert (register.read, register.skipped) == (2, 1)
    assert recognise(["colour,size", "red,4"]) is None


def test_one_entry_of_the_whole_name_is_sure():
    body = EntityKind.ORGANIZATION
    entries = [entry(1, "Harbour Bank", body), entry(2, "Ilan Voss")]
    (found,) = match([identity("Harbour Bank", body)], entries)
    assert found.is_sure
    assert [f.entry.id for f in found.fits] == ["test:1"]
    assert found.fits[0].because[0] == "the names are the same"


def test_another_script_is_found():
    (found,) = match([identity("Sergei Volkonin")], [entry(1, "Сергей Волконин")])
    assert found.fits[0].written == "Сергей Волконин"


def test_a_persons_name_is_never_enough():
    (found,) = match([identity("Mara Olt")], [entry(1, "Mara Olt")])
    assert found.fits[0].chance > 0.9
    assert not found.is_sure


def test_two_of_one_name_are_never_sure():
    body = EntityKind.ORGANIZATION
    entries = [entry(1, "Harbour Bank", body), entry(2, "Harbour Bank", body)]
    (found,) = match([identity("Harbour Bank", body)], entries)
    assert not found.is_sure
    assert len(found.fits) == 2


def test_a_surname_beside_full_names_finds_nobody():
    entries = [entry(1, "Pavel Dorn", EntityKind.PERSON, "Dorn")]
    assert match([identity("Marta Dorn", EntityKind.PERSON, "Dorn")], entries) == []


def test_one_entry_for_two_of_a_case_is_sure_for_neither():
    body = EntityKind.ORGANIZATION
    two = [identity("Harbour Bank", body), identity("Harbor Bank", body)]
    both = match(two, [entry(1, "Harbour Bank", body)])
    assert [p.is_sure for p in both] == [False, False]
    assert both[0].rivals == ("i-Harbor Bank",)


def test_of_a_person_a_single_word_is_not_looked_for():
    assert match([identity("Olt")], [entry(1, "Olt"), entry(2, "Mara Olt")]) == []


def test_the_longer_of_two_names_that_fit_is_told():
    body = EntityKind.GROUP
    long = "Movement for the Harbour Towns"
    (found,) = match([identity(long, body, "MHT")], [entry(1, long, body, "MHT")])
    assert found.fits[0].name == long


def test_a_single_word_is_not_sure():
    (found,) = match([identity("Kessen", EntityKind.PLACE)], [geonames(PLACE)])
    assert found.fits[0].chance > 0.9
    assert not found.is_sure
    body = EntityKind.GROUP
    (found,) = match([identity("MIGHT", body)], [entry(1, "MIGHT", body)])
    assert not found.is_sure


def test_kinds_are_kept_apart():
    assert match([identity("Kessen", EntityKind.PERSON)], [geonames(PLACE)]) == []
    assert match([identity("Orlander", EntityKind.NATIONALITY)], [entry(1, "Orlander")]) == []


def test_unlike_names_are_not_proposed_but_can_be_held():
    assert match([identity("Mara Olt")], [entry(1, "Ilan Voss")]) == []
    assert held(identity("Mara Olt"), entry(1, "Ilan Voss")).fits[0].chance < 0.1
