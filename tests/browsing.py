"""A real browser for the tests of the page, and what it does there: ask, leave, look for faults."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from toy_chat import Served

expect.set_options(timeout=20_000)  # a busy machine takes its time

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
HINT = "no Chromium found; install one, for instance with: apt-get install chromium"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
TYPED = (
    "<script>document.title='owned'</script> ${document.title='owned'} {{7*7}} **bold** $x$ "
    "[1](javascript:alert(1))"
)

CONTRASTS = """(part) => {
  const parse = (colour) => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const texts = document.createTreeWalker(document.querySelector(part), NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const words = texts.currentNode.textContent.trim();
    if (!words || element.closest('style, script, svg, .sr-only')) continue;
    if (!element.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    found.push([(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), words]);
  }
  return found;
}"""


WATCHED: list[Watched] = []
"""All pages that were opened."""


class Watched:
    """A page with what went wrong on it: errors of the console, and requests to other hosts."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.faults: list[str] = []
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("console", self._hear)
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        # On the context: a service worker or a preconnect would ask past the page.
        context.on("request", lambda request: self._see(request.url, url))
        self._streams: set[Any] = set()
        self._begun = 0
        self.page.on("request", self._starts)
        self.page.on("requestfinished", lambda request: self._streams.discard(request))
        self.page.on("requestfailed", lambda request: self._streams.discard(request))
        self.page.goto(url)
        WATCHED.append(self)

    def reload(self) -> None:
        """Load the page again once nothing is on its way."""
        self.rest()
        self.page.reload()

    def rest(self) -> None:
        """Wait until nothing is on its way: Gradio logs an answer that is cut off.

        A step that follows an answer begins a moment after it.
        """
        seen = -1
        while self._streams or seen != self._begun:
            seen = self._begun
            self.page.wait_for_timeout(200)

    def _starts(self, request: Any) -> None:
        if "/queue/data" in request.url:
            self._begun += 1
            self._streams.add(request)

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text}")

    def _see(self, address: str, url: str) -> None:
        if not address.startswith((url, "data:", "blob:")):
            self.faults.append(f"request: {address}")


# Not for the whole session: as long as it runs, no other test can use asyncio.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(HINT)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
            ],
        )
        yield chromium
        chromium.close()


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, chat: Served) -> Iterator[Open]:
    """Opens the chat; at the end nothing may have gone wrong on any page that was opened."""
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []

    def open_page(url: str | None = None, **options: Any) -> Page:
        contexts.append(browser.new_context(**({"viewport": DESKTOP} | options)))
        watched.append(Watched(contexts[-1], url or chat.url))
        return watched[-1].page

    yield open_page
    faults = [fault for page in watched for fault in page.faults]
    for context in contexts:
        context.close()
    assert faults == []


def leave(page: Page, link: str) -> None:
    """Follow a link to another page once nothing is on its way to this one."""
    next(watched for watched in WATCHED if watched.page is page).rest()
    page.get_by_role("link", name=link).click()


def status(page: Page) -> Locator:
    """Our own line; Gradio has a status region too."""
    return page.locator("#status").get_by_role("status")


def ask(page: Page, question: str) -> None:
    """Type a question and press Enter; wait for the answer."""
    earlier = page.locator("#conversation .answer, #conversation .notice:not(.working)").count()
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")
    settled = page.locator("#conversation .answer, #conversation .notice:not(.working)")
    expect(settled).to_have_count(earlier + 1, timeout=20_000)
