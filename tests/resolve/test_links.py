"""Voices, roles and places linked to entities, or to nobody where it is not clear."""

import pytest

from sayso.annotate.annotation import annotate
from sayso.attribute import Attribution
from sayso.model import (
    Claim,
    Filler,
    Modality,
    Polarity,
    Quoted,
    Report,
    Span,
    Statement,
    Voice,
    VoiceKind,
    Where,
)
from sayso.resolve.resolution import resolve

OUTLET = Voice("v0", "The Harbour Courier", VoiceKind.OUTLET)


def span(text, words, time=1):
    at = -1
    for _ in range(time):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def root(text):
    whole = (Span(0, len(text)),)
    return Statement("s0", None, "v0", None, None, whole, "narrates", Quoted.DIRECT)


def settle(text, voices=(), statements=(), fillers=(), where=None):
    """The resolution of a report with one claim that has these fillers."""
    report = Report("r1", "a.txt", "0", "text/plain", text)
    attribution = Attribution((OUTLET, *voices), (root(text), *statements))
    claim = Claim(
        "c1",
        "s0",
        "attacks",
        Span(0, 1),
        tuple((f"role{i}", Filler(f)) for i, f in enumerate(fillers)),
        Polarity.AFFIRMED,
        Modality.ACTUAL,
        Span(0, len(text)),
        ("v0",),
        where=where and Where(where),
    )
    return resolve(annotate(report), attribution, (claim,))


def name_of(resolution, entity):
    return next((e.name for e in resolution.entities if e.id == entity), None)


def voice_names(text, words, kind):
    voice = Voice("v1", words, kind, (span(text, words),))
    resolution = settle(text, (voice,))
    return name_of(resolution, resolution.voices[1].entity)


def filled(text, words, time=1, **more):
    resolution = settle(text, fillers=(span(text, words, time),), **more)
    return name_of(resolution, resolution.claims[0].roles[0][1].entity)


TEXT = (
    "President Mara Olt met Navy captain Ilan Voss in Kessen on Monday. "
    "An official at the Harbour Bank said four officials of the ministry had left. "
    "Olt denied it."
)


def test_a_named_voice_gets_its_entity():
    assert voice_names(TEXT, "President Mara Olt", VoiceKind.PERSON) == "Mara Olt"
    assert voice_names(TEXT, "Olt denied it"[:3], VoiceKind.PERSON) == "Mara Olt"


def test_an_unnamed_voice_never_gets_an_entity():
    assert voice_names(TEXT, "An official at the Harbour Bank", VoiceKind.ANONYMOUS) is None
    assert voice_names(TEXT, "Navy captain Ilan Voss", VoiceKind.ANONYMOUS) is None


def test_a_voice_is_not_the_body_that_it_works_for():
    assert voice_names(TEXT, "An official at the Harbour Bank", VoiceKind.PERSON) is None


def test_two_names_are_not_one_voice():
    text = "Mara Olt and Ilan Voss said the bridge was safe."
    assert voice_names(text, "Mara Olt and Ilan Voss", VoiceKind.PERSON) is None


def test_the_outlet_is_the_body_of_its_name():
    text = "The Harbour Courier apologised to Mara Olt on Friday."
    resolution = settle(text)
    assert name_of(resolution, resolution.voices[0].entity) == "Harbour Courier"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("President Mara Olt", "Mara Olt"),
        ("Navy captain Ilan Voss", "Ilan Voss"),
        ("four officials of the ministry", None),
        ("An official at the Harbour Bank", None),
    ],
)
def test_a_role_is_filled_by_the_name_at_its_head(words, name):
    assert filled(TEXT, words) == name


def test_what_belongs_to_somebody_is_not_the_owner():
    text = "Soldiers searched Mara Olt's house and shot the driver of Ilan Voss."
    assert filled(text, "Mara Olt's house") is None
    assert filled(text, "the driver of Ilan Voss") is None


def test_a_group_after_its_noun_is_the_head():
    text = "The armed group RISE attacked a farm. RISE fighters fled."
    assert filled(text, "The armed group RISE") == "RISE"


def test_the_only_ministry_met_is_the_ministry():
    text = "The Ministry of the Interior closed the port. The ministry gave no reason."
    assert filled(text, "The ministry") == "Ministry of the Interior"


def test_with_two_ministries_the_ministry_is_neither():
    text = (
        "The Ministry of the Interior and the Ministry of Trade met. The ministry gave no reason."
    )
    assert filled(text, "The ministry") is None


def test_a_pronoun_is_the_only_person_before_it():
    text = "Ilan Voss was freed on Friday. He had killed two guards."
    assert filled(text, "He") == "Ilan Voss"


def test_a_pronoun_between_two_people_is_nobody():
    text = "Ilan Voss met Tomas Adler on Friday. He had killed two guards."
    assert filled(text, "He") is None


def test_a_pronoun_after_an_unnamed_person_is_nobody():
    text = "Ilan Voss was attacked by a soldier on Friday. He fled."
    assert filled(text, "He") is None


def test_a_pronoun_is_nobody_when_its_name_is_far():
    text = "Ilan Voss was freed on Friday. It rained in the hills. He had a dog."
    assert filled(text, "He") is None


def test_an_object_is_not_the_subject_of_its_clause():
    text = "The Front of the Grey Towns denied it."
    assert filled(text, "it") is None


def quoted_report():
    text = "“I ordered the arrest, and we told him,” Mara Olt said."
    voice = Voice("v1", "Mara Olt", VoiceKind.PERSON, (span(text, "Mara Olt"),))
    said = Statement(
        "s1",
        "s0",
        "v1",
        span(text, "Mara Olt"),
        span(text, "said"),
        (span(text, "“I ordered the arrest, and we told him,”"),),
        "says",
        Quoted.DIRECT,
    )
    return text, {"voices": (voice,), "statements": (said,)}


def test_i_in_a_quotation_is_who_speaks():
    text, more = quoted_report()
    assert filled(text, "I", **more) == "Mara Olt"


def test_we_in_a_persons_quotation_is_nobody():
    text, more = quoted_report()
    assert filled(text, "we", **more) is None


def test_i_outside_a_quotation_is_nobody():
    assert filled("I saw Mara Olt in Kessen.", "I") is None


def test_a_pronoun_that_a_voice_was_joined_by_is_that_voices():
    text = "Mara Olt spoke to Ilan Voss. She left."
    voice = Voice("v1", "Mara Olt", VoiceKind.PERSON, (span(text, "Mara Olt"), span(text, "She")))
    assert filled(text, "She", voices=(voice,)) == "Mara Olt"


def test_a_place_is_the_name_at_its_head():
    text = "A bomb went off in Kessen near a shop outside the town."
    resolution = settle(text, where=span(text, "in Kessen"))
    assert name_of(resolution, resolution.claims[0].where.entity) == "Kessen"
    resolution = settle(text, where=span(text, "near a shop"))
    assert resolution.claims[0].where.entity is None


def test_nothing_else_of_voices_and_claims_is_touched():
    voice = Voice("v1", "Mara Olt", VoiceKind.PERSON, (span(TEXT, "Mara Olt"),), count=1)
    resolution = settle(TEXT, (voice,), fillers=(span(TEXT, "Navy captain Ilan Voss"),))
    assert resolution.voices[0] == OUTLET
    assert resolution.voices[1].mentions == voice.mentions
    assert resolution.voices[1].count == 1
    assert resolution.claims[0].trigger == Span(0, 1)
    assert resolution.claims[0].where is None


def test_the_same_report_gives_the_same_ids():
    assert settle(TEXT) == settle(TEXT)


def test_a_pronoun_of_the_other_gender_is_nobody():
    text = "Margaret Voss was freed on Friday. He had killed two guards."
    assert filled(text, "He") is None


def test_he_in_a_quotation_is_not_who_speaks():
    text = "Mara Olt met Ilan Voss. “He refuses to talk,” Mara Olt said."
    both = (span(text, "Mara Olt", 2), span(text, "He"))
    voice = Voice("v1", "Mara Olt", VoiceKind.PERSON, both)
    content = (span(text, "“He refuses to talk,”"),)
    said = Statement("s1", "s0", "v1", both[0], span(text, "said"), content, "says", Quoted.DIRECT)
    assert filled(text, "He", voices=(voice,), statements=(said,)) is None


def test_a_vague_noun_is_nobody():
    text = "The Velm Cable Network closed. She resigned from the network on Friday."
    assert filled(text, "the network") is None


def test_an_occupation_before_a_name_is_no_obstacle():
    text = "Police held the carpenter Ilan Voss on Friday."
    assert filled(text, "the carpenter Ilan Voss") == "Ilan Voss"
