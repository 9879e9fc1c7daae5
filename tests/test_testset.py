"""Reading test sets: what is accepted, and every kind of fault with its file, line and mend."""

# ruff: noqa: E501 - messages are shown whole

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from eval_toys import DOCUMENTS, NARA, has_korean
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from corpus.errors import InputError
from eval.question import Evidence, GoldPosition, Question
from eval.testset import located, occurrences, read_testset

GOOD: dict[str, Any] = {
    "id": "q1",
    "question": "Where did they meet?",
    "history": ["Who met?"],
    "kind": "fact",
    "split": "dev",
    "answers": ["Nara"],
    "evidence": [{"doc_id": "nara", "quote": "met in Nara"}],
}


def write(tmp_path: Path, *lines: dict[str, Any] | str, name: str = "mine.jsonl") -> Path:
    path = tmp_path / name
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("".join(text + "\n" for text in texts), encoding="utf-8")
    return path


def faults(path: Path) -> list[str]:
    """The faults of a file, without its name in front."""
    with pytest.raises(InputError) as caught:
        read_testset(path, DOCUMENTS)
    assert all(fault.startswith(str(path)) for fault in caught.value.faults)
    assert all(map(has_korean, caught.value.faults))
    return [fault.removeprefix(str(path)) for fault in caught.value.faults]


def test_a_good_file(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD, "", {"id": "q2", "question": "Who sang?", "answers": []})
    testset = read_testset(path, DOCUMENTS)
    first, second = testset.questions
    assert first == Question(
        "q1",
        "Where did they meet?",
        ("Nara",),
        evidence=(Evidence("nara", "met in Nara", (Span(5, 16),)),),
        history=("Who met?",),
        kind="fact",
        split="dev",
        where=f"{path}:1",
    )
    assert first.has_answer
    assert NARA.text[5:16] == "met in Nara"
    assert second == Question("q2", "Who sang?", where=f"{path}:3")
    assert (second.kind, second.split, second.has_answer) == ("unspecified", "test", False)
    assert (testset.name, testset.form, testset.documents) == ("mine.jsonl", "summits", None)


def test_lists_disagreements_and_false_premises(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"id": "l", "question": "Who played?", "all_of": ["Lee", "Takaichi"]},
        {
            "id": "d",
            "question": "Where?",
            "positions": [
                {"doc_id": "nara", "value": "Nara"},
                {"doc_id": "beijing", "value": "Beijing"},
            ],
        },
        {"id": "p", "question": "Why in Seoul?", "premise": "false", "answers": []},
        {"id": "p2", "question": "Why in Busan?", "premise": False},
        {"id": "t", "question": "Why in Nara?", "premise": None, "answers": ["x"]},
    )
    listed, disagreement, premise, again, true = read_testset(path, DOCUMENTS).questions
    assert listed.has_answer
    assert disagreement.has_answer
    assert disagreement.positions[1] == GoldPosition("beijing", "Beijing")
    assert premise.false_premise
    assert again.false_premise
    assert not premise.has_answer
    assert not true.false_premise


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"id": "q1"', ":1: not JSON (Expecting ',' delimiter at column 12); write one JSON object on one line"),
        ("[" * 100_000, ":1: not JSON (brackets inside brackets, too deep to read); write one JSON object on one line"),
        ('{"id": NaN}', ":1: not JSON (NaN is no number of JSON); write one JSON object on one line"),
        ("[1]", ":1: the line must be an object, not [1]; write {...}"),
        ("7", ":1: the line must be an object, not 7; write {...}"),
        ({k: v for k, v in GOOD.items() if k != "id"}, ':1: missing field "id"; add it'),
        ({k: v for k, v in GOOD.items() if k != "question"}, ':1: missing field "question"; add it'),
        ({k: v for k, v in GOOD.items() if k != "answers"}, ':1: missing field "answers"; add it ([] where the documents do not say)'),
        (GOOD | {"id": 7}, ':1: "id" must be a string, not 7; correct it'),
        (GOOD | {"id": " "}, ':1: "id" is empty; fill it in'),
        (GOOD | {"question": ""}, ':1: "question" is empty; fill it in'),
        (GOOD | {"answers": "Nara"}, ':1: "answers" must be a list, not "Nara"; correct it'),
        (GOOD | {"answers": ["Nara", 12]}, ':1: "answers[1]" must be a string, not 12; correct it'),
        (GOOD | {"answers": ["the"]}, ':1: "answers[0]" has no words but articles and signs, which do not count; write what the answer must hold, not "the"'),
        (GOOD | {"all_of": {"a": 1}}, ':1: "all_of" must be a list, not {"a": 1}; correct it'),
        (GOOD | {"history": [3]}, ':1: "history[0]" must be a string, not 3; correct it'),
        (GOOD | {"split": "train"}, ":1: \"split\" must be 'dev' or 'test', not \"train\"; write one of these"),
        (GOOD | {"premise": "no"}, ":1: \"premise\" must be 'false' or 'true', not \"no\"; write one of these"),
        (GOOD | {"evidence": ["met in Nara"]}, ':1: "evidence[0]" must be an object, not "met in Nara"; correct it'),
        (GOOD | {"evidence": [{"doc_id": "nara"}]}, ':1: missing field "evidence[0].quote"; add it'),
        ({k if k != "evidence" else "evidance": v for k, v in GOOD.items()}, ':1: unknown field "evidance"; did you mean "evidence"?'),
        (
            GOOD | {"evidence": [{"doc_id": "nara", "quote": "met in Kyoto"}]},
            ':1: evidence[0]: "met in Kyoto" does not stand in "nara"; copy it as `summits docs show nara` prints it',
        ),
        (
            GOOD | {"evidence": [{"doc_id": "seoul", "quote": "met"}]},
            ':1: evidence[0]: no document "seoul"; there are: beijing, nara',
        ),
        (
            GOOD | {"positions": [{"doc_id": "seoul", "value": "six"}]},
            ':1: positions[0]: no document "seoul"; there are: beijing, nara',
        ),
        (
            GOOD | {"positions": [{"doc_id": "nara", "value": "six years"}]},
            ':1: positions[0]: "six years" does not stand in "nara"; copy it as `summits docs show nara` prints it',
        ),
    ],
)  # fmt: skip
def test_a_faulty_line(tmp_path: Path, line: dict[str, Any] | str, fault: str) -> None:
    assert faults(write(tmp_path, line)) == [fault]


def test_what_is_wrong_as_a_whole_is_one_fault(tmp_path: Path) -> None:
    listed = write(tmp_path, "[", json.dumps(GOOD) + ",", json.dumps(GOOD), "]")
    told = ": its 4 lines are one JSON text; write each object on a line of its own"
    assert faults(listed) == [told]
    elsewhere = GOOD | {"evidence": [{"doc_id": "seoul", "quote": "met"}] * 2}
    assert faults(write(tmp_path, elsewhere)) == [
        ": asks about seoul, and the library holds only beijing, nara;"
        " name another test set or library"
    ]


def test_fields_of_others_are_let_through(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD | {"derived": True, "note": "from the table"})
    assert len(read_testset(path, DOCUMENTS).questions) == 1


def test_all_faults_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        GOOD,
        GOOD | {"question": "Who  met?", "evidence": [{"doc_id": "nara", "quote": "nowhere"}]},
        "{",
        GOOD | {"id": "q4", "question": "where did they MEET?"},
        {"id": 5, "split": "all"},
        GOOD | {"id": "q6", "history": []},
        name="part: one.jsonl",
    )
    assert faults(path) == [
        f':2: id "q1" is also at {path}:1; give it its own',
        ':2: evidence[0]: "nowhere" does not stand in "nara"; copy it as '
        "`summits docs show nara` prints it",
        ":3: not JSON (Expecting property name enclosed in double quotes at column 2); "
        "write one JSON object on one line",
        f":4: the same question as at {path}:1; remove one",
        ':5: "id" must be a string, not 5; correct it',
        ':5: missing field "question"; add it',
        ":5: \"split\" must be 'dev' or 'test', not \"all\"; write one of these",
    ]


def test_files_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    assert faults(path) == [": cannot be read (No such file or directory); check the name"]
    for text in ("", "\n \n"):
        path.write_text(text, encoding="utf-8")
        assert faults(path) == [": empty; write at least one question"]
    path.write_bytes(b'{"id": "q1",\n "question": "\xe9"}')
    assert faults(path) == [":2: not UTF-8; save the file as UTF-8"]
    assert faults(tmp_path) == [": cannot be read (Is a directory); check the name"]


def test_a_number_that_is_too_long_is_a_fault_of_its_line(tmp_path: Path) -> None:
    (fault,) = faults(write(tmp_path, GOOD, "9" * 5000))
    assert fault.startswith(":2: not JSON (") and "5000 digits" in fault


def test_byte_order_mark_and_odd_line_separators(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    line = json.dumps(GOOD | {"question": "Where\u2028then?"}, ensure_ascii=False)
    path.write_text("\ufeff" + line + "\r\n", encoding="utf-8")
    assert read_testset(path, DOCUMENTS).questions[0].question == "Where\u2028then?"


def test_without_documents_evidence_is_not_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD | {"evidence": [{"doc_id": "seoul", "quote": "x"}]})
    testset = read_testset(path)
    assert testset.questions[0].evidence[0].spans == ()
    told: list[str] = []
    list(located(testset.questions, DOCUMENTS, told))
    (fault,) = told
    assert 'no document "seoul"' in fault


def test_splits_and_single_questions(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD, GOOD | {"id": "q2", "question": "Who met?", "split": "test"})
    testset = read_testset(path, DOCUMENTS)
    assert [q.id for q in testset.select("test").questions] == ["q2"]
    assert testset.select("all") is testset
    assert [q.id for q in testset.only("q1").questions] == ["q1"]
    with pytest.raises(InputError, match='no question "q3"; try q'):
        testset.only("q3")
    assert [q.id for q in testset.only("q1", "dev").questions] == ["q1"]
    with pytest.raises(InputError, match='"q1" is of the split dev, not test; use --split dev'):
        testset.only("q1", "test")
    with pytest.raises(InputError, match=r'no question "q3"; try q2$'):
        testset.only("q3", "test")
    with pytest.raises(InputError, match="no question with split dev; use --split all"):
        testset.select("test").select("dev")


def csv_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_csv_file_says_the_same(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        "id,question,answers,evidence_doc_id,evidence_quote,kind,split,history,mine\r\n"
        'q1,Where did they meet?,Nara | in Nara,nara,met in Nara,fact,dev,Who met?,"a ""b"""\r\n'
        ',"Who\nsang?",,,,,,,\r\n',
    )
    first, second = read_testset(path, DOCUMENTS).questions
    assert (first.id, first.answers, first.kind, first.split) == (
        "q1",
        ("Nara", "in Nara"),
        "fact",
        "dev",
    )
    assert first.evidence == (Evidence("nara", "met in Nara", (Span(5, 16),)),)
    assert first.history == ("Who met?",)
    assert (second.id, second.question, second.answers) == ("4", "Who\nsang?", ())


def test_a_spreadsheet_s_semicolons_are_read(tmp_path: Path) -> None:
    path = csv_file(tmp_path, 'question;answers\r\n"Where; and when?";Nara, in Japan\r\n')
    (question,) = read_testset(path, DOCUMENTS).questions
    assert (question.question, question.answers) == ("Where; and when?", ("Nara, in Japan",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,text\n1,x\n", [':1: no column "question"; add it to the first line', ':1: no column "answers"; add it to the first line']),
        ("question,answers\nWho?\n,\n", [":2: not 2 cells as in the first line; check the commas", ':3: "question" is empty; fill it in']),
        ("question;answers\nWho?;a;b\n", [":2: not 2 cells as in the first line; check the semicolons"]),
        ("question,answers\nWho?,a,b\n", [":2: not 2 cells as in the first line; check the commas"]),
        ('question,answers\n"Who?,a\n', [":2: not CSV (unexpected end of data); check the quotation marks"]),
        ('"question,answers\nWho?,x\n', [":2: not CSV (unexpected end of data); check the quotation marks"]),
        ("question,answers,evidence_doc_id\nWho?,a,nara\n", [':2: 1 in evidence_doc_id and 0 in evidence_quote; write as many of both, separated by "|"']),
        ("question,answer\nWho?,a\n", [':1: no column "answers"; add it to the first line', ':1: unknown column "answer"; did you mean "answers"?']),
        ("question,answers,positions\nWho?,,a\n", [':1: unknown column "positions"; write disagreements in JSON Lines instead']),
        ("question,answers\n", [": no question in it; write at least one"]),
        ("question,answers,premises,evidence\nWho?,a,,\n", [':1: unknown column "premises"; did you mean "premise"?', ':1: unknown column "evidence"; write evidence_doc_id and evidence_quote instead']),
    ],
)  # fmt: skip
def test_faulty_csv(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert faults(csv_file(tmp_path, text)) == expected


@given(st.text("ab", min_size=1, max_size=3), st.text("ab", max_size=12))
def test_every_occurrence_gives_the_words_back(words: str, text: str) -> None:
    found = list(occurrences(words, text))
    assert all(span.of(text) == words for span in found)
    assert len(found) == sum(text.startswith(words, i) for i in range(len(text)))
