"""BEIR folders: reading them, documents by their best passage, TREC runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import log2
from pathlib import Path

import pytest

from corpus.document import Passage, Span
from corpus.errors import InputError
from eval.beir import rank_documents, read_beir, run_retrieval
from index.query import Hit

CORPUS = [
    {"_id": "d1", "title": "Nara", "text": "They met in Nara.", "metadata": {}},
    {"_id": "d2", "title": "", "text": "They ate noodles."},
    {"_id": "d3", "title": "Beijing", "text": ""},
]
QUERIES = [
    {"_id": "q1", "text": "Where?"},
    {"_id": "unjudged", "text": "Why?"},
    {"_id": "q2", "text": "What?"},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td3\t2\nq2\td2\t1\nq2\td1\t0\n"


def folder(
    tmp_path: Path,
    corpus: Sequence[object] = CORPUS,
    queries: Sequence[object] = QUERIES,
    qrels: str = QRELS,
) -> Path:
    (tmp_path / "qrels").mkdir()
    for name, lines in (("corpus", corpus), ("queries", queries)):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return tmp_path


def test_a_good_folder(tmp_path: Path) -> None:
    beir = read_beir(folder(tmp_path))
    assert [(d.doc_id, d.label, d.title, d.text) for d in beir.documents] == [
        ("d1", "Nara", "Nara", "They met in Nara."),
        ("d2", "", None, "They ate noodles."),
        ("d3", "Beijing", "Beijing", "Beijing"),
    ]
    assert beir.queries == {"q1": "Where?", "q2": "What?"}
    assert beir.qrels == {"q1": {"d1": 1, "d3": 2}, "q2": {"d2": 1, "d1": 0}}
    assert beir.notes == ()


def test_judged_documents_that_are_absent_are_noted(tmp_path: Path) -> None:
    beir = read_beir(folder(tmp_path, qrels=QRELS + "q2\tlost\t1\n"))
    assert beir.notes == ("a judged document is not in corpus.jsonl and cannot be found",)


def faults(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_beir(path)
    return [fault.removeprefix(f"{path}/") for fault in caught.value.faults]


def test_files_that_are_missing(tmp_path: Path) -> None:
    assert faults(tmp_path) == [
        "corpus.jsonl: missing; a BEIR folder holds it",
        "queries.jsonl: missing; a BEIR folder holds it",
        "qrels/test.tsv: missing; a BEIR folder holds it",
    ]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    path = folder(tmp_path)
    for name in ("queries.jsonl", "qrels/test.tsv"):
        (path / name).unlink()
    (path / "queries.jsonl").mkdir()
    assert faults(path) == [
        "queries.jsonl: cannot be read (Is a directory); check the name",
        "qrels/test.tsv: missing; a BEIR folder holds it",
    ]
    unknown = tmp_path / ("x" * 300)
    assert faults(unknown)[0] == "corpus.jsonl: cannot be read (File name too long); check the name"


def test_all_faults_of_all_files(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        [*CORPUS, CORPUS[0], {"_id": 4, "title": "x"}],
        [{"_id": "q1"}, QUERIES[2], QUERIES[2]],
        "query-id\tcorpus-id\tscore\nq2\td1\t1\nq2\td1\t1\nq2 d1 1\nq2\td2\thigh\nq9\td1\t1\n",
    )
    assert faults(path) == [
        'corpus.jsonl:4: _id "d1" is there already; give it its own',
        'corpus.jsonl:5: "_id" must be a string, not 4; correct it',
        'corpus.jsonl:5: missing field "text"; add it',
        'queries.jsonl:1: missing field "text"; add it',
        'queries.jsonl:3: _id "q2" is there already; give it its own',
        'qrels/test.tsv:3: "q2" and "d1" are judged already; remove one',
        "qrels/test.tsv:4: not query-id, corpus-id and a whole score, apart by tabs; correct it",
        "qrels/test.tsv:5: not query-id, corpus-id and a whole score, apart by tabs; correct it",
        'qrels/test.tsv:6: query "q9" is not in queries.jsonl; add or remove it',
    ]


@pytest.mark.parametrize("score", ["²", "--5", "9" * 5000, "1.0", "+1", "٣", ""])
def test_a_score_is_a_whole_number_in_plain_digits(tmp_path: Path, score: str) -> None:
    assert faults(folder(tmp_path, qrels=f"{QRELS}q2\td3\t{score}\n")) == [
        "qrels/test.tsv:6: not query-id, corpus-id and a whole score, apart by tabs; correct it"
    ]


def test_judgements_end_at_line_breaks_alone_and_are_of_any_length(tmp_path: Path) -> None:
    long = "x" * 140_000
    odd = f"{QRELS}\nq2\ta\u2028b\t-1\r\n \nq2\t{long}\t2\r\n"
    assert read_beir(folder(tmp_path, qrels=odd)).qrels["q2"] == {
        "d2": 1,
        "d1": 0,
        "a\u2028b": -1,
        long: 2,
    }


def test_half_a_surrogate_pair_is_named(tmp_path: Path) -> None:
    # JSON can spell it, and no text can hold it.
    torn = [{"_id": "d1", "title": "a\ud800", "text": "b\udc00"}, *CORPUS[1:]]
    half = 'holds half of a surrogate pair ("\\ud800" or so); correct it'
    assert faults(folder(tmp_path, torn)) == [
        f'corpus.jsonl:1: "title" {half}',
        f'corpus.jsonl:1: "text" {half}',
    ]


def test_empty_files(tmp_path: Path) -> None:
    assert faults(folder(tmp_path, [], [], "")) == [
        "corpus.jsonl: empty; write at least one document",
        "queries.jsonl: empty; write at least one query",
        "qrels/test.tsv: no judgement; write at least one",
    ]


def found(*passages: tuple[str, float]) -> list[Hit]:
    return [
        Hit(Passage(f"{doc}:{i}", doc, Span(0, 1), "x"), score, i + 1, {})
        for i, (doc, score) in enumerate(passages)
    ]


PASSAGES = found(("d2", 0.9), ("d1", 0.8), ("d2", 0.7), ("d3", 0.6))


def test_documents_by_their_best_passage() -> None:
    ranking = rank_documents(lambda question, k: PASSAGES[:k], "?")
    assert ranking == [("d2", 0.9), ("d1", 0.8), ("d3", 0.6)]


def test_more_passages_are_asked_for_until_there_are_enough_documents() -> None:
    depths = []

    def search(question: str, k: int) -> list[Hit]:
        depths.append(k)
        return PASSAGES[:k]

    assert rank_documents(search, "?", documents=2) == [("d2", 0.9), ("d1", 0.8)]
    assert depths == [2]
    assert len(rank_documents(search, "?", documents=3)) == 3
    assert depths == [2, 3, 6]


def test_a_run_and_its_measures(tmp_path: Path) -> None:
    beir = read_beir(folder(tmp_path))
    seen: list[tuple[int, int]] = []

    def search(question: str, k: int) -> list[Hit]:
        if question == "What?":
            raise RuntimeError("no luck")
        return PASSAGES[:k]

    scores = run_retrieval(search, beir, lambda done, of: seen.append((done, of)))
    assert scores.run_lines("toy") == (
        "q1 Q0 d2 1 0.8999999761581421 toy\n"
        "q1 Q0 d1 2 0.800000011920929 toy\n"
        "q1 Q0 d3 3 0.6000000238418579 toy\n"
    )
    assert scores.failures == {"q2": "RuntimeError: no luck"}
    assert seen == [(1, 2), (2, 2)]
    values = {figure.measure: figure.value for figure in scores.figures}
    gained = 1 / log2(3) + 2 / log2(4)
    assert values == {
        "Success@1": 0,
        "Success@5": pytest.approx(1 / 2),
        "RR@10": pytest.approx((1 / 2 + 0) / 2),
        "nDCG@10": pytest.approx(gained / (2 / log2(2) + 1 / log2(3)) / 2),
        "AP@100": pytest.approx((1 / 2 + 2 / 3) / 2 / 2),
    }
    assert {figure.n for figure in scores.figures} == {2}
