from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from ledger_writer import analysis_of, report_of, sample, wording

from sayso.errors import Broken, CaseCorrupt, ReadError
from sayso.model import Original, Report
from sayso.record import Case, Fault, verify

Change = Callable[[str], None]


@pytest.fixture
def full(case: Case) -> Case:
    for number in range(3):
        case.put(*sample(number))
    return case


@pytest.fixture
def change(full: Case, place: Path) -> Change:
    """Run SQL on the file behind the ledger's back, without its guards."""

    def run(sql: str) -> None:
        with closing(sqlite3.connect(place)) as raw:
            guards = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in guards.fetchall():
                raw.execute(f"DROP TRIGGER {name}")
            assert raw.execute(sql).rowcount != 0
            raw.commit()

    return run


def faults(case: Case) -> list[tuple[str, str | None]]:
    return [(fault.kind, fault.path) for fault in verify(case)]


def test_a_case_that_nobody_touched_has_no_faults(full: Case) -> None:
    original, report = report_of(1)
    full.put(original, analysis_of(report, "a newer version"))
    assert list(verify(full)) == []


FIRST = "(SELECT id FROM analysis WHERE path = 'reports/1.txt')"
TAMPERED = {
    "bytes": f"""UPDATE original SET data = CAST(replace(data, 'Ilse', 'Else') AS BLOB)
        WHERE sha256 = (SELECT sha256 FROM report JOIN analysis ON report = report.id
        WHERE analysis.id = {FIRST})""",
    "text": f"UPDATE analysis SET text_sha256 = 'f00' WHERE id = {FIRST}",
    "title": f"UPDATE analysis SET title = 'Bridge found whole' WHERE id = {FIRST}",
    "claims": f"UPDATE analysis SET claims = 2 WHERE id = {FIRST}",
    "trigger": f"UPDATE claim SET trigger_words = 'repaired' WHERE analysis = {FIRST}",
    "evidence": f"UPDATE claim SET evidence_start = 0 WHERE analysis = {FIRST}",
    "cue": f"UPDATE statement SET cue_words = 'denied' WHERE analysis = {FIRST} AND parent <> ''",
    "source": f"UPDATE statement SET source_end = 9 WHERE analysis = {FIRST} AND id = 's-told'",
    "duress": f"UPDATE statement SET duress = 0 WHERE analysis = {FIRST} AND id = 's-admitted'",
    "voice": f"UPDATE voice SET words = 'the mayor' WHERE analysis = {FIRST} AND id = 'v-guards'",
    "entity": f"UPDATE entity SET kind = 'person' WHERE analysis = {FIRST} AND id = 'e-tarn'",
    "claim gone": f"DELETE FROM claim WHERE analysis = {FIRST}",
    "claim made up": f"""INSERT INTO claim SELECT analysis, 'c-new', statement, type, polarity,
        modality, when_from, when_to, trigger_start, trigger_end, trigger_words, evidence_start,
        evidence_end, evidence_words FROM claim WHERE analysis = {FIRST}""",
}
KINDS = {"bytes": "bytes", "text": "text"}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_is_named_with_its_report(full: Case, change: Change, what: str) -> None:
    change(TAMPERED[what])
    found = list(verify(full))
    report = sample(1)[1].report.id
    assert {(fault.report, fault.path, fault.kind) for fault in found} == {
        (report, "reports/1.txt", KINDS.get(what, "index"))
    }


def test_the_sentence_says_what_is_stored_and_what_should_be(full: Case, change: Change) -> None:
    change(TAMPERED["trigger"])
    assert [fault.sentence for fault in verify(full)] == [
        "claim c-shelled: trigger_words is stored as 'repaired', the analysis has 'shelled'"
    ]


def test_a_rewritten_analysis_is_named(full: Case, place: Path, change: Change) -> None:
    with closing(sqlite3.connect(place)) as raw:
        sql = f"SELECT body FROM analysis WHERE id = {FIRST}"
        body = raw.execute(sql).fetchone()[0]
    forged = zlib.compress(zlib.decompress(body).replace(b'"affirmed"', b'"denied"'))
    change(f"UPDATE analysis SET body = x'{forged.hex()}' WHERE id = {FIRST}")
    assert set(faults(full)) == {("analysis", "reports/1.txt"), ("index", "reports/1.txt")}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (b'"chain":["v-outlet",', b'"chain":[', "chain"),
        (b'"parent":"s-told"', b'"parent":"s-gone"', "tree"),
        (b'"parent":"s-root"', b'"parent":null', "tree"),
        (b'"entity":"e-tarn"', b'"entity":"e-none"', "reference"),
        (b'"trigger":{"start":', b'"trigger":{"start":0,"end":99999},"was":{"start":', "span"),
    ],
)
def test_a_broken_promise_in_a_stored_analysis_is_named(
    full: Case, place: Path, change: Change, old: bytes, new: bytes, kind: str
) -> None:
    with closing(sqlite3.connect(place)) as raw:
        sql = f"SELECT body FROM analysis WHERE id = {FIRST}"
        told = zlib.decompress(raw.execute(sql).fetchone()[0])
    assert old in told
    forged = zlib.compress(told.replace(old, new))
    change(f"UPDATE analysis SET body = x'{forged.hex()}' WHERE id = {FIRST}")
    assert (kind, "reports/1.txt") in faults(full)
    assert ("analysis", "reports/1.txt") in faults(full)


@pytest.mark.parametrize("body", [b"", b"not zlib", zlib.compress(b"{"), zlib.compress(b"[]")])
def test_an_analysis_that_cannot_be_read_is_named(full: Case, change: Change, body: bytes) -> None:
    change(f"UPDATE analysis SET body = x'{body.hex()}' WHERE id = {FIRST}")
    assert ("analysis", "reports/1.txt") in faults(full)
    with pytest.raises(CaseCorrupt, match=r"is damaged\. Run sayso verify"):
        full.analysis(sample(1)[1].report.id)


def test_bytes_that_are_gone_are_named(full: Case, change: Change) -> None:
    sha256 = sample(1)[0].sha256
    change(f"DELETE FROM original WHERE sha256 = '{sha256}'")
    found = list(verify(full))
    assert ("bytes", "reports/1.txt") in {(fault.kind, fault.path) for fault in found}
    assert any("that is not there" in fault.sentence for fault in found if fault.kind == "file")


def test_bytes_that_are_gone_do_not_keep_the_texts_from_being_read_anew(
    full: Case, change: Change
) -> None:
    change(f"DELETE FROM original WHERE sha256 = '{sample(1)[0].sha256}'")
    read: list[str] = []

    def remember(original: Original, path: str, part: str) -> tuple[Report, Original]:
        read.append(path)
        return read_as_it_was(original, path, part)

    assert ("bytes", "reports/1.txt") in {(f.kind, f.path) for f in verify(full, remember)}
    assert sorted(read) == ["reports/0.txt", "reports/2.txt"]


@pytest.mark.parametrize("column", ["data", "media"])
@pytest.mark.parametrize("value", ["CAST({} AS TEXT)", "CAST({} AS BLOB)", "7", "1.5", "'wörd'"])
def test_an_original_of_another_type_is_named(
    full: Case, change: Change, column: str, value: str
) -> None:
    """SQLite stores a value of any type in any column."""
    sha256 = sample(1)[0].sha256
    change(f"UPDATE original SET {column} = {value.format(column)} WHERE sha256 = '{sha256}'")
    found = [(fault.kind, fault.path) for fault in verify(full, read_as_it_was)]
    sound = (column, value[-5:]) in {("data", "BLOB)"), ("media", "TEXT)"), ("media", "wörd'")}
    as_text = (column, value) in {("media", "7"), ("media", "1.5")}
    assert {path for _, path in found} == (set() if sound or as_text else {"reports/1.txt"})


def test_a_report_without_a_current_analysis_is_named(full: Case, change: Change) -> None:
    change(f"DELETE FROM current WHERE analysis = {FIRST}")
    assert [fault.sentence for fault in verify(full)] == ["it has no current analysis of its own"]


def test_search_out_of_step_is_named(full: Case, change: Change) -> None:
    change("UPDATE passage SET words = replace(words, 'Tarn', 'Torn') WHERE kind = 'claim'")
    found = faults(full)
    assert ("search", None) in found
    assert ("index", "reports/1.txt") in found


def test_a_missing_passage_is_named(full: Case, change: Change) -> None:
    change(f"DELETE FROM passage WHERE kind = 'claim' AND analysis = {FIRST}")
    assert set(faults(full)) == {("index", "reports/1.txt"), ("search", None)}


def read_as_it_was(original: Original, path: str, part: str) -> tuple[Report, Original]:
    report = Report("r-any", path, original.sha256, "text/plain", original.data.decode(), part)
    return report, original


def test_texts_read_anew_are_compared(full: Case) -> None:
    assert list(verify(full, read_as_it_was)) == []

    def read_otherwise(
        original: Original, path: str, part: str
    ) -> tuple[Report, Original] | ReadError:
        report, same = read_as_it_was(original, path, part)
        if path == "reports/1.txt":
            return replace(report, text=wording(1).upper()), same
        return Broken(path, "truncated") if path == "reports/2.txt" else (report, same)

    assert [(f.path, f.kind, f.sentence) for f in verify(full, read_otherwise)] == [
        (
            "reports/1.txt",
            "text",
            "its text is not the one that its kept bytes give when read anew",
        ),
        ("reports/2.txt", "text", "its kept bytes can no longer be read: truncated"),
    ]
    assert list(verify(full, read_otherwise, version="another version")) == []


@contextmanager
def flipped(place: Path, at: int) -> Iterator[None]:
    """The file with one byte of it changed."""
    kept = place.read_bytes()
    place.write_bytes(kept[:at] + bytes([kept[at] ^ 0x20]) + kept[at + 1 :])
    yield
    place.write_bytes(kept)


def every_fault(place: Path) -> list[Fault]:
    with Case.open(str(place)) as case:
        return list(verify(case))


def test_one_flipped_byte_in_a_kept_original_is_named(full: Case, place: Path) -> None:
    full.close()
    data = sample(1)[0].data
    with flipped(place, place.read_bytes().index(data) + len(data) // 2):
        found = every_fault(place)
    assert ("bytes", "reports/1.txt") in {(fault.kind, fault.path) for fault in found}
    assert every_fault(place) == []
