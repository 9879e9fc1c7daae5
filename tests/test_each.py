"""What each document is asked, and which of them are silent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import ToyEncoder, document

from assistant.asked.question import Question, read_question
from assistant.finding import Found
from assistant.ranking.rank import Candidate
from assistant.readers.reading import NOTHING_READ
from assistant.respond import Assistant
from assistant.settings import Settings
from assistant.several.each import Each
from assistant.several.parts import speaks_of_it
from assistant.summaries.overview import SURE
from assistant.texts.statements import announces
from assistant.wording import phrases
from assistant.words.same_things import things
from corpus.document import Span
from index.lexical import analyze

TEXTS = {
    "letter": "Two agreements were signed. A litmus test is to come.",
    "piece": "Fourteen MOUs were signed. The DNA will be tested in Peru.",
}
EACH = Each(
    lambda doc_id: frozenset(analyze(TEXTS[doc_id])),
    lambda doc_id: frozenset(things(TEXTS[doc_id])),
    [("AI", "artificial intelligence")],
)


def asked(topic: str) -> Question:
    return read_question(topic, 100)


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("The MOUs?", [("The agreement?", "letter"), ("The MOUs?", "piece")]),  # by its own name
        ("The DNA testing?", [("The DNA testing?", "piece")]),  # no test without the DNA
        ("The test?", [("The test?", "letter"), ("The test?", "piece")]),
        ("DNA and the test?", [("DNA and the test?", "letter"), ("DNA and the test?", "piece")]),
        ("The drums?", [("The drums?", "letter"), ("The drums?", "piece")]),  # none speaks of it
        ("Peru?", [("Peru?", "piece")]),  # a country is a name where its capital says nothing, too
    ],
)
def test_who_is_asked_and_in_which_words(topic: str, expected: list[tuple[str, str]]) -> None:
    put = EACH.put(asked(topic), {}, TEXTS)
    assert [(question.topic, doc_id) for question, doc_id in put] == expected


def found(topic: str, doc_id: str) -> Found:
    text = TEXTS[doc_id]
    best = Candidate(doc_id, Span(0, len(text)), text, {}, 1.0)
    return Found(asked(topic), [], [best], NOTHING_READ, {}, 0.9)


@pytest.mark.parametrize(
    ("topic", "silence"),
    [
        ("The DNA testing?", phrases.NOT_NAMED_IN_OTHER),  # it speaks of a test
        ("Fourteen MOUs?", phrases.NO_WORD_IN_OTHER),
    ],
)
def test_the_other_document_is_silent(topic: str, silence: str) -> None:
    assert EACH.silent(TEXTS, [found(topic, "piece")]) == (["letter"], silence)


def test_none_is_silent_where_all_were_asked() -> None:
    parts = [found("The test?", doc_id) for doc_id in TEXTS]
    assert EACH.silent(TEXTS, parts) == ([], None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This edition takes a closer look at the trip.", True),
        ("This paper examines what came of it.", True),
        ("This edition of the fair drew 600 people.", False),
        ("The trip takes a closer look at trade.", False),
    ],
)
def test_what_a_text_says_it_will_speak_of(sentence: str, expected: bool) -> None:
    assert announces(sentence) is expected


def test_what_is_said_of_a_thing_is_told_wherever_it_is_called_so(toy_encoder: ToyEncoder) -> None:
    documents = [document("a", "They ate noodles in Lima."), document("b", "It was cold.")]
    sure = Settings(confidence_threshold=SURE, reader="none")
    assistant = Assistant.in_memory(documents, sure, toy_encoder)
    answer = assistant.ask("Anything on noodles?")
    assert (answer.status, answer.citations[0].quote) == ("answered", "They ate noodles in Lima.")
    assert assistant.ask("Anything on drums?").status == "not_found"


@pytest.mark.parametrize(
    ("question", "topic", "speaks"),
    [
        ("What does the memo say about noodles?", "Noodles?", True),
        ("What did the memo tell us about noodles?", "Noodles?", True),
        # Bo is no document: his name beside noodles does not tell what he said of them.
        ("What does Bo say about noodles?", "What does Bo say about noodles?", False),
        ("Who ate noodles?", "Who ate noodles?", False),
        ("Anything on noodles?", "noodles", True),
    ],
)
def test_a_sentence_that_holds_the_topic_tells_what_is_said_of_it(
    question: str, topic: str, speaks: bool
) -> None:
    holds = Candidate("piece", Span(0, 12), "They ate noodles.", {"coverage": 1.0}, 1.0)
    read = replace(asked(question), topic=topic)
    whole = replace(found(topic, "piece"), candidates=[holds])
    assert speaks_of_it(read, whole, []) is speaks
    lacks = replace(holds, features={"coverage": 0.9})
    assert not speaks_of_it(read, replace(whole, candidates=[lacks]), [])


@pytest.mark.parametrize(
    ("topic", "without"),
    [
        ("North Korea", ["letter"]),  # it speaks of another Korea
        ("Pyongyang's missiles", []),  # neither names it
        ("South Korea", []),
        ("Seoul", []),  # a capital stands for its country
        ("Kim's view of North Korea", ["letter"]),
        ("trade", []),
    ],
)
def test_the_names_that_a_document_lacks(topic: str, without: list[str]) -> None:
    texts = {"letter": "South Korea signs.", "piece": "Kim of North Korea writes to Korea."}
    each = Each(
        lambda doc_id: frozenset(analyze(texts[doc_id])),
        lambda doc_id: frozenset(things(texts[doc_id])),
        [],
    )
    assert each.without_names(asked(topic), texts) == without


def test_a_document_is_not_asked_for_a_name_that_only_another_has(
    toy_encoder: ToyEncoder,
) -> None:
    texts = ["The drums of South Korea are played.", "Bo spoke of North Korea and of drums."]
    documents = [document(doc_id, text) for doc_id, text in zip("ab", texts, strict=True)]
    settings = Settings(confidence_threshold=0.0, reader="none")
    assistant = Assistant.in_memory(documents, settings, toy_encoder)
    question = "What did Bo say of drums in North Korea?"
    assert assistant.ask(question, doc_ids=["a"]).status == "answered"  # threshold 0
    strict = Settings(confidence_threshold=0.01, reader="none")
    assistant = Assistant.in_memory(documents, strict, toy_encoder)
    assert assistant.ask(question, doc_ids=["a"]).status == "not_found"
    assert assistant.ask(question, doc_ids=["b"]).status == "answered"
