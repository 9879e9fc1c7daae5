"""Kept conversations, feedback and log-in, in a real browser."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import (  # noqa: F401 - a fixture
    CONTRASTS,
    DESKTOP,
    PHONE,
    Watched,
    ask,
    browser,
    leave,
    status,
)
from playwright.sync_api import Browser, BrowserContext, Page, expect
from toy_chat import PACT, ROW, Served, serve_toy

from assistant.app.labels import ENGLISH
from assistant.app.people_file import PeopleFile
from assistant.app.users import Users

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"document.title='owned'\"> ${1+1} {{7*7}} **b**"
PASSWORD = "correct horse"


class Visitors:
    """People with browsers of their own; at the end nothing may have gone wrong on their pages."""

    def __init__(self, browser: Browser) -> None:  # noqa: F811
        self._browser = browser
        self._opened: list[tuple[BrowserContext, Watched]] = []

    def come(self, url: str, path: str = "", **options: object) -> Page:
        """Another person opens the page, and then perhaps another address of it."""
        context = self._browser.new_context(**({"viewport": DESKTOP} | options))  # type: ignore[arg-type]
        self._opened.append((context, Watched(context, url)))
        page = self._opened[-1][1].page
        if path:
            page.goto(url + path)
        return page

    def reload(self, page: Page) -> None:
        """One of them loads the page again."""
        next(watched for _, watched in self._opened if watched.page is page).reload()

    def leave(self) -> list[str]:
        """What went wrong."""
        faults = [fault for _, watched in self._opened for fault in watched.faults]
        for context, _ in self._opened:
            context.close()
        return faults


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    """Tests of several browsers at once are slow on a busy machine."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=20_000)  # as in the other browser tests


@pytest.fixture
def visitors(browser: Browser) -> Iterator[Visitors]:  # noqa: F811
    visitors = Visitors(browser)
    yield visitors
    assert visitors.leave() == []


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_toy(tmp_path_factory.mktemp("keeping") / "stderr.txt") as running:
        yield running
        assert "FOREIGN" not in running.notes() and "Traceback" not in running.notes()


def open_drawer(page: Page) -> None:
    page.locator("#drawer .toggle-button").click()
    expect(page.get_by_label("Search")).to_be_visible()


def kept(page: Page) -> list[str]:
    return page.locator("a.kept-conversation").all_inner_texts()


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


def test_a_conversation_deleted_in_another_window_is_said_to_be_begun_anew(
    chat: Served, visitors: Visitors
) -> None:
    page = visitors.come(chat.url)
    ask(page, "SWM?")
    expect(page).to_have_url(re.compile("conversation="))
    path, storage = page.url.removeprefix(chat.url), page.context.storage_state()
    another = visitors.come(chat.url, path, storage_state=storage)
    expect(another.locator("#conversation .asked")).to_have_text(["SWM?"])
    open_drawer(another)
    another.get_by_role("button", name="Delete").click()
    another.get_by_role("button", name="Yes, delete").click()
    expect(another.locator("#conversation .asked")).to_have_count(0)
    box, note = page.get_by_label("Your question"), page.locator("#sending-note")
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


def test_feedback_goes_with_its_answer(chat: Served, visitors: Visitors) -> None:
    page = visitors.come(chat.url)
    ask(page, "How many economies?")
    ask(page, "SWM?")
    page.locator("#answer-1").get_by_role("link", name="Right or wrong?").click()
    form = page.locator("#feedback")
    expect(form.get_by_role("heading")).to_be_focused()
    expect(form).to_contain_text("“How many economies?”")
    expect(form).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Send").click()
    expect(form.locator("#feedback-hint")).to_have_text(ENGLISH("choose_verdict"))
    form.get_by_label("Wrong citation").check()
    form.get_by_label("Comment, if you like").fill(HOSTILE)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#feedback-said")).to_contain_text("Thank you.")
    expect(form).to_be_hidden()
    said = page.locator("#answer-1 a.judge")
    expect(said).to_have_text("You said: Wrong citation (change)")
    visitors.reload(page)
    expect(said).to_have_text("You said: Wrong citation (change)")
    expect(page.locator("#answer-2 a.judge")).to_have_text("Right or wrong?")
    page.get_by_role("tab", name="Evaluate").click()
    row = page.locator("#given-feedback tbody tr")
    expect(row).to_have_count(1)
    cells = row.locator("td")
    expect(cells.nth(2)).to_have_text("Wrong citation")
    expect(cells.nth(3)).to_have_text("How many economies?")
    expect(cells.nth(5)).to_have_text(HOSTILE)
    expect(page).to_have_title("Summit Assistant")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as a test set").click()
    assert saving.value.suggested_filename == "feedback.jsonl"
    line = json.loads(Path(saving.value.path()).read_text(encoding="utf-8"))
    assert (line["question"], line["comment"]) == ("How many economies?", HOSTILE)
    other = visitors.come(chat.url)
    other.get_by_role("tab", name="Evaluate").click()
    expect(other.locator("#given-feedback")).to_contain_text("There is none yet.")
    expect(other.get_by_role("button", name="Save as a test set")).to_be_hidden()


def test_what_was_said_can_be_taken_back(chat: Served, visitors: Visitors) -> None:
    page = visitors.come(chat.url)
    ask(page, "SWM?")
    said, form = page.locator("#answer-1 a.judge"), page.locator("#feedback")
    back = form.get_by_role("button", name="Take it back")
    said.click()
    expect(form).to_be_visible()
    expect(back).to_be_hidden()
    form.get_by_label("Right", exact=True).check()
    form.get_by_role("button", name="Send").click()
    expect(said).to_have_text("You said: Right (change)")
    said.click()
    back.click()
    expect(said).to_have_text("Right or wrong?")
    expect(said).to_be_focused()
    visitors.reload(page)
    expect(said).to_have_text("Right or wrong?")


def test_a_form_does_not_outlive_its_conversation(chat: Served, visitors: Visitors) -> None:
    page = visitors.come(chat.url)
    ask(page, "How many economies?")
    page.get_by_role("link", name="Right or wrong?").click()
    expect(page.locator("#feedback")).to_be_visible()
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#feedback")).to_be_hidden()
    expect(page.locator("#conversation .answer")).to_have_count(0)
    ask(page, "SWM?")
    page.get_by_role("link", name="Right or wrong?").click()
    expect(page.locator("#feedback")).to_contain_text("“SWM?”")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#feedback")).to_be_hidden()


def test_who_leaves_the_form_is_where_they_came_from(chat: Served, visitors: Visitors) -> None:
    page = visitors.come(chat.url)
    ask(page, "How many economies?")
    link, form = page.locator("#answer-1 a.judge"), page.locator("#feedback")
    for leave_form in ("Escape", "Cancel", "Send"):
        link.click()
        expect(form.get_by_role("heading")).to_be_focused()
        form.get_by_label("Right", exact=True).check()
        if leave_form == "Escape":
            page.keyboard.press("Escape")
        else:
            page.get_by_role("button", name=leave_form).click()
        expect(form).to_be_hidden()
        expect(link).to_be_focused()


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
    page.locator("a.kept-conversation").tap()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#answer-1")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_who_was_logged_out_in_another_window_keeps_the_question(
    browser: Browser,  # noqa: F811
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
