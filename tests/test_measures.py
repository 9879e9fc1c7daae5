"""Every measure over a few verdicts, with the arithmetic written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from eval_toys import (
    BEIJING,
    DOCUMENTS,
    NARA,
    NEVER,
    QUESTIONS,
    WHERE,
    YEARS,
    evidence,
    prediction,
    quoting,
    told,
)

from eval.figures import Figure, figure
from eval.measures import MEASURES, measure_names
from eval.predictions import Prediction
from eval.question import GoldPosition, Question
from eval.remarks import remarks
from eval.scores import score, verdicts_of
from eval.verdict import Verdict

MEET = quoting(NARA, "They met in Nara.")
DRUMS = quoting(NARA, "Lee and Takaichi played drums together.", marker=2)
FIRST = quoting(BEIJING, "The visit was the first in six years.")
BY_NAME = {measure.name: measure for measure in MEASURES}


def of(name: str, verdicts: Sequence[Verdict]) -> Figure:
    return figure(BY_NAME[name], verdicts)


def value(name: str, verdicts: Sequence[Verdict]) -> tuple[float | None, int]:
    found = of(name, verdicts)
    return found.value if found.value is None else pytest.approx(found.value), found.n


def asked(id_: str, *gold: str, **fields: object) -> Question:
    return Question(id_, f"{id_}?", gold, **fields)  # type: ignore[arg-type]


def judged(*pairs: tuple[Question, Prediction | None]) -> tuple[Verdict, ...]:
    return verdicts_of(
        [question for question, _ in pairs],
        [told_ for _, told_ in pairs if told_],
        documents=DOCUMENTS,
    )


def said(question: Question, *args: object, **fields: object) -> tuple[Question, Prediction]:
    return question, prediction(question, told(*args, **fields))  # type: ignore[arg-type]


A_NARA = asked("a", "Nara", evidence=(evidence(NARA, "They met in Nara."),))
B_YEARS = asked("b", "six years", evidence=(evidence(BEIJING, FIRST.quote),))
C_NONE, D_NONE = asked("c"), asked("d")

# Right and cited; right, not cited; wrong (answered); missed; not found, rightly; failed.
MIXED = judged(
    said(A_NARA, MEET, short="Nara"),
    said(replace(A_NARA, id="a2"), quoting(NARA, "in Nara. Lee"), short="in Nara"),
    said(replace(B_YEARS, id="b1"), DRUMS, short="Lee"),
    said(replace(B_YEARS, id="b2")),
    said(C_NONE),
    (D_NONE, None),
)


def test_right() -> None:
    assert value("right", MIXED) == (3 / 6, 6)
    assert value("right_cited", MIXED) == (2 / 6, 6)  # a, c
    assert value("right_answerable", MIXED) == (2 / 4, 4)
    assert value("right_cited_answerable", MIXED) == (1 / 4, 4)


def test_a_question_without_evidence_cannot_be_cited_rightly_or_wrongly() -> None:
    verdicts = judged(said(asked("bare", "Nara"), MEET), said(A_NARA, DRUMS))
    assert value("right", verdicts) == (1 / 2, 2)
    assert value("right_cited", verdicts) == (0, 1)


def test_where_no_evidence_is_named_refusals_do_not_stand_for_right_citations() -> None:
    bare = asked("bare", "Nara")
    verdicts = judged(said(bare, MEET, short="Nara"), said(C_NONE), said(D_NONE, DRUMS))
    assert value("right", verdicts) == (2 / 3, 3)
    for name in ("right_cited", "right_cited_answerable", "citation_precision"):
        assert value(name, verdicts) == (None, 0)
    assert [v.word for v in verdicts] == ["right", "right", "should be not found"]
    told_ = remarks(score("summits", verdicts))
    assert told_ == {
        "right_cited": "The test set names no evidence, so nothing says whether answers are "
        "rightly cited."
    }


def test_how_many_questions_name_no_evidence_is_told() -> None:
    bare = said(asked("bare", "Nara"), MEET, short="Nara")
    verdicts = judged(bare, said(A_NARA, MEET, short="Nara"), said(C_NONE))
    assert value("right_cited", verdicts) == (1, 2)  # a, c
    remark = remarks(score("summits", verdicts))["right_cited"]
    assert remark.startswith("1 of 2 questions with an answer name no evidence; ")
    korean = remarks(score("summits", verdicts), "ko")["right_cited"]
    assert korean.startswith("답이 있는 질문 2개 중 1개에는 근거")
    assert remarks(score("summits", MIXED)) == {}


def test_questions_without_an_answer_need_no_evidence() -> None:
    verdicts = judged(said(C_NONE), said(D_NONE, DRUMS))
    assert value("right_cited", verdicts) == (1 / 2, 2)
    assert remarks(score("summits", verdicts)) == {}


def test_an_interval_that_leaves_its_figure_out_is_explained() -> None:
    """In each of two bins the share is what the confidence says; in no resample it is in both."""
    answerable = [asked(f"a{i}", "Nara", evidence=A_NARA.evidence) for i in range(20)]
    without = [asked(f"n{i}") for i in range(20)]
    verdicts = judged(
        *(sure(q, 0.95, MEET) for q in (*answerable[:19], without[0])),
        *(sure(q, 0.05) for q in (*without[1:], answerable[19])),
    )
    found = of("ECE", verdicts)
    assert found.value == pytest.approx(0, abs=1e-12) and found.low is not None and found.low > 0
    assert remarks(score("summits", verdicts))["ECE"].startswith("The interval lies too high: ")


def test_exact_match_and_f1() -> None:
    # Exact: "Nara", and not found where there is nothing; "in Nara" is half right.
    assert value("answer_em", MIXED) == (2 / 6, 6)
    half = 2 * (1 / 2) * 1 / (1 / 2 + 1)
    assert value("answer_f1", MIXED) == ((1 + half + 0 + 0 + 1 + 0) / 6, 6)


def test_citations() -> None:
    two = told(MEET, DRUMS, short="Nara")
    verdicts = judged(
        (A_NARA, prediction(A_NARA, two)),  # 1 of 2 supports, 1 of 1 covered, both of nara
        said(B_YEARS, replace(MEET, doc_id="beijing")),  # 0 of 1, 0 of 1, right document, forged
        said(replace(B_YEARS, id="b2")),  # not found: 0 of 0, 0 of 1
        said(C_NONE, DRUMS),  # without an answer every citation is one too many: 0 of 1
        (D_NONE, None),
    )
    assert value("citation_precision", verdicts) == ((1 + 0 + 0) / (2 + 1 + 1), 3)
    assert value("citation_recall", verdicts) == ((1 + 0 + 0) / (1 + 1 + 1), 3)
    assert value("citation_document", verdicts) == ((2 + 1) / (2 + 1), 2)
    assert value("citation_verbatim", verdicts) == ((2 + 0 + 1) / (2 + 1 + 1), 3)


def test_without_citations_there_is_nothing_to_count() -> None:
    empty = of("citation_precision", judged(said(C_NONE)))
    assert (empty.value, empty.n, empty.low) == (None, 0, None)


def test_abstention() -> None:
    # MIXED: not found of b2 (it has an answer) and of c; d, without an answer, failed.
    assert value("abstention_precision", MIXED) == (1 / 2, 2)
    assert value("abstention_recall", MIXED) == (1 / 2, 2)
    assert value("abstention_f1", MIXED)[0] == 2 * (1 / 2) * (1 / 2) / (1 / 2 + 1 / 2)


def test_a_false_premise_that_is_corrected_is_no_abstention_either_way() -> None:
    corrected = asked("p", premise="false", evidence=A_NARA.evidence)
    silent = asked("s", premise="false")
    verdicts = judged(said(corrected), said(silent))
    # Only `silent` has no answer; both said not found.
    assert value("abstention_precision", verdicts) == (1, 1)
    assert value("abstention_recall", verdicts) == (1, 1)
    assert value("right_answerable", verdicts) == (None, 0)


def sure(question: Question, confidence: float, *citations: object) -> tuple[Question, Prediction]:
    return said(question, *citations, confidence=confidence)


CONFIDENT = judged(
    sure(A_NARA, 0.95, MEET),  # right
    sure(replace(B_YEARS, id="b1"), 0.75, DRUMS),  # wrong
    sure(C_NONE, 0.85, DRUMS),  # should be not found
    sure(D_NONE, 0.15),  # held back, and rightly: wrong if shown
)


def test_confidence() -> None:
    # Answerable .95 and .75 against .85 and .15: .95 beats both, .75 beats one.
    assert value("AUROC", CONFIDENT) == (3 / 4, 4)
    # By confidence: right, wrong, wrong, wrong.
    assert value("AURC", CONFIDENT) == ((0 + 1 / 2 + 2 / 3 + 3 / 4) / 4, 4)
    gaps = abs(0.95 - 1) + abs(0.75 - 1) + abs(0.85 - 0) + abs(0.15 - 0)
    assert value("ECE", CONFIDENT) == (gaps / 4, 4)


def test_a_failed_question_is_a_sure_error_and_has_no_confidence() -> None:
    verdicts = (*CONFIDENT, *judged((asked("e"), None)))
    assert value("AUROC", verdicts) == (3 / 4, 4)
    assert value("AURC", verdicts) == ((1 + 1 / 2 + 2 / 3 + 3 / 4 + 4 / 5) / 5, 5)


SIDES = (GoldPosition("nara", "Nara"), GoldPosition("beijing", "six years"))
DISPUTED = asked("x", "Nara", positions=SIDES)


def test_disagreements() -> None:
    second = replace(FIRST, marker=2)
    both = (("in Nara", 1), ("six years", 2))
    verdicts = judged(
        said(DISPUTED, MEET, second, positions=both),
        said(replace(DISPUTED, id="y"), MEET, second, positions=(("Nara", 1), ("first", 2))),
        said(replace(DISPUTED, id="z"), MEET, second, positions=(("Nara", 2), ("six years", 1))),
        (replace(DISPUTED, id="w"), None),
        said(A_NARA, MEET, second, positions=both),
        said(C_NONE),
    )
    assert value("disagreement_found", verdicts) == (1 / 4, 4)
    assert value("disagreement_missed", verdicts) == (3 / 4, 4)
    assert value("disagreement_false", verdicts) == (1 / 2, 2)


def test_false_premises() -> None:
    premise = asked("p", premise="false", evidence=A_NARA.evidence)
    verdicts = judged(
        said(premise), said(replace(premise, id="p2"), MEET), said(replace(premise, id="p3"), DRUMS)
    )
    assert value("premise_confirmed", verdicts) == (1 / 3, 3)
    assert value("right", verdicts) == (2 / 3, 3)
    assert value("answer_em", verdicts) == (None, 0)


def test_latency() -> None:
    # Quantile of 10, 20, 30, 40, 50 at 0.95: place 3.8, 0.8 of the way from 40 to 50.
    verdicts = judged(
        *(said(replace(C_NONE, id=str(ms)), ms=ms) for ms in (50, 10, 40, 20, 30)), (D_NONE, None)
    )
    assert value("latency_median_ms", verdicts) == (30, 5)
    assert value("latency_p95_ms", verdicts) == (40 + 0.8 * 10, 5)


def test_retrieval_is_a_mean_over_the_questions_with_evidence() -> None:
    verdicts = judged(
        (A_NARA, prediction(A_NARA, told(), [("beijing", 0, 9), ("nara", 0, 17)])),
        (B_YEARS, None),
        said(C_NONE),
    )
    assert value("RR@10", verdicts) == ((1 / 2 + 0) / 2, 2)
    assert value("Success@1", verdicts) == (0, 2)


def test_the_official_squad_scores_are_points_of_100() -> None:
    best = ("Nara is", "nara", 0, 7)
    verdicts = judged(
        said(A_NARA, MEET, short="Nara"),  # 1, 1
        (B_YEARS, prediction(B_YEARS, told(), best=("six", "beijing", 0, 3))),  # 0, 0; best 2/3
        said(C_NONE),  # 1, 1
        (D_NONE, prediction(D_NONE, told(DRUMS, short="Lee"), best=best)),  # 0, 0
    )
    for name in ("EM", "F1"):
        assert value(name, verdicts) == (100 * 2 / 4, 4)
        assert value(f"HasAns_{name}", verdicts) == (100 * 1 / 2, 2)
        assert value(f"NoAns_{name}", verdicts) == (100 * 1 / 2, 2)
    assert value("best_F1", verdicts) == (100 * (0 + 2 * 1 * (1 / 2) / (1 + 1 / 2)) / 2, 2)
    assert value("best_EM", verdicts) == (0, 2)


def test_intervals_hold_their_value() -> None:
    for name in ("right", "answer_f1", "AURC", "latency_median_ms"):
        found = of(name, MIXED)
        assert found.value is not None
        assert found.low is not None
        assert found.high is not None
        assert found.low <= found.value <= found.high
    alone = of("right", MIXED[:1])
    assert (alone.value, alone.n, alone.low, alone.high) == (1, 1, None, None)


def test_directions() -> None:
    lower = {name for name, measure in BY_NAME.items() if not measure.higher_is_better}
    assert lower == {
        "AURC",
        "ECE",
        "disagreement_missed",
        "disagreement_false",
        "premise_confirmed",
        "latency_median_ms",
        "latency_p95_ms",
    }


def test_scores_overall_by_kind_and_by_language() -> None:
    told_ = [prediction(WHERE, told(MEET)), prediction(NEVER, told())]
    verdicts = verdicts_of(QUESTIONS, told_, {YEARS.id: "no luck"}, DOCUMENTS)
    scores = score("summits", verdicts, cold_start_ms=1234.5)
    assert scores.value("right") == pytest.approx(2 / 3)
    assert scores.value("cold_start_ms") == 1234.5
    assert verdicts[2].failure == "no luck"
    assert list(scores.kinds) == ["fact", "korean", "unanswerable"]
    assert list(scores.languages) == ["en", "ko"]
    by_language = {
        name: {f.measure: f.value for f in figures} for name, figures in scores.languages.items()
    }
    assert (by_language["en"]["right"], by_language["ko"]["right"]) == (1, 0)
    assert tuple(f.measure for f in scores.figures) == measure_names("summits")
    assert "EM" not in measure_names("summits")
    assert {"EM", "F1", "HasAns_F1", "NoAns_EM", "best_F1"} <= set(measure_names("squad"))
    # One kind and one language alone would only repeat the whole.
    assert score("summits", verdicts[:1]).kinds == {}
