"""A question after others: which reading is answered, how surely, and with how much work."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import pytest
from conftest import ALWAYS, ToyEncoder, document

from assistant.answer import Answer, AnswerSpan, Citation, Position
from assistant.asked.question import Question, read_question
from assistant.follow_ups.following import (
    MAX_TURNS,
    Remembered,
    Steps,
    Understood,
    followed,
)
from assistant.readers.reading import Place
from assistant.respond import Assistant
from assistant.settings import Settings
from assistant.trace import Trace
from corpus.document import Span
from corpus.errors import InputError
from index.query import Query


def read(text: str) -> Question:
    return read_question(text, max_chars=2000)


class Told:
    """Answers every question with the confidence given for it, and notes what it was asked."""

    def __init__(self, confidences: Mapping[str, float], short: str = "") -> None:
        self.confidences = confidences
        self.short = short
        self.asked: list[tuple[str, tuple[Place, ...]]] = []

    def answer(self, question: Question, said: tuple[Place, ...]) -> Trace:
        self.asked.append((question.text, said))
        quote = Citation(1, "d", "D", None, None, None, 0, 9, "x" * 9, "", 1.0)
        spans = (AnswerSpan(self.short, 1, 2, 5),) if self.short else ()
        sure = self.confidences.get(question.text, 0.5)
        answer = Answer(question.text, "answered", (), (quote,), spans, confidence=sure)
        return Trace(answer, question, (), (), None)

    def follow(self, question: str, *history: str) -> Understood:
        steps = Steps(read, self.answer, lambda term: term != "zebra")
        return followed(read(question), [read(text) for text in history], steps)


def test_the_reading_wins_over_the_words_as_typed() -> None:
    told = Told({"When was Lee in Japan?": 0.9, "And in Japan?": 0.6})
    found = told.follow("And in Japan?", "When was Lee in China?")
    assert found.trace.question.text == "When was Lee in Japan?"
    assert found.trace.question.kind == "when"
    assert found.confidence == 0.9


def test_a_scrap_stays_as_typed_where_nothing_else_is_supported_at_all() -> None:
    told = Told({"When was Lee in Japan?": 0.0, "In Japan (Lee in China)?": 0.0,
                 "And in Japan?": 0.9})  # fmt: skip
    found = told.follow("And in Japan?", "When was Lee in China?")
    assert (found.trace.question.text, found.confidence) == ("And in Japan?", 0.9)


def test_an_unanswered_reading_is_not_given_up_for_the_scrap() -> None:
    # "With whom?" by itself is answered by anybody.
    told = Told({"With whom did Lee sign it in Peru?": 0.1, "With whom?": 0.99})
    found = told.follow("With whom?", "Did Lee sign the pact in Peru?")
    assert found.trace.question.text == "With whom did Lee sign the pact in Peru?"


def test_an_unlikely_reading_makes_no_sure_answer() -> None:
    # "He" is rather Koo, of whom nothing is found, than Lee: 0.2 and, at a doubt of 1.5, 0.9.
    told = Told({"When did Chairman Koo come?": 0.2, "When did President Lee come?": 0.9})
    found = told.follow("When did he come?", "Did President Lee come?", "Did Chairman Koo come?")
    assert found.trace.question.text == "When did President Lee come?"
    likely = math.exp(-1.5)
    assert found.confidence == pytest.approx((0.2 + likely * 0.9) / (1 + likely), abs=0.001)


def test_an_unlikely_reading_takes_from_the_confidence_and_adds_nothing() -> None:
    told = Told({"When did Chairman Koo come?": 0.5, "When did President Lee come?": 0.8})
    found = told.follow("When did he come?", "Did President Lee come?", "Did Chairman Koo come?")
    # logit(0.8) - 1.5 < 0: the likelier one is answered. The mean would be 0.555.
    assert found.trace.question.text == "When did Chairman Koo come?"
    assert found.confidence == 0.5
    told = Told({"When did Chairman Koo come?": 0.0, "When did President Lee come?": 0.9})
    found = told.follow("When did he come?", "Did President Lee come?", "Did Chairman Koo come?")
    assert found.confidence == pytest.approx(0.9 * math.exp(-1.5) / (1 + math.exp(-1.5)), abs=1e-3)


def test_values_beside_each_other_keep_their_confidence() -> None:
    told = Told({"When did Chairman Koo come?": 0.2, "When did President Lee come?": 0.9})
    answer = told.answer

    def differing(question: Question, said: tuple[Place, ...]) -> Trace:
        trace = answer(question, said)
        positions = (Position("6", 1), Position("8", 2))
        return replace(trace, answer=replace(trace.answer, positions=positions))

    told.answer = differing  # type: ignore[method-assign]
    found = told.follow("When did he come?", "Did President Lee come?", "Did Chairman Koo come?")
    assert found.confidence == 0.9


def test_the_words_as_typed_are_not_searched_where_the_reading_is_well_supported() -> None:
    told = Told({"When was Lee in Japan?": 0.9})
    told.follow("And in Japan?", "When was Lee in China?")
    assert [text for text, _ in told.asked] == ["When was Lee in China?", "When was Lee in Japan?"]


def test_a_question_that_stands_alone_is_asked_once_and_as_typed() -> None:
    told = Told({"Who is Koo Kwang-mo?": 0.7})
    found = told.follow("Who is Koo Kwang-mo?", "When was Lee in China?")
    assert (found.trace.question.text, found.confidence) == ("Who is Koo Kwang-mo?", 0.7)
    assert [text for text, _ in told.asked] == ["When was Lee in China?", "Who is Koo Kwang-mo?"]


def test_what_was_carried_over_alone_makes_no_answer() -> None:
    # The topic is well known, the question's own word is in no document.
    told = Told({"How many zebras does Samsung have?": 0.8, "How many zebras does it have?": 0.2})
    found = told.follow("How many zebras does it have?", "What is Samsung?")
    assert found.trace.question.text == "How many zebras does Samsung have?"
    # logit(0.8) - 0.5 = 0.886
    assert found.confidence == pytest.approx(0.708, abs=0.001)


def test_what_no_document_speaks_of_is_not_carried_along() -> None:
    told = Told({"How big is Mars?": 0.01, "Did Bo leave?": 0.01})
    answer = told.answer

    def knowing(question: Question, said: tuple[Place, ...]) -> Trace:
        return replace(answer(question, said), signals={"known": float("Bo" in question.text)})

    told.answer = knowing  # type: ignore[method-assign]
    found = told.follow("And how many drums?", "How big is Mars?")
    assert found.trace.question.text == "And how many drums?"
    # Of Bo they do speak.
    found = told.follow("And how many drums?", "Did Bo leave?")
    assert found.trace.question.text != "And how many drums?"


def test_who_else_leaves_out_what_was_told() -> None:
    told = Told({}, short="Lee")
    told.follow("Who else?", "Who came from Samsung?", "Who else came?")
    places = ("d", Span(2, 5))
    assert told.asked[0] == ("Who came from Samsung?", ())
    assert ("Who else came?", (places,)) in told.asked
    # A third question leaves out what the first two told.
    assert told.asked[-1][1] == (places, places)


def test_the_last_questions_alone_are_looked_at() -> None:
    told = Told({})
    told.follow("Who is Koo?", *(f"Who is Number{n}?" for n in range(500)))
    assert [text for text, _ in told.asked] == [
        *(f"Who is Number{n}?" for n in range(500 - MAX_TURNS, 500)),
        "Who is Koo?",
    ]


def test_a_follow_up_may_follow_a_follow_up() -> None:
    told = Told({"When was Lee in Japan?": 0.9, "When was Lee in Peru?": 0.9})
    found = told.follow("And in Peru?", "When was Lee in China?", "And in Japan?")
    assert found.trace.question.text == "When was Lee in Peru?"


def test_what_stood_in_brackets_is_exchanged_with_them() -> None:
    told = Told({"How many came in Japan?": 0.9})
    found = told.follow("And in Japan?", "How many came (in China)?")
    assert found.trace.question.text == "How many came in Japan?"


def test_questions_about_the_library_are_never_read_otherwise() -> None:
    told = Told({})
    found = told.follow("Who wrote this?", "When was Lee in China?")
    assert found.trace.question.text == "Who wrote this?"


def test_the_latest_answers_are_kept() -> None:
    told = Told({})
    traces = {name: told.answer(read(name), ()) for name in ("a?", "b?", "c?")}
    kept = Remembered(most=2)
    for name in ("a?", "b?", "a?", "c?"):
        assert kept.get(name, lambda name=name: traces[name]) is traces[name]  # type: ignore[misc]
    assert kept.get("a?", lambda: traces["c?"]) is traces["a?"]
    assert kept.get("b?", lambda: traces["c?"]) is traces["c?"]  # it had made room


@pytest.fixture
def assistant(toy_encoder: ToyEncoder) -> Assistant:
    documents = [
        document("music", "The drum was played in Nara. The flute was played in Beijing."),
        document("food", "They ate noodles in Beijing. They sold seafood in Nara."),
    ]
    return Assistant.in_memory(documents, ALWAYS, toy_encoder)


def test_a_follow_up_is_answered_and_says_how_it_was_read(assistant: Assistant) -> None:
    answer = assistant.ask("And in Nara?", ["What was played in Beijing?"])
    assert answer.read_as == "What was played in Nara?"
    assert answer.question == "And in Nara?"
    assert answer.citations[0].quote == "The drum was played in Nara."
    assert assistant.ask("And in Nara?").read_as is None


def test_a_new_topic_is_answered_as_a_first_question_is(assistant: Assistant) -> None:
    alone = assistant.ask("Where was the flute played?")
    after = assistant.ask("Where was the flute played?", ["What did they sell in Nara?"])
    assert replace(after, elapsed_ms=0) == replace(alone, elapsed_ms=0)


def test_nothing_is_worked_out_twice(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    search = assistant.searcher.search

    def counting(query: Query, *rest: object) -> object:
        searched.append(query.text)
        return search(query, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(assistant.searcher, "search", counting)
    assistant.ask("What was played in Beijing?")
    assistant.ask("And in Nara?", ["What was played in Beijing?"])
    assert searched.count("What was played in Beijing?") == 1
    before = len(searched)
    assistant.ask("And in Nara?", ["What was played in Beijing?"])
    assert len(searched) == before
    assistant.ask("And in Nara?", ["What was played in Beijing?"], doc_ids=["food"])
    assert len(searched) > before


def test_a_bad_history_is_refused(assistant: Assistant) -> None:
    with pytest.raises(InputError, match="earlier question 2: the question is empty"):
        assistant.ask("Who?", ["Where?", ""])


def test_below_the_threshold_a_follow_up_is_not_found(toy_encoder: ToyEncoder) -> None:
    strict = Assistant.in_memory(
        [document("music", "The drum was played in Nara.")],
        Settings(confidence_threshold=1.0, reader="none"),
        toy_encoder,
    )
    answer = strict.ask("And in Nara?", ["What was played in Beijing?"])
    assert (answer.status, answer.citations) == ("not_found", ())
    assert answer.read_as == "What was played in Nara?"


def test_what_is_not_found_is_what_was_most_likely_meant(toy_encoder: ToyEncoder) -> None:
    """The words of both questions together may be nearer to a text: nobody meant them."""
    strict = Assistant.in_memory(
        [document("music", "Many pacts were signed with Peru.")],
        Settings(confidence_threshold=1.0, reader="none"),
        toy_encoder,
    )
    answer = strict.ask("And with Chile?", ["How many pacts did Ann sign with Peru?"])
    assert answer.read_as == "How many pacts did Ann sign with Chile?"


def test_a_korean_follow_up_loses_nothing_for_words_that_no_english_document_holds() -> None:
    told = Told({"그는 몇 위인가요?": 0.8})
    steps = Steps(read, told.answer, str.isascii)
    found = followed(read("그는 몇 위인가요?"), [read("자오러지는 누구인가요?")], steps)
    assert found.confidence == 0.8
