"""The analyzer, and BM25 against its formula written out."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import STOPWORDS, LexicalIndex, analyze

# Three passages of 4, 2 and 3 tokens: the mean is 3.
THREE = [["nara", "drum", "nara", "trade"], ["drum", "beijing"], ["trade", "seafood", "trade"]]
K1, B, MEAN, N = 1.2, 0.75, 3, 3


def idf(df: int) -> float:
    return log(1 + (N - df + 0.5) / (df + 0.5))


def part(tf: int, length: int) -> float:
    return tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / MEAN))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (["nara"], [(0, idf(1) * part(2, 4))]),
        (["drum"], [(1, idf(2) * part(1, 2)), (0, idf(2) * part(1, 4))]),
        (["trade"], [(2, idf(2) * part(2, 3)), (0, idf(2) * part(1, 4))]),
        (["seafood", "drum"], [
            (2, idf(1) * part(1, 3)),
            (1, idf(2) * part(1, 2)),
            (0, idf(2) * part(1, 4)),
        ]),
        (["nara", "trade"], [
            (0, idf(1) * part(2, 4) + idf(2) * part(1, 4)),
            (2, idf(2) * part(2, 3)),
        ]),
        (["nara", "nara"], [(0, 2 * idf(1) * part(2, 4))]),  # a repeated word counts twice
        (["tokyo", "nara"], [(0, idf(1) * part(2, 4))]),
    ],
)  # fmt: skip
def test_scores_are_the_formula(query: list[str], expected: list[tuple[int, float]]) -> None:
    found = LexicalIndex(THREE).search(query, k=10)
    assert [row for row, _ in found] == [row for row, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected])


def test_a_term_in_every_passage_still_scores() -> None:
    index = LexicalIndex([["japan"], ["japan"], ["japan"], ["japan", "china"]])
    assert index.idf("japan") == pytest.approx(log(1 + 0.5 / 4.5))
    assert [row for row, _ in index.search(["japan"], k=10)] == [0, 1, 2, 3]


def test_idf_of_known_and_unknown_tokens() -> None:
    index = LexicalIndex(THREE)
    assert (index.idf("nara"), index.idf("drum")) == pytest.approx(
        (log(1 + 2.5 / 1.5), log(1 + 1.5 / 2.5))
    )
    assert index.idf("tokyo") == pytest.approx(log(1 + 3.5 / 0.5))
    assert index.knows("drum") and not index.knows("tokyo")


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=8), min_size=1, max_size=8),
       st.lists(st.sampled_from("abcde"), min_size=1, max_size=6))  # fmt: skip
def test_the_bound_is_above_every_score(tokens: list[list[str]], query: list[str]) -> None:
    index = LexicalIndex(tokens)
    assert all(0 < score < index.bound(query) for _, score in index.search(query, k=10))


def test_bound_by_hand_counts_unknown_tokens() -> None:
    index = LexicalIndex(THREE)
    assert index.bound(["nara", "tokyo"]) == pytest.approx((idf(1) + log(1 + 3.5 / 0.5)) * 2.2)
    assert index.bound([]) == 0


def test_ties_keep_the_order_of_rows_also_at_the_cut() -> None:
    index = LexicalIndex([["a"], ["b"], ["a"], ["a"], ["a"]])
    assert [row for row, _ in index.search(["a"], k=3)] == [0, 2, 3]
    assert [row for row, _ in index.search(["a"], k=2, rows=np.array([4, 3, 2]))] == [2, 3]


@pytest.mark.parametrize("k", [0, -1])
def test_none_asked_none_found(k: int) -> None:
    assert LexicalIndex(THREE).search(["drum"], k) == []


def test_filter_comes_before_the_cut() -> None:
    index = LexicalIndex(THREE)
    rows = np.array([0, 2], dtype=np.int64)
    assert [row for row, _ in index.search(["drum"], k=1)] == [1]
    assert [row for row, _ in index.search(["drum"], k=1, rows=rows)] == [0]
    assert index.search(["drum"], 5, rows=np.array([], dtype=np.int64)) == []


@pytest.mark.parametrize("tokens", [[], [[]], [[], []]])
def test_no_tokens_at_all(tokens: list[list[str]]) -> None:
    index = LexicalIndex(tokens)
    assert index.search(["nara"], k=3) == [] and not index.knows("nara")


def test_one_passage_and_passages_without_tokens() -> None:
    assert LexicalIndex([["a"]]).search(["a"], k=9) == [(0, pytest.approx(log(1 + 0.5 / 1.5)))]
    assert [row for row, _ in LexicalIndex([[], ["a"], []]).search(["a"], k=9)] == [1]
    assert LexicalIndex(THREE).search([], k=3) == LexicalIndex(THREE).search(["x"], k=3) == []


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("the of and", []),
        ("😀 … — !", []),
        ("Summits SUMMIT summit", ["summit"] * 3),
        ("U.S. trade; the US", ["us", "trade", "us"]),
        ("Lee's, Lee’s and Lees", ["lee", "lee", "lee"]),
        ("14.5% 1,000 K-pop x2", ["14.5", "1,000", "k", "pop", "x2"]),
        ("ＮＡＲＡ ﬁsh", ["nara", "fish"]),  # full width and a ligature: NFKC
        ("10⁶ 14½ 10⁻¹² 106", ["10", "6", "14", "1", "2", "10", "12", "106"]),  # powers, halves
        ("ended.¹ Lee,² trawlers³", ["end", "1", "lee", "2", "trawler", "3"]),  # marks of notes
        ("5 m² CO₂ NaHCO₃", ["5", "m2", "co2", "nahco3"]),
        ("café CAFE\u0301", ["café", "café"]),
        ("Straße STRASSE", ["strass", "strass"]),
        ("Токио 東京", ["токио", "東京"]),
        ("정상회담", ["정상", "상회", "회담"]),
        ("나라에서", ["나라", "라에", "에서"]),
        ("북", ["북"]),
        ("GDP는 커졌다", ["는", "gdp", "커졌", "졌다"]),
        ("2026년", ["년", "2026"]),
        ("14.5조", ["조", "14.5"]),
        ("한국.일본", ["한국", "일본"]),  # no token is a bare full stop, or empty
        ("한국,일본'중국", ["한국", "일본", "중국"]),
        ("\u1112\u1161\u11ab\uad6d", ["한국"]),  # conjoining letters: NFKC composes them
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert analyze(text) == tokens


@given(st.text(st.sampled_from("aA1.,'’한국_ -é\u0301İß５ﬁ中½²\x00😀"), max_size=30))
def test_every_token_holds_a_letter_or_digit_and_no_space(text: str) -> None:
    for token in analyze(text):
        assert any(character.isalnum() for character in token), token
        assert not any(character.isspace() for character in token)
        assert token == token.casefold()


def test_a_korean_word_is_found_with_another_particle() -> None:
    index = LexicalIndex([analyze(t) for t in ("정상회담이 열렸다", "한국은 갔다")])
    assert [row for row, _ in index.search(analyze("정상회담에서"), k=5)] == [0]


def test_stop_words_are_folded_and_leave_us_alone() -> None:
    assert "us" not in STOPWORDS
    assert all(analyze(word) == [] for word in STOPWORDS)
