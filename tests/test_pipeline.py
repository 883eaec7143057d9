"""The stages in order."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sayso.contract import to_json
from sayso.model import Report, Told
from sayso.pipeline import analyse

TEXT = (
    "Port police say rebels shelled the harbour\n\n"
    "KARSK (Northern Wire) - A senior official claimed on Tuesday that two detainees had admitted "
    "under questioning that rebels from the Valley Front shelled the harbour of Karsk.\n\n"
    'Interior minister Mara Olt denied that her officers arrested Ilan Voss. "It is a lie," she '
    "said."
)


def report(text: str, language: str | None = None) -> Report:
    told = Told(language, "test") if language else None
    return Report("r1", "test.txt", "0" * 64, "text/plain", text, language=told)


def test_the_same_report_gives_the_same_analysis_to_the_byte():
    first, second = (json.dumps(to_json(analyse(report(TEXT)))) for _ in range(2))
    assert first == second


def test_the_folder_of_a_report_changes_nothing_that_is_read_in_it():
    there = replace(report(TEXT), path="/home/ada/news/test.txt")
    assert analyse(there) == replace(analyse(report(TEXT)), report=there)


def test_every_claim_has_the_chain_of_its_statement():
    analysis = analyse(report(TEXT))
    assert analysis.claims
    deepest = max(analysis.claims, key=lambda claim: len(claim.chain))
    voices = {voice.id: voice.text for voice in analysis.voices}
    assert [voices[v] for v in deepest.chain][1:] == ["A senior official", "two detainees"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قال الوزير إن الشرطة اعتقلت ثلاثة رجال في الميناء يوم الثلاثاء.", "ar"),
        ("Министр сказал, что полиция задержала троих мужчин в порту.", "ru"),
        ("Der Minister sagte, die Polizei habe drei Männer verhaftet.", "de"),
    ],
)
def test_nothing_is_claimed_from_a_language_not_read(text, language):
    analysis = analyse(report(text, language))
    assert analysis.claims == ()
    assert [s.parent for s in analysis.statements] == [None]


@pytest.mark.parametrize("text", ["", "\n\n", " ", "?", "“", "said", ": :", "\u202e\u202d"])
def test_a_text_of_almost_nothing_is_read(text):
    assert analyse(report(text)).root.content[0].end == len(text)
