"""Names joined to entities by evidence in the text alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.annotation import Name
from sayso.annotate.spelling import fold, is_variant
from sayso.model import EntityKind, Span
from sayso.resolve.resolution import cluster

KINDS = {
    "P": EntityKind.PERSON,
    "O": EntityKind.ORGANIZATION,
    "G": EntityKind.GROUP,
    "L": EntityKind.PLACE,
}


def read(marked):
    """The text and the names of "[P:Mara Olt] spoke"."""
    text, names = "", []
    rest = marked
    while "[" in rest:
        before, _, rest = rest.partition("[")
        inside, _, rest = rest.partition("]")
        kind, _, words = inside.partition(":")
        text += before
        names.append(Name(Span(len(text), len(text) + len(words)), KINDS[kind]))
        text += words
    return tuple(names), text + rest


def entities(marked):
    """What each entity is called, with the texts of its mentions."""
    names, text = read(marked)
    return {e.name: [m.of(text) for m in e.mentions] for e in cluster(names, text, "r1")}


def kinds(marked):
    names, text = read(marked)
    return {(e.name, e.kind.value) for e in cluster(names, text, "r1")}


def test_the_same_words_are_one_entity_in_any_dress():
    made = entities("[O:Harbour Bank] rose. [O:the Harbour Bank] fell. [O:HARBOUR BANK’s] board")
    assert made == {"Harbour Bank": ["Harbour Bank", "the Harbour Bank", "HARBOUR BANK’s"]}


def test_a_surname_belongs_to_the_one_full_name():
    made = entities("[P:Mara Olt] left. [P:Olt] slept. [P:Mara] woke.")
    assert made == {"Mara Olt": ["Mara Olt", "Olt", "Mara"]}


def test_two_people_with_one_surname_stay_apart_and_the_surname_by_itself():
    made = entities("[P:Anna Weld] and [P:Peter Weld] came. Then [P:Weld] left.")
    assert made == {"Anna Weld": ["Anna Weld"], "Peter Weld": ["Peter Weld"], "Weld": ["Weld"]}


def test_a_surname_before_the_second_bearer_is_met_is_the_first_ones():
    made = entities("[P:Anna Weld] sat. [P:Weld] slept. [P:Peter Weld] came. [P:Weld] left.")
    assert made["Anna Weld"] == ["Anna Weld", "Weld"]
    assert made["Peter Weld"] == ["Peter Weld"]
    assert made["Weld"] == ["Weld"]


def test_initials_and_middle_names_are_one_person():
    made = entities("[P:Mara Jane Olt], [P:M. Olt] and [P:Mara J. Olt] are one.")
    assert made == {"Mara Jane Olt": ["Mara Jane Olt", "M. Olt", "Mara J. Olt"]}


def test_another_initial_is_another_person():
    assert len(entities("[P:Mara Olt] met [P:T. Olt].")) == 2


def test_an_acronym_in_brackets_joins_its_long_form():
    made = entities("[G:Front of the Grey Towns] ([G:FGT]) met. [G:FGT] left.")
    assert made == {"Front of the Grey Towns": ["Front of the Grey Towns", "FGT", "FGT"]}


def test_an_acronym_in_brackets_overrules_the_kind():
    made = kinds("[G:Front of the Grey Towns] ([O:FGT]) met.")
    assert made == {("Front of the Grey Towns", "group")}


def test_an_acronym_joins_the_one_name_with_its_initials():
    made = entities("[O:Kessen Harbour Authority] spoke. [O:KHA] denied it.")
    assert made == {"Kessen Harbour Authority": ["Kessen Harbour Authority", "KHA"]}


def test_an_acronym_with_two_long_forms_joins_neither():
    made = entities("[O:Kessen Harbour Authority], [O:Kessen Heritage Agency], [O:KHA].")
    assert made["KHA"] == ["KHA"]


def test_an_acronym_that_is_a_word_joins_its_movement():
    made = entities("[G:Movement for the Independence of the Grey Harbour Towns] or [G:MIGHT]")
    assert list(made) == ["Movement for the Independence of the Grey Harbour Towns"]


def test_an_acronym_in_brackets_behind_another_name_stays_apart():
    made = entities("[O:Kessen Bank] ([O:RISE]) and others")
    assert len(made) == 2


def test_a_ministry_may_turn_its_words_round():
    made = entities("[O:Ministry of the Interior] said. The [O:Interior Ministry] knew.")
    assert made == {"Ministry of the Interior": ["Ministry of the Interior", "Interior Ministry"]}


def test_a_peoples_government_is_its_countrys():
    made = entities("The [O:government of Norway] met; [O:Norwegian government] sources said.")
    assert len(made) == 1
    made = entities("In [L:Velmia] the [O:government of Velmia] met; the [O:Velmian government]")
    assert sorted(made) == ["Velmia", "government of Velmia"]


def test_the_bank_is_the_one_bank_met_before():
    made = entities("[O:Bank of Kessen] closed. [O:Bank] clerks wept.")
    assert made == {"Bank of Kessen": ["Bank of Kessen", "Bank"]}


def test_the_bank_is_nobodys_where_two_banks_are_met():
    made = entities("[O:Bank of Kessen] and [O:Velm Bank] closed. The [O:Bank] wept.")
    assert made["Bank"] == ["Bank"]


def test_a_body_is_not_met_before_it_is_named():
    made = entities("The [O:Bank] wept. [O:Bank of Kessen] closed.")
    assert len(made) == 2


def test_a_long_name_takes_in_its_short_form():
    made = entities("[G:Lord's Army of Kessen] came. [G:Lord's Army] men left.")
    assert made == {"Lord's Army of Kessen": ["Lord's Army of Kessen", "Lord's Army"]}


def test_names_that_share_a_beginning_stay_apart():
    assert len(entities("[O:Bank of Kessen] and [O:Bank of Velm]")) == 2
    assert len(entities("[O:Kessen Harbour Bank] and [O:Kessen Harbour Police]")) == 2


def test_a_place_and_a_person_of_one_name_stay_apart():
    assert kinds("[P:Washington] in [L:Washington]") == {
        ("Washington", "person"),
        ("Washington", "place"),
    }


def test_organization_and_group_are_no_obstacle():
    assert len(entities("[G:Iron Guard] fell. [O:Iron Guard] rose.")) == 1


def test_spellings_of_one_name_are_one_entity():
    made = entities("[P:Mohammed al-Rashan] and [P:Muhammad al-Rashan] and [P:Rashan]")
    assert len(made) == 1


def test_also_known_as_joins():
    made = entities("[P:Tomas Adler], also known as “[P:Fox]”, fled. [P:Fox] ran.")
    assert made == {"Tomas Adler": ["Tomas Adler", "Fox", "Fox"]}


def test_calling_somebody_joins_nobody():
    assert len(entities("[P:Tomas Adler] called [P:Mara Olt].")) == 2


def test_shouting_is_not_the_name_to_show():
    assert list(entities("[L:KESSEN] - rain. [L:Kessen] is wet.")) == ["Kessen"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muhammad", "Mohammed"),
        ("Hezbollah", "Hizbullah"),
        ("Raqqa", "Raqqah"),
        ("Assad", "Asad"),
        ("Sergei Orlan", "Sergey Orlan"),
        ("al-Qaida", "al-Qaeda"),
    ],
)
def test_transliterations_are_variants(one, other):
    assert is_variant(fold(one), fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hassan Weld", "Hussein Weld"),
        ("Maria Weld", "Mario Weld"),
        ("Frances Weld", "Francis Weld"),
        ("Niger", "Nigeria"),
        ("Austria", "Australia"),
        ("Olt", "Alt"),
        ("Anna Weld", "Anne Weld"),
    ],
)
def test_names_apart_are_no_variants(one, other):
    assert not is_variant(fold(one), fold(other))


def test_folding_forgets_dress_only():
    assert fold("The U.S. Navy’s") == ("us", "navy")
    assert fold("Da’esh") == fold("Daesh")
    assert fold("Çelik") == ("celik",)
    assert fold("Har\u00adbour") == ("harbour",)


PIECES = st.sampled_from(
    [
        *("Mara Olt", "Olt", "Peter Olt", "M. Olt", "RISE", "Kessen", "KESSEN", "Bank"),
        *("Bank of Kessen", "Kessen Bank", "al-Rashan", "Interior Ministry", "U.S."),
        *("Ministry of the Interior", "the Front", "Front", "'s", "-", "é", "مارا", "FGT"),
        "Front of G T",
    ]
)


@given(st.lists(st.tuples(PIECES, st.sampled_from(list(EntityKind))), max_size=20))
def test_every_name_is_in_one_entity_and_ids_are_stable(pieces):
    text, names = "", []
    for words, kind in pieces:
        text += "x "
        names.append(Name(Span(len(text), len(text) + len(words)), kind))
        text += words + " "
    made = cluster(names, text, "r1")
    assert made == cluster(reversed(names), text, "r1")
    mentions = [m for e in made for m in e.mentions]
    assert len(mentions) == len(set(mentions))
    assert set(mentions) <= {n.span for n in names}
    assert all(m.of(text) for m in mentions)
    assert all(list(e.mentions) == sorted(e.mentions) and e.mentions for e in made)
    assert len({e.id for e in made}) == len(made)
    assert [e.mentions for e in made] == sorted(e.mentions for e in made)
    assert all(any(e.name == " ".join(m.of(text).split()) for m in e.mentions) for e in made)
    other = cluster(names, text, "r2")
    assert not {e.id for e in made} & {e.id for e in other}


def test_mr_and_a_womans_full_name_are_two():
    made = entities("[P:Margaret Voss] fled. The prosecutor, Mr [P:Voss], refused to say why.")
    assert set(made) == {"Margaret Voss", "Voss"}
    made = entities("[P:Margaret Voss] fled. Ms [P:Voss] refused to say why.")
    assert set(made) == {"Margaret Voss"}


def test_a_country_by_another_name_is_one():
    made = entities("[L:The United States] agreed, and [L:the U.S.] paid. [L:Britain] did not.")
    assert sorted(map(len, made.values())) == [1, 2]


def test_a_part_of_a_country_is_not_the_country():
    assert len(entities("[L:Scotland] voted, and the [L:United Kingdom] did not.")) == 2
