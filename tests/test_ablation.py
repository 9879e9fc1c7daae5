"""The ablation and the steps of one question, with the real assistant over a toy encoder."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.respond import Assistant
from assistant.settings import Settings
from corpus.document import Document
from eval.ablation import COLUMNS, ablation, ablation_table, variants
from eval.evidence import check_evidence
from eval.question import DocumentTable, Evidence, Question, TestSet
from eval.steps import show
from index.encode import Encoder

QUESTION = Question(
    "q1", "Who met in Nara?", ("Nara",), evidence=(Evidence("drums", "They met in Nara."),)
)


def test_every_retriever_with_and_without_ranking() -> None:
    names = [name for name, _ in variants(Settings(chunk_words=40))]
    settings = [chosen for _, chosen in variants(Settings(chunk_words=40))]
    assert names[:4] == [
        "bm25, without ranking",
        "bm25, with ranking",
        "dense, without ranking",
        "dense, with ranking",
    ]
    assert {"hybrid rrf, without ranking", "hybrid rrf, with ranking"} <= set(names)
    assert len(set(names)) == len(names) == len(set(settings))
    assert {s.chunk_words for s in settings} == {40}
    assert [s.sentence_ranking for s in settings] == [False, True] * (len(names) // 2)


@pytest.fixture
def testset(three_documents: Sequence[Document]) -> TestSet:
    located = check_evidence([QUESTION], DocumentTable(three_documents))
    return TestSet("toy.jsonl", "summits", "abc", located)


def test_one_table_for_all(
    testset: TestSet, three_documents: list[Document], toy_encoder: Encoder
) -> None:
    seen: list[tuple[str, int, int]] = []
    rows = ablation(
        lambda settings: Assistant.in_memory(three_documents, settings, toy_encoder),
        Settings(confidence_threshold=0),
        testset,
        lambda *progress: seen.append(progress),
    )
    assert [row.name for row in rows] == [name for name, _, _ in seen]
    assert {progress[1:] for progress in seen} == {(1, 1)}
    bm25 = {figure.measure: figure.value for figure in rows[0].figures}
    assert (bm25["Success@1"], bm25["RR@10"]) == (1, 1)  # no other document holds "Nara"
    assert [f.measure for f in rows[0].figures] == list(COLUMNS)
    lines = ablation_table(rows).splitlines()
    assert lines[0].split() == list(COLUMNS)
    assert lines[1].startswith("bm25, without ranking")
    assert len(lines) == 1 + len(rows)


def test_all_steps_of_one_question(
    testset: TestSet, three_documents: list[Document], toy_encoder: Encoder
) -> None:
    assistant = Assistant.in_memory(three_documents, Settings(confidence_threshold=0), toy_encoder)
    text = show(assistant, testset.questions[0])
    for words in (
        "Question    Who met in Nara?",
        "Passages    ",
        "bm25",
        "drums:0",
        "Sentences   ",
        "They met in Nara.",
        "Best span   ",
        "Confidence  ",
        "Verdict     ",
        "Any of      Nara",
        "Evidence    drums: They met in Nara.",
    ):
        assert words in text
