"""The Evaluate tab in a real browser: a run, one compared with it, and a run as a file."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import DESKTOP, browser  # noqa: F401 - a fixture
from playwright.sync_api import Browser, expect
from toy_chat import Served, served

from assistant.app.labels import ENGLISH, labels_in

pytestmark = pytest.mark.browser


EARLIER = "Was Beijing cold?"
QUOTE = "They ate noodles in Beijing."
SUMMITS = [sys.executable, "-c", "from assistant.app.cli import main; main()"]


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real assistant over one small document: a toy's answers are no run."""
    folder = tmp_path_factory.mktemp("evaluating")
    noodles = folder / "library" / "noodles"
    noodles.mkdir(parents=True)
    (noodles / "text.md").write_text(f"{QUOTE} Beijing was cold.\n")
    (noodles / "metadata.toml").write_text('title = "Noodles"\nlabel = "Noodles"\n')
    here = {"SUMMITS_HOME": str(folder / "home"), "SUMMITS_READER": "none"}
    command = [*SUMMITS, "chat", "--port", "0", "--library", str(folder / "library")]
    with served(command, folder / "stderr.txt", {**os.environ, **here}) as running:
        yield running


def test_two_runs_are_compared_and_one_is_saved(
    chat: Served,
    browser: Browser,  # noqa: F811
    tmp_path: Path,
) -> None:
    question = "What was eaten in Beijing by Merz?"
    asked = {
        "id": "q1",
        "question": question,
        "history": [EARLIER],
        "answers": ["noodles"],
        "evidence": [{"doc_id": "noodles", "quote": QUOTE}],
    }
    mine = tmp_path / "mine.jsonl"
    mine.write_text(json.dumps(asked))
    page = browser.new_page(viewport=DESKTOP)
    page.goto(chat.url)
    expect(page.get_by_text("Ready", exact=True)).to_be_visible(timeout=60_000)
    page.get_by_role("tab", name="Evaluate").click()
    page.get_by_label(ENGLISH("test_set_own")).check()
    page.locator("#evaluate-choice input[type=file]").set_input_files(mine)
    expect(page.locator("#evaluate-choice td[aria-label='mine.jsonl']")).to_be_visible()
    expect(page.get_by_role("button", name="Remove this file")).to_be_visible()
    strictness = page.locator("#evaluate-strictness")
    strictness.get_by_label(ENGLISH("broad")).check()
    run = page.get_by_role("button", name="Run", exact=True)
    run.click()
    expect(page.locator("#evaluation iframe.report")).to_be_visible()
    expect(run).to_be_enabled()
    expect(page.locator("#evaluate-stop")).to_be_disabled()
    expect(page.locator("#evaluation .compared")).to_have_count(0)
    strictness.get_by_label(ENGLISH("strict")).check()
    run.click()
    compared = page.locator("#evaluation .compared")
    expect(compared).to_contain_text("strictness: broad → strict")
    # What asks a question again leaves the run where it is.
    frame = page.frame_locator("#evaluation iframe.report")
    frame.get_by_role("button", name=question).click()
    with page.expect_popup() as opened:
        frame.get_by_role("link", name="Ask this in the chat").click()
    expect(opened.value.locator("#conversation .asked")).to_have_text(question)
    answer = opened.value.locator("#conversation .answer")
    expect(answer).to_contain_text(ENGLISH("asked_after", questions=EARLIER))
    opened.value.close()
    # A reload and the page in another language find the run again.
    page.get_by_role("link", name="한국어").click()
    expect(page.get_by_text("준비됨", exact=True)).to_be_visible()
    page.get_by_role("tab", name="평가").click()
    expect(compared).to_contain_text("엄격함: 넓게 → 엄격하게")
    expect(page.frame_locator("#evaluation iframe.report").locator("h1")).to_have_text(
        "mine.jsonl · 엄격하게"
    )
    # What cannot be run leaves it there. Gradio's own words are Korean, too, in any browser.
    page.get_by_label(labels_in("ko")("test_set_own")).check()
    expect(page.get_by_text("파일을 여기에 끌어다 놓기")).to_be_visible()
    page.get_by_role("button", name="실행", exact=True).click()
    expect(page.locator("#evaluation-progress")).to_contain_text("아직 파일이 없습니다")
    expect(compared).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="UTC 실행 저장(mine.jsonl · 엄격하게)").click()
    with zipfile.ZipFile(saved.value.path()) as archive:
        (told,) = archive.read("answers.jsonl").decode().splitlines()
    assert (json.loads(told)["id"], json.loads(told)["status"]) == ("q1", "not_found")
    page.close()
