"""An authority is asked for the time, and whatever else it says is no timestamp."""

from __future__ import annotations

import hashlib
import socket
from datetime import UTC, datetime

import pytest
from asn1crypto import tsp

from office import sealed
from sayso.errors import TimestampFailed
from sayso.export.pack import timestamp as timestamps
from sayso.export.pack.seal import Seal
from sayso.export.pack.timestamp import ask, read_stamp, trusted
from timekeeper import AT, Authority, serving

DATA = b"what is listed"


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.make()


def test_nothing_is_sent_but_the_digest(authority):
    with serving(authority) as address:
        ask(address, DATA)
    told = tsp.TimeStampReq.load(authority.queries[-1], strict=True).native
    assert told["message_imprint"] == {
        "hash_algorithm": {"algorithm": "sha512", "parameters": None},
        "hashed_message": hashlib.sha512(DATA).digest(),
    }
    known = {"version", "message_imprint", "nonce", "cert_req", "req_policy", "extensions"}
    assert told.keys() == known
    assert told["req_policy"] is told["extensions"] is None
    assert DATA not in authority.queries[-1]
    sent = authority.headers[-1]
    assert sent["Content-Type"] == "application/timestamp-query"
    assert sent.keys() <= {
        *("Accept-Encoding", "Content-Length", "Host", "User-Agent", "Content-Type", "Connection"),
    }


def test_the_answer_tells_time_and_authority(authority):
    with serving(authority) as address:
        stamp = read_stamp(ask(address, DATA), DATA)
    assert (stamp.at, stamp.authority) == (AT, "CN=Harbour Clock")
    assert trusted(stamp, [authority.root], DATA) is None
    assert trusted(stamp, [Authority.make().root], DATA) is not None


def test_a_certificate_that_was_not_valid_then_vouches_for_nothing(authority):
    query = timestamps.TimestampRequestBuilder().data(DATA).build().as_bytes()
    late = authority.answer(query, gen_time=datetime(2027, 1, 1, tzinfo=UTC))
    stamp = read_stamp(late, DATA)
    assert "expired" in trusted(stamp, [authority.root], DATA)


def refused(query: bytes) -> bytes:
    told = tsp.PKIStatusInfo({"status": "rejection", "status_string": ["not today"]}).dump()
    return bytes((0x30, len(told))) + told


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (lambda query: b"", "cannot be read"),
        (lambda query: b"<html>Sign in</html>", "cannot be read"),
        (refused, "refused: not today"),
        (lambda query: b"0" * (timestamps.MOST + 10), "longer"),
        (lambda query: Authority.make().answer(query, nonce=1), "old timestamp"),
        (lambda query: Authority.make().answer(query) + b" ", "cannot be read"),
        (
            lambda query: Authority.make().answer(
                timestamps.TimestampRequestBuilder().data(b"something else").build().as_bytes()
            ),
            "for other bytes",
        ),
    ],
)
def test_an_answer_that_is_no_timestamp_is_told_in_one_line(authority, reply, words):
    with serving(authority, reply) as address, pytest.raises(TimestampFailed) as caught:
        ask(address, DATA)
    assert words in str(caught.value)
    assert address in str(caught.value)
    assert "\n" not in str(caught.value)


def test_nobody_else_is_asked_wherever_the_answer_points(authority):
    other = Authority.make()
    with (
        serving(other) as elsewhere,
        serving(authority, status=307, Location=elsewhere) as address,
        pytest.raises(TimestampFailed, match="307"),
    ):
        ask(address, DATA)
    assert other.queries == []


@pytest.mark.parametrize("address", ["", "time.example", "file:///etc/passwd", "ftp://a.example/"])
def test_what_is_no_address_is_not_asked(address):
    with pytest.raises(TimestampFailed, match="no address of an authority"):
        ask(address, DATA)


def test_an_authority_that_is_not_there_or_says_nothing_is_told(monkeypatch):
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(TimestampFailed, match="refused"):
            ask(address, DATA)
        server.listen()
        monkeypatch.setattr(timestamps, "PATIENCE", 0.2)
        with pytest.raises(TimestampFailed, match="timed out"):
            ask(address, DATA)


def test_a_pack_without_its_timestamp_is_not_finished(office, tmp_path):
    with pytest.raises(TimestampFailed):
        sealed(office.case, tmp_path, Seal(None, "http://127.0.0.1:1/"))
    assert not (tmp_path / "manifest.json").exists()
