"""The pages beside the chat, by their addresses, without a browser."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlencode, urljoin

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient
from toy_chat import (
    EIGHT,
    HOSTILE,
    JOIN,
    NEWS,
    NOTE,
    PACT,
    SIX,
    ToyAssistant,
    cite,
    disagreeing,
    quoted,
    unknown,
)
from toy_room import loaded

from assistant.app.addresses import document_address
from assistant.app.page_frame import not_found
from assistant.app.reading_pages import MAX_BY_DOCUMENT, reading_routes
from assistant.asked.question import read_question
from assistant.export.cited import source_address
from assistant.settings import Settings
from corpus.document import Document, sha256_of
from corpus.errors import LibraryError

PACT_ADDRESS = source_address(cite(1, NEWS, PACT), language="en")


class Holding(ToyAssistant):
    """Holds other documents."""

    def __init__(self, *documents: Document) -> None:
        self.held = {document.doc_id: document for document in documents}
        self.doc_ids = tuple(self.held)

    def document(self, doc_id: str) -> Document:
        return self.held[doc_id]

    def original_wording(self, doc_id: str, span: Any) -> str | None:
        return None


def get(address: str, assistant: Any = None, **headers: str) -> Response:
    def open_assistant() -> Any:
        if isinstance(assistant, Exception):
            raise assistant
        return assistant or ToyAssistant()

    with TestClient(Starlette(routes=reading_routes(loaded(open_assistant)))) as client:
        return client.get(address, headers=headers)


def marked(page: str) -> str:
    return html.unescape("".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page)))


def text_of(page: str) -> str:
    body = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_a_quote_is_highlighted_in_the_whole_document() -> None:
    response = get(PACT_ADDRESS)
    assert response.status_code == 200
    assert marked(response.text) == PACT
    assert response.text.count('id="quote"') == 1
    for words in ("A newsletter", "Filler paragraph 5", "Page 2 · Visit to Japan", NEWS.label):
        assert words in text_of(response.text)
    assert "comyprises 12 economies" in text_of(response.text)  # the original's wording


def test_after_a_change_elsewhere_the_quote_is_found_again() -> None:
    moved = replace(NEWS, text=f"A new beginning.\n\n{NEWS.text}", pages=(), sections=())
    response = get(PACT_ADDRESS, Holding(moved))
    assert marked(response.text) == PACT
    assert "at another place" in text_of(response.text)


def test_a_changed_quote_is_not_claimed_and_the_reader_is_told() -> None:
    changed = replace(NEWS, text=NEWS.text.replace("12 economies", "13 economies"))
    response = get(PACT_ADDRESS, Holding(changed))
    assert response.status_code == 200
    assert "<mark" not in response.text
    assert "no longer stands in it" in text_of(response.text)
    place = re.findall(r'<p id="quote"[^>]*>(.*?)</p>', response.text)
    assert len(place) == 1 and "13 economies" in html.unescape(place[0])


def test_a_document_can_be_read_without_a_quote() -> None:
    response = get(document_address("note", "en"))
    assert response.status_code == 200
    assert "<mark" not in response.text and 'id="quote"' not in response.text


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ({}, 400, "must name a document"),
        ({"doc": "nowhere"}, 404, "no document “nowhere”"),
        ({"doc": "../../etc/passwd"}, 404, "no document “../../etc/passwd”"),
        ({"doc": "note", "start": "5", "end": "9"}, 400, "64 hexadecimal digits"),
        ({"doc": "note", "start": "5", "end": "9", "sha256": "xyz"}, 400, "64 hexadecimal"),
        ({"doc": "note", "start": "9", "end": "5", "sha256": "0" * 64}, 400, "whole numbers"),
        ({"doc": "note", "start": "-1", "end": "5", "sha256": "0" * 64}, 400, "whole numbers"),
        ({"doc": "note", "start": "١", "end": "٥", "sha256": "0" * 64}, 400, "whole numbers"),
        ({"doc": "note", "start": "1" * 5000, "end": "5"}, 400, "whole numbers"),
        ({"doc": "note", "start": "1"}, 400, "whole numbers"),
    ],
)
def test_an_address_that_leads_nowhere_says_so(
    query: dict[str, str], status: int, words: str
) -> None:
    response = get(f"/source?{urlencode(query)}")
    assert response.status_code == status
    assert words in text_of(response.text)
    assert document_address("note", "en") in html.unescape(response.text)


def test_a_document_that_has_changed_is_named_by_its_id_and_its_page_says_why() -> None:
    class OutOfDate(ToyAssistant):
        def document(self, doc_id: str) -> Document:
            if doc_id == "note":
                raise LibraryError("note has changed since it was first read")
            return super().document(doc_id)

    listed = get("/source?doc=nowhere", OutOfDate())
    assert listed.status_code == 404
    assert f'href="{html.escape(document_address("note", "en"))}">note</a>' in listed.text
    own = get("/source?doc=note", OutOfDate())
    assert own.status_code == 400
    assert "note has changed since it was first read" in text_of(own.text)


def test_hostile_names_and_texts_are_shown_as_text() -> None:
    note = cite(1, NOTE, HOSTILE)
    response = get(source_address(note, language="en"))
    assert marked(response.text) == HOSTILE
    assert "<img" not in response.text and NOTE.label in text_of(response.text)
    typed = "<script>alert(1)</script> ${1} {{7*7}} [1] \u202eabc 🎉"
    for page in ("why", "by-document"):
        shown = get(f"/{page}?{urlencode({'question': typed})}")
        assert shown.status_code == 200
        assert "<script>alert" not in shown.text and "49" not in text_of(shown.text)
        assert " ".join(typed.split()) in text_of(shown.text)
    unknown = get(f"/source?{urlencode({'doc': '<script>alert(1)</script>'})}")
    assert "<script>alert" not in unknown.text


def test_only_our_own_script_may_run() -> None:
    policy = get(PACT_ADDRESS).headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'sha256-" in policy


def test_a_text_of_many_characters_in_one_line_is_shown_whole() -> None:
    text = "Ärger 🎉 עברית " * 4000 + "The end."
    start = text.index("The end.")
    query = {"doc": "long", "start": start, "end": len(text), "sha256": sha256_of("The end.")}
    response = get(f"/source?{urlencode(query)}", Holding(Document("long", "Long", None, text)))
    assert marked(response.text) == "The end."
    assert response.text.count("עברית") == 4000


def test_how_an_answer_came_about() -> None:
    response = get(f"/why?{urlencode({'question': 'How many economies?'})}")
    shown = text_of(response.text)
    for words in ("how many", "economi", "90%", "2.50", "0.75", "1.25", "quoted"):
        assert words in shown
    assert html.unescape(response.text).count(PACT_ADDRESS.partition("&lang")[0]) == 2
    assert "What the columns mean" in shown and "nearness in meaning, from −1 to 1" in shown
    # Two passages and two sentences, each with its document, page and section.
    assert shown.count(f"{NEWS.label} · Page 2 · Visit to Japan") == 4


def test_a_reason_that_played_no_part_has_no_column_and_the_total_comes_first() -> None:
    class Weighing(ToyAssistant):
        def explain(self, *asked: Any, **along: Any) -> Any:
            trace = super().explain(*asked, **along)
            first, *others = trace.candidates
            features = {"cosine": 0.5, "pair": 0.0, "announcing": 1.0, "near": 0.004}
            return replace(trace, candidates=(replace(first, features=features), *others))

    page = get(f"/why?{urlencode({'question': 'How many economies?'})}", Weighing()).text
    head = page.split('id="why-sentences"')[1].partition("<tbody>")[0]
    titles = re.findall(r"<th[^>]*>([^<]*)</th>", head)
    # The toy's other sentence has a cosine and a share of the words, no announcement.
    assert titles == ["Rank", "Sentence", "Together", "Meaning", "Announcement", "Words"]
    korean = get(f"/why?{urlencode({'question': 'How many economies?', 'lang': 'ko'})}", Weighing())
    assert '<th scope="col" class="figure">예고</th>' in korean.text


def test_of_a_refusal_it_is_told_what_confidence_it_would_have_needed() -> None:
    class Refusing(ToyAssistant):
        def explain(self, *asked: Any, **along: Any) -> Any:
            trace = super().explain(*asked, **along)
            answer = replace(trace.answer, status="not_found", citations=(), confidence=0.06)
            return replace(trace, answer=answer)

    asked = {"question": "How many economies?"}
    for strictness in ("strict", "broad"):
        page = get(f"/why?{urlencode(asked | {'strictness': strictness})}", Refusing())
        shown = " ".join(text_of(page.text).split())
        needed = Settings(strictness=strictness).threshold
        assert f"answer it 6% Confidence needed for an answer {needed:.0%}" in shown
        assert "none was quoted" in shown and "best sentences quoted" not in shown
    answered = text_of(get(f"/why?{urlencode(asked)}").text)
    assert "best sentences quoted" in answered and "none was quoted" not in answered


def test_words_are_shown_as_typed_and_what_is_quoted_further_down_is_in_the_list() -> None:
    class Ranking(ToyAssistant):
        def explain(self, question: str, *asked: Any, **along: Any) -> Any:
            trace = super().explain(question, *asked, **along)
            first, *others = trace.candidates
            read = replace(read_question(question, 100), **self.also)
            return replace(trace, question=read, candidates=(*others * 20, first))

        also: ClassVar[dict[str, Any]] = {}

    asked = urlencode({"question": "How many economies were meeting?"})
    page = get(f"/why?{asked}", Ranking())
    shown = text_of(page.text)
    assert "Words looked for economies, meeting Confidence" in " ".join(shown.split())
    quoted = page.text.partition('id="why-sentences"')[2]
    assert re.findall(r'<tr class="is-quoted"><td>(\d+)<', quoted)[-1] == "21"

    class InKorean(Ranking):
        also: ClassVar[dict[str, Any]] = {
            "language": "ko",
            "kind": "who",
            "terms": ("busi", "forum"),
            "typed": (("기업", "business"), ("포럼", "forum"), ("뉴스레터", "newsletter")),
        }

    shown = " ".join(text_of(get(f"/why?{asked}&lang=ko", InKorean()).text).split())
    assert "질문이 묻는 것 누구 찾은 단어 기업, 포럼 문서가" in shown


def test_a_follow_up_is_explained_with_the_questions_before_it() -> None:
    asked = [("question", "And before?"), ("history", "Who came?"), ("history", "Who is Lee?")]
    shown = text_of(get(f"/why?{urlencode(asked)}").text)
    assert "asked after 2 questions" in shown  # how the toy says that it read it otherwise


def test_each_document_answers_by_itself_and_too_many_are_not_asked() -> None:
    class Asked(Holding):
        heard: list[Any]

        def ask(
            self, question: str, history: Any = (), doc_ids: Any = None, *, strictness: Any = None
        ) -> Any:
            self.heard.append(doc_ids)
            return ToyAssistant().ask(question)

    many = [replace(NOTE, doc_id=f"d{i}") for i in range(MAX_BY_DOCUMENT + 3)]
    assistant = Asked(NEWS, *many)
    assistant.heard = []
    response = get("/by-document?question=economies&doc=d2&doc=d1", assistant)
    assert assistant.heard == [["d2"], ["d1"]]
    assert text_of(response.text).count(JOIN) == 2
    assistant.heard = []
    response = get("/by-document?question=economies", assistant)
    assert len(assistant.heard) == MAX_BY_DOCUMENT
    assert f"first {MAX_BY_DOCUMENT} documents" in text_of(response.text)


def test_a_document_that_the_answer_quotes_is_not_denied() -> None:
    class Unsure(ToyAssistant):
        def ask(self, question: str, history: Any = (), doc_ids: Any = None, **_: Any) -> Any:
            alone = doc_ids is not None
            return unknown(question) if alone else disagreeing(question)

    both = text_of(get("/by-document?question=How+long%3F", Unsure()).text)
    assert both.count("Asked alone, this document gives no sure answer") == 2
    assert EIGHT in both and SIX in both and "Not in this document" not in both

    class Silent(ToyAssistant):
        def ask(self, question: str, history: Any = (), doc_ids: Any = None, **_: Any) -> Any:
            return unknown(question) if doc_ids else quoted(question, (NEWS, EIGHT))

    one = text_of(get("/by-document?question=How+long%3F", Silent()).text)
    assert one.count("Asked alone") == one.count("Not in this document") == 1
    assert SIX not in one


@pytest.mark.parametrize("page", ["why", "by-document"])
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ([], 400),
        ([("question", " ")], 400),
        ([("question", "x" * 2001)], 400),
        ([("question", "Who?"), ("doc", "nowhere")], 404),
        ([("question", "Who?"), ("strictness", "lax")], 400),
    ],
)
def test_an_aside_that_cannot_be_made_says_so(
    page: str, query: Sequence[tuple[str, str]], status: int
) -> None:
    response = get(f"/{page}?{urlencode(list(query))}")
    assert response.status_code == status
    assert "<h1>" in response.text
    assert ("must be strict, balanced or broad" in response.text) == ("strictness" in dict(query))


def test_a_library_that_cannot_be_opened_is_named() -> None:
    response = get(PACT_ADDRESS, LibraryError("there is no library <here>"))
    assert response.status_code == 503
    assert "there is no library <here>" in text_of(response.text)


@pytest.mark.parametrize("path", ["/nowhere", "//evil.example/x"])
def test_the_links_to_other_languages_stay_on_this_site(path: str) -> None:
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"a=1&lang=en"}
    headers = [(b"accept", b"text/html"), (b"host", b"chat.test")]
    page = asyncio.run(not_found(Request(scope | {"headers": headers}), Exception()))
    (link,) = re.findall(r'href="([^"]*)" lang="ko"', bytes(page.body).decode())
    there = urljoin(f"http://chat.test{path}", html.unescape(link))
    assert there == f"http://chat.test{path}?a=1&lang=ko"


def test_the_page_speaks_the_language_of_its_address_or_else_the_browsers() -> None:
    korean = get(PACT_ADDRESS.replace("lang=en", "lang=ko"))
    assert '<html lang="ko">' in korean.text and "2쪽" in text_of(korean.text)
    plain = PACT_ADDRESS.replace("&lang=en", "")
    assert '<html lang="ko">' in get(plain, **{"accept-language": "ko-KR,en;q=0.5"}).text
    assert '<html lang="en">' in get(plain, **{"accept-language": "de"}).text
