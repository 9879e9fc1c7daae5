"""Logging in and out, in a real browser."""

# ruff: noqa: F401, F811 - fixtures are imported, and asked for by their names

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import ask, browser
from playwright.sync_api import Browser, Page, expect
from toy_chat import ROW, serve_toy
from visiting import Visitors, open_drawer, patient, visitors

from assistant.app.labels import ENGLISH
from assistant.app.people_file import PeopleFile
from assistant.app.users import Users

pytestmark = pytest.mark.browser

PASSWORD = "correct horse"


def test_who_was_logged_out_in_another_window_keeps_the_question(
    browser: Browser,
    tmp_path: Path,
) -> None:
    file = PeopleFile(tmp_path / "people" / "people.sqlite3")
    Users(file).add("anna", PASSWORD)

    def log_in(page: Page) -> None:
        page.get_by_label("Name").fill("anna")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page).to_have_title("Summit Assistant")

    faults: list[object] = []
    # By itself: the browser logs what is refused.
    with serve_toy(tmp_path / "stderr.txt", "--login") as running, browser.new_context() as context:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(error))
        page.goto(running.url)
        log_in(page)
        ask(page, "SWM?")
        expect(page).to_have_url(re.compile("conversation="))
        there = page.url
        page.context.request.post(f"{running.url}/logout")
        box, note = page.get_by_label("Your question"), page.locator("#sending-note")
        for name in ("economies", "How many economies?"):  # twice: the first does not block it
            box.fill(name)
            box.press("Enter")
            expect(note).to_have_text(f"{ENGLISH('logged_out')} Log in")
            expect(box).to_have_value(name)
        expect(page.locator("#conversation .asked")).to_have_text(["SWM?"])
        expect(page.locator("#conversation .error")).to_have_count(0)
        expect(page.get_by_test_id("toast-body")).to_have_count(0)
        note.get_by_role("link", name="Log in").click()
        log_in(page)
        expect(page).to_have_url(there)
        expect(page.locator("#conversation .asked")).to_have_text(["SWM?"])
        expect(box).to_have_value("How many economies?")
        box.press("Enter")
        expect(page.locator("#answer-2")).to_be_visible()
        page.close()
    assert faults == []


def test_people_log_in_and_out(visitors: Visitors, tmp_path: Path) -> None:
    file = PeopleFile(tmp_path / "people" / "people.sqlite3")
    Users(file).add("anna", PASSWORD)
    Users(file).add("ben", PASSWORD)
    with serve_toy(tmp_path / "stderr.txt", "--login") as running:
        anna, ben = (visitors.come(running.url) for _ in range(2))
        for page, name in ((anna, "anna"), (ben, "ben")):
            expect(page).to_have_title("Log in · Summit Assistant")
            page.get_by_label("Name").fill(name)
            page.get_by_label("Password").fill(PASSWORD)
            page.keyboard.press("Enter")
            expect(page).to_have_title("Summit Assistant")
        # In sight without the drawer.
        expect(anna.locator("#corner #account")).to_contain_text("Logged in as anna")
        expect(anna.get_by_role("button", name="Log out")).to_be_in_viewport()
        ask(anna, "How many economies?")
        ask(ben, "SWM?")
        expect(ben.locator("#cite-1-1 mark")).to_have_text(ROW)
        for page in (anna, ben):
            open_drawer(page)
        expect(anna.locator("a.kept-conversation")).to_have_text(["How many economies?"])
        expect(ben.locator("a.kept-conversation")).to_have_text(["SWM?"])
        anna.get_by_role("button", name="Log out").click()
        expect(anna).to_have_title("Log in · Summit Assistant")
        anna.goto(running.url)
        expect(anna).to_have_title("Log in · Summit Assistant")
        # The same person in another browser finds everything again.
        again = visitors.come(running.url)
        again.get_by_label("Name").fill("anna")
        again.get_by_label("Password").fill(PASSWORD)
        again.get_by_role("button", name="Log in").click()
        open_drawer(again)
        expect(again.locator("a.kept-conversation")).to_have_text(["How many economies?"])
        for page in (anna, ben, again):
            page.close()
