"""The ablation and the steps of one question, with the real assistant over a toy encoder."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import document

from assistant.respond import Assistant
from assistant.settings import Settings
from corpus.document import Document, Span
from eval.ablation import COLUMNS, ablation, ablation_table, variants
from eval.question import DocumentTable, Evidence, Question, TestSet
from eval.steps import show
from eval.testset import located
from index.encode import Encoder

QUESTION = Question(
    "q1", "Who met in Nara?", ("Nara",), evidence=(Evidence("drums", "They met in Nara."),)
)


def test_parts_exchanged_or_left_out() -> None:
    found = dict(variants(Settings(chunk_words=40, fusion="rrf")))
    assert list(found) == [
        "hybrid rrf, first sentences",
        "bm25, ranked",
        "dense, ranked",
        "hybrid convex, ranked",
        "hybrid min_max, ranked",
        "hybrid rrf, ranked",
        "hybrid convex, no near words, ranked",
        "bm25, ranked and read",
        "dense, ranked and read",
        "hybrid rrf, ranked and read",
    ]
    assert {s.chunk_words for s in found.values()} == {40}
    assert [s.sentence_ranking for s in found.values()] == [False] + [True] * 9
    assert [s.reader for s in found.values()] == ["none"] * 7 + ["minilm"] * 3
    assert found["dense, ranked and read"].retriever == "dense"
    assert [s.near_weight for s in found.values()] == [0.2] * 6 + [0.0] + [0.2] * 3
    assert not any(s.disagreement for s in found.values())


def test_nothing_is_read_without_a_reader() -> None:
    assert len(list(variants(Settings(reader="none")))) == 7


@pytest.fixture
def testset(three_documents: Sequence[Document]) -> TestSet:
    asked = tuple(located([QUESTION], DocumentTable(three_documents), []))
    return TestSet("toy.jsonl", "summits", "abc", asked)


def test_one_table_for_all(
    testset: TestSet, three_documents: list[Document], toy_encoder: Encoder
) -> None:
    seen: list[tuple[str, int, int]] = []
    rows = ablation(
        lambda settings: Assistant.in_memory(three_documents, settings, toy_encoder),
        Settings(confidence_threshold=0, reader="none"),
        testset,
        lambda *progress: seen.append(progress),
    )
    assert [row.name for row in rows] == [name for name, _, _ in seen]
    assert {progress[1:] for progress in seen} == {(1, 1)}
    bm25 = {figure.measure: figure.value for figure in rows[1].figures}
    assert (bm25["Success@1"], bm25["RR@10"]) == (1, 1)  # no other document holds "Nara"
    assert [f.measure for f in rows[0].figures] == list(COLUMNS)
    lines = ablation_table(rows).splitlines()
    assert lines[0].split() == list(COLUMNS)
    assert lines[1].startswith("hybrid convex, first sentences")
    assert len(lines) == 1 + len(rows)


def test_all_steps_of_one_question(
    testset: TestSet, three_documents: list[Document], toy_encoder: Encoder
) -> None:
    settings = Settings(confidence_threshold=0, reader="none")
    assistant = Assistant.in_memory(three_documents, settings, toy_encoder)
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


def test_no_escape_sequence_of_a_document_reaches_the_terminal(toy_encoder: Encoder) -> None:
    text = "They met in Nara \x1b]0;owned\x07 with drums."
    settings = Settings(confidence_threshold=0, reader="none")
    assistant = Assistant.in_memory([document("d", text)], settings, toy_encoder)
    evidence = (Evidence("d", text, (Span(0, len(text)),)),)
    asked = Question("q", "Who met in Nara \x1b[31m?", answers=("they",), evidence=evidence)
    told = show(assistant, asked)
    assert all(line.isprintable() for line in told.split("\n"))
    assert "  They met in Nara  ]0;owned  with drums.\n" in told
