"""SQuAD's scoring on the corner cases of the official script, and SQuAD files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from eval_toys import has_korean
from hypothesis import given
from hypothesis import strategies as st

from assistant.settings import Settings
from corpus.document import Span
from corpus.errors import InputError
from eval.squad import best_over, exact_match, normalize_answer, token_f1
from eval.testset import read_testset


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Nara Summit", "nara summit"),
        ("an apple a day", "apple day"),
        ("theatre", "theatre"),  # an article is a whole word
        ("U.S.-led", "usled"),  # punctuation goes before words are split
        ("  two \n words ", "two words"),
        ("“quoted”", "“quoted”"),  # only ASCII punctuation goes
        ("14.5%", "145"),
        ("the", ""),
        ("A.", ""),
        ("", ""),
    ],
)
def test_normalising_is_the_official_scripts(text: str, expected: str) -> None:
    assert normalize_answer(text) == expected


@pytest.mark.parametrize(
    ("gold", "predicted", "em", "f1"),
    [
        ("the cat", "Cat!", 1, 1),
        ("black cat", "cat", 0, 2 * (1 / 1) * (1 / 2) / (1 / 1 + 1 / 2)),
        ("a b c d", "x b c", 0, 2 * (2 / 3) * (2 / 3) / (2 / 3 + 2 / 3)),  # "a" is an article
        ("cat cat", "cat", 0, 2 * (1 / 1) * (1 / 2) / (1 / 1 + 1 / 2)),  # repeats are counted
        ("cat", "dog", 0, 0),
        ("", "", 1, 1),
        ("", "cat", 0, 0),
        ("cat", "", 0, 0),
        ("the", "an", 1, 1),  # both are empty once normalised
        ("the", "cat", 0, 0),
    ],
)
def test_exact_match_and_f1(gold: str, predicted: str, em: float, f1: float) -> None:
    assert exact_match(gold, predicted) == em
    assert token_f1(gold, predicted) == pytest.approx(f1)


def test_several_golds_count_the_best_of_each() -> None:
    golds = ["two", "about two years"]
    assert best_over(exact_match, golds, "two") == 1
    # Against "about two years": precision 2/2, recall 2/3.
    assert best_over(token_f1, golds, "two years") == pytest.approx(2 * 1 * (2 / 3) / (1 + 2 / 3))


def test_without_an_answer_only_the_empty_prediction_is_right() -> None:
    assert best_over(exact_match, [], "") == best_over(token_f1, [], "") == 1
    assert best_over(exact_match, [], "Nara") == best_over(token_f1, [], "Nara") == 0
    # A gold that normalises to nothing is dropped, as in the official script.
    assert best_over(exact_match, ["The"], "") == 1
    assert best_over(exact_match, ["The", "Nara"], "") == 0


@given(st.text(max_size=30), st.text(max_size=30))
def test_f1_is_symmetric_and_at_least_exact_match(a: str, b: str) -> None:
    assert token_f1(a, b) == pytest.approx(token_f1(b, a))
    assert exact_match(a, b) <= token_f1(a, b) <= 1


def squad(*qas: dict[str, Any], context: str = "  Nara is old.", **top: Any) -> dict[str, Any]:
    article = {"title": "Old_Nara", "paragraphs": [{"context": context, "qas": list(qas)}]}
    return {"version": "v2.0", "data": [{"title": "Empty", "paragraphs": []}, article]} | top


OLD = {
    "id": "5a",
    "question": "What is old?",
    "answers": [{"text": "Nara", "answer_start": 2}, {"text": "Nara is", "answer_start": 2}],
}
NONE = {
    "id": "5b",
    "question": "What is new?",
    "answers": [],
    "is_impossible": True,
    "plausible_answers": [{"text": "Nara", "answer_start": 2}],
}


def write(tmp_path: Path, value: object, name: str = "dev.json") -> Path:
    path = tmp_path / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_a_squad_file_is_read(tmp_path: Path) -> None:
    testset = read_testset(write(tmp_path, squad(OLD, NONE)))
    assert testset.form == "squad"
    assert testset.documents is not None
    (document,) = testset.documents
    assert (document.doc_id, document.label, document.text) == ("1-0", "Old Nara", "  Nara is old.")
    old, none = testset.questions
    assert old.answers == ("Nara", "Nara is")
    assert (old.kind, none.kind) == ("answerable", "unanswerable")
    assert old.evidence[0].spans == (Span(2, 6), Span(2, 9))
    assert old.about == none.about == document.doc_id  # also where it does not answer
    assert not none.has_answer
    assert none.evidence == ()


def test_paragraphs_of_a_squad_file_are_not_compared(tmp_path: Path) -> None:
    testset = read_testset(write(tmp_path, squad(OLD, NONE)))
    settings = Settings(retriever="bm25")
    assert testset.answered_under(settings) == Settings(retriever="bm25", disagreement=False)
    over_a_library = replace(testset, documents=None)
    assert over_a_library.answered_under(settings) == settings


def test_version_1_has_no_is_impossible(tmp_path: Path) -> None:
    testset = read_testset(write(tmp_path, squad(OLD, version="1.1"), "any-name.txt"))
    assert [question.id for question in testset.questions] == ["5a"]


def faults_of(path: Path) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        read_testset(path)
    assert all(map(has_korean, caught.value.faults))
    return caught.value.faults


def test_all_faults_of_a_squad_file_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, squad({"id": "x", "answers": [{"text": 3, "answer_start": -1}]}))
    place = "data[1].paragraphs[0].qas[0]"
    assert faults_of(path) == (
        f'{path}: missing field "{place}.question"; add it',
        f'{path}: "{place}.answers[0].text" must be a string, not 3; correct it',
        f'{path}: "{place}.answers[0].answer_start" must be 0 or more, not -1; correct it',
    )


def test_an_answer_that_is_not_where_it_should_be_and_an_id_twice(tmp_path: Path) -> None:
    moved = OLD | {"answers": [{"text": "Nara", "answer_start": 3}]}
    path = write(tmp_path, squad(OLD, moved), "part: one.json")
    assert faults_of(path) == (
        f'{path}: data[1].paragraphs[0].qas[1]: id "5a" is also at data[1].paragraphs[0].qas[0]',
        f'{path}: data[1].paragraphs[0].qas[1].answers[0]: "Nara" does not stand at 3 '
        "of the context; correct answer_start (it counts characters, not bytes)",
    )


def test_half_a_surrogate_pair_is_named(tmp_path: Path) -> None:
    value = squad(OLD)
    value["data"][1]["paragraphs"][0]["context"] = "  Nara is old.\ud800"
    path = write(tmp_path, value)
    assert "\\ud800" in path.read_text(encoding="utf-8")
    assert faults_of(path) == (
        f'{path}: "data[1].paragraphs[0].context" holds half of a surrogate pair '
        '("\\ud800" or so); correct it',
    )


def test_broken_json_and_a_file_without_questions(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"data":\n [}', encoding="utf-8")
    assert faults_of(broken)[0].startswith(f"{broken}:2: not JSON")
    broken.write_text("[" * 100_000, encoding="utf-8")
    assert faults_of(broken)[0].startswith(f"{broken}: not JSON (brackets inside brackets")
    broken.write_text(f'{{"data": {"9" * 5000}}}', encoding="utf-8")
    assert faults_of(broken)[0].startswith(f"{broken}: not JSON (")
    empty = write(tmp_path, squad(), "none.json")
    assert faults_of(empty) == (f"{empty}: no question in it; check the file",)
