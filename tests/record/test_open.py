from __future__ import annotations

import logging
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from ledger_writer import sample
from sqlalchemy import create_engine, insert, select
from sqlalchemy.exc import IntegrityError

from sayso.errors import CaseCorrupt, CaseMissing, CaseNewer, CaseReadOnly
from sayso.record import Case, Outcome, schema, tables, verify
from sayso.record.findings import bring_up, is_fresh
from sayso.record.findings import tables as findings


def test_a_case_that_is_not_there_is_missing_and_not_made(place: Path) -> None:
    with pytest.raises(CaseMissing, match=r"no case at .*case\.sayso\. Make one .*sayso add"):
        Case.open(str(place))
    assert not place.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseMissing, match=r"no folder .*/none .*Make the folder first"):
        Case.open(str(tmp_path / "none" / "case.sayso"), create=True)


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_is_not_a_case(tmp_path: Path, create: bool) -> None:
    with pytest.raises(CaseCorrupt, match="is a folder, not a case"):
        Case.open(str(tmp_path), create=create)


def test_a_pipe_is_not_a_case_and_nobody_waits_for_it(place: Path) -> None:
    os.mkfifo(place)
    with pytest.raises(CaseCorrupt, match="not a regular file"):
        Case.open(str(place), create=True)


@pytest.mark.parametrize("location", ["", "postgresql://host/case", "a\0b"])
def test_a_place_that_is_no_file_is_refused(location: str) -> None:
    with pytest.raises(CaseMissing):
        Case.open(location, create=True)


def test_a_url_names_the_same_file_as_a_path(place: Path) -> None:
    with Case.open(f"sqlite:///{place}", create=True) as case:
        case.put(*sample(1))
    with Case.open(str(place)) as case:
        assert len(case.reports()) == 1


@pytest.mark.parametrize("name", ["a ?mode=ro#%41.sayso", "дело.sayso", "b\udcff.sayso", "-"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    with Case.open(str(tmp_path / name), create=True) as case:
        case.put(*sample(1))
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    with Case.open(str(tmp_path / name)) as case:
        assert list(verify(case)) == []


def test_a_relative_path_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Case.open("case.sayso", create=True) as case:
        case.put(*sample(1))
    assert (tmp_path / "case.sayso").exists()


def test_an_empty_file_holds_no_case_until_one_is_made_in_it(place: Path) -> None:
    place.touch()
    with pytest.raises(CaseCorrupt, match="is empty: it holds no case"):
        Case.open(str(place))
    assert place.stat().st_size == 0
    with Case.open(str(place), create=True) as case:
        assert case.put(*sample(1)) is Outcome.ADDED


def test_another_programs_database_is_left_alone(place: Path) -> None:
    with closing(sqlite3.connect(place)) as raw:
        raw.execute("CREATE TABLE recipe (name)")
        raw.commit()
    before = place.read_bytes()
    for create in (True, False):
        with pytest.raises(CaseCorrupt, match="not a sayso case but another program's database"):
            Case.open(str(place), create=create)
    assert place.read_bytes() == before


def test_a_case_that_does_not_say_its_revision_is_damaged(case: Case, place: Path) -> None:
    case.close()
    for change in ("UPDATE alembic_version SET version_num = 'x'", "DROP TABLE alembic_version"):
        with closing(sqlite3.connect(place)) as raw:
            raw.execute(change)
            raw.commit()
        with pytest.raises(CaseCorrupt, match="does not say which version"):
            Case.open(str(place))


def test_the_case_of_a_newer_sayso_is_refused_and_left_alone(case: Case, place: Path) -> None:
    case.close()
    with closing(sqlite3.connect(place)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    before = place.read_bytes()
    with pytest.raises(CaseNewer, match=r"written by a newer sayso .* Update sayso"):
        Case.open(str(place), create=True)
    assert place.read_bytes() == before


NEXT_STEP = '''"""A step that this test adds."""
import sqlalchemy as sa
from alembic import op
revision = "{next}"
down_revision = "{last}"
def upgrade():
    op.add_column("report", sa.Column("colour", sa.Text))
    {then}
'''
LAST = schema.LATEST
NEXT = f"{int(LAST) + 1:04}"


def step_that(then: str) -> str:
    return NEXT_STEP.format(next=NEXT, last=LAST, then=then)


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sayso that knows one revision more; its step lies in the file that comes back."""
    scripts = tmp_path / "100% new" / "migrations"
    (scripts / "versions").mkdir(parents=True)
    for path in (schema.MIGRATIONS / "env.py", *schema.MIGRATIONS.glob("versions/*.py")):
        place = scripts / path.relative_to(schema.MIGRATIONS)
        place.write_bytes(path.read_bytes())
    step = scripts / "versions" / f"step_{NEXT}.py"
    step.write_text(step_that("pass"))
    monkeypatch.setattr(schema, "MIGRATIONS", scripts)
    monkeypatch.setattr(schema, "LATEST", NEXT)
    return step


def columns_of(place: Path) -> list[str]:
    with closing(sqlite3.connect(place)) as raw:
        return [row[1] for row in raw.execute("PRAGMA table_info(report)")]


@pytest.fixture
def older(place: Path) -> Path:
    """A case of the newest revision, with a report in it."""
    with Case.open(str(place), create=True) as case:
        case.put(*sample(1))
    return place


def test_an_older_case_is_brought_forward_after_a_copy_was_made(
    older: Path, next_step: Path
) -> None:
    with Case.open(str(older)) as case:
        assert [row.action for row in case.audit()] == ["created", "added", "migrated"]
        assert f"revision-{LAST}.bak" in case.audit()[-1].detail
        assert list(case.analyses()) == [sample(1)[1]]
        assert list(verify(case)) == []
    assert "colour" in columns_of(older)
    backup = older.with_name(f"case.sayso.revision-{LAST}.bak")
    assert "colour" not in columns_of(backup)
    with closing(sqlite3.connect(backup)) as raw:
        assert raw.execute("SELECT count(*) FROM report").fetchone() == (1,)
    with Case.open(str(older)) as case:
        assert len(case.audit()) == 3


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
def test_a_case_of_an_earlier_revision_is_weighed_once_it_is_brought_forward(
    place: Path, monkeypatch: pytest.MonkeyPatch, revision: str
) -> None:
    with monkeypatch.context() as before:
        before.setattr(schema, "LATEST", revision)
        with Case.open(str(place), create=True) as case:
            case.put(*sample(1))
    with Case.open(str(place)) as case:
        assert not is_fresh(case)
        bring_up(case)
        assert is_fresh(case)
        assert list(verify(case)) == []
        claims = case.analysis(sample(1)[1].report.id).claims
        with case.store.reading() as connection:
            told = connection.execute(select(findings.assertion.c.claim)).scalars().all()
        assert told == [claim.id for claim in claims]


def test_a_step_that_fails_leaves_the_case_as_it_was(older: Path, next_step: Path) -> None:
    next_step.write_text(step_that("op.execute('INSERT INTO nowhere VALUES (1)')"))
    with pytest.raises(Exception, match="no such table: nowhere"):
        Case.open(str(older))
    assert "colour" not in columns_of(older)
    next_step.write_text(step_that("pass"))
    with Case.open(str(older)) as case:
        assert list(verify(case)) == []
    assert "colour" in columns_of(older)


def test_without_a_copy_nothing_is_brought_forward(older: Path, next_step: Path) -> None:
    older.with_name(f"case.sayso.revision-{LAST}.bak.part").mkdir()
    with pytest.raises(CaseReadOnly, match="could not be opened"):
        Case.open(str(older))
    assert "colour" not in columns_of(older)


def test_the_migrations_make_the_tables_that_the_code_speaks_of(case: Case, place: Path) -> None:
    engine = create_engine(f"sqlite:///{place}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": not_search})
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()


def not_search(_: object, name: str, *__: object) -> bool:
    return not name.startswith("search")


def test_making_a_case_says_nothing_on_the_terminal(
    place: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    Case.open(str(place), create=True).close()
    assert capfd.readouterr() == ("", "")
    assert caplog.messages == []


OPENING = """
import sys, time, sayso.record, sqlalchemy.dialects.sqlite
start = time.process_time()
sayso.record.Case.open(sys.argv[1]).close()
print(time.process_time() - start, "alembic" in sys.modules)
"""


def test_opening_a_case_is_quick_and_does_without_alembic(case: Case, place: Path) -> None:
    case.put(*sample(1))
    case.close()
    told = subprocess.run(
        [sys.executable, "-W", "error", "-X", "dev", "-c", OPENING, str(place)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, alembic = told.stdout.split()
    # Processor time, so that other work on the machine does not count.
    assert float(seconds) < 0.1
    assert alembic == "False"
    assert told.stderr == ""


def test_a_closed_case_leaves_one_file_and_no_connection(case: Case, place: Path) -> None:
    case.put(*sample(1))
    case.close()
    case.close()
    assert [entry.name for entry in place.parent.iterdir()] == ["case.sayso"]


def test_a_case_is_in_write_ahead_mode_and_knows_its_own(case: Case, place: Path) -> None:
    with closing(sqlite3.connect(place)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("PRAGMA application_id").fetchone() == (0x53415953,)


def test_references_are_enforced_and_a_strangers_schema_is_not_trusted(case: Case) -> None:
    with case.store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA trusted_schema").scalar_one() == 0
    with pytest.raises(IntegrityError), case.store.writing() as connection:
        connection.execute(insert(tables.current).values(report="r-none", analysis=1))


def test_what_a_report_says_is_not_in_an_error(case: Case) -> None:
    row = {"judgement": "j-none", "who": "Ada Quell", "at": "2031-04-01T12:00:00Z", "why": ""}
    with pytest.raises(IntegrityError) as error, case.store.writing() as connection:
        connection.execute(insert(tables.retraction).values(**row))
    assert "Quell" not in str(error.value)


def test_only_two_files_speak_sqlite_one_of_them_encrypted() -> None:
    words = re.compile(r"PRAGMA|fts5|import sqlite3|MATCH :", re.IGNORECASE)
    package = Path(schema.__file__).parent
    speakers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if words.search(path.read_text("utf-8"))
    }
    assert speakers == {"sqlite.py", "cipher.py"}


def test_two_processes_that_make_one_case_at_once_make_one(place: Path) -> None:
    writer = Path(__file__).with_name("ledger_writer.py")
    running = [
        subprocess.Popen([sys.executable, writer, place, "0", "0"], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in running:
        out, _ = process.communicate(timeout=60)
        assert (process.returncode, out) == (0, b"ready\n")
    with Case.open(str(place)) as case:
        assert [row.action for row in case.audit()] == ["created"]


def test_without_being_told_a_case_knows_the_time_and_who_runs_it(place: Path) -> None:
    before = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with Case.open(str(place), create=True) as case:
        (created,) = case.audit()
    assert before <= created.at <= datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert created.who
