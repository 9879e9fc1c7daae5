from __future__ import annotations

import dataclasses
import json
import random

import pytest
from reader_toys import (
    TOY,
)

from assistant.training.alter import altered, keyworded, mistyped, names_in
from assistant.training.questions import TrainingQuestion, most_voted, read_questions, read_written
from assistant.training.recipe import OURS, read_files
from corpus.document import Span
from corpus.errors import InputError

SUMMIT = "Takaichi met Lee in Nara in January 2026 before 3 ministers spoke."
OTHERS = {"name": ("Tokyo", "Nara", "Lee"), "year": ("1999", "2026"), "number": ("3", "45")}


def dice(seed):
    return random.Random(seed)  # noqa: S311 - no secret


def test_questions_are_read_with_the_answer_most_gave(tmp_path):
    context = "The pact has 12 members."
    answers = [
        {"text": "12 members", "answer_start": 13},
        {"text": "12", "answer_start": 13},
        {"text": "12", "answer_start": 13},
    ]
    none = {"id": "n", "question": "Who left?", "answers": [], "is_impossible": True}
    qas = [{"id": "m", "question": "How many?", "answers": answers}, none]
    article = {"title": "A_pact", "paragraphs": [{"context": context, "qas": qas}]}
    (tmp_path / "p.json").write_text(json.dumps({"data": [article]}), encoding="utf-8")
    questions = read_questions(tmp_path / "p.json")
    assert questions.questions == (
        TrainingQuestion("m", "p/0-0", "How many?", ("12 members", "12"), Span(13, 15)),
        TrainingQuestion("n", "p/0-0", "Who left?", (), None),
    )
    assert questions.articles() == ("A pact",)


def test_of_answers_given_once_the_one_in_the_middle_wins():
    assert most_voted([Span(0, 20), Span(5, 20), Span(12, 20)]) == Span(5, 20)


@pytest.mark.parametrize(
    "text", ["{", "[" * 100_000, '{"data": [{"title": "x"}]}', '{"data": [7]}']
)
def test_a_file_in_another_form_is_named(tmp_path, text):
    (tmp_path / "p.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"p\.json is not in SQuAD's form"):
        read_questions(tmp_path / "p.json")


def test_every_missing_file_is_named(tmp_path):
    files = (TOY, dataclasses.replace(TOY, name="more"))
    with pytest.raises(InputError) as raised:
        read_files(tmp_path, files)
    assert len(raised.value.faults) == 2


def test_names_years_and_numbers_of_a_text_are_told_apart():
    text = "Envoys came. On Monday Bo Li met Ann Roe in May 1950 with 30 aides. Nobody left Nara."
    assert names_in([text, "It rained in Nara."]) == {
        "name": ("Ann Roe", "Bo Li", "Nara"),
        "year": ("1950",),
        "number": ("30",),
    }


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("Who was met in Nara?", {"Who was met in Tokyo?"}),
        ("Who met in 2026?", {"Who met in 1999?"}),
        ("Which 3 people spoke?", {"Which 45 people spoke?"}),
        ("Who spoke before them?", {"Who spoke after them?"}),
        ("Who met in January?", {f"Who met in {month}?" for month in ("May", "June", "July")}),
    ],
)
def test_what_is_exchanged_is_of_the_same_kind_and_not_in_the_passage(question, others):
    drawn = {altered(question, SUMMIT, OTHERS, dice(seed)) for seed in range(60)}
    assert others <= drawn
    assert question not in drawn
    assert len(drawn) == (11 if "January" in question else 1)


@pytest.mark.parametrize(
    "question",
    [
        "Who spoke?",  # nothing to exchange
        "What happened in Osaka?",  # a name the passage does not have: its loss shows nowhere
        "Lee spoke where?",  # capitalised as the first word of a sentence
    ],
)
def test_a_question_without_a_name_of_the_passage_is_not_altered(question):
    assert altered(question, SUMMIT, OTHERS, dice(0)) is None


def test_a_name_whose_every_substitute_is_in_the_passage_stays():
    names = {"name": ("Nara", "Lee", "Prime Minister Takaichi")}
    assert altered("Who was in Nara?", SUMMIT, names, dice(0)) is None


def test_a_slip_of_the_keyboard_changes_one_long_word_by_one_letter():
    for seed in range(50):
        words = mistyped("Who met Takaichi in 2026?", dice(seed)).split()
        assert words[:2] == ["Who", "met"]
        assert words[3:] == ["in", "2026?"]
        assert words[2][0] == "T"
        assert words[2][-1] == "i"
        assert len(words[2]) in (7, 8, 9)
    assert mistyped("Who met Lee?", dice(0)) == "Who met Lee?"


def write_lines(path, *records):
    names = ("doc_id", "kind", "question", "answer")
    lines = [json.dumps(dict(zip(names, record, strict=True))) for record in records]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def test_written_questions_point_into_the_paragraphs_of_another_file(data, tmp_path):
    toy = read_questions(data / "toy.json")
    first = toy.documents[0]
    word = first.text.split()[1]
    path = write_lines(
        tmp_path / "mine.jsonl",
        (first.doc_id, "plain", "Which word?", word),
        (first.doc_id, "missing", "When?", None),
    )
    written = read_written(path, [toy])
    start = first.text.index(word)
    target = Span(start, start + len(word))
    assert written.documents == (first,)
    assert written.questions == (
        TrainingQuestion("mine-1", first.doc_id, "Which word?", (word,), target),
        TrainingQuestion("mine-2", first.doc_id, "When?", (), None),
    )


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (("toy/9-9", "missing", "Who?", None), "no paragraph 'toy/9-9'"),
        (("toy/0-0", "plain", "Who?", "Zanzibar"), "'Zanzibar' does not stand in toy/0-0"),
        (("toy/0-0", "plain", "Who?", None), "'plain' does not go with the answer None"),
        (("toy/0-0", "premise", "Who?", "mill"), "'premise' does not go with the answer 'mill'"),
    ],
)
def test_a_wrong_written_question_is_named_by_its_line(data, tmp_path, record, fault):
    good = ("toy/0-0", "missing", "When?", None)
    path = write_lines(tmp_path / "mine.jsonl", good, record)
    with pytest.raises(InputError, match="line 2: ") as raised:
        read_written(path, [read_questions(data / "toy.json")])
    assert fault in str(raised.value)


@pytest.mark.parametrize(
    ("name", "about", "unanswered"),
    [
        ("written", {"new_wiki", "squad2_part"}, {"missing", "relation", "premise"}),
        ("open", {"briefs"}, {"missing"}),
    ],
)
def test_every_written_question_that_ships_has_words_and_a_known_kind(name, about, unanswered):
    lines = (OURS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert {record["doc_id"].split("/")[0] for record in records} == about
    answered = {record["kind"] for record in records if record["answer"]}
    assert answered == {"paraphrase", "plain"}
    assert {r["kind"] for r in records} - answered == unanswered
    assert not [r for r in records if not r["question"].strip() or r["answer"] == ""]
    asked_of = [(r["doc_id"], r["question"].casefold()) for r in records]
    assert len(asked_of) == len(set(asked_of))


def test_the_same_briefs_are_held_out_of_both_files_about_them():
    briefs = read_questions(OURS / "briefs.json")
    more = read_written(OURS / "open.jsonl", [briefs])
    held_out = [part.split(16)[1].articles() for part in (briefs, more)]
    assert held_out[0] == held_out[1]
    assert len(held_out[0]) == 16


def test_the_further_briefs_are_others_and_keep_their_questions():
    briefs, further = (read_questions(OURS / f"{name}.json") for name in ("briefs", "more_briefs"))
    assert not set(briefs.articles()) & set(further.articles())
    assert len(further.articles()) == 172
    assert len(further.questions) == 10_334
    assert sum(not question.answers for question in further.questions) == 6_046
    ids = [question.question_id for part in (briefs, further) for question in part.questions]
    assert len(ids) == len(set(ids))


def test_key_words_keep_the_question_word_and_the_words_that_say_something():
    asked = "In which of the cities did President Lee meet the premier?"
    full = "Which cities President Lee meet premier?"
    drawn = {keyworded(asked, dice(seed)) for seed in range(300)}
    assert full in drawn
    # Otherwise one of the five is missing.
    words = full.removeprefix("Which ").removesuffix("?").split()
    missing = {f"Which {' '.join(words[:i] + words[i + 1 :])}?" for i in range(5)}
    assert drawn == {full} | missing
    assert keyworded("What is it?", dice(0)) == "What is it?"
