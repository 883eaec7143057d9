"""A first line that is the outlet's name, above a date and a headline."""

from __future__ import annotations

import pytest

from sayso.read import Hints, Source, find_sources, read
from sayso.read.imprint import Imprint

BODY = "Police in the valley detained two men on Monday, a spokeswoman said in the evening.\n"


def facts(folder, head: str, foot: str = ""):
    (folder / "report.txt").write_text(f"{head}\n\n{BODY}\n{foot}", "utf-8")
    (source,) = find_sources([str(folder / "report.txt")])
    assert isinstance(source, Source)
    ((report, _),) = read(source, Hints())
    return report.outlet and report.outlet.value, report.title and report.title.value


@pytest.mark.parametrize(
    "name", ["Meridian Wire", "Canal Six", "The Southern Star", "Radio Ostrey"]
)
def test_a_name_above_a_date_is_the_outlet(tmp_path, name):
    head = f"{name}\n4 March 2024\n\nBlast at grain terminal kills eleven"
    assert facts(tmp_path, head) == (name, "Blast at grain terminal kills eleven")


def test_a_headline_above_a_date_stays_the_headline(tmp_path):
    outlet, title = facts(tmp_path, "Blast kills eleven at terminal\n4 March 2024")
    assert outlet is None
    assert title == "Blast kills eleven at terminal"


TITLE = "Blast at grain terminal kills eleven"


@pytest.mark.parametrize(
    "head",
    [
        f"UPLAND COMPASS\nTuesday, 10 September 2019\n\n{TITLE}",
        f"UPLAND COMPASS\nWorld in brief - Tuesday 10 September 2019\n\n{TITLE}",
        f"UPLAND COMPASS\n\n{TITLE}\n10 September 2019",
        f"UPLAND COMPASS\n\n{TITLE}\nBy Jane Roe",
        f"UPLAND COMPASS\nTitle: {TITLE}\nDate: 10 September 2019",
        f"Title: {TITLE}\nSource: UPLAND COMPASS\nDate: 10 September 2019",
        f"{TITLE}\nOutlet: UPLAND COMPASS",
    ],
)
def test_a_masthead_of_unknown_words_is_known_by_where_it_stands(tmp_path, head):
    assert facts(tmp_path, head) == ("UPLAND COMPASS", TITLE)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        # The words of a headline are those of its report.
        (f"POLICE DETAIN TWO\n4 March 2024\n\n{TITLE}", "POLICE DETAIN TWO"),
        (f"MEN IN VALLEY\n4 March 2024\n\n{TITLE}", "MEN IN VALLEY"),
        ("Upland Compass\n4 March 2024", "Upland Compass"),
        (f"CORRECTION NOTE\n4 March 2024\n\n{TITLE}", "CORRECTION NOTE"),
        (f"SEARCH IN THE DARK AFTER STORM\n4 March 2024\n\n{TITLE}", None),
    ],
)
def test_a_headline_in_capitals_is_no_masthead(tmp_path, head, title):
    found = facts(tmp_path, head)
    assert found[0] is None
    assert title is None or found[1] == title


@pytest.mark.parametrize(
    "foot",
    [
        "© 2019 Upland Compass. All rights reserved.",
        "Copyright Upland Compass Ltd",
        "Write to us: letters@uplandcompass.example",
        "More at https://www.upland-compass.example/valley/2019",
    ],
)
def test_a_first_line_that_the_foot_bears_out_is_the_masthead(tmp_path, foot):
    assert facts(tmp_path, f"Upland Compass\n\n{TITLE}", foot) == ("Upland Compass", TITLE)


@pytest.mark.parametrize(
    ("foot", "outlet"),
    [
        ("© The Upland Examiner", "The Upland Examiner"),
        ("(c) 2018-2019 Upland Herald. All rights reserved.", "Upland Herald"),
        ("© 2019 Upland Compass | www.uplandcompass.example", "Upland Compass"),
        ("© 2019 Jane Roe", None),
        ("© The Authors", None),
        ("Photo: © Olaf Poe / Karsk News", None),
        ("He wrote to news@uplandcompass.example, and nobody answered.", None),
        ("", None),
    ],
)
def test_a_copyright_line_names_the_outlet_where_it_surely_is_one(tmp_path, foot, outlet):
    assert facts(tmp_path, TITLE, foot)[0] == outlet


@pytest.mark.parametrize("value", ["police", "an official who was there", "Orla Brandt"])
def test_a_source_that_stands_alone_is_no_outlet(tmp_path, value):
    assert facts(tmp_path, f"{TITLE}\nSource: {value}")[0] is None


def test_the_imprint_of_a_text_without_one_is_empty():
    for text in ("", "\n\n", "©", "Copyright", "@", "http://", "word " * 50_000):
        found = Imprint.of(text)
        assert found.outlet == ""
        assert not found.bears_out("")
