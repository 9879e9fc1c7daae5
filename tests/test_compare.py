"""Two runs: what differs, what flipped, and runs that cannot be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from eval_toys import (
    BEIJING,
    NARA,
    NEVER,
    QUESTIONS,
    WHERE,
    YEARS,
    ToyAssistant,
    ToySettings,
    prediction,
    quoting,
    told,
    toy_answers,
)

from assistant.answer import Answer
from corpus.errors import InputError
from eval.compare import Comparison, compare_files, comparison_table
from eval.predictions import write_predictions
from eval.qa import evaluate
from eval.question import DocumentTable, Question, TestSet

TESTSET = TestSet("toy.jsonl", "summits", "abc", QUESTIONS)
SIX = told(quoting(BEIJING, "The visit was the first in six years."), short="six years", ms=30)
WRONG = told(quoting(NARA, "Lee and Takaichi played drums together."), short="Lee", ms=40)


def write(path: Path, testset: TestSet = TESTSET, **answers: Answer | Exception) -> Path:
    """A run of the toy answers, some of them (by question id) replaced."""
    words = {question.id: question.question for question in QUESTIONS}
    chosen = toy_answers() | {words[id_]: answer for id_, answer in answers.items()}
    evaluate(lambda: ToyAssistant(chosen), testset).write_predictions(path)
    return path


@pytest.fixture
def compared(tmp_path: Path) -> Comparison:
    """A fails q3; B answers it, and answers q2, which has no answer."""
    return compare_files(write(tmp_path / "a.jsonl"), write(tmp_path / "b.jsonl", q2=WRONG, q3=SIX))


def test_settings_that_differ_are_named(tmp_path: Path) -> None:
    a = write(tmp_path / "a.jsonl")
    other = ToyAssistant(toy_answers(), ToySettings("other"))
    evaluate(lambda: other, TESTSET).write_predictions(tmp_path / "b.jsonl")
    found = compare_files(a, tmp_path / "b.jsonl")
    assert found.settings == {"retriever": ("toy", "other")}
    assert "retriever: A toy, B other" in comparison_table(found).splitlines()


def test_differences(compared: Comparison) -> None:
    assert compared.settings == {}
    by_name = {d.measure: d for d in compared.differences}
    right = by_name["right"]
    assert (right.a, right.b) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert (right.better, right.p, right.n) == ("", 1, 3)
    answerable = by_name["right_answerable"]
    assert (answerable.a, answerable.b, answerable.better) == (0.5, 1, "B")
    # q1 is the same in both; q3 swapped or not is as extreme either way.
    assert answerable.p == 1
    # Of the two questions that both answered, 20 and 10 ms against 20 and 40. Another program may
    # have slowed all of B: no verdict.
    latency = by_name["latency_median_ms"]
    assert (latency.a, latency.b, latency.n) == (15, 30, 2)
    assert (latency.better, latency.p) == ("", None)
    # B never said not found.
    abstention = by_name["abstention_precision"]
    assert (abstention.a, abstention.b, abstention.p) == (1, None, None)
    assert by_name["disagreement_found"].n == 0
    assert "EM" not in by_name


def test_as_many_are_judged_as_the_reports_of_both_runs_say(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", q3=SIX)
    library = ToyAssistant(toy_answers())
    found = {d.measure: d for d in compare_files(path, path, library=library).differences}
    scores = evaluate(lambda: ToyAssistant(toy_answers() | {YEARS.question: SIX}), TESTSET).scores
    assert {f.measure: f.n for f in scores.figures if f.measure in found} == {
        measure: d.n for measure, d in found.items()
    }
    # Of three questions q2 has no answer and cites nothing: two have citations to judge.
    assert (found["right"].n, found["citation_precision"].n) == (3, 2)
    assert comparison_table(compare_files(path, path)).splitlines()[4].split()[-1] == "judged"


def test_flips(compared: Comparison) -> None:
    flips = [(f.id, f.a, f.b, f.better) for f in compared.flips]
    assert flips == [("q2", "right", "should be not found", "A"), ("q3", "failed", "right", "B")]


def test_the_table_names_both_runs_and_every_flip(compared: Comparison) -> None:
    lines = comparison_table(compared).splitlines()
    assert lines[:3] == [
        "A: a.jsonl",
        "B: b.jsonl",
        "3 questions; p: paired randomisation test, two-sided",
    ]
    assert lines[6].split() == ["right_cited", "0.667", "0.667", "+0.000", "1.0000", "3"]
    assert lines[-4] == "2 questions flipped:"
    assert lines[-1].split() == ["q3", "failed", "->", "right", "B", "몇", "년", "만인가?"]


def test_no_run_is_the_better_one_where_the_difference_could_be_chance(
    compared: Comparison,
) -> None:
    (chance,) = (d for d in compared.differences if d.measure == "right_answerable")
    table = comparison_table(replace(compared, differences=(chance,)))
    line = [
        "right_answerable",
        "0.500",
        "1.000",
        "+0.500",
        "1.0000",
        *["could", "be", "chance"],
        "2",
    ]
    assert table.splitlines()[5].split() == line
    assert "\ncould be chance: p is above 0.05, so neither run is called better\n" in table
    for p in (0.05, 0.002, None):
        surely = comparison_table(replace(compared, differences=(replace(chance, p=p),)))
        assert surely.splitlines()[5].split()[-2:] == ["B", "2"]
        assert "chance" not in surely


def test_no_escape_sequence_of_a_question_reaches_the_terminal(compared: Comparison) -> None:
    flip = replace(compared.flips[0], question="Who\x1b[31m met?")
    hostile = replace(compared, flips=(flip,), settings={"fusion": ("a\x1b[1m", "b")})
    lines = comparison_table(hostile).splitlines()
    assert all(line.isprintable() for line in lines)
    assert lines[-3] == "1 question flipped:"
    assert "fusion: A a [1m, B b" in lines and lines[-1].endswith("Who [31m met?")


def test_quotes_are_looked_up_in_the_documents_that_were_asked(tmp_path: Path) -> None:
    a, b = write(tmp_path / "a.jsonl"), write(tmp_path / "b.jsonl", q3=SIX)
    found = compare_files(a, b, library=ToyAssistant(toy_answers()))
    verbatim = {d.measure: d for d in found.differences}["citation_verbatim"]
    assert (verbatim.a, verbatim.b, verbatim.n, verbatim.p) == (1, 1, 1, 1)  # q2 cites nothing
    assert "not measured" not in comparison_table(found)


def test_without_those_documents_it_is_said_that_quotes_were_not_looked_up(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl")
    edited = DocumentTable([replace(BEIJING, text=f"A new line. {BEIJING.text}"), NARA])
    for documents in (None, edited):
        found = compare_files(path, path, library=documents)
        verbatim = {d.measure: d for d in found.differences}["citation_verbatim"]
        assert (verbatim.a, verbatim.n) == (None, 0)
        assert "\ncitation_verbatim: not measured, the documents that" in comparison_table(found)


def test_a_run_equals_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl")
    same = compare_files(path, path)
    assert same.flips == ()
    assert {d.p for d in same.differences} <= {1.0, None}
    assert comparison_table(same).endswith("0 questions flipped.")


def faults(*args: object) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        compare_files(*args)  # type: ignore[arg-type]
    return caught.value.faults


def test_runs_over_different_questions_are_refused(tmp_path: Path) -> None:
    a = write(tmp_path / "a.jsonl")
    b = write(tmp_path / "b.jsonl", replace(TESTSET, questions=QUESTIONS[:2]))
    mend = "run both over the same test set and split"
    assert faults(a, b) == (f"{a}: 1 questions that the other lacks (q3); {mend}",)
    assert faults(b, a) == (f"{a}: 1 questions that the other lacks (q3); {mend}",)


def test_a_line_that_was_taken_out_is_noticed(tmp_path: Path) -> None:
    a, b = write(tmp_path / "a.jsonl"), write(tmp_path / "b.jsonl")
    b.write_text(b.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert "1 questions that the other lacks (q2)" in faults(a, b)[0]


def test_the_same_id_with_other_words_is_refused(tmp_path: Path) -> None:
    a = write(tmp_path / "a.jsonl")
    b = tmp_path / "b.jsonl"
    told_ = [prediction(q, told()) for q in (replace(WHERE, question="Who?"), NEVER, YEARS)]
    write_predictions(b, told_)
    assert faults(a, b) == (
        f"{b}: 1 ids ask something else (q1); run both over the same test set and split",
    )


def without_stamps(tmp_path: Path, questions: Sequence[Question] = QUESTIONS) -> list[Path]:
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for path in paths:
        write_predictions(path, [prediction(question, told()) for question in questions])
    return paths


def test_without_stamps_the_test_set_must_be_named(tmp_path: Path) -> None:
    a, b = without_stamps(tmp_path)
    assert "missing, so nothing says what is right" in faults(a, b)[0]
    named = compare_files(a, b, TESTSET)
    assert named.questions == 3
    assert {d.measure: d.a for d in named.differences}["right"] == pytest.approx(1 / 3)
    few = replace(TESTSET, questions=QUESTIONS[:1])
    assert "toy.jsonl: lacks 2 questions" in faults(a, b, few)[0]


def test_what_was_right_must_not_have_changed_in_between(tmp_path: Path) -> None:
    a = write(tmp_path / "a.jsonl")
    moved = tuple(replace(question, about="0-0", where="elsewhere") for question in QUESTIONS)
    b = write(tmp_path / "b.jsonl", replace(TESTSET, questions=moved))
    assert compare_files(a, b).flips == ()
    other = (replace(WHERE, answers=("Kyoto",)), *QUESTIONS[1:])
    c = write(tmp_path / "c.jsonl", replace(TESTSET, questions=other))
    assert "said something else" in faults(a, c)[0]
    assert compare_files(a, c, TESTSET).flips == ()


def test_the_official_scores_are_compared_for_squad(tmp_path: Path) -> None:
    testset = replace(TESTSET, form="squad")
    a, b = write(tmp_path / "a.jsonl", testset), write(tmp_path / "b.jsonl", testset, q3=SIX)
    exact = {d.measure: d for d in compare_files(a, b).differences}["EM"]
    assert (exact.a, exact.b) == (pytest.approx(100 * 2 / 3), 100)
