"""Batches out and answers in, while workers die and reports do harm."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest
from scale_stubs import quick, words

from sayso.errors import AnalysisError, CrewFailed, Empty
from sayso.model import identify
from sayso.pipeline import version
from sayso.read import Piece
from sayso.scale.crew import crew
from sayso.scale.dispatch import BATCHES, REPORTS, answers
from sayso.scale.parcel import Job, Read, Same

JOB = Job(version(), analyse=quick, limit=3.0, tries=2)


def piece(number: int, more: str = "") -> Piece:
    return Piece(f"{number}.txt", (words(number) + more).encode())


def nothing_known(ids) -> dict[str, None]:
    return {}


@pytest.fixture(scope="module")
def client(cluster):
    with crew(cluster.scheduler_address, 0) as made:
        yield made


def run(pieces, client, job=JOB, known=nothing_known) -> list:
    return [answer for answer, _ in answers(pieces, client, job, known)]


def failures(found: list) -> list[AnalysisError]:
    return [answer for answer in found if not isinstance(answer, Read | Same)]


def test_every_report_comes_back_once_with_its_bytes(client):
    pieces = [piece(number) for number in range(100)]
    found = list(answers(pieces, client, JOB, nothing_known))
    assert all(isinstance(answer, Read) for answer, _ in found)
    assert sorted(original.data for _, original in found) == sorted(p.data for p in pieces)
    for answer, original in found:
        assert answer.sha256 == original.sha256
        assert answer.id == identify("r", original.sha256)


def test_what_is_known_is_not_sent(client):
    pieces = [piece(number) for number in range(20)]
    ids = {identify("r", each.original()[1].sha256) for each in pieces[:15]}
    found = run(pieces, client, known=lambda asked: {n: None for n in asked if n in ids})
    assert sum(isinstance(answer, Same) for answer in found) == 15
    assert sum(isinstance(answer, Read) for answer in found) == 5


def test_the_same_bytes_twice_are_read_once_and_counted_twice(client):
    found = run([piece(1), piece(2), piece(1), Piece("copy.txt", piece(2).data)], client)
    assert sorted(type(answer).__name__ for answer in found) == ["Read", "Read", "Same", "Same"]


def test_the_same_bytes_twice_fail_in_both_places(client):
    bad = piece(1, "This RAISES.")
    found = failures(run([bad, Piece("copy.txt", bad.data), piece(2)], client))
    assert sorted(error.path for error in found) == ["1.txt", "copy.txt"]
    assert {error.reason for error in found} == {"ZeroDivisionError: the stub was asked to"}


def test_a_bad_piece_fails_and_the_others_go_on(client):
    bad = [Piece("empty.txt", b""), Empty("nowhere", "there is nothing"), piece(7, "This RAISES.")]
    found = run([piece(1), *bad, piece(2)], client)
    assert sum(isinstance(answer, Read) for answer in found) == 2
    assert sorted(error.path for error in failures(found)) == ["7.txt", "empty.txt", "nowhere"]


def test_a_report_that_kills_its_process_is_named_and_the_others_go_on(client):
    bad = Piece("crawl.warc", b"This KILLS its reader.", "https://a.example/7", "text/plain")
    found = run([*map(piece, range(20)), bad, *map(piece, range(20, 30))], client)
    (error,) = failures(found)
    assert error.path == "crawl.warc"
    why = "the process that read it died 2 times: signal SIGKILL"
    assert error.reason == f"https://a.example/7: {why}"
    assert sum(isinstance(answer, Read) for answer in found) == 30


def test_a_report_that_hangs_is_named_and_the_others_go_on(client):
    found = run([piece(1), piece(60, "This HANGS."), piece(2)], client)
    (error,) = failures(found)
    assert error.path == "60.txt"
    assert error.reason == "the process that read it died 2 times: it took longer than 3 s"
    assert sum(isinstance(answer, Read) for answer in found) == 2


def test_a_process_that_was_killed_by_chance_costs_no_report(client, tmp_path):
    found = run([piece(1), piece(2, f"This KILLS ONCE: {tmp_path / 'once'}"), piece(3)], client)
    assert (tmp_path / "once").exists()
    assert sum(isinstance(answer, Read) for answer in found) == 3


def test_a_worker_that_is_killed_costs_no_report(client):
    workers = {name: told["pid"] for name, told in pids(client).items()}
    killed = threading.Timer(1.0, lambda: os.kill(min(workers.values()), signal.SIGKILL))
    killed.start()
    found = run([piece(number, "This is SLOW.") for number in range(60)], client)
    killed.join()
    assert len({answer.id for answer in found if isinstance(answer, Read)}) == len(found) == 60
    assert {told["pid"] for told in pids(client).values()} != set(workers.values())


def pids(client) -> dict[str, dict[str, int]]:
    """The process ids of the workers, once both are there."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        found = client.run(lambda: {"pid": os.getpid()}, on_error="ignore")
        if len(found) == 2:
            return found
        time.sleep(0.1)
    raise AssertionError("no two workers came back")


def test_a_report_that_kills_whole_workers_is_found_among_its_batch(client):
    pieces = [*map(piece, range(5)), piece(70, "This KILLS THE WORKER."), *map(piece, range(5, 9))]
    found = run(pieces, client)
    (error,) = failures(found)
    assert error.path == "70.txt"
    assert error.reason == "a worker died with it"
    assert len({answer.id for answer in found if isinstance(answer, Read)}) == 9


def test_the_archive_is_read_no_faster_than_the_cluster_works(client):
    taken = 0

    def endless() -> Iterator[Piece]:
        nonlocal taken
        while True:
            taken += 1
            yield piece(taken, "This is SLOW.")

    threads = 2
    most = 0
    found = answers(endless(), client, JOB, nothing_known)
    for came, _ in enumerate(found):
        most = max(most, taken - came)
        if came == 60:
            break
    found.close()
    assert most <= (BATCHES * threads + 2) * REPORTS


def test_a_worker_of_another_version_is_refused(client):
    job = Job("sayso 0, another", analyse=quick)
    with pytest.raises(CrewFailed, match="and this machine sayso 0, another"):
        run([piece(1)], client, job)


def test_nobody_at_the_address_is_told_in_one_sentence(monkeypatch):
    monkeypatch.setattr("sayso.scale.crew.PATIENCE", 1)
    with (
        pytest.raises(CrewFailed, match="No scheduler answers at tcp:"),
        crew("tcp://127.0.0.1:9", 0),
    ):
        pass


def test_without_the_library_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(Exception, match=r"pipx inject sayso distributed pyarrow"), crew(None, 1):
        pass
