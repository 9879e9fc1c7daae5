from __future__ import annotations

import pytest
from click.testing import CliRunner
from conftest import ToyEncoder, document

from assistant.app.cli import main
from assistant.readers.protocol import Reading, ScoredSpan
from assistant.training.questions import QuestionSet, TrainingQuestion
from assistant.training.windows import cut
from corpus.document import Span
from eval.reader_bench import Bench, Measured, figures
from index.build import search_in_memory

NARA = "The leaders met in Nara with Bo Li."
NOODLES = "Noodles were served with Ann Roe, and the noodles were hot."


class ReaderOfNara:
    """Points at "Nara" where that stands: 4 points, or 1 where the question asks for Ann."""

    reader_id = "nara@1"

    def read(self, question, passages, contexts=()):
        score = 1.0 if "Ann" in question else 4.0
        readings = []
        for passage in passages:
            start = passage.find("Nara")
            spans = (ScoredSpan(start, start + 4, score),) if start >= 0 else ()
            readings.append(Reading(score if spans else -2.0, spans))
        return readings


def asked(question_id, text, answers=(), target=None):
    return TrainingQuestion(question_id, "toy/0-0", text, answers, target)


@pytest.fixture
def toy_bench():
    documents = (document("toy/0-0", NARA), document("toy/0-1", NOODLES))
    questions = (
        asked("right", "Where did Bo Li like hot noodles served?", ("Nara",), Span(19, 23)),
        asked("none", "Who sang in Nara?"),
    )
    held_out = QuestionSet("toy", "c0ffee", documents, questions)
    searcher, plain = (search_in_memory(documents, ToyEncoder()) for _ in range(2))
    return Bench({"toy": held_out}, cut(held_out), searcher, plain)


def test_a_question_is_read_in_its_own_paragraph_altered_and_in_what_is_found(toy_bench):
    found = {q.question_id: toy_bench.measure(ReaderOfNara(), n, q) for n, q in toy_bench.sample(9)}
    assert found["none"] == Measured("toy", 4.0)
    right = found["right"]
    assert (right.score, right.f1, right.pair) == (4.0, 1.0, (4.0, 1.0))
    assert right.ranks[:2] == (2, 2)  # the words of the question stand in the other paragraph
    assert right.span_f1[0] == 0.0


def test_a_sample_is_the_same_every_time(toy_bench):
    # Of the two, the one that the seed draws.
    assert [(name, q.question_id) for name, q in toy_bench.sample(1)] == [("toy", "right")]
    assert {q.question_id for _, q in toy_bench.sample(9)} == {"right", "none"}


def test_figures_are_means_over_the_answerable_and_chances_over_pairs():
    measured = [
        Measured("toy", 3.0, 1.0, (3.0, 1.0), (3, 2, 1), (0.0, 1.0)),
        Measured("toy", 1.0, 0.5, None, (1, 6, 0), (0.5, 0.5)),
        Measured("toy", 2.0),
    ]
    assert dict(figures(measured)) == {
        "answerable": 2,
        "unanswerable": 1,
        "F1, right paragraph given": (1.0 + 0.5) / 2,
        "AUROC of the score, answerable or not": 1 / 2,  # 3 > 2, 1 < 2
        "altered questions": 1,
        "AUROC of the score, altered or not": 1.0,
        "plain fusion: Success@1": 1 / 2,
        "plain fusion: Success@5": 1.0,
        "plain fusion: MRR": (1 / 3 + 1) / 2,
        "as searched: Success@1": 0.0,
        "as searched: Success@5": 1 / 2,
        "as searched: MRR": (1 / 2 + 1 / 6) / 2,
        "as searched: F1 of the first passage's span": 0.25,
        "reordered: Success@1": 1 / 2,
        "reordered: Success@5": 1 / 2,
        "reordered: MRR": (1 / 1 + 0) / 2,
        "reordered: F1 of the first passage's span": 0.75,
    }


def test_without_questions_of_a_kind_there_is_nothing_to_measure():
    shown = dict(figures([Measured("toy", 2.0)]))
    assert shown["AUROC of the score, answerable or not"] is None
    assert shown["F1, right paragraph given"] is None


def test_the_command_shows_the_figures_of_each_file_in_a_column(toy_bench, monkeypatch, tmp_path):
    monkeypatch.setattr("eval.reader_bench.bench", lambda data, progress: toy_bench)
    monkeypatch.setattr("assistant.readers.packaged.packaged_reader", lambda at: ReaderOfNara())
    told = CliRunner().invoke(main, ["eval", "reader", "--data", str(tmp_path)])
    assert told.exit_code == 0, told.output
    lines = told.stdout.splitlines()
    assert lines[:2] == ["nara@1", ""]
    assert [line.split() for line in lines[2:5]] == [
        ["toy"], ["answerable", "1"], ["unanswerable", "1"],
    ]  # fmt: skip
    assert " ".join(lines[5].split()) == "F1, right paragraph given 1.0000"
    assert told.stderr == "  2 of 2 questions\n"


def test_the_command_names_every_file_that_it_misses(tmp_path):
    told = CliRunner().invoke(main, ["eval", "reader", "--data", str(tmp_path)])
    assert (told.exit_code, told.stdout) == (1, "")
    assert "squad2_part.json" in told.stderr and "new_wiki.json" in told.stderr
