from __future__ import annotations

from collections.abc import Collection
from typing import Any

from toy_chat import EIGHT, JOIN, NEWS, NOTE, PACT, ROW, SIX, ToyAssistant, quoted, unknown

from assistant.answer import Answer
from assistant.app.labels import ENGLISH
from assistant.app.suggest import MAX_TRIED, follow_ups
from corpus.document import Document, Section, Span

TEXT = "China\n\nThey met.\n\nJapan\n\nThey drummed."
BRIEF = Document(
    "brief",
    "Brief",
    None,
    TEXT,
    sections=(Section("China", 1, Span(0, 18)), Section("Japan", 1, Span(18, len(TEXT)))),
)
LAST = quoted("How many economies?", (NEWS, PACT))


class Knowing(ToyAssistant):
    """Answers from a table, and remembers what it was asked."""

    doc_ids = (NEWS.doc_id, NOTE.doc_id, BRIEF.doc_id)

    def __init__(self, **answers: Answer) -> None:
        self.answers = {key.replace("_", " "): answer for key, answer in answers.items()}
        self.heard: list[tuple[str, Any]] = []

    def document(self, doc_id: str) -> Document:
        return BRIEF if doc_id == BRIEF.doc_id else super().document(doc_id)

    def ask(
        self,
        question: str,
        history: Any = (),
        doc_ids: Collection[str] | None = None,
        *,
        strictness: Any = None,
    ) -> Answer:
        self.heard.append((question, doc_ids))
        self.strictness = strictness
        return self.answers.get(question, unknown(question))


def test_only_what_the_documents_answer_is_offered() -> None:
    assistant = Knowing(Which=quoted("Which", (NEWS, ROW)))
    known = {NEWS.doc_id: ["When", "Which"]}
    assert follow_ups(assistant, LAST, ["How many economies?"], known, words=ENGLISH) == ["Which"]
    assert "When" in [question for question, _ in assistant.heard]


def test_questions_are_tried_as_strictly_as_they_will_be_asked() -> None:
    assistant = Knowing()
    follow_ups(assistant, LAST, [], {NEWS.doc_id: ["Which"]}, strictness="strict", words=ENGLISH)
    assert assistant.strictness == "strict"


def test_what_was_asked_or_shown_already_is_not_offered() -> None:
    assistant = Knowing(Which=quoted("Which", (NEWS, ROW)), Again=LAST)
    known = {NEWS.doc_id: ["Which", "Again"]}
    assert follow_ups(assistant, LAST, ["which "], known, words=ENGLISH) == []


def test_what_was_asked_in_other_words_is_not_offered_though_it_quotes_more() -> None:
    last = quoted("How many economies?", (NEWS, PACT), short="12")
    assistant = Knowing(
        Count=quoted("Count", (NEWS, PACT), (NEWS, ROW), short="12"),
        Share=quoted("Share", (NEWS, PACT), (NEWS, ROW), short="14.5%"),
    )
    known = {NEWS.doc_id: ["Count", "Share"]}
    assert follow_ups(assistant, last, [], known, words=ENGLISH) == ["Share"]


def test_what_was_offered_after_the_answer_before_comes_after_what_is_new() -> None:
    assistant = Knowing(
        One=quoted("?", (NEWS, ROW)),
        Two=quoted("?", (NEWS, JOIN)),
        Three=quoted("?", (NEWS, EIGHT)),
    )
    known = {NEWS.doc_id: ["One", "Two", "Three"]}
    offered = follow_ups(assistant, LAST, [], known, before=["One", "Two"], words=ENGLISH)
    assert offered == ["Three", "One", "Two"]


def test_two_questions_with_the_same_answer_are_offered_once() -> None:
    row = quoted("?", (NEWS, ROW))
    assistant = Knowing(One=row, Two=row, Three=quoted("?", (NEWS, JOIN)))
    known = {NEWS.doc_id: ["One", "Two", "Three"]}
    assert follow_ups(assistant, LAST, [], known, words=ENGLISH) == ["One", "Three"]


def test_a_section_is_offered_where_its_own_words_answer() -> None:
    japan, china = "What is said about “Japan”?", "What is said about “China”?"
    met, drummed = quoted("?", (BRIEF, "They met.")), quoted("?", (BRIEF, "They drummed."))
    right = Knowing()
    right.answers = {japan: drummed, china: met}
    assert follow_ups(right, met, [], {}, words=ENGLISH) == [japan]
    astray = Knowing()
    astray.answers = {japan: quoted("?", (NEWS, ROW))}
    assert follow_ups(astray, met, [], {}, words=ENGLISH) == []


def test_at_most_three_are_offered_and_eight_tried_in_the_documents_chosen() -> None:
    quotes = {"a": (NEWS, ROW), "b": (NEWS, JOIN), "c": (NEWS, EIGHT), "d": (NOTE, SIX)}
    answers = {name: quoted("?", quote) for name, quote in quotes.items()}
    known = {NEWS.doc_id: list("abcd")}
    assert follow_ups(Knowing(**answers), LAST, [], known, words=ENGLISH) == ["a", "b", "c"]
    nothing = Knowing()
    assert (
        follow_ups(nothing, LAST, [], {NEWS.doc_id: list("abcdefghijkl")}, ["note"], words=ENGLISH)
        == []
    )
    assert [doc_ids for _, doc_ids in nothing.heard] == [["note"]] * MAX_TRIED
