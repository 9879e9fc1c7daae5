"""What people say of answers, in a real browser."""

# ruff: noqa: F401, F811 - fixtures are imported, and asked for by their names

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browsing import ask, browser
from playwright.sync_api import expect
from toy_chat import Served
from visiting import HOSTILE, Visitors, patient, visitors, without_a_fault

from assistant.app.labels import ENGLISH

pytestmark = pytest.mark.browser


def test_feedback_goes_with_its_answer(chat: Served, visitors: Visitors) -> None:
    page = visitors.come(chat.url)
    ask(page, "How many economies?")
    ask(page, "SWM?")
    page.locator("#answer-1").get_by_role("link", name="Right or wrong?").click()
    form = page.locator("#feedback")
    expect(form.get_by_role("heading")).to_be_focused()
    expect(form).to_contain_text("“How many economies?”")
    expect(form.locator(".judged-answer")).to_have_text("12")  # wherever the answer is by now
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
        page.wait_for_function("scrollY > 0")  # the page goes down to the form
        if leave_form == "Send":  # what is wrong with it makes the form longer
            form.get_by_role("button", name="Send").click()
            expect(form.locator("#feedback-hint")).to_have_text(ENGLISH("choose_verdict"))
            expect(form.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
        form.get_by_label("Right", exact=True).check()
        if leave_form == "Escape":
            page.keyboard.press("Escape")
        else:
            page.get_by_role("button", name=leave_form).click()
        expect(form).to_be_hidden()
        expect(link).to_be_focused()
        page.wait_for_function("scrollY === 0")
