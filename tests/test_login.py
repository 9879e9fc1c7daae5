"""Log-in over HTTP: what is refused without one, how guessing is slowed down, who is who."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from logging_in import PAGE, PASSWORD, Clock, Synchronous, Visit, basic, inner, log_in
from toy_chat import Served, ToyAssistant, serve_toy

from assistant.app.chat import web_app
from assistant.app.door import Door
from assistant.app.kept_view import account_html
from assistant.app.labels import ENGLISH, labels_in
from assistant.app.loader import AssistantLoader
from assistant.app.login import COOKIE, MAX_FORM_BYTES, LogIn
from assistant.app.slow_down import FREE_FOR_ADDRESS, FREE_FOR_NAME, SlowDown
from assistant.app.users import Users, Visitor
from assistant.app.visitors import GUEST_COOKIE, Guests


def test_a_person_logs_in_is_known_and_logs_out(visit: Visit) -> None:
    client = visit()
    sent_away = client.get("/?question=Who%3F&a=b", headers=PAGE)
    assert sent_away.status_code == 303
    page = client.get(sent_away.headers["location"])
    assert page.status_code == 200 and 'autocomplete="current-password"' in page.text
    done = client.post(sent_away.headers["location"], data={"name": " ANNA", "password": PASSWORD})
    assert (done.status_code, done.headers["location"]) == (303, "/?question=Who%3F&a=b")
    cookie = done.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie
    assert client.get("/").text == "anna"
    stolen = client.cookies[COOKIE]
    assert client.post("/logout").headers["location"] == "/login"
    assert COOKIE not in client.cookies
    assert visit(cookies={COOKIE: stolen}).get("/").status_code == 401


def test_the_log_in_speaks_the_language_of_the_page_asked_for(visit: Visit) -> None:
    client = visit()
    page = client.get(client.get("/ko/?question=x", headers=PAGE).headers["location"])
    assert '<html lang="ko">' in page.text and "비밀번호" in page.text
    assert "<title>로그인 · 정상회담 도우미</title>" in page.text
    assert "<button>로그인</button>" in page.text
    # Its link to English leads to the same page in English.
    (english,) = re.findall(r'<a href="([^"]+)" lang="en">English</a>', page.text)
    assert english == "/login?next=%2F%3Flang%3Den%26question%3Dx"
    assert '<html lang="en">' in client.get(english).text
    wrong = log_in(client, "anna", "wrong", to="/ko/")
    assert "사용자 이름 또는 비밀번호가 올바르지 않습니다." in wrong.text
    for _ in range(FREE_FOR_NAME):
        slowed = log_in(client, "anna", "wrong", to="/source?doc=a&lang=ko")
    assert "1초 후에 다시 시도해 주세요." in slowed.text


def test_otherwise_the_log_in_speaks_the_browsers_language(visit: Visit) -> None:
    korean = visit(headers={"accept-language": "ko-KR,ko;q=0.9"})
    assert '<html lang="ko">' in korean.get("/login").text
    assert '<html lang="en">' in korean.get("/login?next=/?lang=en").text
    assert '<html lang="en">' in visit().get("/login").text
    assert korean.get("/gradio_api/info").json() == {"error": "먼저 로그인해 주세요."}


def test_whoever_logs_out_on_the_korean_page_can_log_in_there_again(visit: Visit) -> None:
    form = account_html(Visitor("account:1", "anna"), labels_in("ko"))
    (address,) = re.findall(r'action="([^"]+)"', form)
    assert visit().post(address).headers["location"] == "/login?next=%2Fko%2F"
    elsewhere = visit().post("/logout?next=//evil.example")
    assert elsewhere.headers["location"] == "/login"


def test_over_https_the_cookie_stays_on_https(visit: Visit) -> None:
    done = log_in(visit(), "anna", to="/")
    assert "Secure" not in done.headers["set-cookie"]
    client = visit()
    done = client.post("https://chat.test/login", data={"name": "anna", "password": PASSWORD})
    assert "Secure" in done.headers["set-cookie"]


def test_two_people_are_two_people(visit: Visit) -> None:
    anna, ben = visit(), visit()
    log_in(anna, "anna")
    log_in(ben, "ben")
    assert (anna.get("/").text, ben.get("/").text) == ("anna", "ben")


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "HEAD", "OPTIONS"])
def test_without_a_log_in_nothing_is_answered(visit: Visit, method: str) -> None:
    client = visit(cookies={COOKIE: "made up"})
    for path in ("/", "/gradio_api/call/ask", "/login/", "//login", "/LOGIN", "/login%2f", "/x"):
        refused = client.request(method, f"http://chat.test{path}")
        assert refused.status_code == 401, path
        assert "nobody" not in refused.text


def test_a_path_that_looks_like_a_broken_host_is_sent_to_the_log_in(visit: Visit) -> None:
    client = visit()
    assert client.get("http://chat.test//[x").status_code == 401
    page = client.get("http://chat.test//[x?lang=ko", headers=PAGE)
    assert page.headers["location"] == "/login?next=%2F%2F%5Bx%3Flang%3Dko"


def test_wrong_names_and_wrong_passwords_look_the_same(visit: Visit) -> None:
    client = visit()
    wrong = log_in(client, "anna", "wrong password")
    unknown = log_in(client, "nobody", "wrong password")
    assert wrong.status_code == unknown.status_code == 401
    assert ENGLISH("log_in_wrong") in wrong.text
    assert re.search(r'name="password"[^>]* autofocus', wrong.text)  # the name stands there already
    assert not re.search(r'name="name"[^>]* autofocus', wrong.text)
    assert wrong.text.replace("anna", "nobody") == unknown.text
    assert COOKIE not in client.cookies


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "javascript:x",
        "",
    ],
)
def test_nobody_is_sent_to_another_site(visit: Visit, target: str) -> None:
    assert log_in(visit(), "anna", to=target).headers["location"] == "/"


def test_a_name_is_shown_as_text(visit: Visit) -> None:
    page = log_in(visit(), '"><script>alert(1)</script>', "wrong", to='/"><b>').text
    assert "<script>" not in page and "<b>" not in page


def test_a_script_sends_its_name_and_password_along(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, users: Users
) -> None:
    checks: list[str] = []
    checked = Users.checked
    monkeypatch.setattr(
        Users, "checked", lambda self, n, p: checks.append(n) or checked(self, n, p)
    )
    client = visit(auth=("anna", PASSWORD))
    assert [client.get("/gradio_api/info").text for _ in range(3)] == ["anna"] * 3
    assert checks == ["anna"]  # once; the others are remembered
    users.set_password("anna", "battery staple")
    assert client.get("/").status_code == 401
    for header in ("Basic", "Basic !", "Basic YW5uYQ==", "Bearer YW5uYTpiZW4=", "\u00e9"):
        refused = visit().get("/", headers={"authorization": header.encode("latin-1")})
        assert refused.status_code == 401
        assert not refused.headers["www-authenticate"].startswith("Basic")
        assert refused.json() == {"error": "Log in first."}


def test_guessing_is_slowed_down_more_and_more(visit: Visit, clock: Clock) -> None:
    client = visit()
    for _ in range(FREE_FOR_NAME):
        assert log_in(client, "anna", "wrong").status_code == 401
    # One second after five failures; the right password does not help meanwhile.
    slowed = log_in(client, "Anna ")
    assert (slowed.status_code, slowed.headers["retry-after"]) == (429, "1")
    assert "Try again in 1 second." in slowed.text
    assert client.get("/", headers=basic("anna", PASSWORD)).status_code == 429
    assert log_in(client, "ben").status_code == 303
    assert log_in(visit("198.51.100.7"), "anna").status_code == 303
    for wait_s in (1, 2, 4, 8):
        clock.seconds += wait_s - 0.01
        assert log_in(client, "anna", "wrong").status_code == 429
        clock.seconds += 0.01
        assert log_in(client, "anna", "wrong").status_code == 401
    assert log_in(client, "anna").headers["retry-after"] == "16"
    clock.seconds += 16
    assert log_in(client, "anna").status_code == 303
    assert log_in(client, "anna", "wrong").status_code == 401
    assert log_in(client, "anna").status_code == 303  # it begins anew after a success


def test_however_a_name_is_encoded_its_failures_are_counted_together(visit: Visit) -> None:
    client = visit()
    for name in ("Jos\u00e9", "Jose\u0301", "JOS\u00c9", "JOSE\u0301", "jose\u0301"):
        assert log_in(client, name, "wrong").status_code == 401
    assert [log_in(client, name).status_code for name in ("jos\u00e9", "jose\u0301")] == [429, 429]


def test_trying_many_names_from_one_address_is_slowed_down_too(clock: Clock) -> None:
    slow_down = SlowDown(clock)
    for i in range(FREE_FOR_ADDRESS):
        assert slow_down.wait_s(f"name {i}", "192.0.2.1") == 0
        slow_down.count(f"name {i}", "192.0.2.1")
    assert slow_down.wait_s("another", "192.0.2.1") == 1.0
    assert slow_down.wait_s("another", "192.0.2.2") == 0
    slow_down.forgive("name 0", "192.0.2.1")  # a success takes back its own attempt only
    slow_down.count("another", "192.0.2.1")
    assert slow_down.wait_s("a third", "192.0.2.1") == 1.0
    clock.seconds += 3601
    assert slow_down.wait_s("another", "192.0.2.1") == 0


def test_attempts_at_the_same_time_all_count(clock: Clock) -> None:
    slow_down = SlowDown(clock)
    for _ in range(FREE_FOR_NAME):  # counted when they come, not when they are found wrong
        slow_down.count("anna", "2001:db8::1")
    assert slow_down.wait_s("anna", "2001:db8::ffff") == 1.0


def test_a_huge_form_is_not_read(visit: Visit) -> None:
    assert log_in(visit(), "anna", "x" * MAX_FORM_BYTES).status_code == 413


def test_no_websocket_is_opened(users: Users, clock: Clock) -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    log = LogIn(inner, users, SlowDown(clock))
    asyncio.run(log({"type": "websocket", "path": "/", "headers": []}, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://chat.test"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://chat.test:81"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[x"}, 403),
        ({"origin": "http://proxied", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "http://chat.test", "sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_another_sites_page_cannot_act_for_a_visitor(
    visit: Visit, headers: dict[str, str], status: int
) -> None:
    client = visit()
    log_in(client, "anna")
    assert client.post("/gradio_api/call/ask", headers=headers).status_code == status
    assert client.get("/", headers=headers).status_code == 200  # a link from elsewhere


def test_guests_are_told_apart_by_a_cookie_of_the_page() -> None:
    one, other = (Synchronous(Guests(inner), "192.0.2.1") for _ in range(2))
    assert one.get("/gradio_api/info").text == "nobody" and GUEST_COOKIE not in one.cookies
    first = one.get("/", headers=PAGE)
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=lax" in first.headers["set-cookie"]
    again = one.get("/", headers=PAGE)
    assert again.text.startswith("guest:") and "set-cookie" not in again.headers
    assert one.cookies[GUEST_COOKIE] not in one.get("/").text
    other.get("/ko/", headers=PAGE)
    assert one.get("/x").text == one.get("/y").text != other.get("/x").text


# The whole page


def routes(router: Any) -> Iterator[tuple[str, str]]:
    """(method, path) of every route, with its parameters' names in their place."""
    for route in router.routes:
        within = getattr(route, "original_router", None) or getattr(route, "app", None)
        if hasattr(within, "routes"):
            yield from routes(within)
        for method in getattr(route, "methods", None) or ():
            yield method, re.sub(r"\{(\w+)(:\w+)?\}", r"\1", route.path)


def test_every_route_of_the_page_needs_the_log_in(users: Users) -> None:
    door = Door.open("127.0.0.1", login=True)

    async def build() -> Any:  # Gradio leaves loops open that it has to make itself
        return web_app(AssistantLoader(ToyAssistant), door)

    app = asyncio.run(build())
    known = sorted(set(routes(app)))
    paths = {path for _, path in known}
    assert {"/gradio_api/call/api_name", "/gradio_api/queue/join", "/gradio_api/upload"} <= paths
    assert len(known) > 40
    assert {"/source", "/why", "/by-document"} <= paths
    client = Synchronous(app, "192.0.2.1")
    answered = {
        (method, path): response.status_code
        for method, path in known
        if (response := client.request(method, path)).status_code != 401
    }
    assert answered == {}
    assert "frame-ancestors" in client.get("/login").headers["content-security-policy"]


@pytest.fixture
def chat(users: Users, tmp_path: Path, home: Path) -> Iterator[Served]:
    # `serve_toy` keeps what people leave beside its stderr; see `home`.
    with serve_toy(home.parent / "stderr.txt", "--login") as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of `serve_toy`."""
    folder = tmp_path / "people"
    monkeypatch.setenv("SUMMITS_HOME", str(folder))
    return folder


def test_the_endpoint_answers_a_script_with_an_account(chat: Served) -> None:
    from gradio_client import Client

    refused = httpx.post(f"{chat.url}/gradio_api/call/ask", json={"data": ["SWM?"]}, timeout=30)
    assert refused.status_code == 401
    client = Client(chat.url, verbose=False, headers=basic("anna", PASSWORD))
    assert client.predict("SWM?", api_name="/ask")["short_answer"] == "Lenovo"
    page = httpx.get(chat.url, auth=("anna", PASSWORD), timeout=30)
    assert "gradio_config" in page.text
    other_site = {"origin": "http://evil.example"} | basic("anna", PASSWORD)
    seen = httpx.get(f"{chat.url}/gradio_api/info", headers=other_site, timeout=30)
    assert "access-control-allow-origin" not in seen.headers
