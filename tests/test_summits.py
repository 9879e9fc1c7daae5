"""The contract's promises, on every question of the shipped test set and on hostile ones."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.app.conversation import known_questions
from assistant.app.labels import LANGUAGES, labels_in
from assistant.wording import phrases

TEST_SET = Path(__file__).parent.parent / "eval" / "data" / "summits.jsonl"
QUESTIONS = [json.loads(line) for line in TEST_SET.read_text(encoding="utf-8").splitlines()]

FIELDS = {
    "id", "question", "read_as", "status", "answer", "sentences", "short_answer", "spans",
    "citations", "disagreement", "nearest", "confidence", "elapsed_ms",
}  # fmt: skip
CITATION_FIELDS = {
    "marker", "doc_id", "label", "title", "page", "section", "start", "end", "quote", "sha256",
    "score",
}  # fmt: skip


@pytest.fixture(scope="module")
def assistant(shared_home: Path) -> Iterator[Assistant]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMITS_HOME", str(shared_home))
        yield Assistant.open()


@pytest.fixture(scope="module")
def records(assistant: Assistant) -> dict[str, dict[str, Any]]:
    """Question id -> the answer's record; every question is asked once."""
    return {
        q["id"]: assistant.ask(q["question"], q["history"], id=q["id"]).to_json() for q in QUESTIONS
    }


def check_contract(record: Mapping[str, Any], texts: Mapping[str, str]) -> None:
    """Every promise of the contract about one answer that can be checked from outside."""
    assert record.keys() >= FIELDS
    assert record == json.loads(json.dumps(record))
    assert 0 <= record["confidence"] <= 1
    assert len(record["answer"]) <= 2500
    for citation in (*record["citations"], *record["nearest"]):
        assert citation.keys() == CITATION_FIELDS
        quote = texts[citation["doc_id"]][citation["start"] : citation["end"]]
        assert quote == citation["quote"] != ""
        assert hashlib.sha256(quote.encode()).hexdigest() == citation["sha256"]
        assert citation["label"]
    quotes = {citation["marker"]: citation["quote"] for citation in record["citations"]}
    named = {marker for sentence in record["sentences"] for marker in sentence["markers"]}
    assert named == quotes.keys()
    assert sorted(quotes) == list(range(1, len(quotes) + 1))
    for sentence in record["sentences"]:
        if sentence["own"]:
            assert sentence["text"] in phrases.ALL
        else:
            assert any(sentence["text"] in quotes[marker] for marker in sentence["markers"])
        assert sentence["text"] in record["answer"]
    for span in record["spans"]:
        (cited,) = [c for c in record["citations"] if c["marker"] == span["marker"]]
        assert texts[cited["doc_id"]][span["start"] : span["end"]] == span["text"]
        assert cited["start"] <= span["start"] < span["end"] <= cited["end"]
    assert record["short_answer"] == ("; ".join(s["text"] for s in record["spans"]) or None)
    if record["status"] == "not_found":
        assert record["citations"] == []
        assert [sentence["own"] for sentence in record["sentences"]] == [True]
        assert {citation["marker"] for citation in record["nearest"]} <= {None}
    else:
        assert record["status"] == "answered"
        assert record["citations"] and record["nearest"] == []


@pytest.mark.parametrize("kind", sorted({question["kind"] for question in QUESTIONS}))
def test_promises_hold_for_every_question(
    assistant: Assistant, records: Mapping[str, Mapping[str, Any]], kind: str
) -> None:
    texts = {doc_id: assistant.document(doc_id).text for doc_id in assistant.doc_ids}
    for question in (q for q in QUESTIONS if q["kind"] == kind):
        record = records[question["id"]]
        assert (record["id"], record["question"]) == (question["id"], question["question"])
        check_contract(record, texts)


def test_the_same_question_gives_the_same_answer(
    assistant: Assistant, records: Mapping[str, Mapping[str, Any]]
) -> None:
    assistant.searcher.forget_questions()
    forgetful = assistant.varied(assistant.settings)  # it has answered nothing yet
    for question in QUESTIONS[::10]:
        asked = (question["question"], question["history"])
        record = forgetful.ask(*asked, id=question["id"]).to_json()
        assert {**record, "elapsed_ms": 0} == {**records[question["id"]], "elapsed_ms": 0}


OTHER_PROGRAM = """
import json, sys
from importlib.metadata import PackageNotFoundError
from index import hangul

def absent(package):  # the same Korean tokens as here, see conftest
    raise PackageNotFoundError(package)

hangul.version = absent
from assistant import Assistant

assistant = Assistant.open()
for question, history, id in json.load(sys.stdin):
    print(json.dumps(assistant.ask(question, history, id=id).to_json()))
"""


def test_another_program_gives_the_same_answer(
    records: Mapping[str, Mapping[str, Any]], shared_home: Path
) -> None:
    # Its sets have another order than ours, whatever the seed of this one is.
    asked = [(q["question"], q["history"], q["id"]) for q in QUESTIONS[::25]]
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    done = subprocess.run(
        [sys.executable, "-c", OTHER_PROGRAM],
        input=json.dumps(asked),
        env=os.environ | {"PYTHONHASHSEED": seed, "SUMMITS_HOME": str(shared_home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [{**record, "elapsed_ms": 0} for record in told] == [
        {**records[id_], "elapsed_ms": 0} for _, _, id_ in asked
    ]


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE passage; --",
        "${7*7} {{7*7}} %s %n",
        "**Who** met [1](javascript:alert(1)) in `Nara`?",
        "나라 정상회담은 언제 열렸습니까?",
        "奈良での首脳会談はいつでしたか。",
        "متى كانت القمة في نارا؟",
        "Кто встретился в Наре?",
        "👩‍👩‍👧‍👦 🇰🇷🇯🇵?",
        "\u202eWho met in Nara?\u202c",
        "e\u0301" * 200,
        "?" * 500,
        "the of and",
        "\x00\x07\x1b]0;title\x07 Nara",
        "Nara " * 390,
        "../../etc/passwd",
        "Did Lee , Kim and Xi meet?",
        "Who is A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A-A?",
    ],
)
def test_promises_hold_for_hostile_questions(assistant: Assistant, question: str) -> None:
    texts = {doc_id: assistant.document(doc_id).text for doc_id in assistant.doc_ids}
    check_contract(assistant.ask(question).to_json(), texts)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What documents do you hold?", "Korea Navigates Regional Volatility"),
        ("Who wrote this?", "Ellen Kim is Director of Academic Affairs"),
        ("Who wrote this?", "Tom Ramage is Economic Policy Analyst at KEI."),
        ("Which Chinese company is SWM working with?", "Lenovo"),
        ("How many economies are in the CPTPP?", "12 economies"),
    ],
)
def test_plain_questions(assistant: Assistant, question: str, words: str) -> None:
    assert words in assistant.ask(question).answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_of_the_page_are_answered_from_their_documents(
    assistant: Assistant, language: str
) -> None:
    words = labels_in(language)
    known = known_questions(words)
    answers = {q: assistant.ask(q) for doc_id in known for q in known[doc_id]}
    assert {q: answer.citations[0].doc_id for q, answer in answers.items()} == {
        q: doc_id for doc_id in known for q in known[doc_id]
    }
    told = [(answer.short_answer or "") + answer.answer for answer in answers.values()]
    expected = ["12 economies", "Lenovo", "600 participants", "Ellen Kim", "deploy THAAD"]
    assert all(wanted in one for one, wanted in zip(told, expected, strict=True))
    held = assistant.ask(words("example_for_all"))
    assert [citation.doc_id for citation in held.citations] == list(assistant.doc_ids)


@pytest.mark.parametrize(
    ("question", "before", "short"),
    [
        ("When was the Korea-Japan summit held?", [], "13-14 January"),
        ("Where was the Korea-Japan summit held?", [], "Nara"),
        ("When was the China summit?", [], "5 January"),
        ("How many days did Lee spend in China?", [], "January 4–7"),
        ("How long was Lee in Nara?", [], "January 13–14"),
        ("Who is China's prime minister?", [], "Premier Li Qiang"),
        ("Who invited Lee to China?", [], "Xi Jinping"),
        ("With whom did Shinsegae sign an MOU?", [], "Alibaba International (Chinese)"),
        ("Did Shinsegae sign a deal with Lenovo?", [], None),
        ("Who is the president of the United States?", [], None),
        ("How many CPTPP members are there?", [], "12"),
        ("How many steel structures will be removed?", [], "one of the structures"),
        ("Which cities in China did Lee visit?", [], "Beijing and Shanghai, China"),
        ("Was the Beijing summit a success?", [], "mixed"),
        ("wen did lee visti china", [], "January 4–7"),
        ("Who led the business delegation?", [], None),
        ("On what date was the business forum held?", [], None),
        ("Who is South Korea's National Assembly Speaker?", [], None),
        ("Which president decided to deploy THAAD?", [], None),
        ("What did Lee and Modi agree on?", [], None),
        ("How many in total?", ["Who attended the business forum?"], "600"),
        ("한일 정상회담은 언제 열렸나요?", [], "13-14 January"),
        ("한중 FTA가 지연된 이유는 뭔가요?", [],
         "its services and cross-border investment portions"),
        ("리창 총리는 중국 권력서열 몇 위?", [], "second"),
        ("한중 비즈니스 포럼은 누가 주최했나요?", [], None),
        ("SWM은요?", ["신세계의 협력 내용은 무엇인가요?"],
         "Developing L4 autonomous driving platforms"),
    ],
)  # fmt: skip
def test_what_visitors_ask_first(
    assistant: Assistant, question: str, before: list[str], short: str | None
) -> None:
    answer = assistant.ask(question, before)
    assert (answer.status, answer.short_answer) == ("answered" if short else "not_found", short)


def test_a_table_is_told_whole(assistant: Assistant) -> None:
    answer = assistant.ask("Which companies are in the MOU table?")
    assert len(answer.sentences) == 9
    assert answer.sentences[0].text.startswith("Consumer Goods: Shinsegae Group (Korean)")
    of_one_sector = assistant.ask("소비재 분야 MOU는 어떤 게 있나요?").sentences
    assert [said.text[:14] for said in of_one_sector] == ["Consumer Goods"] * 4


def test_a_reason_is_told_with_what_it_is_the_reason_of(assistant: Assistant) -> None:
    answer = assistant.ask("Why did the summit not open the market for Chinese EVs?")
    first, second, *_ = answer.sentences
    assert first.text.startswith("This can be due to the specter of U.S.-China competition")
    assert "fell short of creating opportunities" in second.text


@pytest.mark.parametrize(
    ("question", "with_china", "with_japan"),
    [
        ("Compare the two summits on trade.", "free trade agreement", "CPTPP"),
        ("How do the two visits differ in culture?", "jajangmyeon", "drumstick diplomacy"),
        ("How do both summits compare on North Korea?", "Xi’s lack of", "reaffirm their strategic"),
    ],
)
def test_two_summits_that_are_not_named_are_compared(
    assistant: Assistant, question: str, with_china: str, with_japan: str
) -> None:
    answer = assistant.ask(question).answer
    assert with_china in answer and with_japan in answer


def test_what_neither_summit_touched_is_not_compared(assistant: Assistant) -> None:
    assert assistant.ask("Compare the two summits on football.").status == "not_found"


def test_asked_from_several_threads(
    assistant: Assistant, records: Mapping[str, Mapping[str, Any]]
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    first = [question for question in QUESTIONS if not question["history"]][:40]
    asked = [question["question"] for question in first]
    alone = [records[question["id"]]["answer"] for question in first]
    with ThreadPoolExecutor(8) as pool:
        together = [answer.answer for answer in pool.map(assistant.ask, asked * 2)]
    assert together == alone * 2
