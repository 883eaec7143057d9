"""Accounts, sessions and limits: who comes in, for how long, and how often one may try."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from team import NAMES, PASSWORD, Team, ask

from sayso.errors import AccountInvalid
from sayso.record.accounts import Accounts
from sayso.show.workbench import shield
from sayso.show.workbench.app import application
from sayso.show.workbench.bench import Bench
from sayso.show.workbench.guard import Guard, Role, Sessions, Visitor
from sayso.show.workbench.limits import Flow, Patience
from sayso.show.workbench.shield import Body


class Clock:
    """A time of day that the test tells."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def log_in(client: TestClient, name: str, password: str = PASSWORD):
    return client.post("/login", data={"name": name, "password": password})


def test_a_name_in_any_spelling_and_its_password_let_in(team: Team) -> None:
    for name in ("Olga", "olga", "  OLGA ", "Ｏlga"):
        client = team.stranger()
        assert log_in(client, name).status_code == 303
        page = client.get("/").text
        assert "<summary>Olga</summary>" in page


def test_a_wrong_password_and_a_wrong_name_look_alike(team: Team) -> None:
    client = team.stranger()
    wrong = log_in(client, "Olga", "four words and a colon")
    unknown = log_in(client, "Nobody", PASSWORD)
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace("Olga", "Nobody") == unknown.text
    assert "set-cookie" not in wrong.headers
    assert client.get("/").status_code == 303
    names = [visit.name for visit in team.accounts.visits() if visit.what == "refused"]
    assert names == ["an unknown name", "Olga"]


def test_an_unknown_name_takes_as_long_as_a_wrong_password(team: Team, monkeypatch) -> None:
    monkeypatch.undo()
    with Accounts.open(team.accounts.place.with_name("slow"), create=True) as accounts:
        accounts.add("Olga", Role.OWNER, PASSWORD)
        accounts.enter("warm", "up")

        def took(name: str) -> float:
            spent = []
            for _ in range(4):
                begun = time.process_time()
                assert accounts.enter(name, "wrong password") is None
                spent.append(time.process_time() - begun)
            return min(spent)

        there, nobody = took("Olga"), took("Nobody")
    assert there > 0.02, "a guess costs next to nothing"
    assert nobody == pytest.approx(there, rel=0.5)


def test_the_cookie_is_kept_from_scripts_and_other_sites(team: Team) -> None:
    told = log_in(team.stranger(), "Olga").headers["set-cookie"]
    assert "HttpOnly" in told
    assert "SameSite=lax" in told
    assert "Secure" not in told
    team.guard.secure = True
    assert "Secure" in log_in(team.stranger(), "Olga").headers["set-cookie"]


def test_a_session_from_before_is_not_taken_over(team: Team) -> None:
    """Whoever plants a cookie, their own or an invented one, knows nothing of the session after."""
    mine = team.browser(Role.READER)
    planted = str(mine.cookies.get(team.guard.cookie))
    for secret in (planted, "invented"):
        victim = team.stranger()
        victim.cookies.set(team.guard.cookie, secret)
        answer = log_in(victim, "Olga")
        assert answer.status_code == 303
        assert secret not in answer.headers["set-cookie"]
    assert mine.get("/").status_code == 303, "the planted session is closed"


def test_leaving_closes_the_session_for_good(team: Team) -> None:
    client = team.browser(Role.ANALYST)
    secret = client.cookies.get(team.guard.cookie)
    answer = client.post("/logout")
    assert answer.status_code == 204
    assert answer.headers["hx-redirect"] == "/login"
    client.cookies.set(team.guard.cookie, str(secret))
    assert client.get("/").status_code == 303
    assert team.accounts.visits(1)[0].what == "left"


@pytest.mark.parametrize("change", ["password", "role", "remove", "key"])
def test_whoever_is_in_is_out_when_the_account_changes(team: Team, change: str) -> None:
    client, other = team.browser(Role.ANALYST), team.browser(Role.OWNER)
    assert client.get("/").status_code == 200
    # As `sayso account` does it: in another process, with the same file.
    with Accounts.open(team.accounts.place) as elsewhere:
        match change:
            case "password":
                elsewhere.set_password("Ana", "another four words")
            case "role":
                elsewhere.set_role("Ana", Role.READER)
            case "key":
                elsewhere.new_key("Ana")
            case _:
                elsewhere.remove("Ana")
    assert client.get("/").status_code == 303
    assert client.post("/api/hypotheses", json={"text": "x"}).status_code == 401
    assert other.get("/").status_code == 200


def test_a_new_account_of_the_same_name_is_somebody_else(team: Team) -> None:
    client = team.browser(Role.ANALYST)
    team.accounts.remove("Ana")
    team.accounts.add("Ana", Role.ANALYST, PASSWORD)
    assert client.get("/").status_code == 303


def test_a_key_lets_a_program_in_as_its_account(team: Team) -> None:
    key = team.accounts.new_key("Rea")
    program = team.stranger()
    program.headers["Authorization"] = f"Bearer {key}"
    assert program.get("/api/case").status_code == 200
    assert program.post("/api/hypotheses", json={"text": "x"}).status_code == 403
    assert program.get("/api/audit").status_code == 403
    assert team.stranger().get("/enter", params={"token": key}).status_code == 401
    team.accounts.new_key("Rea")
    assert program.get("/api/case").status_code == 401


def test_sessions_end_when_idle_and_in_any_case() -> None:
    clock = Clock()
    sessions = Sessions(idle=100, longest=1_000, clock=clock)
    secret = sessions.begin(Visitor("Ada", Role.OWNER))
    for _ in range(12):
        assert sessions.find(secret) is not None
        clock.now += 90
    assert sessions.find(secret) is None
    again = sessions.begin(Visitor("Ada", Role.OWNER))
    clock.now += 101
    assert sessions.find(again) is None
    assert sessions.of("Ada") == 0


def test_sessions_do_not_grow_without_end() -> None:
    sessions = Sessions()
    first = sessions.begin(Visitor("Ada", Role.OWNER))
    for _ in range(1_000):
        last = sessions.begin(Visitor("Ada", Role.OWNER))
    assert len(sessions.open) == 1_000
    assert sessions.find(first) is None
    assert sessions.find(last) is not None


def test_guessing_takes_longer_each_time() -> None:
    clock = Clock()
    patience = Patience(free=3, longest=60, clock=clock)
    assert [patience.attempt("k") for _ in range(3)] == [0, 0, 0]
    waits = []
    for _ in range(8):
        left = patience.attempt("k")
        waits.append(left)
        clock.now += left - 0.01
        assert patience.attempt("k") > 0
        clock.now += 0.02
        assert patience.attempt("k") == 0
    assert waits == pytest.approx([1, 2, 4, 8, 16, 32, 60, 60], abs=0.1)
    assert patience.attempt("another") == 0
    patience.forgive("k")
    assert patience.attempt("k") == 0


def test_guesses_at_the_same_moment_all_count() -> None:
    patience = Patience(free=5)
    passed = []
    begin = threading.Barrier(50)

    def guess() -> None:
        begin.wait()
        passed.append(patience.attempt("k") == 0)

    threads = [threading.Thread(target=guess) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(passed) == 5


def test_guessing_a_password_is_slowed_down_for_names_that_there_are_and_are_not(
    team: Team,
) -> None:
    for name in ("Olga", "Nobody"):
        client = team.stranger()
        codes = [log_in(client, name, f"wrong password {n}").status_code for n in range(8)]
        assert codes == [401] * 5 + [429] * 3, name
    late = log_in(team.stranger(), "olga")
    assert late.status_code == 429, "the right password does not end the wait"
    assert 0 < int(late.headers["retry-after"]) <= 60
    assert "Try again in" in late.text
    assert log_in(team.stranger(), "Ana").status_code == 303, "others come in meanwhile"


def test_many_names_from_one_address_are_slowed_down_too(team: Team) -> None:
    client = team.stranger()
    codes = [log_in(client, f"name {n}").status_code for n in range(25)]
    assert codes == [401] * 20 + [429] * 5
    told = {"path": "/login", "method": "POST"}
    body = b"name=Ana&password=four+words+and+a+comma"
    kind = (b"content-type", b"application/x-www-form-urlencoded")
    size = (b"content-length", str(len(body)).encode())
    part = {"type": "http.request", "body": body, "more_body": False}
    answer = ask(team.app, {**told, "headers": [kind, size]}, [part])
    assert answer.status == 303, "another address is another matter"


def test_requests_flow_and_no_more() -> None:
    clock = Clock()
    flow = Flow(rate=10, burst=20, clock=clock)
    assert [flow.wait("a") for _ in range(20)] == [0] * 20
    assert flow.wait("a") == pytest.approx(0.1)
    assert flow.wait("b") == 0
    clock.now += 1
    assert sum(flow.wait("a") == 0 for _ in range(30)) == 10


def test_too_many_requests_are_told_to_wait(team: Team) -> None:
    team.guard.flow = Flow(rate=0.001, burst=5)
    client = team.browser(Role.OWNER)
    codes = [client.get("/api/adding").status_code for _ in range(8)]
    assert codes == [200] * 5 + [429] * 3
    late = client.get("/api/adding")
    assert int(late.headers["retry-after"]) > 0
    assert late.json()["detail"].startswith("Too many requests")
    assert client.get("/static/style.css").status_code == 200


def test_a_session_costs_little_per_request(team: Team) -> None:
    """Every request asks whether the account still holds."""
    team.browser(Role.OWNER)
    session = next(iter(team.guard.sessions.open))
    assert session
    begun = time.perf_counter()
    for _ in range(200):
        assert team.accounts.mark("Olga")
    assert (time.perf_counter() - begun) / 200 < 0.005


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Ida", "short"),
        ("Ida", "aaaaaaaaaaaaaaaa"),
        ("Ida", "Ida and three words"),
        ("Ida", "x" * 20_000),
        ("", PASSWORD),
        ("  ", PASSWORD),
        ("a" * 101, PASSWORD),
        ("Ida\u202eadI", PASSWORD),
        ("OLGA", PASSWORD),
    ],
)
def test_weak_passwords_and_names_that_mislead_are_refused(team: Team, name, password) -> None:
    with pytest.raises(AccountInvalid):
        team.accounts.add(name, Role.READER, password)
    assert len(team.accounts.all()) == len(NAMES)


def test_the_file_of_accounts_is_its_owners_alone_and_holds_no_password(team: Team) -> None:
    key = team.accounts.new_key("Olga")
    team.accounts.close()
    place = team.accounts.place
    for file in place.parent.glob("*-accounts*"):
        assert file.stat().st_mode & 0o077 == 0, file
        told = file.read_bytes()
        assert PASSWORD.encode() not in told
        assert key.encode() not in told
    case = Path(team.bench.case.store.path).read_bytes()
    assert b"argon2" in place.read_bytes()
    assert b"argon2" not in case
    place.chmod(0o644)
    with Accounts.open(place):
        assert place.stat().st_mode & 0o777 == 0o600


def test_comings_and_goings_do_not_grow_without_end(team: Team, monkeypatch) -> None:
    monkeypatch.setattr("sayso.record.accounts.MOST_VISITS", 10)
    for number in range(15):
        team.accounts.note("Olga", f"visit {number}")
    told = [visit.what for visit in team.accounts.visits()]
    assert told == [f"visit {number}" for number in range(14, 4, -1)]


def test_two_people_do_not_overwrite_each_other(team: Team) -> None:
    """What one has decided since the other looked is a conflict; both names are kept."""
    ana, olga = team.browser(Role.ANALYST), team.browser(Role.OWNER)
    found = ana.get("/api/search").json()["found"]["claims"]
    where = f"/api/claims/{found[0]['id']}/verdict"
    first = ana.post(where, json={"decision": "rejected", "seen": 0, "why": "misread"})
    assert first.status_code == 201
    late = olga.post(where, json={"decision": "accepted", "seen": 0})
    assert late.status_code == 409
    assert "Look at it again" in late.json()["detail"]
    assert olga.post(where, json={"decision": "accepted", "seen": 1}).status_code == 201
    back = olga.post(f"/api/judgements/{first.json()['id']}/retraction", json={})
    assert back.status_code == 201
    made = team.bench.case.judgements()
    assert [row.judgement.who for row in made] == ["Ana", "Olga"]
    assert made[0].retraction is not None
    assert made[0].retraction.who == "Olga"
    told = [(row.who, row.action) for row in team.bench.case.audit()[-3:]]
    assert told == [("Ana", "judged"), ("Olga", "judged"), ("Olga", "retracted")]


def test_of_two_at_the_same_moment_one_is_told(team: Team) -> None:
    ana, olga = team.browser(Role.ANALYST), team.browser(Role.OWNER)
    found = ana.get("/api/search").json()["found"]["claims"]
    where = f"/api/claims/{found[1]['id']}/verdict"
    codes: list[int] = []
    begin = threading.Barrier(2)

    def decide(client: TestClient, decision: str) -> None:
        begin.wait()
        codes.append(client.post(where, json={"decision": decision, "seen": 0}).status_code)

    threads = [
        threading.Thread(target=decide, args=told)
        for told in ((ana, "accepted"), (olga, "rejected"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [201, 409]
    assert len(team.bench.case.judgements()) == 1


def test_a_program_of_a_team_cannot_come_in_by_an_empty_token(bench: Bench) -> None:
    for guard in (Guard(hosts=frozenset()), Guard(hosts=frozenset(), token="", visitor=None)):
        client = TestClient(application(bench, guard), follow_redirects=False)
        assert client.get("/enter", params={"token": ""}).status_code == 401
        assert client.get("/api/case", headers={"Authorization": "Bearer "}).status_code == 401
        assert client.post("/login", data={"name": "a", "password": "b"}).status_code == 404


def test_a_body_that_pauses_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shield, "SLOWEST", 0.05)

    async def never() -> dict:
        await asyncio.sleep(10)
        return {}

    scope = {"path": "/api/joins", "method": "POST"}
    body = Body(scope, shield.Headers({"content-length": "10"}), never)
    with pytest.raises(shield.HTTPException) as error:
        asyncio.run(body.receive())
    assert error.value.status_code == 408
