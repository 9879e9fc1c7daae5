"""Documents that Korean questions name by what they are."""

from __future__ import annotations

import pytest
from conftest import ToyEncoder, document

from assistant.asked.question import read_question
from assistant.korean.foreign import Interpreter
from assistant.korean.frames import asked_about, asks_for_differences, says_each
from assistant.respond import Assistant
from assistant.settings import Settings
from corpus.document import Document
from index.lexical import LexicalIndex

LETTER = Document(
    "l", "Korea and China", None, "They met in Beijing.", metadata={"kind": "newsletter"}
)
COMMENT = Document(
    "c",
    "Commentary by Ellen Kim (KEI)",
    None,
    "They met in Nara.",
    metadata={"kind": "analysis", "publisher": "Korea Economic Institute of America (KEI)"},
)
BANK = Document("b", "2025년 통화 보고서", None, "금리는 올랐다.", metadata={})


def named(question: str, *documents: Document) -> list[str]:
    read = read_question(question, 200)
    return Interpreter(LexicalIndex([])).documents_named(read, documents)


@pytest.mark.parametrize(
    ("question", "doc_ids"),
    [
        ("뉴스레터에서는 무엇이라고 하나요?", ["l"]),
        ("소식지에 따르면 두 정상은 어디에서 만났나요?", ["l"]),
        ("뉴스레터의 표에는 무엇이 있나요?", ["l"]),
        ("KEI 논평에 따르면 어디에서 만났나요?", ["c"]),
        ("KEI의 「논평」은 무엇을 말하나요?", ["c"]),
        ("한미경제연구소 분석은 어떻게 보나요?", ["c"]),  # the publisher, by the glossary
        ("엘렌 김의 논평에서 어디라고 하나요?", ["c"]),
        ("이 논평 표에는 무엇이 있나요?", ["c"]),
        ("중국을 논평에서는 어떻게 보나요?", ["c"]),
        ("중국에 대해 뉴스레터에는 뭐라고 나오나요?", ["l"]),
        ("CPTPP는 논평에 의하면 무엇인가요?", ["c"]),
        ("그렇다면, 뉴스레터는 뭐라고 하나요?", ["l"]),
        ("논평과 뉴스레터는 어떻게 다른가요?", ["l", "c"]),  # one is named, one mentioned
        ("통화 보고서에 따르면 금리는?", ["b"]),  # a label in Korean
        ("뉴스레터 결론은 무엇인가요?", ["l"]),  # but "논평 발표" is somebody's
        ("What does the newsletter say?", ["l"]),
    ],
)
def test_named(question: str, doc_ids: list[str]) -> None:
    assert named(question, LETTER, COMMENT, BANK) == doc_ids


@pytest.mark.parametrize(
    "question",
    [
        "중국 외교부는 논평에서 뭐라고 했나요?",  # its own, not ours
        "외교부 논평에 따르면 언제인가요?",
        "시진핑의 논평에는 무엇이 있나요?",
        "외교부가 발표한 논평에 따르면 어디인가요?",
        "중국에 대한 논평에는 무엇이 있나요?",
        "언론분석에 따르면 어디인가요?",
        "전문가들은 어떻게 분석하나요?",  # a verb
        "논평 발표는 언제였나요?",
        "나라에서는 누가 만났나요?",  # a word of a label is no kind of document
        "두 정상은 어디에서 만났나요?",
    ],
)
def test_not_named(question: str) -> None:
    assert named(question, LETTER, COMMENT, BANK) == []


AUTHORED = Document(
    "c",
    "Commentary by Ellen Kim (KEI)",
    None,
    "They met in Nara.",
    metadata={**(COMMENT.metadata or {}), "authors": ["Ellen Kim"]},
)


@pytest.mark.parametrize(
    ("question", "doc_ids"),
    [
        ("KEI 필자들은 회담을 어떻게 평가했나요?", ["c"]),
        ("논평의 저자들은 가입에 대해 뭐라고 하나요?", ["c"]),
        ("필자는 회담을 어떻게 보나요?", ["c"]),  # the only text whose author is known
        ("KEI는 가입에 대해 뭐라고 하나요?", ["c"]),
        ("KEI는 어떤 기관인가요?", []),  # it is what is asked about
    ],
)
def test_who_wrote_a_document_speaks_for_it(question: str, doc_ids: list[str]) -> None:
    assert named(question, LETTER, AUTHORED, BANK) == doc_ids


def test_an_author_speaks_for_no_document_whose_author_is_not_known() -> None:
    assert named("필자들은 회담을 어떻게 평가했나요?", LETTER, BANK) == []


def test_what_authors_say_is_looked_for_without_them(toy_encoder: ToyEncoder) -> None:
    made = Assistant.in_memory([LETTER, AUTHORED], Settings(reader="none"), toy_encoder)
    assert made.searcher.cosines.companion is not None
    made.searcher.cosines.companion._vectors = made.searcher.vectors
    read = made.explain("KEI 필자들은 정상회담을 어떻게 평가하나요?").question
    assert read.english == "What was summit?"
    assert read.kind == "each"


def test_only_the_named_document_is_searched(toy_encoder: ToyEncoder) -> None:
    made = Assistant.in_memory([LETTER, COMMENT], Settings(reader="none"), toy_encoder)
    assert made.searcher.cosines.companion is not None
    made.searcher.cosines.companion._vectors = made.searcher.vectors
    for question, doc_ids in (
        ("두 정상은 어디에서 만났나요?", {"l", "c"}),
        ("뉴스레터에 따르면 두 정상은 어디에서 만났나요?", {"l"}),
        ("KEI 논평에 따르면 두 정상은 어디에서 만났나요?", {"c"}),
    ):
        trace = made.explain(question)
        assert {hit.passage.doc_id for hit in trace.hits} == doc_ids
        # Where to look is nothing to look for.
        assert not {"newslett", "commentari"} & set(trace.question.terms)
        assert "newsletter" not in trace.question.query.text


def test_an_overview_of_a_named_document_asks_for_all_of_it(toy_encoder: ToyEncoder) -> None:
    made = Assistant.in_memory([LETTER, COMMENT], Settings(reader="none"), toy_encoder)
    assert made.searcher.cosines.companion is not None
    made.searcher.cosines.companion._vectors = made.searcher.vectors
    for question in ("뉴스레터를 요약해 주세요", "뉴스레터 요약", "뉴스레터 핵심 내용 정리"):
        answer = made.ask(question)
        assert [citation.doc_id for citation in answer.citations] == ["l"]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("두 문서는 사드에 대해 뭐라고 하나요?", "사드"),
        ("두 문서는 비핵화에 대해 각각 무엇을 말하나요?", "비핵화"),
        ("사드에 대해 두 문서가 뭐라고 했는지 알려 주세요.", "사드"),
        ("수산물 문제는 문서마다 어떻게 설명되나요?", "수산물 문제"),
        ("가입 문제에 관해 두 자료는 각각 어떤 평가를 내리고 있나요?", "가입 문제"),
        ("두 문서 모두 THAAD를 언급하나요?", "THAAD"),
        ("두 문서에서 협정 수는 몇 건인가요?", "협정 수는 몇 건인가요"),
        # What somebody said or did in them is asked, not what they say.
        ("두 문서에서 한국과 중국은 무엇을 합의했나요?", "한국과 중국은 무엇을 합의했나요"),
        ("두 문서에서 이 대통령은 무엇을 말했나요?", "이 대통령은 무엇을 말했나요"),
        ("양쪽 문서에서 인공지능은 어떻게 언급되나요?", "인공지능"),
    ],
)
def test_what_each_document_is_asked_about(text: str, topic: str) -> None:
    assert says_each(text)
    assert asked_about(text) == topic


@pytest.mark.parametrize("text", ["두 정상은 어디서 만났나요?", "서명된 문서는 몇 건인가요?"])
def test_what_is_not_asked_of_each(text: str) -> None:
    assert not says_each(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("두 문서의 차이점은 무엇인가요?", True),
        ("두 문서는 서로 어떻게 다른가요?", True),
        ("두 문서 사이의 불일치는 있나요?", True),
        ("두 문서는 어떻게 다릅니까?", True),
        ("두 문서를 비교해 주세요.", True),
        ("두 문서에서 서로 다른 점을 알려 주세요.", True),
        ("두 문서가 서로 일치하지 않는 부분은 어디인가요?", True),
        ("두 문서에 다른 나라도 나오나요?", False),  # other countries
        ("두 문서에 차이잉원이 나오나요?", False),  # a name
        ("두 문서는 협정 수에서 어떻게 다른가요?", False),  # in one thing
        ("두 정상의 차이점은 무엇인가요?", False),
    ],
)
def test_all_that_documents_differ_in_can_be_asked_for(text: str, wanted: bool) -> None:
    assert asks_for_differences(text) is wanted


def test_each_document_is_asked_in_korean_too() -> None:
    letter = document("l", "China banned THAAD.\n\nThe bell is mute.")
    piece = document("c", "Seoul bought THAAD.\n\nThe horn is mute.")
    settings = Settings(confidence_threshold=0.0, reader="none")
    told = Assistant.in_memory([letter, piece], settings, ToyEncoder())
    answer = told.ask("두 문서는 사드에 대해 뭐라고 하나요?")
    quotes = {citation.quote for citation in answer.citations}
    assert {"China banned THAAD.", "Seoul bought THAAD."} <= quotes
    assert answer.question == "두 문서는 사드에 대해 뭐라고 하나요?"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("뉴스레터는 드럼에 대해 뭐라고 하나요?", "each"),
        ("뉴스레터에 따르면 누가 드럼을 쳤나요?", "who"),
        ("뉴스레터에서 누가 드럼을 언급했나요?", "who"),
        ("뉴스레터는 무엇을 주장하나요?", "other"),  # there is no topic
    ],
)
def test_what_one_document_says_of_a_topic_is_quoted_from_it(text: str, kind: str) -> None:
    interpreter = Interpreter(LexicalIndex([]))
    read = interpreter.understood(read_question(text, 100))
    assert interpreter.of_documents(read, [LETTER]).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("논평과 뉴스레터는 어떻게 다른가요?", "differences"),
        ("뉴스레터와 논평의 차이점은 무엇인가요?", "differences"),
        ("뉴스레터와 논평은 협정 수가 어떻게 다른가요?", "other"),
    ],
)
def test_documents_that_are_named_may_be_asked_what_they_differ_in(text: str, kind: str) -> None:
    interpreter = Interpreter(LexicalIndex([]))
    read = interpreter.understood(read_question(text, 100))
    assert interpreter.of_documents(read, [LETTER, COMMENT]).kind == kind
