"""The signals, the probability made of them, and the file that holds its weights."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.asked.question import read_question
from assistant.confidence.calibrated import (
    READER_PREFIX,
    Calibration,
    Weights,
    logit,
    read_calibration,
    shipped,
)
from assistant.confidence.signals import NOTHING_ANEW, signals
from assistant.confidence.sure import TELLS_ELSE, how_sure
from assistant.ranking.rank import Candidate
from assistant.readers.reading import NOTHING_READ, Readings, ReadSpan
from corpus.document import Passage, Span
from corpus.errors import SettingError
from index.lexical import LexicalIndex
from index.query import Hit

LEXICAL = LexicalIndex([["nara", "met"], ["drum", "nara"], ["nara", "song"]])
FEATURES = {"cosine": 0.4, "kind": 0.0}
CANDIDATES = [
    Candidate("a", Span(0, 5), "A song", FEATURES, 2.0),
    Candidate("a", Span(6, 9), "low", {"cosine": 0.6, "kind": 1.0}, 1.0),
]


PASSAGE = Passage("a:0", "a", Span(0, 9), "A songlow")


def of(
    question: str, hits: Sequence[Hit] = (), readings: Readings = NOTHING_READ
) -> dict[str, float]:
    return signals(read_question(question, 100), CANDIDATES, hits, readings, {}, LEXICAL)


def hit(score: float, rank: int) -> Hit:
    return Hit(PASSAGE, 0.5, rank, {"bm25": 1.0, "reader": score})


def test_signals_without_a_reader() -> None:
    found = of("Where did Merz drum in Nara?")
    assert set(found) == {"cosine", "known", "names", "anew", "kind", "fits"}
    assert found["cosine"] == 0.6
    assert found["names"] == 0.0  # Nara is known, Merz is not
    assert found["kind"] == 0.0  # a place is asked for; the best sentence has none
    nara, drum, merz = (LEXICAL.idf(t) for t in ("nara", "drum", "merz"))
    assert found["known"] == pytest.approx((nara + drum) / (nara + drum + merz), abs=1e-4)


def test_a_sentence_that_tells_something_else_does_not_fit() -> None:
    assert of("Who sang a song?")["fits"] == 1.0
    assert of("Who translated a song?")["fits"] == 0.0  # "A song", "low": nobody translates


def test_what_the_headings_of_a_table_tell_fits() -> None:
    question = read_question("How much did the wells cost in 2030?", 100)
    for tabled in (1.0, 0.0):  # no word of the row tells of a cost
        row = Candidate("a", Span(0, 9), "Wells | 6", {**FEATURES, "tabled": tabled}, 2.0)
        assert signals(question, [row], [], NOTHING_READ, {}, LEXICAL)["fits"] == tabled


@pytest.mark.parametrize(
    ("question", "is_told"), [("Did Nara have drums?", True), ("Why did Nara have drums?", False)]
)
def test_a_row_of_a_table_is_sure_to_tell_all_but_reasons(question: str, is_told: bool) -> None:
    read = read_question(question, 100)
    row = Candidate("a", Span(0, 9), "Nara | 6", {**FEATURES, "tabled": 1.0}, 2.0)
    told = of(question) | {"fits": 1.0, "names": 1.0, "cosine": 0.0}
    assert (how_sure(read, [row], told) >= 0.9) is is_told  # without a table both are below


@pytest.mark.parametrize(
    ("question", "reader", "near", "loses"),
    [
        ("How many drums were in Nara?", 0.1, 0.3, True),
        ("How many drums were in Nara?", 0.3, 0.3, False),  # the reader sees something in it
        ("How many drums were in Nara?", 0.1, 0.6, False),  # it holds most of what is asked
        ("How many drums, and how many songs, were in Nara?", 0.1, 0.3, False),
        ("Who had drums in Nara?", 0.1, 0.3, False),
    ],
)
def test_a_number_that_is_hardly_told_is_less_sure(
    question: str, reader: float, near: float, loses: bool
) -> None:
    read = read_question(question, 100)
    told = of(question) | {"fits": 1.0, "kind": 1.0}
    features = {**FEATURES, "reader": reader, "near": near}
    best = Candidate("a", Span(0, 5), "A song", features, 2.0)
    other = replace(best, features={**features, "reader": 0.9})
    drop = logit(how_sure(read, [other], told)) - logit(how_sure(read, [best], told))
    assert drop == pytest.approx(1.5 if loses else 0.0)


def test_a_question_without_names_or_kind_loses_nothing() -> None:
    found = of("What drum?")
    assert (found["names"], found["kind"]) == (1.0, 1.0)


def test_a_name_in_another_spelling_is_unknown() -> None:
    found = of("Did Narra drum?")
    narra, drum = LEXICAL.idf("narra"), LEXICAL.idf("drum")
    assert found["names"] == 0.0
    assert found["known"] == pytest.approx(drum / (narra + drum), abs=1e-4)


def test_signals_of_the_reader() -> None:
    spans = (
        ReadSpan("a", Span(0, 5), 3.0),
        ReadSpan("a", Span(2, 4), 2.5),  # overlaps the best: no rival
        ReadSpan("b", Span(2, 4), 1.0),
    )
    unread = Hit(PASSAGE, 0.1, 3, {"bm25": 0.5})
    # The passage put second has the better span.
    hits = [hit(1.0, 1), hit(3.0, 2), unread]
    found = of("What drum?", hits, Readings({}, spans))
    assert found["reader_mass"] == pytest.approx(
        math.log(math.exp(3) + math.exp(2.5) + math.exp(1)), abs=1e-4
    )
    assert (found["reader_first"], found["reader_mean"]) == (1.0, 2.0)
    assert found["reader_margin"] == 2.0


def test_what_tells_something_else_is_hardly_an_answer_whatever_the_reader_says() -> None:
    told = {"cosine": 0.9, "known": 1.0, "names": 1.0, "anew": NOTHING_ANEW, "kind": 1.0}
    read = {"reader_mass": 9.0, "reader_first": 9.0, "reader_mean": 9.0, "fits": 1.0}
    question = read_question("Who sang a song?", 100)
    assert how_sure(question, CANDIDATES, told | read) > 0.99
    assert how_sure(question, CANDIDATES, told | read | {"fits": 0.0}) == TELLS_ELSE


def test_what_is_told_of_another_place_does_not_fit() -> None:
    placed = [replace(one, features={**one.features, "misplaced": 1.0}) for one in CANDIDATES]
    question = read_question("Who sang a song in Nara?", 100)
    assert signals(question, CANDIDATES, [], NOTHING_READ, {}, LEXICAL)["fits"] == 1.0
    assert signals(question, placed, [], NOTHING_READ, {}, LEXICAL)["fits"] == 0.0


def test_no_candidates_are_no_fault() -> None:
    found = signals(read_question("Who?", 100), [], [], NOTHING_READ, {}, LEXICAL)
    assert found == {
        "cosine": 0.0,
        "known": 1.0,
        "names": 1.0,
        "anew": NOTHING_ANEW,
        "kind": 1.0,
        "fits": 1.0,
    }


def test_a_follow_up_is_asked_what_of_its_own_words_the_best_sentence_holds() -> None:
    def anew(*typed: str) -> float:
        # "A song" is the best sentence; "tune" is near to "song", "Nara" was carried over.
        near = {"nara": {"nara": 1.0}, "tune": {"song": 0.4}, "drum": {"drum": 1.0}}
        read = replace(read_question("Which tune did they drum in Nara?", 100), anew=typed)
        return signals(read, CANDIDATES, [], NOTHING_READ, near, LEXICAL)["anew"]

    tune, drum = LEXICAL.idf("tune"), LEXICAL.idf("drum")
    assert anew("tune", "drum") == pytest.approx(0.4 * tune / (tune + drum), abs=1e-4)
    assert anew("drum") == 0.0
    assert anew() == NOTHING_ANEW
    assert anew("elsewhere") == NOTHING_ANEW  # put in the documents' words, it is another one


def test_the_weights_without_reader_are_used_where_nothing_was_read() -> None:
    calibration = Calibration(
        Weights(0.0, {"cosine": 1.0, "reader_mass": 1.0}),
        Weights(1.0, {"cosine": 1.0}),
        Weights(2.0, {"reader_mass": 1.0}),
        Weights(3.0, {"cosine": 1.0}),
        Weights(4.0, {"cosine": 1.0}),
        {},
    )
    assert calibration.confidence({"cosine": -1.0}) == 0.5
    assert calibration.confidence({"cosine": 1.0, "reader_mass": -1.0}) == 0.5
    assert calibration.confidence({"cosine": -3.0}, "ko") == 0.5
    assert calibration.confidence({"cosine": 1.0, "reader_mass": -2.0}, "ko") == 0.5


def test_a_huge_sum_is_no_overflow() -> None:
    assert Weights(1e6, {}).confidence({}) == pytest.approx(1.0)
    assert Weights(-1e6, {}).confidence({}) == pytest.approx(0.0)


def test_what_ships_is_whole_and_monotone() -> None:
    held = shipped()
    assert held.thresholds["broad"] <= held.thresholds["balanced"] <= held.thresholds["strict"]
    for weights in (held.read, held.unread, held.korean, held.korean_unread, held.hangul):
        assert weights.weights and min(weights.weights.values()) >= 0
    for weights in (held.unread, held.korean_unread):
        assert not any(name.startswith(READER_PREFIX) for name in weights.weights)


@pytest.mark.parametrize("text", ["", "not toml [", "[thresholds]\nstrict = 0.5\n"])
def test_a_broken_file_names_the_command_that_mends_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "confidence.toml"
    path.write_text(text)
    with pytest.raises(SettingError, match=r"confidence\.toml.*summits eval calibrate"):
        read_calibration(path)


def test_a_missing_file_too(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="summits eval calibrate"):
        read_calibration(tmp_path / "none.toml")
