"""A low window, and what a reload keeps in sight, in a real browser."""

from __future__ import annotations

import pytest
from browsing import Open, ask, browser, status, visit
from playwright.sync_api import expect

__all__ = ["browser", "visit"]

pytestmark = pytest.mark.browser

LAPTOP = {"width": 1024, "height": 600}


def test_the_question_box_is_in_sight_from_the_beginning(visit: Open) -> None:
    page = visit(viewport=LAPTOP)
    expect(status(page)).to_have_text("Ready")
    expect(page.locator("#examples .example").first).to_be_visible()
    expect(page.locator("#ask")).to_be_in_viewport(ratio=1)


def test_why_a_question_is_too_long_is_in_sight(visit: Open) -> None:
    page = visit(viewport=LAPTOP)
    ask(page, "Who met in Nara? " * 200)
    expect(page.get_by_label("Your question")).not_to_be_empty()  # it came back, to be shortened
    page.wait_for_timeout(500)
    expect(page.locator("#conversation .notice")).to_be_in_viewport(ratio=0.9)
    expect(page.locator("#ask")).to_be_in_viewport(ratio=1)


def test_a_quote_begins_below_the_heading_that_stays(visit: Open) -> None:
    page = visit(viewport={"width": 640, "height": 300})  # as enlarged to 250 %
    ask(page, "How many economies?")
    page.locator("#conversation a.marker").first.click()
    expect(page.locator("#reader #quote")).to_be_focused()
    heading = page.locator("#reader .sheet-head").bounding_box()
    quote = page.locator("#reader #quote").bounding_box()
    assert heading and quote and quote["y"] >= heading["y"] + heading["height"]


def test_a_reload_shows_the_tab_that_was_open(visit: Open) -> None:
    page = visit()
    expect(status(page)).to_have_text("Ready")
    evaluate = page.get_by_role("tab", name="Evaluate")
    evaluate.click()
    page.wait_for_timeout(500)
    page.reload()
    expect(evaluate).to_have_attribute("aria-selected", "true")
    page.wait_for_timeout(500)
    page.goto(page.url)  # a link leads to the conversation
    expect(status(page)).to_have_text("Ready")
    expect(evaluate).to_have_attribute("aria-selected", "false")
