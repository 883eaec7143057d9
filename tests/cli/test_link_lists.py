"""`sayso link` with lists of a user's own, and with what sayso exported."""

from __future__ import annotations

import gzip
import json

import pytest
from running import sayso

LIST = (
    "Name;Kind;Note\nIlve Sandor;person;né à Vessa\nNorrby League;group;\n"
    "Pavel Dorn;person;harbour master\nHarbour Bank;company;lends to yards\n"
)


@pytest.fixture
def case(folder):
    assert sayso("add", folder, "--quiet").exit_code == 0


def proposed(path, *more):
    told = sayso("link", path, "--format", "json", *more)
    assert told.exit_code == 0, told.stderr
    return {p["name"]: p for p in map(json.loads, told.stdout.splitlines())}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.usefixtures("case")
def test_a_list_of_any_encoding(here, encoding, end):
    (here / "list.csv").write_bytes(LIST.replace("\n", end).encode(encoding))
    found = proposed("list.csv")
    assert found.keys() == {"Ilve Sandor", "Norrby League"}
    assert found["Ilve Sandor"]["fits"][0]["note"] == "né à Vessa"
    assert not found["Ilve Sandor"]["sure"]
    assert found["Norrby League"]["sure"]


@pytest.mark.usefixtures("case")
def test_a_packed_list(here):
    (here / "list.csv.gz").write_bytes(gzip.compress(LIST.encode("cp1252")))
    assert "Norrby League" in proposed("list.csv.gz")


@pytest.mark.usefixtures("case")
def test_an_entry_without_a_kind_is_attached_without_a_warning(here):
    (here / "list.csv").write_text("id,name\n7,Ilve Sandor\n", "utf-8")
    told = sayso("link", "list.csv", "Ilve Sandor", "7")
    assert told.exit_code == 0
    assert "here" not in told.stderr
    assert "list:7" in sayso("entity", "Ilve Sandor").stdout


@pytest.mark.usefixtures("case")
def test_a_broken_row_is_told_by_file_and_line_and_leaves_nothing_sure(here):
    (here / "list.csv").write_text("name,kind\nNorrby League,group\n,person\nx,y,z\n", "utf-8")
    told = sayso("link", "list.csv", "--quiet", "--format", "json")
    assert told.exit_code == 1
    (line,) = told.stderr.strip().splitlines()
    assert "list.csv: 2 lines could not be read" in line
    assert "(the first is line 3: no name in this row)" in line
    assert not any(json.loads(each)["sure"] for each in told.stdout.splitlines())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"colour,size\nred,4\n", "Line 1 is: colour,size"),
        (b"name\n" + bytes(range(32)) * 40, "list.csv: "),
        (b"", "no register that sayso knows"),
    ],
)
@pytest.mark.usefixtures("case")
def test_a_table_that_is_no_list_gets_one_line(here, content, told):
    (here / "list.csv").write_bytes(content)
    result = sayso("link", "list.csv")
    assert result.exit_code == 1
    (line,) = result.stderr.strip().splitlines()
    assert told in line


@pytest.mark.usefixtures("case")
def test_what_was_exported_is_found_again(here):
    assert sayso("export", "ftm", "out").exit_code == 0
    for name in ("entities.ftm.json", "statements.csv"):
        found = proposed(f"out/{name}")
        fit = found["Norrby League"]["fits"][0]
        assert fit["id"] == f"ftm:sayso-{found['Norrby League']['id']}"
