"""A hidden name is found in every usual spelling of its letters: to replace it, and to search."""

from __future__ import annotations

import csv
import gzip
import hashlib
import random
import re
import unicodedata
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.redaction import letters
from sayso.export.redaction.alias import Aliases
from sayso.export.redaction.letters import SPELLINGS, fold, folded, same
from sayso.export.redaction.search import BLOCK, from_base64, from_hex, leaks
from sayso.model import Span

# Of each group the first is what the plan calls somebody; how others write the same name follows.
NAMES = [
    ("Kørsgaard", "Korsgaard", "KOERSGAARD", "Körsgård", "Ko\u0308rsgaard", "Koersga\u030ard"),
    ("Đorđe", "Dorde", "Djordje", "ĐORĐE", "Djorde"),
    ("Strauß", "Strauss", "STRAUẞ", "STRAUSS", "ſtrauſs"),
    ("Þórdra", "Thordra", "THÓRDRA", "Tordra"),
    ("Guðlis", "Gudlis", "Guthlis", "GUÐLIS"),
    ("Łukmar", "Lukmar", "ŁUKMAR"),
    ("Çağrık", "Cagrik", "Chagrik", "CAĞRIK"),
    ("Müllek", "Muellek", "Mullek", "MÜLLEK"),
    ("Ħamruk", "Hamruk"),
    ("Ŋalome", "Ngalome", "Nalome"),
    ("Åsta", "Aasta", "Asta", "A\u030asta", "ÅSTA"),
    ("Œdrane", "Oedrane", "OEDRANE"),
    ("Ægsdal", "Aegsdal", "ÆGSDAL", "Ǽgsdal"),
    ("Əlimov", "Elimov", "Alimov"),
    ("Saʿīdar", "Saidar", "Sa‘idar", "Sa'idar", "Saídar"),
    ("Dĳkdal", "Dijkdal", "DIJKDAL"),
    ("Sana‘ar", "Sanaar", "Sana’ar", "Sanaʿar"),
    # Written in full by nobody, and yet one name.
    ("Koersgaard", "Korsgaard", "Kørsgård"),
    ("Muellek", "Mullek", "Müllek"),
]
SPELT = [(group[0], other) for group in NAMES for other in group[1:]]
BOTH_WAYS = SPELT + [(other, name) for name, other in SPELT]


@pytest.mark.parametrize(("hidden", "written"), BOTH_WAYS)
def test_a_name_is_replaced_and_searched_for_in_each_spelling(tmp_path, hidden, written):
    aliases = Aliases.of({f"Nadia {hidden}": "[person 1]", hidden: "[withheld]"})
    text = f"Nadia {written} and {written}’s aide; see n.{written}@mail.example."
    left = aliases.hidden(text)
    assert left == "[person 1] and [withheld]’s aide; see n.[withheld]@mail.example."
    (tmp_path / "file.txt").write_text(f"said {written}, who", encoding="utf-8")
    assert [leak.alias for leak in leaks(tmp_path, [hidden])] == [hidden]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("Doe", "do"), ("Roe", "Ro"), ("Joe", "Jo"), ("Gust", "guest"), ("Poe", "Po")),
        *(("Asad", "Ashad"), ("Nada", "Nadja"), ("Tor", "Thor"), ("Cristmar", "Christmar")),
        ("Kørsgaard", "Karsgaard"),
    ],
)
def test_a_word_that_is_another_stays(one, other):
    assert not same(one, other)
    assert not same(other, one)
    assert Aliases.of({one: "[x]"}).hidden(f"a {other} b") == f"a {other} b"


def test_every_row_of_the_table_counts():
    table = Path(letters.__file__).with_name("letters.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(table))
    assert len(rows) == len(SPELLINGS) > 20
    for row in rows:
        sign, spellings = row["sign"], row["spellings"].split()
        for spelling in [*spellings, sign.upper()]:
            assert same(f"Br{sign}k", f"Br{spelling}k"), row
            assert same(f"Br{spelling}k", f"Br{sign}k"), row


def test_no_latin_letter_is_left_that_only_itself_compares_with():
    """All that Unicode has: there is a plain way to write each."""
    for number in range(0x80, 0x2C80):
        letter = chr(number)
        if letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN"):
            left = fold(letter)
            assert all(c.isascii() or c in SPELLINGS for c in left), letter
            assert fold(unicodedata.normalize("NFD", letter)) == left, letter


signs = st.text(
    st.sampled_from("aeotdjh sAØøöäåßÞđłı'’-.ʿ\u0301\u0308\u030a\u200bж漢"), max_size=30
)


@given(signs)
def test_a_place_is_told_of_each_letter_that_is_compared(text):
    compared, places = folded(text)
    assert compared == fold(text)
    assert len(places) == len(compared)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


PARTS = ("Emil Kørsgaard", "Emil", "Kørsgaard", "Kørs")
pieces = st.lists(
    st.sampled_from(["emil", "Emil", "korsgaard", "Koersgård", "kors", ".", "#", "s", " ", "Anna"]),
    max_size=8,
)


@given(pieces, st.data())
def test_nothing_hidden_is_left_beside_what_was_replaced(parts, data):
    """In "#EmilKorsgaard" the Emil stands alone once the Korsgaard is gone."""
    text = "".join(parts)
    aliases = Aliases.of({name: f"[x {number}]" for number, name in enumerate(PARTS)})
    assert list(aliases.found(aliases.hidden(text))) == []
    start = data.draw(st.integers(0, len(text)))
    taken = Span(start, data.draw(st.integers(start, len(text))))
    gone = [taken, *(stretch.span for stretch in aliases.found(text, [taken]))]
    left = "".join(
        "|" if any(s.start <= at < s.end for s in gone) else c for at, c in enumerate(text)
    )
    assert list(aliases.found("".join(left))) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("mail emil.korsgaard.family@x.example", "mail [p].family@x.example"),
        ("mail emil@x.example", "mail [p]@x.example"),
        ("#EmilKorsgaard", "#[p]"),
        ("#KorsgaardEmil", "#[s][p]"),
        ("#FreeKoersgaardNow", "#Free[s]Now"),
        ("emil_korsgaard", "[p]"),
        ("KØRSGAARD, ÉMIL", "[s], [p]"),
    ],
)
def test_addresses_and_hashtags(text, left):
    aliases = Aliases.of({"Émil Kørsgaard": "[p]", "Émil": "[p]", "Kørsgaard": "[s]"})
    assert aliases.hidden(text) == left


def test_a_leak_is_told_with_its_passage_and_the_words_it_stands_in(tmp_path):
    before, after = "word " * BLOCK, " and more of it that nobody needs" * 9
    told = f"{before}Mail to “émil.korsgaard@x.example”, he said{after}"
    (tmp_path / "far.txt").write_text(told, encoding="utf-8")
    (leak,) = leaks(tmp_path, ["Emil Kørsgaard"])
    assert leak.words == "émil.korsgaard@x.example"
    assert leak.passage.startswith("word word word word word word Mail to “émil.korsgaard@x")
    assert leak.passage.endswith("@x.example”, he said and more of it that")


@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2", "cp1254", "cp1257", "cp1252"])
def test_older_encodings_are_read(tmp_path, encoding):
    name = {"cp1254": "Işıkmar", "cp1252": "Œdrane"}.get(encoding, "Łušmar")
    (tmp_path / "old").write_bytes(f"said {name} today".encode(encoding))
    (leak,) = leaks(tmp_path, [name])
    assert leak.words == name


def short_words(texts) -> set[str]:
    return set(re.findall(r"(?<![^\W_])[a-z]{3}(?![^\W_])", fold(" ".join(texts))))


def test_digests_are_no_names():
    """The digests of 20,000 reports: read as if they were text, they hold any short name."""
    made = (hashlib.sha256(bytes([n % 256, n // 256])).hexdigest() for n in range(20_000))
    data = ",".join(made).encode()
    assert len(short_words(from_hex(data)) | short_words(from_base64(data))) < 40


def test_what_is_packed_is_looked_at_unpacked_alone(tmp_path):
    """In the bytes of an archive stands any name of three letters by chance."""
    packed = gzip.compress(random.Random(7).randbytes(1 << 17).hex().encode())
    three = ["".join(word) for word in permutations("anevido", 3)]
    assert short_words([packed.decode("utf-8", "ignore")]) & set(three)
    (tmp_path / "a.gz").write_bytes(packed)
    assert list(leaks(tmp_path, three)) == []
    (tmp_path / "a.gz").write_bytes(packed + b" Ana " + gzip.compress(b"by Eva"))
    assert [(leak.alias, leak.how) for leak in leaks(tmp_path, ["Ana", "Eva"])] == [
        ("Ana", "utf-8"),
        ("Eva", "gzip, utf-8"),
    ]
