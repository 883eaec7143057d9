"""When, where, to whom and through what medium something was said; manner and stance."""

import csv
from pathlib import Path

import pytest

from sayso.attribute.cue import lexicon, stances
from sayso.model import Stance


def setting(tree, text):
    found = tree(text)
    told = found.attribution.statements[1].setting
    names = ("when", "where", "to", "medium")
    spans = {name: getattr(told, name) for name in names}
    return {name: span.of(text) for name, span in spans.items() if span}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The minister told reporters on Monday that the dam was safe.", ("to", "reporters")),
        ("The minister told reporters on Monday that the dam was safe.", ("when", "Monday")),
        ("The union said in a statement that the strike would go on.", ("medium", "a statement")),
        ("The mayor said on Telegram that the bridge was closed.", ("medium", "Telegram")),
        ("The clerk testified before the court that he had lied.", ("to", "the court")),
        ("Ilan Voss wrote in a letter that the crew was paid.", ("medium", "a letter")),
    ],
)
def test_a_statement_tells_its_setting(tree, text, told):
    name, words = told
    assert setting(tree, text).get(name) == words


def test_what_was_said_is_no_part_of_the_setting(tree):
    told = setting(tree, "The clerk said that the captain told reporters in a statement on Monday.")
    assert told == {}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The clerk said that the safe was empty.", Stance.VOICE),
        ("The clerk admitted that the safe was empty.", Stance.SHARED),
        ("The clerk claimed that the safe was empty.", Stance.DOUBTED),
        ("The clerk feared that the safe was empty.", Stance.OPEN),
    ],
)
def test_the_cue_tells_who_stands_behind_it(tree, text, stance):
    assert tree(text).attribution.statements[1].stance is stance


def test_every_manner_of_the_lexicon_has_a_stance():
    manners = {cue.manner for rows in lexicon().values() for cue in rows}
    assert manners <= set(stances())


def test_the_manners_that_are_promised_are_there():
    promised = {"says", "claims", "admits", "denies", "confirms", "orders", "promises"}
    promised |= {"threatens", "believes", "fears", "hopes", "asks"}
    assert promised <= {cue.manner for rows in lexicon().values() for cue in rows}


def test_the_page_on_statements_tells_every_manner_as_the_table_does():
    root = Path(__file__).resolve().parents[2]
    page = (root / "docs" / "statements.md").read_text("utf-8")
    table = (root / "src" / "sayso" / "attribute" / "manners.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        assert f"| `{row['manner']}` | {row['stance']} | {row['meaning']} |" in page
