"""Running a test set: what is kept, what fails, and scoring again without asking again."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from eval_toys import (
    DOCUMENTS,
    NARA,
    NEVER,
    QUESTIONS,
    WHERE,
    YEARS,
    ToyAssistant,
    prediction,
    quoting,
    told,
    toy_answers,
)

from corpus.errors import InputError, StoreError
from eval.predictions import read_predictions, write_predictions
from eval.qa import Evaluation, evaluate, reopen
from eval.question import DocumentTable, TestSet
from eval.run import RETRIEVED, run
from eval.stamp import corpus_sha256, read_stamp, stamp_path

TESTSET = TestSet("toy.jsonl", "summits", "abc", QUESTIONS)


def test_every_question_is_asked_once_with_its_history() -> None:
    assistant, seen = ToyAssistant(toy_answers()), []
    ran = run(assistant, QUESTIONS, lambda done, of: seen.append((done, of)))
    assert assistant.asked == [
        (WHERE.question, (), "q1", RETRIEVED),
        (NEVER.question, (), "q2", RETRIEVED),
        (YEARS.question, ("Where did they meet?",), "q3", RETRIEVED),
    ]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert [p.id for p in ran.predictions] == ["q1", "q2"]
    assert ran.failures == {"q3": "RuntimeError: no such luck"}
    assert ran.cold_start_ms is None


def test_a_line_is_the_answer_what_was_retrieved_and_the_best_span() -> None:
    answer = told(quoting(NARA, "They met in Nara."), short="Nara")
    (kept,) = run(ToyAssistant({WHERE.question: answer}), [WHERE]).predictions
    assert kept.record == answer.to_json() | {
        "id": "q1",
        "question": "Where did they meet?",
        "retrieved": [
            {"doc_id": "nara", "start": 0, "end": 57, "score": 0.75},
            {"doc_id": "beijing", "start": 0, "end": 58, "score": 0.5},
        ],
        "best": {"text": "Nara", "doc_id": "nara", "start": 12, "end": 16},
    }


def test_what_concerns_every_question_ends_the_run() -> None:
    with pytest.raises(StoreError, match="damaged"):
        run(ToyAssistant({WHERE.question: StoreError("damaged")}), [WHERE])


def test_a_question_that_cannot_be_used_is_only_itself() -> None:
    ran = run(ToyAssistant({WHERE.question: InputError("too long")}), [WHERE])
    assert ran.failures == {"q1": "InputError: too long"}


def test_the_cold_start_is_from_opening_to_the_first_answer() -> None:
    assistant = ToyAssistant(toy_answers())

    def opening() -> ToyAssistant:
        time.sleep(0.02)
        return assistant

    cold_start_ms = evaluate(opening, TESTSET).scores.value("cold_start_ms")
    assert len(assistant.asked) == 3
    assert cold_start_ms is not None
    assert 20 <= cold_start_ms < 1020


def evaluated() -> Evaluation:
    return evaluate(lambda: ToyAssistant(toy_answers()), TESTSET)


def test_predictions_are_written_read_and_scored_again(tmp_path: Path) -> None:
    first, path = evaluated(), tmp_path / "new" / "a.jsonl"
    first.write_predictions(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["q1", "q2"]
    assert "몇 년 만인가?" in stamp_path(path).read_text(encoding="utf-8")
    assert read_predictions(path) == first.predictions
    again = reopen(path, TESTSET, DOCUMENTS)
    assert again.scores == first.scores
    assert again.stamp == first.stamp
    assert again.failures == {"q3": "RuntimeError: no such luck"}
    assert first.scores.value("right") == pytest.approx(2 / 3)


def test_the_stamp_says_what_the_run_stood_on(tmp_path: Path) -> None:
    evaluated().write_predictions(tmp_path / "a.jsonl")
    stamp = read_stamp(tmp_path / "a.jsonl")
    assert stamp is not None
    assert (stamp.testset, stamp.testset_sha256, stamp.index_id) == (
        "toy.jsonl",
        "abc",
        "toy-index",
    )
    assert stamp.settings == {"retriever": "toy"}
    assert stamp.corpus_sha256 == corpus_sha256(DOCUMENTS)
    assert stamp.questions == QUESTIONS
    assert set(stamp.machine) == {"system", "python", "processor", "cpus"}
    assert stamp.versions["ir-measures"].startswith("0.")
    assert stamp.time.endswith("+00:00")
    assert stamp.head()["questions"] == 3


def test_the_corpus_hash_moves_with_a_text_and_not_with_the_order() -> None:
    documents = [DOCUMENTS.document(doc_id) for doc_id in DOCUMENTS.doc_ids]
    same = corpus_sha256(DocumentTable(documents[::-1]))
    assert same == corpus_sha256(DOCUMENTS)
    changed = replace(documents[0], text=documents[0].text + " ")
    assert corpus_sha256(DocumentTable([changed, documents[1]])) != same


def test_predictions_without_a_stamp_can_be_scored(tmp_path: Path) -> None:
    path = tmp_path / "theirs.jsonl"
    answer = told(quoting(NARA, "They met in Nara."), short="Nara")
    write_predictions(path, [prediction(WHERE, answer)])
    again = reopen(path, TESTSET, DOCUMENTS)
    assert again.scores.value("right") == pytest.approx(1 / 3)
    assert [v.failure for v in again.scores.verdicts[1:]] == ["missing from the predictions"] * 2
    assert again.scores.value("cold_start_ms") is None
    assert again.stamp.settings == {}


def test_predictions_that_were_changed_are_not_taken_for_the_run(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    evaluated().write_predictions(path)
    path.write_text(path.read_text(encoding="utf-8").replace("0.9", "0.8"), encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.jsonl: not as the run of a\.jsonl\.stamp\.json"):
        reopen(path, TESTSET, DOCUMENTS)


def test_answers_to_other_questions_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write_predictions(path, [prediction("q9", told())])
    with pytest.raises(
        InputError, match=r"1 answers to questions that toy\.jsonl does not ask \(q9"
    ):
        reopen(path, TESTSET, DOCUMENTS)


def test_all_faults_of_a_predictions_file_at_once(tmp_path: Path) -> None:
    path, good = tmp_path / "a.jsonl", dict(prediction("q1", told()).record)
    lines = [
        json.dumps(good),
        "{",
        json.dumps(good | {"status": "perhaps"}),
        json.dumps({k: v for k, v in good.items() if k != "retrieved"}),
        json.dumps(good),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_predictions(path)
    places = [fault.removeprefix(str(path)).split(": ")[0] for fault in caught.value.faults]
    assert places == [":2", ":3", ":4", ":5"]
    assert 'missing field "retrieved"' in caught.value.faults[2]
    assert 'id "q1" is also on line 1' in caught.value.faults[3]
    path.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="empty; make it with"):
        read_predictions(path)
    path.write_text('{"id": "q1", "question": "Who?"}\n' * 9, encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.jsonl:1: this is no answer") as caught:
        read_predictions(path)
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ('"short_answer": null', '"short_answer": 12', '"short_answer" must be a string, not 12'),
        (
            '"quote": "They met in Nara."',
            '"quote": 5',
            '"citations[0].quote" must be a string, not 5',
        ),
        ('"best": {"text": "Nara"', '"best": {"text": 5', '"best.text" must be a string, not 5'),
        ('"disagreement": {', '"disagreement": [], "other": {', '"disagreement" must be an object'),
        ('"confidence": 0.9', '"confidence": 5', "confidence must be from 0 to 1, not 5.0"),
        ('"confidence": 0.9', '"confidence": NaN', "not JSON (NaN is no number of JSON)"),
        ('"start": 2, "end": 5', '"start": 5, "end": 2', "no place in a text: 5 to 2"),
        ('"value": "Nara", "marker": 1', '"value": "", "marker": 7', "no citation has marker 7"),
    ],
)
def test_a_prediction_of_another_form(
    tmp_path: Path, written: str, instead: str, fault: str
) -> None:
    answer = told(quoting(NARA, "They met in Nara."), positions=[("Nara", 1)])
    line = prediction("q1", answer, [("nara", 2, 5)], ("Nara", "nara", 12, 16)).record
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(line).replace(written, instead), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_predictions(path)
    (said,) = caught.value.faults
    assert said.startswith(f"{path}:1: {fault}")


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('"questions"', '"nothing"'),
        ('"failures": {', '"failures": 3, "other": {'),
        ('"form": "summits"', '"form": "xyz"'),
        ("{", "["),
    ],
)
def test_a_stamp_that_is_none(tmp_path: Path, written: str, instead: str) -> None:
    path, stamp = tmp_path / "a.jsonl", tmp_path / "a.jsonl.stamp.json"
    evaluated().write_predictions(path)
    text = stamp.read_text(encoding="utf-8")
    assert written in text and read_stamp(path) is not None
    stamp.write_text(text.replace(written, instead), encoding="utf-8")
    with pytest.raises(InputError, match="not a stamp"):
        read_stamp(path)


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        write_predictions(tmp_path / "file" / "a.jsonl", [])
