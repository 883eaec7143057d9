"""Whatever a server does, a question ends in time, with an answer or with an error of ours."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from model_server import envelope, free_port, raw, saying, send, served

from sayso.errors import AnswerUnusable, EndpointRefused
from sayso.propose.answer import answer_in
from sayso.propose.endpoint import MOST, TRIES, Endpoint, Patience, ask

BODY = b'{"model": "small"}'


def asked(
    address: str, seconds: float = 5.0, key: str | None = None, pauses: list[float] | None = None
) -> bytes:
    pause = (lambda _: None) if pauses is None else pauses.append
    return ask(Endpoint.of(address), BODY, key, Patience(seconds, pause))


@pytest.mark.parametrize(
    ("told", "shown", "is_here"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions", True),
        ("http://127.0.0.1:80", "http://127.0.0.1:80/v1/chat/completions", True),
        ("http://[::1]:8000/v1/", "http://[::1]:8000/v1/chat/completions", True),
        (
            "https://models.example/api/chat/completions",
            "https://models.example:443/api/chat/completions",
            False,
        ),
        (
            "https://models.example/v1?key=a-secret",
            "https://models.example:443/v1/chat/completions",
            False,
        ),
        ("http://localhost.models.example/v1", None, False),
        ("http://127.0.0.1.models.example/v1", None, False),
        ("http://2130706433/v1", None, False),
        ("http://10.0.0.7:8000/v1", None, False),
    ],
)
def test_an_address_is_taken_as_it_is_told(told, shown, is_here):
    endpoint = Endpoint.of(told)
    assert endpoint.is_here is is_here
    assert shown is None or endpoint.shown == shown
    assert "secret" not in endpoint.shown + endpoint.name


@pytest.mark.parametrize(
    "told",
    [
        "",
        "localhost:11434",
        "ftp://localhost/v1",
        "file:///etc/passwd",
        "http://",
        "http://me:secret@localhost/v1",
        "http://localhost@models.example/v1",
        "http://localhost:99999/v1",
        "http://localhost:x/v1",
        "http://local host/v1",
        "http://localhost\n.models.example/v1",
        "http://localhost\\@models.example/v1",
        "http://localhost/v1#part",
        "http://modéls.example/v1",
        "http://[::1/v1",
    ],
)
def test_what_is_no_address_is_refused_without_its_password(told):
    with pytest.raises(EndpointRefused, match="no address of a model") as error:
        Endpoint.of(told)
    assert "secret" not in str(error.value)


def test_a_question_is_posted_once_with_the_key_and_nothing_of_who_asks():
    with served(saying()) as model:
        assert answer_in(asked(model.address, key="a-key")).proposals == []
    (request,) = model.requests
    assert (request.path, request.raw) == ("/v1/chat/completions", BODY)
    assert request.headers["Authorization"] == "Bearer a-key"
    assert set(request.headers) == {
        "Host",
        "Accept",
        "Accept-Encoding",
        "Authorization",
        "Connection",
        "Content-Length",
        "Content-Type",
        "User-Agent",
    }


def test_no_proxy_is_used(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    with served(saying()) as model:
        assert asked(model.address)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(code):
    with served(saying()) as elsewhere:
        with (
            served(raw(b"", code, Location=f"{elsewhere.address}/chat/completions")) as model,
            pytest.raises(EndpointRefused, match="points elsewhere"),
        ):
            asked(model.address)
        assert len(model.requests) == 1
        assert elsewhere.requests == []


@pytest.mark.parametrize("code", [429, 500, 502, 503])
def test_a_busy_server_is_asked_again_and_not_for_ever(code):
    pauses: list[float] = []
    with served(raw(b"busy", code)) as model, pytest.raises(AnswerUnusable, match=f"{code}, 4 tim"):
        asked(model.address, pauses=pauses)
    assert len(model.requests) == TRIES
    assert pauses == [1, 2, 4]


@pytest.mark.parametrize(
    ("wish", "pause"), [("7", 7), ("99999999", 1), ("9999", 30), ("soon", 1), ("-3", 1), ("٣", 1)]
)
def test_a_server_that_was_busy_answers_then(wish, pause):
    def at_last(_, handler):
        if len(model.requests) == 1:
            handler.send_response(503)
            handler.send_header("Retry-After", wish.encode().decode("latin-1"))
            handler.end_headers()
        else:
            send(handler, envelope('{"proposals": []}'))

    pauses: list[float] = []
    with served(at_last) as model:
        assert answer_in(asked(model.address, pauses=pauses)).proposals == []
    assert pauses == [pause]


@pytest.mark.parametrize("code", [401, 403, 404, 405, 418])
def test_a_server_that_will_not_answer_is_not_asked_again(code):
    words = "\x1b[31mno such model\x07 \u202e" + "x" * 5_000
    with (
        served(raw(words.encode(), code)) as model,
        pytest.raises(EndpointRefused, match=f"answers {code}: .*no such model") as error,
    ):
        asked(model.address)
    assert len(model.requests) == 1
    assert len(str(error.value)) < 300
    assert str(error.value).isprintable()


def test_a_question_that_is_too_long_costs_itself_alone():
    with (
        served(raw(b'{"error": "context length"}', 400)) as model,
        pytest.raises(AnswerUnusable, match=r"400: .*context length"),
    ):
        asked(model.address)


def test_nobody_at_home_is_told():
    with pytest.raises(EndpointRefused, match=r"127\.0\.0\.1.* does not answer"):
        asked(f"http://127.0.0.1:{free_port()}/v1")


def test_plain_text_where_encryption_was_asked_for_is_refused():
    with served(saying()) as model, pytest.raises(EndpointRefused, match="does not answer"):
        asked(model.address.replace("http:", "https:"))


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    place = tmp_path / "server.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    place.write_bytes(secret + made.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(place)
    heard: list[bytes] = []

    def answer(connection: socket.socket) -> None:
        with suppress(OSError):
            heard.append(connection.recv(65536))

    with (
        line(answer, context) as address,
        pytest.raises(EndpointRefused, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        asked(address.replace("http://127.0.0.1", "https://localhost"))
    assert b"".join(heard) == b""


def test_a_name_of_this_machine_that_leads_elsewhere_gets_nothing(monkeypatch):
    monkeypatch.setattr("sayso.propose.endpoint.is_loopback", lambda _: False)
    with (
        served(saying()) as model,
        pytest.raises(EndpointRefused, match=r"localhost is not this machine\. Nothing was sent"),
    ):
        asked(f"http://localhost:{model.port}/v1")
    assert model.requests == []


@contextmanager
def line(
    reply: Callable[[socket.socket], None], context: ssl.SSLContext | None = None
) -> Iterator[str]:
    """The address of a server that does with each line what a test says."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(20)

        def accept() -> None:
            with suppress(OSError):
                connection, _ = listening.accept()
                if context:
                    connection = context.wrap_socket(connection, server_side=True)
                with connection:
                    connection.settimeout(20)
                    connection.recv(65536)
                    reply(connection)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        thread.join(20)
        assert not thread.is_alive()


OK = b"HTTP/1.1 200 OK\r\n"


def drip(first: bytes, more: bytes) -> Callable[[socket.socket], None]:
    """Begin an answer, and go on with a little of it every now and then, for ever."""

    def reply(connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(more)
            time.sleep(0.05)

    return reply


def silence(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


@pytest.mark.parametrize(
    "reply",
    [
        silence,
        drip(b"", b"H"),
        drip(OK, b"X-More: yes\r\n"),
        drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        drip(OK + b"Content-Length: 900000000\r\n\r\n", b" "),
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        drip(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"),
    ],
    ids=["silent", "status", "headers", "chunks", "length", "continue", "trailers"],
)
def test_a_slow_server_does_not_keep_anybody_waiting(reply):
    start = time.monotonic()
    with line(reply) as address, pytest.raises(AnswerUnusable):
        asked(address, seconds=0.6)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\0\xff" * 999,
        b"HTTP/9.9 abc\r\n\r\n",
        b"HTTP/1.1 99999999999 OK\r\n\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        OK + b"Content-Length: -5\r\n\r\n{}",
        OK + b"Content-Length: 99\r\n\r\n{}",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 99 + b"\r\n{}\r\n",
        OK + b"X: " + b"y" * 100_000 + b"\r\n\r\n{}",
        OK + b"X: y\r\n" * 500 + b"\r\n{}",
        OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08",
    ],
)
def test_what_is_not_http_is_an_error_of_ours(reply):
    def answer(connection: socket.socket) -> None:
        connection.sendall(reply)

    with line(answer) as address, pytest.raises((AnswerUnusable, EndpointRefused)) as error:
        answer_in(asked(address))
    assert str(error.value).isprintable()


def test_an_answer_without_end_is_cut():
    def pour(connection: socket.socket) -> None:
        connection.sendall(OK + b"\r\n")
        with suppress(OSError):
            while True:
                connection.sendall(b" " * 65536)

    with line(pour) as address, pytest.raises(AnswerUnusable, match="longer than"):
        asked(address)
    with (
        served(raw(b" " * 10_000_000)) as model,
        pytest.raises(AnswerUnusable, match="longer than 1,024 kB"),
    ):
        asked(model.address)
    assert MOST == 2**20


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"),
        (b"<html><script>alert(1)</script></html>", "not JSON"),
        ('{"choices": "é"}'.encode("latin-1"), "not UTF-8"),
        ('{"choices": []}'.encode("utf-16"), "not UTF-8"),
        (b'{"choices": []}', "no answer"),
        (b'{"error": {"message": "overloaded"}}', "no answer"),
        (b'{"choices": [{"message": {"content": null}}]}', "no answer"),
        (b"[" * 100_000, "not JSON"),
        (b'{"n": ' + b"9" * 9_000 + b"}", "not JSON"),
        (envelope("I am sorry, I cannot do that."), "answer is not JSON"),
        (envelope('{"proposals": [{"chain": ['), "answer is not JSON"),
        (envelope('{"proposals": [' + "[" * 100_000 + "}"), "answer is not JSON"),
        (envelope('{"proposals": {"chain": []}}'), "shape"),
        (envelope('{"claims": []}'), "shape"),
        (envelope('{"proposals": []}', finish="length"), "cut off"),
    ],
)
def test_a_bad_answer_is_told_by_what_is_wrong_with_it(data, words):
    with pytest.raises(AnswerUnusable, match=words):
        answer_in(data)


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [
        ({"total_tokens": 77}, 77),
        ({"total_tokens": -77}, 0),
        ({"total_tokens": 10**30}, 0),
        ({"total_tokens": 1e30}, 0),
        ({"total_tokens": "77"}, 0),
        ([], 0),
    ],
)
def test_what_a_server_counts_is_believed_within_reason(usage, tokens):
    assert answer_in(envelope('{"proposals": []}', usage=usage)).tokens == tokens


def test_json_in_marks_and_after_thinking_aloud_is_found():
    told = json.dumps({"proposals": [{"chain": []}]})
    answer = answer_in(envelope(f"<think>Well.</think>\n```json\n{told}\n```"))
    assert answer.proposals == [{"chain": []}]
