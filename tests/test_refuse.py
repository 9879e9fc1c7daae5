"""What is said where the documents do not say, and that it is always one fixed sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answer import Answer, LookedFor
from assistant.asked.question import Question, read_question
from assistant.ranking.rank import Candidate
from assistant.wording import phrases
from assistant.wording.phrases import is_unsure
from assistant.wording.refuse import missing_to_name, not_found, reason, words_looked_for
from corpus.document import Document, Span
from index.lexical import analyze

KNOWN = {"nara", "drum", "12"}
ONE = [Candidate("a", Span(0, 5), "quote", {}, 1.0)]


@pytest.mark.parametrize(
    ("question", "cosine", "known", "said"),
    [
        ("Who met Merz in Nara?", 0.6, 0.6, phrases.NOT_FOUND_UNKNOWN),
        ("Were there 13 drums?", 0.6, 0.6, phrases.NOT_FOUND_UNKNOWN),
        ("Who sold the drum in Nara?", 0.6, 0.9, phrases.NOT_FOUND_DETAIL),
        ("Who sold the drum in Nara?", 0.6, 0.6, phrases.NOT_FOUND),
        ("Who leads Merz and Nara?", 0.1, 0.9, phrases.NOT_FOUND_FAR),
        ("How old is the drum?", 0.1, 0.4, phrases.NOT_FOUND_FAR),
        ("🥁?", 0.6, 1.0, phrases.NOT_FOUND),  # nothing was asked that they could speak of
        # They do speak of Nara, if of nothing that is asked about it.
        ("How old is Nara?", 0.1, 0.4, phrases.NOT_FOUND),
    ],
)
def test_the_phrase_says_what_is_missing(
    question: str, cosine: float, known: float, said: str
) -> None:
    signals = {"cosine": cosine, "known": known}
    assert reason(question, ONE, signals, KNOWN.__contains__) == said


def test_of_a_korean_question_the_words_typed_are_named() -> None:
    asked = Question(
        "서울의 인구는?",
        "how_many",
        tuple(analyze("Nara population 손흥민")),
        "Nara population 손흥민",
        "ko",
        typed=(
            ("나라", "Nara"),
            ("인구", "population"),
            ("손흥민", "손흥민"),
            ("논평", "commentary"),
        ),
    )
    looked_for = words_looked_for(asked, KNOWN.__contains__, ["a"])
    assert (looked_for.found, looked_for.missing) == (("나라",), ("인구", "손흥민"))


def test_a_word_is_named_as_it_was_written_where_the_topic_begins_with_it() -> None:
    asked = read_question("What does the note say about rare drums?", 100)
    asked = replace(asked, topic="Rare drums?", terms=tuple(analyze("rare drums")))
    looked_for = words_looked_for(asked, KNOWN.__contains__, ["a"])
    assert (looked_for.found, looked_for.missing) == (("drums",), ("rare",))


def test_what_only_a_strict_choice_withholds_is_not_called_absent() -> None:
    asked = read_question("Who sold the drum in Nara?", 100)
    signals = {"cosine": 0.6, "known": 0.9}

    def said(confidence: float, candidates: Sequence[Candidate] = ONE) -> str:
        at = {"a": Document("a", "A", None, "quote")}.__getitem__, KNOWN.__contains__, ["a"], 0.5
        answer = not_found(asked, candidates, signals, confidence, *at)
        assert answer.status == "not_found" and not answer.citations
        (sentence,) = answer.sentences
        assert is_unsure(answer) == (sentence.text == phrases.NOT_SURE_ENOUGH)
        return sentence.text

    assert said(0.49) == phrases.NOT_FOUND_DETAIL
    assert said(0.5) == said(0.83) == phrases.NOT_SURE_ENOUGH
    assert said(0.83, []) == phrases.NOT_FOUND
    assert "do not say" not in phrases.NOT_SURE_ENOUGH


@pytest.mark.parametrize(
    ("question", "missing", "named"),
    [
        ("How old is Nara?", ("old",), []),
        ("How much did Merz invest?", ("Merz", "invest"), ["Merz"]),
        ("Who sold the guitar?", ("sold", "guitar"), ["guitar"]),
        ("Guitars", ("Guitars",), ["Guitars"]),  # no question, so no verb
        ("셀카는 누구와 찍었나요?", ("셀카", "찍었"), ["셀카"]),
    ],
)
def test_no_verb_is_named_as_what_is_missing(
    question: str, missing: tuple[str, ...], named: list[str]
) -> None:
    answer = Answer(question, "not_found", (), looked_for=LookedFor((), missing, ("a",)))
    assert missing_to_name(answer) == named


def test_where_a_word_is_missing_it_is_not_said_that_words_occur() -> None:
    asked = read_question("Who sold the guitar in Nara?", 100)
    at = {"a": Document("a", "A", None, "quote")}.__getitem__, KNOWN.__contains__, ["a"]
    answer = not_found(asked, ONE, {"cosine": 0.6, "known": 0.9}, 0.0, *at)
    assert answer.sentences[0].text == phrases.NOT_FOUND


def test_the_nearest_sentences_hold_the_name_asked_about() -> None:
    said = ["It plays a role.", "They play.", "A role.", "Rain fell in Nara."]
    text = " ".join(said)
    starts = [text.index(sentence) for sentence in said]
    ranked = [
        Candidate("a", Span(start, start + len(sentence)), sentence, {}, 1.0 - start / 100)
        for start, sentence in zip(starts, said, strict=True)
    ]
    at = {"a": Document("a", "A", None, text)}.__getitem__, KNOWN.__contains__, ["a"]
    signals = {"cosine": 0.6, "known": 1.0}
    asked = read_question("What role does Nara play?", 100)
    nearest = not_found(asked, ranked, signals, 0.0, *at).nearest
    assert [c.quote for c in nearest] == [said[3], said[0], said[1]]
    unnamed = read_question("What role does it play?", 100)
    assert [c.quote for c in not_found(unnamed, ranked, signals, 0.0, *at).nearest] == said[:3]


def test_nothing_is_offered_as_near_where_nothing_was_asked() -> None:
    at = {"a": Document("a", "A", None, "quote")}.__getitem__, KNOWN.__contains__, ["a"]
    signals = {"cosine": 0.6, "known": 1.0}
    assert not not_found(read_question("??", 100), ONE, signals, 0.0, *at).nearest
    assert not_found(read_question("Who sold it?", 100), ONE, signals, 0.0, *at).nearest


def test_without_documents_nothing_more_is_said() -> None:
    assert reason("Who met Merz?", [], {}, KNOWN.__contains__) == phrases.NOT_FOUND


def test_all_begin_alike() -> None:
    variants = {text for text in phrases.ALL if text.startswith("The documents do not say")}
    assert len(variants) == 4
    assert all(text.count(".") == 1 and text.endswith(".") for text in variants)
