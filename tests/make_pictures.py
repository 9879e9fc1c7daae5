"""`make pictures`: the pictures in the README, taken in Chromium.

Of the real chat, and of the plots in the report of the test split; the disagreement is a toy's, of
the tests' two literal documents.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from toy_chat import serve_toy, served

PICTURES = Path(__file__).parent.parent / "assistant" / "app" / "pictures"
SUMMITS = [sys.executable, "-c", "from assistant.app.cli import main; main()"]
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
QUESTION = "How many economies are in the CPTPP?"
UNFADED_MS = 1500
"""What fades in or out is done by then."""


def main() -> None:
    """Start the chat on a free port, ask, and photograph the pages."""
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(exist_ok=True)
    notes = Path(tempfile.mkdtemp()) / "stderr.txt"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )

        def visit(url: str, viewport: dict[str, int]) -> Any:
            page = browser.new_page(viewport=viewport)
            page.goto(url)
            page.get_by_text("Ready", exact=True).wait_for(timeout=120_000)
            return page

        with served([*SUMMITS, "chat", "--port", "0"], notes, dict(os.environ)) as chat:
            photograph_chat(visit(chat.url, DESKTOP))
            photograph_phone(visit(chat.url, PHONE))
        with serve_toy(notes) as toy:
            photograph_disagreement(visit(toy.url, DESKTOP))
        photograph_confidence(browser.new_page(viewport=DESKTOP), notes.parent)
        browser.close()


def photograph_chat(page: Any) -> None:
    """An answer with its sources, then the document of one of them."""
    asked(page, QUESTION)
    page.get_by_role("button", name=QUESTION).wait_for(state="hidden")  # until others are offered
    saved(page, "chat")
    page.click("#conversation a.marker >> nth=0")
    page.wait_for_selector("#reader mark")
    saved(page, "source")


def photograph_phone(page: Any) -> None:
    """An answer on a phone."""
    asked(page, QUESTION)
    saved(page, "phone")


def photograph_disagreement(page: Any) -> None:
    """Two documents that differ."""
    asked(page, "How long ago was the last visit?")
    saved(page, "disagreement")


def photograph_confidence(page: Any, folder: Path) -> None:
    """Risk against coverage, and how far the confidence is what it claims, on the test split."""
    run = [*SUMMITS, "eval", "qa", "--split", "test", "--report", str(folder)]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    page.goto((folder / "report.html").as_uri())
    page.locator("#confidence .plots").screenshot(path=PICTURES / "confidence.png")


def asked(page: Any, question: str) -> None:
    """Ask, and wait for the answer."""
    page.fill("#question textarea", question)
    page.click("#ask")
    page.wait_for_selector("#conversation .answer", timeout=60_000)


def saved(page: Any, name: str) -> None:
    """The page as it looks once nothing moves any more."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(UNFADED_MS)
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
