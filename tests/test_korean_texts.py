"""Documents in Korean: which words answer, what is searched for, and when nothing is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.asked.question import Question, read_question
from assistant.confidence.sure import TELLS_ELSE, how_sure
from assistant.korean.foreign import Interpreter
from assistant.korean.kinds import korean_kind
from assistant.korean.look_up import stems_of
from assistant.ranking.rank import Candidate
from assistant.ranking.spans import best_span, candidate_spans
from corpus.document import Span
from index.lexical import LexicalIndex, analyze


def asked(question: str) -> Question:
    read = read_question(question, 200)
    terms = tuple(dict.fromkeys(analyze(stems_of(question))))
    return replace(read, kind=korean_kind(question), terms=terms)


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("빈집은 몇 호인가요?", "빈집은 2024년 말 3,420호로, 28% 늘었다.", "3,420호"),
        ("예산은 얼마인가요?", "예산은 4년간 모두 260억 원이다.", "260억 원"),
        ("직원은 몇 명인가요?", "직원은 열여덟 명이고 1년 계약이 많다.", "열여덟 명"),
        # Of two of a kind that which stands by what is counted.
        ("계약직은 몇 명인가요?", "직원은 열여덟 명인데, 그중 열한 명이 계약직이다.", "열한 명"),
        ("남동에는 몇 호가 있나요?", "남동에는 1,150호, 북동에는 780호가 있다.", "1,150호"),
        ("북동에는 몇 호가 있나요?", "남동에는 1,150호, 북동에는 780호가 있다.", "780호"),
        ("얼마 동안 빌리나요?", "책은 열 권까지 3주 동안 빌린다.", "3주"),
        ("책은 몇 권까지 빌리나요?", "책은 열 권까지 3주 동안 빌린다.", "열 권"),
        ("장서는 몇 권인가요?", "장서는 4만 2천 권이다.", "4만 2천 권"),
        ("언제 여나요?", "시는 11월 3일 2층에 도서관을 연다.", "11월 3일"),
        ("누가 제안했나요?", "고등학생 한지우 양의 제안이 뽑혔다.", "한지우"),
        # No number of another thing.
        ("돈이 얼마나 들었나요?", "공사에는 1년 8개월이 걸렸다.", None),
        ("건물은 몇 층인가요?", "건물에 방이 열두 개 있다.", None),
    ],
)
def test_the_words_that_answer(question: str, sentence: str, answer: str | None) -> None:
    span = best_span(asked(question), sentence, Span(0, len(sentence)))
    assert (span.of(sentence) if span else None) == answer


def test_a_korean_question_reads_english_sentences_as_before() -> None:
    sentence = "They signed 14 pacts."
    [span] = candidate_spans(asked("몇 건을 체결했나요?"), sentence, Span(0, len(sentence)))
    assert span.of(sentence) == "14"


def test_half_of_the_words_held_is_korean_whatever_their_endings() -> None:
    lexical = LexicalIndex([analyze("도서관은 밤에 연다. 개는 데려올 수 없다.")])
    read = Interpreter(lexical).understood(read_question("도서관에 강아지를 데려가도 되나요?", 99))
    assert read.terms == ("도서", "서관", "강아", "아지", "데려", "려가")


@pytest.mark.parametrize(("kinds", "is_told"), [((0.0, 0.0), False), ((0.0, 1.0), True)])
def test_no_amount_in_the_best_sentences_is_no_answer(
    kinds: tuple[float, float], is_told: bool
) -> None:
    best = [
        Candidate("d", Span(0, 9), "시는 빈집을 샀다.",
                  {"cosine": 0.6, "passage_coverage": 1.0, "kind": kind}, 2.0)
        for kind in kinds
    ]  # fmt: skip
    question = replace(asked("빈집에 얼마를 썼나요?"), language="ko")
    assert (how_sure(question, best, {"known": 1.0}) > TELLS_ELSE) is is_told
