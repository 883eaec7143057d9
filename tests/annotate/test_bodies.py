"""Bodies of state written in small letters are names, with the country inside."""

import pytest

from sayso.annotate.annotation import annotate
from sayso.model import EntityKind, Report


def told(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The names of a text and those within names, with their kinds."""
    annotation = annotate(Report("r1", "a.txt", "0" * 64, "text/plain", text))
    cut = text.__getitem__
    outer, inner = (
        {cut(slice(n.span.start, n.span.end)): n.kind.value for n in names}
        for names in (annotation.names, annotation.inner)
    )
    return outer, inner


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Syrian government rejected the offer on Monday.", "Syrian government"),
        ("Kenyan security forces seized the bridge near Garissa.", "Kenyan security forces"),
        ("Hungary's parliament approved the budget.", "Hungary's parliament"),
        ("Officials fled before the junta in Myanmar fell.", "junta in Myanmar"),
        ("Talks with the government of Iraq went on for weeks.", "government of Iraq"),
    ],
)
def test_a_body_of_state_is_an_organization(text: str, body: str) -> None:
    outer, inner = told(text)
    assert outer[body] == EntityKind.ORGANIZATION
    assert any(country in body for country in inner)


def test_people_of_a_country_are_no_body() -> None:
    outer, _ = told("Hungarian officials said that Kurdish fighters had crossed the river.")
    assert set(outer) == {"Hungarian", "Kurdish"}


def test_a_leader_is_no_vessel() -> None:
    outer, _ = told("They released the opposition leader Hana Velik on Monday.")
    assert outer["Hana Velik"] == EntityKind.PERSON


def test_where_a_body_sits_is_a_name_of_its_own() -> None:
    outer, _ = told("The Kessen-based Truce Monitoring Mission denied it.")
    assert outer == {"Kessen": "place", "Truce Monitoring Mission": "organization"}


def test_an_acronym_joins_the_two_halves_of_a_name() -> None:
    outer, _ = told("Fighters of the Front for Justice and Faith (FJF) burned the mill.")
    assert "Front for Justice and Faith" in outer
    outer, _ = told("The Front for Justice and Ilva Brandt (FJF) burned the mill.")
    assert "Front for Justice and Ilva Brandt" not in outer
