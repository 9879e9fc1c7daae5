"""Copying and exporting in the page."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import CHROMIUM, Open, ask, browser, visit
from playwright.sync_api import Browser, Page, expect
from toy_chat import JOIN, NEWS, PACT, ToyAssistant, serve_toy
from toy_room import loaded

from assistant.answer import Answer, LookedFor, Sentence
from assistant.app.conversation import Conversation, answered, begun, closed
from assistant.app.export_panel import export_file
from assistant.app.export_view import answer_actions, export_words
from assistant.app.labels import ENGLISH, Labels, labels_in
from assistant.app.people_file import PeopleFile
from assistant.app.users import Users
from assistant.export.words import IN_ENGLISH
from assistant.wording import phrases
from corpus.errors import InputError

__all__ = ["browser", "visit"]

PAGE = "https://chat.example"


def talked(*questions: str) -> Conversation:
    turns: Conversation = ()
    for question in questions:
        turns = answered(begun(turns, question, "…"), ToyAssistant(), ENGLISH)
    return turns


def file(
    wanted: str, turns: Conversation, words: Labels = ENGLISH, title: str = ""
) -> tuple[str, str]:
    made = json.loads(asyncio.run(export_file(loaded(), wanted, turns, words, title)))
    return made["name"], base64.b64decode(made["content"]).decode("utf-8", errors="replace")


def test_one_answer_or_the_whole_conversation() -> None:
    turns = closed(begun(talked("economies", "SWM"), "slow", "…"), "Stopped.", "stopped")
    name, text = file(f"2 md {PAGE}", turns)
    assert name == "answer-2.md" and text.startswith("## SWM\n\n**Lenovo**")
    assert "economies" not in text
    name, text = file(f"all md {PAGE}", turns)
    assert name == "conversation.md"
    assert re.findall("^## (.*)$", text, re.MULTILINE) == ["economies", "SWM"]
    assert f"<{PAGE}/source?doc=beijing-nara-newsletter&" in text
    assert file(f"1 csl-json {PAGE}", turns)[0] == "answer-1.json"


def test_an_address_of_this_machine_is_of_no_use_to_others_and_left_out() -> None:
    turns = talked("economies")
    for local in ("http://127.0.0.1:7860", "http://localhost:7860", "http://[::1]:7860"):
        assert "source?" not in file(f"1 md {local}", turns)[1]
        assert "source?" not in file(f"1 ris {local}", turns)[1]
    assert f"{PAGE}/source?" in file(f"1 ris {PAGE}", turns)[1]


def test_a_conversation_has_a_title_and_a_time_and_no_small_talk() -> None:
    (turn,) = talked("economies")
    hello = Answer("Hi", "not_found", (Sentence(phrases.GREETING, own=True),))
    turns = (turn, replace(turn, number=2, question="Hi", answer=hello))
    text = file(f"all md {PAGE}", turns)[1]
    assert re.match(
        r"# Questions and answers\n\nExported on \d{4}-\d\d-\d\d \d\d:\d\d UTC\n\n## eco", text
    )
    assert phrases.GREETING not in text
    assert file(f"all md {PAGE}", turns, labels_in("ko"))[1].startswith(
        "# 질문과 답변\n\n내보낸 시각"
    )
    with pytest.raises(InputError, match="ask a question first"):
        file(f"all md {PAGE}", turns[1:])


def test_what_was_searched_and_not_found_is_exported_as_the_page_says_it() -> None:
    found, missing = talked("economies", "what else?")
    found = replace(found, doc_ids=(NEWS.doc_id,))
    assert missing.answer is not None
    looked_for = LookedFor((), ("Merz",), (NEWS.doc_id, "note"))
    missing = replace(missing, answer=replace(missing.answer, looked_for=looked_for))
    text = file(f"all md {PAGE}", (found, missing))[1]
    assert f"”[^2]\n\nSearched only: {NEWS.label}\n\n## what else?" in text
    searched = f"The documents do not say.\n\nSearched: {NEWS.label}; A note "
    assert searched in text and "\n\nNot found there: Merz\n\nNearest passages" in text


def test_a_kept_conversation_is_exported_under_its_name() -> None:
    turns = talked("economies")
    name, text = file(f"all md {PAGE}", turns, title="../Trade & *pacts*: 2026?")
    assert name == "Trade-pacts-2026.md"
    assert text.startswith("# ../Trade & \\*pacts\\*: 2026?\n\nExported on ")
    assert file(f"all md {PAGE}", turns, labels_in("ko"), "무역 협정")[0] == "무역-협정.md"
    assert file(f"all md {PAGE}", turns, title="…")[0] == "conversation.md"
    assert file(f"1 md {PAGE}", turns, title="Trade")[0] == "answer-1.md"
    assert len(file(f"all md {PAGE}", turns, title="x" * 80)[0]) == 63


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json"])
def test_where_nothing_is_cited_there_is_no_list_to_export(form: str) -> None:
    turns = talked("what else?")
    with pytest.raises(InputError, match="nothing is cited here"):
        file(f"1 {form} {PAGE}", turns)
    with pytest.raises(InputError, match="인용한 문서가 없어"):
        file(f"all {form} {PAGE}", turns, labels_in("ko"))
    assert file(f"1 md {PAGE}", turns)[0] == "answer-1.md"


def test_what_the_korean_page_exports_speaks_korean() -> None:
    turns, words = talked("economies", "how long", "what else?"), labels_in("ko")
    name, text = file(f"1 md {PAGE}", turns, words)
    assert name == "답변-1.md" and "(Korea Navigates Regional Volatility, 2쪽), <http" in text
    name, text = file(f"all md {PAGE}", turns, words)
    assert name == "대화.md"
    assert "\n\nThe documents differ.\n\n- **eight years**: “" in text
    assert export_words(words).documents_differ == "문서마다 내용이 다릅니다:"
    assert "\n\n가장 가까운 구절(답변은 아님):\n\n- “To join" in text
    assert "2쪽)" in file(f"1 ris {PAGE}", turns, words)[1]
    with pytest.raises(InputError, match="먼저 질문해 주세요"):
        file(f"all md {PAGE}", (), words)
    links = answer_actions(ToyAssistant().ask("economies"), 3, words)
    shown = re.sub("<[^>]*>", " ", links.partition('<span class="to-copy"')[0]).split()
    assert " ".join(shown) == "출처와 함께 복사 문장 1 복사 문장 2 복사"
    assert "<summary>내보내기</summary>" in links


def test_the_words_of_exports_are_those_of_the_labels() -> None:
    assert export_words(ENGLISH) == IN_ENGLISH


@pytest.mark.parametrize(
    ("wanted", "fault"),
    [
        (f"7 md {PAGE}", "no answer to export"),
        ("1 md javascript:alert(1)", "cannot be exported"),
        (f"1 exe {PAGE}", "cannot be exported"),
        (f"1 md {PAGE}/> <b", "cannot be exported"),
        ("", "cannot be exported"),
    ],
)
def test_what_cannot_be_exported_is_said(wanted: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        file(wanted, talked("economies"))


def test_an_empty_conversation_has_nothing_to_export() -> None:
    with pytest.raises(InputError, match="ask a question first"):
        file(f"all md {PAGE}", ())


def test_the_links_under_an_answer() -> None:
    two, one, none = (
        answer_actions(ToyAssistant().ask(q), 3, ENGLISH)
        for q in ("economies", "SWM", "what else?")
    )
    assert re.findall('href="#(copy[^"]*)"', two) == ["copy-3", "copy-3-1", "copy-3-2"]
    assert re.findall('href="#(copy[^"]*)"', one) == ["copy-3"]
    assert "copy" not in none and 'href="#export-3-docx"' in none


def test_hostile_words_stay_words_in_what_is_copied() -> None:
    links = answer_actions(ToyAssistant().ask("hostile"), 1, ENGLISH)
    assert "<img" not in links and "${" not in links and "{{" not in links


def copied(page: Page, link: str) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = page.locator("#answer-1")
    answer.get_by_role("link", name=link, exact=True).click()
    expect(answer.get_by_role("link", name="Copied")).to_be_visible()
    expect(answer.get_by_role("link", name=link, exact=True)).to_be_visible()  # soon, again
    return str(page.evaluate("navigator.clipboard.readText()"))


def copied_html(page: Page) -> str:
    """The other flavour of what was copied last."""
    return str(
        page.evaluate(
            """async () => {
              const [item] = await navigator.clipboard.read();
              const held = new DOMParser().parseFromString(
                await (await item.getType("text/html")).text(), "text/html");
              return held.querySelector("p").parentElement.innerHTML.trim();
            }"""
        )
    )


@pytest.mark.browser
def test_a_sentence_is_copied_with_its_citation(visit: Open) -> None:
    page = visit()
    ask(page, "How many economies?")
    place = "(Korea Navigates Regional Volatility, p. 2)"
    # No address in the plain text: on another machine that of this one leads nowhere.
    lines = [f"“{PACT}” {place}", f"“{JOIN}” {place}"]
    assert copied(page, "Copy with citations").split("\n") == lines
    assert copied(page, "Copy sentence 2") == lines[1]
    assert copied_html(page) == f"<p>“{JOIN}” <span>{place}</span></p>"


@pytest.mark.browser
def test_where_others_find_the_page_a_copied_citation_leads_to_its_source(
    browser: Browser, tmp_path: Path
) -> None:
    Users(PeopleFile(tmp_path / "people" / "people.sqlite3")).add("anna", "correct horse")
    with serve_toy(tmp_path / "stderr.txt", "--login") as running:
        host = running.url.replace("127.0.0.1", "chat.example")
        elsewhere = browser.browser_type.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--host-resolver-rules=MAP chat.example 127.0.0.1",
                f"--unsafely-treat-insecure-origin-as-secure={host}",
            ],
        )
        page = elsewhere.new_page()
        page.goto(host)
        page.get_by_label("Name").fill("anna")
        page.get_by_label("Password").fill("correct horse")
        page.keyboard.press("Enter")
        ask(page, "How many economies?")
        place = "(Korea Navigates Regional Volatility, p. 2)"
        assert copied(page, "Copy sentence 2").startswith(f"“{JOIN}” {place}, {host}/source?")
        assert re.fullmatch(
            rf'<p>“{re.escape(JOIN)}” <a href="{re.escape(host)}/source\?doc='
            r"beijing-nara-newsletter&amp;start=339&amp;end=461&amp;sha256=[0-9a-f]{64}#quote"
            rf'">{re.escape(place)}</a></p>',
            copied_html(page),
        )
        elsewhere.close()


@pytest.mark.browser
def test_what_is_copied_by_hand_has_its_quotation_marks_and_nothing_of_the_page(
    visit: Open,
) -> None:
    page = visit()
    ask(page, "How many economies?")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """getSelection().setBaseAndExtent(document.getElementById("answer-1"), 0,
                                          document.getElementById("composer"), 0)"""
    )
    page.keyboard.press("Control+c")
    lines = str(page.evaluate("navigator.clipboard.readText()")).split("\n")
    assert [line for line in lines if line.strip()] == ["12", f"“{PACT}”", f"“{JOIN}”"]


@pytest.mark.browser
def test_hostile_words_are_copied_as_text(visit: Open) -> None:
    page = visit()
    ask(page, "hostile")
    assert copied(page, "Copy with citation").startswith('‘<img src=x onerror="document.title=')
    html = copied_html(page)
    assert html.startswith("<p>‘&lt;img src=x") and "<img" not in html and "<b>" not in html
    assert "(A note &lt;b&gt;in bold" in html
    assert page.evaluate("document.title") != "owned"


@pytest.mark.browser
def test_without_rich_copies_the_plain_text_is_copied(visit: Open) -> None:
    page = visit()
    page.evaluate("delete window.ClipboardItem")
    ask(page, "SWM?")
    assert copied(page, "Copy with citation").startswith("“Supply Chain: SWM (Korean) and Lenovo")


@pytest.mark.browser
def test_an_answer_and_a_conversation_are_saved_as_files(visit: Open, tmp_path: Path) -> None:
    page = visit()
    expect(page.get_by_text("Export this conversation")).to_be_hidden()
    ask(page, "How many economies?")
    ask(page, "SWM?")
    actions = page.locator("#answer-1 .answer-actions")
    actions.get_by_text("Export").click()
    with page.expect_download() as waiting:
        actions.get_by_role("link", name="Word").click()
    assert waiting.value.suggested_filename == "answer-1.docx"
    waiting.value.save_as(tmp_path / "a.docx")
    assert (tmp_path / "a.docx").read_bytes()[:2] == b"PK"
    page.get_by_text("Export this conversation").click()
    for _ in range(2):  # the same twice
        with page.expect_download() as waiting:
            page.locator("#export-all").get_by_role("link", name="Markdown").click()
        assert waiting.value.suggested_filename == "How-many-economies.md"
        waiting.value.save_as(tmp_path / "c.md")
        text = (tmp_path / "c.md").read_text(encoding="utf-8")
        assert re.findall("^## (.*)$", text, re.MULTILINE) == ["How many economies?", "SWM?"]
