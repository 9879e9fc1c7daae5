"""The confidence fitted to a few questions, the thresholds, and the file that comes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ToyEncoder

from assistant.confidence.calibrated import Weights, read_calibration, shipped
from assistant.respond import Assistant
from assistant.settings import Settings
from corpus.document import Document
from corpus.errors import InputError
from corpus.library import Library
from eval.calibrate import Source, ask_all, squad_part
from eval.calibration_file import calibration_toml, worth, worth_table
from eval.fitting import LOST, Sample, evened, fit, folds, threshold
from eval.question import Evidence, Question, TestSet
from eval.testset import CALIBRATION, SHIPPED, read_testset


def sample(number: int, answerable: bool, **more: object) -> Sample:
    """Two signals: `good` tells the two kinds apart, `bad` points the wrong way."""
    good = number % 10 / 10 + (0.5 if answerable else 0.0)
    signals = {"good": good, "bad": -good, "reader_score": 2 * good}
    plain = Sample(f"q{number}", "own", f"g{number // 2}", signals, answerable, answerable)
    return replace(plain, **more)  # type: ignore[arg-type]


SAMPLES = [sample(number, number % 3 > 0) for number in range(60)]


def test_a_signal_that_speaks_against_is_left_out() -> None:
    fitted = fit(SAMPLES)
    assert set(fitted.read.weights) == {"good", "reader_score"}
    assert set(fitted.unread.weights) == {"good"}
    assert all(weight > 0 for weight in fitted.read.weights.values())


def test_the_same_samples_give_the_same_fit() -> None:
    assert fit(SAMPLES) == fit(list(SAMPLES))


def test_questions_about_one_paragraph_stay_together() -> None:
    tested = []
    for kept, left in folds(SAMPLES):
        assert not {s.group for s in kept} & {s.group for s in left}
        tested += [s.id for s in left]
    assert sorted(tested) == sorted(s.id for s in SAMPLES)


def test_what_only_checks_changes_no_weight() -> None:
    check = [replace(sample(n, n % 2 == 0), id=f"c{n}", fitted=False) for n in range(9)]
    premises = [replace(sample(n, False), id=f"p{n}", false_premise=True) for n in range(9)]
    fitted = fit([*SAMPLES, *check, *premises])
    assert fitted.read == fit(SAMPLES).read
    assert fitted.confidences["c0"] == fitted.read.confidence(check[0].signals)
    assert {w.n for w in worth([*SAMPLES, *premises], fitted)} == {60}


def test_what_is_gathered_counts_for_the_thresholds_and_changes_no_weight() -> None:
    # As many as there were, with the same share of answerables, and all of them doubtful.
    doubtful = {"good": -1.0, "bad": 1.0, "reader_score": -2.0}
    gathered = [
        replace(s, id=f"g{n}", gathers=True, signals=doubtful) for n, s in enumerate(SAMPLES)
    ]
    plain, fitted = fit(SAMPLES), fit([*SAMPLES, *gathered])
    assert fitted.read == plain.read
    assert fitted.thresholds["broad"] < plain.thresholds["broad"]
    # Judged by weights that have not seen its group, unlike what only checks.
    assert fitted.confidences["g0"] != fitted.read.confidence(doubtful)


def test_the_least_sure_part_of_a_question_may_carry_the_whole() -> None:
    weights = Weights(0.0, {"good": 1.0})
    whole = replace(sample(0, True), signals={"good": -2.0})
    assert whole.confidence(weights) == pytest.approx(0.119, abs=0.001)
    parts = ({"good": 2.0}, {"good": 1.0})
    carried = replace(whole, parts=parts)
    assert carried.confidence(weights) == pytest.approx(0.731, abs=0.001)
    doubtful = replace(whole, parts=({"good": 2.0}, {"good": -3.0}))
    assert doubtful.confidence(weights) == whole.confidence(weights)


def test_sources_count_with_one_share_of_answerables() -> None:
    # Own: 3 of 4 answerable. Other: 1 of 2, so weights 1.5 and 0.5; in all 2, as before.
    own = [sample(n, n < 3, source="own") for n in range(4)]
    other = [sample(n, n < 1, source="other") for n in range(2)]
    assert evened([*own, *other], 0.75) == pytest.approx([1, 1, 1, 1, 1.5, 0.5])


def test_a_threshold_holds_back_what_it_may() -> None:
    right = [number / 100 for number in range(1, 101)]
    assert threshold(right, 0.05) == 0.06  # 0.01 … 0.05 lie below
    assert threshold(right, 0.0) == 0.01
    assert threshold([], 0.05) == 0.5


def test_questions_in_korean_have_weights_of_their_own_at_the_same_threshold() -> None:
    asked = [
        replace(sample(n, n % 2 == 0), id=f"k{n}", group=f"k{n // 2}", language="ko")
        for n in range(40)
    ]
    fitted = fit([*SAMPLES, *asked])
    assert fitted.read == fit(SAMPLES).read
    assert fitted.korean is not None and fitted.korean != fitted.read
    assert fitted.korean_unread is not None and set(fitted.korean_unread.weights) == {"good"}
    # 20 right answers: the one that may be held back (8 %) lies below the threshold of all.
    right = [fitted.confidences[s.id] for s in asked if s.right]
    assert sum(c < fitted.thresholds["balanced"] for c in right) <= 2
    assert fit(SAMPLES).korean is None


@pytest.mark.parametrize(
    "samples",
    [[], [sample(1, True, language="ko")], [sample(1, True, fitted=False)]],
    ids=["none", "Korean only", "only checks"],
)
def test_no_question_to_fit_on_is_said(samples: list[Sample]) -> None:
    with pytest.raises(InputError, match="questions in English are needed"):
        fit(samples)


def test_strictness_is_ordered() -> None:
    assert LOST["strict"] > LOST["balanced"] > LOST["broad"]


def test_the_file_is_read_as_it_was_fitted(tmp_path: Path) -> None:
    fitted = fit(SAMPLES)
    records = worth(SAMPLES, fitted)
    path = tmp_path / "confidence.toml"
    path.write_text(calibration_toml(fitted, records, "2026-01-13", "encoder toy"))
    held = read_calibration(path)
    assert (held.read, held.unread) == (fitted.read, fitted.unread)
    assert (held.korean, held.korean_unread) == (shipped().korean, shipped().korean_unread)
    assert held.thresholds == fitted.thresholds
    assert "own: 60 questions, 20 of them unanswerable" in path.read_text()
    (record,) = records
    low, high = record.auroc_bounds or (0, 0)
    assert low <= record.auroc <= high
    assert worth_table(records).splitlines()[1].startswith("own")


def test_questions_become_samples(three_documents: list[Document], toy_encoder: ToyEncoder) -> None:
    assistant = Assistant.in_memory(
        three_documents, Settings(confidence_threshold=1.0, reader="none"), toy_encoder
    )
    noodles = Evidence("noodles", "They ate noodles in Beijing.")
    asked = (
        Question("a", "Where did they eat noodles?", ("Beijing",), evidence=(noodles,)),
        Question("b", "What did the drum cost?"),
        Question("c", "Hello!"),
        Question("d", "Which documents do you have?"),
        Question("e", "Why was Nara cold?", premise="false"),
    )
    seen: list[tuple[int, int]] = []
    samples = ask_all(assistant, [Source("own", asked)], lambda *done: seen.append(done))
    assert [(s.id, s.answerable, s.right, s.false_premise) for s in samples] == [
        ("own/a", True, True, False),  # right, though the settings would have held it back
        ("own/b", False, False, False),
        ("own/e", False, False, True),
    ]
    assert seen[-1] == (5, 5)
    assert samples[0].group == "own/noodles/0"


def test_a_part_of_a_squad_file() -> None:
    documents = tuple(
        Document(f"{a}-0", title, title, "Text.") for a, title in enumerate(("Steam engine", "Oil"))
    )
    questions = tuple(
        Question(f"{a}{n}", "Who?", about=f"{a}-0") for a in range(2) for n in range(4)
    )
    whole = TestSet("f.json", "squad", "abc", questions, documents)
    part, source = squad_part(whole, ["Steam_engine"], every=3)
    assert [d.doc_id for d in part.documents or ()] == ["0-0"]
    assert [q.id for q in source.questions] == ["00", "03"]
    with pytest.raises(KeyError, match="Gas"):
        squad_part(whole, ["Gas"], every=1)


def test_the_calibration_set_is_sound_and_repeats_nothing() -> None:
    own = read_testset(CALIBRATION, Library.open(None))  # checks every quote
    shipped = {q.question.casefold() for q in read_testset(SHIPPED).questions}
    assert not shipped & {q.question.casefold() for q in own.questions}
    answerable = sum(q.has_answer for q in own.questions)
    assert len(own.questions) >= 150
    assert 0.4 <= answerable / len(own.questions) <= 0.6
