"""Settings: where each comes from, and what cannot be one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.confidence.calibrated import shipped
from assistant.settings import Settings, resolve
from corpus.errors import SettingError


def test_the_nearer_source_wins(tmp_path: Path) -> None:
    (tmp_path / "summits.toml").write_text('fusion = "rrf"\nchunk_words = 40\ncandidates = 4\n')
    environment = {"SUMMITS_CHUNK_WORDS": "50", "SUMMITS_CANDIDATES": "5", "HOME": "/root"}
    found = resolve({"candidates": 6, "encoder": None}, environment, tmp_path)
    s = found.settings
    assert (s.fusion, s.chunk_words, s.candidates) == ("rrf", 50, 6)
    assert found.sources["fusion"] == f"{tmp_path}/summits.toml"
    assert found.sources["chunk_words"] == "environment"
    assert found.sources["candidates"] == "flag"
    assert found.sources["encoder"] == "default"


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "summits.toml").write_text("\ufeffcandidates = 4\n", encoding="utf-8")
    assert resolve({}, {}, tmp_path).settings.candidates == 4


def test_home_is_no_setting() -> None:
    assert resolve({}, {"SUMMITS_HOME": "/somewhere"}).settings == Settings()


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "summits.toml").write_text('chunkwords = 3\ncandidates = "many"\n')
    with pytest.raises(SettingError) as caught:
        resolve({}, {"SUMMITS_DENSE_WEIGHT": "heavy"}, tmp_path)
    told = caught.value.faults
    assert len(told) == 3
    assert "unknown setting 'chunkwords'" in told[0]
    assert "candidates is 'many'" in told[1]
    assert "dense_weight is 'heavy' (environment); it must be a number" in told[2]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("retriever", "magic"),
        ("fusion", "sum"),
        ("dense_weight", 1.5),
        ("chunk_words", 0),
        ("candidates", 0),
        ("max_sentences", 0),
        ("confidence_threshold", -0.1),
        ("encoder", " "),
    ],
)
def test_bounds(name: str, value: object) -> None:
    with pytest.raises(SettingError, match=name):
        Settings(**{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("multilingual_encoder", "", "it must name an encoder"),
        ("reranker", " ", "it must name a cross-encoder, or be none"),
        ("reader", " ", "it must name a reader, or be none"),
        ("retriever", "magic", "it must be one of bm25, dense, hybrid"),
        ("fusion", "sum", "it must be one of convex, min_max, rrf"),
        ("near_weight", 1.5, "it must lie in 0 … 1"),
        ("near_weight", float("nan"), "it must lie in 0 … 1"),
        ("chunk_words", 1001, "it must lie in 10 … 1000"),
        ("overlap_sentences", 11, "it must lie in 0 … 10"),
        ("rerank_passages", 101, "it must lie in 1 … 100"),
        ("read_passages", -1, "it must lie in 0 … 100"),
        ("confidence_threshold", 1.1, "it must lie in 0 … 1"),
        ("max_question_chars", 0, "it must be at least 1"),
    ],
)
def test_a_bound_is_told(name: str, value: object, rule: str) -> None:
    with pytest.raises(SettingError) as caught:
        Settings(**{name: value})  # type: ignore[arg-type]
    assert caught.value.faults == (f"setting {name} is {value!r}; {rule}",)


def test_the_bounds_themselves_are_allowed() -> None:
    lowest = Settings(chunk_words=10, read_passages=0, dense_weight=0, confidence_threshold=0)
    highest = Settings(chunk_words=1000, read_passages=100, dense_weight=1, confidence_threshold=1)
    assert (lowest.chunk_words, highest.chunk_words) == (10, 1000)
    assert Settings(max_question_chars=10**9).max_question_chars == 10**9


@pytest.mark.parametrize(
    ("toml", "fault"),
    [
        ("chunk_words = inf", "chunk_words is inf ({}); it must be an integer"),
        ("chunk_words = 5", "chunk_words is 5 ({}); it must lie in 10 … 1000"),
        ('fusion = "sum"', "fusion is 'sum' ({}); it must be one of convex, min_max, rrf"),
        ("chunk_words = 60.7", "chunk_words is 60.7 ({}); it must be an integer"),
        ("chunk_words = true", "chunk_words is True ({}); it must be an integer"),
        ('chunk_words = "60.7"', "chunk_words is '60.7' ({}); it must be an integer"),
        ("dense_weight = [1]", "dense_weight is [1] ({}); it must be a number"),
        ("dense_weight = false", "dense_weight is False ({}); it must be a number"),
        (
            f"dense_weight = 1{'0' * 400}",
            f"dense_weight is 1{'0' * 400} ({{}}); it must be a number",
        ),
        ('reader = ["a"]', "reader is ['a'] ({}); it must be a text"),
        ("encoder = 3", "encoder is 3 ({}); it must be a text"),
        ("disagreement = 1", "disagreement is 1 ({}); it must be true or false"),
        ('disagreement = "perhaps"', "disagreement is 'perhaps' ({}); it must be true or false"),
    ],
)
def test_a_value_of_another_type_is_refused(tmp_path: Path, toml: str, fault: str) -> None:
    (tmp_path / "summits.toml").write_text(toml)
    with pytest.raises(SettingError) as caught:
        resolve({}, {}, tmp_path)
    assert caught.value.faults == ("setting " + fault.format(f"{tmp_path}/summits.toml"),)


def test_texts_and_whole_numbers_stand_for_numbers(tmp_path: Path) -> None:
    (tmp_path / "summits.toml").write_text('dense_weight = 1\nchunk_words = "60"\n')
    settings = resolve({}, {"SUMMITS_NEAR_WEIGHT": "0.5"}, tmp_path).settings
    assert (settings.dense_weight, settings.chunk_words, settings.near_weight) == (1.0, 60, 0.5)
    assert type(settings.dense_weight) is float


@pytest.mark.parametrize("toml", ["fusion = ", "a = " + "[" * 100_000, "a = " + "9" * 5000])
def test_broken_file_is_named(tmp_path: Path, toml: str) -> None:
    (tmp_path / "summits.toml").write_text(toml)
    with pytest.raises(SettingError, match=r"summits\.toml is not readable TOML"):
        resolve({}, {}, tmp_path)


def test_a_library_without_the_file_has_no_settings_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for library in (tmp_path, tmp_path / "nowhere", tmp_path / "file"):
        assert resolve({}, {}, library).settings == Settings()


def test_a_file_that_cannot_be_looked_at_is_named(tmp_path: Path) -> None:
    (tmp_path / "summits.toml").mkdir()
    for library in (tmp_path, tmp_path / ("x" * 300)):
        with pytest.raises(SettingError, match=r"summits\.toml is not readable TOML"):
            resolve({}, {}, library)


def test_a_misspelt_variable_is_refused_and_the_data_folder_is_no_setting() -> None:
    with pytest.raises(SettingError, match="environment has an unknown setting 'strictnes'"):
        resolve({}, {"SUMMITS_STRICTNES": "broad"})
    assert resolve({}, {"SUMMITS_HOME": "home", "PATH": "/bin"}).settings == Settings()


@pytest.mark.parametrize(("word", "value"), [("off", False), ("TRUE", True), ("0", False)])
def test_truth_values_in_the_environment(word: str, value: bool) -> None:
    assert resolve({}, {"SUMMITS_SENTENCE_RANKING": word}).settings.sentence_ranking is value


def test_strictness_stands_for_a_threshold_unless_one_is_given() -> None:
    thresholds = shipped().thresholds
    for name, value in thresholds.items():
        assert Settings(strictness=name).threshold == value
        assert Settings(strictness=name, confidence_threshold=0.25).threshold == 0.25
    held = resolve({}, {"SUMMITS_STRICTNESS": "broad"}).settings
    assert held.threshold == thresholds["broad"]
    assert resolve({}, {"SUMMITS_CONFIDENCE_THRESHOLD": "0"}).settings.threshold == 0.0
    with pytest.raises(SettingError, match=r"strictness is 'lax'.*strict, balanced, broad"):
        Settings(strictness="lax")  # type: ignore[arg-type]
