"""An answer on a terminal."""

from __future__ import annotations

from conftest import document

from assistant.answer import Answer, AnswerSpan, Sentence
from assistant.app.terminal import answer_text, place
from assistant.export.cited import place as exported_place
from assistant.wording.compose import cite
from corpus.document import Page, Section, Span, sha256_of

TEXT = "They met in Nara. \x1b[31mThe drum was loud."
DOCUMENT = document(
    "drums",
    TEXT,
    pages=(Page(3, Span(0, len(TEXT))),),
    sections=(Section("Music", 1, Span(0, len(TEXT))),),
)


def test_an_answer() -> None:
    answer = Answer(
        "Where?",
        "answered",
        (Sentence("They met in Nara.", (1,)),),
        (cite(DOCUMENT, Span(0, 17), 1.0, 1),),
        (AnswerSpan("Nara", 1, 12, 16),),
    )
    assert answer_text(answer, 60) == (
        "They met in Nara. [1]\n\n"
        "In short: Nara\n\n"
        "[1] About drums, page 3, Music\n"
        "    “They met in Nara.”"
    )


def test_a_quote_that_holds_quotation_marks_has_single_ones_around_it() -> None:
    called = document("drums", "He called it a “new start.”")
    citation = cite(called, Span(0, 27), 1.0, 1)
    answer = Answer("What?", "answered", (Sentence(called.text, (1,)),), (citation,))
    assert answer_text(answer, 60).endswith("\n    ‘He called it a “new start.”’")


def test_the_heading_that_is_the_title_is_said_once() -> None:
    boats = document("boats", "They met.", sections=(Section("About boats", 1, Span(0, 9)),))
    assert place(cite(boats, Span(0, 9), 1.0, 1)) == "About boats"
    assert exported_place(cite(boats, Span(0, 9), 1.0, 1)) == "About boats"
    assert place(cite(DOCUMENT, Span(0, 17), 1.0, 1)) == "About drums, page 3, Music"


def test_with_a_chat_each_citation_leads_to_it() -> None:
    answer = Answer(
        "Where?",
        "answered",
        (Sentence("They met in Nara.", (1,)),),
        (cite(DOCUMENT, Span(0, 17), 1.0, 1),),
    )
    assert answer_text(answer, 60, "http://127.0.0.1:7860/") == (
        "They met in Nara. [1]\n\n"
        "[1] About drums, page 3, Music\n"
        "    “They met in Nara.”\n"
        "    http://127.0.0.1:7860/source?doc=drums&start=0&end=17"
        f"&sha256={sha256_of('They met in Nara.')}#quote"
    )


def test_a_korean_question_is_told_that_quotes_stay_as_they_are() -> None:
    citation = cite(DOCUMENT, Span(0, 17), 1.0, 1)
    answer = Answer("어디에서?", "answered", (Sentence("They met in Nara.", (1,)),), (citation,))
    assert answer_text(answer, 60).endswith("”\n\n인용문은 문서의 원문 그대로입니다.")


def test_what_stands_around_an_answer_is_in_the_language_of_the_question() -> None:
    spans = (AnswerSpan("Nara", 1, 12, 16),)
    met = cite(DOCUMENT, Span(0, 17), 1.0, 1)
    said = Answer("어디에서?", "answered", (Sentence("They met in Nara.", (1,)),), (met,), spans)
    assert "\n\n짧은 답: Nara\n\n" in answer_text(said, 60)
    own = (Sentence("나와 있지 않습니다.", own=True),)
    refused = Answer("누가?", "not_found", own, nearest=(cite(DOCUMENT, Span(0, 17), 1.0),))
    assert answer_text(refused, 60).startswith(
        "나와 있지 않습니다.\n\n가장 가까운 구절(답변은 아님):\n\n  - About drums"
    )


def test_how_a_follow_up_was_read_comes_first() -> None:
    answer = Answer("And?", "not_found", (Sentence("No.", own=True),), read_as="And in Nara?")
    assert answer_text(answer, 60) == "Read as: And in Nara?\n\nNo."


def test_not_found_offers_the_nearest_without_its_escape_sequence() -> None:
    answer = Answer(
        "Who?",
        "not_found",
        (Sentence("The documents do not say.", own=True),),
        nearest=(cite(DOCUMENT, Span(18, len(TEXT)), 1.0),),
    )
    assert answer_text(answer, 60) == (
        "The documents do not say.\n\n"
        "Nearest passages (not an answer):\n\n"
        "  - About drums, page 3, Music\n"
        "    “ [31mThe drum was loud.”"
    )
