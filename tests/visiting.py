"""People who come to the toy chat, each with a browser of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import DESKTOP, Watched, browser  # noqa: F401 - a fixture
from playwright.sync_api import Browser, BrowserContext, Page, expect
from toy_chat import Served

HOSTILE = "<img src=x onerror=\"document.title='owned'\"> ${1+1} {{7*7}} **b**"


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


@pytest.fixture(scope="module", autouse=True)
def without_a_fault(chat: Served) -> Iterator[None]:
    """The chat logs none in the tests of a module."""
    before = len(chat.notes())
    yield
    assert "Traceback" not in chat.notes()[before:]


def open_drawer(page: Page) -> None:
    page.locator("#drawer .toggle-button").click()
    expect(page.get_by_label("Search")).to_be_visible()


def kept(page: Page) -> list[str]:
    return page.locator("a.kept-conversation").all_inner_texts()
