from __future__ import annotations

import errno
import os

import pytest
from py3langid import langid
from read_samples import page, read_one, tagged

from sayso.model import Told
from sayso.read.language import language_names, tell_language

ENGLISH = "The harbour master said on Tuesday that the ferry would stay in port for a week."
ARABIC = "قال مدير الميناء يوم الثلاثاء إن العبارة ستبقى في الميناء لمدة أسبوع بسبب العاصفة."
NORWEGIAN = "Havnesjefen sa tirsdag at fergen blir liggende til kai i en uke på grunn av stormen."


def test_english_is_told_without_a_flag():
    assert tell_language(ENGLISH, None) == (Told("en", "detected from the text"), None)


@pytest.mark.parametrize(
    ("text", "names"), [(ARABIC, {"Arabic", "Egyptian Arabic"}), (NORWEGIAN, {"Norwegian"})]
)
def test_another_language_is_named_and_flagged(text, names):
    language, flag = tell_language(text, None)
    assert language.value != "en"
    assert flag in {f"in {n}: sayso reads English only so far; kept, not analysed" for n in names}


def test_a_clear_text_wins_over_a_wrong_declaration():
    assert tell_language(ENGLISH, Told("fr", "html lang"))[0].value == "en"
    assert tell_language(NORWEGIAN, Told("en", "html lang"))[1] is not None


def test_a_short_text_has_the_language_that_is_declared():
    assert tell_language("Port stengt", Told("nb-NO", "html lang"))[0] == Told("nb", "html lang")
    assert tell_language("Port stengt", None) == (None, None)
    assert tell_language("Port stengt", Told("whatever it is", "html lang")) == (None, None)


def test_names_from_elsewhere_do_not_make_a_text_foreign():
    text = (
        "Abu Tarsh al-Karmouni and Liwa Shouhada al-Qaryat met Çelim Hûrî of Çiyayê Rehan near "
        "Tell Marqaz, Karmouni told the station."
    )
    assert tell_language(text, None)[1] is None


def test_a_foreign_page_is_kept_with_its_text(tmp_path):
    data = page(f"<article><h1>تأخر العبارة</h1>{tagged((ARABIC, ARABIC + ' وأضاف.'))}</article>")
    report = read_one(data, "a.html", tmp_path)
    assert ARABIC in report.text
    assert any("sayso reads English only" in flag for flag in report.flags)


@pytest.mark.parametrize("declared", [None, Told("en", "html lang"), Told("nb", "html lang")])
def test_without_room_for_the_detector_the_declared_language_counts(monkeypatch, declared):
    def full(*_arguments, **_options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(langid, "IDENTIFIER", None)
    monkeypatch.setattr("tempfile.TemporaryFile", full)
    language, flag = tell_language(ENGLISH, declared)
    assert language == declared
    if declared is not None and declared.value == "nb":
        assert flag == "in Norwegian Bokmål: sayso reads English only so far; kept, not analysed"
    else:
        assert flag == "its language could not be checked: No space left on device"


def test_every_language_that_the_detector_knows_has_a_name():
    labels = langid._get_identifier().labels
    known = set(labels() if callable(labels) else labels)
    assert known - language_names().keys() == set()
