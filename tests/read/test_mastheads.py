"""A first line that is the outlet's name, above a date and a headline."""

from __future__ import annotations

import pytest

from sayso.read import Hints, Source, find_sources, read

BODY = "Police in the valley detained two men on Monday, a spokeswoman said in the evening.\n"


def facts(folder, head: str):
    (folder / "report.txt").write_text(f"{head}\n\n{BODY}", "utf-8")
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
