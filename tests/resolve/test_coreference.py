"""Which phrases of a report mean the same, and what a role or an entity gets from that."""

import pytest

from sayso.annotate.annotation import annotate
from sayso.attribute import attribute
from sayso.model import Report
from sayso.resolve.coreference.chains import refer
from sayso.resolve.coreference.phrases import find_phrases
from sayso.resolve.resolution import named, resolve


def read(text):
    annotation = annotate(Report("r1", "a.txt", "0" * 64, "text/plain", text))
    return annotation, attribute(annotation)


def phrases(text):
    annotation, _ = read(text)
    return [annotation.doc[p.first : p.last].text for p in find_phrases(annotation)]


def chains(text):
    annotation, attribution = read(text)
    found = refer(annotation, attribution, named(annotation))
    return [[m.span.of(text) for m in chain.mentions] for chain in found if len(chain.mentions) > 1]


def references(text, name):
    annotation, attribution = read(text)
    entities = resolve(annotation, attribution, ()).entities
    return next([r.of(text) for r in e.references] for e in entities if e.name == name)


def test_a_phrase_is_whole_and_what_means_nothing_is_none():
    found = phrases("In fact, the two men who fled the camp sold her brother's boat on Monday.")
    assert "the two men who fled the camp" in found
    assert "her brother's boat" in found
    assert "her brother's" in found
    assert "her" in found
    assert "fact" not in found


def test_phrases_never_cross():
    text = "The head of the Harbour Bank and his deputy met the mayor of Kessen, a former judge."
    annotation, _ = read(text)
    found = find_phrases(annotation)
    assert found == sorted(found)
    for one in found:
        for other in found:
            assert not one.first < other.first < one.last < other.last


@pytest.mark.parametrize(
    ("text", "together"),
    [
        (
            "Mara Olt resigned on Friday. She had led the ministry since 2019.",
            ["Mara Olt", "She"],
        ),
        (
            "The Harbour Front said it had lost nine fighters. The group blamed the army.",
            ["The Harbour Front", "it", "The group"],
        ),
        (
            "Two men were held in Kessen. The men had carried knives, and they gave no names.",
            ["Two men", "The men", "they"],
        ),
        (
            "A ship ran aground near Kessen on Sunday. The ship was carrying oil.",
            ["A ship", "The ship"],
        ),
    ],
)
def test_what_means_the_same_is_one_chain(text, together):
    assert any(set(together) <= set(chain) for chain in chains(text)), chains(text)


def test_a_subset_is_not_the_whole():
    text = "Four members of the Harbour Front were shot. They died on Monday."
    assert not any("They" in c and "the Harbour Front" in c for c in chains(text))


def test_two_named_entities_are_never_one_chain():
    text = "Ilan Voss met Tomas Adler. Voss said Adler was late. Adler said he was not."
    assert not any("Ilan Voss" in c and "Tomas Adler" in c for c in chains(text))


def test_an_entity_knows_where_it_is_meant():
    text = "Mara Olt resigned on Friday. She had led the ministry since 2019."
    assert references(text, "Mara Olt") == ["She"]


def test_a_pronoun_between_two_people_refers_to_neither():
    text = "Ilan Voss met Tomas Adler on Friday. He had killed two guards."
    assert references(text, "Ilan Voss") == []
    assert references(text, "Tomas Adler") == []


@pytest.mark.parametrize("text", ["", "   \n\n ", "…", "12:30", "!!! ??? —", "她说。"])
def test_any_text_is_read(text):
    assert all(len(c) > 1 for c in chains(text))
