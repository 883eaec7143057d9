"""Names: whole, of the right kind, found wherever they stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.names import find_names
from sayso.annotate.parse import parse


def kinds(text):
    return {n.span.of(text): n.kind.value for n in find_names(parse(text))}


def found(text):
    return [n.span.of(text) for n in find_names(parse(text))]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Fighters of the Movement of the Dispossessed in the Valley crossed the river.",
            "Movement of the Dispossessed in the Valley",
            "group",
        ),
        (
            "He led the Movement for the Freedom of the Lower Towns until May.",
            "Movement for the Freedom of the Lower Towns",
            "group",
        ),
        (
            "Villagers fear the Lord's Salvation Army of Kessen most of all.",
            "Lord's Salvation Army of Kessen",
            "group",
        ),
        (
            "The letter came from the Ministry of the Interior on Monday.",
            "Ministry of the Interior",
            "organization",
        ),
        (
            "She works for the Ministry of Trade and Industry in the capital.",
            "Ministry of Trade and Industry",
            "organization",
        ),
        (
            "A strike was called by the Velm Dockers' Union in spring.",
            "Velm Dockers' Union",
            "organization",
        ),
        ("The ship left Port Selm in the night.", "Port Selm", "facility"),
        ("They blew up Kessen Bridge before dawn.", "Kessen Bridge", "facility"),
        (
            "The attack was part of Operation Quiet Harbour, he said.",
            "Operation Quiet Harbour",
            "event",
        ),
        ("Parliament passed the Public Charges Act in June.", "Public Charges Act", "document"),
        ("The loan came from the Bank of Kessen last year.", "Bank of Kessen", "organization"),
        ("The men had joined the Iron Valley Brigade.", "Iron Valley Brigade", "group"),
        ("They are wanted by the Kessen Harbour Police.", "Kessen Harbour Police", "organization"),
        ("The Velmian government denied the report.", "Velmian government", "organization"),
    ],
)
def test_a_name_is_found_whole_and_its_cue_word_tells_the_kind(text, name, kind):
    assert kinds(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name", "gone"),
    [
        ("Reporters met President Mara Olt in the hall.", "Mara Olt", "President"),
        ("Foreign Minister Ilan Voss spoke on Monday.", "Ilan Voss", "Minister"),
        ("Yesterday Lt. Gen. Dala Rook resigned.", "Dala Rook", "Gen"),
        ("The letter was signed by Secretary of Trade Tomas Adler.", "Tomas Adler", "Secretary"),
        ("Former Deputy Prime Minister Ada Brenn left.", "Ada Brenn", "Minister"),
    ],
)
def test_titles_are_cut_off(text, name, gone):
    names = found(text)
    assert name in names
    assert not any(gone in n for n in names)


def test_a_portfolio_word_in_a_bodys_name_stays():
    names = found("She is the head of the National Centre for Harbour Studies.")
    assert names == ["National Centre for Harbour Studies"]


def test_a_role_alone_is_no_name():
    assert found("The Foreign Minister and the Prime Minister met.") == []


def test_the_body_before_a_title_stays_a_name():
    names = kinds("On Friday Harbour Ministry Secretary Ilan Voss denied it.")
    assert names == {"Harbour Ministry": "organization", "Ilan Voss": "person"}


def test_a_surname_that_is_a_title_stays():
    assert "Julia Marrant" in found("Foreign Minister Julia Marrant spoke to reporters.")


def test_articles_and_possessives_are_cut_off():
    names = found("The Harbour Bank's director met Mara Olt's lawyer.")
    assert names == ["Harbour Bank", "Mara Olt"]


def test_particles_and_hyphens_stay_inside():
    text = "Police named Ana de la Cruz-Olt, Omar bin Karim al-Rashan and Pieter van der Weld."
    assert found(text) == ["Ana de la Cruz-Olt", "Omar bin Karim al-Rashan", "Pieter van der Weld"]


def test_a_nickname_in_quotation_marks_belongs_to_the_name():
    assert kinds('The court freed Ilan "Fox" Voss today.') == {'Ilan "Fox" Voss': "person"}


def test_an_acronym_in_brackets_is_a_name_of_the_same_kind():
    text = "The Front for the Liberation of Velm (FLV) denied it. The FLV has no bombs."
    spotted = kinds(text)
    assert spotted["Front for the Liberation of Velm"] == spotted["FLV"] == "group"
    assert found(text).count("FLV") == 2


def test_the_acronym_of_a_common_noun_is_no_name():
    assert "IPDs" not in found("They hid improvised petrol devices (IPDs). The IPDs went off.")


def test_an_acronym_that_is_also_a_word_is_a_name_by_what_stands_around_it():
    text = (
        "The armed group RISE took the bridge. Prices rise when RISE fighters come, "
        "and RISE said so."
    )
    assert found(text).count("RISE") == 3
    assert kinds(text)["RISE"] == "group"


def test_the_verb_might_is_told_from_the_movement():
    text = (
        "The Movement for the Independence of the Grey Harbour Towns said it might talk. "
        "Asked whether MIGHT had bombs, a spokesman said it might."
    )
    assert found(text).count("MIGHT") == 1
    assert kinds(text)["MIGHT"] == "group"


def test_a_word_stressed_by_capitals_is_no_name():
    assert "NOT" not in found("We did NOT sign the letter, and we will NOT sign it now.")


def test_months_weekdays_and_money_are_no_names():
    text = "On Monday, 3 March, Ilan Voss paid 40 Euros; on Tuesday in April he paid in Dollars."
    assert found(text) == ["Ilan Voss"]


def test_a_militia_is_no_person():
    text = "Ansar Kessen fighters entered Velm. A day later Ansar Kessen left."
    assert kinds(text)["Ansar Kessen"] == "group"


def test_peoples_are_nationalities():
    spotted = kinds("Two Norwegian divers and four Peruvians were held.")
    assert spotted == {"Norwegian": "nationality", "Peruvians": "nationality"}


def test_a_people_is_known_by_its_place_in_the_same_report():
    spotted = kinds(
        "Officials in Zhemora were silent. A Zhemoran diplomat left. In Zhemora it rained."
    )
    assert spotted["Zhemora"] == "place"
    assert spotted["Zhemoran"] == "nationality"


def test_a_name_found_once_is_found_everywhere():
    text = "Mayor Tomas Adler was arrested. Nobody knows why Adler was taken. Adler is 43."
    assert found(text) == ["Tomas Adler", "Adler", "Adler"]


def test_the_small_word_of_a_name_is_no_mention():
    text = "Judge Ada Brook resigned. Children played at the brook. Brook did not say why."
    assert found(text) == ["Ada Brook", "Brook"]


def test_a_title_case_headline_does_not_run_names_together():
    text = "Minister Mara Olt Denies Ordering Kessen Strike\n\nMara Olt denied it in Kessen."
    names = found(text)
    assert "Mara Olt" in names
    assert all(n in ("Mara Olt", "Kessen") for n in names)


def test_a_shouted_dateline_is_a_place():
    assert kinds("KESSEN, March 3 (Harbour News) - Mara Olt left.")["KESSEN"] == "place"


def test_washington_is_a_person_or_a_place_by_what_stands_around_it():
    text = "General Washington slept. Talks went on in Washington. In Washington it rained."
    names = find_names(parse(text))
    assert [n.kind.value for n in names] == ["person", "place", "place"]


def test_an_army_is_a_states_or_a_groups():
    spotted = kinds("The Norwegian Army fought the Red Dawn Army of Kessen.")
    assert spotted == {"Norwegian Army": "organization", "Red Dawn Army of Kessen": "group"}


def test_a_name_goes_on_over_a_wrapped_line():
    text = (
        "The statement came late on Friday from the Movement of the\n"
        "Dispossessed and was read on the radio."
    )
    assert "Movement of the\nDispossessed" in found(text)


def test_soft_hyphens_do_not_hide_a_name():
    text = "A spokesman for the Har\u00adbour Mi\u00adnis\u00adtry of Kessen said so."
    assert "Har\u00adbour Mi\u00adnis\u00adtry of Kessen" in found(text)


def test_no_text_has_no_names():
    assert find_names(parse(" \n\n ")) == ()


WORDS = st.sampled_from(
    [
        *("Mara", "Olt", "RISE", "Ministry", "of", "the", "Interior", "(MDV)", "President"),
        *("al-Rashan", "“Fox”", "said,", "and", "Kessen's", "O’Brenn", "U.S.", "Velm-Ostria"),
        *("government", "Front", "for", "12", "Jr.", "é̄", "🙂", "مارا", "\n", "\n\n"),
        *(".", ":", "'", "-", "&", "Lord’s", "Iraqi", "army", "in", "Workers’", "MIGHT"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25).map(" ".join))
def test_names_are_exact_ordered_and_apart(text):
    names = find_names(parse(text))
    at = 0
    for name in names:
        assert at <= name.span.start < name.span.end <= len(text)
        words = name.span.of(text)
        assert words == words.strip()
        at = name.span.end
    assert names == find_names(parse(text))


def test_a_text_may_be_cut_off_after_an_article():
    assert found("The ice is melting.\n\nThe") == []
