"""Entities and statements of FollowTheMoney, and lists that people keep, as registers."""

import json

import pytest

from sayso.model import EntityKind
from sayso.resolve.identity import Identity, NameUse
from sayso.resolve.register import match, recognise
from sayso.resolve.register.ftm import read_line as ftm
from sayso.resolve.register.table import MOST_LINES


def read(*lines):
    register = recognise(lines)
    assert register is not None
    return list(register.entries(lines)), register


def one(*lines):
    (entry,), register = read(*lines)
    assert register.skipped == 0
    return entry


def identity(name, kind):
    uses = (NameUse(name, (("The Courier", 1),)),)
    return Identity(f"i-{name}", f"e-{name}", name, kind, (f"e-{name}",), ("r1",), ("r1",), uses)


def test_an_entity_without_a_caption_is_not_of_opensanctions():
    told = {"id": "a.1", "schema": "Person", "properties": {"name": ["Mara Olt", "M. Olt"]}}
    entry, register = read(json.dumps(told))
    assert register.name == "FollowTheMoney"
    assert (entry[0].id, entry[0].kind) == ("ftm:a.1", EntityKind.PERSON)
    assert entry[0].names == ("Mara Olt", "M. Olt")
    told["caption"] = "Mara Olt"
    assert one(json.dumps(told)).id == "opensanctions:a.1"


@pytest.mark.parametrize(
    ("schema", "properties", "kind", "names"),
    [
        ("Address", {"full": ["Port Vessa"]}, EntityKind.PLACE, ("Port Vessa",)),
        ("Vessel", {"name": ["Ilde"]}, EntityKind.VEHICLE, ("Ilde",)),
        ("LegalEntity", {"name": ["Mara Olt"]}, None, ("Mara Olt",)),
        (
            "Person",
            {"firstName": ["Mara"], "lastName": ["Olt"]},
            EntityKind.PERSON,
            ("Mara Olt",),
        ),
        (
            "PublicBody",
            {"name": ["Ministry of Tides"], "weakAlias": ["MoT"]},
            EntityKind.ORGANIZATION,
            ("Ministry of Tides", "MoT"),
        ),
    ],
)
def test_schemata_and_their_names(schema, properties, kind, names):
    entry = ftm(json.dumps({"id": "1", "schema": schema, "properties": properties}))
    assert (entry.kind, entry.names) == (kind, names)
    assert entry.is_any == (kind is None)


@pytest.mark.parametrize("schema", ["Note", "Mention", "Ownership", "Article", "Event"])
def test_notes_links_and_documents_are_nobody(schema):
    line = json.dumps({"id": "1", "schema": schema, "properties": {"name": ["Mara Olt"]}})
    assert ftm(line) is None


@pytest.mark.parametrize("line", ["{", '{"schema": "Person"}', '{"schema": [], "properties": 3}'])
def test_a_broken_entity_is_told(line):
    with pytest.raises(ValueError):
        ftm(line)


HEAD = '"canonical_id","entity_id","prop","schema","value","dataset"\n'
STATEMENTS = (
    HEAD,
    '"a","x","name","LegalEntity","Mara Olt","one"\n',
    '"b","b","name","Organization","Olt & Sons","one"\n',
    '"a","y","name","Person","Mara Olt","two"\n',
    '"a","y","birthDate","Person","1960","two"\n',
    '"a","y","notes","Person","two\n',
    'lines ""here""","two"\n',
    '"n","n","name","Note","a note","two"\n',
)


def test_statements_are_gathered_by_entity():
    entries, register = read(*STATEMENTS)
    assert (register.read, register.skipped) == (2, 0)
    found = {e.id: e for e in entries}
    assert found["ftm:a"].names == ("Mara Olt",)
    assert found["ftm:a"].kind is EntityKind.PERSON
    assert found["ftm:a"].note == "1960"
    assert found["ftm:b"].name == "Olt & Sons"


def test_a_broken_statement_is_told_with_its_line():
    entries, register = read(*STATEMENTS[:3], '"a","","name","Person","Olt","two"\n')
    assert len(entries) == 2
    assert register.skipped == 1
    assert register.broken.startswith("line 4: a statement needs entity_id")


def test_a_list_with_other_names_a_kind_an_id_and_notes():
    entry = one("Name;Aliases;Type;ID;Notes;Born", "Mara Olt;M. Olt|Мара Олт;Person;7;a clerk;1960")
    assert (entry.id, entry.bare, entry.kind) == ("list:7", "7", EntityKind.PERSON)
    assert entry.names == ("Mara Olt", "M. Olt", "Мара Олт")
    assert entry.note == "a clerk; Born: 1960"


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("name,alias", "Mara Olt,M. Olt"),
        ("\ufeffFULL NAME\tA.K.A.", "Mara Olt\tM. Olt"),
        ("id|name|other names", "7|Mara Olt|M. Olt"),
        ("first name,last_name,alias 1,alias 2", "Mara,Olt,M. Olt,"),
        ("Alias,Alias,Name", "M. Olt,,Mara Olt"),
        ('"Full-Name","Also known as"', '"Mara  Olt","M. Olt; M. Olt"'),
        ("Surname,Given name,Spellings", "Olt,Mara,M. Olt"),
    ],
)
def test_headings_are_known_in_many_ways(heading, row):
    assert one(heading, row).names == ("Mara Olt", "M. Olt")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Individual", EntityKind.PERSON),
        ("armed group", EntityKind.GROUP),
        ("Legal Entity", EntityKind.ORGANIZATION),
        ("TOWN", EntityKind.PLACE),
        ("ship", EntityKind.VEHICLE),
    ],
)
def test_kinds_are_known_in_many_words(word, kind):
    assert one("name,kind", f"Olt,{word}").kind is kind


def test_a_kind_that_is_not_known_is_told_and_rules_nothing_out():
    entry = one("name,kind", "Mara Olt,wizard")
    assert entry.kind is None
    assert entry.note == "kind: wizard"
    people = match([identity("Mara Olt", EntityKind.PERSON)], [entry])
    towns = match([identity("Mara Olt", EntityKind.PLACE)], [entry])
    bodies = match([identity("Mara Olt", EntityKind.ORGANIZATION)], [entry])
    assert len(people) == len(towns) == len(bodies) == 1
    assert not people[0].is_sure
    person = one("name,kind", "Mara Olt,person")
    assert match([identity("Mara Olt", EntityKind.PLACE)], [person]) == []


def test_one_row_for_a_person_and_a_place_of_the_case_is_sure_for_neither():
    entry = one("name", "Mara Olt")
    two = [identity("Mara Olt", EntityKind.PERSON), identity("Mara Olt", EntityKind.PLACE)]
    assert [p.is_sure for p in match(two, [entry])] == [False, False]


def test_without_an_id_the_row_makes_one():
    first, second = (one("name,born", f"Mara Olt,{year}") for year in (1960, 1990))
    assert first.id.startswith("list:w")
    assert first.id == one("name,born", "Mara Olt,1960").id != second.id


def test_a_cell_may_go_on_over_lines_and_empty_rows_are_none():
    lines = ("name,notes\n", "\n", ",\n", 'Mara Olt,"a clerk,\n', 'then a judge"\n')
    assert one(*lines).note == "a clerk, then a judge"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("Mara Olt,x", ",a clerk"), "line 3: no name in this row"),
        (("Mara Olt,a clerk, then a judge",), "line 2: 3 cells where there are 2 columns"),
        (("Mara Olt,x", '"Ilan Voss,y'), "line 3: a quotation mark is not closed"),
        (('"Mara" Olt,x',), "line 2: "),
    ],
)
def test_a_broken_row_is_told_with_its_line_and_the_rest_is_read(rows, told):
    entries, register = read("name,notes", *rows)
    assert register.skipped == 1
    assert register.broken.startswith(told)
    assert len(entries) == len(rows) - 1


def test_a_quotation_mark_that_is_never_closed_costs_some_rows_only():
    rows = [f"Mara Olt{n},x" for n in range(2 * MOST_LINES)]
    entries, register = read("name,notes", '"Ilan Voss,y', *rows)
    assert register.skipped == 1
    assert len(entries) == MOST_LINES + 1


@pytest.mark.parametrize(
    "head", ["colour,size", "Mara Olt", "", "last name,notes", "9\tVessa\tVessa", '"name']
)
def test_what_has_no_column_of_names_is_no_list(head):
    assert recognise([head, "a,b"]) is None


def test_a_heading_is_looked_for_in_the_first_line_only():
    assert recognise(["some words", "name,kind"]) is None
