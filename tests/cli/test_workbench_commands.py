"""`sayso open`, `serve` and `account`: what they print, whom they let in, how they end."""

from __future__ import annotations

import os
import pty
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from running import sayso, sayso_process

from sayso.record import Case
from sayso.record.accounts import Accounts

PASSWORD = "four words and a comma"
# A browser that does nothing, so that none opens where there is one.
CALM = {"BROWSER": "true", "PYTHONUNBUFFERED": "1"}


@contextmanager
def started(*arguments: object) -> Iterator[tuple[subprocess.Popen, str]]:
    """A command that does not end, and the first line that it prints; ended afterwards."""
    process = sayso_process(*arguments, env=CALM, text=True)
    try:
        line = process.stdout.readline().strip()
        yield process, line
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def status(address: str, **headers: str) -> int:
    """What the server answers at an address."""
    try:
        asked = urllib.request.Request(address, headers=headers)
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def ended(process: subprocess.Popen, number: int) -> tuple[int, str]:
    """The exit code of a process that is sent a signal, and what it told."""
    process.send_signal(number)
    _, told = process.communicate(timeout=20)
    return process.returncode, told


def test_open_prints_where_it_answers_and_ends_with_a_word(here) -> None:
    begun = time.monotonic()
    with started("open", "--port", free_port()) as (process, line):
        assert time.monotonic() - begun < 10, "2 s where nobody else works on the machine"
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/enter\?token=([\w-]{43})", line)
        assert found is not None
        assert status(line) == 200
        home = f"http://127.0.0.1:{found[1]}/"
        assert status(home + "api/case") == 401
        assert status(home + "api/case", Authorization=f"Bearer {found[2]}") == 200
        assert status(home + "enter?token=wrong") == 401
        assert status(home, Host="evil.example") == 421
        code, told = ended(process, signal.SIGINT)
    assert code == 130
    assert told.splitlines()[0] == "sayso: The workbench of case is open. Ctrl-C ends it."
    assert told.splitlines()[-1].startswith("sayso: interrupted; the case is closed")
    assert "Traceback" not in told
    with Case.open("case.sayso") as case:
        assert case.reports() == ()
    assert not (here / "case.sayso-wal").exists()


def test_open_listens_on_this_machine_alone(here) -> None:
    with started("open", "--token", "--quiet", "--port", port := free_port()) as (process, line):
        assert re.fullmatch(r"[\w-]{43}", line)
        listening = Path(f"/proc/{process.pid}/net/tcp").read_text("utf-8")
        (mine,) = [row for row in listening.splitlines() if f":{int(port):04X} 00000000:" in row]
        assert "0100007F:" in mine
        code, told = ended(process, signal.SIGTERM)
    assert (code, told) == (143, "")


def test_the_browser_is_started_with_a_token_that_is_used_up(here) -> None:
    script = here / "browser"
    script.write_text(
        f'#!/bin/sh\necho "$1" > {here}/asked.tmp\nmv {here}/asked.tmp {here}/asked\n'
    )
    script.chmod(0o755)
    told = {**CALM, "BROWSER": str(script)}
    process = sayso_process("open", "--port", free_port(), env=told, text=True)
    try:
        line = process.stdout.readline().strip()
        ends = time.monotonic() + 20
        while not (here / "asked").exists():
            assert time.monotonic() < ends, "no browser was started"
            time.sleep(0.05)
        asked = (here / "asked").read_text().strip()
        assert asked.partition("?")[0] == line.partition("?")[0]
        assert asked != line
        assert [status(asked), status(asked), status(line), status(line)] == [200, 401, 200, 200]
    finally:
        process.kill()
        process.communicate()


def test_ctrl_c_ends_what_runs_beside_the_server_too(here) -> None:
    """In a terminal it reaches every process at once."""
    (here / "tmp").mkdir()
    told = {**CALM, "TMPDIR": str(here / "tmp")}
    process = sayso_process(
        "open",
        "--token",
        "--port",
        port := free_port(),
        env=told,
        text=True,
        start_new_session=True,
    )
    try:
        token = process.stdout.readline().strip()
        form = b"--cut\r\nContent-Disposition: form-data; name=files; filename=a.txt\r\n\r\n"
        asked = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/reports",
            form + b"General Olt said that it rained.\r\n--cut--\r\n",
            {
                "Authorization": f"Bearer {token}",
                "Content-Type": "multipart/form-data; boundary=cut",
            },
        )
        with urllib.request.urlopen(asked, timeout=10) as answer:
            assert answer.status == 202
        assert len(list((here / "tmp").glob("[!.]*"))) == 1
        time.sleep(0.7)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in said
    # A library that was just being loaded may leave a hidden file of its own.
    assert [path for path in (here / "tmp").iterdir() if not path.name.startswith(".")] == []


def test_a_port_that_is_taken_is_told_in_a_line(here) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = sayso("open", "--port", port, "--no-browser")
    assert result.exit_code == 1
    assert result.stderr == (
        f"sayso: Port {port} is taken by another program. Name another one: --port {port + 1}\n"
    )
    assert not (here / "case.sayso").exists(), "nothing is made where nothing can be shown"


def test_serve_lets_in_whoever_has_an_account(here) -> None:
    assert (
        sayso("account", "add", "Ada", "--role", "owner", "--stdin", input=PASSWORD).exit_code == 0
    )
    with started("serve", "--port", port := free_port()) as (process, line):
        assert line == f"http://127.0.0.1:{port}/"
        assert status(line) == 200, "the page where one comes in"
        assert status(line + "api/case") == 401
        for password, code in (
            (b"wrong+password", 401),
            (PASSWORD.replace(" ", "+").encode(), 303),
        ):
            assert post(line + "login", b"name=ada&password=" + password) == code
        key = sayso("account", "key", "ada").stdout.strip()
        assert status(line + "api/audit", Authorization=f"Bearer {key}") == 200
        sayso("account", "role", "ada", "--role", "reader")
        assert status(line + "api/audit", Authorization=f"Bearer {key}") == 403
        sayso("account", "remove", "ada")
        assert status(line + "api/case", Authorization=f"Bearer {key}") == 401
        code, told = ended(process, signal.SIGINT)
    assert code == 130
    assert "Traceback" not in told


class Stay(urllib.request.HTTPRedirectHandler):
    """Does not go where it is sent."""

    def redirect_request(self, *_: object) -> None:
        return None


def post(address: str, data: bytes) -> int:
    """What the server answers to a form."""
    try:
        with urllib.request.build_opener(Stay).open(address, data, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_serve_goes_nowhere_before_there_is_an_account(here) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.7"):
        result = sayso("serve", "--host", host)
        assert result.exit_code == 1
        assert "There is no account yet" in result.stderr
    sayso("account", "add", "Ada", "--role", "owner", "--stdin", input=PASSWORD)
    sayso("account", "remove", "Ada")
    assert "There is no account yet" in sayso("serve", "--host", "0.0.0.0").stderr
    assert list(here.glob("case.sayso*")) == [here / "case.sayso-accounts"]


def test_serve_elsewhere_warns_that_others_can_read_along(here) -> None:
    sayso("account", "add", "Ada", "--role", "owner", "--stdin", input=PASSWORD)
    with started("serve", "--host", "0.0.0.0", "--port", free_port()) as (process, line):
        address = line.replace("0.0.0.0", "127.0.0.1")
        assert status(address) == 200
        assert status(address, Host="evil.example") == 421
        _, told = ended(process, signal.SIGINT)
    assert "This is plain HTTP" in told


def test_serve_speaks_https_with_a_certificate(here) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    made += ["-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=localhost"]
    if subprocess.run(made, capture_output=True, check=False).returncode:
        pytest.skip("there is no openssl on this machine")
    ways = ("--certificate", "cert.pem", "--key", "key.pem")
    assert "needs both" in sayso("serve", *ways[:2]).stderr
    swapped = sayso("serve", "--certificate", "key.pem", "--key", "cert.pem")
    assert "cannot be used for HTTPS" in swapped.stderr
    sayso("account", "add", "Ada", "--role", "owner", "--stdin", input=PASSWORD)
    with started("serve", *ways, "--port", free_port()) as (_, line):
        assert line.startswith("https://127.0.0.1:")
        trusting = ssl.create_default_context(cafile="cert.pem")
        trusting.check_hostname = False
        form = b"name=ada&password=" + PASSWORD.replace(" ", "+").encode()
        opener = urllib.request.build_opener(Stay, urllib.request.HTTPSHandler(context=trusting))
        with pytest.raises(urllib.error.HTTPError) as found:
            opener.open(line + "login", form, timeout=10)
        cookie = found.value.headers["Set-Cookie"]
        found.value.close()
    assert cookie.startswith("__Host-sayso_")
    assert "Secure" in cookie
    assert "Path=/" in cookie


def test_accounts_are_added_listed_and_removed(here) -> None:
    add = ("account", "add", "Ines Falk", "--stdin")
    assert sayso(*add, input=PASSWORD).exit_code == 2, "no role is told"
    assert sayso(*add, "--role", "analyst", input="short").exit_code == 1
    made = sayso(*add, "--role", "analyst", input=PASSWORD + "\n")
    assert made.stdout == "added: Ines Falk, analyst\n"
    again = sayso("account", "add", "INES  FALK", "--role", "owner", "--stdin", input=PASSWORD)
    assert again.stderr == "sayso: There is an account 'INES FALK' already.\n"
    assert sayso("account", "role", "ines falk", "--role", "owner").stdout == "owner: Ines Falk\n"
    key = sayso("account", "key", "Ines Falk").stdout.strip()
    assert len(key) == 43
    listed = sayso("account", "list").stdout
    assert re.fullmatch(r"Ines Falk  owner  \d{4}-\d\d-\d\d  has a key\n", listed)
    changed = sayso("account", "password", "ines falk", "--stdin", input="another four words\n")
    assert changed.stdout == "new password: Ines Falk\n"
    with Accounts.open(here / "case.sayso-accounts") as accounts:
        assert accounts.enter("Ines Falk", PASSWORD) is None
        assert accounts.enter("Ines Falk", "another four words") is not None
    assert sayso("account", "remove", "Ines Falk").stdout == "removed: Ines Falk\n"
    assert sayso("account", "remove", "Ines Falk").exit_code == 1
    assert sayso("account", "list").stdout == ""


def test_a_password_is_typed_twice_and_never_shown(here) -> None:
    def answered(*typed: str) -> tuple[int, str]:
        mine, its = pty.openpty()
        process = sayso_process(
            "account", "add", "Ada", "--role", "owner", stdin=its, start_new_session=True
        )
        os.close(its)
        shown = b""
        for word in typed:
            # What is typed before a question is asked is thrown away.
            while not shown.endswith(b": "):
                part = process.stderr.read(1)
                assert part, shown
                shown += part
            os.write(mine, word.encode() + b"\n")
            shown += b"\n"
        out, err = process.communicate(timeout=30)
        os.close(mine)
        return process.returncode, (out + shown + err).decode()

    code, told = answered(PASSWORD, PASSWORD + "!")
    assert code == 1
    assert "two different passwords" in told
    code, told = answered(PASSWORD, PASSWORD)
    assert code == 0, told
    assert "added: Ada, owner" in told
    assert PASSWORD not in told


def test_without_a_terminal_no_password_is_waited_for(here) -> None:
    told = sayso("account", "add", "Ada", "--role", "owner")
    assert told.exit_code == 1
    assert "--stdin" in told.stderr


def test_a_case_is_no_file_of_accounts_and_the_other_way_round(here) -> None:
    Case.open("case.sayso", create=True).close()
    assert "not a file of accounts" in sayso("account", "list", "--accounts", "case.sayso").stderr
    (here / "words").write_text("no database" * 99)
    assert "not a file of accounts" in sayso("account", "list", "--accounts", "words").stderr
    sayso("account", "add", "Ada", "--role", "owner", "--stdin", input=PASSWORD)
    told = sayso("log", "--case", "case.sayso-accounts")
    assert told.exit_code == 1
    assert "not a sayso case" in told.stderr


def free_port() -> str:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def test_help_comes_without_the_server(here) -> None:
    words = "import sys; from sayso.cli.app import app; print('uvicorn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, check=True)
    assert done.stdout == b"False\n"
