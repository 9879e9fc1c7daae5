"""Log-in while another program holds the accounts: nobody is refused for it, or logged out."""

from __future__ import annotations

import pytest
from logging_in import PAGE, PASSWORD, Visit, basic, log_in
from toy_room import holding

from assistant.app.login import COOKIE
from assistant.app.people_file import PeopleFile
from assistant.app.slow_down import FREE_FOR_NAME

BUSY = "The accounts cannot be read at the moment. Try again shortly."
BUSY_KO = "지금은 계정 정보를 읽을 수 없습니다. 잠시 후 다시 시도해 주세요."


@pytest.mark.parametrize("to_readers", [True, False])
def test_a_log_in_while_the_accounts_are_held_can_be_tried_again(
    visit: Visit, accounts: PeopleFile, to_readers: bool, caplog: pytest.LogCaptureFixture
) -> None:
    client = visit()
    with holding(accounts, to_readers):
        page = log_in(client, "anna")
        assert page.status_code == 503 and f'<p role="alert">{BUSY}</p>' in page.text
        assert '<html lang="en">' in page.text and 'name="name" value="anna"' in page.text
        assert log_in(client, "anna", to="/ko/").text.count(BUSY_KO) == 1
        assert COOKIE not in client.cookies
        script = client.get("/gradio_api/info", headers=basic("anna", PASSWORD))
        assert (script.status_code, script.json()) == (503, {"error": BUSY})
        assert "www-authenticate" not in script.headers
    assert "database is locked" in caplog.text and "Traceback" not in caplog.text
    assert log_in(client, "anna").status_code == 303 and client.get("/").text == "anna"


def test_what_could_not_be_checked_is_no_failed_attempt(visit: Visit, accounts: PeopleFile) -> None:
    client = visit()
    assert log_in(client, "anna", "wrong").status_code == 401
    with holding(accounts):
        assert {log_in(client, "anna").status_code for _ in range(FREE_FOR_NAME)} == {503}
    for _ in range(FREE_FOR_NAME - 1):
        assert log_in(client, "anna", "wrong").status_code == 401
    assert log_in(client, "anna").status_code == 429


def test_whoever_is_logged_in_stays_so_while_the_accounts_are_held(
    visit: Visit, accounts: PeopleFile
) -> None:
    client = visit()
    log_in(client, "anna")
    with holding(accounts):
        page = client.get("/?lang=ko&question=x", headers=PAGE)
        assert page.status_code == 503 and f'<p role="alert">{BUSY_KO}</p>' in page.text
        # The form leads on to where the reader was.
        assert 'action="/login?next=%2F%3Flang%3Dko%26question%3Dx"' in page.text
        script = client.get("/gradio_api/info")
        assert (script.status_code, script.json()) == (503, {"error": BUSY})
    assert client.get("/").text == "anna"


def test_a_log_out_that_does_not_happen_says_so(visit: Visit, accounts: PeopleFile) -> None:
    client = visit()
    log_in(client, "anna")
    with holding(accounts, to_readers=False):
        page = client.post("/logout")
        assert page.status_code == 503 and "You are still logged in:" in page.text
        assert "아직 로그인되어 있습니다." in client.post("/logout?next=/ko/").text
    assert client.get("/").text == "anna"
    assert client.post("/logout").status_code == 303
    assert client.get("/").status_code == 401
