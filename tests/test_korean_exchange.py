"""A scrap of a Korean question, put into the question before."""

from __future__ import annotations

import pytest

from assistant.follow_ups.history import senses
from assistant.follow_ups.turn import Turn
from assistant.korean.exchange import Exchange
from assistant.korean.glossary import Glossary, load_glossary

EXCHANGE = Exchange(load_glossary())


@pytest.mark.parametrize(
    ("scrap", "before", "asked"),
    [
        ("KEI는요?", "뉴스레터는 사드에 대해 뭐라고 하나요?", "KEI는 사드에 대해 뭐라고 하나요?"),
        (
            "그럼 논평은요?",
            "KEI는 사드를 어떻게 보나요?",
            "논평은 사드를 어떻게 보나요?",
        ),  # 는 → 은
        ("뉴스레터에서는?", "논평에서는 누가 나오나요?", "뉴스레터에서는 누가 나오나요?"),
        ("논평에 따르면요?", "회원국은 몇 개인가요?", "논평에 따르면 회원국은 몇 개인가요?"),
        ("KEI는요?", "회원국은 몇 개인가요?", None),  # letters may be anything
        ("일본은요?", "뉴스레터는 중국을 어떻게 보나요?", None),  # no document
        ("논평은 무엇을 말하나요?", "뉴스레터는 누가 썼나요?", None),  # a whole question
    ],
)
def test_the_question_before_asked_of_another_document(
    scrap: str, before: str, asked: str | None
) -> None:
    assert EXCHANGE.of_another_document(scrap, before) == asked


@pytest.mark.parametrize(
    ("scrap", "before", "asked"),
    [
        ("일본은요?", "대통령은 중국에 언제 갔나요?", ["대통령은 일본에 언제 갔나요?"]),
        ("그럼 천지닝은요?", "리창은 누구인가요?", ["천지닝은 누구인가요?"]),
        ("SWM은요?", "신세계의 협력 내용은 무엇인가요?", ["SWM의 협력 내용은 무엇인가요?"]),
        ("일본과는요?", "한중 정상회담은 언제 열렸나요?", ["한일 정상회담은 언제 열렸나요?"]),
        # The last name first; a country takes no person's place.
        (
            "미국은요?",
            "중국이 일본에 무엇을 금지했나요?",
            ["중국이 미국에 무엇을 금지했나요?", "미국이 일본에 무엇을 금지했나요?"],
        ),
        # What somebody is called goes along, and so does the side of whoever is on it.
        ("천지닝 서기는요?", "리창 총리는 뭐라고 했나요?", ["천지닝 서기는 뭐라고 했나요?"]),
        ("일본 측은?", "중국 측은 몇 명이었나요?", ["일본 측은 몇 명이었나요?"]),
        ("일본은요?", "리창은 누구인가요?", []),
        ("왜요?", "리창은 누구인가요?", []),
    ],
)
def test_a_name_takes_the_place_of_its_like(scrap: str, before: str, asked: list[str]) -> None:
    assert EXCHANGE.of_another_name(scrap, before) == asked


def test_what_is_exchanged_is_likelier_than_both_questions_together() -> None:
    found = senses("일본은요?", [Turn("대통령은 중국에 언제 갔나요?")], EXCHANGE)
    assert [sense.text for sense in found] == [
        "대통령은 일본에 언제 갔나요?",
        "대통령은 중국에 언제 갔나요 – 일본은요?",
        "일본은요?",
    ]
    assert found[0].doubt < found[1].doubt < found[2].doubt


@pytest.mark.parametrize(
    ("before", "scrap", "expected"),
    [
        ("리창 총리는 누구인가요?", "그는 뭐라고 했나요?", "리창 총리는 뭐라고 했나요?"),
        ("나라 정상회담은 언제 열렸나요?", "누가 참석했어?", "나라 정상회담은 누가 참석했어?"),
        ("나라 정상회담은 언제 열렸나요?", "그럼 중국은요?", None),  # it asks nothing of its own
        # Of all who came some.
        ("포럼 전체 참석자는 몇 명이었나요?", "그중 중국 쪽은 몇 명인가요?",
         "포럼 참석자 중 중국 쪽은 몇 명인가요?"),
        ("나라 포럼에는 몇 명이 왔나요?", "그중 중국 쪽은 몇 명인가요?",
         "나라 포럼 중 중국 쪽은 몇 명인가요?"),
        ("중국이 설치한 구조물은 몇 개인가요?", "철거하기로 했나요?",
         "중국이 설치한 구조물은 철거하기로 했나요?"),
        ("대통령은 언제 일본에 갔나요?", "거기 어느 도시에서 만났나요?",
         "대통령은 일본에 어느 도시에서 만났나요?"),
        ("누구인가요?", "왜?", None),  # nothing to go on with
    ],
)  # fmt: skip
def test_a_scrap_asks_of_what_the_question_before_is_about(
    before: str, scrap: str, expected: str | None
) -> None:
    assert Exchange(Glossary({})).of_its_topic(scrap, before) == expected


@pytest.mark.parametrize("asked", ["리창은 누구인가요?", "리창 총리는 누구야?", "CPTPP가 뭐예요?"])
def test_who_a_name_is_asks_of_its_own(asked: str) -> None:
    assert senses(asked, [Turn("두 문서는 북한에 대해 뭐라고 하나요?")], EXCHANGE) == []


@pytest.mark.parametrize("asked", ["시진핑의 나이는?", "나라의 인구는요?", "CPTPP의 비중?"])
def test_what_of_a_name_asks_of_its_own(asked: str) -> None:
    assert senses(asked, [Turn("포럼에는 몇 명이 참석했나요?")], EXCHANGE) == []


@pytest.mark.parametrize(
    "asked",
    ["그의 나이는?", "나이는?", "일본은요?", "일본의 경우는요?", "일본의 입장은?", "비중은요?"],
)
def test_what_says_not_of_whom_or_of_what_does_not(asked: str) -> None:
    assert senses(asked, [Turn("중국은 북한에 대해 뭐라고 했나요?")], EXCHANGE) != []


def test_a_korean_question_leaves_behind_what_no_document_speaks_of() -> None:
    foreign = Turn("화성의 크기는 얼마인가요?", known=False)
    assert senses("그럼 기업은 몇 곳인가요?", [foreign], EXCHANGE) == []
    assert senses("그럼 몇 곳인가요?", [foreign], EXCHANGE) != []
    known = Turn("포럼은 언제 열렸나요?")
    assert senses("그럼 기업은 몇 곳인가요?", [known], EXCHANGE) != []


@pytest.mark.parametrize("asked", ["그는 누구인가요?", "직함은 뭐예요?", "리창은 언제?"])
def test_what_names_nobody_or_leaves_something_out_does_not(asked: str) -> None:
    assert senses(asked, [Turn("자오러지는 몇 위인가요?")], EXCHANGE) != []


def test_what_ends_in_yo_is_asked_of_the_question_before() -> None:
    found = senses("세계 GDP에서 차지하는 비중은요?", [Turn("회원국은 몇 개인가요?")])
    assert found[0].text == "회원국은 몇 개인가요 – 세계 GDP에서 차지하는 비중은요?"
