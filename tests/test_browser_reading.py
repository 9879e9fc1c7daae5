"""Reading an answer and checking it, in a real browser: cards, the window, links, languages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import PHONE, TYPED, Open, ask, browser, leave, status, visit
from playwright.sync_api import Page, expect
from toy_chat import EIGHT, JOIN, NEWS, NOTE, PACT, ROW, SIX, cite

from assistant.app.labels import labels_in
from assistant.export.cited import source_address

__all__ = ["browser", "visit"]

pytestmark = pytest.mark.browser

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def marker(page: Page, number: int) -> Any:
    return page.locator(f'#answer-1 a.marker[id^="ref-1-{number}-"]')


# The card of a marker


def point_at(page: Any, link: Any) -> None:
    """Move the pointer to a marker until its card is there: the page may still be scrolling."""
    for _ in range(5):
        link.hover()
        try:
            expect(page.get_by_role("tooltip")).to_be_visible(timeout=2000)
        except AssertionError:
            page.mouse.move(5, 5)
        else:
            return
    expect(page.get_by_role("tooltip")).to_be_visible()


def test_a_marker_shows_its_card_under_the_pointer(visit: Open) -> None:
    page = visit()
    ask(page, "How many economies?")
    card = page.get_by_role("tooltip")
    point_at(page, marker(page, 2))
    for words in (NEWS.label, "Page 2 · Visit to Japan", JOIN):
        expect(card).to_contain_text(words)
    card.hover()  # it stays while the pointer is on it
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    point_at(page, marker(page, 1))
    expect(card).to_contain_text(PACT)
    page.mouse.move(5, 5)
    expect(card).to_have_count(0)


def test_a_marker_shows_its_card_to_the_keyboard_and_describes_itself(visit: Open) -> None:
    page = visit()
    ask(page, "What is the capital of Peru?")
    page.locator("#conversation a.near").first.focus()
    page.keyboard.press("Tab")
    card = page.get_by_role("tooltip")
    expect(card).to_contain_text("Not an answer")
    expect(card).to_contain_text(SIX)
    focused = page.locator("#conversation a.near").nth(1)
    expect(focused).to_have_attribute("aria-describedby", "source-card")
    expect(focused).to_have_accessible_name("Nearest passage B, not an answer")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(focused).to_be_focused()


# The window


def test_the_window_shows_the_whole_document_at_the_quote(visit: Open) -> None:
    page = visit()
    ask(page, "How many economies?")
    marker(page, 1).click()
    window = page.get_by_role("dialog", name="Source 1 of 2")
    expect(window.locator("mark")).to_have_text(PACT)
    expect(window.locator("mark")).to_be_in_viewport(ratio=0.99)
    expect(window).to_contain_text("A newsletter")
    expect(window).to_contain_text("Filler paragraph 5")
    expect(window.locator(".page-mark")).to_have_text(["Page 1", "Page 2"])
    window.get_by_text("Wording of the original").click()
    expect(window.locator(".original p")).to_contain_text("comyprises 12 economies")
    # The answer stays in sight beside it.
    answer, beside = page.locator("#answer-1").bounding_box(), window.bounding_box()
    assert answer and beside and answer["x"] + answer["width"] <= beside["x"]


def test_keys_and_buttons_lead_to_the_next_and_the_previous_source(visit: Open) -> None:
    page = visit()
    ask(page, "How many economies?")
    marker(page, 1).click()
    quote, title = page.locator("#reader mark"), page.locator("#reader-title")
    expect(quote).to_have_text(PACT)
    for key, shown, number in (
        ("j", JOIN, 2),
        ("j", JOIN, 2),
        ("k", PACT, 1),
        ("ArrowRight", JOIN, 2),
    ):
        page.keyboard.press(key)
        expect(title).to_have_text(f"Source {number} of 2")
        expect(quote).to_have_text(shown)
        expect(quote).to_be_in_viewport(ratio=0.99)
    page.get_by_role("button", name="Previous").click()
    expect(quote).to_have_text(PACT)
    page.get_by_role("button", name="Next").click()
    expect(quote).to_have_text(JOIN)
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    expect(page.get_by_role("button", name="Next")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    expect(marker(page, 2)).to_be_focused()
    expect(page.get_by_role("tooltip")).to_have_count(0)  # nobody has asked for its card


def test_back_closes_the_window_and_the_page_stays(visit: Open) -> None:
    page = visit()
    page.get_by_label("Your question").fill("slow economies?")
    page.get_by_label("Your question").press("Enter")
    page.locator("#library a").first.click()  # while the conversation only begins
    expect(page.locator("#reader article")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?conversation="))
    page.go_back()
    expect(page.locator("#reader")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"\?conversation="))
    marker(page, 1).click()
    expect(page.locator("#reader mark")).to_be_visible()
    page.go_back()
    expect(page.locator("#reader")).to_be_hidden()
    expect(marker(page, 1)).to_be_focused()
    expect(page.locator("#answer-1")).to_be_visible()


def test_the_panel_and_the_list_of_documents_open_the_window_too(visit: Open) -> None:
    page = visit()
    ask(page, "How many economies?")
    page.locator("#cite-1-2").get_by_role("link", name="Read in the document").click()
    expect(page.locator("#reader mark")).to_have_text(JOIN)
    page.get_by_role("button", name="Close").click()
    page.get_by_role("region", name="Documents").get_by_role("link", name=NOTE.label).click()
    expect(page.locator("#reader h1")).to_have_text(NOTE.label)
    expect(page.locator("#reader mark")).to_have_count(0)


def test_how_an_answer_came_about_is_shown_on_demand_and_leads_to_its_passages(
    visit: Open,
) -> None:
    page = visit()
    ask(page, "How many economies?")
    page.get_by_role("link", name="How this answer came about").click()
    window = page.get_by_role("dialog", name="How this answer came about")
    expect(window.get_by_role("table")).to_have_count(2)
    expect(window).to_contain_text("documents answer it90%")
    window.get_by_role("table").first.get_by_role("link").nth(1).click()
    expect(page.locator("#reader mark")).to_have_text(JOIN)
    page.get_by_role("button", name="Back", exact=True).click()
    expect(window.get_by_role("table")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="How this answer came about")).to_be_focused()


def test_each_document_answers_by_itself(visit: Open) -> None:
    page = visit()
    ask(page, "SWM?")
    page.get_by_role("link", name="Each document’s own answer").click()
    window = page.get_by_role("dialog", name="Each document’s own answer")
    expect(window.get_by_role("heading", level=2)).to_have_text([NEWS.label, NOTE.label])
    expect(window.locator("blockquote").first).to_have_text(f"“{ROW}”")


def test_a_chat_that_has_ended_is_said_in_the_window(visit: Open) -> None:
    page = visit()
    ask(page, "SWM?")
    page.route("**/source?*", lambda route: route.fulfill(body="Log in"))
    marker(page, 1).click()
    expect(page.locator("#reader")).to_contain_text("This could not be loaded.")
    page.keyboard.press("Escape")
    expect(marker(page, 1)).to_be_focused()


# A source by its address


def test_the_link_of_a_source_is_copied_and_opens_it_elsewhere(visit: Open) -> None:
    page = visit(**CLIPBOARD)
    ask(page, "How many economies?")
    page.locator("#cite-1-2").get_by_role("button", name="Copy link").click()
    expect(page.locator(".passing")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    expected = source_address(cite(2, NEWS, JOIN), language="en")
    assert copied == page.url.partition("/?")[0].rstrip("/") + expected
    colleague = visit()
    colleague.goto(copied)
    expect(colleague.locator("mark")).to_have_text(JOIN)
    expect(colleague.locator("mark")).to_be_in_viewport(ratio=0.99)
    expect(colleague.get_by_role("heading", level=1)).to_have_text(NEWS.label)
    expect(colleague.get_by_role("main").locator("h1")).to_have_count(1)


def test_a_link_that_cannot_be_copied_is_shown(visit: Open) -> None:
    page = visit()
    ask(page, "How many economies?")
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    marker(page, 1).click()
    page.locator("#reader").get_by_role("button", name="Copy link").click()
    expect(page.locator("#reader .passing")).to_contain_text("Copy this address: http://127.0.0.1")


def test_without_https_the_link_of_a_source_is_copied_all_the_same(visit: Open) -> None:
    page = visit(**CLIPBOARD)
    ask(page, "How many economies?")
    clipboard = "const clipboard = navigator.clipboard; window.read = () => clipboard.readText();"
    without = "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
    page.evaluate(f"() => {{ {clipboard} {without} }}")
    marker(page, 1).click()
    link = page.locator("#reader").get_by_role("button", name="Copy link")
    link.click()
    expect(page.locator("#reader .passing")).to_have_text("Link copied")
    expect(link).to_be_focused()
    expected = source_address(cite(1, NEWS, PACT), language="en")
    assert page.evaluate("window.read()").endswith(expected)


# Asking otherwise


def test_a_question_read_from_the_history_can_be_asked_as_typed(visit: Open) -> None:
    page = visit()
    ask(page, "SWM?")
    ask(page, "asked before?")
    reading = page.locator("#answer-2 .read-as")
    expect(reading).to_contain_text("Read as: asked after 1 questions")
    reading.get_by_role("link", name="Ask as typed").click()
    expect(page.locator("#answer-3 .read-as").first).to_contain_text("asked after 0 questions")
    expect(page.locator("#conversation .asked").last).to_have_text("asked before?")


def test_a_question_of_a_report_comes_with_its_history(visit: Open, chat: Any) -> None:
    page = visit()
    page.goto(f"{chat.url}/?lang=en&question=asked+before%3F&history=Who%3F&history=When%3F")
    shown = page.locator("#answer-1 .read-as")
    expect(shown.first).to_have_text("Asked after: Who? · When?")
    expect(shown.last).to_contain_text("Read as: asked after 2 questions")
    kept = re.compile(re.escape(f"{chat.url}/?lang=en") + r"(&conversation=[\w-]+)?$")
    expect(page).to_have_url(kept)


def test_a_question_can_be_asked_of_some_documents(visit: Open) -> None:
    page = visit()
    expect(status(page)).to_have_text("Ready")
    page.get_by_role("button", name="Documents to search").click()
    news = page.get_by_role("checkbox", name=NEWS.label)
    note = page.get_by_role("checkbox", name=NOTE.label)
    expect(note).to_be_checked()
    note.uncheck()
    ask(page, "SWM?")
    expect(page.locator("#answer-1 .searched")).to_have_text(f"Searched only: {NEWS.label}")
    news.uncheck()
    ask(page, "SWM?")
    expect(page.locator(".notice.failed")).to_contain_text("No document is chosen")
    note.check()
    news.check()
    ask(page, "SWM?")
    expect(page.locator("#answer-3 .short")).to_have_text("Lenovo")
    expect(page.locator("#answer-3 .searched")).to_have_count(0)


def test_a_question_can_be_asked_strictly(visit: Open) -> None:
    page = visit()
    expect(page.get_by_role("radio", name="Balanced")).to_be_checked()
    ask(page, "Surely SWM?")
    expect(page.locator("#answer-1 .short")).to_have_text("Lenovo")
    page.get_by_role("radio", name="Strict").check()
    ask(page, "Surely SWM?")
    expect(page.locator("#answer-2 .badge")).to_be_visible()
    why = page.locator("#answer-2").get_by_role("link", name="How this answer came about")
    expect(why).to_have_attribute("href", re.compile("strictness=strict"))


def test_questions_to_go_on_with_are_offered_after_an_answer(visit: Open) -> None:
    page = visit()
    offered = page.locator("#examples .example:visible")
    expect(offered.first).to_be_visible()
    at_first = offered.all_inner_texts()
    ask(page, "How many economies are in the CPTPP?")
    expect(offered).to_have_text(["Which Chinese company is SWM working with?"])
    page.get_by_role("button", name="New conversation").click()
    expect(offered).to_have_text(at_first)
    ask(page, "How many economies are in the CPTPP?")
    expect(offered).to_have_text(["Which Chinese company is SWM working with?"])
    offered.first.click()
    expect(page.locator("#answer-2 .short")).to_have_text("Lenovo")
    # It was tried by itself, and is asked so: there is no other way to read it.
    expect(page.locator("#answer-2 .as-typed")).to_have_count(0)


# Languages, phones, screen readers


def test_a_korean_browser_gets_the_page_in_korean_and_may_switch(visit: Open) -> None:
    korean = labels_in("ko")
    page = visit(locale="ko-KR")
    expect(page).to_have_url(re.compile("/ko/$"))
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.get_by_role("heading", level=1)).to_have_text(korean("header_title"))
    expect(status(page)).to_have_text(korean("status_ready"))
    box = page.locator("#question textarea")
    box.fill("How many economies?")
    page.get_by_role("button", name=korean("ask"), exact=True).click()
    expect(page.locator("#answer-1 .short")).to_have_text("12")
    marker(page, 1).click()
    expect(page.locator("#reader-title")).to_have_text("출처 1/2")
    expect(page.locator("#reader .page-mark").first).to_have_text("1쪽")
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    box.fill("SWM은 어느 기업과 협력하나요?")
    box.press("Enter")  # the button moves while further questions come in
    said = page.locator("#answer-2 .about-quotes")
    expect(said).to_have_text("인용문은 문서의 원문 그대로입니다.")
    leave(page, "English")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask the documents")


def test_on_a_phone_the_sides_of_a_disagreement_stand_below_each_other(visit: Open) -> None:
    page = visit(viewport=PHONE, has_touch=True)
    ask(page, "How long ago?")
    sides = page.locator("#answer-1 .positions li")
    first, second = sides.nth(0).bounding_box(), sides.nth(1).bounding_box()
    assert first and second and second["y"] >= first["y"] + first["height"]
    sides.nth(0).locator("a.marker").tap()
    expect(page.locator("#reader mark")).to_have_text(EIGHT)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator("#reader .reader-body").evaluate("e => e.scrollWidth <= e.clientWidth")
    page.get_by_role("button", name="Close").tap()
    expect(page.locator("#reader")).to_be_hidden()
    page.get_by_role("link", name="How this answer came about").tap()
    expect(page.get_by_role("table").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(
    "typed",
    [TYPED, "[1] **1** [2](#quote)", "\u202eolleh \u05e9\u05dc\u05d5\u05dd", "🎉" * 500],
)
def test_typed_text_stays_text_in_the_asides(visit: Open, typed: str) -> None:
    page = visit()
    ask(page, typed)
    page.get_by_role("link", name="How this answer came about").click()
    expect(page.locator("#reader .place")).to_have_text(typed)
    expect(page.locator("#reader .place *, #reader script, #reader img")).to_have_count(0)
    expect(page).to_have_title("Summit Assistant")


def serious(page: Page, part: str | None = None) -> list[tuple[str, str]]:
    """What an axe scan finds that keeps people out: (rule, element)."""
    options = {"resultTypes": ["violations"]}
    found = Axe().run(page, context=part, options=options).response["violations"]
    return [
        (violation["id"], node["html"][:160])
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit: Open, scheme: str, chat: Any) -> None:
    page = visit(color_scheme=scheme, reduced_motion="reduce")
    expect(status(page)).to_have_text("Ready")
    for question in ("How many economies?", "How long ago?", "Peru?", "asked before?"):
        ask(page, question)
    page.get_by_role("button", name="Documents to search").click()
    assert serious(page) == []  # Gradio's own parts included
    marker(page, 1).click()
    expect(page.locator("#reader mark")).to_be_visible()
    assert serious(page, "#reader") == []
    for address in (
        source_address(cite(1, NEWS, PACT), language="en"),
        "/why?question=economies",
        "/by-document?question=economies",
    ):
        page.goto(chat.url + address)
        assert serious(page) == []
