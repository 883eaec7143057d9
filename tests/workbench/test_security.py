"""What a hostile page, a stranger or a colleague with a lesser role cannot do."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from team import HOST, Team, ask, routes

from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import HEADERS, Guard, Role

# What anybody may ask for without having come in.
OPEN = {("GET", "/enter"), ("GET", "/login"), ("POST", "/login")}
OWNERS = ("/audit", "/accounts", "/api/audit", "/api/accounts")


def filled(path: str) -> str:
    """An address with something in place of each name in it."""
    return re.sub(r"\{[^}]+\}", "x1", path)


def decisions(bench: Bench) -> int:
    return len(bench.case.judgements()) + len(bench.case.audit())


def test_a_stranger_gets_nowhere(team: Team) -> None:
    before = decisions(team.bench)
    stranger = team.stranger()
    tried = 0
    for method, path in routes(team.app):
        if (method, path) in OPEN:
            continue
        answer = stranger.request(method, filled(path))
        if method == "GET" and not path.startswith("/api/"):
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/login"), path
        else:
            assert answer.status_code == 401, (method, path)
        tried += 1
    assert tried > 30
    assert decisions(team.bench) == before


def test_a_reader_changes_nothing_and_sees_no_page_of_owners(team: Team) -> None:
    before = decisions(team.bench)
    reader = team.browser(Role.READER)
    refused = []
    for method, path in routes(team.app):
        if (method, path) in OPEN or path == "/logout":
            continue
        answer = reader.request(method, filled(path))
        if method != "GET" or path.startswith(OWNERS):
            assert answer.status_code == 403, (method, path)
            refused.append(path)
        else:
            assert answer.status_code in (200, 303, 307, 404, 422), (path, answer.text)
    assert {"/audit", "/audit.csv", "/api/audit", "/accounts", "/api/accounts"} <= set(refused)
    assert {"/api/joins", "/api/reports", "/api/claims/{claim}/verdict"} <= set(refused)
    assert decisions(team.bench) == before


def test_an_analyst_judges_and_an_owner_alone_sees_the_audit(team: Team) -> None:
    analyst, owner = team.browser(Role.ANALYST), team.browser(Role.OWNER)
    for method, path in routes(team.app):
        if path.startswith(OWNERS):
            assert analyst.request(method, filled(path)).status_code == 403, path
            assert owner.request(method, filled(path)).status_code == 200, path
        elif method == "POST" and path.startswith("/api/"):
            assert analyst.post(filled(path), json={}).status_code not in (401, 403), path


@pytest.mark.parametrize(
    "headers",
    [
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "guessed"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "https://testserver.elsewhere.example"},
    ],
    ids=str,
)
def test_a_forged_change_is_refused(team: Team, headers: dict[str, str]) -> None:
    owner = team.browser(Role.OWNER)
    before = decisions(team.bench)
    for method, path in routes(team.app):
        if method != "GET" and path != "/login":
            answer = owner.request(method, filled(path), json={}, headers=headers)
            assert answer.status_code == 403, (path, answer.status_code)
    assert decisions(team.bench) == before
    assert owner.get("/").status_code == 200, "nobody was logged out by another site"


def test_a_form_of_another_site_is_no_judgement(team: Team) -> None:
    owner = team.browser(Role.OWNER)
    before = decisions(team.bench)
    del owner.headers["X-CSRF-Token"]
    told = {"text": "They did it", "why": ""}
    for path in ("/api/hypotheses", "/api/joins", "/api/reports"):
        assert owner.post(path, data=told).status_code == 403
        plain = {"Content-Type": "text/plain"}
        assert owner.post(path, content='{"text": "x"}', headers=plain).status_code == 403
    assert decisions(team.bench) == before


def test_a_password_is_not_taken_from_another_site(team: Team) -> None:
    told = {"name": "Olga", "password": "four words and a comma"}
    answer = team.stranger().post("/login", data=told, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "", "127.0.0.1.evil.example"]
)
def test_another_name_of_the_host_is_refused(team: Team, host: str) -> None:
    """A page whose name is made to lead here (DNS rebinding) is told nothing."""
    owner = team.browser(Role.OWNER)
    for path in ("/", "/api/case", "/login", "/static/style.css"):
        answer = owner.get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert "sayso" not in answer.text


@pytest.mark.parametrize(
    ("host", "welcome"),
    [
        ("127.0.0.1:8765", True),
        ("LOCALHOST:1", True),
        ("localhost", True),
        ("[::1]:8765", True),
        ("[::1]", True),
        ("192.168.0.9:8765", False),
        ("localhost.evil.example", False),
        (None, False),
    ],
)
def test_which_hosts_are_welcome(host: str | None, welcome: bool) -> None:
    assert Guard().welcomes(host) is welcome


def test_numbers_are_welcome_where_one_listens_everywhere() -> None:
    guard = Guard(numbers=True)
    assert guard.welcomes("192.168.0.9:8765")
    assert guard.welcomes("[2001:db8::1]:8765")
    assert not guard.welcomes("evil.example:8765")


def test_every_answer_carries_the_headers(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("on purpose")

    owner = TestClient(team.app, raise_server_exceptions=False, follow_redirects=False)
    owner.cookies = team.browser(Role.OWNER).cookies
    asked = [filled(path) for method, path in routes(team.app) if method == "GET"]
    answers = [
        owner.get(path) for path in (*asked, "/static/style.css", "/nowhere", "/api/nowhere")
    ]
    answers += [owner.post("/api/joins"), owner.put("/"), owner.get("/", headers={"Host": "x"})]
    monkeypatch.setattr("sayso.show.workbench.bench.is_fresh", breaks)
    broken = owner.get("/")
    assert broken.status_code == 500
    for answer in (*answers, broken):
        told = {name: answer.headers.get(name) for name in HEADERS}
        assert told == HEADERS, answer.url
        if "/static/" not in str(answer.url):
            assert answer.headers["cache-control"] == "no-store", answer.url
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/../../../cli/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/static/../../../../../../../../etc/passwd",
        "/static/..\\app.py",
        "/static/\x00",
        "/static/vendor/../../guard.py",
    ],
)
def test_no_path_leads_out_of_what_is_served(team: Team, path: str) -> None:
    answer = ask(team.app, {"path": path})
    assert answer.status == 404
    assert b"root:" not in answer.body
    assert b"import" not in answer.body


@pytest.mark.parametrize(
    "there",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\r\nSet-Cookie: a=b",
        "",
        "evil",
    ],
)
def test_nobody_is_sent_to_another_site(team: Team, there: str) -> None:
    told = {"name": "Olga", "password": "four words and a comma", "next": there}
    answer = team.stranger().post("/login", data=told)
    assert answer.headers["location"] == "/"
    page = team.stranger().get("/login", params={"next": there}).text
    assert "evil" not in page
    assert "javascript:" not in page


def test_whoever_comes_in_goes_on_to_what_was_asked(team: Team) -> None:
    stranger = team.stranger()
    door = stranger.get("/claims?contested=true&page=2").headers["location"]
    assert stranger.get(door).status_code == 200
    there = re.search(r'name="next" value="([^"]+)"', stranger.get(door).text)
    assert there is not None
    told = {"name": "olga", "password": "four words and a comma"}
    told["next"] = there[1].replace("&amp;", "&")
    answer = stranger.post("/login", data=told)
    assert answer.headers["location"] == "/claims?contested=true&page=2"


def test_a_failure_tells_nothing_of_the_machine(
    team: Team, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = TestClient(team.app, raise_server_exceptions=False, follow_redirects=False)
    came_in = team.browser(Role.OWNER)
    owner.cookies, owner.headers["X-CSRF-Token"] = came_in.cookies, came_in.headers["x-csrf-token"]
    told = [
        owner.get(path)
        for path in ("/reports/none", "/api/reports/none", "/propositions/x", "/claims/x", "/nope")
    ]
    told += [
        owner.post("/api/judgements/none/retraction", json={}),
        owner.post("/api/claims/none/verdict", json={"decision": "accepted"}),
        owner.post("/api/joins", content="{", headers={"Content-Type": "application/json"}),
    ]
    assert {answer.status_code for answer in told} == {404, 422}

    def breaks(*_: object) -> None:
        raise RuntimeError(f"what broke in {bench.case.store.path}")

    monkeypatch.setattr("sayso.show.workbench.bench.is_fresh", breaks)
    for path in ("/", "/api/case"):
        told.append(owner.get(path))
        assert told[-1].status_code == 500
    for answer in told:
        assert "Traceback" not in answer.text
        assert "what broke" not in answer.text
        assert str(bench.case.store.path.parent) not in answer.text, answer.url


def test_the_key_of_open_lets_in_and_a_wrong_one_does_not(bench: Bench, guard: Guard) -> None:
    client = TestClient(application(bench, guard), follow_redirects=False)
    for token in ("", "wrong", "key-of-the-tes", "key-of-the-test\0", "é"):
        assert client.get("/enter", params={"token": token}).status_code == 401
        bearer = {"Authorization": f"Bearer {token}".encode()}
        assert client.get("/api/case", headers=bearer).status_code == 401
    assert client.get("/api/case", headers={"Authorization": "Basic a2V5"}).status_code == 401
    assert client.get("/enter", params={"token": guard.token}).status_code == 303


def test_a_ticket_lets_in_once(bench: Bench, guard: Guard) -> None:
    """What a browser is started with can be read by other users of the machine."""
    ticket = guard.ticket()
    client = TestClient(application(bench, guard), follow_redirects=False)
    assert client.get("/enter", params={"token": ticket}).status_code == 303
    assert client.get("/enter", params={"token": ticket}).status_code == 401
    bearer = {"Authorization": f"Bearer {guard.ticket()}"}
    client.cookies.clear()
    assert client.get("/api/case", headers=bearer).status_code == 401


def test_a_program_with_the_token_needs_no_token_of_a_session(program: TestClient) -> None:
    answer = program.post("/api/hypotheses", json={"text": "The rebels did it"})
    assert answer.status_code == 201, answer.text
    assert program.get("/api/case", headers={"Host": HOST}).status_code == 200
