"""Feedback: kept with all that belongs to it, listed, and exported for evaluators to finish."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from toy_chat import JOIN, NEWS, PACT, ToyAssistant

from assistant.app.cli import main
from assistant.app.conversations import library_key
from assistant.app.feedback import Feedback, FeedbackBook, answer_key, as_test_question
from assistant.app.kept_view import given_html
from assistant.app.labels import ENGLISH
from assistant.app.people_file import PeopleFile
from assistant.app.users import Users
from assistant.place import people_file
from corpus.errors import InputError
from eval.testset import read_testset

SAID = Feedback(
    "wrong citation",
    "the <b>second</b> one",
    "How many economies?",
    ("SWM?",),
    ToyAssistant().ask("How many economies?").to_json(),
    ("note",),
    {"retriever": "hybrid"},
    "an-index",
)


def book(library: str = "") -> FeedbackBook:
    return FeedbackBook(PeopleFile(people_file()), library)


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["feedback", *arguments])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_everything_is_kept_with_it(home: Path) -> None:
    book().add("guest:1", SAID)
    (given,) = book().given()
    assert given.feedback == SAID
    assert given.given_by is None


def test_each_sees_their_own_and_the_list_names_accounts(home: Path) -> None:
    users = Users(PeopleFile(people_file()))
    users.add("Anna", "correct horse")
    visitor = users.checked("anna", "correct horse")
    assert visitor is not None
    book().add(visitor.owner, SAID)
    book().add("guest:1", replace(SAID, question="SWM?"))
    assert [given.given_by for given in book().given()] == ["Anna", None]
    assert [given.feedback.question for given in book().given("guest:1")] == ["SWM?"]
    users.remove("anna")
    assert [given.given_by for given in book().given()] == [None, None]


def test_only_the_latest_are_read_where_no_more_are_shown(home: Path) -> None:
    for number in range(4):
        book().add("guest:1" if number < 3 else "guest:2", replace(SAID, question=f"q{number}"))
    assert [one.feedback.question for one in book().given(latest=2)] == ["q2", "q3"]
    assert [one.feedback.question for one in book().given("guest:1", 2)] == ["q1", "q2"]
    assert len(book().given()) == len(book().given(latest=9)) == 4


def test_a_person_has_one_word_on_an_answer_the_last(home: Path) -> None:
    book().add("guest:1", SAID)
    slower = replace(SAID, verdict="right", answer={**SAID.answer, "elapsed_ms": 9.5})
    book().add("guest:1", slower)
    assert [one.feedback.verdict for one in book().given()] == ["right"]
    others = (
        replace(SAID, history=()),
        replace(SAID, doc_ids=None),
        replace(SAID, question="SWM?"),
    )
    for other in others:
        book().add("guest:1", other)
    book().add("guest:2", SAID)
    book("mine").add("guest:1", SAID)
    assert len(book().given()) == 5
    key = answer_key(SAID.question, SAID.history, SAID.doc_ids, SAID.answer["answer"])
    assert book().verdicts("guest:1")[key] == "right" and len(book().verdicts("guest:1")) == 4
    assert book().verdicts("guest:2") == {key: "wrong citation"}


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (replace(SAID, verdict=None), "choose one of: right, wrong"),
        (replace(SAID, verdict="<script>"), "choose one of: right, wrong"),
        (replace(SAID, comment="x" * 2001), "2,001 characters; 2,000 are allowed"),
    ],
)
def test_what_cannot_be_kept_is_one_line(home: Path, said: Feedback, line: str) -> None:
    with pytest.raises(InputError, match=line):
        book().add("guest:1", said)
    assert book().given() == []


def test_the_command_lists_it_for_people_and_programs(home: Path, tmp_path: Path) -> None:
    assert run("list") == "" and json.loads(run("list", "--json")) == {"feedback": []}
    book().add("guest:1", replace(SAID, comment="a\x1b[31m comment\nof two lines"))
    listed = run("list")
    assert "a guest: wrong citation" in listed and "How many economies?" in listed
    assert "Asked after: SWM?" in listed
    assert "Comment: a [31m comment of two lines" in listed
    (record,) = json.loads(run("list", "--json"))["feedback"]
    assert record["answer"] == SAID.answer and record["history"] == ["SWM?"]
    assert record["doc_ids"] == ["note"]
    assert record["settings"] == {"retriever": "hybrid"} and record["index_id"] == "an-index"


def test_each_library_has_its_own(home: Path, tmp_path: Path) -> None:
    (tmp_path / "mine" / "a").mkdir(parents=True)
    book(library_key(tmp_path / "mine")).add("guest:1", SAID)
    assert run("list") == ""
    assert "How many economies?" in run("list", "--library", str(tmp_path / "mine"))
    assert json.loads(run("export", "--library", str(tmp_path / "mine")))["id"] == "feedback-1"


def test_an_export_is_refused_until_somebody_wrote_what_is_right(
    home: Path, tmp_path: Path
) -> None:
    book().add("guest:1", SAID)
    path = tmp_path / "mine.jsonl"
    path.write_text(run("export"))
    with pytest.raises(InputError, match=r'mine.jsonl:1: .*missing field "answers"; add it'):
        read_testset(path)
    line = json.loads(path.read_text())
    assert line["cited"][1] == {"doc_id": NEWS.doc_id, "quote": JOIN}
    assert line["searched"] == ["note"]
    line |= {"answers": ["12"], "evidence": line["cited"][:1]}
    path.write_text(json.dumps(line))
    (question,) = read_testset(path, ToyAssistant()).questions
    assert (question.question, question.history, question.split) == (
        "How many economies?",
        ("SWM?",),
        "dev",
    )
    assert question.evidence[0].quote == PACT


def test_a_question_that_is_no_answer_exports_too(home: Path) -> None:
    answer = ToyAssistant().ask("Peru?").to_json()
    book().add("guest:1", replace(SAID, verdict="right", answer=answer))
    assert as_test_question(book().given()[0])["cited"] == []


def test_the_table_shows_text_as_text(home: Path) -> None:
    book().add("guest:1", SAID)
    table = given_html(book().given(), everybodys=False, words=ENGLISH)
    assert "<b>" not in table and "&#60;b&#62;second" in table
    assert "Your feedback" in table and "12" in table
    assert "none yet" in given_html([], everybodys=True, words=ENGLISH)
