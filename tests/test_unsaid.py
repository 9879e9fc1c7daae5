"""Questions that compare what two documents say, and documents that may say it in other words."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

import pytest
from conftest import ToyEncoder, document

from assistant.asked.question import Question, read_question
from assistant.asked.sources import documents_in
from assistant.asked.without_sources import asked_of, asked_together
from assistant.finding import Finder, Found
from assistant.ranking.rank import Candidate
from assistant.readers.reading import NOTHING_READ
from assistant.respond import Assistant
from assistant.settings import Settings
from assistant.several.each import Each
from assistant.several.unsaid import of_the_rest
from assistant.wording import phrases
from assistant.words.same_things import things
from corpus.document import Passage, Span
from index.lexical import analyze
from index.query import Hit

REPORT = document("tram-report", "The tramway will cost 140 million euros.")
BLOG = document("quay-blog", "The trams will cost 210 million euros.")
MINUTES = document("council-minutes", "The council met in May.")
RELEASE = document("mayor-release", "The mayor was glad.")
LETTER = document("patients-letter", "From the Patients' Council.\n\nThe soup is cold.")
ALL = [REPORT, BLOG, MINUTES, RELEASE, LETTER]


@pytest.mark.parametrize(
    ("text", "named", "asked"),
    [
        ("How do the minutes and the press release differ on pay?", [MINUTES, RELEASE], "pay"),
        ("What do the blog post and the report say about pay?", [REPORT, BLOG], "pay"),
        ("Compare what the patients' letter and the blog say on pay.", [BLOG, LETTER], "pay"),
        ("Does the blog say the same as the report about pay?", [REPORT, BLOG], "pay"),
        ("Is there a difference between the blog and the report on pay?", [REPORT, BLOG], "pay"),
        (
            "How do the blog, the minutes and the report differ on pay?",
            [REPORT, BLOG, MINUTES],
            "pay",
        ),
        ("Do the blog and the report give the same figure for the pay?", [REPORT, BLOG], "the pay"),
        (
            "When does it start according to the blog and according to the report?",
            [REPORT, BLOG],
            "When does it start",
        ),
        (
            "How many start according to the blog, and what does the report say about it?",
            [REPORT, BLOG],
            "How many start",
        ),
    ],
)
def test_what_documents_that_a_question_names_are_asked(
    text: str, named: list[object], asked: str
) -> None:
    assert documents_in(text, ALL) == [d.doc_id for d in ALL if d in named]
    assert asked_together(text, ALL) == asked


def test_the_press_release_is_no_release_of_the_press() -> None:
    assert asked_of("What does the press release say?", ALL) == ""


TEXTS = {"report": "The tramway is dear. Plants grow.", "blog": "The trams are dear. Plans fail."}
EACH = Each(
    lambda doc_id: frozenset(analyze(TEXTS[doc_id])),
    lambda doc_id: frozenset(things(TEXTS[doc_id])),
    [],
)


@pytest.mark.parametrize(
    ("topic", "near", "asked"),
    [
        ("The tram?", {"tram": {"tram": 1.0, "tramway": 0.25}}, ["report", "blog"]),
        ("The tram?", {"tram": {"tram": 1.0, "tramway": 0.24}}, ["blog"]),
        ("The plan?", {"plan": {"plan": 1.0, "plant": 0.0}}, ["blog"]),  # alike in letters only
        ("The tram?", {"tram": {"tram": 1.0, "grow": 0.49}}, ["blog"]),  # another word: not enough
    ],
)
def test_a_compound_of_the_word_counts_where_it_is_near_in_meaning(
    topic: str, near: dict[str, dict[str, float]], asked: list[str]
) -> None:
    put = EACH.put(read_question(topic, 100), near, TEXTS)
    assert [doc_id for _, doc_id in put] == asked


def sentence(doc_id: str, **features: float) -> Candidate:
    return Candidate(doc_id, Span(0, 5), TEXTS[doc_id], features, 1.0)


def found(topic: str, *candidates: Candidate, doc_id: str = "blog") -> Found:
    hit = Hit(Passage(f"{doc_id}:0", doc_id, Span(0, 5), TEXTS[doc_id]), 1.0, 1, {})
    return Found(read_question(topic, 100), [hit], list(candidates), NOTHING_READ, {}, 0.9)


class Looking:
    """Finds one sentence of the report, with the features it is given."""

    def __init__(self, near: float, **features: float) -> None:
        self.features = features
        self.near_words = {"plan": {"plan": 1.0, "grow": near}}  # plants grow in the report

    @property
    def searcher(self) -> Looking:
        return self

    def near(self, topic: str) -> dict[str, dict[str, float]]:
        return self.near_words

    def found(self, read: Question, where: Collection[str], reads: int) -> Found:
        assert list(where) == ["report"]  # the blog was asked
        return found(read.topic, sentence("report", **self.features), doc_id="report")


@pytest.mark.parametrize(
    ("features", "told", "phrase"),
    [
        ({"reader": 0.25}, True, None),  # the reader sees an answer
        # A word near in meaning, or 0.6 of the likeness of what the other says: in doubt.
        ({"near": 0.3}, False, phrases.PERHAPS_IN_OTHER),
        ({"cosine": 0.3}, False, phrases.PERHAPS_IN_OTHER),
        # Neither: it holds no word of it.
        ({"near": 0.29, "cosine": 0.29, "reader": 0.24}, False, phrases.NO_WORD_IN_OTHER),
    ],
)
def test_silence_is_claimed_only_where_nothing_is_like_the_topic(
    features: dict[str, float], told: bool, phrase: str | None
) -> None:
    blog = found("Plans?", sentence("blog", cosine=0.5))
    finder = cast("Finder", Looking(**{"near": 0.0} | features))
    parts = [blog, *of_the_rest([blog], blog, TEXTS, EACH, finder)]
    assert any(c.doc_id == "report" for part in parts for c in part.candidates) is told
    assert EACH.silent(TEXTS, parts) == ([] if told else ["report"], phrase)


QUESTIONS = [
    "What do the report and the blog say about seafood?",
    "What does the report say about seafood, and what the blog?",
    "What does the report say about seafood and what does the blog say about it?",
    "Compare the report and the blog on seafood",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_two_documents_that_are_named_are_asked_and_no_other(
    question: str, toy_encoder: ToyEncoder
) -> None:
    texts = {
        "report": "Seafood was dear.",
        "blog": "Seafood was served.",
        "memo": "Seafood is out.",
    }
    documents = [document(kind, text) for kind, text in texts.items()]
    settings = Settings(confidence_threshold=0.0, reader="none")
    answer = Assistant.in_memory(documents, settings, toy_encoder).ask(question)
    assert {c.quote for c in answer.citations} == {"Seafood was dear.", "Seafood was served."}
    assert not any(s.own for s in answer.sentences)
