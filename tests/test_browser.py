"""The chat in a real browser: what people see, click and type."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest
from browsing import (
    CONTRASTS,
    PHONE,
    TYPED,
    Open,
    ask,
    browser,
    status,
    visit,
)
from playwright.sync_api import Browser, expect
from toy_chat import (
    DEEP,
    EIGHT,
    HOSTILE,
    JOIN,
    NEWS,
    NOTE,
    PACT,
    ROW,
    SIX,
    serve_toy,
    served,
)

__all__ = ["browser", "visit"]

pytestmark = pytest.mark.browser


def test_a_stranger_sees_what_this_is_and_picks_an_example(visit: Open) -> None:
    page = visit()
    expect(page).to_have_title("Summit Assistant")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask the documents")
    expect(status(page)).to_have_text("Ready")
    documents = page.get_by_role("region", name="Documents")
    expect(documents).to_contain_text("Newsletter · 2 pages")
    expect(documents).to_contain_text(NOTE.label)
    page.get_by_role("button", name="How many economies are in the CPTPP?").click()
    expect(page.locator("#conversation .short")).to_have_text("12")
    expect(page.locator("#conversation .asked")).to_have_text(
        "How many economies are in the CPTPP?"
    )
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")


def test_the_panel_shows_each_quote_highlighted_in_its_paragraph(visit: Open) -> None:
    page = visit(viewport={"width": 1280, "height": 620})
    ask(page, "How many economies?")
    expect(page.locator("#conversation .quoted .words").first).to_have_text(PACT)
    source = page.locator("#cite-1-2")
    quote = source.locator("mark")
    expect(quote).to_have_text(JOIN)
    expect(source).to_contain_text("Korea Navigates Regional Volatility")
    expect(source).to_contain_text("Page 2 · Visit to Japan")
    expect(source.locator("blockquote")).to_have_text(f"{PACT} {JOIN}")
    assert quote.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    expect(page.locator("#cite-1-1 mark strong")).to_have_text("12")
    source.get_by_role("link", name="Back to the answer").click()
    expect(page.locator("#conversation a.marker", has_text="2")).to_be_focused()


def test_the_keyboard_alone_asks_and_follows_markers_of_earlier_answers(visit: Open) -> None:
    page = visit()
    expect(status(page)).to_have_text("Ready")
    page.get_by_label("Your question").focus()
    page.keyboard.type("How many economies?")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#answer-1")).to_be_visible()
    ask(page, "And SWM?")
    expect(page.locator("#cite-2-1 mark")).to_have_text(ROW)
    expect(page.locator("#cite-1-1")).to_be_hidden()
    marker = page.locator("#answer-1 a.marker").first
    marker.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    outline = marker.evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#reader mark")).to_have_text(PACT)
    expect(page.locator("#reader mark")).to_be_focused()
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()
    expect(page.locator("#cite-1-1 mark")).to_be_visible()
    expect(page.locator("#cite-2-1")).to_be_hidden()
    expect(page.locator(".turn.is-active .for-question")).to_contain_text("How many economies?")


def test_what_the_documents_do_not_say_is_shown_as_such(visit: Open) -> None:
    page = visit()
    ask(page, "What is the capital of Peru?")
    answer = page.locator("#answer-1")
    expect(answer.locator(".badge")).to_have_text("Not in the documents")
    expect(answer.locator(".nearest")).to_contain_text("Nearest passages, not an answer")
    expect(answer.locator("a.marker")).to_have_count(0)
    expect(answer.locator(".searched")).to_contain_text(f"{NEWS.label}; {NOTE.label}")
    nearest = page.locator("#near-1-1")
    expect(nearest.locator(".not-answer")).to_have_text("Not an answer")
    expect(nearest.locator("mark")).to_have_text(JOIN)
    page.emulate_media(media="print")
    expect(answer.locator(".nearest")).to_contain_text("To join, Korea needs Japan's approval")
    expect(nearest).to_be_hidden()  # once is enough on paper
    page.emulate_media(media="screen")
    answer.get_by_role("link", name="Nearest passage A, not an answer").click()
    expect(page.locator("#reader mark")).to_have_text(JOIN)
    expect(page.locator("#reader-title")).to_have_text("Nearest passage 1 of 2, not an answer")


def test_a_disagreement_shows_its_sides_beside_each_other(visit: Open) -> None:
    page = visit()
    ask(page, "How long ago?")
    expect(page.locator("#answer-1 .own")).to_have_text("The documents differ.")
    sides = page.locator("#answer-1 .positions li")
    expect(sides).to_have_count(2)
    expect(sides.nth(0)).to_contain_text(f"eight years“{EIGHT}”")
    expect(sides.nth(1)).to_contain_text(f"six years“{SIX}”")
    boxes = [sides.nth(i).bounding_box() for i in range(2)]
    assert boxes[0] and boxes[1] and boxes[0]["y"] == boxes[1]["y"]
    assert abs(boxes[0]["width"] - boxes[1]["width"]) < 1
    sides.nth(1).locator("a.marker").click()
    expect(page.locator("#reader mark")).to_have_text(SIX)


def test_hostile_text_of_people_and_documents_stays_text(visit: Open) -> None:
    page = visit()
    ask(page, TYPED)
    expect(page.locator("#conversation .asked").first).to_have_text(TYPED)
    expect(page.locator("#sources .for-question")).to_contain_text(TYPED)
    ask(page, "hostile")
    expect(page.locator("#answer-2 .quoted .words")).to_have_text(HOSTILE)
    expect(page.locator("#cite-2-1 mark")).to_have_text(HOSTILE)
    expect(page.locator("#cite-2-1 h3")).to_contain_text(NOTE.label)
    page.locator("#answer-2 a.marker").first.click()
    expect(page.locator("#reader mark")).to_have_text(HOSTILE)
    made = "#conversation img, #sources img, #sources script, main b, #reader :is(img, script, b)"
    expect(page.locator(made)).to_have_count(0)
    expect(page.locator("#conversation a[href^=javascript], #conversation .katex")).to_have_count(0)
    expect(page).to_have_title("Summit Assistant")


def test_a_paragraph_of_50_000_characters_is_read_at_its_quote(visit: Open) -> None:
    page = visit(viewport=PHONE)
    ask(page, "What did the bridge at Kiso cost?")
    expect(page.locator("#answer-1 .short")).to_have_text("41 million dollars")
    expect(page.locator("#cite-1-1 mark")).to_have_text(DEEP)
    page.locator("#answer-1 a.marker").first.click()
    expect(page.locator("#reader mark")).to_have_text(DEEP)
    expect(page.locator("#reader mark")).to_be_in_viewport(ratio=0.99)
    # Not even its 19,959 letters without a blank are wider than a phone.
    body = page.locator(".reader-body")
    assert body.evaluate("e => e.scrollWidth <= e.clientWidth")
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(
    ("question", "notice"),
    [
        ("x" * 100_000, "The question has 100,000 characters; at most 2,000 are read."),
        ("bug", "Something went wrong here."),
    ],
)
def test_a_question_without_an_answer_breaks_nothing(
    visit: Open, question: str, notice: str
) -> None:
    page = visit()
    ask(page, question)
    expect(page.locator("#conversation .notice.failed")).to_contain_text(notice)
    ask(page, "And SWM? \x07\x1b[31m")
    expect(page.locator("#answer-2 .short")).to_have_text("Lenovo")


def test_no_question_gets_a_hint_that_goes_away(visit: Open) -> None:
    page = visit()
    page.get_by_label("Your question").press("Enter")
    expect(page.get_by_test_id("toast-body")).to_contain_text("The question is empty.")
    ask(page, "SWM?")
    expect(page.locator("#answer-1 .short")).to_have_text("Lenovo")
    expect(page.locator("#conversation .asked")).to_have_text(["SWM?"])


def test_what_is_sent_twice_in_a_row_is_asked_once(visit: Open) -> None:
    page = visit()
    expect(status(page)).to_have_text("Ready")
    box = page.get_by_label("Your question")
    box.fill("SWM?")
    box.press("Enter")
    box.press("Enter")  # the first may have its answer before this one is heard
    expect(page.locator("#answer-1 .short")).to_have_text("Lenovo")
    box.fill("How many economies?")
    page.get_by_role("button", name="Ask", exact=True).dblclick()
    expect(page.locator("#answer-2 .short")).to_have_text("12")
    expect(page.locator("#conversation .asked")).to_have_text(["SWM?", "How many economies?"])
    expect(page.get_by_test_id("toast-body")).to_have_count(0)
    box.fill("SWM?")
    box.press("Enter")
    expect(page.locator("#answer-3 .short")).to_have_text("Lenovo")
    box.fill("SWM?")  # typed anew, the same may be asked again
    box.press("Enter")
    expect(page.locator("#answer-4 .short")).to_have_text("Lenovo")


def test_a_question_can_be_stopped_and_stays_stopped(visit: Open) -> None:
    page = visit()
    stop = page.get_by_role("button", name="Stop")
    expect(status(page)).to_have_text("Ready")
    expect(stop).to_be_disabled()
    page.get_by_label("Your question").fill("slow economies")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".notice.working")).to_be_visible()
    stop.click()
    expect(page.locator(".notice.stopped")).to_contain_text("Stopped")
    expect(stop).to_be_disabled()
    page.wait_for_timeout(2500)  # the answer would have come by now
    expect(page.locator("#conversation .answer")).to_have_count(0)
    ask(page, "asked before?")
    expect(page.locator("#answer-2 .read-as")).to_contain_text("asked after 0 questions")


def test_the_history_goes_along_until_a_new_conversation(visit: Open) -> None:
    page = visit()
    ask(page, "SWM?")
    ask(page, "asked before?")
    expect(page.locator("#answer-2 .read-as")).to_contain_text("asked after 1 questions")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#conversation .answer")).to_have_count(0)
    expect(page.locator("#sources")).to_contain_text("appear here")
    ask(page, "asked before?")
    expect(page.locator("#answer-1 .read-as")).to_contain_text("asked after 0 questions")


def test_two_people_do_not_see_each_other(visit: Open) -> None:
    one, other = visit(), visit()
    ask(one, "How many economies?")
    ask(other, "asked before?")
    expect(other.locator("#answer-1 .read-as")).to_contain_text("asked after 0 questions")
    expect(one.locator("#conversation .answer")).to_have_count(1)


def test_on_a_phone_the_sources_follow_the_conversation(visit: Open) -> None:
    page = visit(viewport=PHONE, has_touch=True)
    ask(page, "How many economies?")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    # Both at one moment: the page may scroll between two looks.
    talk, side = page.evaluate(
        "['talk', 'side'].map(id => document.getElementById(id).getBoundingClientRect().toJSON())"
    )
    assert talk["height"] > 0 and side["y"] >= talk["y"] + talk["height"]
    page.locator("#conversation a.marker", has_text="2").tap()
    expect(page.locator("#reader mark")).to_be_in_viewport(ratio=0.99)
    window = page.locator("#reader").bounding_box()
    assert window == {"x": 0, "y": 0, "width": PHONE["width"], "height": PHONE["height"]}
    page.go_back()
    expect(page.locator("#reader")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"127\.0\.0\.1:\d+/(\?conversation=[\w-]+)?$"))
    expect(page.locator("#answer-1 a.marker").nth(1)).to_be_in_viewport()
    ask(page, "Tell me everything")
    answer, box = page.locator("#answer-2").bounding_box(), page.get_by_label("Your question")
    assert answer and answer["y"] + answer["height"] > PHONE["height"]
    expect(box).to_be_in_viewport(ratio=1)


def test_on_a_laptop_the_question_box_stays_in_sight_and_no_control_is_crushed(
    visit: Open,
) -> None:
    page = visit(viewport={"width": 1366, "height": 768})
    ask(page, "Tell me everything")
    expect(page.get_by_label("Your question")).to_be_in_viewport(ratio=1)
    for control in ("#strictness", "#choice"):
        box = page.locator(control).bounding_box()
        assert box and box["height"] >= 24, control
    conversations = page.get_by_role("button", name="Conversations", exact=True)
    for is_open in ("false", "true"):
        expect(conversations).to_have_attribute("aria-expanded", is_open)
        for strictness in page.locator("#strictness label").all():
            expect(strictness).to_be_in_viewport(ratio=1)
        conversations.click()
    page.set_viewport_size({"width": 950, "height": 768})
    ask(page, "kiso")
    offered = page.locator("#examples .example")
    expect(offered).to_have_count(2)
    first, second = (offered.nth(i).bounding_box() for i in range(2))
    assert first and second and first["y"] < second["y"]  # in two rows
    expect(page.get_by_label("Your question")).to_be_in_viewport(ratio=1)


def test_a_long_answer_is_read_from_its_question_on(visit: Open) -> None:
    page = visit(viewport={"width": 1280, "height": 620})
    for _ in range(3):
        ask(page, "Tell me everything")
    log, last = page.get_by_role("log"), page.locator("#conversation .asked").last
    expect(last).to_be_in_viewport(ratio=0.99)
    above, below = log.bounding_box(), last.bounding_box()
    assert above and below and 0 <= below["y"] - above["y"] < 40
    expect(page.get_by_label("Your question")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(visit: Open, scheme: str) -> None:
    page = visit(color_scheme=scheme, reduced_motion="reduce")
    grounds = {"light": "rgb(247, 245, 240)", "dark": "rgb(20, 24, 29)"}
    expect(page.locator("body")).to_have_css("background-color", grounds[scheme])
    for question in ("How many economies?", "How long?", "bug", "Peru?"):
        ask(page, question)
    contrasts = page.evaluate(CONTRASTS, "main")
    assert len(contrasts) > 40
    page.locator("#answer-1 a.marker").first.click()
    expect(page.locator("#reader mark")).to_be_visible()
    contrasts += page.evaluate(CONTRASTS, "#reader")
    page.goto(page.locator("#reader").get_by_role("link").first.get_attribute("href") or "")
    contrasts += page.evaluate(CONTRASTS, "body")
    assert len(contrasts) > 80
    assert [found for found in contrasts if found[0] < 4.5] == []


def test_the_page_is_up_while_the_models_load(visit: Open, tmp_path: Path) -> None:
    loaded = tmp_path / "loaded"
    with serve_toy(tmp_path / "stderr.txt", "--load-after", str(loaded)) as running:
        page = visit(running.url)
        expect(status(page)).to_have_text("Getting ready: loading the models…")
        page.get_by_label("Your question").fill("How many economies?")
        page.keyboard.press("Enter")
        expect(page.locator(".notice.working")).to_contain_text("the models are still loading")
        page.get_by_role("button", name="Stop").click()
        expect(page.locator(".notice.stopped")).to_be_visible()
        page.get_by_label("Your question").fill("SWM?")
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.locator(".notice.working")).to_contain_text("the models are still loading")
        loaded.touch()
        expect(page.locator("#answer-2 .short")).to_have_text("Lenovo", timeout=20_000)
        expect(status(page)).to_have_text("Ready")
        page.close()


def test_ctrl_c_ends_the_chat_quietly_though_a_page_is_open(
    browser: Browser, tmp_path: Path
) -> None:
    with serve_toy(tmp_path / "stderr.txt") as running, browser.new_context() as context:
        page = context.new_page()
        page.goto(running.url)
        ask(page, "SWM?")
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(30) == 0
        assert running.notes().splitlines()[1:] == ["The chat has ended."]


def test_a_failed_load_shows_its_reason(visit: Open, tmp_path: Path) -> None:
    with serve_toy(tmp_path / "stderr.txt", "--fail", "there is no library <here>") as running:
        page = visit(running.url)
        expect(status(page)).to_have_text("Not ready: there is no library <here>")
        ask(page, "SWM?")
        expect(page.locator(".notice.failed")).to_have_text("there is no library <here>")
        page.close()
        assert running.notes().count("there is no library <here>") == 1
        assert "Traceback" not in running.notes()


def test_the_shipped_documents_are_asked_and_cited(visit: Open, tmp_path: Path) -> None:
    code = "from assistant.app.cli import main; main()"
    command = [sys.executable, "-c", code, "chat", "--port", "0"]
    environment = os.environ | {"SUMMITS_HOME": str(tmp_path / "home")}
    with served(command, tmp_path / "stderr.txt", environment) as running:
        page = visit(running.url)
        expect(status(page)).to_have_text("Ready", timeout=120_000)
        documents = page.get_by_role("region", name="Documents")
        expect(documents).to_contain_text("The Beijing & Nara Summits")
        expect(documents).to_contain_text("Ellen Kim, Tom Ramage")
        page.get_by_role("button", name="Which Chinese company is SWM working with?").click()
        expect(page.locator("#answer-1")).to_contain_text("Lenovo", timeout=30_000)
        expect(page.locator("#cite-1-1")).to_contain_text("Korea-China MOUs at a glance")
        offered = page.locator("#examples .example:visible")
        expect(offered).not_to_contain_text(["Which Chinese company is SWM working with?"])
        page.locator("#answer-1 a.marker").first.click()
        quote = page.locator("#reader mark")
        expect(quote).to_be_in_viewport(ratio=0.99)
        expect(quote).to_contain_text("SWM")
        expect(quote).to_contain_text("Lenovo")
        expect(page.locator("#reader h2").first).to_have_text(
            "President Lee’s state visit to China"
        )
        page.close()
