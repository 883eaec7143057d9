from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from ledger_writer import analysis_of, bare_of, report_of, sample
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from sayso.errors import AnalysisError, NotInCase
from sayso.model import Analysis, Original, Report, Span, Told
from sayso.record import Case, Decision, Judgement, Outcome, tables, verify


def test_what_was_put_in_comes_back_as_it_was(either: Case) -> None:
    original, analysis = sample(1)
    assert either.put(original, analysis) is Outcome.ADDED
    assert either.analysis(analysis.report.id) == analysis
    assert either.original(original.sha256) == original
    assert list(either.analyses()) == [analysis]
    assert either.analysed_by(analysis.report.id) == analysis.version


def test_the_order_of_roles_is_kept(either: Case) -> None:
    original, analysis = sample(1)
    either.put(original, analysis)
    roles = [role for role, _ in either.analysis(analysis.report.id).claims[0].roles]
    assert roles == ["target", "attacker"]


def test_adding_twice_changes_nothing_not_even_the_audit(either: Case) -> None:
    original, analysis = sample(1)
    either.put(original, analysis)
    before = rows_of(either)
    assert either.put(original, analysis) is Outcome.UNCHANGED
    assert rows_of(either) == before


def test_the_same_bytes_in_another_folder_are_the_same_report(either: Case) -> None:
    original, report = report_of(1)
    either.put(original, analysis_of(report))
    before = rows_of(either)
    moved = analysis_of(replace(report, path="elsewhere/copy.txt"))
    assert either.put(original, moved) is Outcome.UNCHANGED
    assert rows_of(either) == before


def test_another_version_is_kept_beside_the_old_one(either: Case) -> None:
    original, report = report_of(1)
    either.put(original, analysis_of(report, "one"))
    assert either.put(original, bare_of(report, "two")) is Outcome.READ_ANEW
    assert either.analysed_by(report.id) == "two"
    assert either.analysis(report.id) == bare_of(report, "two")
    assert [row.claims for row in either.reports()] == [0]
    kept = query(either, "SELECT version FROM analysis ORDER BY id")
    assert kept == [("one",), ("two",)]
    assert list(verify(either)) == []


def test_a_title_that_the_user_tells_makes_a_new_analysis(either: Case) -> None:
    original, report = report_of(1)
    either.put(original, analysis_of(report))
    told = replace(report, title=Told("Bridge falls", "the user"))
    assert either.put(original, analysis_of(told)) is Outcome.READ_ANEW
    assert [row.title for row in either.reports()] == ["Bridge falls"]
    assert either.put(original, analysis_of(report)) is Outcome.READ_ANEW
    assert [row.title for row in either.reports()] == ["Bridge 1 shelled"]


def test_the_audit_trail_says_who_did_what_when(either: Case) -> None:
    original, report = report_of(1)
    either.put(original, analysis_of(report, "one"))
    either.put(original, analysis_of(report, "two"))
    either.fail("reports/bad.pdf", "asks for a password")
    assert [(row.who, row.action, row.subject) for row in either.audit()] == [
        ("Ada", "created", "case.sayso"),
        ("Ada", "added", report.id),
        ("Ada", "read anew", report.id),
        ("Ada", "failed", "reports/bad.pdf"),
    ]
    times = [row.at for row in either.audit()]
    assert times[0] == "2031-04-01T12:01:00Z"
    assert times == sorted(set(times))
    assert either.audit()[-1].detail == "asks for a password"


def test_the_same_failure_is_noted_once_and_a_new_reason_again(either: Case) -> None:
    for reason in ("locked", "locked", "truncated", "locked"):
        either.fail("bad.pdf", reason)
    failed = [row.detail for row in either.audit() if row.action == "failed"]
    assert failed == ["locked", "truncated", "locked"]


def test_two_reports_in_one_file_share_its_bytes(either: Case) -> None:
    data = b"<feed>two entries</feed>"
    original = Original(hashlib.sha256(data).hexdigest(), "application/atom+xml", data)
    for number in (1, 2):
        _, report = report_of(number)
        entry = replace(report, sha256=original.sha256, part=f"entry {number}")
        assert either.put(original, analysis_of(entry)) is Outcome.ADDED
    assert query(either, "SELECT count(*) FROM original") == [(1,)]
    assert len(either.reports()) == 2
    assert list(verify(either)) == []


def test_the_list_of_reports_shows_what_was_told_and_counts(either: Case) -> None:
    for number in (3, 1, 2):
        either.put(*sample(number))
    listed = either.reports()
    assert [row.title for row in listed] == [f"Bridge {n} shelled" for n in (1, 2, 3)]
    first = listed[0]
    assert first.outlet == "The Osterveld Ledger"
    assert (first.published, first.path, first.language) == ("2031-03-02", "reports/1.txt", "en")
    assert (first.flags, first.statements, first.claims) == (("no byline",), 3, 1)


def test_reports_without_a_date_come_last_whatever_came_in_first(either: Case) -> None:
    original, report = report_of(9)
    either.put(original, analysis_of(replace(report, published=None)))
    either.put(*sample(1))
    assert [row.published for row in either.reports()] == ["2031-03-02", None]
    assert [a.report.id for a in either.analyses()] == [row.id for row in either.reports()]


def test_all_current_analyses_come_in_the_order_of_the_list(either: Case) -> None:
    for number in (5, 3, 11, 7, 2, 13):
        original, report = report_of(number)
        either.put(original, analysis_of(report, "one"))
        if number % 2:
            either.put(original, analysis_of(report, "two"))
    assert [analysis.report.path for analysis in either.analyses()] == [
        f"reports/{number}.txt" for number in (2, 3, 5, 7, 11, 13)
    ]
    assert [analysis.version for analysis in either.analyses()] == ["one"] + ["two"] * 5


def test_the_start_of_an_id_is_enough_if_it_fits_one_report(either: Case) -> None:
    for number in range(20):
        either.put(*sample(number))
    wanted = either.reports()[0].id
    others = [row.id for row in either.reports()[1:]]
    enough = next(
        wanted[:n] for n in range(1, 14) if not any(o.startswith(wanted[:n]) for o in others)
    )
    assert either.analysis(enough).report.id == wanted
    with pytest.raises(NotInCase, match="20 reports have an id that starts with 'r'"):
        either.analysis("r")


@pytest.mark.parametrize("name", ["", "r%", "_", "nothing", "R0", "'", "r\0"])
def test_an_id_that_no_report_has_is_not_in_the_case(either: Case, name: str) -> None:
    either.put(*sample(1))
    with pytest.raises(NotInCase, match="No report in"):
        either.analysis(name)
    with pytest.raises(NotInCase, match="no bytes"):
        either.original(name)
    assert either.analysed_by(name) is None


def test_a_claim_is_found_by_its_id_and_by_the_start_of_it(either: Case) -> None:
    for number, name in ((1, "c1"), (2, "c12"), (3, "c3456")):
        either.put(*with_claim(number, name))
    for start, number in (("c1", 1), ("c12", 2), ("c3", 3), ("c3456", 3)):
        analysis, claim = either.claim(start)
        assert analysis == with_claim(number, claim.id)[1]
        assert claim is analysis.claims[0]
        assert claim.id.startswith(start)
    with pytest.raises(NotInCase, match="3 claims have an id that starts with 'c': c1, c12, c3456"):
        either.claim("c")


@pytest.mark.parametrize("name", ["", "c%", "_", "C1", "c\0", "c\udcff", "c2"])
def test_an_id_that_no_claim_has_is_not_in_the_case(either: Case, name: str) -> None:
    either.put(*with_claim(1, "c1"))
    with pytest.raises(NotInCase, match="No claim in"):
        either.claim(name)


def test_a_claim_of_an_earlier_analysis_is_no_longer_found(either: Case) -> None:
    original, analysis = with_claim(1, "c1")
    either.put(original, analysis)
    either.put(original, bare_of(analysis.report, "two"))
    with pytest.raises(NotInCase):
        either.claim("c1")


def with_claim(number: int, name: str) -> tuple[Original, Analysis]:
    original, analysis = sample(number)
    return original, replace(analysis, claims=(replace(analysis.claims[0], id=name),))


def test_a_stream_of_analyses_is_that_of_its_start(either: Case) -> None:
    original, report = report_of(1)
    either.put(original, analysis_of(report, "one"))
    either.put(*sample(2))
    stream = either.analyses()
    first = next(stream)
    either.put(original, analysis_of(report, "two"))
    either.put(*sample(3))
    assert [first.version, *(a.version for a in stream)] == ["one", sample(2)[1].version]


def test_names_that_are_not_utf_8_and_odd_signs_pass(either: Case) -> None:
    text = "A\0B \ud83d C \U0001f309 e\u0301 \u05d0\u05d1 \ufdd0 end"
    data = text.encode("utf-8", "surrogatepass")
    original = Original(hashlib.sha256(data).hexdigest(), "text/plain", data)
    path = b"reports/\xff\xfe.txt".decode("utf-8", "surrogateescape")
    report = Report("r-odd", path, original.sha256, "text/plain", text, title=Told(text, "x"))
    analysis = bare_of(report)
    either.put(original, analysis)
    assert either.analysis("r-odd") == analysis
    either.fail(path, "cannot \udcff be read")
    assert either.audit()[-1].subject == "reports/\ufffd\ufffd.txt"
    (hit,) = either.search("end")
    assert hit.span is not None
    assert hit.span.of(text) == "end"
    assert list(verify(either)) == []


def test_an_original_of_64_megabytes_passes(either: Case) -> None:
    data = b"\x00\xff" * (32 * 2**20)
    original = Original(hashlib.sha256(data).hexdigest(), "application/pdf", data)
    _, report = report_of(1)
    either.put(original, analysis_of(replace(report, sha256=original.sha256)))
    assert either.original(original.sha256).data == data
    assert list(verify(either)) == []


def test_bytes_under_a_wrong_name_are_not_taken_in(either: Case) -> None:
    original, analysis = sample(1)
    with pytest.raises(ValueError, match="do not have the sha256"):
        either.put(replace(original, data=b"other"), analysis)
    with pytest.raises(ValueError, match="not the bytes of this report"):
        either.put(sample(2)[0], analysis)
    assert either.reports() == ()
    assert [row.action for row in either.audit()] == ["created"]


def test_an_analysis_that_breaks_a_promise_is_refused_by_name(either: Case) -> None:
    original, analysis = sample(1)
    claim = replace(analysis.claims[0], evidence=Span(0, len(analysis.report.text) + 1))
    with pytest.raises(AnalysisError, match=r"reports/1\.txt: .*claim c-shelled points at 0 to"):
        either.put(original, replace(analysis, claims=(claim,)))
    assert either.reports() == ()


@pytest.fixture
def judged(either: Case) -> Case:
    either.put(*sample(1))
    name = either.judge(Judgement("c-shelled", Decision.ACCEPTED, "Ada", "seen"))
    either.retract(name, "Ada", "not so sure")
    return either


@pytest.mark.parametrize("table", ["original", "analysis", "judgement", "retraction", "audit"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_rewrite_what_is_kept(
    judged: Case, table: str, change: str
) -> None:
    column = {"original": "media", "analysis": "version"}.get(table, "who")
    with (
        pytest.raises(DBAPIError, match=f"rows of {table} are only ever added"),
        judged.store.engine.begin() as connection,
    ):
        connection.exec_driver_sql(change.format(table, column, column))


def query(case: Case, sql: str) -> list[tuple[object, ...]]:
    with case.store.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def rows_of(case: Case) -> dict[str, list[tuple[object, ...]]]:
    """The whole content of the database, by table."""
    with case.store.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in tables.metadata.sorted_tables
        }
