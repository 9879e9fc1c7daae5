"""A question on its way, in a real browser: slow connections, a lost server, the keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import Open, ask, browser, leave, status, visit
from playwright.sync_api import Browser, Route, expect
from toy_chat import Served, serve_toy

from assistant.app.labels import ENGLISH, labels_in

__all__ = ["browser", "visit"]

pytestmark = pytest.mark.browser

KOREAN = labels_in("ko")


# On its way


def test_what_is_typed_after_enter_stays_however_slow_the_connection(visit: Open) -> None:
    page = visit()
    expect(status(page)).to_have_text("Ready")
    held: list[Route] = []
    page.route("**/queue/join*", lambda r: r.continue_() if held else held.append(r))
    box = page.get_by_label("Your question")
    box.fill("SWM?")
    box.press("Enter")
    expect(box).to_have_value("")
    box.press("Enter")  # pressed twice: nothing is asked of an empty box
    note = page.locator("#sending-note")
    expect(note).to_have_text(ENGLISH("on_its_way"))
    page.keyboard.type("And who")
    box.press("Enter")  # not before there is an answer
    expect(note).to_have_text(ENGLISH("one_at_a_time"))
    held[0].continue_()
    expect(page.locator("#answer-1")).to_be_visible()
    expect(note).to_have_text("")
    expect(box).to_have_value("And who")
    expect(page.locator("#conversation .asked")).to_have_text(["SWM?"])
    expect(page.get_by_test_id("toast-body")).to_have_count(0)


def test_a_stopped_question_comes_back_into_the_box(visit: Open) -> None:
    page = visit()
    expect(status(page)).to_have_text("Ready")
    box = page.get_by_label("Your question")
    box.fill("slow economies")
    box.press("Enter")
    expect(page.locator(".notice.working")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".notice.stopped")).to_be_visible()
    expect(box).to_have_value("slow economies")
    expect(box).to_be_focused()


def test_a_server_that_is_gone_is_named_and_the_question_comes_back(
    browser: Browser, tmp_path: Path
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        with serve_toy(tmp_path / "stderr.txt") as running:
            page.goto(f"{running.url}/ko/")
            expect(status(page)).to_have_text(KOREAN("status_ready"))
            box = page.locator("#question textarea")
            box.fill("slow SWM?")
            box.press("Enter")
            expect(page.locator(".notice.working")).to_be_visible()
            running.process.kill()
            expect(page.locator("#status")).to_have_text(KOREAN("not_connected_status"))
            expect(page.locator("#conversation .failed")).to_have_text(
                KOREAN("not_connected_question")
            )
            expect(box).to_have_value("slow SWM?")
            toast = page.get_by_test_id("toast-body")
            expect(toast).to_contain_text(KOREAN("toast_error"))
            expect(toast).to_contain_text(KOREAN("not_connected"))
            port = running.url.rpartition(":")[2]
        with serve_toy(tmp_path / "again.txt", "--port", port):
            # Gradio loads the page anew.
            expect(page.locator("#status")).to_have_text(KOREAN("status_ready"))
            expect(page.locator("#conversation .asked")).to_have_count(0)
            expect(box).to_have_value("slow SWM?")
            page.close()


def test_a_question_comes_back_where_it_is_refused_and_after_a_reload_before_its_answer(
    browser: Browser, chat: Served
) -> None:
    with browser.new_context() as context:  # Gradio logs the stream that the reload cuts off
        page = context.new_page()
        page.goto(chat.url)
        expect(status(page)).to_have_text("Ready")
        box = page.get_by_label("Your question")
        refusals = iter((503, 413, 403))
        page.route("**/queue/join*", lambda r: r.fulfill(status=next(refusals)))
        for why in ("refused_busy", "refused_long", "refused"):
            box.fill("slow SWM?")
            box.press("Enter")
            expect(page.locator("#sending-note")).to_have_text(ENGLISH(why))
            expect(box).to_have_value("slow SWM?")
        expect(page.get_by_text("Error", exact=True)).to_have_count(0)
        page.unroute("**/queue/join*")
        box.fill("slow SWM?")
        box.press("Enter")
        expect(page.locator(".notice.working")).to_be_visible()
        page.reload()
        expect(box).to_have_value("slow SWM?")
        box.press("Enter")
        expect(page.locator("#answer-1")).to_be_visible()
        expect(box).to_have_value("")


# The keyboard


def test_the_arrows_choose_among_the_radios_of_a_group_and_the_focus_is_seen(visit: Open) -> None:
    page = visit()
    balanced, strict = (page.get_by_role("radio", name=n) for n in ("Balanced", "Strict"))
    expect(balanced).to_be_checked()
    balanced.focus()
    page.keyboard.press("ArrowLeft")
    expect(strict).to_be_checked()
    expect(balanced).not_to_be_checked()
    expect(strict).to_be_focused()
    assert strict.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    fold = page.get_by_role("button", name="Documents to search")
    expect(fold).to_be_focused()
    expect(fold).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    ask(page, "Surely SWM?")
    expect(page.locator("#answer-1 .badge")).to_be_visible()
    expect(page.locator("#answer-1 .asked-as")).to_contain_text("Strict")


def test_the_chosen_strictness_keeps_its_dot_under_the_pointer(visit: Open) -> None:
    page = visit()
    strict, balanced = (page.get_by_role("radio", name=n) for n in ("Strict", "Balanced"))
    painted = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).backgroundImage]"
    expect(balanced).to_be_checked()
    chosen, other = balanced.evaluate(painted), strict.evaluate(painted)
    assert chosen[0] != other[0]
    balanced.hover()
    assert balanced.evaluate(painted) == chosen
    strict.click()  # and the pointer stays there
    page.get_by_label("Your question").focus()
    assert strict.evaluate(painted) == chosen


def test_what_is_typed_and_the_choice_of_strictness_outlive_a_reload(visit: Open) -> None:
    page = visit()
    page.get_by_role("radio", name="Broad").check()
    page.get_by_label("Your question").fill("How many econ")
    page.reload()
    expect(page.get_by_role("radio", name="Broad")).to_be_checked()
    expect(page.get_by_label("Your question")).to_have_value("How many econ")
    leave(page, "한국어")
    expect(page.locator("#question textarea")).to_have_attribute("placeholder", re.compile("문서"))
    expect(page.locator("#question textarea")).to_have_value("How many econ")


# What fits


def test_in_a_low_window_the_question_box_is_in_sight_and_the_answer_has_room(visit: Open) -> None:
    page = visit(viewport={"width": 1024, "height": 700})
    expect(page.locator("#examples .example").first).to_be_visible()
    expect(page.get_by_label("Your question")).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == 0
    ask(page, "How many economies?")
    expect(page.get_by_label("Your question")).to_be_in_viewport(ratio=1)
    conversation = page.locator("#conversation").bounding_box()
    assert conversation and conversation["height"] > 300
    # The way to the conversations takes no line of its own: it stands beside the title.
    button = page.locator("#drawer .toggle-button").bounding_box()
    title = page.locator(".top h1").bounding_box()
    assert button and title and button["x"] + button["width"] < title["x"]
    assert button["y"] < title["y"] + title["height"]
    assert title["y"] < button["y"] + button["height"]
    offered = page.locator("#examples .example").first
    expect(offered).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 600})
    expect(offered).to_be_hidden()  # the room is for the answer


def test_a_long_question_can_be_read_whole(visit: Open) -> None:
    page = visit()
    ask(page, f"{'SWM and much besides ' * 20}END?")
    asked = page.locator("#conversation .asked")
    expect(asked.get_by_text("END?")).to_be_hidden()
    asked.get_by_text("(424 characters)").click()
    expect(asked.get_by_text("END?")).to_be_visible()
