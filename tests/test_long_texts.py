"""Texts of 50,000 characters: a document's paragraph works, a question is refused in one line."""

from __future__ import annotations

import asyncio
import html
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner, Result
from conftest import ToyEncoder, document
from starlette.applications import Starlette
from starlette.testclient import TestClient
from toy_room import loaded, unkept

from assistant.app.cli import main
from assistant.app.conversation import answered, begun
from assistant.app.labels import ENGLISH
from assistant.app.reading_pages import reading_routes
from assistant.app.terminal import answer_text
from assistant.export.cited import source_address
from assistant.export.formats import FORMAT_NAMES, exported
from assistant.respond import Assistant
from assistant.settings import Settings

FACT = "The drum of Nara cost 41 million dollars."
FILLER = (
    "Much was said of the weather, the long road to the coast, the old boats, the price of rice, "
    "the songs of the evening, and the many guests who had come from far away on that day. "
)
PARAGRAPH = f"{FILLER * 141}{FACT} {FILLER * 141}".rstrip()
ASKED = "What did the drum of Nara cost?"
QUESTION = ("Who met? " * 5_556)[:50_000]
REFUSED = "the question has 50,000 characters, at most 2,000 are read; shorten it to what you want"


def run(*arguments: str, home: Path) -> Result:
    environment = {"SUMMITS_HOME": str(home), "COLUMNS": "80"}
    return CliRunner(env=environment).invoke(main, arguments, prog_name="summits")


def opened(assistant: Assistant, address: str) -> Any:
    with TestClient(Starlette(routes=reading_routes(loaded(lambda: assistant)))) as client:
        return client.get(address)


# A paragraph


def test_a_sentence_deep_in_a_long_paragraph_is_found_on_the_command_line(tmp_path: Path) -> None:
    assert len(PARAGRAPH) > 50_000
    (tmp_path / "long.txt").write_text(f"{PARAGRAPH}\n", encoding="utf-8")
    library = ("--library", str(tmp_path / "library"))
    added = run("docs", "add", str(tmp_path / "long.txt"), *library, home=tmp_path)
    assert added.exit_code == 0, added.stderr
    done = run("ask", ASKED, "--json", *library, home=tmp_path)
    assert done.exit_code == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["short_answer"] == "41 million dollars"
    first = record["citations"][0]
    assert (first["quote"], first["start"]) == (FACT, len(FILLER) * 141)
    shown = run("docs", "show", "long", "--json", *library, home=tmp_path)
    assert json.loads(shown.stdout)["text"].strip() == PARAGRAPH


@pytest.fixture
def assistant(toy_encoder: ToyEncoder) -> Assistant:
    settings = Settings(reader="none", confidence_threshold=0.0)
    return Assistant.in_memory([document("long", PARAGRAPH)], settings, toy_encoder)


def test_page_source_view_exports_and_terminal_show_its_quote(assistant: Assistant) -> None:
    answer = assistant.ask(ASKED)
    assert answer.citations[0].quote == FACT
    (turn,) = answered(begun((), ASKED, "…"), assistant, ENGLISH)
    # The panel shows what stands around the quote, not all of the paragraph.
    assert len(turn.message) < 10_000 and 2 * 700 < len(turn.sources) < 10_000
    page = opened(assistant, source_address(answer.citations[0]))
    assert page.status_code == 200 and page.text.count(FILLER.strip()) == 2 * 141
    assert f">{FACT}</mark>" in page.text
    for form in FORMAT_NAMES:
        content = exported(form, [answer], assistant.document)
        assert form == "docx" or FACT in content.decode()
    assert FACT in " ".join(answer_text(answer).split())


@pytest.mark.parametrize("text", ["x" * 50_000, f"{'가' * 25_000} {FACT} {'나' * 25_000}"])
def test_a_paragraph_almost_without_white_space_breaks_nothing(
    text: str, toy_encoder: ToyEncoder
) -> None:
    settings = Settings(reader="none", confidence_threshold=0.0)
    assistant = Assistant.in_memory([document("long", text)], settings, toy_encoder)
    assert max(len(passage.text) for passage in assistant.searcher.passages) <= 2400
    answer = assistant.ask(ASKED)
    assert (FACT in answer.answer) is (FACT in text)
    assert len(answer.answer) <= 2500
    (turn,) = answered(begun((), ASKED, "…"), assistant, ENGLISH)
    assert len(turn.sources) < 20_000


# A question


@pytest.mark.parametrize("door", ["question", "history", "batch"])
def test_the_command_line_refuses_a_long_question_in_one_line(door: str, tmp_path: Path) -> None:
    file = tmp_path / "asked"
    file.write_text(
        json.dumps({"id": "a", "question": QUESTION}) if door == "batch" else QUESTION,
        encoding="utf-8",
    )
    doors: dict[str, Sequence[str]] = {
        "question": (QUESTION,),
        "history": ("Who?", "--history", str(file)),
        "batch": ("--batch", str(file)),
    }
    done = run("ask", *doors[door], home=tmp_path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert REFUSED in done.stderr and done.stderr.count("\n") == 1


def test_the_page_and_its_asides_refuse_a_long_question_in_one_line(assistant: Assistant) -> None:
    loader = loaded(lambda: assistant)

    async def shown() -> list[Any]:
        return [values async for values in unkept(loader).converse(QUESTION, ())]

    _, messages, *_ = asyncio.run(shown())[-1]
    asked, told = (html.unescape(message["content"]) for message in messages)
    assert asked.endswith("… (50,000 characters)</div>") and len(asked) < 400
    refused = ENGLISH("question_too_long", chars="50,000", most="2,000")
    assert told == f'<div class="notice failed">{refused}</div>'
    for aside in ("why", "by-document"):
        page = opened(assistant, f"/{aside}?{urlencode({'question': QUESTION})}")
        assert page.status_code == 400 and REFUSED in page.text
