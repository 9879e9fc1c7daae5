"""Retrieval measures, worked by hand; ties, missing queries and TREC's forms."""

from __future__ import annotations

from math import log2

import pytest
from eval_toys import NARA, evidence, prediction, told

from corpus.document import Span
from eval.question import Evidence, Question
from eval.retrieval import (
    is_relevant,
    measure,
    measure_passages,
    passage_ids,
    qrels_of,
    trec_qrels,
    trec_run,
)


def ranked(*ids: str) -> list[tuple[str, float]]:
    return [(name, 1.0) for name in ids]  # all tied: the order must be taken as it stands


def test_measures_by_hand() -> None:
    qrels = {"q": {"a": 1, "d": 1, "lost": 1}}
    values = measure(qrels, {"q": ranked("x", "a", "y", "d")})["q"]
    ideal = 1 / log2(2) + 1 / log2(3) + 1 / log2(4)
    assert values == {
        "Success@1": 0,
        "Success@5": 1,
        "RR@10": pytest.approx(1 / 2),
        "nDCG@10": pytest.approx((1 / log2(3) + 1 / log2(5)) / ideal),
        "AP@100": pytest.approx((1 / 2 + 2 / 4) / 3),
    }


@pytest.mark.parametrize("order", [("a", "b", "z"), ("z", "b", "a"), ("b", "z", "a")])
def test_ties_keep_our_order(order: tuple[str, ...]) -> None:
    place = order.index("a") + 1
    values = measure({"q": {"a": 1}}, {"q": ranked(*order)})["q"]
    assert values["RR@10"] == pytest.approx(1 / place)
    assert values["nDCG@10"] == pytest.approx(1 / log2(place + 1))
    assert values["Success@1"] == float(place == 1)


def test_the_first_ten_and_the_first_hundred() -> None:
    deep = [f"x{i}" for i in range(10)]
    eleventh = measure({"q": {"a": 1}}, {"q": ranked(*deep, "a")})["q"]
    assert eleventh["RR@10"] == eleventh["nDCG@10"] == 0
    assert eleventh["AP@100"] == pytest.approx(1 / 11)
    deeper = [f"x{i}" for i in range(100)]
    assert measure({"q": {"a": 1}}, {"q": ranked(*deeper, "a")})["q"]["AP@100"] == 0


def test_missing_queries_score_0_and_foreign_ones_nothing() -> None:
    values = measure({"q": {"a": 1}, "lost": {"a": 1}}, {"q": ranked("a"), "other": ranked("a")})
    assert set(values) == {"q", "lost"}
    assert set(values["lost"].values()) == {0.0}
    assert measure({}, {}) == {}
    assert measure({"q": {"a": 1}}, {"q": []})["q"]["RR@10"] == 0


def test_grades_count_as_gains() -> None:
    values = measure({"q": {"a": 1, "b": 2, "c": 0}}, {"q": ranked("a", "c", "b")})["q"]
    ideal = 2 / log2(2) + 1 / log2(3)
    assert values["nDCG@10"] == pytest.approx((1 / log2(2) + 2 / log2(4)) / ideal)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (Span(0, 15), True),  # 5 of 10
        (Span(0, 14), False),  # 4 of 10
        (Span(12, 17), True),  # 5 of 10, inside
        (Span(0, 100), True),
        (Span(20, 30), False),
    ],
)
def test_half_of_the_evidence_is_enough(passage: Span, expected: bool) -> None:
    assert is_relevant(passage, [Span(10, 20)]) is expected


def test_any_place_of_the_quote_will_do() -> None:
    assert is_relevant(Span(50, 60), [Span(10, 20), Span(52, 58)])
    assert not is_relevant(Span(0, 10), [])


MEET = Question("q", "Where?", ("Nara",), evidence=(evidence(NARA, "They met in Nara."),))


def test_qrels_of_a_run() -> None:
    found = prediction(MEET, told(), [("beijing", 0, 17), ("nara", 0, 9), ("nara", 0, 8)])
    # 9 of 17 characters are half of the evidence, 8 are not; another document never is.
    assert qrels_of(MEET, found) == {"nara:0-9": 1}
    assert passage_ids(found.retrieved) == [
        ("beijing:0-17", 1.0),
        ("nara:0-9", 0.9),
        ("nara:0-8", 0.8),
    ]
    assert measure_passages([MEET], {"q": found})["q"]["RR@10"] == pytest.approx(1 / 2)


def test_evidence_that_was_not_found_is_still_relevant() -> None:
    lost = prediction(MEET, told(), [("beijing", 0, 17)])
    assert qrels_of(MEET, lost) == qrels_of(MEET, None) == {"nara:0-17": 1}
    assert measure_passages([MEET], {"q": lost})["q"]["AP@100"] == 0
    assert measure_passages([MEET], {})["q"]["AP@100"] == 0


def test_two_pieces_of_evidence_one_found() -> None:
    both = Question("q", "?", ("x",), evidence=(MEET.evidence[0], evidence(NARA, "played drums")))
    found = prediction(both, told(), [("nara", 0, 17)])
    values = measure_passages([both], {"q": found})["q"]
    assert values["AP@100"] == pytest.approx((1 / 1) / 2)


def test_questions_without_located_evidence_are_not_judged() -> None:
    questions = [Question("a", "?"), Question("b", "?", ("x",), evidence=(Evidence("nara", "x"),))]
    assert measure_passages(questions, {}) == {}


def test_trec_forms_and_scores_that_fall() -> None:
    run = list(trec_run({"q 1": [("a", 0.5), ("b", 0.5), ("c", 0.75), ("d", 0.25)]}, "my tag"))
    fields = [line.split() for line in run]
    assert [f[:4] for f in fields] == [["q%201", "Q0", d, str(r)] for r, d in enumerate("abcd", 1)]
    assert {f[5] for f in fields} == {"my%20tag"}
    scores = [float(f[4]) for f in fields]
    assert scores[0] == 0.5
    assert scores[3] == 0.25
    assert scores == sorted(set(scores), reverse=True)
    assert list(trec_qrels({"q": {"a": 2}})) == ["q 0 a 2\n"]


def test_a_written_run_reads_back_in_our_order() -> None:
    import ir_measures

    names = [f"d{i}" for i in (3, 1, 4, 15, 9, 2, 6)]
    lines = "".join(trec_run({"q": [(name, 0.1) for name in names]}, "t"))
    for place, name in enumerate(names, start=1):
        (value,) = ir_measures.iter_calc(
            [ir_measures.parse_measure("AP")],
            ir_measures.read_trec_qrels(f"q 0 {name} 1\n"),
            ir_measures.read_trec_run(lines),
        )
        assert value.value == pytest.approx(1 / place)
