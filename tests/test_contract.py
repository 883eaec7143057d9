"""The JSON of `sayso claims` is a promise: it obeys the schema that ships, and it loses nothing."""

from __future__ import annotations

import copy
import json
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator, ValidationError

from analyses import HEARSAY, analyses
from sayso.contract import from_json, to_json
from sayso.model import (
    EntityKind,
    Modality,
    Polarity,
    Quoted,
    Report,
    Told,
    VoiceKind,
    chain_of,
    identify,
)
from sayso.pipeline import analyse
from sayso.record.promises import broken

TEXTS = {
    "hearsay": (
        "Court papers say that a former clerk admitted under questioning that the Vessan Guard "
        "had sent four officers to infiltrate the ministry in March 2016."
    ),
    "two paragraphs": (
        'PORT VESSA (Courier) - "We lost nine trucks," Commander Ilve Sandor said on Tuesday.\n\n'
        "Two officials who spoke on condition of anonymity denied it. The Guard shelled Norrby, "
        "according to the Relief Union."
    ),
    "marks and emoji": "👩‍🚀 Zoë said: “The café was bombed.” نعم\r\nNobody died.",
    "one word": "Quiet",
    "headline alone": "Minister: bridge will reopen in May",
}


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(files("sayso").joinpath("schema", "claims.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def report_of(text: str) -> Report:
    return Report(
        identify("r", text), "a.txt", "0" * 64, "text/plain", text, outlet=Told("Courier", "hint")
    )


def travelled(data: dict) -> dict:
    """The object after a trip over a wire."""
    return json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace"))


@given(analyses())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_analysis_obeys_the_schema_and_comes_back_as_it_was(analysis):
    data = travelled(to_json(analysis))
    validator().validate(data)
    assert from_json(data) == analysis


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_found_in_a_text_obeys_the_schema_and_keeps_the_promises(text):
    analysis = analyse(report_of(text))
    data = travelled(to_json(analysis))
    validator().validate(data)
    assert from_json(data) == analysis
    assert list(broken(analysis)) == []
    by_id = {statement.id: statement for statement in analysis.statements}
    for claim in analysis.claims:
        assert claim.chain == chain_of(by_id[claim.statement], by_id)


def test_a_half_character_in_a_path_survives_the_trip():
    data = to_json(HEARSAY)
    data["report"]["path"] = "caf\udce9.txt"
    assert travelled(data)["report"]["path"] == "caf\udce9.txt"


def places(data: object, path: tuple = ()) -> list[tuple]:
    """The path to every key of every object in `data` that the contract names."""
    found = []
    if isinstance(data, dict):
        for key, value in data.items():
            if path[-1:] not in (("roles",), ("found",)):
                found.append((*path, key))
            found += places(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            found += places(value, (*path, number))
    return found


def at(data, path):
    for step in path:
        data = data[step]
    return data


PLACES = places(to_json(HEARSAY))


@pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
def test_the_schema_misses_every_key_that_is_taken_away(path):
    data = copy.deepcopy(to_json(HEARSAY))
    del at(data, path[:-1])[path[-1]]
    with pytest.raises(ValidationError):
        validator().validate(data)


@pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
def test_the_schema_refuses_a_value_of_another_type(path):
    data = copy.deepcopy(to_json(HEARSAY))
    at(data, path[:-1])[path[-1]] = 1.5
    with pytest.raises(ValidationError):
        validator().validate(data)


def test_the_schema_lets_later_versions_add_keys():
    data = to_json(HEARSAY)
    for path in [(), ("report",), ("claims", 0), ("statements", 1), ("voices", 0)]:
        at(data, path)["added later"] = 1
    validator().validate(data)


def test_the_schema_asks_for_one_root():
    data = to_json(HEARSAY)
    data["statements"][1]["parent"] = None
    with pytest.raises(ValidationError):
        validator().validate(data)


@pytest.mark.parametrize(
    ("noun", "key", "words"),
    [
        ("voice", "kind", VoiceKind),
        ("statement", "quoted", Quoted),
        ("entity", "kind", EntityKind),
        ("claim", "polarity", Polarity),
        ("claim", "modality", Modality),
    ],
)
def test_the_schema_knows_the_words_of_the_model(noun, key, words):
    schema = validator().schema["$defs"][noun]["properties"][key]
    assert schema["enum"] == [word.value for word in words]
