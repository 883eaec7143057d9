from __future__ import annotations

import pytest
from read_samples import read_one

from sayso.read import Hints

AWKWARD = [
    "Emoji 👩‍👩‍👧 and 🇳🇴 flags, he said.",
    "Combining e\u0301 marks a\u0308 stay as they are, she said.",
    "نص من اليمين إلى اليسار and English together.",
    "Lines end\r\nin two\r\ncharacters each.\r\n",
    "A soft\u00adhyphen and a no\u00a0break space stay.",
    "Ligatures ﬁ and ﬂ stay.",
    "\n\n  White space around stays.  \n\n",
    "Old\rMac lines.",
    "Line\u2028separators and\x0cpage breaks stay.",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_a_text_file_is_kept_unchanged(text, tmp_path):
    assert read_one(text.encode(), "a.txt", tmp_path).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_encoding_and_not_text(encoding, tmp_path):
    text = "“The quay is closed,” she said. Ærlig talt."
    report = read_one(text.encode(encoding), "a.txt", tmp_path)
    assert report.text == text
    assert report.flags == ()


def test_a_guess_of_the_encoding_is_noted(tmp_path):
    text = "“The quay is closed,” she said – for £20 she would open the café again."
    report = read_one(text.encode("cp1252"), "a.txt", tmp_path)
    assert report.text == text
    assert report.flags == ("encoding guessed: cp1252",)


def test_an_encoding_of_another_script_is_told_and_the_language_flagged(tmp_path):
    text = "Министр сказал в понедельник, что мост будет закрыт из-за ремонта до весны."
    report = read_one(text.encode("cp1251"), "a.txt", tmp_path)
    assert report.text == text
    assert report.flags == (
        "encoding guessed: cp1251",
        "in Russian: sayso reads English only so far; kept, not analysed",
    )


def test_a_damaged_character_does_not_spoil_the_others(tmp_path):
    text = "“The quay is closed,” she said. “Nobody told us,” said the café’s owner."
    data = text.encode().replace("é".encode(), b"\xc3")
    report = read_one(data, "a.txt", tmp_path)
    assert report.text == text.replace("é", "\ufffd")
    assert "not valid UTF-8" in report.flags[0]


def test_what_the_user_tells_wins_over_what_the_file_says(tmp_path):
    text = "The Bay Post\n\nFerry late\n\n4 May 2019\n\nThe ferry was late on Friday, it said.\n"
    hints = Hints(published="2020-01-02", outlet="Karsk Wire", title="Another title")
    report = read_one(text.encode(), "a.txt", tmp_path, hints)
    told = [report.published, report.outlet, report.title]
    assert [fact.value for fact in told] == ["2020-01-02", "Karsk Wire", "Another title"]
    assert {fact.where for fact in told} == {"told by the user"}
    assert report.text == text


def test_a_time_told_by_the_file_does_not_survive_another_day_told_by_the_user(tmp_path):
    text = "Ferry late\n4 May 2019 10:30 GMT\n\nThe ferry was late, the company said."
    plain = read_one(text.encode(), "a.txt", tmp_path)
    assert plain.published_at.value == "2019-05-04T10:30:00+00:00"
    hinted = read_one(text.encode(), "a.txt", tmp_path, Hints(published="2020-01-02"))
    assert hinted.published_at is None


def test_the_id_is_of_the_bytes_and_not_of_the_name_or_the_hints(tmp_path):
    data = b"The ferry was late, the company said."
    one = read_one(data, "a.txt", tmp_path)
    two = read_one(data, "b.txt", tmp_path, Hints(outlet="X"))
    assert one.id == two.id
    assert read_one(data + b" ", "a.txt", tmp_path).id != one.id


def test_neither_the_clock_nor_the_file_tells_a_date(tmp_path):
    report = read_one(b"The ferry was late on Friday, the company said.", "a.txt", tmp_path)
    assert report.published is None
    assert report.published_at is None
