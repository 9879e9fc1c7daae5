"""Kept conversations and their drawer, in a real browser."""

# ruff: noqa: F401, F811 - fixtures are imported, and asked for by their names

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from browsing import CONTRASTS, PHONE, ask, browser, leave, status
from playwright.sync_api import expect
from toy_chat import PACT, Served, serve_toy
from visiting import HOSTILE, Visitors, kept, open_drawer, patient, visitors, without_a_fault

from assistant.app.labels import ENGLISH

pytestmark = pytest.mark.browser


def test_a_conversation_is_opened_again_and_gone_on_with(chat: Served, visitors: Visitors) -> None:
    page = visitors.come(chat.url)
    ask(page, "How many economies?")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#conversation .answer")).to_have_count(0)
    ask(page, "SWM?")
    open_drawer(page)
    links = page.locator("a.kept-conversation")
    expect(links).to_have_text(["SWM?", "How many economies?"])
    expect(links.first).to_have_attribute("aria-current", "page")
    links.nth(1).click()
    expect(page.locator("#conversation .asked")).to_have_text(["How many economies?"])
    expect(links.nth(1)).to_have_attribute("aria-current", "page")
    expect(page.locator("#cite-1-1 mark")).to_have_text(PACT)
    ask(page, "asked before?")
    expect(page.locator("#answer-2 .read-as")).to_contain_text("asked after 1 questions")
    expect(links).to_have_text(["How many economies?", "SWM?"])
    expect(page.locator("#account")).to_be_hidden()  # nobody has to log in here
    path, storage = page.url.removeprefix(chat.url), page.context.storage_state()
    again = visitors.come(chat.url, path, storage_state=storage)
    expect(again.locator("#conversation .asked")).to_have_text(
        ["How many economies?", "asked before?"]
    )


def test_back_leads_to_the_conversation_before_and_the_language_keeps_it(
    chat: Served, visitors: Visitors
) -> None:
    page = visitors.come(chat.url, timezone_id="Asia/Seoul")
    ask(page, "How many economies?")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#conversation .answer")).to_have_count(0)
    ask(page, "SWM?")
    open_drawer(page)
    when = page.locator(".kept time").first
    expect(when).not_to_contain_text("UTC")
    assert (when.get_attribute("title") or "").endswith(" UTC")
    asked = page.locator("#conversation .asked")
    page.locator("a.kept-conversation").nth(1).click()
    expect(asked).to_have_text(["How many economies?"])
    page.go_back()
    expect(asked).to_have_text(["SWM?"])
    page.go_forward()
    expect(asked).to_have_text(["How many economies?"])
    page.keyboard.press("Escape")
    button = page.get_by_role("button", name="Conversations", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    leave(page, "한국어")
    expect(page).to_have_url(re.compile(r"/ko/\?conversation="))
    expect(asked).to_have_text(["How many economies?"])


def test_it_is_renamed_searched_and_deleted(chat: Served, visitors: Visitors) -> None:
    page = visitors.come(chat.url)
    ask(page, "How many economies?")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#conversation .answer")).to_have_count(0)
    ask(page, HOSTILE)
    open_drawer(page)
    links = page.locator("a.kept-conversation")
    expect(links).to_have_text([HOSTILE, "How many economies?"])
    name = page.get_by_label("Name of the open conversation")
    expect(name).to_have_value(HOSTILE)
    name.fill(" ")
    page.get_by_role("button", name="Save name").click()
    expect(page.get_by_test_id("toast-body")).to_contain_text(ENGLISH("name_empty"))
    expect(name).to_have_value(HOSTILE)
    name.fill(f"Mine {HOSTILE}")
    page.get_by_role("button", name="Save name").click()
    expect(links.first).to_have_text(f"Mine {HOSTILE}")
    told = ENGLISH("name_saved", title=f"Mine {HOSTILE}")
    expect(page.get_by_test_id("toast-body").filter(has_text="now")).to_contain_text(told)
    search = page.get_by_label("Search")
    search.fill("comprises")
    expect(links).to_have_text(["How many economies?"])
    search.fill("zanzibar")
    expect(page.locator("#kept-list")).to_contain_text("No conversation holds these words.")
    search.fill("")
    expect(links).to_have_count(2)
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_role("button", name="Yes, delete")).to_be_hidden()
    expect(links).to_have_count(2)
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Yes, delete").click()
    expect(links).to_have_text(["How many economies?"])
    expect(page.locator("#conversation .answer")).to_have_count(0)
    expect(page.locator("#drawer .toggle-button")).to_be_focused()
    expect(name).to_be_hidden()
    expect(page).to_have_url(chat.url + "/")
    expect(page.locator("#drawer img, #drawer b")).to_have_count(0)
    expect(page).to_have_title("Summit Assistant")


def test_what_becomes_of_a_conversation_in_another_window_is_said(
    chat: Served, visitors: Visitors
) -> None:
    page = visitors.come(chat.url)
    ask(page, "SWM?")
    expect(page).to_have_url(re.compile("conversation="))
    path, storage = page.url.removeprefix(chat.url), page.context.storage_state()
    another = visitors.come(chat.url, path, storage_state=storage)
    expect(another.locator("#conversation .asked")).to_have_text(["SWM?"])
    ask(another, "How many economies?")
    box, note = page.get_by_label("Your question"), page.locator("#sending-note")
    box.fill("How long?")
    box.press("Enter")
    expect(page.locator("#conversation .asked")).to_have_text(
        ["SWM?", "How many economies?", "How long?"]
    )
    expect(page.locator("#answer-3")).to_be_visible()
    expect(note).to_have_text(ENGLISH("went_on_elsewhere"))
    open_drawer(another)
    another.get_by_role("button", name="Delete").click()
    another.get_by_role("button", name="Yes, delete").click()
    expect(another.locator("#conversation .asked")).to_have_count(0)
    box.fill("slow economies")
    box.press("Enter")
    expect(page.locator("#conversation .asked")).to_have_text(["slow economies"])
    expect(page.locator("#answer-1 .quoted")).to_have_count(2)
    page.wait_for_timeout(300)
    expect(page.get_by_test_id("toast-body")).to_have_count(0)  # gone by and by
    expect(note).to_have_text(ENGLISH("begun_anew"))
    page.set_viewport_size({"width": 1280, "height": 600})
    page.evaluate("scrollTo(0, 0)")
    expect(box).to_be_in_viewport(ratio=1)
    ask(page, "SWM?")
    expect(note).to_have_text("")


def test_what_cannot_be_deleted_just_now_stays_open(visitors: Visitors, tmp_path: Path) -> None:
    with serve_toy(tmp_path / "stderr.txt") as running:
        page = visitors.come(running.url)
        ask(page, "SWM?")
        open_drawer(page)
        page.get_by_role("button", name="Delete", exact=True).click()
        other = sqlite3.connect(tmp_path / "people" / "people.sqlite3", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        page.get_by_role("button", name="Yes, delete").click()
        expect(page.get_by_test_id("toast-body")).to_contain_text(ENGLISH("keeping_busy"))
        page.wait_for_timeout(1000)  # what would follow the deletion has had its time
        expect(page.locator("#conversation .asked")).to_have_text(["SWM?"])
        other.close()
        page.get_by_role("button", name="Yes, delete").click()
        expect(page.locator("#conversation .asked")).to_have_count(0)
        expect(page.locator("a.kept-conversation")).to_have_count(0)
        page.close()


def test_two_browsers_do_not_see_each_others_conversations(
    chat: Served, visitors: Visitors
) -> None:
    one, other = visitors.come(chat.url), visitors.come(chat.url)
    ask(one, "How many economies?")
    expect(one).to_have_url(re.compile(r"\?conversation="))
    address = one.url
    ask(other, "SWM?")
    for page in (one, other):
        open_drawer(page)
    expect(one.locator("a.kept-conversation")).to_have_text(["How many economies?"])
    expect(other.locator("a.kept-conversation")).to_have_text(["SWM?"])
    other.goto(address)
    told = other.locator("#conversation .notice.failed")
    expect(told).to_have_text(ENGLISH("no_such_conversation"))
    expect(other.locator("#conversation .answer")).to_have_count(0)
    expect(other).to_have_url(chat.url + "/")


def test_what_somebody_wants_not_kept_is_not_kept(chat: Served, visitors: Visitors) -> None:
    page = visitors.come(chat.url)
    open_drawer(page)
    expect(page.locator("#kept-list")).to_contain_text("No conversation is kept yet.")
    page.get_by_label("Keep my conversations").uncheck()
    expect(page.locator("#kept-list")).to_contain_text("Your conversations are not kept.")
    note = page.locator("#talk").get_by_text("Your conversations are not kept.")
    expect(note).to_be_visible()
    ask(page, "SWM?")
    ask(page, "asked before?")
    expect(page.locator("#answer-2 .read-as")).to_contain_text("asked after 1 questions")
    assert kept(page) == [] and "conversation" not in page.url
    visitors.reload(page)
    expect(page.get_by_label("Keep my conversations")).not_to_be_checked()
    expect(page.locator("#conversation .answer")).to_have_count(0)
    open_drawer(page)
    page.get_by_label("Keep my conversations").check()
    expect(note).to_be_hidden()


def test_a_restart_in_the_middle_of_a_conversation(visitors: Visitors, tmp_path: Path) -> None:
    with serve_toy(tmp_path / "stderr.txt") as running:
        port = running.url.rpartition(":")[2]
        page = visitors.come(running.url)
        ask(page, "How many economies?")
        open_drawer(page)
        expect(page.locator("a.kept-conversation")).to_have_count(1)
        # While the chat is away the page asks for it in vain, which the console notes.
        path, storage = page.url.removeprefix(running.url), page.context.storage_state()
        page.close()
    loaded = tmp_path / "loaded"
    options = ("--port", port, "--load-after", str(loaded))
    with serve_toy(tmp_path / "again.txt", *options) as running:
        page = visitors.come(running.url, path, storage_state=storage)
        # It is there before the models are, and a question asked by then goes on with it.
        expect(page.locator("#conversation .asked")).to_have_text(["How many economies?"])
        expect(page.locator("#cite-1-1 mark")).to_have_text(PACT)
        expect(status(page)).to_have_text(ENGLISH("status_loading"))
        page.get_by_label("Your question").fill("asked before?")
        page.keyboard.press("Enter")
        expect(page.locator("#conversation .notice")).to_have_text(ENGLISH("waiting"))
        loaded.touch()
        expect(page.locator("#answer-2")).to_be_visible()
        assert page.url == running.url + path
        expect(page.locator("#answer-2 .read-as")).to_contain_text("asked after 1 questions")
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_of_the_drawer_stands_out(chat: Served, visitors: Visitors, scheme: str) -> None:
    page = visitors.come(chat.url, color_scheme=scheme, reduced_motion="reduce")
    ask(page, "SWM?")
    page.get_by_role("link", name="Right or wrong?").click()
    expect(page.locator("#feedback")).to_be_visible()
    open_drawer(page)
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("button", name="Yes, delete")).to_be_visible()
    contrasts = page.evaluate(CONTRASTS, "main")
    assert {"Keep my conversations", "Send", "Yes, delete"} <= {words for _, words in contrasts}
    assert [found for found in contrasts if found[0] < 4.5] == []


def test_the_drawer_on_a_phone(chat: Served, visitors: Visitors) -> None:
    page = visitors.come(chat.url, viewport=PHONE, has_touch=True)
    ask(page, "SWM?")
    button = page.get_by_role("button", name="Conversations", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_label("Search")).to_be_hidden()
    button.tap()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator("a.kept-conversation")).to_be_in_viewport()
    # What it covers is out of reach, and Escape closes it wherever the focus is.
    behind = "!!document.querySelector('#question textarea').closest('[inert]')"
    assert page.evaluate(behind)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert not page.evaluate(behind)
    button.tap()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.go_back()  # as on a phone: the page stays
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#answer-1")).to_be_visible()
    button.tap()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.locator("a.kept-conversation").tap()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#answer-1")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    # Loaded anew it is closed, and "back" must not seem to do nothing.
    button.tap()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("history.state.over") == "drawer"
    visitors.reload(page)
    expect(page.locator("#answer-1")).to_be_visible()
    assert page.evaluate("history.state?.over ?? ''") == ""
