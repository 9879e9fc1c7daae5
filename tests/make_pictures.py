"""`make pictures`: the picture of the chat in the README, taken of the real chat in Chromium."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

PICTURES = Path(__file__).parent.parent / "assistant" / "app" / "pictures"
SUMMITS = Path(sys.executable).with_name("summits")
QUESTION = "How many economies are in the CPTPP?"


def main() -> None:
    """Start the chat on a free port, ask, and photograph the page."""
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(exist_ok=True)
    chat = subprocess.Popen([SUMMITS, "chat", "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+", chat.stderr.readline() if chat.stderr else "")
        if address is None:
            sys.exit("the chat did not start; run `summits chat` to see why")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 860})
            page.goto(address[0])
            page.get_by_text("Ready", exact=True).wait_for(timeout=120_000)
            page.fill("#question textarea", QUESTION)
            page.click("#ask")
            page.wait_for_selector("#conversation .answer", timeout=60_000)
            page.click("#conversation a.marker >> nth=0")
            page.wait_for_timeout(1500)  # until the emphasis has faded
            page.screenshot(path=PICTURES / "chat.png")
            browser.close()
    finally:
        chat.terminate()
        chat.wait(timeout=30)


if __name__ == "__main__":
    main()
