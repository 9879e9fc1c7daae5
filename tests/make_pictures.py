"""`make pictures`: the picture of the chat in the README, taken of the real chat in Chromium."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

PICTURES = Path(__file__).parent.parent / "assistant" / "app" / "pictures"
QUESTION = "How many economies are in the CPTPP?"


def main() -> None:
    """Start the chat on a free port, ask, and photograph the page."""
    from playwright.sync_api import sync_playwright

    from assistant.app.chat import build_page, web_app
    from assistant.app.loader import AssistantLoader
    from assistant.app.server import open_listener, run, stay_on_this_machine, url_of
    from assistant.respond import Assistant

    stay_on_this_machine()
    loader = AssistantLoader(Assistant.open)
    loader.start()
    PICTURES.mkdir(exist_ok=True)
    with open_listener("127.0.0.1", 0) as listener:
        app = web_app(build_page(loader))
        threading.Thread(target=run, args=(app, listener), daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 860})
            page.goto(f"{url_of(listener)}/")
            page.get_by_text("Ready").wait_for(timeout=120_000)
            page.fill("#question textarea", QUESTION)
            page.click("#ask")
            page.wait_for_selector("#conversation .answer", timeout=60_000)
            page.click("#conversation a.marker >> nth=0")
            page.wait_for_timeout(1500)  # until the emphasis has faded
            page.screenshot(path=PICTURES / "chat.png")
            browser.close()


if __name__ == "__main__":
    main()
