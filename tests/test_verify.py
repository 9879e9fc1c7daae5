"""What does not stand in the document is not shown."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from conftest import document

from assistant.answer import MAX_ANSWER_CHARS, Answer, AnswerSpan, Group, Position, Sentence
from assistant.verify import citation_holds, verified
from assistant.wording import phrases
from assistant.wording.compose import cite
from corpus.document import Span

TEXT = "They met in Nara. The drum was loud."
DOCUMENT = document("drums", TEXT)
MET = cite(DOCUMENT, Span(0, 17), 0.9, marker=1)
LOUD = cite(DOCUMENT, Span(18, 36), 0.8, marker=2)


def answer(**fields: object) -> Answer:
    whole = Answer(
        question="Where did they meet?",
        status="answered",
        sentences=(Sentence("They met in Nara.", (1,)), Sentence("The drum was loud.", (2,))),
        citations=(MET, LOUD),
        spans=(AnswerSpan("Nara", 1, 12, 16),),
        confidence=0.9,
    )
    return replace(whole, **fields)  # type: ignore[arg-type]


def check(candidate: Answer) -> Answer:
    return verified(candidate, {"drums": DOCUMENT}.__getitem__)


def test_a_sound_answer_is_left_as_it_is() -> None:
    assert check(answer()) == answer()


@pytest.mark.parametrize(
    "broken",
    [
        replace(LOUD, start=17),
        replace(LOUD, end=35),
        replace(LOUD, quote="The drum was quiet."),
        replace(LOUD, sha256="0" * 64),
        replace(LOUD, start=100, end=118),
    ],
)
def test_a_citation_that_fails_goes_with_its_sentence(
    broken: object, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        kept = check(answer(citations=(MET, broken)))
    assert [s.text for s in kept.sentences] == ["They met in Nara."]
    assert kept.citations == (MET,)
    assert "1 citations of 'Where did they meet?' were dropped" in caplog.text


def test_nothing_left_is_not_found() -> None:
    kept = check(answer(citations=(replace(MET, start=1), replace(LOUD, start=1))))
    assert (kept.status, kept.citations, kept.spans, kept.confidence) == ("not_found", (), (), 0.0)
    assert kept.sentences == (Sentence(phrases.NOT_FOUND, own=True),)


def test_a_sentence_must_stand_word_for_word_in_its_quote() -> None:
    kept = check(answer(sentences=(Sentence("They met in Kyoto.", (1,)),)))
    assert kept.status == "not_found"


def test_own_words_are_fixed_phrases() -> None:
    said = (Sentence("Nara is lovely.", own=True), Sentence(phrases.NOT_FOUND, own=True))
    kept = check(answer(sentences=(*said, *answer().sentences)))
    assert [s.text for s in kept.sentences if s.own] == [phrases.NOT_FOUND]


def test_a_marker_without_a_citation_drops_the_sentence() -> None:
    kept = check(answer(sentences=(Sentence("They met in Nara.", (1, 7)), answer().sentences[1])))
    assert [s.text for s in kept.sentences] == ["The drum was loud."]
    assert kept.citations == (LOUD,)
    assert kept.spans == ()


def test_a_citation_that_nothing_names_goes() -> None:
    assert check(answer(sentences=answer().sentences[:1])).citations == (MET,)


@pytest.mark.parametrize("span", [AnswerSpan("Nara", 1, 11, 15), AnswerSpan("drum", 1, 22, 26)])
def test_a_span_stands_in_its_citation(span: AnswerSpan) -> None:
    assert check(answer(spans=(span,))).spans == ()


def test_a_group_without_a_quote_goes_and_one_alone_is_none() -> None:
    groups = (Group("Nara", (1,)), Group("Drums", (2,)))
    assert check(answer(groups=groups)).groups == groups
    assert check(answer(groups=groups, citations=(MET, replace(LOUD, start=17)))).groups == ()


def test_positions_of_one_document_are_no_disagreement() -> None:
    phrase = Sentence(phrases.DIFFERENT_FIGURES, own=True)
    told = answer(
        sentences=(phrase, *answer().sentences),
        positions=(Position("Nara", 1), Position("drum", 2)),
    )
    kept = check(told)
    assert kept.positions == ()
    assert phrase not in kept.sentences


def test_positions_of_two_documents_stay_while_their_values_stand_in_the_quotes() -> None:
    noodles = document("noodles", "They met in Beijing.")
    other = cite(noodles, Span(0, 20), 0.7, marker=2)
    sides = (Position("Nara", 1), Position("Beijing", 2))
    told = answer(
        sentences=(
            Sentence(phrases.DIFFERENT_FIGURES, own=True),
            Sentence("They met in Nara.", (1,)),
            Sentence("They met in Beijing.", (2,)),
        ),
        citations=(MET, other),
        positions=sides,
    )
    documents = {"drums": DOCUMENT, "noodles": noodles}
    assert verified(told, documents.__getitem__).positions == sides
    wrong = replace(told, positions=(sides[0], Position("Tokyo", 2)))
    assert verified(wrong, documents.__getitem__).positions == ()


def test_answers_have_a_longest_length() -> None:
    long = document("drums", f"{'a' * 1500}. {'b' * 1500}.")
    first, second = cite(long, Span(0, 1501), 1.0, 1), cite(long, Span(1502, 3003), 1.0, 2)
    sentences = (Sentence(first.quote, (1,)), Sentence(second.quote, (2,)))
    kept = verified(
        answer(sentences=sentences, citations=(first, second), spans=()), lambda _: long
    )
    assert kept.citations == (first,)
    assert len(kept.answer) == 1505 <= MAX_ANSWER_CHARS


def test_an_empty_quote_is_no_citation() -> None:
    assert not citation_holds(cite(DOCUMENT, Span(3, 3), 1.0), DOCUMENT)
